"""Questions about keys that sign."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TypeVar

from planner.model.signature import Familiar, Signature, Signer
from planner.store import Store

T = TypeVar("T")


class SigningQuestions(ABC):
    """What `Questions` answers about signatures."""

    _store: Store

    @abstractmethod
    def _keep(self, name: str, make: Callable[[], T]) -> T: ...

    def signers(self) -> tuple[Signer, ...]:
        """The keys that were compared with their owners."""
        return self._keep("signers", self._store.signers.all)

    def familiar(self, signature: Signature) -> Familiar:
        """Whether the key of a valid signature is one of those."""
        known = {signer.fingerprint for signer in self.signers()}
        if signature.fingerprint in known:
            return Familiar.KNOWN
        return Familiar.OTHER if known else Familiar.NEW

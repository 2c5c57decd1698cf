"""Questions about keys that sign."""

from planner.model.signature import Familiar, Signature, SignatureState, Signer
from planner.workspace.asking.kept import KeptAnswers


class SigningQuestions(KeptAnswers):
    """What `Questions` answers about signatures."""

    def signers(self) -> tuple[Signer, ...]:
        """The keys that were compared with their owners."""
        return self._keep("signers", self._store.signers.all)

    def familiar(self, signature: Signature) -> Familiar:
        """Whether the key of a valid signature is one of those."""
        known = {signer.fingerprint for signer in self.signers()}
        if signature.fingerprint in known:
            return Familiar.KNOWN
        return Familiar.OTHER if known else Familiar.NEW

    def strange(self, signature: Signature) -> bool:
        """Whether it is valid, and made with another key than those that are known."""
        valid = signature.state is SignatureState.VALID
        return valid and self.familiar(signature) is Familiar.OTHER

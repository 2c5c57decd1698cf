"""The command about keys that sign."""

import re

from planner.errors import WrongUse
from planner.model.signature import Signer
from planner.store import Store
from planner.workspace.commands import TrustSigner
from planner.workspace.handlers.context import Context, Outcome

_FINGERPRINT = re.compile("[0-9a-f]{64}")


def trust_signer(store: Store, command: TrustSigner, context: Context) -> Outcome:
    """Keeps a key as somebody's own; one that is kept already stays as it is."""
    from planner.agreement.signing.saying import key_words

    if not _FINGERPRINT.fullmatch(command.fingerprint):
        raise WrongUse("This is not the fingerprint of a key: it has 64 hexadecimal digits.")
    store.signers.put(Signer(command.fingerprint, command.name, context.now))
    whose = f"the key of {command.name}" if command.name else "a key"
    return Outcome(
        f"Trust {whose} ({key_words(command.fingerprint)})",
        idle="This key was compared already: nothing is new.",
    )

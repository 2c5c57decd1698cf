"""The commands about keys that sign."""

import re

from planner.errors import WrongUse
from planner.model.signature import Signer
from planner.store import Store
from planner.workspace.commands import ForgetSigner, TrustSigner
from planner.workspace.handlers.context import Context, Outcome

_FINGERPRINT = re.compile("[0-9a-f]{64}")


def trust_signer(store: Store, command: TrustSigner, context: Context) -> Outcome:
    """Keeps a key as somebody's own; one that is kept already stays as it is."""
    if not _FINGERPRINT.fullmatch(command.fingerprint):
        raise WrongUse("This is not the fingerprint of a key: it has 64 hexadecimal digits.")
    signer = Signer(command.fingerprint, command.name, context.now)
    store.signers.put(signer)
    return Outcome(f"Trust {_key(signer)}", idle="This key was compared already: nothing is new.")


def forget_signer(store: Store, command: ForgetSigner, context: Context) -> Outcome:
    """Takes a key out of those that are known; WrongUse where it is none of them."""
    for signer in context.ask.signers():
        if signer.fingerprint == command.fingerprint:
            store.signers.remove(signer.fingerprint)
            return Outcome(f"Forget {_key(signer)}")
    raise WrongUse("This key is not among those that are known.")


def _key(signer: Signer) -> str:
    from planner.agreement.signing.saying import key_words

    whose = f"the key of {signer.name}" if signer.name else "a key"
    return f"{whose} ({key_words(signer.fingerprint)})"

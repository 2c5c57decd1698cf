"""Where a supervisor's key is kept: the system's keyring, else a file under a pass phrase."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from planner.agreement.exporting import reason
from planner.agreement.signing.key import SigningKey, new_key, unpacked
from planner.errors import LeadtimeError, WrongUse
from planner.feeds import Vault

ENTRY = "supervisor's signing key"
"""The name of the key in the keyring."""

FILE = "signing-key.p12"
SHORTEST = 8
"""Characters of a pass phrase, at least."""


class PassPhraseNeeded(WrongUse):
    """The key lies in a file, or will: ``new`` where the pass phrase is chosen now."""

    def __init__(self, message: str, *, new: bool) -> None:
        super().__init__(message)
        self.new = new


class KeyCabinet:
    """One person's key. Calls may wait for a keyring or work out a pass phrase: for a worker."""

    def __init__(self, vault: Vault, folder: Path, now: Callable[[], datetime]) -> None:
        self._vault = vault
        self._path = folder / FILE
        self._now = now

    def key(self, name: str, pass_phrase: str = "") -> SigningKey:
        """The key there is, else a new one for ``name``.

        Raises PassPhraseNeeded where one has to be given, and LeadtimeError where it is wrong, or
        the key cannot be kept: no signature is made with a key that would be gone tomorrow.
        """
        kept = self._vault.get(ENTRY)
        if kept is not None:
            with suppress(ValueError):
                return unpacked(kept)
        if self._path.exists():
            return self._from_file(pass_phrase)
        made = new_key(name, self._now())
        if not self._vault.put(ENTRY, made.packed()):
            self._into_file(made, pass_phrase)
        return made

    def _from_file(self, pass_phrase: str) -> SigningKey:
        if not pass_phrase:
            raise PassPhraseNeeded("Enter the pass phrase of your signing key.", new=False)
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.serialization import pkcs12

        try:
            private, certificate, _ = pkcs12.load_key_and_certificates(
                self._path.read_bytes(), pass_phrase.encode()
            )
        except ValueError as error:
            raise WrongUse(
                "This is not the pass phrase of your signing key, or the key is damaged. Try "
                f"again. If it is forgotten, delete “{self._path}”: a new key is made then, and "
                "whoever gets your next signature is told that it is another one."
            ) from error
        except OSError as error:
            raise self._failed(error) from error
        if private is None or certificate is None:
            raise WrongUse(f"There is no key in “{self._path}”. Delete it to make a new one.")
        encoding = serialization.Encoding.DER
        return SigningKey(
            certificate.public_bytes(encoding),
            private.private_bytes(
                encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            ),
        )

    def _into_file(self, key: SigningKey, pass_phrase: str) -> None:
        if len(pass_phrase) < SHORTEST:
            raise PassPhraseNeeded(
                "This computer has no keyring to keep your signing key in, so it goes into a file "
                f"that a pass phrase protects. Choose one of at least {SHORTEST} characters.",
                new=True,
            )
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.serialization import pkcs12
        from cryptography.x509 import load_der_x509_certificate

        private = serialization.load_der_private_key(key.private, None)
        data = pkcs12.serialize_key_and_certificates(
            b"Leadtime",
            private,  # type: ignore[arg-type]  # a key on a curve, as `new_key` makes them
            load_der_x509_certificate(key.certificate),
            None,
            serialization.BestAvailableEncryption(pass_phrase.encode()),
        )
        part = self._path.with_suffix(".part")
        try:
            part.parent.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self._path)
        except OSError as error:
            raise self._failed(error) from error

    def _failed(self, error: OSError) -> LeadtimeError:
        return LeadtimeError(
            f"The signing key “{self._path}” could not be read or written: {reason(error)}. "
            "Nothing was signed.",
            repr(error),
        )

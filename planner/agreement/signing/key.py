"""The key that a supervisor signs with: made here, vouched for by nobody else (X.509)."""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from planner.agreement.wording import one_line
from planner.errors import WrongUse

_LONGEST = 64  # characters of a common name (ITU-T X.520, ub-common-name)
_HOLDS = timedelta(days=20 * 365)
_SKEW = timedelta(days=1)  # clocks of other computers may be behind


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key (PKCS #8, DER) and the certificate of it (X.509, DER)."""

    certificate: bytes
    private: bytes = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate in 64 hexadecimal digits."""
        return hashlib.sha256(self.certificate).hexdigest()

    @property
    def name(self) -> str:
        """The name that the certificate gives."""
        from asn1crypto.x509 import Certificate

        return str(Certificate.load(self.certificate).subject.native.get("common_name", ""))

    def packed(self) -> str:
        """As text, for a keyring: some keep no more than some 1,200 characters."""
        parts = (self.certificate, self.private)
        return json.dumps([base64.b64encode(part).decode("ascii") for part in parts])


def unpacked(text: str) -> SigningKey:
    """The key that `SigningKey.packed` wrote; ValueError for anything else."""
    parts = json.loads(text)
    if not isinstance(parts, list) or len(parts) != 2:
        raise ValueError("not a key")
    certificate, private = (base64.b64decode(part, validate=True) for part in parts)
    return SigningKey(certificate, private)


def new_key(name: str, at: datetime) -> SigningKey:
    """A new key on the curve P-256 for somebody; WrongUse without a name."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    # The library counts bytes where the standard counts letters.
    said = one_line(name).encode()[:_LONGEST].decode(errors="ignore").strip()
    if not said:
        raise WrongUse("Enter your name: it stands in the signature.")
    private = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, said)])
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=False, crl_sign=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - _SKEW)
        .not_valid_after(at + _HOLDS)
        .add_extension(usage, critical=True)
        .sign(private, hashes.SHA256())
    )
    encoding = serialization.Encoding.DER
    return SigningKey(
        certificate.public_bytes(encoding),
        private.private_bytes(
            encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    )

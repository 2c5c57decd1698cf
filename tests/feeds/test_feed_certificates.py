"""Certificates: what the computer trusts counts, and nothing else."""

import ipaddress
import ssl
import sys
from datetime import UTC, datetime, timedelta

import pytest

from planner.feeds import Address, fetch
from planner.model.source import NOTHING_KNOWN

x509 = pytest.importorskip("cryptography.x509", reason="it makes the certificate")
pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere the system's store cannot be set for one test"
)


@pytest.fixture
def certificate(tmp_path):
    """A certificate that signs itself, with its key, in one file."""
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "certificate.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def safe_server(new_server, certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return new_server(context)


def look(server, limits):
    address = Address(f"{server.root}/s3cr3t.ics")
    return fetch(address, NOTHING_KNOWN, limits=limits)


def test_a_certificate_that_nobody_trusts_is_refused(safe_server, limits, answer, calendar):
    safe_server.answer = answer(body=calendar(12))
    fetched = look(safe_server, limits)
    assert "does not trust the certificate of 127.0.0.1" in fetched.problem
    assert not safe_server.asked


def test_what_the_system_trusts_is_trusted(
    safe_server, limits, answer, calendar, certificate, monkeypatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    safe_server.answer = answer(body=calendar(12))
    assert look(safe_server, limits).files[0].data == calendar(12)


def test_from_https_there_is_no_way_to_http(
    safe_server, server, limits, answer, calendar, certificate, monkeypatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server.answer = answer(body=calendar(12))
    safe_server.answer = answer(302, headers={"Location": f"{server.root}/x"})
    fetched = look(safe_server, limits)
    assert "not safe" in fetched.problem
    assert not server.asked


def test_a_server_without_tls_is_no_safe_connection(server, limits, answer):
    address = Address(server.root.replace("http:", "https:") + "/x")
    assert "No safe connection" in fetch(address, NOTHING_KNOWN, limits=limits).problem

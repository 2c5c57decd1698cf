"""Keys: made, packed, kept in a keyring or in a file under a pass phrase."""

import hashlib
import stat
import sys
from datetime import timedelta

import pytest
from cryptography.x509 import NameOID, load_der_x509_certificate

from planner.agreement.signing.cabinet import ENTRY, FILE, KeyCabinet, PassPhraseNeeded
from planner.agreement.signing.key import new_key, unpacked
from planner.agreement.signing.saved import save_beside
from planner.agreement.signing.saying import key_words
from planner.errors import LeadtimeError, WrongUse
from tests.agreement.signing.conftest import NOW

PHRASE = "correct horse battery"


class Drawer:
    """A keyring in memory; one that does not work keeps nothing."""

    def __init__(self, *, works: bool = True) -> None:
        self.works = works
        self.kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def put(self, name: str, secret: str) -> bool:
        if self.works:
            self.kept[name] = secret
        return self.works

    def remove(self, name: str) -> None:
        self.kept.pop(name, None)


def test_a_key_says_whose_it_is_and_keeps_its_secret_to_itself(key):
    certificate = load_der_x509_certificate(key.certificate)
    (name,) = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    assert (name.value, key.name) == ("Dr B. Specimen", "Dr B. Specimen")
    assert certificate.not_valid_after_utc - NOW > timedelta(days=3650)
    assert key.fingerprint == hashlib.sha256(key.certificate).hexdigest()
    assert key.private.hex() not in repr(key)
    assert repr(key.private) not in repr(key)


def test_two_keys_of_one_name_differ(key, other_key):
    assert key.fingerprint != other_key.fingerprint
    assert key_words(key.fingerprint) != key_words(other_key.fingerprint)


def test_a_key_is_made_for_somebody(key):
    with pytest.raises(WrongUse, match="Enter your name"):
        new_key(" \n", NOW)
    assert new_key("Ọ" * 200, NOW).name == "Ọ" * 21


def test_a_packed_key_is_short_enough_for_every_keyring(key):
    assert unpacked(key.packed()) == key
    assert len(key.packed()) < 1_200
    for other in ("", "{}", "[1]", '["a", "b"]'):
        with pytest.raises((ValueError, TypeError)):
            unpacked(other)


def test_the_keyring_keeps_the_key(tmp_path):
    vault = Drawer()
    made = KeyCabinet(vault, tmp_path, lambda: NOW).key("Dr B. Specimen")
    again = KeyCabinet(vault, tmp_path, lambda: NOW).key("Somebody Else")
    assert again == made
    assert list(vault.kept) == [ENTRY]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kept", ["", "[]", "no key", '["YQ=="]', "null", '["a", 7]'])
def test_a_spoilt_entry_of_the_keyring_is_replaced(tmp_path, kept):
    vault = Drawer()
    vault.kept[ENTRY] = kept
    made = KeyCabinet(vault, tmp_path, lambda: NOW).key("Dr B. Specimen")
    assert unpacked(vault.kept[ENTRY]) == made


def test_without_a_keyring_a_pass_phrase_protects_a_file(tmp_path):
    folder = tmp_path / "data"
    cabinet = KeyCabinet(Drawer(works=False), folder, lambda: NOW)
    for pass_phrase in ("", "short"):
        with pytest.raises(PassPhraseNeeded, match="at least 8 characters") as needed:
            cabinet.key("Dr B. Specimen", pass_phrase)
        assert needed.value.new
    assert not folder.exists()
    made = cabinet.key("Dr B. Specimen", PHRASE)
    assert [path.name for path in folder.iterdir()] == [FILE]
    if sys.platform != "win32":
        assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600
    assert made.private not in (folder / FILE).read_bytes()
    with pytest.raises(PassPhraseNeeded) as needed:
        cabinet.key("Dr B. Specimen")
    assert not needed.value.new
    assert cabinet.key("Somebody Else", PHRASE) == made


def test_a_wrong_pass_phrase_is_said_and_changes_nothing(tmp_path):
    cabinet = KeyCabinet(Drawer(works=False), tmp_path, lambda: NOW)
    cabinet.key("Dr B. Specimen", PHRASE)
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(WrongUse, match="not the pass phrase"):
        cabinet.key("Dr B. Specimen", "another phrase")
    assert (tmp_path / FILE).read_bytes() == before
    (tmp_path / FILE).write_bytes(before[:100])
    with pytest.raises(WrongUse, match="or the key is damaged"):
        cabinet.key("Dr B. Specimen", PHRASE)


def test_a_key_that_cannot_be_kept_signs_nothing(tmp_path):
    (tmp_path / "data").write_text("a file where the folder should be")
    cabinet = KeyCabinet(Drawer(works=False), tmp_path / "data", lambda: NOW)
    with pytest.raises(LeadtimeError, match="Nothing was signed"):
        cabinet.key("Dr B. Specimen", PHRASE)


def test_a_signed_plan_never_takes_the_place_of_another(tmp_path):
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(b"as it was sent")
    saved = [save_beside(plan, b"%d" % number) for number in range(3)]
    assert [path.name for path in saved] == [
        "plan-signed.pdf",
        "plan-signed-2.pdf",
        "plan-signed-3.pdf",
    ]
    assert [path.read_bytes() for path in saved] == [b"0", b"1", b"2"]
    assert plan.read_bytes() == b"as it was sent"


def test_where_nothing_can_be_written_nothing_is_left(tmp_path):
    with pytest.raises(LeadtimeError, match="Choose another folder"):
        save_beside(tmp_path / "gone" / "plan.pdf", b"x")
    assert list(tmp_path.iterdir()) == []

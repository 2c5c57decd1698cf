"""Sign, then accept: a plan signed with one data folder and recorded in another."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest
from pypdf import PdfWriter
from pypdf.annotations import FreeText

from planner.cli.sign import PASS_PHRASE
from tests.cli.conftest import Command


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer without a keyring, whatever the one that runs this has."""
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv(PASS_PHRASE, "correct horse battery")
    yield
    keyring.set_keyring(before)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def sent(leadtime: Command, st4: Path, data: Path, tmp_path: Path) -> Path:
    """The plan.pdf of two sessions that went out."""
    leadtime("import", st4, "--data", data)
    for day in ("2026-10-14", "2026-10-15"):
        leadtime("book", f"{day}T13:00", f"{day}T15:00", "--data", data, "--force")
    exported = leadtime("export", "--data", data, "--out", tmp_path / "out", "--json")
    assert exported.code == 0, exported.err
    return Path(exported.json["files"][0])


def signed(leadtime: Command, sent: Path, supervisor: Path, *more: str) -> Path:
    command = ("sign", sent, "--decision", "ticked", "--as", "Dr B. Specimen", "--data", supervisor)
    made = leadtime(*command, "--agree", "1", "--change", "2", *more, "--json")
    assert made.code == 0, made.err
    assert (made.json["decision"], made.json["signature"]) == ("ticked", "valid")
    return Path(made.json["file"])


def test_a_second_folder_signs_and_the_first_accepts(
    program: Command, sent: Path, data: Path, tmp_path: Path
) -> None:
    """Three processes of their own, as on two computers."""
    before = sent.read_bytes()
    document = signed(program, sent, tmp_path / "supervisor", "--comments", "Not Thursdays")
    assert (document.name, sent.read_bytes()) == ("plan-signed.pdf", before)
    found = program("review", document, "--sent", sent, "--json").json
    assert (found["genuine"], found["signature"]) == (True, "valid")
    assert found["signed_by"] == "Dr B. Specimen"
    accepted = program("accept", document, "--data", data)
    assert accepted.code == 0, accepted.err
    assert "with a key that was not compared yet" in accepted.err
    listed = program("sessions", "--data", data, "--json").json["sessions"]
    assert [session["state"] for session in listed] == ["agreed", "proposed"]


def test_the_key_is_compared_once_and_another_one_is_told(
    leadtime: Command, sent: Path, data: Path, tmp_path: Path
) -> None:
    first = signed(leadtime, sent, tmp_path / "supervisor")
    second = signed(leadtime, sent, tmp_path / "supervisor", "--comments", "Once more")
    foreign = signed(leadtime, sent, tmp_path / "elsewhere", "--comments", "Another key")
    assert [path.name for path in (second, foreign)] == ["plan-signed-2.pdf", "plan-signed-3.pdf"]
    told = leadtime("accept", first, "--data", data).err
    code = told.partition("compared yet (")[2][:19]
    wrong = leadtime("accept", first, "--data", data, "--trust", "AAAA-AAAA-AAAA-AAAA")
    assert (wrong.code, "not signed with the key" in wrong.err) == (2, True)
    trusted = leadtime("accept", first, "--data", data, "--trust", code.lower())
    assert f"with the same key as before ({code})" in trusted.err
    assert f"the same key as before ({code})" in leadtime("accept", second, "--data", data).err
    other = leadtime("accept", foreign, "--data", data)
    assert "with a key that is none of those you know" in other.err
    assert "signed with a key that is not known." in other.err
    history = leadtime("history", "--data", data)
    assert f"Signed with a known key ({code})" in history.out
    assert "Signed with a key that is not known (" in history.out


def test_nothing_is_recorded_of_the_key_of_a_plan_that_was_not_sent(
    leadtime: Command, sent: Path, data: Path, tmp_path: Path
) -> None:
    document = signed(leadtime, sent, tmp_path / "supervisor")
    code = leadtime("accept", document, "--data", data).err.partition("compared yet (")[2][:19]
    refused = leadtime("accept", document, "--data", tmp_path / "other", "--trust", code)
    assert (refused.code, "Nothing was recorded." in refused.err) == (1, True)
    assert "was not compared yet" in refused.err
    assert leadtime("keys", "--data", tmp_path / "other", "--json").json["keys"] == []


def test_a_plan_that_is_signed_already_is_told_before_a_pass_phrase_is_asked_for(
    leadtime: Command, sent: Path, tmp_path: Path
) -> None:
    document = signed(leadtime, sent, tmp_path / "supervisor")
    again = leadtime(
        "sign", document, "--as", "Dr B", "--decision", "approved", "--data", tmp_path / "new"
    )
    assert (again.code, "signed already" in again.err) == (2, True)
    assert not (tmp_path / "new").exists()


def test_keys_are_listed_forgotten_and_known_again(
    leadtime: Command, sent: Path, data: Path, tmp_path: Path
) -> None:
    assert "No key was compared yet." in leadtime("keys", "--data", data).out
    document = signed(leadtime, sent, tmp_path / "supervisor")
    code = leadtime("accept", document, "--data", data).err.partition("compared yet (")[2][:19]
    leadtime("accept", document, "--data", data, "--trust", code)
    (key,) = leadtime("keys", "--data", data, "--json").json["keys"]
    assert (key["name"], key["code"], len(key["key"])) == ("Dr B. Specimen", code, 64)
    assert f"Dr B. Specimen: {code}, compared " in leadtime("keys", "--data", data).out
    wrong = leadtime("keys", "--data", data, "--forget", "AAAA-AAAA-AAAA-AAAA")
    assert (wrong.code, "No key of the code" in wrong.err) == (2, True)
    forgotten = leadtime("keys", "--data", data, "--forget", code.lower(), "--json")
    assert (forgotten.json, f"({code})" in forgotten.err) == ({"keys": []}, True)
    (version,) = leadtime("history", "--data", data, "--json").json["versions"]
    assert version["returned"][0]["key_known"] is False
    leadtime("undo", "--data", data)
    assert leadtime("keys", "--data", data, "--json").json["keys"] == [key]


def test_what_was_added_after_signing_is_not_accepted(
    leadtime: Command, sent: Path, data: Path, tmp_path: Path
) -> None:
    document = signed(leadtime, sent, tmp_path / "supervisor")
    writer = PdfWriter(document, incremental=True)
    writer.add_annotation(0, FreeText(text="All of it", rect=(50, 50, 200, 80)))
    changed = tmp_path / "changed.pdf"
    writer.write(changed)
    found = leadtime("review", changed, "--json")
    assert (found.code, found.json["signature"]) == (1, "invalid")
    refused = leadtime("accept", changed, "--data", data)
    assert refused.code == 1
    assert "changed or added after that" in refused.err
    assert "Nothing was recorded." in refused.err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--agree", "3"), "There is no session 3 in this plan: it has 2."),
        (("--agree", "1", "--change", "1"), "named twice"),
        (("--comments", "x" * 2001), "Shorten the comments"),
        (("--as", " "), "Enter your name"),
    ],
)
def test_what_makes_no_sense_is_not_signed(
    leadtime: Command, sent: Path, tmp_path: Path, more: tuple[str, ...], said: str
) -> None:
    command = ("sign", sent, "--decision", "ticked", "--as", "Dr B", "--data", tmp_path / "s")
    answer = leadtime(*command, *more)
    assert (answer.code, said in answer.err) == (2, True), answer.err
    assert list(sent.parent.glob("*signed*")) == []


def test_a_pass_phrase_that_is_missing_is_asked_for(
    leadtime: Command, sent: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def prompt(_: str, *, confirmation_prompt: bool, **__: object) -> str:
        asked.append(confirmation_prompt)
        return "correct horse battery"

    monkeypatch.delenv(PASS_PHRASE)
    monkeypatch.setattr("click.prompt", prompt)
    signed(leadtime, sent, tmp_path / "supervisor")
    signed(leadtime, sent, tmp_path / "supervisor")
    assert asked == [True, False]


def test_a_plan_in_a_folder_that_is_gone_is_said(
    leadtime: Command, sent: Path, tmp_path: Path
) -> None:
    command = ("sign", sent, "--decision", "approved", "--as", "Dr B", "--data", tmp_path / "s")
    answer = leadtime(*command, "--out", tmp_path / "gone")
    assert answer.code == 2
    assert "Choose another folder." in answer.err
    assert leadtime("sign", tmp_path / "no.pdf", *command[2:]).code == 3

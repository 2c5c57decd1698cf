"""Review, accept, history: the way back without a window."""

import io
from email import message_from_bytes
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from tests.cli.conftest import Command


def fill(path: Path, **values: str) -> Path:
    writer = PdfWriter(clone_from=io.BytesIO(path.read_bytes()))
    for reference in writer.root_object["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        value = values.get(field["/T"])
        if value is None:
            continue
        text = field["/FT"] == "/Tx"
        field[NameObject("/V")] = TextStringObject(value) if text else NameObject(f"/{value}")
        for kid in () if text else field["/Kids"]:
            box = kid.get_object()
            on = f"/{value}" in box["/AP"]["/N"]
            box[NameObject("/AS")] = NameObject(f"/{value}" if on else "/Off")
    filled = path.with_name("filled.pdf")
    writer.write(filled)
    return filled


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def sent(leadtime: Command, st4: Path, data: Path, tmp_path: Path) -> Path:
    """The plan.pdf of two sessions that went out."""
    assert leadtime("import", st4, "--data", data).code == 0
    for day in ("2026-10-14", "2026-10-15"):
        booked = leadtime("book", f"{day}T13:00", f"{day}T15:00", "--data", data, "--force")
        assert booked.code == 0, booked.err
    exported = leadtime("export", "--data", data, "--out", tmp_path / "out", "--json")
    assert exported.code == 0, exported.err
    assert [Path(name).name for name in exported.json["files"]] == [
        "plan.pdf",
        "plan.ics",
        "plan.csv",
    ]
    draft = message_from_bytes(Path(exported.json["draft"]).read_bytes())
    assert draft["X-Unsent"] == "1"
    return Path(exported.json["files"][0])


def test_review_answers_what_was_decided(leadtime: Command, sent: Path) -> None:
    filled = fill(
        sent,
        decision="ticked",
        session_1="agree",
        session_2="change",
        name="Dr B. Specimen",
        gmc_number="7654321",
        date="14 Oct 2026",
        comments="Not Thursdays",
    )
    found = leadtime("review", filled, "--sent", sent, "--json")
    assert found.code == 0, found.err
    answer = found.json
    assert len(answer.pop("plan")) == 64
    assert answer == {
        "genuine": True,
        "decision": "ticked",
        "by": "Dr B. Specimen",
        "gmc_number": "7654321",
        "on": "14 Oct 2026",
        "comments": "Not Thursdays",
        "sessions": [
            {"start": "2026-10-14T13:00:00+01:00", "decision": "agree", "outcome": "agree"},
            {"start": "2026-10-15T13:00:00+01:00", "decision": "change", "outcome": "change"},
        ],
        "signature": "none",
        "signed_by": "",
        "key": "",
        "doubts": [],
    }
    said = leadtime("review", filled)
    assert "The sessions ticked are agreed: Dr B. Specimen, GMC 7654321, 14 Oct 2026" in said.out
    assert "“Not Thursdays”" in said.out


def test_a_blank_plan_is_genuine_and_decides_nothing(leadtime: Command, sent: Path) -> None:
    found = leadtime("review", sent, "--json")
    assert found.code == 1
    assert (found.json["genuine"], found.json["decision"]) == (True, "none")
    assert "No decision is ticked" in found.err


def test_another_plan_than_the_one_sent_is_not_genuine(
    leadtime: Command, sent: Path, data: Path, tmp_path: Path
) -> None:
    for _ in ("the placement", "the second session"):
        leadtime("undo", "--data", data)
    leadtime("export", "--data", data, "--out", tmp_path / "later")
    filled = fill(sent, decision="approved")
    found = leadtime("review", filled, "--sent", tmp_path / "later" / "plan.pdf", "--json")
    assert found.code == 1
    assert not found.json["genuine"]
    assert "is not one that was sent" in found.err


def test_accept_records_once_and_undo_takes_it_back(
    leadtime: Command, sent: Path, data: Path
) -> None:
    def states() -> list[str]:
        listed = leadtime("sessions", "--data", data, "--json").json["sessions"]
        return [session["state"] for session in listed]

    filled = fill(sent, decision="approved", name="Dr B. Specimen")
    accepted = leadtime("accept", filled, "--data", data, "--json")
    assert accepted.code == 0, accepted.err
    assert accepted.json["decision"] == "approved"
    assert [session["outcome"] for session in accepted.json["sessions"]] == ["agree", "agree"]
    assert "Record the decision of Dr B. Specimen: 2 agreed." in accepted.err
    assert states() == ["agreed", "agreed"]
    assert "nothing is new" in leadtime("accept", filled, "--data", data).err
    undone = leadtime("undo", "--data", data, "--json").json["undone"]
    assert undone == "Record the decision of Dr B. Specimen: 2 agreed"
    assert states() == ["proposed", "proposed"]
    history = leadtime("history", "--data", data, "--json").json["versions"]
    (version,) = history
    (returned,) = version["returned"]
    assert (version["version"], len(version["sent"])) == (1, 1)
    assert (returned["decision"], returned["stands"]) == ("approved", False)
    listed = leadtime("history", "--data", data, "--out", data.with_name("history.pdf"))
    assert "Taken back since." in listed.out
    (page,) = PdfReader(io.BytesIO(data.with_name("history.pdf").read_bytes())).pages
    said = " ".join(page.extract_text().split())
    assert "Dr B. Specimen. 2 agreed of 2 sessions." in said


def test_accept_says_what_it_leaves_as_it_is(leadtime: Command, sent: Path, data: Path) -> None:
    for _ in ("the placement", "the second session"):
        leadtime("undo", "--data", data)
    accepted = leadtime("accept", fill(sent, decision="approved"), "--data", data)
    assert accepted.code == 0
    assert "2  left as it is: It is not in the plan any more." in accepted.out


def test_accept_records_nothing_of_what_is_not_valid(
    leadtime: Command, sent: Path, data: Path, tmp_path: Path
) -> None:
    refused = leadtime("accept", sent, "--data", data, "--json")
    assert (refused.code, refused.json["decision"]) == (1, "none")
    assert "Nothing was recorded." in refused.err
    other = tmp_path / "other"
    assert leadtime("accept", fill(sent, decision="approved"), "--data", other).code == 1
    history = leadtime("history", "--data", data, "--json").json["versions"]
    assert history[0]["returned"] == []


@pytest.mark.parametrize("name", ["gone.pdf", "text.pdf", "half.pdf"])
def test_what_cannot_be_read_ends_with_3(
    leadtime: Command, sent: Path, data: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "text.pdf").write_text("Dear all")
    (tmp_path / "half.pdf").write_bytes(sent.read_bytes()[:20_000])
    for command in (("review",), ("accept", "--data", data)):
        answer = leadtime(command[0], tmp_path / name, *command[1:])
        assert answer.code == 3
        assert answer.out == ""
        assert "Traceback" not in answer.err


def test_nothing_sent_yet_is_said(leadtime: Command, st4: Path, data: Path) -> None:
    leadtime("import", st4, "--data", data)
    assert "No plan was sent yet." in leadtime("history", "--data", data).out


def test_reminders_are_set_on_request(
    leadtime: Command, sent: Path, data: Path, tmp_path: Path
) -> None:
    leadtime("export", "--data", data, "--out", tmp_path / "r", "--remind", "45")
    assert b"TRIGGER:-PT45M" in (tmp_path / "r" / "plan.ics").read_bytes()
    assert b"VALARM" not in sent.with_name("plan.ics").read_bytes()


def test_a_process_of_its_own_says_the_same(program: Command, sent: Path) -> None:
    found = program("review", fill(sent, decision="declined"), "--json")
    assert (found.code, found.json["decision"]) == (0, "declined")
    assert found.err.strip() == "It does not say who decided."

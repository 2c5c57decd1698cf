"""The rota report on paper."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from planner.agreement.page.look import FOOT, MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from planner.agreement.report import report_pdf, save_report
from planner.errors import LeadtimeError
from planner.model.oncall import worked


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data), strict=True)


def text(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(data).pages).split())


def test_it_says_what_is_broken_when_how_firm_and_with_which_shifts(broken):
    said = text(report_pdf(broken))
    for words in (
        "Rota report",
        "Dr A. Example · ST4 Acute Medicine · Ward 7, Northtown Hospital",
        "5 Oct 2026 – 18 Oct 2026",
        "Checked against: A made-up set",
        "Made 13 Oct 2026, 08:10",
        "Rota read 13 Oct 2026, 08:10",
        "Shift from Mon 5 Oct 08:00 to Mon 5 Oct 22:00: 14 h of work, at most 13 h.",
        "Length of a shift (H3): At most 13 hours.",
        "Paragraphs 3, 4 of Made-up terms. Grade C, less firm",
        "Shift: Mon 5 Oct, 08:00–22:00, long day.",
        "14 of 13 h 1 h over broken 3, 4 C",
        "10 h, at least 11 h 1 h short broken 7 A",
        "nothing to measure",
        "Night: A night is night work.",
        "Page 1 of",
    ):
        assert words in said
    assert said.index("Breaches times") < said.index("Warnings times") < said.index("Every rule")


def test_it_names_no_entry_by_its_own_words(broken):
    assert "Label of" not in text(report_pdf(broken))


def test_a_kept_rota_says_so(report_of):
    said = text(report_pdf(report_of("0 09:00-17:00", "6 zero")))
    assert "Every rule that was checked is kept." in said
    assert "Warnings times of" not in said


def test_notes_stand_apart_from_breaches(situation, reported, england):
    lines = [f"{day} 08:00-20:00" for day in range(3)]
    report = reported(replace(situation(*lines), ruleset=england))
    assert report.notes
    said = text(report_pdf(report))
    assert said.index("Every rule") < said.index("For information") < said.index("What was counted")


def test_on_call_that_counts_by_hours_entered_is_named(situation, reported, span):
    now = situation("0 09:00-17:00", "1 17:00-09:00 on_call", "3 17:00-09:00 on_call", "6 zero")
    assert "hours entered Wed" not in text(report_pdf(reported(now)))
    entered = (worked(span(1, "17:00-09:00"), [span(1, "22:00-23:30")]),)
    said = text(report_pdf(reported(replace(now, worked=entered))))
    assert "On-call from home: hours entered times of Europe/London" in said
    assert "Tue 6 Oct 17:00 – Wed 7 Oct 09:00: 1.5 h, 22:00–23:30" in said
    assert "Thu 8 Oct 17:00" not in said
    assert "1 on-call period from home has no hours entered" in said
    assert "not from hours actually worked, but for the hours on call from home" in said


@pytest.mark.parametrize("days", [0, 1, 60, 400])
def test_rotas_of_any_length_stay_on_their_pages(report_of, days):
    # 14 h a day with 10 h between: each day breaks two rules.
    data = report_pdf(report_of(*(f"{day} 08:00-22:00 long" for day in range(days))))
    pages = read(data).pages
    for number, page in enumerate(pages, 1):
        places: list[tuple[float, float]] = []
        text = page.extract_text(
            visitor_text=lambda said, _cm, tm, _font, _size, at=places: (
                at.append((tm[4], tm[5])) if said.strip() else None
            )
        )
        assert f"Page {number} of {len(pages)}" in text
        assert all(MARGIN - 1 <= x <= PAGE_WIDTH - MARGIN for x, _ in places)
        assert all(FOOT - 25 <= y <= PAGE_HEIGHT for _, y in places)


def test_readers_are_told_what_it_is(broken, reported, situation):
    file = read(report_pdf(broken))
    assert file.metadata.title == "Rota report – Dr A. Example"
    assert file.metadata.author == "Dr A. Example"
    assert file.metadata.creation_date == broken.issued
    assert file.trailer["/Root"]["/Lang"] == "en-GB"
    assert [entry.title for entry in file.outline] == [
        "Rota report",
        "Week by week",
        "Breaches",
        "Warnings",
        "Every rule",
        "What was counted, and how",
    ]
    nobody = read(report_pdf(reported(situation("0 09:00-17:00"), None)))
    assert nobody.metadata.title == "Rota report"
    assert "A rota" in nobody.pages[0].extract_text()


def test_all_type_is_embedded_and_names_print_right(broken):
    data = report_pdf(replace(broken, doctor="Dr Adébọ\u0301lá Wójcik"))
    for page in read(data).pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]
    assert "?" not in text(data)


def test_the_same_report_gives_the_same_bytes(broken):
    assert report_pdf(broken) == report_pdf(broken)


def test_it_is_saved_in_place_of_an_older_one(broken, tmp_path):
    path = tmp_path / "rota-report.pdf"
    path.write_bytes(b"older")
    assert save_report(broken, path) == path
    assert path.read_bytes() == report_pdf(broken)
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_left(broken, tmp_path):
    for path in (tmp_path / "missing" / "report.pdf", tmp_path):
        with pytest.raises(LeadtimeError, match="could not be saved"):
            save_report(broken, Path(path))
    taken = tmp_path / "folder.pdf"
    taken.mkdir()
    with pytest.raises(LeadtimeError, match="choose another name"):
        save_report(broken, taken)
    assert list(tmp_path.iterdir()) == [taken]

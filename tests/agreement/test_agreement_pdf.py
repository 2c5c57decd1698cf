import io
import re
import unicodedata
from dataclasses import replace
from datetime import date, time

import pytest
from pypdf import PdfReader

from planner.agreement import check_code, digest, plan_pdf
from planner.agreement.page.look import FOOT, MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from planner.clock import LONDON, clock_span
from planner.model.plan import RulesSummary
from planner.model.scheme import Grade
from planner.model.session import State

NAMES = ("Siân", "Wójcik", "Ọláyínká", "Mỹ", "Ğül", "Adébọ\u0301lá", "Ẹ\u0300bùn", "Łukasiewicz")


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data), strict=True)


def text(data: bytes) -> str:
    """All text with single spaces, in normal form C."""
    pages = " ".join(page.extract_text() for page in read(data).pages)
    return unicodedata.normalize("NFC", " ".join(pages.split()))


def fonts(data: bytes) -> dict:
    return {
        font["/BaseFont"]: font
        for page in read(data).pages
        for font in (f.get_object() for f in page["/Resources"]["/Font"].values())
    }


def test_the_example_plan_is_one_page_that_says_everything(plan):
    data = plan_pdf(plan)
    assert len(read(data).pages) == 1
    said = text(data)
    for words in (
        "Protected-time plan",
        "Dr A. Example · ST4 Acute Medicine · Ward 7, Northtown Hospital · 5 Aug 2026 – 2 Feb 2027",
        "For agreement by: Dr B. Specimen, educational supervisor",
        "Version 2 of 13 Oct 2026",
        "Rota read 13 Oct 2026, 08:10",
        "52 h 2 h a week, SDT",
        "40 h 11 sessions, 12 h to find",
        "14 h of 17 h due to date",
        "all kept 44.6 h average week",
        "Thu 15 Oct, 13:00–17:00",
        "Executive shadowing, with the site manager",
        "nights and leave",
        "Times of Europe/London",
        "I agree the whole plan",
        "I agree the sessions ticked above",
        "I ask for changes",
        "GMC number",
        "Fill in, save and send this file back to Dr A. Example: it carries the plan itself",
    ):
        assert words in said


@pytest.mark.parametrize(("count", "most"), [(0, 1), (1, 1), (12, 1), (26, 2), (60, 4)])
def test_pages_and_the_check_code_on_each(plan_with, count, most):
    plan = plan_with(count)
    pages = read(plan_pdf(plan)).pages
    assert len(pages) <= most
    code = check_code(digest(plan))
    for number, page in enumerate(pages, 1):
        said = page.extract_text()
        assert code in said
        assert f"Page {number} of {len(pages)}" in said
        assert page.mediabox.width == pytest.approx(PAGE_WIDTH)
    rows = re.findall(r"13:00–17:00", " ".join(page.extract_text() for page in pages))
    assert len(rows) == count


def test_the_table_header_is_on_every_page_with_sessions(plan_with):
    pages = [page.extract_text() for page in read(plan_pdf(plan_with(60))).pages]
    with_rows = [page for page in pages if "13:00–17:00" in page]
    assert len(with_rows) > 1
    assert all(
        re.search(r"When\s+Hours\s+For\s+Cover\s+State\s+Supervisor", page) for page in with_rows
    )


@pytest.mark.parametrize("name", NAMES)
def test_names_print_right_wherever_they_stand(plan, name):
    placement = replace(plan.placement, doctor=f"Dr {name}", supervisor=f"Dr {name} Senior")
    first = replace(plan.sessions[0], purpose=f"Meeting {name}")
    data = plan_pdf(replace(plan, placement=placement, sessions=(first,)))
    said, name = text(data), unicodedata.normalize("NFC", name)
    assert f"Dr {name} ·" in said
    assert f"Dr {name} Senior" in said
    assert f"Meeting {name}" in said
    assert f"send this file back to Dr {name}: it carries" in said
    assert "?" not in said


def test_every_font_is_embedded(plan):
    placement = replace(plan.placement, doctor="Dr Adébọ\u0301lá")
    found = fonts(plan_pdf(replace(plan, placement=placement)))
    names = {name.split("+")[1] for name in found}
    assert names == {
        "Inter-Regular",
        "Inter-SemiBold",
        "JetBrainsMono-Regular",
        "NotoSans-Regular",
    }
    for font in found.values():
        assert "/FontFile2" in font["/FontDescriptor"]
        assert "/ToUnicode" in font


def test_what_readers_are_told_of_the_document(plan):
    file = read(plan_pdf(plan))
    assert file.metadata.title == "Protected-time plan – Dr A. Example"
    assert file.metadata.author == "Dr A. Example"
    assert file.metadata.creation_date == plan.issued
    assert file.metadata.creator.startswith("Leadtime ")
    assert file.trailer["/Root"]["/Lang"] == "en-GB"
    assert file.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"] is not None
    assert [entry.title for entry in file.outline] == [
        "Protected-time plan",
        "The placement, week by week",
        "Sessions",
        "Working-time rules",
        "Supervisor’s decision",
    ]


def test_nobody_is_named_where_nobody_is_known(plan, monkeypatch):
    monkeypatch.setenv("USER", "jdoe7")
    monkeypatch.setenv("LOGNAME", "jdoe7")
    data = plan_pdf(replace(plan, placement=replace(plan.placement, doctor="", supervisor="")))
    file = read(data)
    assert file.metadata.author == ""
    assert "anonymous" not in str(dict(file.metadata))
    assert "jdoe7" not in str(dict(file.metadata))
    assert "For agreement by: educational supervisor" in text(data)
    assert "Fill in, save and send this file back: it carries" in text(data)


@pytest.mark.parametrize(
    ("entered", "printed"),
    [
        ("Dr B. Specimen <b.specimen@example.org>", "Dr B. Specimen, educational supervisor"),
        ("b.specimen@example.org", "educational supervisor"),
        ("", "educational supervisor"),
    ],
)
def test_the_supervisor_is_named_without_an_address(plan, entered, printed):
    said = text(plan_pdf(replace(plan, placement=replace(plan.placement, supervisor=entered))))
    assert f"For agreement by: {printed}" in said
    assert "@" not in said


def test_the_name_in_the_rota_stands_in_for_the_doctor(plan):
    placement = replace(plan.placement, doctor="", person="EXAMPLE, Alex")
    assert "EXAMPLE, Alex · ST4" in text(plan_pdf(replace(plan, placement=placement)))


def test_the_same_plan_gives_the_same_bytes(plan, first_format):
    assert plan_pdf(plan) == plan_pdf(replace(plan))
    assert plan_pdf(plan) != plan_pdf(first_format)


def test_broken_rules_are_counted_and_told_before_the_sessions(plan):
    words = ("On Tue 3 Nov rest is 9 h; the rule asks for 11 h.", "75.5 h of work in 168 h.")
    said = text(plan_pdf(replace(plan, rules=RulesSummary("England", 51.23, words))))
    assert "2 broken 51.2 h average week" in said
    assert "all kept" not in said
    assert said.index(words[0]) < said.index(words[1]) < said.index("Times of Europe/London")


def test_many_broken_rules_run_over_to_the_next_page(plan):
    words = tuple(f"Rule number {n} is broken." for n in range(80))
    data = plan_pdf(replace(plan, rules=RulesSummary("England", None, words)))
    said = text(data)
    assert len(read(data).pages) > 1
    assert all(sentence in said for sentence in words)
    assert "no work to average" in said


def test_rules_are_not_called_kept_where_no_rota_was_read(plan):
    said = text(plan_pdf(replace(plan, rota_read=None)))
    assert "not checked" in said
    assert "all kept" not in said


def test_a_plan_without_sessions_says_so_and_asks_for_no_decision(plan_with):
    said = text(plan_pdf(plan_with(0)))
    assert "No sessions are booked yet: 52 h of protected time are still to find." in said
    assert "Supervisor’s decision" not in said


def test_sessions_that_are_over_have_no_boxes_to_tick(plan):
    over = tuple(s for s in plan.sessions if s.state in {State.DELIVERED, State.LOST})
    said = text(plan_pdf(replace(plan, sessions=over)))
    assert not re.search(r"\bagree\b change", said)
    assert len(re.findall(r"agree change", text(plan_pdf(plan)))) == len(plan.sessions) - len(over)


def test_an_unconfirmed_allowance_is_marked(plan):
    marked = replace(plan, scheme=replace(plan.scheme, grade=Grade.UNCONFIRMED))
    assert "check it locally" in text(plan_pdf(marked))
    assert "check it locally" not in text(plan_pdf(plan))


def test_share_and_local_hours_are_told(plan):
    placement = replace(plan.placement, share=0.6, hours=3.5)
    assert "3.5 h a week at 60 %, SDT" in text(plan_pdf(replace(plan, placement=placement)))


def test_long_and_odd_text_stays_on_the_page(plan_with):
    data = plan_pdf(
        plan_with(60, purpose="王\U0001f600 <b>&amp; " + "W" * 99 + " long words" * 400)
    )
    for page in read(data).pages:
        places: list[tuple[float, float]] = []
        page.extract_text(
            visitor_text=lambda said, _cm, tm, _font, _size, at=places: (
                at.append((tm[4], tm[5])) if said.strip() else None
            )
        )
        assert places
        assert all(MARGIN - 1 <= x <= PAGE_WIDTH - MARGIN for x, _ in places)
        assert all(FOOT - 25 <= y <= PAGE_HEIGHT for _, y in places)
    assert "<b>&amp;" in text(data)


def test_markup_in_a_purpose_is_text(plan):
    first = replace(plan.sessions[0], purpose="<b>bold</b> & <font>")
    assert "<b>bold</b> & <font>" in text(plan_pdf(replace(plan, sessions=(first,))))


def test_a_session_over_midnight_names_both_days(one_session):
    night = clock_span(date(2026, 10, 24), time(22), time(4), LONDON)
    said = text(plan_pdf(one_session(night)))
    assert "Sat 24 Oct 22:00 – Sun 25 Oct 04:00" in said
    assert " 7 " in said  # the clock goes back that night


def test_years_are_told_where_a_placement_is_longer_than_one(plan):
    placement = replace(plan.placement, last=date(2028, 8, 1))
    assert "Thu 15 Oct, 13:00–17:00 (2026)" in text(plan_pdf(replace(plan, placement=placement)))


@pytest.mark.parametrize("last", [date(2026, 8, 5), date(2031, 8, 5)])
def test_placements_of_a_day_and_of_five_years(plan, last):
    placement = replace(plan.placement, last=last)
    assert "week by week" in text(plan_pdf(replace(plan, placement=placement)))

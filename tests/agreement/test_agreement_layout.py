import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.agreement.page.blocks import Block, paginate
from planner.agreement.page.look import BODY, TITLE, Face
from planner.agreement.page.strip import strip
from planner.agreement.page.typefaces import Typefaces
from planner.agreement.page.weeks import weeks
from planner.model.session import State


@pytest.fixture(scope="module")
def faces() -> Typefaces:
    return Typefaces()


@pytest.mark.parametrize("name", ["Siân", "Wójcik", "Ọláyínká", "Mỹ", "Ğül", "Łoś", "Þór", "Дімa"])
def test_names_whose_letters_inter_has_are_set_in_inter(faces, name):
    assert [(run.face, run.text) for run in faces.runs(name, Face.TEXT)] == [(Face.TEXT, name)]


def test_an_accent_without_a_letter_of_its_own_takes_its_word_to_noto(faces):
    runs = faces.runs("Dr Adébọ\u0301lá here", Face.TEXT)
    assert [(run.face, run.text, run.rise) for run in runs] == [
        (Face.TEXT, "Dr ", 0),
        (Face.WIDE, "Adébọ\u0301lá", 0),
        (Face.TEXT, " here", 0),
    ]


def test_an_accent_over_a_capital_is_raised(faces):
    runs = faces.runs("Ọ\u0301lá", Face.STRONG)
    assert [run.text for run in runs] == ["Ọ", "\u0301", "lá"]
    assert runs[1].rise > 0 == runs[0].rise == runs[2].rise


def test_letters_are_composed_where_they_can_be(faces):
    assert faces.runs("Sia\u0302n", Face.TEXT)[0].text == "Siân"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
def test_every_character_drawn_has_a_glyph(faces, text):
    for face in Face:
        for run in faces.runs(text, face):
            assert all(ord(character) in faces._glyphs[run.face] for character in run.text)


def test_a_character_that_no_face_has_becomes_plain_letters_or_a_question_mark(faces):
    assert "".join(run.text for run in faces.runs("𝐀 王", Face.TEXT)) == "A ?"


@settings(max_examples=60, deadline=None)
@given(st.text("ab WỌ\u0301—", max_size=80), st.integers(30, 200))
def test_lines_fit_and_lose_nothing(faces, text, width):
    lines = faces.lines(text, BODY, width, most=1000)
    assert all(faces.width(line, BODY) <= width for line in lines)
    kept, given_text = (
        unicodedata.normalize("NFD", said.replace(" ", "")) for said in ("".join(lines), text)
    )
    assert kept == given_text


def test_an_accent_stays_with_its_letter_where_a_word_is_broken(faces):
    lines = faces.lines("ọ\u0301" * 20, BODY, 30)
    assert len(lines) > 1
    assert not any(unicodedata.combining(line[0]) for line in lines)


def test_text_that_is_too_long_ends_with_an_ellipsis(faces):
    lines = faces.lines("improvement " * 100, TITLE, 200, most=3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(faces.width(line, TITLE) <= 200 for line in lines)


def test_a_no_break_space_holds_words_together(faces):
    width = faces.width("5\u00a0Aug\u00a02026", BODY)
    assert faces.lines("on 5\u00a0Aug\u00a02026", BODY, width) == ["on", "5\u00a0Aug\u00a02026"]


def block(height: float, **fields) -> Block:
    return Block(height, lambda _pen, _y: None, **fields)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 5), st.booleans()), max_size=30))
def test_pages_hold_all_blocks_in_order_and_do_not_overflow(rows):
    # Groups are at most three high, so that none is higher than a page.
    blocks = [
        block(height, gap=gap, with_next=with_next and n % 3 != 2)
        for n, (height, gap, with_next) in enumerate(rows)
    ]
    pages = paginate(blocks, 150)
    assert [b for page in pages for b in page] == blocks
    for page in pages:
        assert sum(b.height for b in page) + sum(b.gap for b in page[1:]) <= 150
        assert not (page and page[-1].with_next and page is not pages[-1])


def test_the_header_of_a_table_is_repeated_on_its_next_page():
    head = block(10, with_next=True)
    rows = [block(30, head=head) for _ in range(5)]
    assert paginate([head, *rows], 75) == [
        [head, rows[0], rows[1]],
        [head, rows[2], rows[3]],
        [head, rows[4]],
    ]


def test_a_block_higher_than_a_page_gets_a_page(plan):
    tall = block(500)
    assert paginate([block(10), tall, block(10)], 100)[1] == [tall]


def test_weeks_cover_the_placement_from_monday_on(plan):
    found = weeks(plan)
    assert found[0].first == date(2026, 8, 3)
    assert found[-1].first == date(2027, 2, 1)
    assert [week.first.weekday() for week in found] == [0] * 27
    assert sum(week.total for week in found) == sum(s.span.hours for s in plan.sessions)
    october = next(week for week in found if week.first == date(2026, 10, 12))
    assert october.hours == {State.AGREED: 6.0}


def test_days_in_a_row_are_one_hatched_part(plan):
    days = (*plan.nights_and_leave, date(2026, 9, 6), date(2026, 9, 7), date(2026, 9, 9))
    by_monday = {week.first: week for week in weeks(replace(plan, nights_and_leave=days))}
    assert by_monday[date(2026, 8, 24)].taken == ((0, 5),)
    # A run over a Sunday lies in both weeks.
    assert by_monday[date(2026, 8, 31)].taken == ((6, 7),)
    assert by_monday[date(2026, 9, 7)].taken == ((0, 1), (2, 3))
    assert by_monday[date(2026, 12, 28)].taken == ((1, 6),)
    assert by_monday[date(2026, 9, 14)].taken == ()


def test_the_dates_make_room_for_hatched_days(faces, plan, first_format):
    (_, hatched, _), (_, bare, _) = strip(faces, plan), strip(faces, first_format)
    assert hatched.height > bare.height


def test_nothing_is_hatched_where_it_is_not_told(first_format):
    assert all(week.taken == () for week in weeks(first_format))

"""Whatever finding can say of a time has a test that shows it on a rota made for it.

Held mechanically: every piece of a sentence in the modules that tell reasons stands in a test of
this folder. What was said by none before is shown here.
"""

import ast
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

import planner.finding
from planner.clock import LONDON, CoreHours
from planner.finding import (
    BusyCalendar,
    Gathering,
    Known,
    Person,
    together,
    why_not,
)
from planner.model.kind import Kind

HERE = Path(__file__).parent
DAY = date(2026, 10, 15)


def sentences(module: str) -> Iterator[str]:
    """The pieces of sentences in a module: its strings of several words, docstrings aside."""
    path = Path(planner.finding.__file__).with_name(f"{module}.py")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    aside = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
            aside |= {id(part) for part in ast.walk(node.annotation)}
    for node in ast.walk(tree):
        said = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if said and id(node) not in aside and " " in node.value.strip():
            yield node.value.strip(" .,:;")


def shown() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob("test_*.py")))


@pytest.mark.parametrize("module", ["score", "why", "repair", "attending", "hits"])
def test_every_sentence_is_shown_by_a_test(module):
    tests = shown()
    assert [words for words in sentences(module) if words not in tests] == []


def test_an_entry_that_says_nothing_is_named_as_that(situation, shift, at):
    nameless = shift("2026-10-15", "09:00-17:00", Kind.UNKNOWN)
    object.__setattr__(nameless, "label", "")
    (said,) = why_not(situation([nameless]), at("2026-10-15", "09:00-13:00"))
    assert said.startswith("An entry without a name, Thu 15 Oct, 09:00–17:00")


def missing_of(person, situation, week, **more):
    """Why somebody is missing from a time for which another one is free."""
    free = Person("Free", situation(week("2026-10-12")))
    gathering = Gathering(2, DAY, DAY, LONDON, missing=1, count=40, **more)
    found = together([free, person], gathering)
    return [each for meeting in found for each in meeting.missing]


def test_of_somebody_without_data_nothing_is_known(situation, week):
    (first, *_) = missing_of(Person("Nobody"), situation, week)
    assert (first.known, first.why) == (Known.UNKNOWN, "Nothing is known of their time.")


def test_a_calendar_that_ends_before_says_nothing_of_the_day(situation, week, at):
    before = BusyCalendar("Sam", (), (at("2026-10-14", "00:00-23:00"),))
    (first, *_) = missing_of(Person("Sam", calendar=before), situation, week)
    assert first.known is Known.UNKNOWN
    assert first.why == "Their calendar says nothing of Thu 15 Oct."


def test_who_goes_by_a_calendar_is_not_there_outside_core_hours(situation, week, at):
    all_day = BusyCalendar("Sam", (), (at("2026-10-15", "00:00-23:00"),))
    morning = CoreHours(time(9), time(13))
    missing = missing_of(Person("Sam", calendar=all_day), situation, week, core=morning)
    assert {(each.known, each.why) for each in missing} == {(Known.BUSY, "Outside core hours.")}

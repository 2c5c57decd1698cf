"""Breaches in words: one sentence for people."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from planner.model.words import dates_words, day_words, hours_words
from planner.rules.duties import HOUR
from planner.rules.measure import Case, Measure

QUARTER = HOUR // 4

Sentence = Callable[[Case, Measure, float], str]


def average_sentence(case: Case, measure: Measure, limit: float) -> str:
    """H1: "Average 49.2 h a week over 5 Aug 2026 – 2 Feb 2027, at most 48 h"."""
    zone = case.work.dates.zone
    first = datetime.fromtimestamp(measure.start, zone).date()
    last = datetime.fromtimestamp(measure.end, zone).date() - timedelta(days=1)
    most = hours_words(limit)
    average = hours_words(measure.value)
    if average == most:
        average = f"just over {most}"
    return f"Average {average} a week over {dates_words(first, last)}, at most {most}"


def rolling_sentence(case: Case, measure: Measure, limit: float) -> str:
    """H2: "74.5 h of work in the 168 h from Mon 12 Oct 08:00, at most 72 h"."""
    window, start = case.ruleset["H2"].window, moment(case, measure.start)
    worked, most = exact_hours(measure.value), exact_hours(limit)
    return f"{worked} of work in the {window} h from {start}, at most {most}"


def length_sentence(case: Case, measure: Measure, limit: float) -> str:
    """H3: "Shift from Tue 13 Oct 08:00 to Tue 13 Oct 22:00: 14 h of work, at most 13 h"."""
    return (
        f"Shift from {moment(case, measure.start)} to {moment(case, measure.end)}: "
        f"{exact_hours(measure.value)} of work, at most {exact_hours(limit)}"
    )


def run_sentence(case: Case, measure: Measure, limit: float, *, what: str) -> str:
    """N2: "5 nights in a row from Mon 12 Oct 20:30, at most 4"."""
    return f"{measure.number} {what} in a row from {moment(case, measure.start)}, at most {limit:g}"


def night_rest_sentence(case: Case, measure: Measure, limit: float) -> str:
    """N3: "Nights end Tue 13 Oct 09:00, work starts …: 35.5 h rest, 46 h needed"."""
    ending = "Night ends" if measure.number == 1 else "Nights end"
    return _rest(case, measure, limit, ending)


def shift_rest_sentence(case: Case, measure: Measure, limit: float) -> str:
    """R1: "Shift ends Tue 13 Oct 22:00, work starts …: 10 h rest, 11 h needed"."""
    return _rest(case, measure, limit, "Shift ends")


def run_rest_sentence(case: Case, measure: Measure, limit: float, *, what: str) -> str:
    """S2r: "4 long shifts in a row end Tue 13 Oct 22:00, work starts …: 36 h rest, 48 h needed"."""
    return _rest(case, measure, limit, f"{measure.number} {what} in a row end")


def weekend_sentence(_: Case, measure: Measure, limit: float) -> str:
    """W2: "Work on 7 of 12 weekends, at most 1 in 2"."""
    weekends = round(measure.number / measure.value)
    return f"Work on {measure.number} of {weekends} weekends, at most 1 in {1 / limit:g}"


def _rest(case: Case, measure: Measure, limit: float, ending: str) -> str:
    return (
        f"{ending} {moment(case, measure.start)}, work starts {moment(case, measure.end)}: "
        f"{exact_hours(measure.value)} rest, {exact_hours(limit)} needed"
    )


def moment(case: Case, second: int) -> str:
    """A local date and clock time, such as "Tue 13 Oct 09:00"."""
    local = datetime.fromtimestamp(second, UTC).astimezone(case.work.dates.zone)
    return f"{day_words(local.date())} {local:%H:%M}"


def exact_hours(hours: float) -> str:
    """Hours that never round to the limit they miss: "35.5 h", but "10 h 59 min"."""
    worked = round(hours * HOUR)
    if worked % QUARTER == 0:
        return hours_words(hours)
    whole, rest = divmod(worked, HOUR)
    minutes, second = divmod(rest, 60)
    parts = [f"{whole} h"] * bool(whole) + [f"{minutes} min"] * bool(minutes)
    return " ".join(parts + [f"{second} s"] * bool(second))

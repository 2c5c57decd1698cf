"""Breaches in words: one sentence for people."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from planner.model.words import dates_words, day_words, hours_words
from planner.rules.duties import HOUR
from planner.rules.measure import Case, Measure

QUARTER = HOUR // 4

Sentence = Callable[[Case, Measure, float], str]


def average_sentence(case: Case, measure: Measure, limit: float) -> str:
    """H1: "Average 49.2 h a week over 5 Aug 2026 – 2 Feb 2027, at most 48 h"."""
    most, average = hours_words(limit), _just_over(measure.value, limit)
    return f"Average {average} a week over {_dates(case, measure)}, at most {most}"


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
    most = f"at most 1 in {1 / limit:g}" if limit else "none is allowed"
    return f"Work on {measure.number} of {weekends} weekends, {most}"


def call_length_sentence(case: Case, measure: Measure, limit: float) -> str:
    """O1: "On-call from Sat 17 Oct 09:00 to Sun 18 Oct 10:00: 25 h, at most 24 h"."""
    return (
        f"On-call from {moment(case, measure.start)} to {moment(case, measure.end)}: "
        f"{exact_hours(measure.value)}, at most {exact_hours(limit)}"
    )


def call_run_sentence(case: Case, measure: Measure, _: float) -> str:
    """O2: "On-call on 2 days in a row from Fri 16 Oct 17:00; only a Saturday and …"."""
    return (
        f"On-call on {measure.number} days in a row from {moment(case, measure.start)}; "
        "only a Saturday and the Sunday after it may follow each other"
    )


def call_count_sentence(case: Case, measure: Measure, limit: float) -> str:
    """O3: "4 on-call periods in the 7 days from Mon 12 Oct, at most 3"."""
    days, first = case.ruleset["O3"].window, day_words(_date(case, measure.start))
    return f"{measure.number} on-call periods in the {days} days from {first}, at most {limit:g}"


def after_call_sentence(_: Case, measure: Measure, limit: float) -> str:
    """O4: "11 h of work on Tue 13 Oct, the day after on-call, at most 10 h"."""
    day = day_words(date.fromordinal(measure.place[1]))
    worked, most = exact_hours(measure.value), exact_hours(limit)
    return f"{worked} of work on {day}, the day after on-call, at most {most}"


def weekly_rest_sentence(case: Case, measure: Measure, limit: float) -> str:
    """R2: "The longest rest in the week from Mon 12 Oct is 20 h, 24 h needed"."""
    first = day_words(_date(case, measure.start))
    longest, least = exact_hours(measure.value), exact_hours(limit)
    return f"The longest rest in the week from {first} is {longest}, {least} needed"


def night_worker_sentence(case: Case, measure: Measure, limit: float) -> str:
    """N4: "Mostly nights over …, with 8.5 h of work on an average day, at most 8 h"."""
    most, average = hours_words(limit), _just_over(measure.value, limit)
    return f"Mostly nights over {_dates(case, measure)}: {average} a day on average, at most {most}"


def _just_over(value: float, limit: float) -> str:
    """An average that never rounds to the limit it passes."""
    average, most = hours_words(value), hours_words(limit)
    return f"just over {most}" if average == most else average


def _dates(case: Case, measure: Measure) -> str:
    return dates_words(_date(case, measure.start), _date(case, measure.end) - timedelta(days=1))


def _date(case: Case, second: int) -> date:
    return datetime.fromtimestamp(second, case.work.dates.zone).date()


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

"""Schemes as the program ships them, and the hours that one comes to between two dates."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from planner.clock import dates
from planner.errors import WrongUse
from planner.model.scheme import WORKING_WEEK, Grade, Per, Scheme, Unit
from planner.resources import load_toml


def load_schemes() -> tuple[Scheme, ...]:
    """Every scheme that can be planned, in the order in which people see them.

    Schemes that take a doctor out of the placement altogether (fellowships) are not among them.
    """
    return tuple(scheme_of(name, row) for name, row in _rows().items() if "away" not in row)


def load_scheme(name: str) -> Scheme:
    """The scheme of an id such as "foundation-sdt".

    Raises WrongUse for an unknown id, naming those there are, and for time out of programme, saying
    why it cannot be planned.
    """
    row = _rows().get(name)
    if row is None:
        known = ", ".join(scheme.id for scheme in load_schemes())
        raise WrongUse(f"There is no scheme called “{name}”. Choose one of: {known}.")
    if "away" in row:
        raise WrongUse(row["away"])
    return scheme_of(name, row)


def allowance_hours(
    scheme: Scheme, first: date, last: date, *, share: float = 1.0, hours: float | None = None
) -> float:
    """Hours of protected time due from ``first`` to ``last``, both included.

    ``share`` of full time (0 to 1) scales them. ``hours`` replaces the scheme's own for each week,
    month or placement. A part of a week or month counts by its days; an allowance for the placement
    is due once, however long that is. Raises WrongUse where neither the scheme nor the caller says
    how many hours, and for dates the wrong way round.
    """
    if last < first:
        raise WrongUse("The last date lies before the first. Give the first date, then the last.")
    each = scheme.hours if hours is None else hours
    if each is None:
        raise WrongUse(
            f"The hours of “{scheme.title}” are set locally. "
            f"Say how many hours a {scheme.per.value} it is."
        )
    if each < 0:
        raise WrongUse("Hours of protected time cannot be below 0.")
    return each * share * _units(scheme.per, first, last)


def _units(per: Per, first: date, last: date) -> float:
    if per is Per.PLACEMENT:
        return 1.0
    if per is Per.WEEK:
        return ((last - first).days + 1) / 7
    # Exact, so that a whole month is one month and not a little less.
    return float(sum(Fraction(1, monthrange(day.year, day.month)[1]) for day in dates(first, last)))


@lru_cache(maxsize=1)
def _rows() -> Mapping[str, Mapping[str, Any]]:
    return MappingProxyType(load_toml("schemes", "uk.toml"))


def scheme_of(name: str, row: Mapping[str, Any]) -> Scheme:
    """A scheme from its table, as `resources/schemes/uk.toml` explains it.

    Raises WrongUse, saying what is wrong, for a table that a person has edited and that makes no
    sense.
    """
    try:
        scheme = _scheme(name, row)
    except KeyError as error:
        raise WrongUse(f"The scheme “{name}” does not say its {error.args[0]}.") from error
    except (TypeError, ValueError) as error:
        raise WrongUse(f"The scheme “{name}” cannot be read: {error}.") from error
    if not 0 < scheme.shortest <= scheme.usual <= scheme.longest <= 24:
        raise WrongUse(
            f"The shortest session of “{scheme.title}” is {scheme.shortest:g} h, the usual one "
            f"{scheme.usual:g} h, the longest {scheme.longest:g} h: each has to be at least as "
            "long as the one before, above 0 h and at most 24 h."
        )
    if scheme.average_weeks < 1 or scheme.a_day < 1 or (scheme.hours or 0.0) < 0:
        raise WrongUse(
            f"“{scheme.title}” needs an average over a week or more, a session or more a day, and "
            "no fewer than 0 hours."
        )
    return scheme


def _scheme(name: str, row: Mapping[str, Any]) -> Scheme:
    usual = float(row["usual"])
    unit = next((unit for unit in Unit if unit.value in row), Unit.HOURS)
    each = {Unit.HOURS: 1.0, Unit.SESSIONS: usual, Unit.PERCENT: WORKING_WEEK / 100}[unit]
    return Scheme(
        id=name,
        title=row["title"],
        short=row.get("short", row["title"]),
        who=row.get("who", ""),
        hours=float(row[unit.value]) * each if unit.value in row else None,
        per=Per(row["per"]),
        average_weeks=int(row["average_weeks"]),
        shortest=float(row["shortest"]),
        usual=usual,
        longest=float(row["longest"]),
        whole_days=bool(row.get("whole_days", False)),
        grade=Grade(row.get("grade", Grade.UNCONFIRMED)),
        source=row.get("source", ""),
        note=row.get("note", ""),
        a_day=int(row.get("a_day", 1)),
        days_off_spared=bool(row.get("days_off_spared", False)),
        unit=unit,
        carries_over=bool(row.get("carries_over", True)),
        block=bool(row.get("block", False)),
    )


def row_of(scheme: Scheme) -> dict[str, Any]:
    """The table that `scheme_of` reads as this scheme; what is as usual is left out of it."""
    each = {Unit.HOURS: 1.0, Unit.SESSIONS: scheme.usual, Unit.PERCENT: WORKING_WEEK / 100}
    row: dict[str, Any] = {
        "title": scheme.title,
        "short": scheme.short,
        "who": scheme.who,
        "per": scheme.per.value,
        "average_weeks": scheme.average_weeks,
        "shortest": scheme.shortest,
        "usual": scheme.usual,
        "longest": scheme.longest,
        "whole_days": scheme.whole_days,
        "grade": scheme.grade.value,
        "source": scheme.source,
        "note": scheme.note,
        "a_day": scheme.a_day,
        "days_off_spared": scheme.days_off_spared,
        "carries_over": scheme.carries_over,
        "block": scheme.block,
    }
    if scheme.hours is not None:
        row[scheme.unit.value] = scheme.hours / each[scheme.unit]
    return row

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
from planner.model.scheme import Grade, Per, Scheme
from planner.resources import load_toml


def load_schemes() -> tuple[Scheme, ...]:
    """Every scheme that can be planned, in the order in which people see them.

    Schemes that take a doctor out of the placement altogether (fellowships) are not among them.
    """
    return tuple(_scheme(name, row) for name, row in _rows().items() if "away" not in row)


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
    return _scheme(name, row)


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


def _scheme(name: str, row: Mapping[str, Any]) -> Scheme:
    return Scheme(
        id=name,
        title=row["title"],
        short=row["short"],
        who=row["who"],
        hours=float(row["hours"]) if "hours" in row else None,
        per=Per(row["per"]),
        average_weeks=row["average_weeks"],
        shortest=float(row["shortest"]),
        usual=float(row["usual"]),
        longest=float(row["longest"]),
        whole_days=row.get("whole_days", False),
        grade=Grade(row["grade"]),
        source=row["source"],
        note=row.get("note", ""),
    )

"""The bank holidays of the United Kingdom, by the `holidays` library.

Loading the library takes as long as a third of the window. So `resources/bank-holidays.tsv` holds
what one version of it says: where that version is installed the table answers for its years, and
the library for all others. `packaging/bank_holidays.py` writes the table.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache, partial
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

from planner.resources import resource

TABLE = "bank-holidays.tsv"
LIBRARY = "holidays"


@lru_cache(maxsize=256)
def bank_holidays(subdivision: str, year: int) -> Mapping[date, str]:
    """What the bank holidays of a year are called, by their dates. ``subdivision`` as the library
    names it: ENG, WLS, SCT, NIR.
    """
    tabled = _table().get(year)
    return from_library(subdivision, year) if tabled is None else tabled[subdivision]


def from_library(subdivision: str, year: int) -> dict[date, str]:
    """What the library says."""
    return dict(_united_kingdom()(subdiv=subdivision, years=year, language="en_GB").items())


@lru_cache(maxsize=1)
def _table() -> Mapping[int, Mapping[str, Mapping[date, str]]]:
    """The table by year and subdivision, empty where another version of the library is installed.

    A line names a date, its name, and where it holds; the first one the version.
    """
    version, *lines = resource(TABLE).read_text(encoding="utf-8").splitlines()
    if not _is_installed(version):
        return {}
    found: dict[int, dict[str, dict[date, str]]] = {}
    for line in lines:
        day, name, places = line.split("\t")
        for place in places.split():
            on = date.fromisoformat(day)
            found.setdefault(on.year, {}).setdefault(place, {})[on] = name
    return found


def _is_installed(version: str) -> bool:
    """Whether the library is of this version, by the folder that was installed with it: to ask for
    its metadata takes longer than all that the table saves.
    """
    spec = find_spec(LIBRARY)
    if spec is None or spec.origin is None:
        return False
    return Path(spec.origin).parent.with_name(f"{LIBRARY}-{version}.dist-info").is_dir()


@lru_cache(maxsize=1)
def _united_kingdom() -> Callable[..., Mapping[date, str]]:
    """The library's class for the United Kingdom.

    Its module is loaded by its file: by its name, Python loads all 250 countries with it, which
    takes as long as the whole window.
    """
    import holidays

    file = Path(holidays.__file__).parent / "countries" / "united_kingdom.py"
    spec = spec_from_file_location("holidays_of_the_united_kingdom", file)
    if spec is None or spec.loader is None or not file.exists():
        return partial(holidays.country_holidays, "GB")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[..., Mapping[date, str]] = module.UnitedKingdom
    return found

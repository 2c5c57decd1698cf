"""Write resources/bank-holidays.tsv by the `holidays` library that is installed.

Needed when the lock files name another version of it; a test tells.
"""

import sys
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from planner.bankholidays import LIBRARY, TABLE, from_library
from planner.resources import resource

YEARS = range(2016, 2046)
PLACES = ("ENG", "WLS", "SCT", "NIR")


def main() -> None:
    where: dict[tuple[str, str], list[str]] = {}
    for place in PLACES:
        for year in YEARS:
            for day, name in from_library(place, year).items():
                where.setdefault((day.isoformat(), name), []).append(place)
    lines = [f"{day}\t{name}\t{' '.join(places)}" for (day, name), places in sorted(where.items())]
    text = "\n".join([version(LIBRARY), *lines, ""])
    resource(TABLE).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

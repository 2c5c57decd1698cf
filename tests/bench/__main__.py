"""`make bench`: measure every case, print the table; `WRITE=1` puts it into docs/performance.md."""

import argparse
import sys
from pathlib import Path

from tests.bench.cases import all_cases
from tests.bench.harness import machine, measure, table, write_into

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("names", nargs="*", help="only cases whose name holds one of these words")
    parser.add_argument("--write", action="store_true", help="put the table into the page")
    given = parser.parse_args()
    results, notes = [], []
    for case, note in all_cases():
        if given.names and not any(word in case.name for word in given.names):
            continue
        sys.stderr.write(f"{case.name} …\n")
        results.append(measure(case))
        notes += [note] if note else []
    text = "\n\n".join([machine(), table(results), *notes])
    sys.stdout.write(text + "\n")
    if given.write:
        write_into(PAGE, text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

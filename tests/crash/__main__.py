"""`make crash`: the long form of the harness. `kill N` kills the program N times, `corrupt N`
damages N data files; `SEED` in the environment chooses another series.
"""

import os
import sys
import tempfile
from pathlib import Path


def main() -> int:
    kind, count = sys.argv[1], int(sys.argv[2])
    seed = os.environ.get("SEED", "1")
    with tempfile.TemporaryDirectory(prefix="leadtime-crash-") as name:
        folder = Path(name)
        if kind == "kill":
            from tests.crash import killing

            tally = killing.run(folder / "data", count, seed)
            sys.stdout.write(
                f"{count} kills {dict(tally.rounds)}: {tally.confirmed} changes were confirmed, "
                f"{tally.cut_short} kills fell into work under way; nothing lost.\n"
            )
        else:
            from tests.crash import corrupting

            outcomes = corrupting.series(folder, count, seed)
            sys.stdout.write(f"{count} damaged files: {dict(outcomes)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

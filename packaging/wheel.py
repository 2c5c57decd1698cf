"""Build the wheel and prove it: `make package`.

The wheel is installed into an environment of its own, away from the source tree, makes the demo
plan there and opens its window; a wheel that forgot a resource fails here and not on a user's
machine.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
PIP = ("-m", "pip", "--quiet", "--disable-pip-version-check")


def main() -> int:
    shutil.rmtree(DIST, ignore_errors=True)
    shutil.rmtree(ROOT / "build", ignore_errors=True)
    run([sys.executable, *PIP, "wheel", "--no-deps", "--wheel-dir", str(DIST), str(ROOT)])
    wheel = next(DIST.glob("leadtime-*.whl"))
    with TemporaryDirectory(prefix="leadtime-wheel-") as folder:
        prove(wheel, Path(folder))
    sys.stdout.write(f"{wheel.relative_to(ROOT)} is built, makes a plan and opens.\n")
    return 0


def prove(wheel: Path, folder: Path) -> None:
    """Install the wheel with the locked versions, make a plan with it and open its window."""
    venv.create(folder / "venv", with_pip=True)
    python = str(folder / "venv" / SCRIPTS / "python")
    lock = ROOT / "packaging" / "requirements.lock"
    run([python, *PIP, "install", "--require-hashes", "-r", str(lock)])
    run([python, *PIP, "install", "--no-deps", str(wheel)])
    leadtime = str(folder / "venv" / SCRIPTS / "leadtime")
    run([leadtime, "demo", "--out", str(folder / "plan")], cwd=folder)
    missing = {"plan.pdf", "plan.ics", "plan.csv"} - {p.name for p in (folder / "plan").iterdir()}
    if missing:
        raise SystemExit(f"The installed program wrote no {', '.join(sorted(missing))}.")
    run([leadtime, "--quit-after-paint", "--data", str(folder / "data")], cwd=folder)


def run(command: list[str], cwd: Path = ROOT) -> None:
    unseen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(command, check=True, cwd=cwd, stdout=subprocess.DEVNULL, env=unseen)


if __name__ == "__main__":
    raise SystemExit(main())

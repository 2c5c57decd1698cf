"""Build the wheel and prove it: `make package`.

The wheel is installed into an environment of its own, away from the source tree, and makes the demo
plan there; a wheel that forgot a resource fails here and not on a user's machine.
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
    sys.stdout.write(f"{wheel.relative_to(ROOT)} is built and makes a plan.\n")
    return 0


def prove(wheel: Path, folder: Path) -> None:
    """Install the wheel with the locked versions and make a plan with it."""
    venv.create(folder / "venv", with_pip=True)
    python = str(folder / "venv" / SCRIPTS / "python")
    lock = ROOT / "packaging" / "requirements.lock"
    run([python, *PIP, "install", "--require-hashes", "-r", str(lock)])
    run([python, *PIP, "install", "--no-deps", str(wheel)])
    leadtime = str(folder / "venv" / SCRIPTS / "leadtime")
    run([leadtime, "demo", "--out", str(folder / "plan")], cwd=folder)
    written = sorted(path.name for path in (folder / "plan").iterdir())
    if written != ["plan.csv", "plan.ics", "plan.pdf"]:
        raise SystemExit(f"The installed program wrote {written} and not a plan.")


def run(command: list[str], cwd: Path = ROOT) -> None:
    subprocess.run(command, check=True, cwd=cwd, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    raise SystemExit(main())

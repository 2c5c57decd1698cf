"""Make ready what the program needs to run: a virtual environment and Qt's system libraries.

Run by `make`, with nothing but the standard library: `python3 packaging/prepare.py [--dev]`.
Does nothing where everything is in place. What is missing of the system's own packages is installed
where apt and the rights are there, and named in a clear message elsewhere.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
OLDEST = (3, 11)

# What Qt loads at run time and its wheels do not carry: first the libraries that every program with
# a window needs, then those of the X11 platform. The fonts show text where no font is installed.
QT_PACKAGES = (
    "libegl1", "libgl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1", "libglib2.0-0",
    "libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1",
    "libxcb-randr0", "libxcb-render-util0", "libxcb-shape0", "libxcb-xinerama0", "libxcb-xkb1",
    "fonts-dejavu-core",
)  # fmt: skip
QT_LIBRARIES = (
    "PySide6/QtWidgets.abi3.so",
    "PySide6/QtSvg.abi3.so",
    "PySide6/Qt/plugins/platforms/libqoffscreen.so",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
)


class CannotPrepareError(Exception):
    """Something the person has to do; the message says what."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--dev", action="store_true", help="also what tests and lint need")
    dev = parser.parse_args().dev
    try:
        check_python()
        make_environment()
        install("requirements-dev.lock" if dev else "requirements.lock")
        install_system_libraries()
    except CannotPrepareError as error:
        say(str(error))
        return 1
    except subprocess.CalledProcessError as error:
        say(f"This step failed and its own words stand above: {' '.join(map(str, error.cmd))}")
        return 1
    return 0


def say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def check_python() -> None:
    if sys.version_info < OLDEST:
        raise CannotPrepareError(
            f"Leadtime needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is "
            f"{sys.version.split()[0]}. Name another one: make run PYTHON=python3.12"
        )


def make_environment() -> None:
    """Make the virtual environment, with pip in it, where there is none."""
    if (BIN / "pip").exists() or (BIN / "pip.exe").exists():
        return
    say("Making a virtual environment in .venv …")
    if not can_make_environments():
        package = f"python3.{sys.version_info.minor}-venv"
        apt_install([package], "Python's venv module")
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)


def can_make_environments() -> bool:
    """Debian ships Python without ensurepip, in a package of its own."""
    return succeeds([sys.executable, "-c", "import ensurepip, venv"])


def install(lock_name: str) -> None:
    """Install what the lock file names, unless just that has been installed before."""
    lock = ROOT / "packaging" / lock_name
    mark = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = VENV / f"{lock_name}.installed"
    if stamp.exists() and stamp.read_text() == mark:
        return
    say(f"Installing what packaging/{lock_name} names …")
    pip = [str(BIN / "python"), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    subprocess.run([*pip, "install", "--quiet", "--require-hashes", "-r", str(lock)], check=True)
    stamp.write_text(mark)


def install_system_libraries() -> None:
    """On Linux, see that every library Qt loads is there."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_libraries()
    if not missing:
        return
    apt_install(list(QT_PACKAGES), f"libraries for the window ({', '.join(sorted(missing)[:4])} …)")
    still = missing_libraries()
    if still:
        raise CannotPrepareError(
            f"Qt still misses {', '.join(sorted(still))}: install the packages that hold them."
        )


def missing_libraries() -> set[str]:
    missing: set[str] = set()
    for folder in (VENV / "lib").glob("python3.*/site-packages"):
        for library in QT_LIBRARIES:
            answer = subprocess.run(
                ["ldd", str(folder / library)], check=False, capture_output=True, text=True
            )
            lines = answer.stdout.splitlines()
            missing.update(line.split()[0] for line in lines if line.endswith("not found"))
    return missing


def apt_install(packages: list[str], what: str) -> None:
    """Install Debian packages where that can be done without asking; else say how to do it."""
    asked = f"apt-get install --no-install-recommends {' '.join(packages)}"
    runner = root_runner()
    if shutil.which("apt-get") is None or runner is None:
        raise CannotPrepareError(
            f"{what} missing from this system. "
            f"Have them installed, then start again:\n  sudo {asked}"
        )
    say(f"Installing {what} with apt …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = [*runner, "apt-get", "-qq"]
    subprocess.run([*apt, "update"], check=True, env=quiet, stdout=subprocess.DEVNULL)
    subprocess.run(
        [*apt, "install", "--yes", "--no-install-recommends", *packages],
        check=True,
        env=quiet,
        stdout=subprocess.DEVNULL,
    )


def root_runner() -> list[str] | None:
    """The words before a command that run it as root without asking, None where there are none."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is not None and succeeds(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def succeeds(command: list[str]) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


if __name__ == "__main__":
    raise SystemExit(main())

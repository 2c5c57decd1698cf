"""Whether a folder lies on a network drive, where SQLite's locks and logs cannot be relied on."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from planner.resources import load_toml

_MOUNTS = Path("/proc/self/mounts")
_REMOTE = 4  # DRIVE_REMOTE of GetDriveTypeW


def network_words(folder: Path) -> tuple[str, ...]:
    """A warning for people where the folder lies on a network drive."""
    warning = (
        f"Your data lies on a network drive ({folder}). Such drives may lose changes when the "
        "network fails: better choose a folder on this computer, and let backups go to the network."
    )
    return (warning,) if is_on_network(folder) else ()


def is_on_network(folder: Path) -> bool:
    """Whether a folder lies on a network drive; False where that cannot be told."""
    with suppress(OSError):
        whole = str(folder.absolute().resolve())
        if whole.startswith(r"\\") and not whole.startswith("\\\\?\\"):
            return True
        return _is_remote(whole)
    return False


def network_systems() -> frozenset[str]:
    """The names of file systems that lie on a network, as Linux and macOS call them."""
    return frozenset(load_toml("keeping.toml")["drives"]["network"])


def linux_mounts(text: str) -> dict[str, str]:
    """Mount point → file system of ``/proc/self/mounts``, where blanks are written in octal."""
    mounts = {}
    for line in text.splitlines():
        fields = line.split(" ")
        if len(fields) > 2:
            point = fields[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
            mounts[point] = fields[2]
    return mounts


def darwin_mounts(text: str) -> dict[str, str]:
    """Mount point → file system of what ``mount`` prints: "//a@b/c on /Volumes/c (smbfs, …)"."""
    mounts = {}
    for line in text.splitlines():
        before, _, options = line.rpartition(" (")
        point = before.partition(" on ")[2]
        if point:
            mounts[point] = options.partition(",")[0].rstrip(")")
    return mounts


def system_of(path: str, mounts: dict[str, str]) -> str:
    """The file system that a path lies on: that of the longest mount point above it."""
    above = [point for point in mounts if f"{path}/".startswith(f"{point.rstrip('/')}/")]
    return mounts[max(above, key=len)] if above else ""


if sys.platform == "win32":

    def _is_remote(path: str) -> bool:
        import ctypes

        drive = os.path.splitdrive(path)[0] + "\\"
        return bool(ctypes.windll.kernel32.GetDriveTypeW(drive) == _REMOTE)
else:

    def _is_remote(path: str) -> bool:
        if sys.platform == "darwin":
            with os.popen("/sbin/mount") as listed:  # noqa: S605 - nothing of anybody's in it
                mounts = darwin_mounts(listed.read())
        else:
            mounts = linux_mounts(_MOUNTS.read_text("utf-8", "replace"))
        return system_of(path, mounts) in network_systems()

"""What one look at a source gave."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from planner.feeds.address import Address
from planner.model.rota import RotaFile
from planner.model.source import NOTHING_KNOWN, Known


@dataclass(frozen=True, slots=True)
class Fetched:
    """One look at a source: new files, or nothing new, or a problem in words.

    ``files`` is None where nothing has changed and where there is a ``problem``. ``known`` is what
    to ask with next time, once the files have been understood. ``published`` is how often the
    calendar asks to be read, ``wait`` how long the server asks to be left alone. ``moved`` is the
    address to which a feed has moved for good, ``host`` that of the address which is kept.
    """

    files: tuple[RotaFile, ...] | None = None
    known: Known = NOTHING_KNOWN
    problem: str = ""
    published: timedelta | None = None
    wait: timedelta | None = None
    moved: Address | None = None
    host: str = ""


def content_mark(files: Sequence[RotaFile]) -> str:
    """A digest of names and bytes of files (SHA-256, hex), by which a change of them is told."""
    digest = hashlib.sha256()
    for file in files:
        name = file.name.encode("utf-8", "surrogateescape")
        for part in (name, file.data):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()

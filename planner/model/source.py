"""Where a rota comes from by itself: a feed address, a watched file, a watched folder."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class SourceKind(StrEnum):
    """What a source is."""

    FEED = "feed"
    FILE = "file"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Known:
    """What a source answered last time, given back to it so that it need not send it again.

    ``etag`` and ``last_modified`` are a server's words, unchanged (RFC 9110, 8.8); for files on
    this computer ``etag`` is a digest of their times and sizes. ``mark`` is the digest of the
    content (SHA-256, hex). Each is empty where there is none.
    """

    etag: str = ""
    last_modified: str = ""
    mark: str = ""


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Attempts:
    """How the looks at a source went.

    ``tried`` is the last one, ``good`` the last that found the source readable, ``changed`` the
    last that found something new; ``problem`` says why the last one failed (empty: it did not),
    ``failures`` how many failed in a row, ``due`` when the next is to be made, ``published`` how
    often the calendar asks to be read. ``host`` is where a feed was last read from: it may have
    moved since it was added.
    """

    tried: datetime
    due: datetime
    good: datetime | None = None
    changed: datetime | None = None
    problem: str = ""
    failures: int = 0
    known: Known = NOTHING_KNOWN
    published: timedelta | None = None
    host: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One source of the rota.

    ``place`` is what people know it by: the path of a file or a folder, the host of a feed (the one
    that it has moved to). The address of a feed is a secret and is not part of it. ``attempts`` is
    None until the first look.
    """

    id: str
    kind: SourceKind
    place: str
    added: datetime
    attempts: Attempts | None = None

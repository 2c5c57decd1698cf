"""One look at a watched file or folder."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from planner.errors import UnreadableInput
from planner.feeds.fetched import Fetched, content_mark
from planner.model.source import Known
from planner.rota import load_file, rota_paths


def look_on_disk(path: Path, known: Known) -> Fetched:
    """What is new in a file or a folder since ``known``.

    Times and sizes are looked at first and stand in ``known.etag``; the files are read only where
    these have changed, and count as new only where their bytes have. Never raises for what the disk
    does: a file that is missing or half-written becomes a problem in words.
    """
    try:
        paths = rota_paths([path])
        stamp = _stamp(paths)
        if stamp == known.etag:
            return Fetched(known=known)
        files = tuple(load_file(each) for each in paths)
    except UnreadableInput as error:
        return Fetched(known=known, problem=error.message)
    except OSError as error:
        return Fetched(
            known=known,
            problem=f"“{path}” cannot be looked at: {error.strerror or 'the system refused'}. "
            "Check that it is still there and that you may read it.",
        )
    now = Known(stamp, mark=content_mark(files))
    return Fetched(None if now.mark == known.mark else files, now)


def _stamp(paths: Iterable[Path]) -> str:
    digest = sha256()
    for path in paths:
        if path.exists():
            state = path.stat()
            digest.update(
                f"{path.name}\0{state.st_mtime_ns}\0{state.st_size}\0".encode(errors="replace")
            )
    return digest.hexdigest()

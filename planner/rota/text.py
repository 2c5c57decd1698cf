"""The bytes of a file → the text of a calendar, or a sentence that says what the file is
instead.
"""

import re
from pathlib import Path

from planner.errors import UnreadableInput
from planner.model.rota import RotaFile

MOST_BYTES = 50 * 1024 * 1024
"""Largest file that is read. A year's rota of a whole hospital is far below this."""

_ADVICE = "Download or export the rota as a calendar file (.ics) or a spreadsheet and open that."

# First bytes of files that people take for a rota: PDF, ZIP (and XLSX, which is one), old Office,
# images, gzip.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a spreadsheet or a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
_TEXT_FORMS: tuple[tuple[str, str], ...] = (
    (r"<!doctype html|<html|<head|<body", "a web page, perhaps a log-in page"),
    (r"<\?xml|<[a-z]", "an XML file"),
    (r"[{\[]", "a JSON file"),
    (r"BEGIN\s*:\s*VCARD", "a list of contacts"),
    (r"BEGIN\s*:\s*V", "a part of a calendar without shifts"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
MOST_LINES = 3_000_000
"""Most lines that a file may have; a file as large as `MOST_BYTES` has about two million."""

_HIGH = re.compile(rb"[\x80-\xff]+")
_CHINESE = re.compile(rb"(?:[\xa1-\xf7][\xa1-\xfe])+")
_BYTE_FOLD = re.compile(rb"\r*\n[ \t]|\r[ \t]")
_SAYS_SOMETHING = re.compile(rb"[^\0 \t\r\n]")
_CALENDAR = re.compile(r"^\s*BEGIN\s*:\s*(VCALENDAR|VEVENT)\b", re.IGNORECASE | re.MULTILINE)


def load_file(path: Path) -> RotaFile:
    """The file at ``path``. Raises UnreadableInput where it is missing, a folder, closed to the
    user, or larger than `MOST_BYTES`.
    """
    try:
        if path.is_dir():
            raise UnreadableInput(
                f"“{path}” is a folder. Open the rota file itself, such as rota.ics."
            )
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UnreadableInput(
                f"“{path.name}” is too large for a rota ({size // 2**20} MB; at most "
                f"{MOST_BYTES // 2**20} MB are read). Check that it is the right file."
            )
        return RotaFile(path.name, path.read_bytes())
    except FileNotFoundError as error:
        raise UnreadableInput(
            f"There is no file “{path}”. Check the name and the folder.", str(error)
        ) from error
    except OSError as error:
        raise UnreadableInput(
            f"“{path}” could not be opened: {error.strerror or 'the system refused'}. "
            "Check that you may read it and that it is not open elsewhere.",
            str(error),
        ) from error


def calendar_text(file: RotaFile) -> str:
    """The text of a calendar file, whatever its encoding; no NULs in it, line ends as they came.

    Raises UnreadableInput, saying what the file is, where it is empty or no calendar.
    """
    if len(file.data) > MOST_BYTES:
        raise UnreadableInput(f"“{file.name}” is too large for a rota. {_ADVICE}")
    if _SAYS_SOMETHING.search(file.data) is None:
        raise UnreadableInput(f"“{file.name}” is empty. Download the rota again.")
    for signature, what in _SIGNATURES:
        if file.data.startswith(signature):
            raise UnreadableInput(f"“{file.name}” is {what} and not a calendar. {_ADVICE}")
    text = decoded(file.data)
    if len(text) > MOST_LINES and max(text.count("\n"), text.count("\r")) > MOST_LINES:
        raise UnreadableInput(
            f"“{file.name}” has more than {MOST_LINES:,} lines, which no rota has. {_ADVICE}"
        )
    if _CALENDAR.search(text) is None:
        raise UnreadableInput(f"“{file.name}” is {_form(text)} and not a calendar. {_ADVICE}")
    return text


def decoded(data: bytes) -> str:
    """Bytes as text without NULs: by byte order mark, else UTF-16 where every other byte is NUL,
    else UTF-8, else UTF-8 with folds taken out first (some writers fold inside a character), else
    GB 18030 where all its high bytes make pairs of that encoding, else cp1252.
    """
    text = _decoded(data)
    return text.replace("\0", "") if "\0" in text else text


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    head = data[:200]
    if len(head) >= 20 and head[1::2].count(0) > len(head) // 3:
        return data.decode("utf-16-le", errors="replace")
    for unfolded in (False, True):
        try:
            return (_BYTE_FOLD.sub(b"", data) if unfolded else data).decode("utf-8")
        except UnicodeDecodeError:
            continue
    return data.decode("gb18030" if _is_chinese(data) else "cp1252", errors="replace")


def _is_chinese(data: bytes) -> bool:
    """Whether all high bytes stand in pairs of GB 2312, somewhere two pairs together: accented
    letters of cp1252 stand alone.
    """
    runs = _HIGH.findall(data)
    return any(len(run) >= 4 for run in runs) and all(_CHINESE.fullmatch(run) for run in runs)


def _form(text: str) -> str:
    """What a file is that holds no calendar, as the object of "is"."""
    start = text.lstrip("\ufeff \t\r\n")[:2000]
    for pattern, what in _TEXT_FORMS:
        if re.match(pattern, start, re.IGNORECASE):
            return what
    odd = sum(not (char.isprintable() or char in "\t\r\n") for char in start)
    if odd > len(start) // 20 or not start:
        return "a binary file"
    return "plain text"

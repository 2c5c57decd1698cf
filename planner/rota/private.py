"""What of a rota's files may be kept: nothing of third parties that the user did not ask to keep.

Descriptions of entries hold colleagues' names and bleep numbers, and a team's file holds shifts of
everybody. Neither is needed to read one person's rota again.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from planner.model.rota import Reading, RotaFile
from planner.rota.text import decoded

_TELLING = ("DESCRIPTION", "COMMENT", "CONTACT", "X-ALT-DESC")
_PEOPLE = ("ATTENDEE", "ORGANIZER")
_FOLD = re.compile(r"([\r\n]+[ \t])[^\r\n]*")
_CALENDAR = re.compile(r"^\s*BEGIN\s*:\s*(?:VCALENDAR|VEVENT)\b", re.IGNORECASE | re.MULTILINE)


def files_to_keep(files: Sequence[RotaFile], reading: Reading, person: str) -> tuple[RotaFile, ...]:
    """The files of a reading as they may be stored once it is known whose rota it is.

    None where ``person`` was taken out of a rota of several. Else every file, with the descriptions
    in calendars emptied, and the names of those who attend where the rota is nobody's by name. The
    lines stay, so that the files give the same reading, line numbers too.
    """
    if person and len(reading.people) > 1:
        return ()
    names = _TELLING if reading.people else (*_TELLING, *_PEOPLE)
    lines = re.compile(
        # Not "^", which knows no CR alone as an end of line.
        rf"(?<![^\r\n])(?P<name>{'|'.join(names)})[;:][^\r\n]*(?P<folds>(?:{_FOLD.pattern})*)",
        re.IGNORECASE,
    )
    return tuple(_emptied(file, names, lines) for file in files)


def _emptied(file: RotaFile, names: Sequence[str], lines: re.Pattern[str]) -> RotaFile:
    text = decoded(file.data)
    capitals = text.upper()
    # Most rotas have none of these lines; to look for words is much faster than for lines.
    if not any(name in capitals for name in names) or _CALENDAR.search(text) is None:
        return file
    emptied = lines.sub(_without_words, text)
    return file if emptied == text else replace(file, data=emptied.encode())


def _without_words(found: re.Match[str]) -> str:
    return f"{found['name']}:{_FOLD.sub(lambda fold: fold[1], found['folds'])}"

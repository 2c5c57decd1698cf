"""One content line → its name, its parameters, and its value.

Read here and not by `icalendar`, which gives up a whole line for a parameter that is not by the
book: "TZID=(UTC+00:00) Dublin, Lisbon, London", or ";QUOTED-PRINTABLE" without a name.
"""

import binascii
import codecs
import re
from dataclasses import dataclass
from html import unescape

LONGEST_TEXT = 1_000
"""Characters of a title, a place or a name that are kept; nobody's shift is called by more."""

_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAM = re.compile(r"[ \t]*;[ \t]*([A-Za-z0-9-]*)[ \t]*(?:=((?:\"[^\"]*\"|[^\";:])*))?")
_MOMENT = re.compile(r":(?=[ \t]*(?:\d{4}-?\d\d-?\d\d|[+-]?P\d*[DWT]))")
_CARET = {"^n": "\n", "^N": "\n", "^'": '"', "^^": "^"}
_CARETS = re.compile(r"\^[nN'^]")
_TIMES = frozenset({"DTSTART", "DTEND", "RDATE", "EXDATE", "RECURRENCE-ID", "DURATION"})
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")


@dataclass(frozen=True, slots=True)
class Property:
    """One content line: its parameters (names in capitals) and its value, still escaped."""

    params: dict[str, str]
    value: str


def name_of(line: str) -> str:
    """The name of a line's property in capitals, empty where it has none."""
    match = _NAME.match(line)
    return match.group().upper() if match else ""


def property_of(line: str) -> Property | None:
    """The property of a line, None where it has no value."""
    head, colon, value = line.partition(":")
    if colon and ";" not in head and '"' not in head:
        return Property({}, value)
    params, end = _params(line)
    if line[end : end + 1] != ":" or name_of(line) in _TIMES:
        # A colon in a parameter that should have been quoted: the value begins where a time does.
        moment = _MOMENT.search(line)
        if moment is not None:
            params, end = _loose_params(line[: moment.start()]), moment.start()
    value = line[end:].lstrip(" \t")
    if not value.startswith(":"):
        return None
    return Property(params, _decoded(value[1:], params))


def text_of(value: str) -> str:
    """A text value as people read it: escapes undone, no control characters, not endless."""
    from icalendar.parser import unescape_backslash

    plain = str(unescape_backslash(value[: 4 * LONGEST_TEXT]))
    return _UNSEEN.sub("", plain)[:LONGEST_TEXT].strip()


def words_of(value: str) -> str:
    """A title, a place or a name with single spaces; entities undone that a web page left in it."""
    plain = text_of(value)
    if "&" in plain:
        plain = _ENTITY.sub(lambda match: unescape(match[0]), plain)
    return " ".join(_UNSEEN.sub("", plain).split())


def _params(line: str) -> tuple[dict[str, str], int]:
    """The parameters after a line's name, and where they end."""
    match = _NAME.match(line)
    end = match.end() if match else 0
    params: dict[str, str] = {}
    while (part := _PARAM.match(line, end)) is not None:
        name, value = part[1].upper(), part[2]
        if value is None:
            # vCalendar 1.0 leaves out the name of its encodings.
            name, value = "ENCODING", name
        params.setdefault(name, _unquoted(value))
        end = part.end()
    return params, end


def _loose_params(head: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in head.split(";")[1:])
    return {name.strip().upper(): _unquoted(value) for name, _, value in pairs}


def _unquoted(value: str) -> str:
    value = value.strip()
    if value.startswith('"'):
        value = value[1:].partition('"')[0]
    return _CARETS.sub(lambda match: _CARET[match[0]], value).strip()


def _decoded(value: str, params: dict[str, str]) -> str:
    """A value out of quoted-printable, in the character set that its line names."""
    if params.get("ENCODING", "").upper() != "QUOTED-PRINTABLE":
        return value
    data = binascii.a2b_qp(value.encode("utf-8", errors="replace"))
    for charset in (params.get("CHARSET", ""), "utf-8"):
        try:
            return codecs.decode(data, charset).replace("\0", "") if charset else data.decode()
        except (LookupError, ValueError, TypeError, AttributeError):
            continue
    return data.decode("cp1252", errors="replace").replace("\0", "")

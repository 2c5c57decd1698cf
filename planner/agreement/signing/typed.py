"""What was typed into a field, as its appearance in the document."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from planner.agreement.page.fieldfont import NAME, letters

_SIZES = (9.0, 8.0, 7.0, 6.0)
_LEADING = 1.22
_PAD = 3.0
_INK = "0.106 0.141 0.192"
_DROP = 0.74  # from the top of a line to its baseline, as a part of the leading


class FieldFont:
    """The font of the document's fields: codes of letters, and how wide they are."""

    def __init__(self, widths: list[float], first: int) -> None:
        self._codes = {letter: code for code, letter in letters().items() if letter != "\ufffd"}
        self._widths = {first + place: width for place, width in enumerate(widths)}

    def encoded(self, text: str) -> bytes:
        """The letters by their codes; one that the font lacks without its accents, else as "?"."""
        return bytes(self._code(letter) for letter in unicodedata.normalize("NFC", text))

    def width(self, codes: bytes, size: float) -> float:
        """How wide they are in a size, in points."""
        return sum(self._widths.get(code, 0.0) for code in codes) * size / 1000

    def _code(self, letter: str) -> int:
        plain = unicodedata.normalize("NFKD", letter)[:1]
        unknown = self._codes["?"]
        return self._codes.get(letter, self._codes.get(plain, unknown))


@dataclass(frozen=True, slots=True)
class Box:
    """A field's place: its size in points, and whether it takes several lines."""

    width: float
    height: float
    lines: bool


def drawn(text: str, box: Box, font: FieldFont) -> bytes:
    """The content of the field's appearance: as large as it fits, else cut at the end."""
    for size in _SIZES:
        rows = _rows(text, box, font, size)
        most = max(1, int((box.height - 2 * _PAD + 1) / (size * _LEADING))) if box.lines else 1
        widest = max((font.width(row, size) for row in rows), default=0)
        if len(rows) <= most and widest <= box.width - 2 * _PAD:
            break
    top = box.height - _PAD if box.lines else (box.height + size * _LEADING) / 2
    parts = [b"/Tx BMC q BT %s rg /%s %.4g Tf" % (_INK.encode(), NAME.encode(), size)]
    for number, row in enumerate(rows[:most]):
        y = top - (number + _DROP) * size * _LEADING
        parts.append(b"1 0 0 1 %.2f %.2f Tm <%s> Tj" % (_PAD, y, row.hex().encode()))
    return b"\n".join([*parts, b"ET Q EMC"])


def _rows(text: str, box: Box, font: FieldFont, size: float) -> list[bytes]:
    if not box.lines:
        return [font.encoded(" ".join(text.split()))]
    rows: list[bytes] = []
    for line in text.split("\n"):
        row = b""
        for word in line.split(" "):
            more = font.encoded(word)
            longer = row + b" " + more if row else more
            if row and font.width(longer, size) > box.width - 2 * _PAD:
                rows.append(row)
                longer = more
            row = longer
        rows.append(row)
    return rows


def font_of(form: Any) -> tuple[Any, FieldFont]:
    """The font of a document's form, and what is known of it; KeyError where it has none."""
    fonts = form["/DR"]["/Font"]
    row = fonts[f"/{NAME}"]
    widths = [float(width) for width in row["/Widths"]]
    return fonts.raw_get(f"/{NAME}"), FieldFont(widths, int(row["/FirstChar"]))

"""Which typeface draws which piece of a text, and how wide it gets."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby, islice
from typing import NamedTuple

from planner.agreement.page.look import Face, Style
from planner.resources import resource

# The difference of capital and small letters' heights in Noto Sans, in ems. Its accents are drawn
# for small letters; over a capital they are raised by this.
_CAPITAL_RISE = 0.178
_ABOVE = 230  # Unicode's combining class of marks above a letter


class Run(NamedTuple):
    """Text in one typeface; ``rise`` lifts it above the baseline, in ems."""

    face: Face
    text: str
    rise: float


class Typefaces:
    """The embedded typefaces: splits text into runs, measures it, breaks it into lines.

    A word with an accent for which Unicode has no single letter (ọ́) is set in Noto Sans, and so is
    a character that its style's face lacks. One that no face has is drawn as the plain letters it
    is compatible with, else as a question mark: never as an empty box.
    """

    def __init__(self) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        # The PDF library finds fonts by name in a registry of its own; one entry each is enough.
        for face in Face:
            if face.value not in pdfmetrics.getRegisteredFontNames():
                path = resource("fonts", f"{face.value}.ttf")
                pdfmetrics.registerFont(TTFont(face.value, str(path)))
        self._fonts = {face: pdfmetrics.getFont(face.value) for face in Face}
        self._glyphs = {face: self._fonts[face].face.charToGlyph for face in Face}

    def runs(self, text: str, face: Face) -> list[Run]:
        """The text cut where the typeface changes. Joined, the runs are the text as it is drawn."""
        pieces = [
            piece
            for word in re.split(r"(\s+)", unicodedata.normalize("NFC", text))
            for piece in self._pieces(word, face)
        ]
        return [
            Run(face, "".join(piece.text for piece in same), rise)
            for (face, rise), same in groupby(pieces, key=lambda piece: (piece.face, piece.rise))
        ]

    def width(self, text: str, style: Style) -> float:
        """The width of the text set on one line, in points."""
        return sum(
            float(self._fonts[run.face].stringWidth(run.text, style.size))
            for run in self.runs(text, style.face)
        )

    def lines(self, text: str, style: Style, width: float, most: int = 12) -> list[str]:
        """The text broken into lines of at most ``width`` points; what does not fit into ``most``
        lines is cut off with "…". A word wider than a line is broken; a no-break space holds
        its words together. No text: no lines.
        """
        # Lazily: a text of a whole book costs no more than the lines that are shown.
        lines = list(islice(self._all_lines(text, style, width), most + 1))
        if len(lines) <= most:
            return lines
        last = lines[most - 1]
        while last and self.width(f"{last}…", style) > width:
            last = last[:-1]
        return [*lines[: most - 1], f"{last.rstrip()}…"]

    def _all_lines(self, text: str, style: Style, width: float) -> Iterator[str]:
        line = ""
        for word in self._breakable(text, style, width):
            longer = f"{line} {word}" if line else word
            if line and self.width(longer, style) > width:
                yield line
                line = word
            else:
                line = longer
        if line:
            yield line

    def _breakable(self, text: str, style: Style, width: float) -> Iterator[str]:
        """The words of a text, those that are wider than a line in parts."""
        for word in text.split(" "):
            part = ""
            for letter in _letters(word):
                if part and self.width(part + letter, style) > width:
                    yield part
                    part = ""
                part += letter
            yield part

    def _pieces(self, word: str, face: Face) -> Iterator[Run]:
        """The word, or its characters one by one where some need another face or place."""
        glyphs = self._glyphs[face]
        marked = any(unicodedata.combining(character) for character in word)
        if not marked and all(ord(character) in glyphs for character in word):
            if word:
                yield Run(face, word, 0)
            return
        first = Face.WIDE if marked else face
        capital = False
        for character in word:
            mark = unicodedata.combining(character)
            rise = _CAPITAL_RISE if mark == _ABOVE and capital else 0
            capital = capital if mark else character.isupper()
            yield self._drawn(character, (first, Face.WIDE, face), rise)

    def _drawn(self, character: str, faces: tuple[Face, ...], rise: float) -> Run:
        """A character in the first face that has it, else what stands for it."""
        for text in (character, unicodedata.normalize("NFKD", character)):
            for face in faces:
                if all(ord(part) in self._glyphs[face] for part in text):
                    return Run(face, text, rise)
        return Run(faces[0], "" if unicodedata.combining(character) else "?", 0)


def _letters(word: str) -> list[str]:
    """The characters of a word, accents together with the letter they stand on."""
    letters: list[str] = []
    for character in unicodedata.normalize("NFC", word):
        if letters and unicodedata.combining(character):
            letters[-1] += character
        else:
            letters.append(character)
    return letters

"""Measures, colours and type of the document. Lengths are in points (1/72 inch)."""

from dataclasses import dataclass
from enum import StrEnum

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89  # A4
MARGIN = 38.0
TOP = 36.0
FOOT = 40.0
WIDTH = PAGE_WIDTH - 2 * MARGIN
BODY_HEIGHT = PAGE_HEIGHT - TOP - FOOT

# Every text colour has a contrast of at least 4.5 : 1 on white and stays dark on a grey printer.
INK = "#1B2431"
QUIET = "#586273"
GOOD = "#166534"
BAD = "#B42318"
WARN = "#9A4A06"
RULE = "#C9CFD8"
EDGE = "#4B5563"
CELL = "#EFF1F5"
PAPER = "#FFFFFF"
HATCH = "#7A8494"


class Face(StrEnum):
    """A typeface that ships with the program; the value is its file's name."""

    TEXT = "Inter-Regular"
    STRONG = "Inter-SemiBold"
    CODE = "JetBrainsMono-Regular"
    WIDE = "NotoSans-Regular"


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text is set: its face, size, distance from line to line, and colour."""

    face: Face
    size: float
    leading: float
    colour: str = INK

    @property
    def ascent(self) -> float:
        """From the top of a line to its baseline; centres capitals in the line's height."""
        return self.leading / 2 + self.size * 0.36


TITLE = Style(Face.STRONG, 18, 23)
HEADING = Style(Face.STRONG, 10, 14)
FIGURE = Style(Face.STRONG, 15, 20)
BODY = Style(Face.TEXT, 8.5, 12)
BODY_QUIET = Style(Face.TEXT, 8.5, 12, QUIET)
SMALL = Style(Face.TEXT, 7.5, 10.5, QUIET)
SMALL_HEAD = Style(Face.STRONG, 7.5, 10.5, QUIET)
TINY = Style(Face.TEXT, 6.5, 8, QUIET)
CODE = Style(Face.CODE, 8.5, 12)
CODE_SMALL = Style(Face.CODE, 7.5, 10.5, QUIET)

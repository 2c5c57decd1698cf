"""The rota report on a printer: the pages of the PDF, drawn by Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPainter, QPen
from PySide6.QtPrintSupport import QPrinter

from planner.agreement.page.blocks import Block
from planner.agreement.page.look import PAGE_HEIGHT, PAGE_WIDTH, Face
from planner.agreement.page.paper import Paper, draw_sheet, paged
from planner.agreement.page.pen import Pen
from planner.agreement.page.typefaces import Typefaces
from planner.agreement.report import RotaReport, report_blocks, report_paper
from planner.errors import LeadtimeError
from planner.resources import resource

_FAMILIES = {
    Face.TEXT: ("Inter", QFont.Weight.Normal),
    Face.STRONG: ("Inter", QFont.Weight.DemiBold),
    Face.CODE: ("JetBrains Mono", QFont.Weight.Normal),
    Face.WIDE: ("Noto Sans", QFont.Weight.Normal),
}


@dataclass(frozen=True)
class Sheets:
    """A report laid out on pages, ready to be drawn."""

    faces: Typefaces
    paper: Paper
    pages: Sequence[list[Block]]


def sheets_of(report: RotaReport) -> Sheets:
    """Lays a report out; touches no widget, so that it may run on another thread."""
    faces = Typefaces()
    return Sheets(faces, report_paper(report), paged(report_blocks(faces, report)))


def print_sheets(sheets: Sheets, printer: QPrinter) -> None:
    """Prints the pages that were chosen in the printer's dialog, fitted to its paper.

    Raises LeadtimeError where the printer takes none.
    """
    printer.setDocName(sheets.paper.title)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise LeadtimeError(
            "The printer did not take the rota report. Nothing was printed; choose another "
            "printer, or save the report as a PDF."
        )
    try:
        pen = Pen(PrinterCanvas(painter, printer), sheets.faces)
        for place, number in enumerate(chosen(printer, len(sheets.pages))):
            if place:
                printer.newPage()
            draw_sheet(pen, sheets.paper, sheets.pages, number)
    finally:
        painter.end()


def chosen(printer: QPrinter, count: int) -> range:
    """The numbers of the pages to print, of ``count``; all where none were chosen."""
    first, last = printer.fromPage(), printer.toPage()
    if first <= 0:
        return range(1, count + 1)
    return range(min(first, count), min(max(first, last), count) + 1)


class PrinterCanvas:
    """What `Pen` draws on, with Qt behind it. Lengths are points from the lower left corner.

    Its methods are called what the PDF library calls them.
    """

    def __init__(self, painter: QPainter, printer: QPrinter) -> None:
        self._painter = painter
        sheet = printer.pageLayout().fullRectPixels(printer.resolution())
        self._scale = min(sheet.width() / PAGE_WIDTH, sheet.height() / PAGE_HEIGHT)
        self._left = (sheet.width() - PAGE_WIDTH * self._scale) / 2
        self._top = (sheet.height() - PAGE_HEIGHT * self._scale) / 2
        # Points on a sheet of A4 are those of the printer; on other paper all shrinks or grows.
        self._points = self._scale * 72 / printer.resolution()
        self._stroke = QPen(Qt.GlobalColor.black)
        self._fill = QColor(Qt.GlobalColor.white)
        self._kept: list[tuple[QPen, QColor]] = []
        self._fonts: dict[tuple[str, float], QFont] = {}
        for face, (family, _) in _FAMILIES.items():
            if family not in QFontDatabase.families():
                QFontDatabase.addApplicationFont(str(resource("fonts", f"{face.value}.ttf")))

    def setStrokeColor(self, colour: str) -> None:
        """The colour of lines from here on."""
        self._stroke.setColor(QColor(colour))

    def setFillColor(self, colour: str) -> None:
        """The colour of fillings from here on."""
        self._fill = QColor(colour)

    def setLineWidth(self, width: float) -> None:
        """The width of lines from here on."""
        self._stroke.setWidthF(width * self._scale)

    def setDash(self, dash: float, gap: float) -> None:
        """Dashed lines from here on."""
        width = max(self._stroke.widthF(), 1e-6) / self._scale
        self._stroke.setDashPattern([dash / width, gap / width])

    def saveState(self) -> None:
        """Keep colours, lines and clipping."""
        self._kept.append((QPen(self._stroke), QColor(self._fill)))
        self._painter.save()

    def restoreState(self) -> None:
        """Back to what was kept last."""
        self._painter.restore()
        self._stroke, self._fill = self._kept.pop()

    def line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """A line between two points."""
        self._painter.setPen(self._stroke)
        self._painter.drawLine(QLineF(self._at(x, y), self._at(to_x, to_y)))

    def rect(
        self, x: float, y: float, width: float, height: float, *, stroke: int = 1, fill: int = 0
    ) -> None:
        """A rectangle, in outline, filled, or both."""
        self._painter.setPen(self._stroke if stroke else Qt.PenStyle.NoPen)
        self._painter.setBrush(self._fill if fill else Qt.BrushStyle.NoBrush)
        self._painter.drawRect(self._box(x, y, width, height))

    def roundRect(self, x: float, y: float, width: float, height: float, radius: float) -> None:
        """A rectangle with round corners, in outline."""
        self._painter.setPen(self._stroke)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        round_ = radius * self._scale
        self._painter.drawRoundedRect(self._box(x, y, width, height), round_, round_)

    def beginPath(self) -> "RectPath":
        """The outline of a clipping."""
        return RectPath()

    def clipPath(self, path: "RectPath", *, stroke: int = 0) -> None:
        """Draw inside an outline only, from here on."""
        x, y, width, height = path.sides
        if stroke:
            self.rect(x, y, width, height)
        self._painter.setClipRect(self._box(x, y, width, height), Qt.ClipOperation.IntersectClip)

    def beginText(self, x: float, y: float) -> "TextLine":
        """A line of text whose baseline starts at a point."""
        return TextLine(x, y)

    def drawText(self, line: "TextLine") -> None:
        """Draw a line of text, piece by piece."""
        self._painter.setPen(QColor(line.colour))
        x = line.x
        for face, size, rise, words in line.pieces:
            font = self._font(face, size)
            self._painter.setFont(font)
            self._painter.drawText(self._at(x, line.y + rise), words)
            x += QFontMetricsF(font, self._painter.device()).horizontalAdvance(words) / self._scale

    def bookmarkHorizontalAbsolute(self, name: str, top: float) -> None:
        """Paper has no outline to jump from."""

    def addOutlineEntry(self, title: str, name: str, *, level: int) -> None:
        """Paper has no outline to jump from."""

    def _font(self, face: str, size: float) -> QFont:
        if (face, size) not in self._fonts:
            family, weight = _FAMILIES[Face(face)]
            font = QFont(family)
            font.setWeight(weight)
            font.setPointSizeF(size * self._points)
            # As the PDF is set, letter by letter: so that text is as wide as it was measured.
            font.setKerning(False)
            for feature in ("calt", "liga"):
                font.setFeature(QFont.Tag(feature), 0)
            self._fonts[face, size] = font
        return self._fonts[face, size]

    def _at(self, x: float, y: float) -> QPointF:
        return QPointF(self._left + x * self._scale, self._top + (PAGE_HEIGHT - y) * self._scale)

    def _box(self, x: float, y: float, width: float, height: float) -> QRectF:
        return QRectF(self._at(x, y + height), self._at(x + width, y))


class RectPath:
    """An outline that is a rectangle: the only one that a page is clipped to."""

    def __init__(self) -> None:
        self.sides = (0.0, 0.0, 0.0, 0.0)

    def rect(self, x: float, y: float, width: float, height: float) -> None:
        """Its sides, in points."""
        self.sides = (x, y, width, height)


class TextLine:
    """A line of text in pieces of one face each."""

    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y
        self.colour = "#000000"
        self.pieces: list[tuple[str, float, float, str]] = []
        self._face = ("", 0.0)
        self._rise = 0.0

    def setFillColor(self, colour: str) -> None:
        """Its colour."""
        self.colour = colour

    def setFont(self, face: str, size: float) -> None:
        """The face and the size, in points, of what follows."""
        self._face = (face, size)

    def setRise(self, rise: float) -> None:
        """How far what follows is raised, in points."""
        self._rise = rise

    def textOut(self, words: str) -> None:
        """More of the line."""
        self.pieces.append((*self._face, self._rise, words))

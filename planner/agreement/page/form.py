"""Fields that a reader of the document can fill in (AcroForm; ISO 32000-1, 12.7).

Every state of every field has its appearance in the file, so that a reader has to make none and a
printed copy shows what was chosen. Frames are drawn on the page itself: they are there without
a form as well.
"""

from dataclasses import dataclass
from typing import Any

from planner.agreement.fields import SEVERAL_LINES
from planner.agreement.page.fieldfont import NAME as FONT
from planner.agreement.page.fieldfont import field_font
from planner.agreement.page.look import PAGE_HEIGHT

_RADIO = 1 << 15
_PRINT = 4
_INK = "0.106 0.141 0.192"
_STYLE = f"/{FONT} 9 Tf {_INK} rg"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field lies: its top left corner and its size, in points from the page's own."""

    x: float
    y: float
    width: float
    height: float

    @property
    def rect(self) -> list[float]:
        """As PDF has it, from the lower left corner."""
        top = PAGE_HEIGHT - self.y
        return [round(value, 2) for value in (self.x, top - self.height, self.x + self.width, top)]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a group of which one can be chosen. ``said`` is read out for it, ``of`` for the
    group.
    """

    group: str
    value: str
    said: str
    of: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of at most ``most`` characters, on one line or on several; ``said`` is read out."""

    name: str
    said: str
    most: int
    lines: bool = False


class Form:
    """The fields of one document; ``finish`` is called once, after the last of them."""

    def __init__(self, canvas: Any) -> None:
        from reportlab.pdfbase import pdfdoc

        self._pdf = pdfdoc
        self._canvas = canvas
        self._document = canvas._doc  # noqa: SLF001 - the library's own fields lack appearances
        self._fields = pdfdoc.PDFArray([])
        self._groups: dict[str, tuple[Any, Any]] = {}

    def choice(self, choice: Choice, place: Place) -> Any:
        """Puts a box of a group on the current page; the library's dictionary of its widget."""
        pdf = self._pdf
        if choice.group not in self._groups:
            self._groups[choice.group] = self._new_group(choice.group, choice.of)
        parent, kids = self._groups[choice.group]
        looks = pdf.PDFDictionary({choice.value: self._tick(place), "Off": self._look(place, "")})
        widget = pdf.PDFDictionary(
            {
                **self._widget(place, choice.said),
                "Parent": parent,
                "AS": pdf.PDFName("Off"),
                "MK": pdf.PDFDictionary({"CA": pdf.PDFString("4")}),
                "AP": pdf.PDFDictionary({"N": looks, "D": looks}),
            }
        )
        kids.sequence.append(self._added(widget))
        return widget

    def entry(self, entry: Entry, place: Place) -> Any:
        """Puts a field for text on the current page; the library's dictionary of it."""
        pdf = self._pdf
        field = pdf.PDFDictionary(
            {
                **self._widget(place, entry.said),
                "FT": pdf.PDFName("Tx"),
                "T": pdf.PDFString(entry.name),
                "Ff": SEVERAL_LINES if entry.lines else 0,
                "MaxLen": entry.most,
                "V": pdf.PDFString(""),
                "DA": pdf.PDFString(_STYLE),
                "AP": pdf.PDFDictionary({"N": self._look(place, "/Tx BMC EMC")}),
            }
        )
        self._fields.sequence.append(self._added(field))
        return field

    def finish(self) -> None:
        """Enters the fields into the document, where there are any."""
        if not self._fields.sequence:
            return
        pdf = self._pdf
        fonts = pdf.PDFDictionary({FONT: field_font(self._document)})
        form = {
            "Fields": self._fields,
            "DA": pdf.PDFString(_STYLE),
            "DR": pdf.PDFDictionary({"Font": fonts}),
        }
        self._document.Catalog.AcroForm = pdf.PDFDictionary(form)

    def _new_group(self, name: str, said: str) -> tuple[Any, Any]:
        pdf, kids = self._pdf, self._pdf.PDFArray([])
        group = {
            "FT": pdf.PDFName("Btn"),
            "T": pdf.PDFString(name),
            "TU": pdf.PDFString(said),
            "Ff": _RADIO,
            "V": pdf.PDFName("Off"),
            "Kids": kids,
        }
        reference = self._document.Reference(pdf.PDFDictionary(group))
        self._fields.sequence.append(reference)
        return reference, kids

    def _widget(self, place: Place, said: str) -> dict[str, Any]:
        pdf = self._pdf
        return {
            "Type": pdf.PDFName("Annot"),
            "Subtype": pdf.PDFName("Widget"),
            "Rect": pdf.PDFArray(place.rect),
            "F": _PRINT,
            "P": self._document.thisPageRef(),
            "TU": pdf.PDFString(said),
        }

    def _added(self, widget: Any) -> Any:
        self._canvas._addAnnotation(widget)  # noqa: SLF001 - public only for other kinds
        return self._document.Reference(widget)

    def _tick(self, place: Place) -> Any:
        w, h = place.width, place.height
        points = ((0.22, 0.5), (0.43, 0.27), (0.8, 0.76))
        path = " ".join(
            f"{x * w:.2f} {y * h:.2f} {'l' if n else 'm'}" for n, (x, y) in enumerate(points)
        )
        return self._look(place, f"q {_INK} RG {0.15 * h:.2f} w 1 J 1 j {path} S Q")

    def _look(self, place: Place, drawn: str) -> Any:
        """An appearance: what is drawn in the field's own place, from its lower left corner."""
        pdf = self._pdf
        about = {
            "Type": pdf.PDFName("XObject"),
            "Subtype": pdf.PDFName("Form"),
            "BBox": pdf.PDFArray([0, 0, place.width, place.height]),
            "Resources": pdf.PDFDictionary({}),
        }
        return self._document.Reference(pdf.PDFStream(pdf.PDFDictionary(about), drawn))

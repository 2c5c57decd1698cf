"""The document's structure for screen readers (tagged PDF; ISO 32000-1, 14.7 and 14.8).

Text belongs to the element that is open when it is drawn; what is drawn otherwise is decoration and
is marked as such. A field is an element of its own beside its label.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

_FIRST_FIELD = 10_000
"""Fields are numbered from here on in the tree that leads back to elements, pages from 0."""


@dataclass(frozen=True, slots=True)
class _Element:
    """An element of the tree, and the library's array of what is in it."""

    role: str
    reference: Any
    kids: Any


class Tags:
    """Builds the tree of elements while the pages are drawn; ``finish`` enters it."""

    def __init__(self, canvas: Any) -> None:
        from reportlab.pdfbase import pdfdoc

        self._pdf = pdfdoc
        self._canvas = canvas
        self._document = canvas._doc  # noqa: SLF001 - the library writes no tags of its own
        self._tree = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("StructTreeRoot")})
        self._open: list[_Element] = []
        self._open.append(self._made("Document", self._document.Reference(self._tree)))
        self._table: _Element | None = None
        self._in_figure = self._aside = False
        self._on_page: list[Any] = []
        self._parents: list[tuple[int, Any]] = []
        self._fields: list[Any] = []

    @contextmanager
    def within(self, role: str, alt: str = "") -> Iterator[None]:
        """What is drawn inside belongs to a new element; ``alt`` is read out in its place.

        A row goes into the table that the row before it is in, where nothing came between.
        """
        depth = len(self._open)
        if role == "TR":
            self._table = self._table or self._child("Table")
            self._open.append(self._table)
        elif depth == 1:
            self._table = None
        self._open.append(self._child(role, alt))
        self._in_figure = bool(alt)
        yield
        self._in_figure = False
        del self._open[depth:]

    @contextmanager
    def text(self) -> Iterator[None]:
        """What is drawn inside is text of the open element."""
        if self._aside:
            yield
            return
        pdf, element, number = self._pdf, self._open[-1], len(self._on_page)
        self._on_page.append(element.reference)
        mark = {"Type": pdf.PDFName("MCR"), "Pg": self._page(), "MCID": number}
        element.kids.sequence.append(pdf.PDFDictionary(mark))
        self._write(f"/{element.role} <</MCID {number}>> BDC")
        yield
        self._write("EMC")

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """What is drawn inside is no text: it says nothing, or is the picture that a figure is."""
        with self.text() if self._in_figure else self.aside():
            yield

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is drawn inside is not read out: rules, frames, the foot of a page."""
        if self._aside:
            yield
            return
        self._aside = True
        self._write("/Artifact BMC")
        yield
        self._write("EMC")
        self._aside = False

    def field(self, widget: Any) -> None:
        """Enters a field, given as the library's dictionary of it; it says its own words."""
        pdf, element = self._pdf, self._child("Form")
        kid = {
            "Type": pdf.PDFName("OBJR"),
            "Pg": self._page(),
            "Obj": self._document.Reference(widget),
        }
        element.kids.sequence.append(pdf.PDFDictionary(kid))
        widget.dict["StructParent"] = _FIRST_FIELD + len(self._fields)
        self._fields.append(element.reference)

    def page_ended(self) -> None:
        """To be called once the library has closed a page."""
        page = self._document.Pages.pages[-1]
        # The library's pages know neither entry; Tab goes through fields in the order of the tree.
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = len(self._parents), self._pdf.PDFName("S")
        self._parents.append((len(self._parents), self._pdf.PDFArray(self._on_page)))
        self._on_page = []

    def finish(self) -> None:
        """Enters the tree into the document."""
        pdf = self._pdf
        numbered = [*self._parents, *enumerate(self._fields, _FIRST_FIELD)]
        numbers = pdf.PDFArray([value for pair in numbered for value in pair])
        tree = pdf.PDFDictionary({"Nums": numbers})
        self._tree.dict["K"] = self._open[0].reference
        self._tree.dict["ParentTree"] = self._document.Reference(tree)
        self._tree.dict["ParentTreeNextKey"] = _FIRST_FIELD + len(self._fields)
        self._document.Catalog.StructTreeRoot = self._tree
        self._document.Catalog.MarkInfo = pdf.PDFDictionary({"Marked": pdf.PDFName("true")[1:]})

    def _child(self, role: str, alt: str = "") -> _Element:
        parent = self._open[-1]
        child = self._made(role, parent.reference, alt)
        parent.kids.sequence.append(child.reference)
        return child

    def _made(self, role: str, parent: Any, alt: str = "") -> _Element:
        pdf, kids = self._pdf, self._pdf.PDFArray([])
        element = {
            "Type": pdf.PDFName("StructElem"),
            "S": pdf.PDFName(role),
            "P": parent,
            "K": kids,
        }
        if alt:
            element["Alt"] = pdf.PDFString(alt)
        if role == "TH":
            element["A"] = pdf.PDFDictionary(
                {"O": pdf.PDFName("Table"), "Scope": pdf.PDFName("Column")}
            )
        return _Element(role, self._document.Reference(pdf.PDFDictionary(element)), kids)

    def _page(self) -> Any:
        return self._document.thisPageRef()

    def _write(self, code: str) -> None:
        self._canvas._code.append(code)  # noqa: SLF001 - the library has no marks of its own

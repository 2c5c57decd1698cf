"""Draws on a page measured from its top left corner, downwards."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from planner.agreement.page.form import Choice, Entry, Form, Place
from planner.agreement.page.look import EDGE, HATCH, PAGE_HEIGHT, PAPER, RULE, Style
from planner.agreement.page.tags import Tags
from planner.agreement.page.typefaces import Typefaces
from planner.model.session import State


@dataclass(frozen=True, slots=True)
class _Mark:
    fill: str
    edge: str
    dashed: bool = False
    crossed: bool = False


# From dark to light as a session gets less certain, so that the order survives a grey printer.
_MARKS = {
    State.DELIVERED: _Mark("#8A2F0C", "#8A2F0C"),
    State.AGREED: _Mark("#F5A524", "#9A4A06"),
    State.PROPOSED: _Mark(PAPER, "#9A4A06", dashed=True),
    State.LOST: _Mark(PAPER, EDGE, crossed=True),
    State.CANCELLED: _Mark(PAPER, EDGE, crossed=True),
}


class Pen:
    """Text and marks on the current page of a canvas.

    ``y`` grows downwards from the top edge of the paper; lengths are in points. With a ``form``
    boxes can be filled in; with ``tags`` the document tells its structure. A printer has neither.
    """

    def __init__(
        self, canvas: Any, faces: Typefaces, form: Form | None = None, tags: Tags | None = None
    ) -> None:
        self.faces = faces
        self._canvas = canvas
        self._form = form
        self._tags = tags

    def within(self, role: str, alt: str = "") -> AbstractContextManager[None]:
        """What is drawn inside is one part of the document, such as "H2", "P" or "TD".

        ``alt`` says in words what a picture shows.
        """
        return self._tags.within(role, alt) if self._tags else nullcontext()

    def aside(self) -> AbstractContextManager[None]:
        """What is drawn inside is not read out."""
        return self._tags.aside() if self._tags else nullcontext()

    def text(self, x: float, y: float, text: str, style: Style, *, right: bool = False) -> None:
        """One line of text whose top is at ``y``, from ``x`` on, or ending there if ``right``."""
        if right:
            x -= self.faces.width(text, style)
        line = self._canvas.beginText(x, PAGE_HEIGHT - y - style.ascent)
        line.setFillColor(style.colour)
        for run in self.faces.runs(text, style.face):
            line.setFont(run.face.value, style.size)
            line.setRise(run.rise * style.size)
            line.textOut(run.text)
        with self._tags.text() if self._tags else nullcontext():
            self._canvas.drawText(line)

    def lines(self, x: float, y: float, lines: list[str], style: Style) -> float:
        """Lines below each other; the ``y`` below the last."""
        for line in lines:
            self.text(x, y, line, style)
            y += style.leading
        return y

    def rule(
        self, x: float, y: float, width: float, colour: str = RULE, weight: float = 0.6
    ) -> None:
        """A horizontal line."""
        with self._drawn():
            self._canvas.setStrokeColor(colour)
            self._canvas.setLineWidth(weight)
            self._canvas.line(x, PAGE_HEIGHT - y, x + width, PAGE_HEIGHT - y)

    def frame(
        self, x: float, y: float, width: float, height: float, edge: str = RULE, weight: float = 0.7
    ) -> None:
        """A rectangle with rounded corners, in outline."""
        with self._drawn():
            self._canvas.setStrokeColor(edge)
            self._canvas.setLineWidth(weight)
            radius = min(4, height / 6)
            self._canvas.roundRect(x, PAGE_HEIGHT - y - height, width, height, radius)

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle."""
        with self._drawn():
            self._canvas.setFillColor(colour)
            self._canvas.rect(x, PAGE_HEIGHT - y - height, width, height, stroke=0, fill=1)

    def hatch(self, x: float, y: float, width: float, height: float) -> None:
        """A rectangle in outline, filled with diagonal lines."""
        with self._drawn():
            canvas, bottom, step = self._canvas, PAGE_HEIGHT - y - height, 2.2
            canvas.saveState()
            edge = canvas.beginPath()
            edge.rect(x, bottom, width, height)
            canvas.setStrokeColor(HATCH)
            canvas.setLineWidth(0.5)
            canvas.clipPath(edge, stroke=1)
            for i in range(int((width + height) / step) + 1):
                canvas.line(x + i * step - height, bottom, x + i * step, bottom + height)
            canvas.restoreState()

    def tick_box(self, x: float, y: float, size: float, choice: Choice) -> None:
        """An empty box to tick, on paper or in a reader."""
        self.frame(x, y, size, size, EDGE, 0.8)
        if self._form is not None:
            self._tagged(self._form.choice(choice, Place(x, y, size, size)))

    def entry_box(self, x: float, y: float, width: float, height: float, entry: Entry) -> None:
        """An empty box to write in, on paper or in a reader."""
        self.frame(x, y, width, height, HATCH)
        if self._form is not None:
            place = Place(x + 2, y + 1, width - 4, height - 2)
            self._tagged(self._form.entry(entry, place))

    def swatch(self, x: float, y: float, width: float, height: float, state: State) -> None:
        """A rectangle that shows a state: told apart by tone, outline and cross, not by colour."""
        with self._drawn():
            canvas, bottom = self._canvas, PAGE_HEIGHT - y - height
            canvas.saveState()
            mark = _MARKS[state]
            canvas.setFillColor(mark.fill)
            canvas.setStrokeColor(mark.edge)
            canvas.setLineWidth(0.8)
            if mark.dashed:
                canvas.setDash(1.6, 1.2)
            inset = 0.4
            canvas.rect(
                x + inset, bottom + inset, width - 2 * inset, height - 2 * inset, stroke=1, fill=1
            )
            if mark.crossed:
                canvas.line(x + inset, bottom + inset, x + width - inset, bottom + height - inset)
                canvas.line(x + inset, bottom + height - inset, x + width - inset, bottom + inset)
            canvas.restoreState()

    def bookmark(self, title: str, y: float) -> None:
        """An entry of the document's outline that leads to ``y`` on this page."""
        self._canvas.bookmarkHorizontalAbsolute(title, PAGE_HEIGHT - y + 6)
        self._canvas.addOutlineEntry(title, title, level=0)

    def next_page(self) -> None:
        """Ends the current page."""
        self._canvas.showPage()
        if self._tags is not None:
            self._tags.page_ended()

    def finish(self) -> None:
        """Completes a document of which every page has ended."""
        if self._form is not None:
            self._form.finish()
        if self._tags is not None:
            self._tags.finish()

    def _drawn(self) -> AbstractContextManager[None]:
        return self._tags.decoration() if self._tags else nullcontext()

    def _tagged(self, widget: Any) -> None:
        if self._tags is not None:
            self._tags.field(widget)

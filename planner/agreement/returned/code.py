"""The check codes that are printed on the pages of a document."""

import re
from typing import TYPE_CHECKING, Any

from planner.agreement.page.look import Face

if TYPE_CHECKING:
    from pypdf import PageObject

_CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}")
_TEXT = re.compile(rb"(?<=\n)BT\b.*?\bET(?=\s)", re.DOTALL)


def printed_codes(page: "PageObject") -> frozenset[str]:
    """Every check code on a page, empty where none can be read.

    First looked for in what is set in the codes' own typeface, which is quick; a document that
    another program has set anew is read whole.
    """
    return _codes_in_their_face(page) or frozenset(_CODE.findall(page.extract_text()))


def _codes_in_their_face(page: "PageObject") -> frozenset[str]:
    from pypdf.generic import DecodedStreamObject, NameObject

    contents, fonts = page.get_contents(), _fonts(page)
    if contents is None or not fonts:
        return frozenset()
    pieces = [
        piece
        for piece in _TEXT.findall(contents.get_data())
        if any(re.search(rb"/%s\s" % re.escape(font), piece) for font in fonts)
    ]
    stream = DecodedStreamObject()
    stream.set_data(b"\n".join(pieces))
    # A copy: the page itself stays as it came.
    reduced = type(page)(page.pdf, page.indirect_reference)
    reduced.update(page)
    reduced[NameObject("/Contents")] = stream
    return frozenset(_CODE.findall(reduced.extract_text()))


def _fonts(page: "PageObject") -> list[bytes]:
    """The names that a page has for the codes' typeface."""
    resources: Any = page.get("/Resources")
    fonts = (resources.get_object() if resources is not None else {}).get("/Font")
    named = fonts.get_object() if fonts is not None else {}
    return [
        name.removeprefix("/").encode("ascii", "replace")
        for name in named
        if Face.CODE.value in str(named[name].get("/BaseFont"))
    ]

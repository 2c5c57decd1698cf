"""The typeface of what people type into fields.

A field's font has one byte for each letter (ISO 32000-1, 12.7.3.3), so 255 letters at most: those
of Windows code page 1252, and in its free places the letters of Polish, Welsh, Yoruba, Turkish and
Czech names. What is typed is kept in Unicode beside it, whatever can be shown.
"""

from typing import Any

from planner.resources import resource

NAME = "InterFields"
FILE = "Inter-Fields.ttf"
_FREE = (*range(1, 9), 11, 12, *range(14, 32), 127, 129, 141, 143, 144, 157, 160, 173)
_MORE = "ąćęłńśźżĄĆĘŁŃŚŹŻŵŷŴŶọẹṣỌẸṢğışĞİŞčČřŘ"


def letters() -> dict[int, str]:
    """Code → letter."""
    known = {code: bytes([code]).decode("cp1252", "replace") for code in range(32, 256)}
    return known | dict(zip(_FREE, _MORE, strict=True))


def field_font(document: Any) -> Any:
    """A reference to the font, embedded whole in the library's ``document``."""
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream
    from reportlab.pdfbase.ttfonts import TTFontFile

    font, by_code = TTFontFile(str(resource("fonts", FILE))), letters()
    widths = [font.charWidths.get(ord(by_code.get(code, " ")), 0) for code in range(1, 256)]
    differences: list[Any] = []
    for code, letter in sorted(zip(_FREE, _MORE, strict=True)):
        differences += [code, PDFName(f"uni{ord(letter):04X}")]
    encoding = {
        "Type": PDFName("Encoding"),
        "BaseEncoding": PDFName("WinAnsiEncoding"),
        "Differences": PDFArray(differences),
    }
    return document.Reference(
        PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("TrueType"),
                "BaseFont": PDFName(NAME),
                "FirstChar": 1,
                "LastChar": 255,
                "Widths": PDFArray(widths),
                "Encoding": PDFDictionary(encoding),
                "ToUnicode": document.Reference(PDFStream(content=_to_unicode(by_code))),
                "FontDescriptor": document.Reference(_descriptor(document, font)),
            }
        )
    )


def _descriptor(document: Any, font: Any) -> Any:
    """The measures of the font and its file (ISO 32000-1, 9.8)."""
    from reportlab.pdfbase.pdfdoc import (
        PDFArray,
        PDFDictionary,
        PDFName,
        PDFStream,
        PDFStreamFilterZCompress,
    )

    data = resource("fonts", FILE).read_bytes()
    file = PDFStream(PDFDictionary({"Length1": len(data)}), data, [PDFStreamFilterZCompress()])
    return PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": PDFName(NAME),
            "Flags": 32,  # no symbols: letters are found by their names
            "FontBBox": PDFArray(font.bbox),
            "ItalicAngle": font.italicAngle,
            "Ascent": font.ascent,
            "Descent": font.descent,
            "CapHeight": font.capHeight,
            "StemV": font.stemV,
            "FontFile2": document.Reference(file),
        }
    )


def _to_unicode(by_code: dict[int, str]) -> str:
    """The map by which readers find the code of a letter (ISO 32000-1, 9.10.3)."""
    lines = [f"<{code:02X}> <{ord(letter):04X}>" for code, letter in sorted(by_code.items())]
    blocks = [lines[i : i + 100] for i in range(0, len(lines), 100)]
    mapped = "\n".join(
        f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CMapName /{NAME} def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        f"{mapped}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )

"""The report on a printer. The printer here prints into a PDF, which can be read again."""

from types import SimpleNamespace

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter

from planner.agreement.report import report_pdf
from planner.errors import LeadtimeError
from ui.report.paper import chosen, print_sheets, sheets_of


def text(path) -> str:
    pages = PdfReader(path).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_pages_are_those_of_the_pdf(report, printer, tmp_path):
    sheets = sheets_of(report)
    print_sheets(sheets, printer())
    printed = PdfReader(tmp_path / "paper.pdf")
    (tmp_path / "saved.pdf").write_bytes(report_pdf(report))
    saved = PdfReader(tmp_path / "saved.pdf")
    assert len(printed.pages) == len(saved.pages) == len(sheets.pages)
    for one, other in zip(printed.pages, saved.pages, strict=True):
        said = set(one.extract_text().split())
        assert len(said) > 30
        assert said >= {word for word in other.extract_text().split() if len(word) > 5}


@pytest.mark.parametrize(
    ("first", "last", "pages"),
    [(0, 0, [1, 2, 3]), (2, 3, [2, 3]), (2, 2, [2]), (2, 9, [2, 3]), (9, 9, [3]), (3, 1, [3])],
)
def test_only_the_pages_that_were_chosen(first, last, pages):
    dialog = SimpleNamespace(fromPage=lambda: first, toPage=lambda: last)
    assert list(chosen(dialog, 3)) == pages


def test_one_page_of_several_keeps_its_number(report, printer, tmp_path):
    sheets = sheets_of(report)
    assert len(sheets.pages) > 1
    paper = printer()
    paper.setFromTo(2, 2)
    print_sheets(sheets, paper)
    assert len(PdfReader(tmp_path / "paper.pdf").pages) == 1
    assert f"Page 2 of {len(sheets.pages)}" in text(tmp_path / "paper.pdf")


@pytest.mark.parametrize("size", [QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter])
def test_it_is_fitted_to_the_paper(report, printer, tmp_path, size):
    paper = printer()
    paper.setPageSize(QPageSize(size))
    print_sheets(sheets_of(report), paper)
    page = PdfReader(tmp_path / "paper.pdf").pages[0]
    whole = QPageSize(size).size(QPageSize.Unit.Point)
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
        (whole.width(), whole.height()), abs=2
    )


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_told(report, tmp_path, qapp):
    paper = QPrinter(QPrinter.PrinterMode.HighResolution)
    paper.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    paper.setOutputFileName(str(tmp_path / "missing" / "paper.pdf"))
    with pytest.raises(LeadtimeError, match="Nothing was printed"):
        print_sheets(sheets_of(report), paper)

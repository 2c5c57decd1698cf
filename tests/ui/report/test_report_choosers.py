"""The system's dialogs for a report's file and for a printer."""

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from planner.settings import Settings
from ui.choosers import SystemChoosers
from ui.memory import Memory
from ui.report.paper import print_sheets, sheets_of


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("typed", "name"), [("report.pdf", "report.pdf"), ("Mine", "Mine.pdf"), ("v1.2", "v1.2.pdf")]
)
def test_a_report_is_saved_as_a_pdf_in_the_folder_used_last(
    tmp_path, parent, monkeypatch, typed, name
):
    asked = []

    def answer(_parent, _title, start, _filter):
        asked.append(start)
        return str(tmp_path / typed), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    choosers = SystemChoosers(Memory(Settings(tmp_path)))
    assert choosers.report_file(parent) == tmp_path / name
    choosers.report_file(parent)
    assert asked[1] == str(tmp_path / "rota-report.pdf")


def test_no_file_is_no_answer(tmp_path, parent, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert SystemChoosers(Memory(Settings(tmp_path))).report_file(parent) is None


def answering(folder, *, accepted):
    """A print dialog in front of which somebody prints into paper.pdf, or calls it off."""

    class Answering(QPrintDialog):
        def exec(self):
            self.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            self.printer().setOutputFileName(str(folder / "paper.pdf"))
            code = QPrintDialog.DialogCode
            return code.Accepted if accepted else code.Rejected

    return Answering


@pytest.mark.parametrize("accepted", [True, False])
def test_a_printer_is_set_to_a4_and_given_only_where_one_was_chosen(tmp_path, parent, accepted):
    choosers = SystemChoosers(Memory(Settings(tmp_path)), answering(tmp_path, accepted=accepted))
    printer = choosers.printer(parent)
    assert (printer is not None) == accepted
    if printer is not None:
        assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.A4


def test_the_report_goes_through_the_dialog_onto_paper(tmp_path, parent, report):
    choosers = SystemChoosers(Memory(Settings(tmp_path)), answering(tmp_path, accepted=True))
    sheets = sheets_of(report)
    print_sheets(sheets, choosers.printer(parent))
    pages = PdfReader(tmp_path / "paper.pdf").pages
    assert len(pages) == len(sheets.pages)
    assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in pages] == [
        (595, 842)
    ] * len(pages)
    assert "14 h of work, at most 13 h" in " ".join(pages[0].extract_text().split())

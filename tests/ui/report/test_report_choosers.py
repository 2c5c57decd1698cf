"""The system's dialogs for a report's file and for a printer."""

import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.choosers import SystemChoosers
from ui.memory import Memory


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
    choosers = SystemChoosers(Memory(tmp_path))
    assert choosers.report_file(parent) == tmp_path / name
    choosers.report_file(parent)
    assert asked[1] == str(tmp_path / "rota-report.pdf")


def test_no_file_is_no_answer(tmp_path, parent, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert SystemChoosers(Memory(tmp_path)).report_file(parent) is None


@pytest.mark.parametrize("accepted", [True, False])
def test_a_printer_is_set_to_a4_and_given_only_where_one_was_chosen(
    tmp_path, parent, monkeypatch, accepted
):
    code = QPrintDialog.DialogCode.Accepted if accepted else QPrintDialog.DialogCode.Rejected
    monkeypatch.setattr(QPrintDialog, "exec", lambda _self: code)
    printer = SystemChoosers(Memory(tmp_path)).printer(parent)
    assert (printer is not None) == accepted
    if printer is not None:
        assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.A4

"""The parts that the window stands on."""

import sys

from PySide6.QtWidgets import QApplication


def test_calls_into_qt_give_back_as_many_references_as_they_take(qapp: QApplication):
    """PySide6 6.12.0 lets go of None once too often in each call without an answer; before Python
    3.12, where None is immortal, that ends the program after some thousand calls."""
    before = sys.getrefcount(None)
    for _ in range(200):
        qapp.processEvents()
    assert sys.getrefcount(None) > before - 100

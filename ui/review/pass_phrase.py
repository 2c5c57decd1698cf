"""Asks for the pass phrase of a signing key, or for a new one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLayout, QLineEdit, QWidget

from planner.agreement.signing.cabinet import SHORTEST
from ui.build import button, column, field, line_entry, row, text


class PassPhraseDialog(QDialog):
    """One pass phrase, or a new one twice; ``said`` is why it is asked for."""

    def __init__(self, said: str, *, new: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Your signing key")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._new = new
        self.entry = _hidden()
        self.again = _hidden()
        self.sign = button("Sign", self.accept, "primary")
        self.sign.setDefault(True)
        self._lacks = text("", "muted")
        for entry in (self.entry, self.again):
            entry.textChanged.connect(self._settle)
        parts: list[QWidget | QLayout] = [text(said), field("Pass phrase", self.entry)]
        if new:
            parts.append(field("The same again", self.again))
            parts.append(
                text(
                    "Nobody can find it out for you. If it is forgotten, a new key is made, and "
                    "whoever gets your next signature is told that it is another one.",
                    "muted",
                )
            )
        whole = column(
            *parts, self._lacks, row(1, button("Cancel", self.reject), self.sign), gap=12
        )
        whole.setContentsMargins(24, 20, 24, 18)
        self.setLayout(whole)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)
        self._settle()

    @property
    def pass_phrase(self) -> str:
        """What was entered."""
        return self.entry.text()

    def _settle(self) -> None:
        lacks = ""
        if self._new and len(self.entry.text()) < SHORTEST:
            lacks = f"At least {SHORTEST} characters."
        elif self._new and self.entry.text() != self.again.text():
            lacks = "The two are not the same yet."
        self._lacks.setText(lacks)
        self.sign.setEnabled(bool(self.entry.text()) and not lacks)


def _hidden() -> QLineEdit:
    made = line_entry()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made

"""Asks for the address of a feed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ui.build import button, column, field, fitted, line_entry, role, row, text

LETTERS = 80

WHY_KEPT = (
    "Your rota system gives it for calendars; it starts with https:// or webcal://. Whoever has it "
    "can see your rota, so it is kept in this computer's keyring and nowhere else."
)


class AddressDialog(QDialog):
    """Asks for an address and stays until it has been read: ``given`` carries what was typed."""

    given = Signal(str)

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.entry = line_entry("https://…")
        self.entry.setMaxLength(4000)
        self.said = text("", "strong")
        self.said.hide()
        self.read = button("Read it", self._give, "primary")
        self.read.setDefault(True)
        self.read.setEnabled(False)
        self.entry.textChanged.connect(lambda typed: self.read.setEnabled(bool(typed.strip())))
        self._inside = column(
            text(title, "heading"),
            text(WHY_KEPT, "muted"),
            field("Feed address", self.entry),
            self.said,
            row(1, button("Cancel", self.reject), self.read),
            gap=12,
        )
        self._inside.setContentsMargins(24, 20, 24, 20)
        fitted(self, self._inside, LETTERS)
        self.entry.setFocus()

    def reading(self, words: str) -> None:
        """Show what is being done; nothing can be entered meanwhile."""
        self._say(words, "muted")
        self.entry.setReadOnly(True)
        self.read.setEnabled(False)

    def refuse(self, words: str) -> None:
        """Say why the address cannot be taken; it can be corrected."""
        self._say(words, "strong")
        self.entry.setReadOnly(False)
        self.read.setEnabled(True)
        self.entry.setFocus()

    def _give(self) -> None:
        self.given.emit(self.entry.text())

    def _say(self, words: str, look: str) -> None:
        self.said.setText(words)
        role(self.said, look)
        self.said.setAccessibleName(words)
        self.said.show()
        fitted(self, self._inside, LETTERS)

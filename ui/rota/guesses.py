"""How a table was read that does not say itself how it is meant."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.build import card, column, text


class Guesses(QWidget):
    """The guesses of a reading in a card, nothing where there are none.

    ``way_out`` says what to do where a guess is wrong.
    """

    def __init__(self, way_out: str) -> None:
        super().__init__()
        self.said = text("")
        self.setLayout(
            column(
                card(
                    text("How the table was read", "heading"),
                    text(
                        "A spreadsheet does not say how it is meant. Look whether this is right; "
                        f"if it is not, {way_out}",
                        "muted",
                    ),
                    self.said,
                )
            )
        )

    def show_guesses(self, guesses: Sequence[str]) -> None:
        """Show the guesses of a reading."""
        self.said.setText("\n".join(f"•  {guess}" for guess in guesses))
        self.setVisible(bool(guesses))

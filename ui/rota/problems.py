"""What was odd in a rota, folded away until somebody wants to read it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout

from planner.model.rota import Problem
from ui.build import button, column, emptied, row, text

AT_ONCE = 100
"""Problems shown: a file with more of them needs another look anyway, and their number is said."""


def problems_words(problems: Sequence[Problem]) -> str:
    """How many entries were odd and what became of them, in one line."""
    if not problems:
        return "Nothing odd was found in the file."
    counts: dict[str, int] = {}
    for problem in problems:
        counts[problem.done.value] = counts.get(problem.done.value, 0) + 1
    parts = ", ".join(f"{count} {done}" for done, count in counts.items())
    things = "1 thing was odd" if len(problems) == 1 else f"{len(problems)} things were odd"
    return f"{things} in the file: {parts}."


class Problems(QFrame):
    """One line about the problems of a reading; the list folds out."""

    def __init__(self) -> None:
        super().__init__()
        self._words = text("")
        self._fold = button("Show them", self._toggle)
        self._list = QFrame()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 4, 0, 0)
        self._lines.setSpacing(6)
        line = row(self._words, self._fold)
        line.setStretch(0, 1)
        self.setLayout(column(line, self._list))
        self._list.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show the problems of a reading."""
        self._words.setText(problems_words(problems))
        self._fold.setVisible(bool(problems))
        self._list.hide()
        self._fold.setText("Show them")
        emptied(self._lines)
        for problem in problems[:AT_ONCE]:
            where = text(problem.where, "strong")
            what = text(f"{problem.what} ({problem.done.value})", "muted")
            self._lines.addLayout(column(where, what, gap=0))
        if len(problems) > AT_ONCE:
            self._lines.addWidget(text(f"… and {len(problems) - AT_ONCE} more.", "muted"))

    def _toggle(self) -> None:
        unfolded = self._list.isHidden()
        self._list.setVisible(unfolded)
        self._fold.setText("Hide them" if unfolded else "Show them")

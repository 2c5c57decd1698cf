"""What is being done in the background, and the way to call it off."""

from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from ui.build import button, row, text
from ui.jobs import Jobs


class JobBar(QFrame):
    """One line for the job under way in any of ``slots``: its words, progress, Cancel."""

    def __init__(self, jobs: Jobs, slots: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._jobs = jobs
        self._slots = slots
        self._words = text("", wrap=False)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setMaximumWidth(160)
        self.button = button("Cancel", self.cancel)
        inside = row(self._words, self._progress, 1, self.button, gap=12)
        inside.setContentsMargins(16, 6, 16, 6)
        self.setLayout(inside)
        self.hide()
        jobs.changed.connect(self._changed)

    @property
    def words(self) -> str:
        """What is said, empty where nothing is."""
        return "" if self.isHidden() else self._words.text()

    def say(self, words: str) -> None:
        """Tell how far the work has come."""
        self._words.setText(words)

    def cancel(self) -> None:
        """Call off the work that the line shows."""
        for slot in self._slots:
            self._jobs.cancel(slot)

    def _changed(self) -> None:
        job = next((j for slot in self._slots if (j := self._jobs.running(slot))), None)
        if job is not None and self.isHidden():
            self._words.setText(job.words)
            self._progress.setAccessibleName(job.words)
        self.setVisible(job is not None)

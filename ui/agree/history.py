"""What was sent, what came back, when, and by whom."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QWidget

from planner.agreement.history import save_history
from planner.agreement.saying import returned_words, sent_words
from planner.errors import LeadtimeError
from planner.model.decision import SentPlan
from ui.build import button, card, column, row, scrolling, text
from ui.kit import Kit


class HistoryDialog(QDialog):
    """Every version of the plan that went out, the latest first, with what came back on it."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Plans sent and what came back")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        zone, sent = kit.ask.zone(), kit.ask.sent()
        inside = QWidget()
        shown = [_version(each, zone) for each in reversed(sent)]
        nothing = text("No plan was sent yet. “Export plan” writes the files to send.", "muted")
        versions = column(*(shown or [nothing]), 1, gap=10)
        versions.setContentsMargins(24, 8, 24, 12)
        inside.setLayout(versions)
        title = row(text("Plans sent and what came back", "heading"))
        title.setContentsMargins(24, 20, 24, 4)
        self._kit = kit
        self.save = button("Save as PDF…", self._save)
        self.save.setEnabled(bool(sent))
        foot = row(1, self.save, button("Close", self.reject))
        foot.setContentsMargins(24, 4, 24, 18)
        self.setLayout(column(title, scrolling(inside), foot, gap=0))
        self.resize(self.fontMetrics().averageCharWidth() * 84, min(560, parent.height() - 60))

    def _save(self) -> None:
        path = self._kit.choosers.history_file(self)
        if path is None:
            return
        ask = self._kit.ask
        try:
            save_history(ask.sent(), ask.placement(), ask.zone(), self._kit.now(), path)
        except LeadtimeError as error:
            self._kit.tell(error)
        else:
            self._kit.say(f"Saved {path.name}")
        self.accept()


def _version(sent: SentPlan, zone: ZoneInfo) -> QFrame:
    lines: list[QWidget] = [text(sent_words(sent, zone), "strong")]
    for each in sent.returned:
        lines.append(text(returned_words(each, zone)))
        if each.decision.comments:
            lines.append(text(f"“{each.decision.comments}”", "muted"))
    if not sent.returned:
        lines.append(text("Nothing came back on it yet.", "muted"))
    return card(*lines, look="quiet-card", gap=4)

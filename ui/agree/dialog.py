"""A plan that came back: what was decided, and what recording it will do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QVBoxLayout, QWidget

from planner.agreement import Review, check_code
from planner.agreement.effects import Effect
from planner.agreement.saying import outcome_words, verdict_words, who_words
from planner.model.decision import Decision, Mark, Verdict
from planner.model.words import hours_words, span_words
from planner.workspace import RecordDecision
from ui.agree.by_hand import ByHand
from ui.agree.signature import SignatureBanner
from ui.build import button, card, column, emptied, role, row, scrolling, text
from ui.kit import Kit
from ui.widgets.chip import Chip

_TONES = {Mark.AGREE: "good", Mark.CHANGE: "warn", Mark.NONE: "neutral"}


class ReturnedDialog(QDialog):
    """Shows a document's decision and its effect on each session; records it when told to.

    Where the boxes of a plan that was sent cannot be read, the decision is entered by hand.
    ``review_asked`` asks for a plan that was not sent from here to be shown for review.
    """

    review_asked = Signal()

    def __init__(self, kit: Kit, document: bytes, found: Review, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("A plan that came back")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kit = kit
        self._document = document
        self._found = found
        sent = found.digest in kit.ask.sent_digests()
        self.by_hand: ByHand | None = None
        self._sessions: QVBoxLayout = column(gap=6)
        self.signature = SignatureBanner(kit, found.signature)
        self.signature.compared.connect(self._offer)
        self.record = button("Record this decision", self._record, "primary")
        self.cancel = button("Close" if not sent else "Cancel", self.reject)
        parts: list[QWidget | QVBoxLayout] = [*self._head()]
        if sent and found.decision.verdict is Verdict.NONE:
            self.by_hand = ByHand(kit.ask.effects(found.digest, found.decision, found.plan), kit)
            self.by_hand.changed.connect(self._show_effects)
            parts.append(self.by_hand)
        parts.append(self._sessions)
        inside = QWidget()
        shown = column(*parts, 1, gap=12)
        shown.setContentsMargins(24, 20, 24, 12)
        inside.setLayout(shown)
        self.review = button("Open under Review", self._review)
        if sent or found.plan is None:
            self.review.hide()
        foot = row(1, self.review, self.cancel, self.record)
        foot.setContentsMargins(24, 4, 24, 18)
        whole = column(scrolling(inside), foot, gap=0)
        self.setLayout(whole)
        letter = self.fontMetrics().averageCharWidth()
        self.resize(letter * 96, min(620, parent.height() - 60))
        self._show_effects()
        self._offer()

    @property
    def decision(self) -> Decision:
        """The decision that recording would keep."""
        return self.by_hand.decision if self.by_hand else self._found.decision

    def _head(self) -> list[QWidget | QVBoxLayout]:
        found = self._found
        unread = found.decision.verdict is Verdict.NONE
        title = text(
            "A plan came back" if unread else verdict_words(found.decision.verdict), "title"
        )
        who = who_words(found.decision)
        code = f"Plan {check_code(found.digest)}" if found.digest else ""
        about = text(" · ".join(part for part in (who, code) if part), "muted")
        head: list[QWidget | QVBoxLayout] = [column(title, about, gap=2)]
        if found.decision.comments:
            head.append(card(text("Comments", "strong"), text(found.decision.comments), gap=4))
        mood = "bad" if not found.genuine else "warn"
        head += [_banner(words, mood) for words in found.doubts]
        head += [_banner(words, "warn") for words in found.notes]
        return [*head, self.signature]

    def _offer(self) -> None:
        """Offer to record it; as the next step only where no strange key signed it."""
        strange = self._kit.ask.strange(self._found.signature)
        self.record.setText("Record it all the same" if strange else "Record this decision")
        role(self.record, "" if strange else "primary")
        (self.cancel if strange else self.record).setDefault(True)

    def _show_effects(self) -> None:
        emptied(self._sessions)
        ask, found, decision = self._kit.ask, self._found, self.decision
        counts = decision.verdict is not Verdict.NONE and (
            found.valid or (self.by_hand is not None and found.digest in ask.sent_digests())
        )
        self.record.setEnabled(counts)
        self.record.setVisible(found.valid or self.by_hand is not None)
        if decision.verdict is Verdict.NONE:
            return
        effects = ask.effects(found.digest, decision, found.plan)
        self._sessions.addWidget(text("Session by session", "heading"))
        for effect in effects:
            self._sessions.addWidget(self._line(effect))

    def _line(self, effect: Effect) -> QFrame:
        session, zone = effect.session, self._kit.ask.zone()
        when = f"{effect.number}. {span_words(session.span, zone)}"
        what = " · ".join(
            part for part in (hours_words(session.span.hours), session.purpose) if part
        )
        tone = "neutral" if effect.differs else _TONES[effect.outcome]
        words = "left as it is" if effect.differs else outcome_words(effect.outcome)
        said = column(text(when, "strong", wrap=False), text(what, "muted"), gap=0)
        if effect.differs:
            said.addWidget(text(effect.differs))
        holder = QFrame()
        line = row(gap=12)
        line.addLayout(said, 1)
        line.addWidget(Chip(words, tone), 0, Qt.AlignmentFlag.AlignTop)
        holder.setLayout(line)
        holder.setAccessibleName(f"{when}: {words}. {effect.differs}".strip())
        return holder

    def _review(self) -> None:
        self.reject()
        self.review_asked.emit()

    def _record(self) -> None:
        by_hand = self.by_hand.decision if self.by_hand else None
        change = self._kit.controller.do(RecordDecision(self._document, by_hand))
        if change is not None:
            self.accept()


def _banner(words: str, mood: str) -> QFrame:
    said: QLabel = text(words)
    made = card(said, look="banner")
    made.setProperty("mood", mood)
    made.setAccessibleName(words)
    return made

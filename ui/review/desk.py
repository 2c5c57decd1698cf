"""One plan to decide on: what it says, its sessions, the decision, the signature."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from planner.agreement.saying import verdict_words
from planner.agreement.signing.saying import key_words, signed_words
from planner.model.decision import Decision, Mark, Verdict
from planner.model.signature import SignatureState
from ui.agree.incoming import PlanFile
from ui.build import button, card, column, narrow, role, row, scrolling, text
from ui.kit import Kit
from ui.review import SLOT
from ui.review.decide import DecisionForm
from ui.review.drafts import Drafts
from ui.review.sessions import SessionList
from ui.review.sheet import WeekByWeek, figure_row, head, rules_card, title_words, week_card
from ui.review.signer import Signed, Signer

_WIDEST = 900


class PlanDesk(QWidget):
    """A plan with everything that is decided on it. ``state_changed`` when ``state`` says something
    else.
    """

    state_changed = Signal()

    def __init__(self, kit: Kit, file: PlanFile, signer: Signer, drafts: Drafts) -> None:
        super().__init__()
        if file.found.plan is None:
            raise ValueError("only a document with its plan inside can be decided on")
        self.file = file
        self.plan = file.found.plan
        self._kit = kit
        self._signer = signer
        self._drafts = drafts
        self.signed = file.found.signature.state is not SignatureState.NONE
        self.state = ""
        self._path: Path | None = None
        self.sessions = SessionList(self.plan)
        self.form = DecisionForm(kit.memory, kit.today(self.plan.zone))
        self.strip = WeekByWeek(kit.theme, self.plan)
        self.done = _Done()
        self.show_folder = button("Show the folder", self._show_folder)
        self._summary = text("")
        self.sign = button("Sign and save", self._sign, "primary")
        self._foot = QFrame()
        self._again = _banner("What you entered last time is here again. It is not signed yet.", "")
        self._lay_out()
        self._show(file.found.decision)
        self._found = self.decision
        if self.signed or not file.found.genuine:
            self._lock()
        else:
            self._go_on()
        self.sessions.changed.connect(self._settle)
        self.form.changed.connect(self._settle)
        for source in (self.sessions, self.form):
            source.changed.connect(self._keep)
        self.sessions.agree_all.clicked.connect(self._ticked_all)
        self.strip.week_chosen.connect(self._go_to)
        kit.jobs.changed.connect(self._settle)
        self._settle()

    @property
    def decision(self) -> Decision:
        """The decision as entered so far."""
        return replace(self.form.decision, marks=self.sessions.marks)

    def take_keyboard(self) -> None:
        """Put the keyboard on the first session to decide on."""
        for line in self.sessions.lines:
            if line.buttons and not self.signed:
                line.take_keyboard()
                return
        self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, decision: Decision) -> None:
        """Enter a decision that was made, or begun."""
        self.form.show_decision(decision)
        self.sessions.set_marks(dict(decision.marks))

    def _go_on(self) -> None:
        """Enter what was decided last time and not signed."""
        draft = self._drafts.of(self.file.document, tuple(dict(self._found.marks)))
        if draft is not None:
            self._show(draft)
            self._again.show()

    def _keep(self) -> None:
        """Keep what differs from the document for the next time; who decides is no decision yet."""
        made, found = self.decision, self._found
        if (made.verdict, made.marks, made.comments) == (
            found.verdict,
            found.marks,
            found.comments,
        ):
            self._drafts.drop(self.file.document)
        else:
            self._drafts.keep(self.file.document, made)

    def _lock(self) -> None:
        self.sessions.lock()
        self.form.lock()
        self.sign.hide()

    def _ticked_all(self) -> None:
        if self.form.decision.verdict is Verdict.NONE:
            self.form.verdicts[Verdict.TICKED].setChecked(True)

    def _settle(self) -> None:
        """Say what is missing, and offer to sign once nothing is."""
        lacks = self.form.lacks
        said = summary_words(self.decision)
        self.sign.setEnabled(not lacks and self._kit.jobs.running(SLOT) is None)
        self._summary.setText(f"{said} {lacks}".strip() if not self.signed else said)
        state = self._state_words(lacks)
        if state != self.state:
            self.state = state
            self.state_changed.emit()

    def _state_words(self, lacks: str) -> str:
        if not self.file.found.genuine:
            return "not as it was sent"
        if self.file.found.signature.state is SignatureState.INVALID:
            return "changed after it was signed"
        if self.signed:
            return "signed"
        return "not decided yet" if lacks else "not signed yet"

    def _sign(self) -> None:
        self._signer.sign(self.file, self.decision, self._is_signed)

    def _is_signed(self, signed: Signed) -> None:
        self.signed = True
        self._again.hide()
        self._drafts.drop(self.file.document)
        self.form.keep()
        self.done.tell(signed, title_words(self.plan))
        self._path = signed.path
        self.show_folder.show()
        self._lock()
        self._settle()
        self.show_folder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_folder(self) -> None:
        if self._path is not None:
            self._kit.choosers.show_folder(self._path.parent)

    def _go_to(self, week: date) -> None:
        line = self.sessions.in_week(week)
        if line is not None:
            self._area.ensureWidgetVisible(line, 0, self._area.height() // 3)
            line.take_keyboard()

    def _lay_out(self) -> None:
        found = self.file.found
        signed = signed_words(found.signature, self.plan.zone)
        told = [_banner(signed, "good")] if signed else []
        if self.signed or not found.genuine:
            mood = "warn" if found.genuine else "bad"
            told += [_banner(words, mood) for words in (*found.doubts, *found.notes)]
        title = row(text("Sessions", "heading", wrap=False), 1, self.sessions.agree_all)
        keys = " Keys: A agree, C change, up and down to go along."
        hint = text(f"Times of {self.plan.zone.key}.{'' if self.signed else keys}", "muted")
        inside = QWidget()
        inside.setLayout(
            column(
                head(self.plan, found.digest),
                self.done,
                self._again,
                *told,
                figure_row(self.plan),
                week_card(self.strip),
                rules_card(self.plan),
                card(title, hint, self.sessions),
                card(text("Your decision", "heading"), self.form, gap=12),
                1,
                gap=14,
            )
        )
        self._area = scrolling(narrow(inside, _WIDEST))
        line = row(gap=12)
        line.addWidget(self._summary, 1)
        line.addWidget(self.show_folder)
        line.addWidget(self.sign)
        line.setContentsMargins(24, 12, 24, 12)
        self.show_folder.hide()
        self._again.hide()
        self._foot.setLayout(line)
        above = QFrame()
        above.setProperty("role", "line")
        self.setLayout(column(self._area, above, self._foot, gap=0))


class _Done(QFrame):
    """What to do with a plan that was signed."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("mood", "good")
        self._title, self._said = text("", "strong"), text("")
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside = column(self._title, self._said, gap=4)
        inside.setContentsMargins(16, 12, 16, 12)
        self.setLayout(inside)
        role(self, "banner")
        self.hide()

    def tell(self, signed: Signed, whose: str) -> None:
        """Say where it was saved, and which key signed it."""
        self._title.setText(f"Signed and saved as {signed.path.name}")
        self._said.setText(
            f"Send this file back to {whose}. Who gets your signature for the first time asks you "
            f"for the letters of your key: {key_words(signed.fingerprint)}"
        )
        self.setAccessibleName(f"{self._title.text()}. {self._said.text()}")
        self.show()


def summary_words(decision: Decision) -> str:
    """A decision in a line: "Changes are asked for: 2 agreed, 1 to change, 1 left open."; empty
    where nothing was decided.
    """
    if decision.verdict is Verdict.NONE:
        return ""
    outcomes = [decision.outcome(session) for session, _ in decision.marks]
    change = "not agreed" if decision.verdict is Verdict.DECLINED else "to change"
    counts = [
        f"{outcomes.count(mark)} {words}"
        for mark, words in (
            (Mark.AGREE, "agreed"),
            (Mark.CHANGE, change),
            (Mark.NONE, "left open"),
        )
        if mark in outcomes
    ]
    said = verdict_words(decision.verdict)
    return f"{said}: {', '.join(counts)}." if counts else f"{said}."


def _banner(words: str, mood: str) -> QFrame:
    made = card(text(words), look="banner")
    made.setProperty("mood", mood)
    made.setAccessibleName(words)
    return made

"""The best plan for the placement: asked for, looked at, accepted as a whole or put away."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QProgressBar, QVBoxLayout, QWidget

from planner.finding import BestPlan, Offer, Status
from planner.model.words import hours_words, span_words
from planner.workspace import BookPlan
from ui.build import button, column, emptied, row, text
from ui.kit import Kit
from ui.plan.content import best_words
from ui.plan.questions import best_plan_work

SLOT = "best plan"
ALL = "Accept all"


class BestPlanCard(QFrame):
    """Makes the plan off the window's thread and previews it; ``previewed`` carries its offers
    (none once it is accepted or dismissed), ``offer_looked_at`` one that was pressed in the list.
    """

    previewed = Signal(object)
    offer_looked_at = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("role", "quiet-card")
        self._kit = kit
        self._purpose = ""
        self._offers: tuple[Offer, ...] = ()
        self._said = text("", "muted")
        self.make = button("Preview the best plan", self.start)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Making the best plan")
        self.cancel = button("Cancel", self._cancel)
        self._working = _box(column(self._progress, row(self.cancel, 1)))
        self.accept = button(ALL, self._accept, "primary")
        self.dismiss = button("Dismiss", self.put_away)
        self._boxes: list[QCheckBox] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._preview = _box(column(row(self.accept, self.dismiss, 1), self._list))
        inside = column(
            text("Best plan for the placement", "strong"),
            self._said,
            row(self.make, 1),
            self._working,
            self._preview,
        )
        inside.setContentsMargins(12, 12, 12, 12)
        self.setLayout(inside)
        self._idle()

    @property
    def boxes(self) -> tuple[QCheckBox, ...]:
        """One box for each offer of the preview: ticked, it is accepted with the others."""
        return tuple(self._boxes)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The offers of the plan in preview, none where there is none."""
        return self._offers

    def show_purpose(self, purpose: str) -> None:
        """What the sessions will be for."""
        self._purpose = purpose

    def freshen(self) -> None:
        """The plan was made for what was stored before: put it away and say what is to be found."""
        self._kit.jobs.cancel(SLOT)
        if self._offers:
            self.put_away()
        else:
            self._idle()

    def start(self) -> None:
        """Make the plan."""
        work = best_plan_work(self._kit.ask, self._kit.now())
        if work is None:
            return
        self._said.setText("Looking at every way to fill the hours…")
        self._turn(working=True)
        self._kit.jobs.start(
            SLOT,
            "Making the best plan…",
            lambda cancelled, _: work(cancelled),
            self._made,
            self._failed,
        )

    def put_away(self) -> None:
        """Put the preview away; nothing was booked."""
        self._offers = ()
        self._idle()
        self.previewed.emit(())

    def _made(self, plan: BestPlan | None) -> None:
        self._offers = plan.sessions if plan else ()
        if plan is None or not plan.sessions:
            self._idle()
            self._said.setText(
                "No further session fits: the rota leaves no time that keeps every rule."
            )
            return
        self._said.setText(best_words(plan.sessions, plan.status is Status.OPTIMAL))
        self._fill()
        self._turn(preview=True)
        self.previewed.emit(plan.sessions)
        self.accept.setFocus()

    def _failed(self, error: Exception) -> None:
        self._idle()
        self._kit.tell(error)

    def _cancel(self) -> None:
        self._kit.jobs.cancel(SLOT)
        self._idle()

    def _accept(self) -> None:
        offers = self._offers
        ticked = [offer for offer, box in zip(offers, self._boxes, strict=True) if box.isChecked()]
        self._offers = ()
        if self._kit.controller.do(BookPlan(tuple(ticked), self._purpose)) is None:
            self._offers = offers
            return
        self._idle()
        self.previewed.emit(())

    def _idle(self) -> None:
        allowance = self._kit.ask.allowance()
        to_find = allowance.to_find if allowance else 0.0
        if to_find > 0:
            self._said.setText(
                f"Fills the remaining {hours_words(to_find)}, every rule kept. You look before "
                "anything is booked."
            )
        else:
            self._said.setText("Every hour of the allowance is planned.")
        self._turn()
        self.make.setEnabled(to_find > 0)

    def _turn(self, *, working: bool = False, preview: bool = False) -> None:
        self.make.setVisible(not working and not preview)
        self._working.setVisible(working)
        self._preview.setVisible(preview)

    def _fill(self) -> None:
        emptied(self._list)
        self._boxes = []
        zone = self._kit.zone
        if zone is None:
            return
        for offer in self._offers:
            words = span_words(offer.span, zone) + (" · cover" if offer.needs_cover else "")
            line = button(words, partial(self.offer_looked_at.emit, offer), "quiet")
            box = QCheckBox()
            box.setChecked(True)
            box.setAccessibleName(f"Accept {words}")
            box.toggled.connect(lambda _: self._count())
            self._boxes.append(box)
            self._list.addLayout(row(box, line, 1, gap=4))
        self._count()

    def _count(self) -> None:
        """Say on the button what it accepts."""
        ticked = sum(box.isChecked() for box in self._boxes)
        whole = ticked == len(self._boxes)
        self.accept.setText(ALL if whole else f"Accept {ticked} of {len(self._boxes)}")
        self.accept.setEnabled(ticked > 0)


def _box(layout: QVBoxLayout) -> QWidget:
    box = QWidget()
    box.setLayout(layout)
    return box

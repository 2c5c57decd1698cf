"""The page for supervisors: plans that were sent to them, one after the other."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QWidget,
)

from planner.agreement.signing.cabinet import KeyCabinet
from planner.agreement.wording import one_line
from planner.feeds import SystemKeyring
from ui.agree.incoming import PlanFile
from ui.build import button, column, narrow, row, text
from ui.kit import Kit
from ui.review.desk import PlanDesk
from ui.review.drafts import Drafts
from ui.review.sheet import title_words
from ui.review.signer import Signer

_LETTERS = 30


class ReviewPage(QWidget):
    """Plans to decide on, with the one that was chosen. ``open_asked`` asks for documents."""

    open_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._signer = Signer(kit, KeyCabinet(SystemKeyring(), kit.folder, kit.now), self)
        self._drafts = Drafts(kit.memory, kit.now().date(), self)
        self.open = button("Open plans…", self.open_asked.emit, "primary")
        self.open_more = button("Open plans…", self.open_asked.emit)
        self.list = QListWidget()
        self.list.setProperty("role", "contents")
        self.list.setAccessibleName("Plans to review")
        self.list.setWordWrap(True)
        self.list.setFixedWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        self.list.currentRowChanged.connect(self._chosen)
        self._desks = QStackedWidget()
        self._empty = self._nothing_yet()
        self._full = QWidget()
        self._full.setLayout(self._beside())
        self._shown = QStackedWidget()
        self._shown.addWidget(self._empty)
        self._shown.addWidget(self._full)
        self.setLayout(column(self._shown))

    @property
    def signer(self) -> Signer:
        """Signs for this page."""
        return self._signer

    @property
    def desk(self) -> PlanDesk | None:
        """The plan on view, None where none is open."""
        shown = self._desks.currentWidget()
        return shown if isinstance(shown, PlanDesk) else None

    def take_in(self, files: Iterable[PlanFile]) -> None:
        """Add plans and show the first of them; one that is open already is only shown."""
        places = [self._place_of(file) for file in files]
        if places:
            self._shown.setCurrentWidget(self._full)
            self.list.setCurrentRow(places[0])
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Put the keyboard on the next step."""
        if self.desk is not None:
            self.desk.take_keyboard()
        else:
            self.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_of(self, file: PlanFile) -> int:
        """The place of a plan in the list, where it is put if it is not there."""
        for place in range(self._desks.count()):
            desk = self._desks.widget(place)
            if isinstance(desk, PlanDesk) and desk.file.document == file.document:
                return place
        desk = PlanDesk(self._kit, file, self._signer, self._drafts)
        item = QListWidgetItem()
        self._desks.addWidget(desk)
        self.list.addItem(item)
        _tell(item, desk)
        desk.state_changed.connect(lambda: _tell(item, desk))
        return self.list.count() - 1

    def _chosen(self, place: int) -> None:
        self._desks.setCurrentIndex(place)
        if self.desk is not None and not self.desk.signed:
            self.desk.form.recall()

    def _beside(self) -> QHBoxLayout:
        """The list with the plan that was chosen."""
        left = column(text("Plans to review", "heading"), self.list, self.open_more)
        left.setContentsMargins(16, 16, 12, 12)
        upright = QFrame()
        upright.setProperty("role", "upright")
        whole = row(gap=0)
        whole.addLayout(left)
        whole.addWidget(upright)
        whole.addWidget(self._desks, 1)
        return whole

    def _nothing_yet(self) -> QWidget:
        """What the page is for, and the one next step."""
        begun = _begun_words(len(self._drafts))
        inside = QWidget()
        inside.setLayout(
            column(
                text("Review", "title"),
                text(
                    "Look at the plans that doctors in training sent you, agree their sessions or "
                    "ask for changes, and sign. The signed plan is saved beside the one you "
                    "opened, to be sent back."
                ),
                *([text(begun, "strong")] if begun else []),
                row(self.open, 1),
                text("Or drop the PDF files on the window.", "muted"),
                1,
                gap=14,
            )
        )
        return narrow(inside)


def _begun_words(count: int) -> str:
    plans, it = ("a plan", "it") if count == 1 else (f"{count} plans", "them")
    begun = f"You began to decide on {plans} and did not sign: open {it} again to go on."
    return begun if count else ""


def _tell(item: QListWidgetItem, desk: PlanDesk) -> None:
    """Say whose plan it is, and how far it has come."""
    title = one_line(desk.plan.placement.title)
    parts = [title_words(desk.plan), title, desk.state]
    item.setText("\n".join(dict.fromkeys(part for part in parts if part)))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(parts))
    item.setToolTip(str(desk.file.path))

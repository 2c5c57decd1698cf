"""The first page: what the program is for, and the one next step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from ui.build import button, card, column, narrow, row, scrolling, text
from ui.kit import Kit

POINTS = (
    (
        "calendar",
        "It reads your rota",
        "Nights, leave, zero days, on-call: as your rota calls them.",
    ),
    (
        "shield-check",
        "It finds the time that is really there",
        "Rest and working-time rules kept, every reason said.",
    ),
    (
        "file-down",
        "It makes the plan to agree",
        "One PDF for your supervisor, and entries for your calendar.",
    ),
)


class WelcomePage(QWidget):
    """Shown before there is a rota; asks for one and offers a sample."""

    open_asked = Signal()
    sample_asked = Signal()
    feed_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._pictures: dict[str, QLabel] = {}
        self.open = button("Open a rota…", self.open_asked.emit, "primary")
        self.sample = button("Try the sample", self.sample_asked.emit)
        self.feed = button("Add a feed address…", self.feed_asked.emit)
        self.open.setDefault(True)
        inside = QWidget()
        inside.setLayout(
            column(
                1,
                text("Find and book the protected time your rota leaves", "title"),
                text(
                    "For leadership and quality improvement: open your rota, see where time lies "
                    "that no rule and no shift needs, book it, and send the plan.",
                    "muted",
                ),
                card(
                    text("Drop your rota here", "heading"),
                    text(
                        "Any calendar file (.ics) that your rota system exports, or a spreadsheet "
                        "(.xlsx, .xls, .ods, .csv); several at once if you like. It stays on this "
                        "computer.",
                        "muted",
                    ),
                    row(self.open, self.feed, self.sample, 1),
                    look="quiet-card",
                    gap=12,
                ),
                *[self._point(*point) for point in POINTS],
                2,
                gap=20,
            )
        )
        self.setLayout(column(scrolling(narrow(inside, 620))))
        self._tint()
        kit.theme.changed.connect(self._tint)

    def _point(self, icon: str, what: str, how: str) -> QWidget:
        picture = QLabel()
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pictures[icon] = picture
        whole = QWidget()
        line = row(picture, column(text(what, "strong"), text(how, "muted"), gap=2), gap=14)
        line.setStretch(1, 1)
        whole.setLayout(line)
        return whole

    def _tint(self) -> None:
        size = round(self.fontMetrics().height() * 1.3)
        for name, picture in self._pictures.items():
            icon = self._kit.icons.icon(name)
            picture.setPixmap(icon.pixmap(size, size))

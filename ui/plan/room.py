"""What of My plan is seen where the window has no room for all of it: small screens, large text."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ui.plan.header import PlanHeader

_STRIP_FROM, _ALLOWANCE_FROM = 30, 22
"""Heights of the page, in lines of text, from which the bars below and above are seen."""


class Room:
    """Gives the hours of the calendar room: the bars around it go from a low page, and on a narrow
    one calendar and panel take turns.
    """

    def __init__(
        self, header: PlanHeader, allowance: QWidget, views: QWidget, panel: QWidget, strip: QWidget
    ) -> None:
        self._header = header
        self._allowance = allowance
        self._views = views
        self._panel = panel
        self._strip = strip
        self._narrow = False
        self._at_panel = False

    @property
    def holds_both(self) -> bool:
        """Whether calendar and panel stand beside each other."""
        return not self._narrow

    def fit(self, size: QSize) -> None:
        """The page has another size."""
        line = self._header.fontMetrics().height()
        self._strip.setVisible(size.height() >= _STRIP_FROM * line)
        roomy = size.height() >= _ALLOWANCE_FROM * line
        self._allowance.setVisible(roomy)
        self._header.show_title(seen=roomy)
        least = self._views.minimumSizeHint().width() + self._panel.minimumWidth()
        self._narrow = size.width() < least
        self._take_turns()

    def to_panel(self) -> None:
        """The panel is wanted."""
        self._turn(at_panel=True)

    def to_calendar(self) -> None:
        """The calendar is wanted."""
        self._turn(at_panel=False)

    def _turn(self, *, at_panel: bool) -> None:
        self._at_panel = at_panel
        self._take_turns()

    def _take_turns(self) -> None:
        self._views.setVisible(not (self._narrow and self._at_panel))
        self._panel.setVisible(self._at_panel or not self._narrow)

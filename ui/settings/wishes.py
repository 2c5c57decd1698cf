"""What the doctor would rather have: days, half days, days off."""

from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from planner.model.placement import Half, Preferences
from ui.build import Picker, column, field, row, text

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
HALVES = {None: "Either", Half.MORNING: "Mornings", Half.AFTERNOON: "Afternoons"}
DAYS_OFF = {
    None: "As the scheme has it",
    True: "Use them as any other day",
    False: "Keep them free",
}


class WeekdayBoxes(QWidget):
    """Some of the days from Monday to Friday."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.boxes = tuple(QCheckBox(day) for day in DAYS)
        for box in self.boxes:
            box.setAccessibleName(f"{words}: {box.text()}")
        self.setLayout(row(*self.boxes, 1, gap=10))

    def chosen(self) -> frozenset[int]:
        """The days that are ticked; 0 is Monday."""
        return frozenset(day for day, box in enumerate(self.boxes) if box.isChecked())

    def show_days(self, days: frozenset[int]) -> None:
        """Tick these days."""
        for day, box in enumerate(self.boxes):
            box.setChecked(day in days)


class WishesBox(QFrame):
    """Preferences, which choose among times that are as good otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.weekdays = WeekdayBoxes("Days you prefer")
        self.half = Picker()
        for half, words in HALVES.items():
            self.half.addItem(words, half)
        self.kept_free = WeekdayBoxes("Never on")
        self.days_off = Picker()
        for use, words in DAYS_OFF.items():
            self.days_off.addItem(words, use)
        self.setLayout(
            column(
                text("What you prefer", "strong"),
                field("Days you prefer", self.weekdays),
                field("Never on", self.kept_free),
                row(
                    field("Half of the day", self.half),
                    field("Days without an entry in the rota", self.days_off),
                    gap=12,
                ),
            )
        )

    def show_preferences(self, prefers: Preferences) -> None:
        """Put preferences into the form."""
        self.weekdays.show_days(prefers.weekdays)
        self.kept_free.show_days(prefers.kept_free)
        self.half.setCurrentIndex(list(HALVES).index(prefers.half))
        self.days_off.setCurrentIndex(list(DAYS_OFF).index(prefers.days_off))

    def preferences(self) -> Preferences:
        """What stands in the form."""
        return Preferences(
            weekdays=self.weekdays.chosen(),
            half=list(HALVES)[self.half.currentIndex()],
            kept_free=self.kept_free.chosen(),
            days_off=list(DAYS_OFF)[self.days_off.currentIndex()],
        )

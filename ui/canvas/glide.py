"""Scrolling that glides, where the system lets things move."""

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QVariantAnimation
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QScrollBar

_LASTS = 140
_NOTCH = 120


class Glide(QObject):
    """Takes a scroll bar to where a wheel wants it: at once for touch pads, which are smooth by
    themselves, and where the system has animations turned off.
    """

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._target = 0
        self._move = QVariantAnimation(self)
        self._move.setDuration(_LASTS)
        self._move.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._move.valueChanged.connect(self._step)

    @property
    def moving(self) -> bool:
        """Whether it is on its way."""
        return self._move.state() == QAbstractAnimation.State.Running

    def wheel(self, event: QWheelEvent) -> None:
        """Scroll as a wheel or a touch pad asks."""
        pixels = event.pixelDelta().y()
        if pixels:
            self.to(self._bar.value() - pixels, at_once=True)
            return
        notches = event.angleDelta().y() / _NOTCH
        start = self._target if self.moving else self._bar.value()
        self.to(round(start - notches * self._bar.singleStep() * 2))

    def to(self, value: int, *, at_once: bool = False) -> None:
        """Go to a value."""
        self._target = min(max(value, self._bar.minimum()), self._bar.maximum())
        self._move.stop()
        if at_once or self._is_still():
            self._step(self._target)
            return
        self._move.setStartValue(self._bar.value())
        self._move.setEndValue(self._target)
        self._move.start()

    def _is_still(self) -> bool:
        """Whether the system is to show no movement."""
        # A class of many enumerations, and nothing glides at the start.
        from PySide6.QtWidgets import QStyle  # noqa: PLC0415

        return not self._bar.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)

    def _step(self, value: object) -> None:
        self._bar.setValue(int(str(value)))

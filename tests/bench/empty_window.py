"""The floor for any Qt program in Python: a bare window, timed from the start of the process.

Prints milliseconds as `main.py --quit-after-paint` does, by the same clock.
"""

import time

STARTED = time.perf_counter()

from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: E402 - the clock starts before the imports

from ui.firstpaint import FirstPaint, seconds_since_start  # noqa: E402


def done() -> None:
    print(f"{seconds_since_start(STARTED) * 1000:.0f}")  # noqa: T201 - its answer
    QApplication.quit()


app = QApplication([])
window = QMainWindow()
FirstPaint(window).painted.connect(done)
window.show()
raise SystemExit(app.exec())

"""What every test shares."""

import os

# Windows are painted into memory unless somebody wants to watch: QT_QPA_PLATFORM=xcb make test.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

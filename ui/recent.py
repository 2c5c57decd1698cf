"""The rotas that were opened last, in the menu."""

import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from planner.resources import resource
from ui.memory import Memory

REMEMBERED = 8
_NAME = "recent"

Rota = tuple[Path, ...]
"""The files that were opened as one rota."""


class RecentMenu(QMenu):
    """Offers what was opened last; ``chosen`` carries the files of a rota.

    It stands before ``action`` in the menu of ``bar`` that holds that. What ships with the program
    is not remembered.
    """

    chosen = Signal(object)

    def __init__(self, memory: Memory, bar: QMenuBar, action: QAction) -> None:
        super().__init__("Open re&cent", bar)
        self._memory = memory
        self.setToolTipsVisible(True)
        for each in bar.findChildren(QMenu):
            if action in each.actions():
                each.insertMenu(action, self)
        self._fill()

    def rotas(self) -> tuple[Rota, ...]:
        """What is offered, that of the last time first."""
        try:
            kept = json.loads(self._memory.text(_NAME, "[]"))
            found = [tuple(Path(name) for name in rota) for rota in kept if isinstance(rota, list)]
        except (ValueError, TypeError):
            return ()
        return tuple(rota for rota in found if rota)

    def remember(self, paths: Sequence[Path]) -> None:
        """Offer these files first from now on."""
        rota = tuple(path.absolute() for path in paths)
        if rota and not any(resource() in path.parents for path in rota):
            self._keep([rota, *(other for other in self.rotas() if other != rota)])

    def forget(self) -> None:
        """Offer nothing any more."""
        self._keep([])

    def _keep(self, rotas: Sequence[Rota]) -> None:
        kept = [[str(path) for path in rota] for rota in rotas[:REMEMBERED]]
        self._memory.keep(_NAME, json.dumps(kept, ensure_ascii=False))
        self._fill()

    def _fill(self) -> None:
        self.clear()
        rotas = self.rotas()
        for number, rota in enumerate(rotas, 1):
            # "&" in a name would become a mnemonic.
            offered = self.addAction(f"&{number}  {words(rota).replace('&', '&&')}")
            offered.setToolTip("\n".join(str(path) for path in rota))
            offered.triggered.connect(lambda _=False, rota=rota: self._choose(rota))
        self.addSeparator()
        self.addAction("Forget these").triggered.connect(lambda _=False: self.forget())
        self.menuAction().setEnabled(bool(rotas))

    def _choose(self, rota: Rota) -> None:
        if not all(path.exists() for path in rota):
            # Whoever reads it says that it is gone; it is not offered again.
            self._keep([other for other in self.rotas() if other != rota])
        self.chosen.emit(rota)


def words(rota: Rota) -> str:
    """What a rota is called in the menu: its first file, and the folder to tell it from others."""
    first, *others = rota
    more = f" and {len(others)} more" if others else ""
    return f"{first.name}{more}  ({first.parent.name or first.parent})"

"""The menu bar: every action once, with its words and its keys."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

KEYS = {
    "open": ("&Open a rota…", "Ctrl+I"),
    "export": ("&Export plan…", "Ctrl+E"),
    "returned": ("Open p&lans…", "Ctrl+R"),
    "sent": ("Plans &sent…", "Ctrl+Shift+E"),
    "print": ("&Print the rota report…", "Ctrl+P"),
    "quit": ("&Quit", "Ctrl+Q"),
    "undo": ("&Undo", "Ctrl+Z"),
    "redo": ("&Redo", "Ctrl+Shift+Z"),
    "find": ("&Find time", "Ctrl+F"),
    "repair": ("Re&pair the plan", "Ctrl+Shift+F"),
    "plan": ("&My plan", "Ctrl+1"),
    "rota": ("&Rota", "Ctrl+2"),
    "rules": ("&Working-time rules", "Ctrl+3"),
    "review": ("Re&view", "Ctrl+4"),
    "settings": ("&Settings", "Ctrl+5"),
    "as_week": ("As a &week", "1"),
    "as_month": ("As a m&onth", "2"),
    "as_placement": ("As a p&lacement", "3"),
    "as_list": ("As a l&ist", "4"),
    "previous": ("&Previous", "Alt+Left"),
    "next": ("&Next", "Alt+Right"),
    "today": ("&Today", "T"),
    "help": ("&Help", "F1"),
    "keys": ("&Keyboard shortcuts", "Ctrl+K"),
    "about": ("&About Leadtime", ""),
}

VIEW_ACTIONS = (
    "as_week",
    "as_month",
    "as_placement",
    "as_list",
    "previous",
    "next",
    "today",
)
"""What is done on the calendar of My plan only."""

MENUS = {
    "&File": ("open", "export", "returned", "sent", "", "print", "", "quit"),
    "&Edit": ("undo", "redo", "", "find", "repair"),
    "&View": ("plan", "rota", "rules", "review", "settings", "", *VIEW_ACTIONS),
    "&Help": ("help", "keys", "", "about"),
}


class Actions(QObject):
    """The actions by name, put into menus; who owns the window connects them."""

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._actions: dict[str, QAction] = {}
        for name, (words, keys) in KEYS.items():
            action = QAction(words, self)
            # What the help lists: the menu's own words change with what can be undone.
            action.setIconText(words)
            action.setShortcut(QKeySequence(keys))
            self._actions[name] = action
        self._actions["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        for title, names in MENUS.items():
            menu = QMenu(title, bar)
            bar.addMenu(menu)
            for name in names:
                if name:
                    menu.addAction(self._actions[name])
                else:
                    menu.addSeparator()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def all(self) -> tuple[QAction, ...]:
        """Every action, in the order of the menus."""
        return tuple(self._actions.values())

    def show_history(self, undo: str | None, redo: str | None) -> None:
        """Put what undo and redo would do into their words."""
        for name, words in (("undo", undo), ("redo", redo)):
            action = self._actions[name]
            # "&" in a label would become a mnemonic.
            said = f" {words}".replace("&", "&&") if words else ""
            action.setText(KEYS[name][0] + said)
            action.setEnabled(words is not None)

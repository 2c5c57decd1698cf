"""The help window: a search over keys and pages, beside the work and never in its way."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QWidget,
)

from ui.build import button, column, field, line_entry, row, sized, text
from ui.help.keys import KEYS, Shortcut
from ui.help.pages import load_pages

SIZE = (118, 36)
"""Width and height at first, in letters and lines."""

_LINE_HEIGHT = 125.0
_KEYS_TITLE = "Keyboard shortcuts"
_ID = Qt.ItemDataRole.UserRole

_COLUMNS = ("Keys", "What they do", "Where")


class KeyTable(QTableWidget):
    """The keys, one line for each thing they do."""

    def __init__(self, shortcuts: Sequence[Shortcut]) -> None:
        super().__init__(0, len(_COLUMNS))
        self._shortcuts = tuple(shortcuts)
        self.setHorizontalHeaderLabels(_COLUMNS)
        self.setAccessibleName(_KEYS_TITLE)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        # They share what room there is, and go on to another line on a small screen.
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        lines = self.verticalHeader()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.look_for([])

    @property
    def shown(self) -> tuple[Shortcut, ...]:
        """The shortcuts that are listed now."""
        return self._shown

    def look_for(self, words: list[str]) -> None:
        """List the shortcuts in which these words stand, all of them where there are no words."""
        self._shown = tuple(each for each in self._shortcuts if each.has(words))
        self.setRowCount(len(self._shown))
        for line, each in enumerate(self._shown):
            for place, words_of in enumerate((each.shown, each.words, each.where)):
                item = QTableWidgetItem(words_of)
                if place == 0:
                    font = item.font()
                    font.setWeight(QFont.Weight.DemiBold)
                    item.setFont(font)
                self.setItem(line, place, item)


class HelpDialog(QDialog):
    """Pages on the left, the one that is chosen on the right; typing finds.

    ``shortcuts`` are those of the window's own actions and surfaces, so that the list is what the
    keys do.
    """

    def __init__(self, shortcuts: Sequence[Shortcut], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Leadtime help")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pages = {page.id: page for page in load_pages()}
        self.search = line_entry("A word or a key")
        self.search.setClearButtonEnabled(True)
        self.contents = QListWidget()
        self.contents.setAccessibleName("Help pages")
        self.contents.setProperty("role", "contents")
        self.keys = KeyTable(shortcuts)
        self.text = QTextBrowser()
        self.text.setProperty("role", "reading")
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        self._nothing = text("Nothing of that stands in the help. Try another word.", "muted")
        self._right = QStackedWidget()
        for each in (self.text, self.keys, self._nothing):
            self._right.addWidget(each)
        left = QWidget()
        left.setLayout(column(field("Find in help", self.search), self.contents, gap=10))
        left.setFixedWidth(self.fontMetrics().averageCharWidth() * 38)
        line = row(left, self._right, gap=16)
        line.setStretch(1, 1)
        inside = column(line, row(1, button("Close", self.reject)), gap=12)
        inside.setContentsMargins(16, 16, 16, 12)
        self.setLayout(inside)
        self.search.textChanged.connect(self._find)
        self.contents.currentItemChanged.connect(self._turn)
        self._find("")
        metrics = self.fontMetrics()
        sized(self, metrics.averageCharWidth() * SIZE[0], metrics.lineSpacing() * SIZE[1])
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def page(self) -> str:
        """The id of the page on view, "" where nothing was found."""
        line = self.contents.currentRow()
        return self.found[line] if line >= 0 else ""

    @property
    def found(self) -> tuple[str, ...]:
        """The ids of the pages in which stands what is looked for."""
        return tuple(
            str(self.contents.item(line).data(_ID)) for line in range(self.contents.count())
        )

    def show_page(self, page: str) -> None:
        """Turn to a page by its id."""
        self.search.clear()
        self.contents.setCurrentRow(self.found.index(page))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # From the search the arrows lead through what was found; Enter chooses nothing there.
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.search.hasFocus():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            last = self.contents.count() - 1
            self.contents.setCurrentRow(min(max(self.contents.currentRow() + step, 0), last))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.search.hasFocus():
            shown = self.keys if self.page == KEYS else self.text
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _find(self, typed: str) -> None:
        words = typed.casefold().split()
        before = self.page
        self.keys.look_for(words)
        found = [(page.id, page.title) for page in self._pages.values() if page.has(words)]
        if self.keys.shown:
            found.insert(len(found) if words and found else 1, (KEYS, _KEYS_TITLE))
        self._list(sorted(found, key=lambda entry: _rank(entry, words)))
        ids = self.found
        self.contents.setCurrentRow(ids.index(before) if before in ids and not words else 0)
        if not ids:
            self._right.setCurrentWidget(self._nothing)

    def _list(self, found: Sequence[tuple[str, str]]) -> None:
        self.contents.blockSignals(True)
        self.contents.clear()
        for name, title in found:
            item = QListWidgetItem(title)
            item.setData(_ID, name)
            self.contents.addItem(item)
        self.contents.blockSignals(False)

    def _turn(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        name = str(item.data(_ID))
        if name == KEYS:
            self._right.setCurrentWidget(self.keys)
            return
        self.text.setMarkdown(self._pages[name].body)
        _set_for_reading(self.text.document())
        self.text.setAccessibleName(self._pages[name].title)
        self._right.setCurrentWidget(self.text)

    def _follow(self, link: QUrl) -> None:
        """A link names a page; nothing leads out of the program."""
        if link.toString() in (*self._pages, KEYS):
            self.show_page(link.toString())


def _rank(entry: tuple[str, str], words: list[str]) -> bool:
    """Pages that have it in the title come first, the others stay in their order."""
    return not all(word in entry[1].casefold() for word in words)


def _set_for_reading(document: QTextDocument) -> None:
    """More room between the lines, and the bold of the rest of the window."""
    whole = QTextCursor(document)
    whole.select(QTextCursor.SelectionType.Document)
    block = QTextBlockFormat()
    block.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    whole.mergeBlockFormat(block)
    # Markdown asks for a bold that Inter is not shipped in; Qt would smear the regular one.
    weight = QTextCharFormat()
    weight.setFontWeight(QFont.Weight.DemiBold)
    line = document.begin()
    while line.isValid():
        for part in line.textFormats():
            if part.format.fontWeight() > QFont.Weight.DemiBold:
                whole.setPosition(line.position() + part.start)
                end = whole.position() + part.length
                whole.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                whole.mergeCharFormat(weight)
        line = line.next()

"""The table of the terms of one vocabulary: words are edited in their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QStyleOptionViewItem, QTableWidget, QTableWidgetItem, QWidget

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon
from memoircat.desktop.theme.model_index import Index
from memoircat.desktop.theme.rows import RowDelegate
from memoircat.desktop.theme.tokens import FONT_BODY, FONT_MEANING, GRID, ICON_SMALL, MEDIUM, ROOMY_TEXT, ROW_GRID
from memoircat.messages import LANGUAGES, Language
from memoircat.records.known_terms import protection_of
from memoircat.records.vocabularies import Term

_CODE, _IN_USE, _USES = (len(LANGUAGES) + n for n in range(3))
# px at 100 %
_WIDTHS: Final = (150, 190, 190, 172, 72, 76)  # of the columns
_HEAD_LEFT: Final = 11  # padding of heads, so that they begin where the words do
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _WordDelegate(RowDelegate):
    """Edits a word in its cell, in the size that it is shown in."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(look, parent, height=ROW_GRID)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line for the word."""
        line = QLineEdit(parent)
        line.setObjectName("term-word")
        line.setFont(self.look.font(FONT_BODY))
        line.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        return line

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """The line covers the cell."""
        editor.setGeometry(option.rect)


class TermTable(QTableWidget):
    """Rows of terms. A word that could not be saved stays in its cell, marked, until it is corrected or put back."""

    word_edited = Signal(str, str, str)  # code, language, the word typed
    add_requested = Signal()
    move_requested = Signal(int)  # the current term, up (-1) or down (1)
    use_toggled = Signal()  # the current term: take it out of use, or use it again
    remove_requested = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(0, len(_WIDTHS))
        self._look = look
        self._filling = False
        self._vocabulary = ""
        self._codes: list[str] = []
        self._refused: dict[tuple[str, Language], str] = {}
        heads = ["日本語", "English", "Русский", self.tr("Code"), self.tr("In use"), self.tr("Uses")]
        for column, words in enumerate(heads):
            side = Qt.AlignmentFlag.AlignRight if column == _USES else Qt.AlignmentFlag.AlignLeft
            item = QTableWidgetItem(words)
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self.setHorizontalHeaderItem(column, item)
        self.setObjectName("terms")
        self.setAccessibleName(self.tr("Terms"))
        self.setFont(look.font(FONT_BODY))
        self.setItemDelegate(_WordDelegate(look, self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        triggers = QTableWidget.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.px(ROW_GRID))
        head = self.horizontalHeader()
        head.setFont(look.font(FONT_MEANING, MEDIUM))
        head.setHighlightSections(False)
        head.setStyleSheet(f"QHeaderView::section {{ padding: 0 {look.px(GRID)}px 0 {look.px(_HEAD_LEFT)}px }}")
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, look.px(width))
            if look.scale <= ROOMY_TEXT and column < len(LANGUAGES):
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.itemChanged.connect(self._edited)

    # Showing ---------------------------------------------------------------------------------------------------

    def show_terms(self, vocabulary: str, terms: Sequence[Term], counted: Mapping[str, int] | None) -> None:
        """Show the terms of a vocabulary; the current one stays so. ``counted``: uses by code, None: not known yet."""
        current, row, column = self.current_code(), max(0, self.currentRow()), max(0, self.currentColumn())
        if vocabulary != self._vocabulary:
            self._refused.clear()
            current, row, column = "", 0, LANGUAGES.index(self._look.language)
        self._filling = True
        self._vocabulary, self._codes = vocabulary, [term.code for term in terms]
        self.setRowCount(len(terms))
        for number, term in enumerate(terms):
            self._fill(number, term, None if counted is None else counted.get(term.code, 0))
        self._filling = False
        if terms:
            row = self._codes.index(current) if current in self._codes else min(row, len(terms) - 1)
            self.setCurrentCell(row, column)

    def mark(self, code: str) -> None:
        """Go to a term."""
        if code in self._codes:
            self.setCurrentCell(self._codes.index(code), max(0, self.currentColumn()))

    def current_code(self) -> str:
        """The code of the current term; empty where there is none."""
        return self._codes[self.currentRow()] if 0 <= self.currentRow() < len(self._codes) else ""

    def _fill(self, row: int, term: Term, uses: int | None) -> None:
        for column, language in enumerate(LANGUAGES):
            stored: str = getattr(term.label, language)
            refused = self._refused.get((term.code, language))
            ink = "problem" if refused is not None else "text" if term.in_use else "text3"
            self._put(row, column, stored if refused is None else refused, ink, editable=True)
        code = self._put(row, _CODE, term.code, "text2")
        protected = protection_of(term.vocabulary, term.code) is not None
        code.setIcon(icon("lock", self._look.tokens.text2, self._look.px(ICON_SMALL)) if protected else QIcon())
        self._put(row, _IN_USE, self.tr("yes") if term.in_use else self.tr("no"), "text" if term.in_use else "text3")
        number = self._put(row, _USES, "…" if uses is None else f"{uses:,}", "text2" if uses else "text3")
        number.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _put(self, row: int, column: int, text: str, ink: str, *, editable: bool = False) -> QTableWidgetItem:
        existing = self.item(row, column)
        item = existing or QTableWidgetItem()
        if existing is None:
            item.setFlags(item.flags() if editable else item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            self.setItem(row, column, item)
        item.setText(text)
        item.setToolTip(text)
        item.setForeground(self._look.colour(ink))
        return item

    # Editing ---------------------------------------------------------------------------------------------------

    def _edited(self, item: QTableWidgetItem) -> None:
        if not self._filling and item.column() < len(LANGUAGES):
            self.word_edited.emit(self._codes[item.row()], LANGUAGES[item.column()], item.text())

    def keep_refused(self, code: str, language: Language, word: str) -> None:
        """Leave a word that could not be saved where it was typed, marked."""
        self._refused[code, language] = word

    def forget_refused(self, code: str, language: Language) -> None:
        """Remove the mark: the word of this cell was saved."""
        self._refused.pop((code, language), None)

    def put_back(self) -> bool:
        """Give up all words that could not be saved; False where there are none. The terms must be shown again then."""
        had_refused = bool(self._refused)
        self._refused.clear()
        return had_refused

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert, Delete, Space and Alt with the arrows are for the current term; Enter edits the word."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        key = event.key()
        if key == Qt.Key.Key_Insert:
            self.add_requested.emit()
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_requested.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif not self.current_code():
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Delete:
            self.remove_requested.emit()
        elif key == Qt.Key.Key_Space:
            self.use_toggled.emit()
        elif key in _ENTER:
            if self.currentColumn() < len(LANGUAGES):
                self.editItem(self.currentItem())
        else:
            super().keyPressEvent(event)

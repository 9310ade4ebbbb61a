"""The editors of single values, one class for each kind of field.

An editor shows a text and gives a text back; what the text means, and saving it, are up to its owner.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from memoircat.desktop.composing import with_composed
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.theme.tokens import CONTROL, FONT_BODY, ICON
from memoircat.desktop.widgets.keys import ENTER, is_undo
from memoircat.messages import Language
from memoircat.records.declare import Field, Kind
from memoircat.records.naming import BETWEEN, NewRecord, code_in
from memoircat.records.registry import RECORD_TYPES
from memoircat.records.vocabularies import Vocabularies

LookUp = Callable[[tuple[str, ...], str], list[tuple[int, str, str]]]  # types, text → id, code and label of records

# Pixels at 100 %
_LINE: Final = 20  # height of a line of a long text
_LONG_MARGINS: Final = 12  # above and below its lines, together
_PLUS_FROM_LEFT: Final = 8
_TEXT_AFTER_PLUS: Final = 20  # left margin of a text that a record is to be made of

_LONG_LINES: Final = 4
_LISTED: Final = 14  # records shown at once in the list of a look-up
_SHORTEST_CHOICE: Final = 6  # letters for which a list of choices has room at least

_LIST_KEYS: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape, Qt.Key.Key_F4)  # go to a list that is open


class Editor(Protocol):
    """What a field row needs of an editor.

    ``committed`` is emitted when the user has finished with the text, ``abandoned`` when the user gives up what was
    typed, ``typed`` with the text at each change by the keyboard.
    """

    committed: Signal
    abandoned: Signal
    typed: Signal

    def text(self) -> str:
        """The text in the editor."""

    def typed_text(self) -> str:
        """The text in the editor, with what an input method is still composing."""

    def put(self, text: str) -> None:
        """Show a text that is stored."""

    def resume(self, text: str) -> None:
        """Show a text that was typed and not saved: Esc gives it up, leaving the editor commits it."""


def _asks_for_undo(event: QEvent) -> bool:
    """Whether Qt asks this widget if it handles Ctrl+Z or Ctrl+Shift+Z itself."""
    return event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_undo(event)


class LineEditor(QLineEdit):
    """One line. Enter and leaving the line commit; Esc brings the stored text back."""

    committed = Signal()
    abandoned = Signal()
    typed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(look.font(FONT_BODY))
        self.setMinimumHeight(look.px(CONTROL))
        self.textEdited.connect(self.typed)
        self.returnPressed.connect(self.committed)

    def typed_text(self) -> str:
        """The text in the line, with what an input method is still composing."""
        return with_composed(self, self.text(), self.cursorPosition())

    def put(self, text: str) -> None:
        """Show a stored text from its beginning."""
        self.setText(text)
        self.setCursorPosition(0)

    def resume(self, text: str) -> None:
        """Show a text that was typed and not saved: Esc gives it up, leaving the line commits it."""
        self.setText(text)
        self.setModified(True)

    def event(self, event: QEvent) -> bool:
        """Leave the undo keys to the window while nothing is typed here: they undo changes of the catalogue then."""
        if _asks_for_undo(event) and not self.isModified():
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes an open list first; after that it gives up what is typed, and is passed on where nothing is."""
        popup = self.list_open()
        if popup is not None and event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        if popup is not None and event.key() in ENTER and not popup.currentIndex().isValid():
            # Nothing is chosen in the list, so Enter is for the line and its parents. The list would swallow it.
            popup.hide()
            QCoreApplication.sendEvent(self, event.clone())
            return
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.abandoned.emit()
            return
        super().keyPressEvent(event)

    def list_open(self) -> QAbstractItemView | None:
        """The list of completions while it is open; None while it is not."""
        completer = self.completer()
        popup = completer.popup() if completer else None
        return popup if popup is not None and popup.isVisible() else None

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit when the focus goes elsewhere than into the list of completions."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.committed.emit()


class LongEditor(QPlainTextEdit):
    """Several lines of plain text. Ctrl+Enter and leaving them commit; Esc brings the stored text back."""

    committed = Signal()
    abandoned = Signal()
    typed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(look.font(FONT_BODY))
        self.setTabChangesFocus(True)
        self.setMinimumHeight(look.px(CONTROL))
        self.setFixedHeight(look.px(_LINE * _LONG_LINES + _LONG_MARGINS))
        self.textChanged.connect(lambda: self.typed.emit(self.toPlainText()) if self.hasFocus() else None)

    def text(self) -> str:
        """The text in the editor."""
        return self.toPlainText()

    def typed_text(self) -> str:
        """The text in the editor, with what an input method is still composing."""
        return with_composed(self, self.toPlainText(), self.textCursor().position())

    def put(self, text: str) -> None:
        """Show a stored text."""
        self.setPlainText(text)
        self.document().setModified(False)

    def resume(self, text: str) -> None:
        """Show a text that was typed and not saved: Esc gives it up, leaving the editor commits it."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.document().setModified(True)

    def event(self, event: QEvent) -> bool:
        """Leave the undo keys to the window while nothing is typed here: they undo changes of the catalogue then."""
        if _asks_for_undo(event) and not self.document().isModified():
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter commits; Esc gives up what was typed."""
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.committed.emit()
            event.ignore()  # the form around it may save with the same key
        elif event.key() == Qt.Key.Key_Escape and self.document().isModified():
            self.abandoned.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit when the focus goes elsewhere."""
        super().focusOutEvent(event)
        self.committed.emit()


class TermEditor(LineEditor):
    """A term of a vocabulary: completes as the user types; F4 or ↓ opens the list; other words are stored as text."""

    def __init__(self, terms: list[str], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        complete(self, terms, look)

    def offer(self, terms: list[str]) -> None:
        """Complete from these words from now on; what is typed stays."""
        model = self.completer().model()
        assert isinstance(model, QStringListModel)
        model.setStringList(terms)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4, and ↓ in an empty field, open the whole list."""
        completer = self.completer()
        if event.key() == Qt.Key.Key_F4 or (event.key() == Qt.Key.Key_Down and not self.text()):
            completer.setCompletionPrefix("")
            completer.complete()
            return
        super().keyPressEvent(event)


class ChoiceEditor(QComboBox):
    """A few fixed choices, each a value and its words: yes, no and not known; certainty; the kind of a name."""

    committed = Signal()
    abandoned = Signal()
    typed = Signal(str)

    def __init__(self, choices: list[tuple[str, str]], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(look.font(FONT_BODY))
        self.setMinimumHeight(look.px(CONTROL))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_SHORTEST_CHOICE)
        for value, shown in choices:
            self.addItem(shown, value)
        self.activated.connect(lambda _index: self.committed.emit())

    def text(self) -> str:
        """The value that is chosen; empty for none."""
        return str(self.currentData() or "")

    def typed_text(self) -> str:
        """The value that is chosen."""
        return self.text()

    def resume(self, text: str) -> None:
        """Choose a value that was not saved."""
        self.put(text)

    def put(self, text: str, words: str = "") -> None:
        """Choose a stored value. One that is not offered is added: showing it must not change what is stored."""
        index = self.findData(text)
        if index < 0:
            self.addItem(words or text, text)
            index = self.count() - 1
        self.setCurrentIndex(index)

    def offer(self, choices: list[tuple[str, str]]) -> None:
        """Offer other choices from now on; the value that is chosen stays."""
        chosen, words = self.text(), self.currentText()
        self.clear()
        for value, shown in choices:
            self.addItem(shown, value)
        self.put(chosen, words)

    def name_choices(self, choices: list[tuple[str, str]]) -> None:
        """Show other words for the same values; the value that is chosen stays."""
        for value, shown in choices:
            self.setItemText(self.findData(value), shown)


class RecordEditor(LineEditor):
    """Names another record: looks records up as the user types; F4 opens the list; a code may be typed as well.

    At its end the list offers to make a record of what is typed. Once that is chosen, ``to_make`` holds the record to
    make and a plus is drawn before the text. The owner of the editor makes the record when it saves.
    """

    makes = True  # set to False where the owner cannot make records

    def __init__(self, types: tuple[str, ...], look_up: LookUp, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._types = tuple(RECORD_TYPES) if types == ("record",) else types
        self._look_up = look_up
        self._look = look
        self._offered: list[NewRecord] = []  # records that can be made; they follow the records there are in the list
        self._listed = 0  # number of the records there are in the list
        self.to_make: NewRecord | None = None
        self._model = QStringListModel(self)
        # A completer of its own, not `setCompleter`: that one would write what is only highlighted into the line.
        self._list = QCompleter(self._model, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setMaxVisibleItems(_LISTED)
        self._list.setWidget(self)
        self._list.activated[QModelIndex].connect(  # type: ignore[index] # the stubs have only one of its two overloads
            lambda index: self._take(index.row())
        )
        _popup_font(self._list, look)
        self.textEdited.connect(self._edited)

    def put(self, text: str) -> None:
        """Show the text that names the stored record."""
        self._mark(None)
        super().put(text)

    def _edited(self, text: str) -> None:
        self._mark(None)
        if text.strip():
            self.open_list()
        else:
            self._popup().hide()

    def open_list(self) -> None:
        """Open the list: the records that match the text, then the records that can be made of it.

        The first records of all are listed where nothing is typed, or only the stored record is named.
        """
        text = self.text().strip()
        named = code_in(text)
        records = self._look_up(self._types, "" if text == self._shown() else text)
        codes = {code for _, code, _ in records}
        makes = self.makes and text and named not in codes and text != self._shown()
        self._offered = [NewRecord(type_code, self.text()) for type_code in self._types] if makes else []
        self._listed = len(records)
        several = len(self._types) > 1
        self._model.setStringList(
            [f"{code}{BETWEEN}{label}" for _, code, label in records]
            + [self._words(new, several=several) for new in self._offered]
        )
        if self._model.rowCount():
            self._list.complete()
            self._popup().setCurrentIndex(QModelIndex())  # nothing is chosen at first: Enter is for what is typed
        else:
            self._popup().hide()

    def _shown(self) -> str:
        """The text that names the stored record; empty while something else is typed."""
        return "" if self.isModified() else self.text().strip()

    def _words(self, new: NewRecord, *, several: bool) -> str:
        kind = RECORD_TYPES[new.type_code].label.in_(self._look.language)
        words = self.tr("new ({0}): {1}") if several else self.tr("new: {1}")
        return words.format(kind, new.text)

    def _take(self, row: int) -> None:
        if row < self._listed:
            self.setText(self._model.stringList()[row])
            self._mark(None)
        else:
            new = self._offered[row - self._listed]
            self.setText(new.text)
            self._mark(new)
        self.setModified(True)
        self.committed.emit()

    def _mark(self, new: NewRecord | None) -> None:
        self.to_make = new
        self.setTextMargins(self._look.px(_TEXT_AFTER_PLUS) if new else 0, 0, 0, 0)
        words = self._words(new, several=True) if new else ""
        self.setToolTip(words)
        self.setAccessibleDescription(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a plus before the text where a record is to be made of it."""
        super().paintEvent(event)
        if self.to_make is not None:
            size = self._look.px(ICON)
            plus = pixmap("plus", self._look.tokens.accent, size)
            QPainter(self).drawPixmap(self._look.px(_PLUS_FROM_LEFT), (self.height() - size) // 2, plus)

    def list_open(self) -> QAbstractItemView | None:
        """The list of records while it is open; None while it is not."""
        popup = self._popup()
        return popup if popup.isVisible() else None

    def _popup(self) -> QAbstractItemView:
        popup = self._list.popup()
        assert popup is not None
        return popup

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave its keys to the list while it is open; F4, and ↓ in an empty line, open it."""
        popup = self.list_open()
        chosen = popup is not None and popup.currentIndex().isValid()
        if popup is not None and (event.key() in _LIST_KEYS or (chosen and event.key() in ENTER)):
            event.ignore()
            return
        if event.key() == Qt.Key.Key_F4 or (event.key() == Qt.Key.Key_Down and not self.text()):
            self.open_list()
            return
        super().keyPressEvent(event)


def _popup_font(completer: QCompleter, look: Look) -> None:
    popup = completer.popup()
    if popup is not None:
        popup.setFont(look.font(FONT_BODY))


def complete(line: QLineEdit, words: list[str], look: Look) -> None:
    """Complete a line from a list of words that contain what is typed."""
    completer = QCompleter(words, line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    _popup_font(completer, look)
    line.setCompleter(completer)


def editor_for(field: Field, look: Look, vocabularies: Vocabularies, look_up: LookUp, flags: tuple[str, str]) -> Any:
    """A new editor for a field, by the field's kind. ``flags`` are the words for yes and no."""
    if field.kind is Kind.LONG:
        return LongEditor(look)
    if field.kind in (Kind.TERM, Kind.TERMS):
        return TermEditor(term_words(vocabularies, field.vocabulary or "", look.language), look)
    if field.kind is Kind.RECORD:
        return RecordEditor(field.declared.refers, look_up, look)
    if field.kind is Kind.FLAG:
        return ChoiceEditor([("", "—"), ("yes", flags[0]), ("no", flags[1])], look)
    return LineEditor(look)


def term_words(vocabularies: Vocabularies, vocabulary: str, language: Language) -> list[str]:
    """The words of those terms of a vocabulary that are in use, in its order."""
    return [term.label.in_(language) for term in vocabularies.terms(vocabulary) if term.in_use]

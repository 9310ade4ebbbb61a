"""Editors for single values: one class a kind of field. Each shows text and gives text back; nothing is saved here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from memoircat.desktop.composing import with_composed
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.messages import Language
from memoircat.records.declare import Field, Kind
from memoircat.records.naming import NewRecord, code_in
from memoircat.records.registry import RECORD_TYPES
from memoircat.records.vocabularies import Vocabularies

LookUp = Callable[[tuple[str, ...], str], list[tuple[int, str, str]]]
_LONG_LINES = 4
_VISIBLE = 14  # lines of a list that is looked up
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LISTS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape, Qt.Key.Key_F4)  # an open list has them


class Editor(Protocol):
    """What a field row needs of an editor; ``committed`` comes when the person has finished with it."""

    committed: Signal
    abandoned: Signal
    typed: Signal

    def text(self) -> str:
        """What stands in it."""

    def typed_text(self) -> str:
        """What stands in it, with what is being composed."""

    def put(self, text: str) -> None:
        """Show a text without saying that it was typed."""

    def resume(self, text: str) -> None:
        """Show a text as one that was typed and not saved."""


def _is_undo(event: QEvent) -> bool:
    """Whether Qt asks who wants Ctrl+Z or Ctrl+Shift+Z. A field wants them only for what is being typed in it."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
    )


class LineEditor(QLineEdit):
    """One line. Enter and leaving commit, Esc puts back what stood there."""

    committed = Signal()
    abandoned = Signal()
    typed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(look.font(14))
        self.setMinimumHeight(look.px(32))
        self.textEdited.connect(self.typed)
        self.returnPressed.connect(self.committed)

    def typed_text(self) -> str:
        """What stands in it, with what is being composed."""
        return with_composed(self, self.text(), self.cursorPosition())

    def put(self, text: str) -> None:
        """Show a text from its beginning."""
        self.setText(text)
        self.setCursorPosition(0)

    def resume(self, text: str) -> None:
        """Show a text as one that was typed and not saved: Esc gives it up, leaving commits it."""
        self.setText(text)
        self.setModified(True)

    def event(self, event: QEvent) -> bool:
        """With nothing typed, undo belongs to the catalogue."""
        if _is_undo(event) and not self.isModified():
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc belongs to the list that is open, then to the field while it differs from what is stored."""
        popup = self.list_open()
        if popup is not None and event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        if popup is not None and event.key() in _ENTER and not popup.currentIndex().isValid():
            # Nothing is chosen in the list: Enter is for the line and what it stands in, and Qt would end it here.
            popup.hide()
            QCoreApplication.sendEvent(self, event.clone())
            return
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.abandoned.emit()
            return
        super().keyPressEvent(event)

    def list_open(self) -> QAbstractItemView | None:
        """The list that is open below the line."""
        completer = self.completer()
        popup = completer.popup() if completer else None
        return popup if popup is not None and popup.isVisible() else None

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving commits; a completer's list is not leaving."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.committed.emit()


class LongEditor(QPlainTextEdit):
    """Several lines of plain text. Ctrl+Enter and leaving commit, Esc puts back what stood there."""

    committed = Signal()
    abandoned = Signal()
    typed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(look.font(14))
        self.setTabChangesFocus(True)
        self.setMinimumHeight(look.px(32))
        self.setFixedHeight(look.px(20 * _LONG_LINES + 12))
        self.textChanged.connect(lambda: self.typed.emit(self.toPlainText()) if self.hasFocus() else None)

    def text(self) -> str:
        """What stands in it."""
        return self.toPlainText()

    def typed_text(self) -> str:
        """What stands in it, with what is being composed."""
        return with_composed(self, self.toPlainText(), self.textCursor().position())

    def put(self, text: str) -> None:
        """Show a text."""
        self.setPlainText(text)
        self.document().setModified(False)

    def resume(self, text: str) -> None:
        """Show a text as one that was typed and not saved: Esc gives it up, leaving commits it."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.document().setModified(True)

    def event(self, event: QEvent) -> bool:
        """With nothing typed, undo belongs to the catalogue."""
        if _is_undo(event) and not self.document().isModified():
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter commits; Esc gives up what was typed."""
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.committed.emit()
            event.ignore()  # what it stands in may save with the same key
        elif event.key() == Qt.Key.Key_Escape and self.document().isModified():
            self.abandoned.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving commits."""
        super().focusOutEvent(event)
        self.committed.emit()


class TermEditor(LineEditor):
    """A term of a vocabulary: completes as you type, F4 or ↓ opens the list; other words are kept as text."""

    def __init__(self, terms: list[str], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        complete(self, terms, look)

    def offer(self, terms: list[str]) -> None:
        """Complete from other words from now on; what is typed stays."""
        model = self.completer().model()
        assert isinstance(model, QStringListModel)
        model.setStringList(terms)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 and, in an empty field, ↓ open the whole list."""
        completer = self.completer()
        if event.key() == Qt.Key.Key_F4 or (event.key() == Qt.Key.Key_Down and not self.text()):
            completer.setCompletionPrefix("")
            completer.complete()
            return
        super().keyPressEvent(event)


class ChoiceEditor(QComboBox):
    """A few fixed choices, with an empty one: used for yes, no and not known, and for certainty."""

    committed = Signal()
    abandoned = Signal()
    typed = Signal(str)

    def __init__(self, choices: list[tuple[str, str]], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(look.font(14))
        self.setMinimumHeight(look.px(32))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        for value, shown in choices:
            self.addItem(shown, value)
        self.activated.connect(lambda _index: self.committed.emit())

    def text(self) -> str:
        """The value chosen; empty for none."""
        return str(self.currentData() or "")

    def typed_text(self) -> str:
        """The value chosen."""
        return self.text()

    def resume(self, text: str) -> None:
        """Choose a value that was not saved."""
        self.put(text)

    def put(self, text: str, words: str = "") -> None:
        """Choose a value; one that is not in the list is added, so that opening a form changes nothing."""
        index = self.findData(text)
        if index < 0:
            self.addItem(words or text, text)
            index = self.count() - 1
        self.setCurrentIndex(index)

    def offer(self, choices: list[tuple[str, str]]) -> None:
        """Other choices from now on; the one chosen stays."""
        chosen, words = self.text(), self.currentText()
        self.clear()
        for value, shown in choices:
            self.addItem(shown, value)
        self.put(chosen, words)

    def name_choices(self, choices: list[tuple[str, str]]) -> None:
        """Show other words for the choices there are; the one chosen stays."""
        for value, shown in choices:
            self.setItemText(self.findData(value), shown)


class RecordEditor(LineEditor):
    """Names another record: looks records up as you type, F4 opens the list; a code typed whole is taken as it is.

    Last in the list it offers to make a record of what is typed; once that is chosen, ``to_make`` says so, and a sign
    stands before the text. Whoever saves makes the record.
    """

    makes = True  # whether whoever saves can make a record that is not there yet

    def __init__(self, types: tuple[str, ...], look_up: LookUp, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._types = tuple(RECORD_TYPES) if types == ("record",) else types
        self._look_up = look_up
        self._look = look
        self._offered: list[NewRecord] = []
        self._found = 0
        self.to_make: NewRecord | None = None
        self._model = QStringListModel(self)
        # Not the line's own completer: that one writes what is only marked in the list into the line.
        self._list = QCompleter(self._model, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setMaxVisibleItems(_VISIBLE)
        self._list.setWidget(self)
        self._list.activated[QModelIndex].connect(  # type: ignore[index] # the stubs know one of its two forms
            lambda index: self._take(index.row())
        )
        _popup_font(self._list, look)
        self.textEdited.connect(self._edited)

    def put(self, text: str) -> None:
        """Show a text that names what is there."""
        self._mark(None)
        super().put(text)

    def _edited(self, text: str) -> None:
        self._mark(None)
        if text.strip():
            self.open_list()
        else:
            self._popup().hide()

    def open_list(self) -> None:
        """The records that fit what is typed, the first of all where nothing is; then what can be made of it."""
        text = self.text().strip()
        named = code_in(text)
        found = self._look_up(self._types, "" if text == self._shown() else text)
        codes = {code for _, code, _ in found}
        makes = self.makes and text and named not in codes and text != self._shown()
        self._offered = [NewRecord(each, self.text()) for each in self._types] if makes else []
        self._found = len(found)
        several = len(self._types) > 1
        self._model.setStringList(
            [f"{code}  {label}" for _, code, label in found]
            + [self._words(each, several=several) for each in self._offered]
        )
        if self._model.rowCount():
            self._list.complete()
            self._popup().setCurrentIndex(QModelIndex())  # Enter is for what is typed until a line is chosen
        else:
            self._popup().hide()

    def _shown(self) -> str:
        """The text that names the record already here; empty while something else is typed."""
        return "" if self.isModified() else self.text().strip()

    def _words(self, new: NewRecord, *, several: bool) -> str:
        kind = RECORD_TYPES[new.type_code].label.in_(self._look.language)
        words = self.tr("new ({0}): {1}") if several else self.tr("new: {1}")
        return words.format(kind, new.text)

    def _take(self, row: int) -> None:
        if row < self._found:
            self.setText(self._model.stringList()[row])
            self._mark(None)
        else:
            new = self._offered[row - self._found]
            self.setText(new.text)
            self._mark(new)
        self.setModified(True)
        self.committed.emit()

    def _mark(self, new: NewRecord | None) -> None:
        self.to_make = new
        self.setTextMargins(self._look.px(20) if new else 0, 0, 0, 0)
        words = self._words(new, several=True) if new else ""
        self.setToolTip(words)
        self.setAccessibleDescription(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A plus stands before the text that a record is to be made of."""
        super().paintEvent(event)
        if self.to_make is not None:
            size = self._look.px(16)
            sign = pixmap("plus", self._look.tokens.accent, size)
            QPainter(self).drawPixmap(self._look.px(8), (self.height() - size) // 2, sign)

    def list_open(self) -> QAbstractItemView | None:
        """The list of records that is open below the line."""
        popup = self._popup()
        return popup if popup.isVisible() else None

    def _popup(self) -> QAbstractItemView:
        popup = self._list.popup()
        assert popup is not None
        return popup

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that belong to the open list go there; F4, and ↓ in an empty field, open it."""
        popup = self.list_open()
        chosen = popup is not None and popup.currentIndex().isValid()
        if popup is not None and (event.key() in _LISTS or (chosen and event.key() in _ENTER)):
            event.ignore()
            return
        if event.key() == Qt.Key.Key_F4 or (event.key() == Qt.Key.Key_Down and not self.text()):
            self.open_list()
            return
        super().keyPressEvent(event)


def _popup_font(completer: QCompleter, look: Look) -> None:
    popup = completer.popup()
    if popup is not None:
        popup.setFont(look.font(14))


def complete(line: QLineEdit, words: list[str], look: Look) -> None:
    """Complete a line from a list of words, matching anywhere in them."""
    completer = QCompleter(words, line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    _popup_font(completer, look)
    line.setCompleter(completer)


def editor_for(field: Field, look: Look, vocabularies: Vocabularies, look_up: LookUp, flags: tuple[str, str]) -> Any:
    """The editor of a field's kind. ``flags`` are the words for yes and no."""
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
    """The words of a vocabulary's terms in use."""
    return [term.label.in_(language) for term in vocabularies.terms(vocabulary) if term.in_use]

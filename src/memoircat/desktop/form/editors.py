"""Editors for single values: one class a kind of field. Each shows text and gives text back; nothing is saved here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from memoircat.desktop.composing import with_composed
from memoircat.desktop.theme import Look
from memoircat.messages import Language
from memoircat.records.declare import Field, Kind
from memoircat.records.vocabularies import Vocabularies

LookUp = Callable[[tuple[str, ...], str], list[tuple[int, str, str]]]
_LONG_LINES = 4


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
        """Esc belongs to the field while it differs from what is stored."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.abandoned.emit()
            return
        super().keyPressEvent(event)

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

    def put(self, text: str) -> None:
        """Choose a value; one that is not in the list is added, so that opening a form changes nothing."""
        index = self.findData(text)
        if index < 0:
            self.addItem(text, text)
            index = self.count() - 1
        self.setCurrentIndex(index)


class RecordEditor(LineEditor):
    """Names another record: looks records up as you type; a code typed whole is taken as it is."""

    def __init__(self, types: tuple[str, ...], look_up: LookUp, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._types = types
        self._look_up = look_up
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        _popup_font(completer, look)
        self.setCompleter(completer)
        self.textEdited.connect(self._offer)

    def _offer(self, text: str) -> None:
        found = self._look_up(self._types, text.strip()) if text.strip() else []
        self._model.setStringList([f"{code}  {label}" for _, code, label in found])


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

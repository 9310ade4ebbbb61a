"""The dialog of the vocabularies: their names at the left, their terms at the right. A change is saved at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from memoircat.catalogue.change import Change
from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.terms import add_term, move_term, remove_term, use_term, word_term
from memoircat.desktop.dialogs.dialog import Dialog
from memoircat.desktop.form.field_row import ProblemLine
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon
from memoircat.desktop.theme.rows import RowDelegate
from memoircat.desktop.theme.tokens import (
    DIALOG_WIDTH_TABLE,
    FONT_BODY,
    FONT_PAGE,
    GAP,
    GAP_COLUMNS,
    ICON,
    ROOMY_TEXT,
    SEMIBOLD,
)
from memoircat.desktop.vocabularies.term_dialogs import MergeDialog, NewTermDialog
from memoircat.desktop.vocabularies.term_editing import TermEditing
from memoircat.desktop.vocabularies.term_table import TermTable
from memoircat.desktop.widgets.layouts import button, plain_label, row, set_tab_order
from memoircat.messages import Label, Language, Words, message
from memoircat.records.known_terms import protection_of
from memoircat.records.vocabularies import Term, vocabulary_label

_NameRole = Qt.ItemDataRole.UserRole + 1
_AROUND: Final = 32  # how much smaller than the window the dialog is, in pixels of the screen
# px at 100 %
_HEIGHT: Final = 640
_NAMES_WIDTH: Final = 240
_NAMES_WIDTH_LARGE: Final = 176  # where the text is large
_MESSAGE_HEIGHT: Final = 24


class VocabulariesDialog(Dialog):
    """Terms can be worded, added, moved, taken out of use, removed and merged, all by keys too."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None) -> None:
        super().__init__(look, parent)
        self.setObjectName("vocabularies")
        self.setWindowTitle(self.tr("Vocabularies"))
        self._session = session
        self.editing = TermEditing(session, self)
        self._counted: dict[str, dict[str, int]] = {}
        self._merging: MergeDialog | None = None
        self.names = self._list_names()
        self.table = TermTable(look)
        self.message = ProblemLine(look)
        self.message.setObjectName("terms-message")
        self._buttons_of_terms: dict[str, QPushButton] = {}
        self._keys: dict[str, str] = {}
        self._lay_out()
        self._connect()
        self.names.setCurrentRow(0)
        self.table.setFocus()

    # Assembling ------------------------------------------------------------------------------------------------

    def _list_names(self) -> QListWidget:
        names = QListWidget()
        names.setObjectName("vocabulary-names")
        names.setAccessibleName(self.tr("Vocabularies"))
        names.setFont(self.look.font(FONT_BODY))
        names.setItemDelegate(RowDelegate(self.look, names))
        names.setFixedWidth(self.look.px(_NAMES_WIDTH if self._is_roomy else _NAMES_WIDTH_LARGE))
        for name in self.editing.names():
            item = QListWidgetItem(vocabulary_label(name).in_(self.look.language))
            item.setData(_NameRole, name)
            item.setToolTip(name)
            names.addItem(item)
        return names

    def _lay_out(self) -> None:
        look = self.look
        if self._is_roomy:
            self.content.addWidget(plain_label(self.tr("Vocabularies"), look, FONT_PAGE, SEMIBOLD))
        side_by_side = row(look, GAP_COLUMNS)
        side_by_side.addWidget(self.names)
        right = QVBoxLayout()
        right.setSpacing(look.px(GAP))
        right.addWidget(self.table, 1)
        policy = self.message.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # so that the table does not jump when something is said
        self.message.setSizePolicy(policy)
        self.message.setMinimumHeight(look.px(_MESSAGE_HEIGHT))
        right.addWidget(self.message)
        right.addLayout(self._line_of_buttons())
        side_by_side.addLayout(right, 1)
        self.content.addLayout(side_by_side, 1)
        self.finish()
        for closing in self._buttons.buttons():
            if isinstance(closing, QPushButton):
                closing.setAutoDefault(False)  # Enter is for the words
        set_tab_order(self)
        window = self.parentWidget()
        room = window.size() if window else self.sizeHint()
        width, height = look.px(DIALOG_WIDTH_TABLE), look.px(_HEIGHT)
        self.resize(min(width, room.width() - _AROUND), min(height, room.height() - _AROUND))

    @property
    def _is_roomy(self) -> bool:
        """Whether the text is small enough for a title and for words on the buttons."""
        return self.look.scale <= ROOMY_TEXT

    def _line_of_buttons(self) -> QHBoxLayout:
        look, line = self.look, row(self.look)
        buttons: tuple[tuple[str, str, str, str, Callable[[], object]], ...] = (
            ("add", self.tr("Add…"), "Ins", "plus", self._add),
            ("up", self.tr("Up"), "Alt+↑", "chevron-up", lambda: self._move(-1)),
            ("down", self.tr("Down"), "Alt+↓", "chevron-down", lambda: self._move(1)),
            ("use", self.tr("Out of use"), self.tr("Space"), "ban", self._use),
            ("merge", self.tr("Merge into…"), "Ctrl+M", "git-compare-arrows", self._merge),
            ("remove", self.tr("Remove"), "Del", "trash-2", self._remove),
        )
        for name, words, key, icon_name, handler in buttons:
            made = self._buttons_of_terms[name] = button("", look)
            made.setObjectName(f"term-{name}")
            made.setIcon(icon(icon_name, look.tokens.text2, look.px(ICON), disabled=look.tokens.text3))
            made.clicked.connect(lambda _checked=False, handler=handler: handler())
            self._keys[name] = key
            self._name_button(name, words)
            line.addWidget(made)
        line.addStretch(1)
        return line

    def _name_button(self, name: str, words: str) -> None:
        named = self._buttons_of_terms[name]
        named.setText(words if self._is_roomy else "")
        named.setAccessibleName(words)
        named.setToolTip(f"{words} ({self._keys[name]})")

    def _connect(self) -> None:
        self.names.currentRowChanged.connect(lambda _row: self._show_vocabulary())
        self.table.currentCellChanged.connect(lambda *_cells: self._explain())
        self.table.word_edited.connect(self._word)
        self.table.add_requested.connect(self._add)
        self.table.move_requested.connect(self._move)
        self.table.use_toggled.connect(self._use)
        self.table.remove_requested.connect(self._remove)
        self.editing.counted.connect(self._take_counts)
        self.editing.progressed.connect(self._show_progress)
        self.editing.work_ended.connect(self._work_ended)
        self.editing.stopped.connect(lambda: self.message.say("meaning", self.tr("Stopped. Nothing was changed.")))
        self._session.changed.connect(self._changed)

    # Showing ---------------------------------------------------------------------------------------------------

    @property
    def vocabulary(self) -> str:
        """The vocabulary that is shown."""
        item = self.names.currentItem()
        return str(item.data(_NameRole)) if item else ""

    def _term(self) -> Term | None:
        code = self.table.current_code()
        return next((term for term in self.editing.terms(self.vocabulary) if term.code == code), None)

    def _show_vocabulary(self) -> None:
        self._show()
        self._explain()
        if self.vocabulary not in self._counted:
            self.editing.count(self.vocabulary)

    def _show(self) -> None:
        vocabulary = self.vocabulary
        self.table.show_terms(vocabulary, self.editing.terms(vocabulary), self._counted.get(vocabulary))
        self._allow()

    def _explain(self) -> None:
        """Say why the current term cannot be removed, where the program needs it; else say nothing."""
        reason = protection_of(self.vocabulary, self.table.current_code())
        words = reason.why.in_(self.look.language) if reason else ""
        head = self.tr("The program knows this term; its words and place can be changed.")
        self.message.say("meaning", f"{head}　{words}" if reason else "")
        self._allow()

    def _allow(self) -> None:
        """Enable what can be done; the button for use says which of the two it does."""
        term, busy = self._term(), self.editing.busy
        for name, made in self._buttons_of_terms.items():
            made.setEnabled(not busy and (name == "add" or term is not None))
        out = term is None or term.in_use
        self._name_button("use", self.tr("Out of use") if out else self.tr("Back into use"))
        self.names.setEnabled(not busy)
        self.table.setEnabled(not busy)

    def _take_counts(self, vocabulary: str, counted: dict[str, int]) -> None:
        self._counted[vocabulary] = counted
        if vocabulary == self.vocabulary:
            self._show()
            if self._merging is not None:
                self._merging.show_uses(counted.get(self.table.current_code(), 0))

    def _changed(self, change: ChangeSet) -> None:
        if change.tables - {"term", "saved_search"}:
            self._counted.clear()
            self.editing.count(self.vocabulary)
        if change.tables & {"term"} or not self._counted:
            self._show()

    # Changing --------------------------------------------------------------------------------------------------

    def _do(self, label: Words, work: Callable[[Change], Any]) -> bool:
        problem = self.editing.do(label, work)
        self.message.say("problem", problem)
        return not problem

    def _word(self, code: str, language: Language, word: str) -> None:
        term = next(term for term in self.editing.terms(self.vocabulary) if term.code == code)
        label = message("Words of the term “{term}”", term=term.label)
        if self._do(label, lambda change: word_term(change, term.vocabulary, code, {language: word})):
            self.table.forget_refused(code, language)
        else:
            self.table.keep_refused(code, language, word)
        self._show()

    def _add(self) -> None:
        vocabulary, added = self.vocabulary, []

        def add(words: Label, code: str) -> str:
            label = message("Add the term “{term}”", term=words)
            return self.editing.do(label, lambda change: added.append(add_term(change, vocabulary, words, code)))

        name = vocabulary_label(vocabulary).in_(self.look.language)
        dialog = NewTermDialog(self.look, name, add, self)
        dialog.accepted.connect(lambda: self.table.mark(added[-1]))
        dialog.finished.connect(lambda _result: self.table.setFocus())
        dialog.open()

    def _move(self, by: int) -> None:
        if (term := self._term()) is not None and not self.editing.busy:
            label = message("Move the term “{term}”", term=term.label)
            self._do(label, lambda change: move_term(change, term.vocabulary, term.code, by))

    def _use(self) -> None:
        if (term := self._term()) is not None:
            label = (
                message("Take the term “{term}” out of use", term=term.label)
                if term.in_use
                else message("Use the term “{term}” again", term=term.label)
            )
            self._do(label, lambda change: use_term(change, term.vocabulary, term.code, not term.in_use))

    def _remove(self) -> None:
        if (term := self._term()) is not None:
            label = message("Remove the term “{term}”", term=term.label)
            self._do(label, lambda change: remove_term(change, term.vocabulary, term.code))

    def _merge(self) -> None:
        """Ask for the term to merge into, unless the current one cannot be removed."""
        term = self._term()
        if term is None or self.editing.busy:
            return
        if protection_of(term.vocabulary, term.code):
            self._explain()
            return
        counted = self._counted.get(term.vocabulary)
        uses = None if counted is None else counted.get(term.code, 0)
        dialog = self._merging = MergeDialog(self.look, self._session.vocabularies(), term, uses, self)
        dialog.chosen.connect(lambda into: self._merge_into(term, into))
        dialog.finished.connect(self._merge_closed)
        dialog.open()

    def _merge_closed(self) -> None:
        self._merging = None
        self.table.setFocus()

    def _merge_into(self, term: Term, into: str) -> None:
        target = next(other for other in self.editing.terms(term.vocabulary) if other.code == into)
        label = message("Merge “{term}” into “{other}”", term=term.label, other=target.label)
        self.message.say("meaning", self.tr("Merging…"))
        self.editing.merge(label, term.vocabulary, term.code, into)
        self.table.mark(into)
        self._allow()

    def _turn(self, turn: Callable[[], bool]) -> None:
        """Undo or redo what was done in this dialog; what was done before is undone in the window."""
        if self.editing.busy:
            return
        if turn():
            self._allow()
        else:
            self.message.say("meaning", self.tr("There is no such step since the vocabularies were opened."))

    # In a background thread ------------------------------------------------------------------------------------

    def _show_progress(self, done: int, of: int) -> None:
        if self.editing.busy:
            self.message.say("meaning", self.tr("{0} of {1} · Esc stops").format(f"{done:,}", f"{of:,}"))

    def _work_ended(self, problem: str) -> None:
        self._allow()
        self.table.setFocus()
        self._explain()
        if problem:
            self.message.say("problem", problem)

    # Keys and leaving ------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+M merges; Ctrl+Z and Ctrl+Shift+Z undo and redo what was done here."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if control and event.key() == Qt.Key.Key_M:
            self._merge()
        elif control and event.key() == Qt.Key.Key_Z:
            self._turn(self.editing.redo if shift else self.editing.undo)
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Stop what runs; else put back words that could not be saved; else close."""
        if self.editing.busy:
            self.editing.stop()
        elif self.table.put_back():
            self._show()
            self.message.say("meaning", self.tr("What could not be saved was put back."))
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay open while something runs, and ask that to stop."""
        if self.editing.busy:
            self.editing.stop()
            event.ignore()
        else:
            super().closeEvent(event)

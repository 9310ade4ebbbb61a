"""Suggestions for the cell that is being typed: terms, and texts from the rows above. They are shown below the grid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from memoircat.desktop.grid.grid_model import GridModel
from memoircat.desktop.search.finder import Finder, SearchResults
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_MEANING, GAP, GAP_IN_GROUP, PANE_MARGIN
from memoircat.desktop.widgets.layouts import button, clear, plain_label, row
from memoircat.editing.targets import Target, read_target
from memoircat.records.declare import Kind
from memoircat.records.properties import PROPERTIES
from memoircat.records.values import term_shown

_MOST: Final = 5  # suggestions: each has a key
_PEOPLE: Final = 3
_HEIGHT: Final = 96  # px at 100 %


class SuggestionStrip(QFrame):
    """Texts to take with Ctrl+1 … Ctrl+5 and, for names, the people whose name it may be. Nothing is linked here."""

    taken = Signal(str)  # the suggestion that was taken

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._words: list[str] = []  # the suggestions that are shown
        self._finder = Finder(session, _PEOPLE)
        self._finder.results_ready.connect(self._show_people)
        self.setObjectName("suggestions")
        self.setProperty("kind", "panel")
        self.setFixedHeight(look.px(_HEIGHT))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[look.px(PANE_MARGIN), look.px(GAP)] * 2)
        layout.setSpacing(look.px(GAP_IN_GROUP))
        self._meaning = plain_label("", look, FONT_MEANING, token="text2", wrap=False)
        layout.addWidget(self._meaning)
        self._line = row(look, GAP)
        layout.addLayout(self._line)
        self._people = plain_label("", look, FONT_MEANING, token="text2", wrap=False)
        self._people.setObjectName("who-it-may-be")
        layout.addWidget(self._people)
        layout.addStretch(1)

    def show_for(self, model: GridModel, at_row: int, section: int, text: str) -> None:
        """Show the suggestions for a cell in which ``text`` is typed, and the text's meaning or problem."""
        column = model.column_at(section)
        target = read_target(column.target, model.grid.kind) if column.target else None
        problem = model.lines[at_row].problems.get(column.head, "")
        self._meaning.setText(problem or model.meaning(at_row, column))
        self._meaning.setStyleSheet(f"color: {self._look.tokens.colour('attention' if problem else 'text2')}")
        words = [*self._terms(target, text), *_above(model, at_row, column.head, text)]
        self._offer(list(dict.fromkeys(word for word in words if word != text))[:_MOST])
        self._people.setText("")
        self._finder.cancel()
        if target is not None and target.what == "name" and model.grid.record == "person" and text.strip():
            self._finder.ask(text)

    def _terms(self, target: Target | None, text: str) -> Iterator[str]:
        """The words of the target's vocabulary that contain ``text``; first those that begin with it."""
        if target is None or not text:
            return
        vocabulary = None
        if target.what == "statement" and target.part in ("", "value"):
            vocabulary = PROPERTIES[target.name].vocabulary
        elif target.field is not None and target.field.kind in (Kind.TERM, Kind.TERMS):
            vocabulary = target.field.vocabulary
        wanted = text.casefold()
        words = (term.label.in_(self._look.language) for term in self._session.vocabularies().terms(vocabulary or ""))
        hits = (word for word in words if wanted in word.casefold())
        yield from sorted(hits, key=lambda word: not word.casefold().startswith(wanted))

    def _offer(self, words: list[str]) -> None:
        self._words = words
        clear(self._line)
        for number, word in enumerate(words, 1):
            offered = button(f"{word}  Ctrl+{number}", self._look, "flat")
            offered.setObjectName(f"suggestion-{number}")
            offered.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            offered.clicked.connect(lambda _checked=False, word=word: self.taken.emit(word))
            self._line.addWidget(offered)
        self._line.addStretch(1)

    def take(self, number: int) -> None:
        """Take the suggestion with a number (from 1); nothing happens where there is none."""
        if 0 < number <= len(self._words):
            self.taken.emit(self._words[number - 1])

    def _show_people(self, results: SearchResults) -> None:
        if not results.people.complete or not results.people.groups:
            return
        words = self._session.vocabularies()
        people = []
        for group in results.people.groups:
            hit = group.first
            if group.number == 1:
                place = term_shown(words, "prefecture", hit.prefecture, self._look.language)
                facts = [hit.birth, place, hit.code]
            else:
                facts = [self.tr("%n people", "", group.number)]
            people.append("　".join(filter(None, (hit.label, *facts))))
        self._people.setText(self.tr("It may be: {0}").format("　／　".join(people)))


def _above(model: GridModel, at_row: int, head: str, text: str) -> Iterator[str]:
    """The texts of the column in the rows above that begin with ``text``, the nearest row first."""
    for line in reversed(model.lines[:at_row]):
        word = line.cells.get(head, "")
        if word and text and word.startswith(text):
            yield word

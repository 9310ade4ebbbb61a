"""The statements on a record, by property and event: those of several sources side by side, the preferred marked."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPalette, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from memoircat.catalogue.views import RecordView, Stated
from memoircat.desktop.form.life import spans_of
from memoircat.desktop.form.statement_words import StatementWords, words_of
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon, pixmap
from memoircat.desktop.theme.tokens import (
    CARD_MARGIN,
    FONT_BODY,
    FONT_MEANING,
    FONT_SECONDARY,
    FONT_TITLE,
    GAP,
    GAP_IN_GROUP,
    GAP_LABEL,
    GAP_LINES,
    ICON,
    MEDIUM,
    SEMIBOLD,
)
from memoircat.desktop.widgets.day_ruler import DayRuler
from memoircat.desktop.widgets.keys import ENTER
from memoircat.desktop.widgets.layouts import clear, plain_label, row
from memoircat.records.properties import PROPERTIES
from memoircat.records.values import term_shown

_SIDE_BY_SIDE: Final = 3  # cards in a row

# Pixels at 100 %
_LABEL_WIDTH: Final = {"ja": 88, "en": 128, "ru": 128}  # of the name of a property before a row
_CARD_MARGIN_ABOVE: Final = 10  # above and below the lines of a card
_FOOT_GAP: Final = 6
_TO_BASELINE: Final = 2  # what smaller words are lowered by, to be on one line with those of the statement
_LABEL_TO_BASELINE: Final = 3  # the same for the name of a property
_STAR_HEIGHT: Final = 18


class _StatementFrame(QFrame):
    """A statement that can have the focus. Enter, F2 or a double click opens it, P prefers it."""

    opened = Signal(int)  # the statement's id
    preferred = Signal(int)  # likewise

    def __init__(self, *, editable: bool) -> None:
        super().__init__()
        self._statement_id = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if editable else Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 open the statement, P prefers it."""
        if event.key() in (*ENTER, Qt.Key.Key_F2):
            self.opened.emit(self._statement_id)
        elif event.key() == Qt.Key.Key_P and not event.modifiers():
            self.preferred.emit(self._statement_id)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """A double click opens the statement too."""
        if self.focusPolicy() != Qt.FocusPolicy.NoFocus:
            self.opened.emit(self._statement_id)


class StatementCard(_StatementFrame):
    """A statement on a card of its own: its source, its words large, what they mean small, and its certainty."""

    def __init__(self, record: RecordView, stated: Stated, look: Look, session: Session, *, editable: bool) -> None:
        super().__init__(editable=editable)
        self._stated = stated
        self._statement_id = stated.id
        self._look = look
        self._words = words_of(record, stated, look, session.vocabularies())
        self.setObjectName(f"statement-{stated.id}")
        self.setProperty("kind", "card")
        self.setProperty("preferred", stated.preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[look.px(CARD_MARGIN), look.px(_CARD_MARGIN_ABOVE)] * 2)
        layout.setSpacing(look.px(GAP_LINES))
        layout.addLayout(self._head(editable=editable))
        self._lines(layout, self._words)
        layout.addStretch(1)
        layout.addLayout(self._foot(session))
        self.setAccessibleName(" ".join(filter(None, (self._words.head, self._words.source, self._words.locator))))

    def _head(self, *, editable: bool) -> QHBoxLayout:
        look = self._look
        head, source = row(look, GAP_IN_GROUP), self._words.source
        token = "text2" if source else "attention"
        head.addWidget(plain_label(source or self.tr("No source"), look, FONT_MEANING, token=token), 1)
        star = QToolButton()
        star.setObjectName(f"prefer-{self._stated.id}")
        name, ink = ("star-filled", "accent") if self._stated.preferred else ("star", "text2")
        star.setIcon(icon(name, look.tokens.colour(ink), look.px(ICON)))
        star.setIconSize(QSize(look.px(ICON), look.px(ICON)))
        star.setAutoRaise(True)
        star.setProperty("kind", "small")
        star.setEnabled(editable)
        star.setAccessibleName(self.tr("Prefer this statement"))
        star.setToolTip(self.tr("Prefer this statement"))
        star.clicked.connect(lambda: self.preferred.emit(self._stated.id))
        head.addWidget(star, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _lines(self, layout: QVBoxLayout, words: StatementWords) -> None:
        look = self._look
        head = plain_label(words.head or "—", look, FONT_TITLE, SEMIBOLD)
        if self._stated.part.rejected:
            font = head.font()
            font.setStrikeOut(True)
            head.setFont(font)
        layout.addWidget(head)
        for text in (words.meaning, words.when, words.where, words.locator):
            if text:
                size = FONT_MEANING if text == words.meaning else FONT_SECONDARY
                layout.addWidget(plain_label(text, look, size, token="text2"))

    def _foot(self, session: Session) -> QHBoxLayout:
        look, foot = self._look, row(self._look, _FOOT_GAP)
        glyph = QLabel()
        glyph.setPixmap(pixmap(f"certainty-{self._words.certainty}", look.tokens.text2, look.px(ICON)))
        word = term_shown(session.vocabularies(), "certainty", self._words.certainty, look.language)
        foot.addWidget(glyph)
        foot.addWidget(plain_label(word, look, FONT_MEANING, token="text2"))
        foot.addStretch(1)
        if self._stated.preferred:
            foot.addWidget(plain_label(self.tr("preferred"), look, FONT_MEANING, MEDIUM, token="accent"))
        if self._stated.part.rejected:
            foot.addWidget(plain_label(self.tr("rejected"), look, FONT_MEANING, MEDIUM, token="text2"))
        return foot


class StatementRow(_StatementFrame):
    """A statement on one line: value, dates, source, certainty. Made once, and used for every record."""

    def __init__(self, look: Look, session: Session, *, editable: bool) -> None:
        super().__init__(editable=editable)
        self._look = look
        self._session = session
        self.setProperty("kind", "row")
        line = QHBoxLayout(self)
        line.setContentsMargins(*[0, look.px(GAP_LINES)] * 2)
        line.setSpacing(look.px(GAP))
        self._head = plain_label("", look, FONT_BODY, MEDIUM)
        self._facts = plain_label("", look, FONT_MEANING, token="text2")
        self._source = plain_label("", look, FONT_MEANING, token="text2")
        self._glyph, self._star = QLabel(), QLabel()
        for smaller in (self._facts, self._source, self._glyph, self._star):
            smaller.setContentsMargins(0, look.px(_TO_BASELINE), 0, 0)
        self._star.setFixedSize(look.px(ICON), look.px(_STAR_HEIGHT))
        for widget, stretch in (
            (self._head, 5),
            (self._facts, 4),
            (self._source, 5),
            (self._glyph, 0),
            (self._star, 0),
        ):
            line.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop)

    def show_statement(self, record: RecordView, stated: Stated) -> None:
        """Show a statement in place of the one before."""
        look, words = self._look, words_of(record, stated, self._look, self._session.vocabularies())
        self._statement_id = stated.id
        self.setObjectName(f"statement-{stated.id}")
        font = look.font(FONT_BODY, MEDIUM)
        if stated.part.rejected:
            font = QFont(font)
            font.setStrikeOut(True)
        self._head.setFont(font)
        self._head.setText(words.head or "—")
        facts = "　".join(filter(None, (words.when, words.meaning, words.where)))
        self._facts.setText(facts)
        source = " ".join(filter(None, (words.source, words.locator)))
        self._source.setText(source or self.tr("No source"))
        palette = self._source.palette()
        palette.setColor(QPalette.ColorRole.WindowText, look.colour("text2" if source else "attention"))
        self._source.setPalette(palette)
        self._glyph.setPixmap(pixmap(f"certainty-{words.certainty}", look.tokens.text2, look.px(ICON)))
        word = term_shown(self._session.vocabularies(), "certainty", words.certainty, look.language)
        self._glyph.setToolTip(word)
        self._glyph.setAccessibleName(word)
        preferred = self.tr("preferred") if stated.preferred else ""
        self._star.setToolTip(preferred)
        star = pixmap("star-filled", look.tokens.accent, look.px(ICON)) if stated.preferred else QPixmap()
        self._star.setPixmap(star)
        self.setAccessibleName(" ".join(filter(None, (words.head, facts, source, word, preferred))))


class StatementLine(QWidget):
    """A row with one statement, after the name of its property."""

    def __init__(self, look: Look, session: Session, *, editable: bool) -> None:
        super().__init__()
        self._look = look
        layout = row(look, GAP_LABEL)
        self._label = plain_label("", look, FONT_SECONDARY, token="text2")
        self._label.setFixedWidth(look.px(_LABEL_WIDTH[look.language]))
        self._label.setContentsMargins(0, look.px(_LABEL_TO_BASELINE), 0, 0)
        layout.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        self.row = StatementRow(look, session, editable=editable)
        layout.addWidget(self.row, 1)
        self.setLayout(layout)

    def show_statement(self, record: RecordView, stated: Stated, code: str) -> None:
        """Show a statement and the name of the property ``code``; no name where the line before has the same."""
        self._label.setText(PROPERTIES[code].label.in_(self._look.language) if code else "")
        self.row.show_statement(record, stated)


class StatementsSection(QWidget):
    """All statements on a record; ``opened`` and ``preferred`` carry the id of one. ``columns``: cards in a row."""

    opened = Signal(int)
    preferred = Signal(int)

    def __init__(self, session: Session, look: Look, *, editable: bool, columns: int = _SIDE_BY_SIDE) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._editable = editable
        self._columns = columns
        self.cards: dict[int, StatementCard | StatementRow] = {}
        self._lines: list[StatementLine] = []  # made once, and used for every record
        self._used = 0  # how many of them show a statement of this record
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(look.px(GAP))

    def show_record(self, record: RecordView) -> None:
        """Show the statements of a record in the order of the type's properties."""
        focus = next((id_ for id_, card in self.cards.items() if card.hasFocus()), None)
        for line in self._lines:
            self._layout.removeWidget(line)
            line.hide()
        clear(self._layout)
        self.cards, self._used = {}, 0
        codes = {stated.part.property for stated in record.statements}
        for declared in record.type.properties:
            if declared.code in codes:
                self._property(record, declared.code)
        if focus in self.cards:
            self.cards[focus].setFocus()

    def _property(self, record: RecordView, code: str) -> None:
        """Show a property: a line for each event where each has one statement, else cards side by side by event."""
        declared, events = PROPERTIES[code], record.events(code)
        if all(len(statements) == 1 for statements in events.values()):
            for number, statements in enumerate(events.values()):
                self._line(record, statements[0], code if number == 0 else "")
            return
        look, count = self._look, sum(len(statements) for statements in events.values())
        head = row(look)
        head.addWidget(plain_label(declared.label.in_(look.language), look, FONT_BODY, SEMIBOLD, wrap=False))
        words = self.tr("%n statement(s)", "", count)
        if declared.repeatable:
            words = f"{self.tr('%n event(s)', '', len(events))} · {words}"
        head.addWidget(plain_label(words, look, FONT_MEANING, token="text2", wrap=False))
        head.addStretch(1)
        self._layout.addSpacing(look.px(GAP_IN_GROUP))
        self._layout.addLayout(head)
        for statements in events.values():
            spans = spans_of(record, statements)
            if spans:
                self._layout.addWidget(DayRuler(self._look, spans))
            self._layout.addWidget(self._event(record, statements))

    def _line(self, record: RecordView, stated: Stated, code: str) -> None:
        if self._used == len(self._lines):
            made = StatementLine(self._look, self._session, editable=self._editable)
            made.row.opened.connect(self.opened)
            made.row.preferred.connect(self.preferred)
            self._lines.append(made)
        line = self._lines[self._used]
        self._used += 1
        line.show_statement(record, stated, code)
        self.cards[stated.id] = line.row
        self._layout.addWidget(line)
        line.show()

    def _event(self, record: RecordView, statements: list[Stated]) -> QWidget:
        widget = QWidget()
        grid = QGridLayout(widget)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self._look.px(GAP))
        for number, stated in enumerate(statements):
            card = StatementCard(record, stated, self._look, self._session, editable=self._editable)
            card.opened.connect(self.opened)
            card.preferred.connect(self.preferred)
            self.cards[stated.id] = card
            grid.addWidget(card, number // self._columns, number % self._columns)
        for number in range(min(len(statements), self._columns)):
            grid.setColumnStretch(number, 1)
        return widget

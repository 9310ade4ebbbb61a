"""The statements on a record, by property and event: what each source says side by side, the preferred one marked."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPalette, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from memoircat.catalogue.views import RecordView, Stated
from memoircat.desktop.browse.life import spans_of
from memoircat.desktop.form.said import Words, words_of
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon, pixmap
from memoircat.desktop.widgets.day_ruler import DayRuler
from memoircat.desktop.widgets.layouts import clear, plain, row
from memoircat.records.properties import PROPERTIES
from memoircat.records.values import term_shown

_SIDE_BY_SIDE = 3


class StatementCard(QFrame):
    """One statement: its words large, what they mean small, where and who says so, how sure. Enter opens it."""

    opened = Signal(int)
    preferred = Signal(int)

    def __init__(self, record: RecordView, said: Stated, look: Look, session: Session, *, editable: bool) -> None:
        super().__init__()
        self._said = said
        self._look = look
        self._words = words_of(record, said, look, session.vocabularies())
        self.setObjectName(f"statement-{said.id}")
        self.setProperty("kind", "card")
        self.setProperty("preferred", said.preferred)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if editable else Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(look.px(12), look.px(10), look.px(12), look.px(10))
        layout.setSpacing(look.px(2))
        layout.addLayout(self._head(editable=editable))
        self._lines(layout, self._words)
        layout.addStretch(1)
        layout.addLayout(self._foot(session))
        self.setAccessibleName(" ".join(filter(None, (self._words.head, self._words.source, self._words.locator))))

    def _head(self, *, editable: bool) -> QHBoxLayout:
        look = self._look
        head = row(look, 4)
        source = plain(
            self._words.source or self.tr("No source"), look, 12, token="text2" if self._words.source else "attention"
        )
        head.addWidget(source, 1)
        star = QToolButton()
        star.setObjectName(f"prefer-{self._said.id}")
        name = "star-filled" if self._said.preferred else "star"
        star.setIcon(icon(name, look.tokens.accent if self._said.preferred else look.tokens.text2, look.px(16)))
        star.setIconSize(QSize(look.px(16), look.px(16)))
        star.setAutoRaise(True)
        star.setProperty("kind", "small")
        star.setEnabled(editable)
        star.setAccessibleName(self.tr("Prefer this statement"))
        star.setToolTip(self.tr("Prefer this statement"))
        star.clicked.connect(lambda: self.preferred.emit(self._said.id))
        head.addWidget(star, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _lines(self, layout: QVBoxLayout, words: Words) -> None:
        look = self._look
        head = plain(words.head or "—", look, 16, 600)
        if self._said.part.rejected:
            font = head.font()
            font.setStrikeOut(True)
            head.setFont(font)
        layout.addWidget(head)
        for text in (words.meaning, words.when, words.where, words.locator):
            if text:
                layout.addWidget(plain(text, look, 12 if text == words.meaning else 13, token="text2"))

    def _foot(self, session: Session) -> QHBoxLayout:
        look, foot = self._look, row(self._look, 6)
        glyph = QLabel()
        glyph.setPixmap(pixmap(f"certainty-{self._words.certainty}", look.tokens.text2, look.px(16)))
        word = term_shown(session.vocabularies(), "certainty", self._words.certainty, look.language)
        foot.addWidget(glyph)
        foot.addWidget(plain(word, look, 12, token="text2"))
        foot.addStretch(1)
        if self._said.preferred:
            foot.addWidget(plain(self.tr("preferred"), look, 12, 500, token="accent"))
        if self._said.part.rejected:
            foot.addWidget(plain(self.tr("rejected"), look, 12, 500, token="text2"))
        return foot

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the statement, P prefers it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit(self._said.id)
        elif event.key() == Qt.Key.Key_P and not event.modifiers():
            self.preferred.emit(self._said.id)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """A double click opens it too."""
        if self.focusPolicy() != Qt.FocusPolicy.NoFocus:
            self.opened.emit(self._said.id)


class StatementRow(QFrame):
    """One statement that stands alone on its event: value, dates, source and certainty in one line."""

    opened = Signal(int)
    preferred = Signal(int)

    def __init__(self, look: Look, session: Session, *, editable: bool) -> None:
        super().__init__()
        self._look = look
        self._session = session
        self._said: Stated | None = None
        self.setProperty("kind", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if editable else Qt.FocusPolicy.NoFocus)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, look.px(2), 0, look.px(2))
        line.setSpacing(look.px(8))
        self._head = plain("", look, 14, 500)
        self._facts = plain("", look, 12, token="text2")
        self._source = plain("", look, 12, token="text2")
        self._glyph, self._star = QLabel(), QLabel()
        for each in (self._facts, self._source, self._glyph, self._star):
            each.setContentsMargins(0, look.px(2), 0, 0)  # on the line of the larger words before them
        self._star.setFixedSize(look.px(16), look.px(18))
        for widget, stretch in (
            (self._head, 5),
            (self._facts, 4),
            (self._source, 5),
            (self._glyph, 0),
            (self._star, 0),
        ):
            line.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop)

    def show_statement(self, record: RecordView, said: Stated) -> None:
        """Show a statement; the widgets are those of the one before."""
        look, words = self._look, words_of(record, said, self._look, self._session.vocabularies())
        self._said = said
        self.setObjectName(f"statement-{said.id}")
        font = look.font(14, 500)
        if said.part.rejected:
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
        self._glyph.setPixmap(pixmap(f"certainty-{words.certainty}", look.tokens.text2, look.px(16)))
        word = term_shown(self._session.vocabularies(), "certainty", words.certainty, look.language)
        self._glyph.setToolTip(word)
        self._glyph.setAccessibleName(word)
        preferred = self.tr("preferred") if said.preferred else ""
        self._star.setToolTip(preferred)
        self._star.setPixmap(pixmap("star-filled", look.tokens.accent, look.px(16)) if said.preferred else QPixmap())
        self.setAccessibleName(" ".join(filter(None, (words.head, facts, source, word, preferred))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the statement, P prefers it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit(self._said.id if self._said else 0)
        elif event.key() == Qt.Key.Key_P and not event.modifiers():
            self.preferred.emit(self._said.id if self._said else 0)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """A double click opens it too."""
        if self.focusPolicy() != Qt.FocusPolicy.NoFocus and self._said is not None:
            self.opened.emit(self._said.id)


class StatementLine(QWidget):
    """A statement that stands alone, behind the name of its property. It shows one record's after another's."""

    def __init__(self, look: Look, session: Session, *, editable: bool) -> None:
        super().__init__()
        self._look = look
        layout = row(look, 12)
        self._label = plain("", look, 13, token="text2")
        self._label.setFixedWidth(look.px(88 if look.language == "ja" else 128))
        self._label.setContentsMargins(0, look.px(3), 0, 0)  # likewise, and the row has a margin of its own
        layout.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        self.row = StatementRow(look, session, editable=editable)
        layout.addWidget(self.row, 1)
        self.setLayout(layout)

    def show_statement(self, record: RecordView, said: Stated, code: str) -> None:
        """Show a statement; ``code`` is empty where the line before has the name of its property."""
        self._label.setText(PROPERTIES[code].label.in_(self._look.language) if code else "")
        self.row.show_statement(record, said)


class StatementsSection(QWidget):
    """All statements on a record; ``opened`` and ``preferred`` carry a statement's id."""

    opened = Signal(int)
    preferred = Signal(int)

    def __init__(self, session: Session, look: Look, *, editable: bool, columns: int = _SIDE_BY_SIDE) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._editable = editable
        self._columns = columns
        self.cards: dict[int, StatementCard | StatementRow] = {}
        self._lines: list[StatementLine] = []  # made once, and shown for one record after the other
        self._used = 0
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(look.px(8))

    def show_record(self, record: RecordView) -> None:
        """Show the statements of a record in the order of its properties."""
        focus = next((id_ for id_, card in self.cards.items() if card.hasFocus()), None)
        for line in self._lines:
            self._layout.removeWidget(line)
            line.hide()
        clear(self._layout)
        self.cards, self._used = {}, 0
        stated = {each.part.property for each in record.statements}
        for each in record.type.properties:
            if each.code in stated:
                self._property(record, each.code)
        if focus in self.cards:
            self.cards[focus].setFocus()

    def _property(self, record: RecordView, code: str) -> None:
        """What stands alone takes a line; where sources differ their cards stand side by side under a heading."""
        declared, events = PROPERTIES[code], record.events(code)
        if all(len(said) == 1 for said in events.values()):
            for number, said in enumerate(events.values()):
                self._line(record, said[0], code if number == 0 else "")
            return
        look, count = self._look, sum(len(each) for each in events.values())
        head = row(look)
        head.addWidget(plain(declared.label.in_(look.language), look, 14, 600, wrap=False))
        words = self.tr("%n statement(s)", "", count)
        if declared.repeatable:
            words = f"{self.tr('%n event(s)', '', len(events))} · {words}"
        head.addWidget(plain(words, look, 12, token="text2", wrap=False))
        head.addStretch(1)
        self._layout.addSpacing(look.px(4))
        self._layout.addLayout(head)
        for said in events.values():
            spans = spans_of(record, said)
            if spans:
                self._layout.addWidget(DayRuler(self._look, spans))
            self._layout.addWidget(self._event(record, said))

    def _line(self, record: RecordView, said: Stated, code: str) -> None:
        if self._used == len(self._lines):
            made = StatementLine(self._look, self._session, editable=self._editable)
            made.row.opened.connect(self.opened)
            made.row.preferred.connect(self.preferred)
            self._lines.append(made)
        line = self._lines[self._used]
        self._used += 1
        line.show_statement(record, said, code)
        self.cards[said.id] = line.row
        self._layout.addWidget(line)
        line.show()

    def _event(self, record: RecordView, said: list[Stated]) -> QWidget:
        widget = QWidget()
        grid = QGridLayout(widget)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self._look.px(8))
        for number, each in enumerate(said):
            card = StatementCard(record, each, self._look, self._session, editable=self._editable)
            card.opened.connect(self.opened)
            card.preferred.connect(self.preferred)
            self.cards[each.id] = card
            grid.addWidget(card, number // self._columns, number % self._columns)
        for number in range(min(len(said), self._columns)):
            grid.setColumnStretch(number, 1)
        return widget

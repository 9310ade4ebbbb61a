"""Statement cards: what one source says, as written first and large."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.theme.tokens import BAR_PREFERRED, RADIUS
from memoircat.desktop.widgets.buttons import IconButton
from memoircat.desktop.widgets.certainty import Certainty, CertaintyGlyph
from memoircat.desktop.widgets.text import Text


class Card(QFrame):
    """A ground with an edge; ``preferred`` puts the accent bar on top. Fill it through ``column``."""

    activated = Signal()

    def __init__(
        self, look: Look, *, preferred: bool = False, focusable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._preferred, self._focusable = look, preferred, focusable
        self.column = QVBoxLayout(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if focusable else Qt.FocusPolicy.NoFocus)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Draw with another look."""
        self._look = look
        self.column.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        self.column.setSpacing(0)
        self.update()

    def set_preferred(self, preferred: bool) -> None:
        """With or without the bar."""
        self._preferred = preferred
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, edge, bar, ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, radius = self._look, self._look.px(RADIUS)
        focused = self.hasFocus()
        width = look.tokens.ring if focused else 1
        edge = "accent" if focused else "line2" if self._preferred else "line"
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(look.colour(edge), width))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(box, radius, radius)
        if self._preferred:
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(self.rect()), radius, radius)
            painter.setClipPath(shape)
            painter.fillRect(QRect(0, 0, self.width(), look.px(BAR_PREFERRED)), look.colour("accent"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if self._focusable and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.activated.emit()
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """So does a double click."""
        self.activated.emit()

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Draw the ring."""
        self.update()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        """Take the ring away."""
        self.update()


@dataclass(frozen=True)
class StatementWords:
    """The words of one statement, ready to be shown. ``note`` says 優先 and by whom, or why it was rejected."""

    source: str
    source_icon: str
    value: str
    meaning: str = ""
    detail: str = ""
    citation: str = ""
    certainty: Certainty = "certain"
    certainty_word: str = ""
    note: str = ""
    preferred: bool = False
    rejected: bool = False


class StatementCard(Card):
    """One statement: source and star, value as written, meaning, detail, citation, certainty, note."""

    preferRequested = Signal()  # noqa: N815 - named like Qt's own signals

    def __init__(self, look: Look, words: StatementWords, parent: QWidget | None = None) -> None:
        super().__init__(look, preferred=words.preferred, focusable=True, parent=parent)
        self.words = words
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._texts: list[Text] = []
        self._make_head(look)
        quiet = "text2" if words.rejected else None
        self._line(look, words.value, "title", struck=words.rejected, colour=quiet)
        self._line(look, words.meaning, "meaning")
        if words.detail:
            self.column.addSpacing(look.px(4))
            self._line(look, words.detail, "body", colour=quiet)
        self._line(look, words.citation, "meaning")
        self.column.addSpacing(look.px(4))
        self._make_foot(look)
        said = (words.source, words.value, words.meaning, words.detail, words.citation, words.note)
        self.setAccessibleName(", ".join(filter(None, said)))
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Draw with another look."""
        super().set_look(look)
        if not hasattr(self, "_certainty"):
            return
        for each in self._texts:
            each.set_look(look)
        self._picture.setPixmap(pixmap(self.words.source_icon, look.tokens.text2, look.px(16)))
        self._star.set_look(look)
        self._rejected.setPixmap(pixmap("ban", look.tokens.text2, look.px(16)))
        self._rejected.setFixedSize(look.px(24), look.px(24))
        self._certainty.set_look(look)

    def _make_head(self, look: Look) -> None:
        row = QHBoxLayout()
        row.setSpacing(look.px(6))
        self._picture = QLabel(self)
        row.addWidget(self._picture)
        row.addWidget(self._text(look, self.words.source, "meaning"), 1)
        name = self.tr("Preferred statement") if self.words.preferred else self.tr("Prefer this statement")
        star, colour = ("star-filled", "accent") if self.words.preferred else ("star", "text2")
        self._star = IconButton(look, star, name, colour=colour, small=True, parent=self)
        self._star.setVisible(not self.words.rejected)
        self._rejected = QLabel(self)
        self._rejected.setVisible(self.words.rejected)
        self._rejected.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self._rejected)
        self._star.clicked.connect(self.preferRequested)
        row.addWidget(self._star)
        self.column.addLayout(row)

    def _make_foot(self, look: Look) -> None:
        row = QHBoxLayout()
        self._certainty = CertaintyGlyph(look, self.words.certainty, self.words.certainty_word, self)
        row.addWidget(self._certainty)
        row.addStretch(1)
        colour = "accent" if self.words.preferred else "text2"
        row.addWidget(self._text(look, self.words.note, "meaning", colour=colour))
        self.column.addLayout(row)

    def _line(self, look: Look, text: str, role: str, *, struck: bool = False, colour: str | None = None) -> None:
        if text:
            self.column.addWidget(self._text(look, text, role, struck=struck, colour=colour))

    def _text(self, look: Look, text: str, role: str, *, struck: bool = False, colour: str | None = None) -> Text:
        made = Text(look, text, role, elide=True, struck=struck, colour=colour, parent=self)  # type: ignore[arg-type]
        self._texts.append(made)
        return made

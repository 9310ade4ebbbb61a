"""One part of a record: in words on one line, and opened for editing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from memoircat.desktop.form.field_row import FieldRow, ProblemLine
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon
from memoircat.desktop.theme.tokens import (
    CARD_MARGIN,
    CONTROL,
    FONT_BODY,
    FONT_MEANING,
    FONT_SECONDARY,
    GAP,
    GAP_LINES,
    GRID,
    ICON,
    MEDIUM,
)
from memoircat.desktop.widgets.keys import ENTER
from memoircat.desktop.widgets.layouts import Elided, button, row, set_tab_order
from memoircat.records.declare import Field
from memoircat.records.values import Parsed

_WIDEST_LEAD: Final = 144  # of the column that says of what kind a part is, in px at 100 %


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part in words, as it is shown on one line."""

    id: int
    lead: str  # of what kind it is: the role of a link, the number of an image; may be empty
    head: str  # the main value
    rest: str  # the other values
    leads_to: int | None = None  # the record that it is about


@dataclass(frozen=True, slots=True)
class Columns:
    """What the lines of one section share: their columns, and the icon of their buttons, which is slow to draw."""

    lead: int  # width in pixels
    head: int  # stretch factors of the columns that share the remaining width
    rest: int
    sign: QIcon


def columns_of(lines: Sequence[PartLine], look: Look) -> Columns:
    """Columns that fit the longest of the lines."""
    metrics = QFontMetrics(look.font(FONT_SECONDARY))
    widest = max((metrics.horizontalAdvance(line.lead) for line in lines), default=0)
    head = max((len(line.head) for line in lines), default=0)
    rest = max((len(line.rest) for line in lines), default=0)
    sign = icon("arrow-right", look.tokens.text2, look.px(ICON))
    return Columns(min(widest + 2, look.px(_WIDEST_LEAD)), min(max(head, 8), 24), min(max(rest, 8), 24), sign)


class PartRow(QFrame):
    """A part on one line, which can have the focus. Enter or F2 opens it for editing, Del removes it.

    With ``follows``, Enter goes to the record that the part leads to, and only F2 edits. ``name`` is the code of the
    kind of part; names of widgets are made of it.
    """

    edited = Signal(int)
    removed = Signal(int)
    followed = Signal(int)
    moved = Signal(int, int)  # the part's id, and by how many places: −1 for Ctrl+↑, 1 for Ctrl+↓

    def __init__(
        self, line: PartLine, columns: Columns, look: Look, name: str, *, editable: bool, follows: bool
    ) -> None:
        super().__init__()
        self._line = line
        self._editable = editable
        self._follows = follows and line.leads_to is not None
        self.setObjectName(f"{name}-{line.id}")
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(" ".join(filter(None, (line.lead, line.head, line.rest))))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look.px(GAP), look.px(GAP_LINES), look.px(GRID), look.px(GAP_LINES))
        layout.setSpacing(look.px(GAP))
        if line.lead:
            lead = Elided(line.lead, look, FONT_SECONDARY, token="text2")
            lead.setFixedWidth(columns.lead)
            layout.addWidget(lead)
        layout.addWidget(Elided(line.head or "—", look, FONT_BODY, MEDIUM), columns.head)
        layout.addWidget(Elided(line.rest, look, FONT_MEANING, token="text2"), columns.rest)
        if line.leads_to is not None:
            layout.addWidget(self._leading_button(columns.sign, look, name))
        self.setMinimumHeight(look.px(CONTROL))

    def _leading_button(self, sign: QIcon, look: Look, name: str) -> QToolButton:
        go = QToolButton()
        go.setObjectName(f"open-{name}-{self._line.id}")
        go.setProperty("kind", "small")
        go.setIcon(sign)
        go.setIconSize(QSize(look.px(ICON), look.px(ICON)))
        words = self.tr("Open the record")
        go.setAccessibleName(f"{words}: {self._line.head}")
        go.setToolTip(f"{words} (Enter)" if self._follows else words)
        go.clicked.connect(self._follow)
        return go

    def _follow(self) -> None:
        if self._line.leads_to is not None:
            self.followed.emit(self._line.leads_to)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, F2 and Del; Ctrl+↑ and Ctrl+↓ for parts that have an order."""
        key, steps = event.key(), {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in ENTER and self._follows:
            self._follow()
        elif not self._editable:
            super().keyPressEvent(event)
        elif key in (*ENTER, Qt.Key.Key_F2):
            self.edited.emit(self._line.id)
        elif key == Qt.Key.Key_Delete and not event.modifiers():
            self.removed.emit(self._line.id)
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and key in steps:
            self.moved.emit(self._line.id, steps[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """A double click opens the part for editing."""
        if self._editable:
            self.edited.emit(self._line.id)


class PartEditor(QFrame):
    """The fields of one part, open for editing. Enter asks to save (``saved``), Esc to close (``closed``).

    Nothing is written here. ``part_id`` is None for a new part; ``values`` are the values read from the texts so far.
    ``make_editor`` and ``parse`` are those of the section; ``name`` is the code of the kind of part.
    """

    saved = Signal()
    closed = Signal()

    def __init__(
        self,
        part_id: int | None,
        fields: Sequence[Field],
        make_editor: Callable[[Field], Any],
        parse: Callable[[Field, str], Parsed],
        look: Look,
        name: str,
    ) -> None:
        super().__init__()
        self.part_id = part_id
        self.values: dict[str, Any] = {}
        self._opened: dict[str, Any] = {}
        self.setObjectName(f"{name}-editor")
        self.setProperty("kind", "editor")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[look.px(CARD_MARGIN)] * 4)
        layout.setSpacing(look.px(GAP))
        self.rows: dict[str, FieldRow] = {}
        for field in fields:
            # The frame takes some of the width: labels longer than the Japanese ones go above their editors.
            above = look.language != "ja"
            made = FieldRow(field, make_editor(field), look, parse, self._understood, above=above)
            made.setObjectName(f"field-{name}-{field.name}")
            made.editor.setObjectName(f"editor-{name}-{field.name}")
            self.rows[field.name] = made
            layout.addWidget(made)
        self.message = ProblemLine(look)
        layout.addWidget(self.message)
        buttons = row(look)
        buttons.addStretch(1)
        close = button(self.tr("Cancel"), look)
        close.clicked.connect(self.closed)
        save = button(self.tr("Save"), look, "primary")
        save.setObjectName(f"{name}-save")
        save.clicked.connect(self.saved)
        buttons.addWidget(close)
        buttons.addWidget(save)
        layout.addLayout(buttons)

    def open_on(self, values: Mapping[str, Any], texts: Mapping[str, str]) -> None:
        """Show the values of a part, and in the editors their texts; both by the names of the fields."""
        self.values, self._opened = dict(values), dict(values)
        for name, made in self.rows.items():
            made.show_value(values[name], texts[name], keep_typing=False)
        set_tab_order(self)

    def _understood(self, name: str, value: Any) -> bool:
        self.values[name] = value
        return True

    def commit(self) -> bool:
        """Read all texts into ``values``; False where one cannot be read, and its field gets the focus."""
        for made in self.rows.values():
            made.commit()
        wrong = next((made for made in self.rows.values() if not made.is_saved), None)
        if wrong is not None:
            wrong.editor.setFocus()
        return wrong is None

    def differs(self) -> bool:
        """Whether anything was entered since the part was opened."""
        return self.values != self._opened or any(not made.is_saved for made in self.rows.values())

    def texts(self) -> dict[str, str]:
        """The texts of the fields by name, with what an input method is still composing."""
        return {name: made.editor.typed_text() for name, made in self.rows.items()}

    def unsaved(self) -> dict[str, str] | None:
        """The texts of the fields by name; None where nothing was entered."""
        typed = self.differs() or any(made.unsaved() for made in self.rows.values())
        return self.texts() if typed else None

    def say(self, where: str | None, problem: str) -> None:
        """Show a problem below the field ``where``, or below all fields where that is none of them."""
        if where in self.rows:
            self.rows[where].say(problem)
            self.rows[where].editor.setFocus()
        else:
            self.message.say("problem", problem)

    def first(self) -> QWidget:
        """The editor of the first field."""
        editor: QWidget = next(iter(self.rows.values())).editor
        return editor

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in any line saves (Ctrl+Enter in an editor of several lines); Esc closes."""
        if event.key() in ENTER:
            self.saved.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

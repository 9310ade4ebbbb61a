"""One part of a record in one calm line, and the same part opened for editing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from memoircat.desktop.form.field_row import FieldRow, Message
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon
from memoircat.desktop.widgets.layouts import Elided, button, chain, row
from memoircat.records.declare import Field
from memoircat.records.values import Parsed

_WIDEST_LEAD = 144
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Line:
    """A part in words: its id, what kind it is, the main value, the others, and the record it leads to."""

    id: int
    lead: str
    head: str
    rest: str
    leads_to: int | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """How the lines of one section share their width: so many pixels for the kind, the rest in this proportion.

    ``sign`` is the icon of all their buttons: drawing it anew for each would take longer than all the rest.
    """

    lead: int
    head: int
    rest: int
    sign: QIcon


def columns_of(lines: Sequence[Line], look: Look) -> Columns:
    """Columns that fit the longest of the lines."""
    metrics = QFontMetrics(look.font(13))
    widest = max((metrics.horizontalAdvance(each.lead) for each in lines), default=0)
    head = max((len(each.head) for each in lines), default=0)
    rest = max((len(each.rest) for each in lines), default=0)
    sign = icon("arrow-right", look.tokens.text2, look.px(16))
    return Columns(min(widest + 2, look.px(_WIDEST_LEAD)), min(max(head, 8), 24), min(max(rest, 8), 24), sign)


class PartRow(QFrame):
    """A line that the keyboard walks over. Enter or F2 opens it for editing, Del removes it.

    Where ``follows``, Enter goes to the record it leads to, and F2 edits.
    """

    edited = Signal(int)
    removed = Signal(int)
    followed = Signal(int)
    moved = Signal(int, int)  # id, and by how much; sent for Ctrl+↑ and Ctrl+↓

    def __init__(self, line: Line, columns: Columns, look: Look, name: str, *, editable: bool, follows: bool) -> None:
        super().__init__()
        self._line = line
        self._editable = editable
        self._follows = follows and line.leads_to is not None
        self.setObjectName(f"{name}-{line.id}")
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(" ".join(filter(None, (line.lead, line.head, line.rest))))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look.px(8), look.px(2), look.px(4), look.px(2))
        layout.setSpacing(look.px(8))
        if line.lead:
            lead = Elided(line.lead, look, 13, token="text2")
            lead.setFixedWidth(columns.lead)
            layout.addWidget(lead)
        layout.addWidget(Elided(line.head or "—", look, 14, 500), columns.head)
        layout.addWidget(Elided(line.rest, look, 12, token="text2"), columns.rest)
        if line.leads_to is not None:
            layout.addWidget(self._go(columns.sign, look, name))
        self.setMinimumHeight(look.px(32))

    def _go(self, sign: QIcon, look: Look, name: str) -> QToolButton:
        go = QToolButton()
        go.setObjectName(f"open-{name}-{self._line.id}")
        go.setProperty("kind", "small")
        go.setIcon(sign)
        go.setIconSize(QSize(look.px(16), look.px(16)))
        words = self.tr("Open the record")
        go.setAccessibleName(f"{words}: {self._line.head}")
        go.setToolTip(f"{words} (Enter)" if self._follows else words)
        go.clicked.connect(self._follow)
        return go

    def _follow(self) -> None:
        if self._line.leads_to is not None:
            self.followed.emit(self._line.leads_to)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, F2, Del; Ctrl+↑ and Ctrl+↓ for what has an order."""
        key, steps = event.key(), {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in _ENTER and self._follows:
            self._follow()
        elif not self._editable:
            super().keyPressEvent(event)
        elif key in (*_ENTER, Qt.Key.Key_F2):
            self.edited.emit(self._line.id)
        elif key == Qt.Key.Key_Delete and not event.modifiers():
            self.removed.emit(self._line.id)
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and key in steps:
            self.moved.emit(self._line.id, steps[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """A double click opens it for editing."""
        if self._editable:
            self.edited.emit(self._line.id)


class PartEditor(QFrame):
    """The fields of one part. Enter saves, Esc closes; until then nothing is written, and a problem stays in its place.

    ``part_id`` None: a new one. ``values`` is what has been understood so far.
    """

    saved = Signal()
    left = Signal()

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
        layout.setContentsMargins(*[look.px(12)] * 4)
        layout.setSpacing(look.px(8))
        self.rows: dict[str, FieldRow] = {}
        for field in fields:
            # In a frame of its own there is less room: longer labels than the Japanese stand above.
            above = look.language != "ja"
            made = FieldRow(field, make_editor(field), look, parse, self._understood, above=above)
            made.setObjectName(f"field-{name}-{field.name}")
            made.editor.setObjectName(f"editor-{name}-{field.name}")
            self.rows[field.name] = made
            layout.addWidget(made)
        self.message = Message(look)
        layout.addWidget(self.message)
        buttons = row(look)
        buttons.addStretch(1)
        close = button(self.tr("Cancel"), look)
        close.clicked.connect(self.left)
        save = button(self.tr("Save"), look, "primary")
        save.setObjectName(f"{name}-save")
        save.clicked.connect(self.saved)
        buttons.addWidget(close)
        buttons.addWidget(save)
        layout.addLayout(buttons)

    def open_on(self, values: Mapping[str, Any], texts: Mapping[str, str]) -> None:
        """Show the values of a part, each with the text it stands in its editor as."""
        self.values, self._opened = dict(values), dict(values)
        for name, made in self.rows.items():
            made.show_value(values[name], texts[name], keep_typing=False)
        chain(self)

    def _understood(self, name: str, value: Any) -> bool:
        self.values[name] = value
        return True

    def commit(self) -> bool:
        """Understand everything that is typed; False where something cannot be, and the focus goes there."""
        for made in self.rows.values():
            made.commit()
        wrong = next((made for made in self.rows.values() if not made.is_settled), None)
        if wrong is not None:
            wrong.editor.setFocus()
        return wrong is None

    def differs(self) -> bool:
        """Whether anything was entered since it was opened."""
        return self.values != self._opened or any(not made.is_settled for made in self.rows.values())

    def texts(self) -> dict[str, str]:
        """What stands in its lines, with what is being composed."""
        return {name: made.editor.typed_text() for name, made in self.rows.items()}

    def unsaved(self) -> dict[str, str] | None:
        """What stands in its lines; None where nothing was entered."""
        typed = self.differs() or any(made.unsaved() for made in self.rows.values())
        return self.texts() if typed else None

    def say(self, where: str | None, problem: str) -> None:
        """Show a problem beside its field, or below all."""
        if where in self.rows:
            self.rows[where].say(problem)
            self.rows[where].editor.setFocus()
        else:
            self.message.say("problem", problem)

    def first(self) -> QWidget:
        """The line where entering begins."""
        editor: QWidget = next(iter(self.rows.values())).editor
        return editor

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in any line saves (in one of several lines Ctrl+Enter); Esc closes."""
        if event.key() in _ENTER:
            self.saved.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

"""Buttons with an icon only, and rows of exclusive buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon
from memoircat.desktop.widgets.text import plain_tip


class IconButton(QToolButton):
    """A tool button: its tool tip and accessible name say what it does, and with which key.

    ``key`` is only told, not bound: shortcuts belong to the window's actions.
    """

    def __init__(
        self,
        look: Look,
        icon_name: str,
        name: str,
        key: QKeySequence | str = "",
        *,
        checkable: bool = False,
        size: int = 16,
        colour: str = "text2",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._icon_name, self._size, self._colour = look, icon_name, size, colour
        self._key = QKeySequence(key) if isinstance(key, str) else key
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if small:
            self.setProperty("kind", "small")
        self.set_name(name)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Draw with another look."""
        self._look = look
        pixels = look.px(self._size)
        ink = look.tokens.colour(self._colour)
        self.setIconSize(QSize(pixels, pixels))
        self.setIcon(icon(self._icon_name, ink, pixels, disabled=look.tokens.text3, on=look.tokens.accent))

    def set_icon(self, icon_name: str, colour: str | None = None) -> None:
        """Another icon, and another token's colour where one is named."""
        self._icon_name, self._colour = icon_name, colour or self._colour
        self.set_look(self._look)

    def set_name(self, name: str) -> None:
        """What the button does, in words."""
        key = self._key.toString(QKeySequence.SequenceFormat.NativeText)
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(f"{name} ({key})" if key else name))


class Segmented(QWidget):
    """Joined buttons of which one is on: ``choices`` are pairs of key and words. ←/→ go from one to the next."""

    changed = Signal(str)

    def __init__(
        self,
        look: Look,
        choices: Sequence[tuple[str, str]],
        current: str | None = None,
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        for at, (key, words) in enumerate(choices):
            self._add(key, words, "first" if at == 0 else "last" if at == len(choices) - 1 else "middle")
        if choices:
            self.set_current(choices[0][0] if current is None else current)
        self._group.buttonToggled.connect(self._toggled)

    def _add(self, key: str, words: str, place: str) -> None:
        button = QPushButton(words.replace("&", "&&"), self)
        button.setProperty("segment", place)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setAccessibleName(words)
        self._group.addButton(button)
        self._buttons[key] = button
        self._row.addWidget(button)

    def set_look(self, look: Look) -> None:
        """The style sheet draws the buttons; nothing to do but keep the look."""
        self._look = look

    def current(self) -> str:
        """The key of the button that is on; "" where there is none."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Turn a button on. Raises KeyError for an unknown key."""
        self._buttons[key].setChecked(True)

    def button(self, key: str) -> QPushButton:
        """One of the buttons, to disable it or give it a tool tip."""
        return self._buttons[key]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the ends; Qt's button group handles the arrows."""
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
        if event.key() in ends and self._buttons:
            button = list(self._buttons.values())[ends[Qt.Key(event.key())]]
            button.setFocus()
            button.setChecked(True)
            return
        super().keyPressEvent(event)

    def _toggled(self, button: QPushButton, on: bool) -> None:
        if on:
            self.changed.emit(next(key for key, each in self._buttons.items() if each is button))

"""Buttons with an icon only."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon
from memoircat.desktop.theme.tokens import ICON
from memoircat.desktop.widgets.text import plain_tip


class IconButton(QToolButton):
    """A tool button whose accessible name says what it does; its tool tip says it too, with the key.

    ``key`` is only shown: the shortcut itself belongs to an action of the window or to the widget with the focus.
    ``size`` is the icon's, in pixels at 100 %; ``colour`` is the name of a token; ``small`` makes a button of 24 × 24.
    """

    def __init__(
        self,
        look: Look,
        icon_name: str,
        name: str,
        key: QKeySequence | str = "",
        *,
        checkable: bool = False,
        size: int = ICON,
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
        """Show another icon, and in another colour where a token is named."""
        self._icon_name, self._colour = icon_name, colour or self._colour
        self.set_look(self._look)

    def set_name(self, name: str) -> None:
        """Say in words what the button does."""
        key = self._key.toString(QKeySequence.SequenceFormat.NativeText)
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(f"{name} ({key})" if key else name))

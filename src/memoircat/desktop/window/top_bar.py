"""The bar at the top: the catalogue's title, the search box, undo and redo, and the button for a new record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from memoircat.desktop.search.search_box import SearchBox
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon, pixmap
from memoircat.desktop.theme.tokens import CONTROL, FONT_BODY, GAP, ICON, MEDIUM, PANE_MARGIN
from memoircat.desktop.widgets.layouts import Elided, grounded
from memoircat.desktop.window.actions import draw_icon, translated

_TITLE_WIDTH: Final = 184  # the catalogue's title at most, px at 100 %


class TopBar(QWidget):
    """Every button is one of the window's actions."""

    def __init__(self, title: str, search: SearchBox, actions: Mapping[str, QAction], look: Look) -> None:
        super().__init__()
        self._look = look
        grounded(self, "bar")
        line = QHBoxLayout(self)
        line.setContentsMargins(look.px(PANE_MARGIN), look.px(GAP), look.px(PANE_MARGIN), look.px(GAP))
        line.setSpacing(look.px(GAP))
        title_label = Elided(title, look, FONT_BODY, MEDIUM)
        title_label.setMaximumWidth(look.px(_TITLE_WIDTH))
        line.addWidget(title_label, 2)
        icon_label = QLabel()
        icon_label.setPixmap(pixmap("search", look.tokens.text2, look.px(ICON)))
        line.addWidget(icon_label)
        search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line.addWidget(search, 4)
        line.addStretch(1)
        for name in ("undo", "redo"):
            line.addWidget(self._tool_button(actions[name]))
        line.addWidget(self._new_button(actions["new"]))

    def _tool_button(self, action: QAction) -> QToolButton:
        look, tool = self._look, QToolButton()
        draw_icon(action, look)
        tool.setDefaultAction(action)
        tool.setAutoRaise(True)
        tool.setIconSize(QSize(look.px(ICON), look.px(ICON)))
        tool.setMinimumSize(look.px(CONTROL), look.px(CONTROL))
        tool.setAccessibleName(action.text())
        action.changed.connect(lambda: tool.setAccessibleName(action.text()))
        return tool

    def _new_button(self, action: QAction) -> QPushButton:
        look, new = self._look, QPushButton(self.tr("New"))
        new.setObjectName("new-button")
        new.setProperty("kind", "primary")
        new.setFont(look.font(FONT_BODY, MEDIUM))
        new.setMinimumHeight(look.px(CONTROL))
        new.setIcon(icon("plus", look.tokens.on_accent, look.px(ICON)))
        new.setIconSize(QSize(look.px(ICON), look.px(ICON)))
        new.setToolTip(f"{translated('New record')} (Ctrl+N)")
        new.clicked.connect(action.trigger)
        action.changed.connect(lambda: new.setEnabled(action.isEnabled()))
        return new

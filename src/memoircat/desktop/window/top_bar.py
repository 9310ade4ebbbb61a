"""The bar at the top: the catalogue's title, the search box, undo and redo, and what is made anew."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from memoircat.desktop.search.search_box import SearchBox
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon, pixmap
from memoircat.desktop.widgets.layouts import Elided, grounded
from memoircat.desktop.window.actions import draw_icon, words


class TopBar(QWidget):
    """Every button is one of the window's actions."""

    def __init__(self, title: str, search: SearchBox, actions: Mapping[str, QAction], look: Look) -> None:
        super().__init__()
        self._look = look
        grounded(self, "bar")
        line = QHBoxLayout(self)
        line.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        line.setSpacing(look.px(8))
        shown = Elided(title, look, 14, 500)
        shown.setMaximumWidth(look.px(184))
        line.addWidget(shown, 2)
        sign = QLabel()
        sign.setPixmap(pixmap("search", look.tokens.text2, look.px(16)))
        line.addWidget(sign)
        search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line.addWidget(search, 4)
        line.addStretch(1)
        for name in ("undo", "redo"):
            line.addWidget(self._tool(actions[name]))
        line.addWidget(self._new(actions["new"]))

    def _tool(self, action: QAction) -> QToolButton:
        look, tool = self._look, QToolButton()
        draw_icon(action, look)
        tool.setDefaultAction(action)
        tool.setAutoRaise(True)
        tool.setIconSize(QSize(look.px(16), look.px(16)))
        tool.setMinimumSize(look.px(32), look.px(32))
        tool.setAccessibleName(action.text())
        action.changed.connect(lambda: tool.setAccessibleName(action.text()))
        return tool

    def _new(self, action: QAction) -> QPushButton:
        look, new = self._look, QPushButton(self.tr("New"))
        new.setObjectName("new-button")
        new.setProperty("kind", "primary")
        new.setFont(look.font(14, 500))
        new.setMinimumHeight(look.px(32))
        new.setIcon(icon("plus", look.tokens.on_accent, look.px(16)))
        new.setIconSize(QSize(look.px(16), look.px(16)))
        new.setToolTip(f"{words('New record')} (Ctrl+N)")
        new.clicked.connect(action.trigger)
        action.changed.connect(lambda: new.setEnabled(action.isEnabled()))
        return new

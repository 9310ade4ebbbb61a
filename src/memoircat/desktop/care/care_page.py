"""What the three pages share."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from memoircat.desktop.care.care_work import CareWork
from memoircat.desktop.theme.icons import icon
from memoircat.desktop.theme.tokens import FONT_BODY, GAP_SECTIONS, ICON, ROOMY_TEXT
from memoircat.desktop.widgets.layouts import button, plain_label


class CarePage(QWidget):
    """A page of the dialog of care; ``dialog`` runs its work."""

    def __init__(self, dialog: CareWork) -> None:
        super().__init__()
        self.dialog = dialog
        self.look = dialog.look
        self.cared = dialog.cared
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(self.look.px(GAP_SECTIONS))

    def explain(self, words: str) -> None:
        """Say at the head of the page what it is for; large text leaves no room for that."""
        if self.look.scale <= ROOMY_TEXT:
            self.column.addWidget(plain_label(words, self.look, FONT_BODY, token="text2"))

    def make_button(
        self, name: str, words: str, icon_name: str, clicked: Callable[[], object], kind: str = ""
    ) -> QPushButton:
        """A button with an icon."""
        made = button(words, self.look, kind)
        made.setObjectName(f"care-{name}")
        ink = self.look.tokens.on_accent if kind == "primary" else self.look.tokens.text2
        made.setIcon(icon(icon_name, ink, self.look.px(ICON), disabled=self.look.tokens.text3))
        made.clicked.connect(lambda _checked=False: clicked())
        return made

    def shown(self) -> None:
        """The page is turned to."""

    def begin_here(self) -> None:
        """Put the focus where work begins."""

    def allow(self, *, busy: bool) -> None:
        """Enable what can be done."""

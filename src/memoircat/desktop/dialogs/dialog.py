"""The frame of every dialog. Apart from them, so that the first list does not wait for what they import."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import CONTROL, FONT_BODY

PREFERENCES = "preferences"  # the object name of the preferences: the window looks for them before they are imported


class Dialog(QDialog):
    """A dialog in the window's clothes: title, content, and the usual two buttons."""

    def __init__(self, look: Look, parent: QWidget | None, *, accept: str = "") -> None:
        super().__init__(parent)
        self.look = look
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFont(look.font(FONT_BODY))
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(*[look.px(24)] * 4)
        self.content.setSpacing(look.px(12))
        buttons = QDialogButtonBox()
        self.accepting = None
        if accept:
            self.accepting = buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
            self.accepting.setProperty("kind", "primary")
            self.accepting.setObjectName("accept")
        close = buttons.addButton(
            self.tr("Close") if not accept else self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole
        )
        close.setObjectName("close")
        for each in buttons.buttons():
            each.setMinimumHeight(look.px(CONTROL))
            each.setFont(look.font(FONT_BODY))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._buttons = buttons

    def finish(self, accept: str = "", *, push: bool = False) -> None:
        """Put the buttons below the content; ``accept`` names the accepting one, ``push`` keeps the content on top."""
        if self.accepting is not None and accept:
            self.accepting.setText(accept)
        if push:
            self.content.addStretch(1)
        self.content.addWidget(self._buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Never larger than the window behind, whatever the text size: what is inside is scrolled."""
        behind = self.parentWidget()
        if behind is not None and not event.spontaneous():
            while (further := behind.parentWidget()) is not None:
                behind = further
            margin = self.look.px(16)
            self.resize(self.size().boundedTo(behind.size() - QSize(margin, margin)))
        super().showEvent(event)

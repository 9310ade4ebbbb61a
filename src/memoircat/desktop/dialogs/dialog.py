"""The frame of every dialog, in a module without what the single dialogs import."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import CONTROL, FONT_BODY, GAP_SECTIONS, PAGE_MARGIN, PANE_MARGIN

PREFERENCES = "preferences"  # the object name of the preferences: the window looks for them before they are imported


class Dialog(QDialog):
    """Content above a button that closes, and with ``accept`` a button of this name that accepts.

    Subclasses fill ``content`` and then call `finish`.
    """

    def __init__(self, look: Look, parent: QWidget | None, *, accept: str = "") -> None:
        super().__init__(parent)
        self.look = look
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFont(look.font(FONT_BODY))
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(*[look.px(PAGE_MARGIN)] * 4)
        self.content.setSpacing(look.px(GAP_SECTIONS))
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
        for button in buttons.buttons():
            button.setMinimumHeight(look.px(CONTROL))
            button.setFont(look.font(FONT_BODY))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._buttons = buttons

    def finish(self, accept: str = "", *, push: bool = False) -> None:
        """Put the buttons below the content; ``accept`` is the name of the accepting one.

        ``push``: leave room between content and buttons, where the dialog is higher than both.
        """
        if self.accepting is not None and accept:
            self.accepting.setText(accept)
        if push:
            self.content.addStretch(1)
        self.content.addWidget(self._buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Be no larger than the window behind, whatever the text size."""
        behind = self.parentWidget()
        if behind is not None and not event.spontaneous():
            while (outer := behind.parentWidget()) is not None:
                behind = outer
            margin = self.look.px(PANE_MARGIN)
            self.resize(self.size().boundedTo(behind.size() - QSize(margin, margin)))
        super().showEvent(event)

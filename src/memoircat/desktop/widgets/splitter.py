"""A divider one pixel wide that can be gripped eight pixels wide."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import SPLITTER_GRIP


class Splitter(QSplitter):
    """Panes that touch in a hairline. Panes do not fold away by dragging; the window folds them on purpose."""

    def __init__(
        self, look: Look, orientation: Qt.Orientation = Qt.Orientation.Horizontal, parent: QWidget | None = None
    ) -> None:
        super().__init__(orientation, parent)
        self.look = look
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def set_look(self, look: Look) -> None:
        """Draw with another look."""
        self.look = look
        self.update()

    def createHandle(self) -> QSplitterHandle:
        """A handle whose grip overlaps the panes."""
        return _Handle(self.orientation(), self)


class _Handle(QSplitterHandle):
    def resizeEvent(self, event: QResizeEvent) -> None:
        before = (SPLITTER_GRIP - 1) // 2
        after = SPLITTER_GRIP - 1 - before
        if self.orientation() == Qt.Orientation.Horizontal:
            self.setContentsMargins(before, 0, after, 0)
        else:
            self.setContentsMargins(0, before, 0, after)
        self.setAttribute(Qt.WidgetAttribute.WA_MouseNoMask)
        self.setMask(QRegion(self.contentsRect()))
        QWidget.resizeEvent(self, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        splitter = self.splitter()
        if isinstance(splitter, Splitter):
            token = "accent" if self.underMouse() else "line"
            QPainter(self).fillRect(self.contentsRect(), splitter.look.colour(token))

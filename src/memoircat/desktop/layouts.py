"""Small helps with Qt's layouts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from memoircat.desktop.theme import Look


def clear(layout: QLayout) -> None:
    """Take every widget and layout out of a layout; the widgets are deleted when Qt next has time."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def plain(
    text: str, look: Look, size: int = 14, weight: int = 400, *, token: str = "text", wrap: bool = True
) -> QLabel:
    """A label of plain text: markup in a name is shown, never followed."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(look.font(size, weight))
    label.setWordWrap(wrap)
    label.setStyleSheet(f"color: {look.tokens.colour(token)}")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def column(look: Look, margin: int = 0, gap: int = 8) -> tuple[QWidget, QVBoxLayout]:
    """A widget whose children stand below each other."""
    widget = QWidget()
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(*[look.px(margin)] * 4)
    layout.setSpacing(look.px(gap))
    return widget, layout


def row(look: Look, gap: int = 8) -> QHBoxLayout:
    """Children side by side."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(look.px(gap))
    return layout


def scrolled(inside: QWidget, kind: str = "panel") -> QScrollArea:
    """A pane that scrolls downwards by itself and never sideways."""
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for each in (inside, area.viewport(), area):
        grounded(each, kind)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def grounded(widget: QWidget, kind: str) -> None:
    """Give a plain widget the ground that the style sheet has for ``kind`` (panel, surface, bar …)."""
    widget.setProperty("kind", kind)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def button(text: str, look: Look, kind: str = "") -> QPushButton:
    """A button with words; ``kind`` primary or flat."""
    made = QPushButton(text)
    made.setFont(look.font(14))
    made.setMinimumHeight(look.px(32))
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    return made


def line(look: Look) -> QFrame:
    """A hairline between two parts."""
    made = QFrame()
    made.setFixedHeight(1)
    made.setStyleSheet(f"background: {look.tokens.line}; border: none")
    return made

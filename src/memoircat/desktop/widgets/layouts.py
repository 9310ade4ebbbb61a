"""Widgets and layouts that all rooms of the window are built from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.theme.tokens import (
    CONTROL,
    FONT_BODY,
    FONT_MEANING,
    GAP,
    ICON,
    ICON_LARGE,
    PANE_MARGIN,
    RADIUS,
    REGULAR,
    SEMIBOLD,
)
from memoircat.desktop.widgets.text import plain_tip

# Pixels at 100 %
_CARD_HEIGHT: Final = 64
_CARD_MARGIN_ABOVE: Final = 10  # above and below the words of a card that is a button
_CARD_GAP: Final = 12  # between its icon and its words


def clear(layout: QLayout) -> None:
    """Take every widget and layout out of a layout. The widgets are hidden at once and deleted by the event loop."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def plain_label(
    text: str, look: Look, size: int = FONT_BODY, weight: int = REGULAR, *, token: str = "text", wrap: bool = True
) -> QLabel:
    """A label of plain text (markup in a name is shown as it is); ``token`` names its colour."""
    label = Plain(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(look.font(size, weight))
    label.setWordWrap(wrap)
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, look.colour(token))
    label.setPalette(palette)
    return label


class Plain(QLabel):
    """A label whose text can be selected with the mouse.

    The label gets this ability when the pointer first enters it: with it, making a label takes twice as long, and a
    record has a hundred of them.
    """

    def enterEvent(self, event: QEnterEvent) -> None:
        """Let the text be selected from now on."""
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        super().enterEvent(event)


class Elided(QLabel):
    """One line of plain text that ends in an ellipsis where there is no room for all of it."""

    def __init__(
        self, text: str, look: Look, size: int = FONT_BODY, weight: int = REGULAR, *, token: str = "text"
    ) -> None:
        super().__init__()
        self._text = text
        self._colour = look.colour(token)
        self.setFont(look.font(size, weight))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setToolTip(plain_tip(text))
        self.setAccessibleName(text)
        super().setText(text)

    def set_colour(self, colour: QColor) -> None:
        """Draw in another colour."""
        self._colour = colour
        self.update()

    def minimumSizeHint(self) -> QSize:
        """The width of four letters: the label may become narrow."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        painter = QPainter(self)
        painter.setPen(self._colour)
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


class CardButton(QAbstractButton):
    """A card that is a button as a whole: an icon, a title, and a smaller line below the title."""

    def __init__(self, sign: str, title: str, below: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{title}. {below}")
        self.setMinimumHeight(look.px(_CARD_HEIGHT))
        inside = QHBoxLayout(self)
        inside.setContentsMargins(*[look.px(PANE_MARGIN), look.px(_CARD_MARGIN_ABOVE)] * 2)
        inside.setSpacing(look.px(_CARD_GAP))
        mark = QLabel()
        mark.setPixmap(pixmap(sign, look.tokens.accent, look.px(ICON_LARGE)))
        inside.addWidget(mark)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(title, look, FONT_BODY, SEMIBOLD))
        words.addWidget(Elided(below, look, FONT_MEANING, token="text2"))
        inside.addLayout(words, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter clicks the card, as it opens a row of a list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the background and the edge, which is the ring while the card has the focus."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "hover" if self.underMouse() and self.isEnabled() else "surface"
        ringed = self.hasFocus()
        pen = QPen(look.colour("accent" if ringed else "line"), 2 if ringed else 1)
        painter.setPen(pen)
        painter.setBrush(look.colour(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(RADIUS), look.px(RADIUS))


_BY_TAB = Qt.FocusPolicy.TabFocus.value  # as a number: Python's own flags are slow, and a form has hundreds of widgets


def set_tab_order(widget: QWidget) -> None:
    """Let Tab go through the widgets inside ``widget`` in the order of its layout.

    Qt's own order is that in which the widgets were made.
    """
    for before, after in pairwise(_tab_stops(widget.layout())):
        QWidget.setTabOrder(before, after)


def _tab_stops(layout: QLayout | None) -> Iterator[QWidget]:
    for number in range(layout.count() if layout else 0):
        item = layout.itemAt(number) if layout else None
        inner = item.widget() if item else None
        if inner is None:
            yield from _tab_stops(item.layout() if item else None)
        elif inner.focusPolicy().value & _BY_TAB:
            yield inner
            yield from _tab_stops(inner.layout())
        else:
            yield from _tab_stops(inner.layout())


def column(look: Look, margin: int = 0, gap: int = GAP) -> tuple[QWidget, QVBoxLayout]:
    """A widget with its children one below the other, and its layout; margin and gap in pixels at 100 %."""
    widget = QWidget()
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(*[look.px(margin)] * 4)
    layout.setSpacing(look.px(gap))
    return widget, layout


def row(look: Look, gap: int = GAP) -> QHBoxLayout:
    """A layout of widgets side by side, without margins; ``gap`` in pixels at 100 %."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(look.px(gap))
    return layout


def scrolled(inside: QWidget, kind: str = "panel") -> QScrollArea:
    """``inside`` in an area that scrolls vertically, never sideways; ``kind`` names the background of all of it."""
    area = QScrollArea()
    inside.setMinimumWidth(1)  # else it would be as wide as its widest child, and be cut: its texts wrap instead
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for widget in (inside, area.viewport(), area):
        grounded(widget, kind)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def grounded(widget: QWidget, kind: str) -> None:
    """Give a plain widget the background that the style sheet has for ``kind`` (panel, surface, bar …)."""
    widget.setProperty("kind", kind)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def widths_of(splitter: QSplitter) -> list[int] | None:
    """The widths of the panes of a splitter; None while one of them is folded away, or where it splits the height."""
    sizes = splitter.sizes()
    return sizes if splitter.orientation() == Qt.Orientation.Horizontal and all(sizes) else None


def set_pane_widths(splitter: QSplitter, widths: Sequence[int] | None) -> None:
    """Give the panes of a splitter ``widths``; nothing is done where there is another number of panes."""
    if widths and len(widths) == splitter.count():
        splitter.setSizes(list(widths))


def button(text: str, look: Look, kind: str = "") -> QPushButton:
    """A button with words; ``kind`` is "primary", "flat" or empty."""
    made = QPushButton(text)
    made.setFont(look.font(FONT_BODY))
    made.setMinimumHeight(look.px(CONTROL))
    made.setAutoDefault(False)
    made.setIconSize(QSize(look.px(ICON), look.px(ICON)))
    if kind:
        made.setProperty("kind", kind)
    return made


def design_width(widget: QWidget, look: Look) -> float:
    """The width of a widget in pixels of the design: at a text size of 200 % half of the pixels it has."""
    return widget.width() * 100 / look.scale


def line(look: Look) -> QFrame:
    """A horizontal hairline between two parts."""
    made = QFrame()
    made.setFixedHeight(1)
    made.setStyleSheet(f"background: {look.tokens.line}; border: none")
    return made

"""Small helps with Qt's layouts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
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
    label = Plain(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(look.font(size, weight))
    label.setWordWrap(wrap)
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, look.colour(token))
    label.setPalette(palette)
    return label


class Plain(QLabel):
    """Text that can be marked with the mouse, which it learns when the mouse comes: a label that can takes twice as
    long to make, and a record has a hundred.
    """

    def enterEvent(self, event: QEnterEvent) -> None:
        """Let the text be marked from now on."""
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        super().enterEvent(event)


class Elided(QLabel):
    """One line of plain text that gives way with an ellipsis instead of being cut."""

    def __init__(self, text: str, look: Look, size: int = 14, weight: int = 400, *, token: str = "text") -> None:
        super().__init__()
        self._text = text
        self._colour = look.colour(token)
        self.setFont(look.font(size, weight))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        super().setText(text)

    def minimumSizeHint(self) -> QSize:
        """It may become narrow."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        painter = QPainter(self)
        painter.setPen(self._colour)
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


class CardButton(QAbstractButton):
    """A button as large as a card: sign, title, and a smaller line below. The whole of it can be clicked."""

    def __init__(self, sign: str, title: str, below: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{title}. {below}")
        self.setMinimumHeight(look.px(64))
        inside = QHBoxLayout(self)
        inside.setContentsMargins(look.px(16), look.px(10), look.px(16), look.px(10))
        inside.setSpacing(look.px(12))
        mark = QLabel()
        mark.setPixmap(pixmap(sign, look.tokens.accent, look.px(24)))
        inside.addWidget(mark)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(title, look, 14, 600))
        words.addWidget(Elided(below, look, 12, token="text2"))
        inside.addLayout(words, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is a click, as in any list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, edge, and the ring of the focus."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "hover" if self.underMouse() and self.isEnabled() else "surface"
        ringed = self.hasFocus()
        pen = QPen(look.colour("accent" if ringed else "line"), 2 if ringed else 1)
        painter.setPen(pen)
        painter.setBrush(look.colour(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(4), look.px(4))


_BY_TAB = Qt.FocusPolicy.TabFocus.value  # as a number: Python's own flags are slow, and a form has hundreds of widgets


def chain(widget: QWidget) -> None:
    """Let Tab go through what is inside ``widget`` as it is seen; Qt puts what was made later last."""
    found = list(_tab_stops(widget.layout()))
    for before, after in pairwise(found):
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
    inside.setMinimumWidth(1)  # as wide as the pane, whatever its children would like: they wrap
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


def widths_of(splitter: QSplitter) -> list[int] | None:
    """The widths of all panes side by side; None while one is folded away, or where they lie above each other."""
    sizes = splitter.sizes()
    return sizes if splitter.orientation() == Qt.Orientation.Horizontal and all(sizes) else None


def spread(splitter: QSplitter, widths: Sequence[int] | None) -> None:
    """Give the panes the widths they had, if there are as many."""
    if widths and len(widths) == splitter.count():
        splitter.setSizes(list(widths))


def button(text: str, look: Look, kind: str = "") -> QPushButton:
    """A button with words; ``kind`` primary or flat."""
    made = QPushButton(text)
    made.setFont(look.font(14))
    made.setMinimumHeight(look.px(32))
    made.setAutoDefault(False)
    made.setIconSize(QSize(look.px(16), look.px(16)))
    if kind:
        made.setProperty("kind", kind)
    return made


def room(widget: QWidget, look: Look) -> float:
    """The width a widget has in pixels of the design: at 200 % half of what is on the screen."""
    return widget.width() * 100 / look.scale


def line(look: Look) -> QFrame:
    """A hairline between two parts."""
    made = QFrame()
    made.setFixedHeight(1)
    made.setStyleSheet(f"background: {look.tokens.line}; border: none")
    return made

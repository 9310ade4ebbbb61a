"""The table of the matches of find and replace: checked or not, with the matched text marked before and after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTableView

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.model_index import NO_INDEX, Index
from memoircat.desktop.theme.rows import RowDelegate
from memoircat.desktop.theme.tokens import FONT_SECONDARY, GAP, GRID, LARGE_TEXT, ROW_LIST, SEMIBOLD
from memoircat.desktop.widgets.text import plain_tip
from memoircat.editing.replacing import PartTexts, TextMatch
from memoircat.messages import Language
from memoircat.records.properties import PROPERTIES
from memoircat.records.registry import PART_TYPES, RECORD_TYPES

PartsRole = Qt.ItemDataRole.UserRole + 1  # the text before the match, the match, the text after it
_CHECK, _CODE, _LABEL, _FIELD, _BEFORE, _AFTER = range(6)
_AROUND = 80  # characters shown on either side of a match
_LONGEST_TIP = 2000  # characters
# px at 100 %
_WIDTHS: Final = (32, 92, 130, 100, 220)  # of the columns: check, code, record, field, before
_WIDTHS_LARGE: Final = (32, 88, 88, 64, 190)  # the same with large text
_STROKE_INSET: Final = 6  # of the stroke for an empty replacement from the ends of its row
# In pixels of the screen
_STROKE: Final = 2  # its width, and what a part needs besides its text
_LEAST_MATCH: Final = 3  # width


class MatchModel(QAbstractTableModel):
    """One row for each match; all are checked to begin with."""

    checked_changed = Signal()

    def __init__(self, type_code: str, language: Language, heads: Sequence[str]) -> None:
        super().__init__()
        self._kind = RECORD_TYPES[type_code]
        self._language = language
        self._heads = heads
        self._matches: tuple[TextMatch, ...] = ()
        self._replacement = ""
        self._left_out: set[int] = set()

    def show(self, matches: tuple[TextMatch, ...], replacement: str) -> None:
        """Show other matches."""
        self.beginResetModel()
        self._matches, self._replacement = matches, replacement
        self._left_out.clear()
        self.endResetModel()
        self.checked_changed.emit()

    def checked(self) -> list[TextMatch]:
        """The matches that are to be replaced."""
        return [match for number, match in enumerate(self._matches) if number not in self._left_out]

    def is_checked(self, row: int) -> bool:
        """Whether a match is to be replaced."""
        return row not in self._left_out

    def check(self, rows: Sequence[int], on: bool) -> None:
        """Check matches, or leave them out."""
        if on:
            self._left_out.difference_update(rows)
        else:
            self._left_out.update(rows)
        if rows:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), len(self._heads) - 1))
        self.checked_changed.emit()

    def field_words(self, match: TextMatch) -> str:
        """The field of a match in words, or the property where it is in a statement."""
        if match.what in PROPERTIES and match.table == "statement":
            words = PROPERTIES[match.what].label.in_(self._language)
            if match.column != "note":
                return words
            note = next(field.label for field in PART_TYPES["statement"].fields if field.name == "note")
            return f"{words} · {note.in_(self._language)}"
        if match.what == PartTexts.NAMES:
            return PART_TYPES["name"].label.in_(self._language)
        field = self._kind.field(match.what)
        return field.label.in_(self._language) if field else match.what

    # What Qt calls ---------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """The number of matches."""
        return 0 if parent.isValid() else len(self._matches)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The head of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The first column can be checked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == _CHECK else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell, its check, or with `PartsRole` the text around the match."""
        if not index.isValid():
            return None
        match, at = self._matches[index.row()], index.column()
        if at == _CHECK:
            checked = Qt.CheckState.Checked if self.is_checked(index.row()) else Qt.CheckState.Unchecked
            return checked if role == Qt.ItemDataRole.CheckStateRole else None
        return self._before_or_after(match, role, after=at == _AFTER) if at >= _BEFORE else self._words(match, at, role)

    def _words(self, match: TextMatch, at: int, role: int) -> str | None:
        words = {_CODE: match.code, _LABEL: match.label, _FIELD: self.field_words(match)}[at]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(words)
        return words if role == Qt.ItemDataRole.DisplayRole else None

    def _before_or_after(self, match: TextMatch, role: int, *, after: bool) -> Any:
        if role == PartsRole:
            return self._parts(match, after=after)
        if role == Qt.ItemDataRole.DisplayRole:
            return "".join(self._parts(match, after=after))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._whole(match, after=after)
        return (
            plain_tip(self._whole(match, after=after)[:_LONGEST_TIP]) if role == Qt.ItemDataRole.ToolTipRole else None
        )

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Check a match, or leave it out."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.check([index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def _whole(self, match: TextMatch, *, after: bool) -> str:
        head, matched, tail = match.text[: match.start], match.text[match.start : match.end], match.text[match.end :]
        return f"{head}{self._replacement if after else matched}{tail}"

    def _parts(self, match: TextMatch, *, after: bool) -> tuple[str, str, str]:
        """The match and the text around it, in one line."""
        cut = max(0, match.start - _AROUND)
        head = ("…" if cut else "") + match.text[cut : match.start]
        middle = self._replacement if after else match.text[match.start : match.end]
        tail = match.text[match.end : match.end + _AROUND]
        return (_line(head), _line(middle), _line(tail))


def _line(text: str) -> str:
    return text.replace("\r", "").replace("\n", "⏎")


class MatchDelegate(RowDelegate):
    """Draws the match heavier, underlined and on a ground of its own; struck through where it is left out."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        if index.column() == _CHECK:
            super().paint(painter, option, index)
            return
        parts = index.data(PartsRole) or ("", "", str(index.data() or ""))
        painter.save()
        self.paint_ground(painter, option)
        painter.setClipRect(option.rect)
        self._draw(painter, option.rect.adjusted(self.look.px(GAP), 0, -self.look.px(GRID), 0), parts, index)
        painter.restore()
        self.paint_marks(painter, option, index)

    def _draw(self, painter: QPainter, rect: QRect, parts: tuple[str, str, str], index: Index) -> None:
        look, after = self.look, index.column() == _AFTER
        model = index.model()
        on = not isinstance(model, MatchModel) or model.is_checked(index.row())
        plain, strong = look.font(FONT_SECONDARY), look.font(FONT_SECONDARY, SEMIBOLD)
        strong.setUnderline(True)
        if after and not on:
            plain.setStrikeOut(True)
            strong.setStrikeOut(True)
        widths = self._widths(rect.width(), parts, plain, strong)
        elides = (Qt.TextElideMode.ElideLeft, Qt.TextElideMode.ElideRight, Qt.TextElideMode.ElideRight)
        x = rect.left()
        for number, (text, width, elide) in enumerate(zip(parts, widths, elides, strict=True)):
            font = strong if number == 1 else plain
            box = QRect(x, rect.top(), width, rect.height())
            if number == 1 and index.column() >= _BEFORE:
                ground = look.colour("ok_soft" if after else "attention_soft") if on else look.colour("sunken")
                painter.fillRect(box.adjusted(0, look.px(GRID), 0, -look.px(GRID)), ground)
                if not text:  # the match is deleted: a stroke shows where
                    inset, height = look.px(_STROKE_INSET), rect.height() - look.px(_STROKE_INSET) * 2
                    stroke = QRect(x, rect.top() + inset, _STROKE, height)
                    painter.fillRect(stroke, look.colour("ok"))
            painter.setFont(font)
            painter.setPen(look.colour("text2" if number != 1 and index.column() >= _BEFORE else "text"))
            shown = QFontMetrics(font).elidedText(text, elide, width)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
            x += width

    @staticmethod
    def _widths(room: int, parts: tuple[str, str, str], plain: QFont, strong: QFont) -> tuple[int, int, int]:
        """Widths of the parts: the match whole where there is room, the text before it at least a third of the rest."""
        fonts = (plain, strong, plain)
        head, match, tail = (
            QFontMetrics(font).horizontalAdvance(text) + (_STROKE if text else 0)
            for font, text in zip(fonts, parts, strict=True)
        )
        match = min(max(match, _LEAST_MATCH), room)
        left = room - match
        head = min(head, max(left // 3, left - tail))
        return head, match, max(0, min(tail, left - head))


class MatchTable(QTableView):
    """The table of matches. Space checks the selected ones, or leaves them out."""

    def __init__(self, model: MatchModel, look: Look, words: str) -> None:
        super().__init__()
        self.setObjectName("replace-places")
        self.setAccessibleName(words)
        self.setModel(model)
        self.setItemDelegate(MatchDelegate(look, self))
        self.setFont(look.font(FONT_SECONDARY))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.px(ROW_LIST))
        head = self.horizontalHeader()
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS if look.scale <= LARGE_TEXT else _WIDTHS_LARGE):
            self.setColumnWidth(column, look.px(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space checks all selected rows, or leaves them out: the contrary of what the current row is."""
        model = self.model()
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid() and isinstance(model, MatchModel):
            rows = [index.row() for index in self.selectionModel().selectedRows()]
            model.check(rows or [self.currentIndex().row()], not model.is_checked(self.currentIndex().row()))
        else:
            super().keyPressEvent(event)

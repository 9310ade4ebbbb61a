"""The model of a list: rows are read when they are looked at, and a save repaints only the rows it touched."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, Qt, Signal

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.list_columns import Column, columns_of, shown_columns
from memoircat.catalogue.query import Query
from memoircat.desktop.latest_question import LatestQuestion
from memoircat.desktop.session import Session
from memoircat.desktop.theme.model_index import NO_INDEX, Index
from memoircat.messages import Language
from memoircat.records.declare import Kind
from memoircat.records.values import term_shown

BLOCK = 50  # rows that are read together; the window shows about thirty
_BLOCKS_KEPT = 80
_SORTED_AT_ONCE = 5_000  # rows at most that are sorted while the user waits
_CHECKED_SINGLY = 2_000  # records of a change at most that are checked one by one; for more the list is read again
_AT_ONCE = 300  # rows whose ids are read before the first paint
IdRole = Qt.ItemDataRole.UserRole + 1
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, IdRole)


class ListCell(NamedTuple):
    """What is drawn in a cell; the icons for ``attention`` and ``closed`` in the first cell of a row only."""

    text: str
    right: bool  # aligned to the right, as numbers are
    attention: bool  # something is missing in the record
    closed: bool  # access to the record is restricted


class RecordList(QAbstractTableModel):
    """A list of one record type. The ids of all rows are held (eight bytes each); rows are read in blocks."""

    counted = Signal(int)  # the length of the list
    arrived = Signal()  # a list requested earlier has been read and is shown now; no row is the current one

    def __init__(
        self,
        session: Session,
        query: Query,
        language: Language,
        columns: Mapping[str, Sequence[str]] | None = None,
        year: Callable[[str], str] = str,
    ) -> None:
        super().__init__()
        self._session = session
        self._language = language
        self._year = year  # how a year of birth is written; other dates are shown as their sources have them
        self._query = query
        self._chosen: dict[str, Sequence[str]] = dict(columns or {})
        self.columns: tuple[Column, ...] = self._columns_for(query.record_type)
        self._ids: array[int] = array("q")
        self._count = 0
        self.is_counted = True  # whether the whole length is known; when the window opens on a long list it is not
        self._blocks: OrderedDict[int, list[dict[str, Any]]] = OrderedDict()
        self._sorted_by: dict[int, Any] = {}  # the values that records in memory are sorted by
        self._requested = query  # what is shown, or is being read to be shown
        self._counts: dict[Any, int] = {}  # lengths of lists, corrected by each order that is read
        self._last_position = (0, -1)  # the record looked up last, and its row
        self._touched: set[int] = set()  # records of changes since which the order is still being read
        self._question = LatestQuestion(session, self)
        self._read_first(counting=False)
        session.changed.connect(self._refresh)

    # Reading ---------------------------------------------------------------------------------------------------

    @property
    def query(self) -> Query:
        """What the list shows."""
        return self._query

    @property
    def requested_query(self) -> Query:
        """The query last requested; shown at once, or when it has been read.

        Change filters and sorting starting from it.
        """
        return self._requested

    def show(self, query: Query) -> None:
        """Show another list: at once, or where that takes long, once it has been read in a background thread.

        Only a long list of the same type that no index has in its order takes long.
        """
        self._requested = query
        reader = self._session.reader
        other = query.record_type != self._query.record_type
        if other or reader.is_indexed(query) or reader.upper_bound() <= _SORTED_AT_ONCE:
            self._show_first(query)
        else:  # the present rows are shown until the new ones are there
            self._question.ask(lambda reader: reader.ids(query), lambda ids: self._show_order(query, ids))

    def show_columns(self, names: Collection[str]) -> None:
        """Show these columns, in the order of the type's columns; lists of this type have them from now on."""
        self.beginResetModel()
        self._chosen[self._query.record_type] = list(names)
        self.columns = self._columns_for(self._query.record_type)
        self._blocks.clear()
        self.endResetModel()

    def _columns_for(self, type_code: str) -> tuple[Column, ...]:
        chosen = self._chosen.get(type_code)
        if chosen is None:
            return shown_columns(type_code)
        return tuple(column for n, column in enumerate(columns_of(type_code)) if n == 0 or column.name in chosen)

    def _show_first(self, query: Query) -> None:
        """Show a list at once: its first rows, and the others when they have been read."""
        self._question.stop()  # an order under way is for the former list
        self.beginResetModel()
        if query.record_type != self._query.record_type:
            self.columns = self._columns_for(query.record_type)
        self._query = query
        self._read_first()
        self.endResetModel()
        self.counted.emit(self._count)  # after the reset: a listener may lay the window out, and Qt then reads rows

    def _read_first(self, *, counting: bool = True) -> None:
        """Read the ids of the first rows now, the others in a background thread.

        The length is read now only where ``counting``.
        """
        reader = self._session.reader
        self._blocks.clear()
        self._ids = reader.ids(self._query, _AT_ONCE)
        self._count = len(self._ids)
        self._sorted_by.clear()
        self.is_counted = counting or self._count < _AT_ONCE
        if self._count == _AT_ONCE:
            self._count = max(self._known_count(), _AT_ONCE) if counting else _AT_ONCE
            self._read_rest()

    def count_now(self) -> None:
        """Make the whole length known now: before something goes to the end of the list, or takes all of it."""
        if self.is_counted:
            return
        self.is_counted = True
        if (more := self._known_count() - self._count) > 0:
            self.beginInsertRows(NO_INDEX, self._count, self._count + more - 1)
            self._count += more
            self.endInsertRows()
        self.counted.emit(self._count)

    def _known_count(self) -> int:
        """The length of the list, whatever it is sorted by. Counted once: 760,000 rows take longer than a key may."""
        key = self._counted_as()
        if key not in self._counts:
            reader = self._session.reader
            self._counts[key] = reader.count(self._query)
        return self._counts[key]

    def _counted_as(self) -> Any:
        """What the length of the present list depends on, as a key of `_counts`."""
        query = self._query
        where = tuple(
            (name, wanted if isinstance(wanted, str) else tuple(wanted)) for name, wanted in query.where.items()
        )
        return query.record_type, where, query.everyone, query.trash, query.words, query.place

    def _read_rest(self) -> None:
        query = self._query
        self._question.ask(lambda reader: reader.ids(query), self._reorder)

    def _show_order(self, query: Query, ids: array[int]) -> None:
        """Show a list whose ids have been read."""
        self.beginResetModel()
        self._query, self._ids, self._count, self.is_counted = query, ids, len(ids), True
        self._counts[self._counted_as()] = len(ids)
        self._blocks.clear()
        self._sorted_by.clear()
        self.endResetModel()
        self.counted.emit(self._count)
        self.arrived.emit()

    def _replace(self, ids: array[int]) -> None:
        """Take a new order of rows; only the run of rows that differs is removed and inserted."""
        counted, self.is_counted = self.is_counted, True
        if ids[: len(self._ids)] == self._ids and len(ids) == self._count:
            self._ids = ids
            if not counted:
                self.counted.emit(self._count)
            return
        head, tail = _common(self._ids, ids)
        old, new = self._count - head - tail, len(ids) - head - tail
        if old > 0:
            self.beginRemoveRows(NO_INDEX, head, head + old - 1)
            self._ids = self._ids[:head] + ids[len(ids) - tail :] if tail else self._ids[:head]
            self._count = head + tail
            self._blocks.clear()
            self.endRemoveRows()
        if new > 0:
            self.beginInsertRows(NO_INDEX, head, head + new - 1)
            self._ids, self._count = ids, len(ids)
            self._blocks.clear()
            self.endInsertRows()
        self._ids, self._count = ids, len(ids)
        self.counted.emit(self._count)

    def _refresh(self, change: ChangeSet) -> None:
        """After a change: repaint its rows. Only where a row came, went or moved, read the order again."""
        many = "batch" in change.tables or len(change.records) > _CHECKED_SINGLY
        if many:
            self._counts.clear()
        if many or self._requested != self._query:
            self.show(self._requested)
            return
        if self._query.words:  # which records still have them is looked up in a background thread
            self._touched.update(change.records)
            self._read_rest()
            return
        if "term" in change.tables and self._count:  # the rows hold codes, so only the words shown have changed
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(self.columns) - 1))
        held = self._held()
        now = self._session.reader.membership(self._query, sorted(change.records))
        touched = [id_ for id_ in change.records if id_ in held or id_ in now or self._has_lost(id_)]
        if all(id_ in now and id_ in held and self._same_place(id_, now[id_]) for id_ in touched):
            for id_ in touched:
                self._repaint(held[id_])
            return
        self._touched.update(touched)
        if self.is_counted and self._count <= _SORTED_AT_ONCE:
            self._question.stop()  # what is being read may have been read before the change
            self._reorder(self._session.reader.ids(self._query))
        else:
            self._read_rest()

    def _has_lost(self, record_id: int) -> bool:
        """Whether a record that has left the list was in a row that is not in memory."""
        kind = self._session.reader.type_of(record_id)
        return kind in (None, self._query.record_type) and record_id in self._ids

    def _reorder(self, ids: array[int]) -> None:
        """Take an order that has been read, and repaint what changes have touched since it was requested."""
        self._counts[self._counted_as()] = len(ids)
        self._replace(ids)
        held = self._held()
        for id_ in self._touched:
            self._repaint(held.get(id_, -1))
        self._touched.clear()

    def _held(self) -> dict[int, int]:
        """The rows that are in memory: id → row number."""
        return {row["id"]: block * BLOCK + n for block, rows in self._blocks.items() for n, row in enumerate(rows)}

    def _same_place(self, record_id: int, sorted_by: Any) -> bool:
        """Whether a record in memory is sorted by this value, as far as that is known."""
        return bool(self._sorted_by.get(record_id, sorted_by) == sorted_by)

    def _repaint(self, row: int) -> None:
        if row < 0:
            return
        block = self._blocks.get(row // BLOCK)
        if block is not None:
            names = [column.name for column in self.columns]
            fresh = self._session.reader.rows(self._query.record_type, [self._ids[row]], names)
            block[row % BLOCK] = fresh[0]
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def _row(self, number: int) -> dict[str, Any] | None:
        """The values of a row by column; its block is read where it is not in memory. None: its id is not read yet."""
        block, within = divmod(number, BLOCK)
        if block not in self._blocks:
            ids = self._ids[block * BLOCK : (block + 1) * BLOCK]
            if within >= len(ids):
                return None
            names = [column.name for column in self.columns]
            reader = self._session.reader
            self._blocks[block] = reader.rows(self._query.record_type, ids, names)
            if not self._query.words:
                self._sorted_by.update(reader.membership(self._query, ids))
            if len(self._blocks) > _BLOCKS_KEPT:
                _, dropped = self._blocks.popitem(last=False)
                for row in dropped:
                    self._sorted_by.pop(row["id"], None)
        self._blocks.move_to_end(block)
        rows = self._blocks[block]
        return rows[within] if within < len(rows) else None

    def id_at(self, row: int) -> int | None:
        """The record in a row; None while its id is still being read."""
        if not 0 <= row < len(self._ids):
            return None
        self._last_position = (self._ids[row], row)
        return self._ids[row]

    def row_of(self, record_id: int) -> int | None:
        """The row of a record; None where it is not in the list. The record and row looked up last are remembered."""
        last, row = self._last_position
        if last == record_id and 0 <= row < len(self._ids) and self._ids[row] == record_id:
            return row
        place = _place(self._ids, record_id)
        if place is not None:
            self._last_position = (record_id, place)
        return place

    # What Qt calls ---------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """The number of rows, read or not."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """The number of columns shown."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, or with `IdRole` the id of the record in its row."""
        if not index.isValid() or role not in _ROLES:
            return None
        row = self._row(index.row())
        if row is None:
            return None
        return row["id"] if role == IdRole else self._shown(self.columns[index.column()], row)

    def cell(self, number: int, column: int) -> ListCell | None:
        """What is drawn in a cell; None while its row is still being read.

        The table draws two hundred cells at each repaint, and would need four calls of `data` for each.
        """
        row = self._row(number)
        if row is None:
            return None
        kind = self.columns[column].kind
        closed = row["access"] not in (None, "open")
        return ListCell(self._shown(self.columns[column], row), kind is Kind.INTEGER, bool(row["attention"]), closed)

    def _shown(self, column: Column, row: dict[str, Any]) -> str:
        value = row[column.name]
        if value in (None, ()):
            return "—"
        words = self._session.vocabularies()
        if column.name == "birth_year":
            return self._year(str(value).zfill(4))
        if column.kind is Kind.TERM:
            return term_shown(words, column.vocabulary or "", value, self._language)
        if column.kind is Kind.TERMS:
            return "、".join(term_shown(words, column.vocabulary or "", code, self._language) for code in value)
        return "、".join(value) if isinstance(value, tuple) else str(value).replace("\n", " ")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The head of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].label.in_(self._language)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by the first one in the list's own order."""
        if not 0 <= column < len(self.columns):
            return
        name = None if column == 0 else self.columns[column].name
        self.show(replace(self._requested, sort=name, descending=order == Qt.SortOrder.DescendingOrder))


def _place(ids: array[int], wanted: int) -> int | None:
    """The place of an id. Its bytes are searched for: to compare 760,000 numbers one by one takes ten times as long."""
    held, size = ids.tobytes(), ids.itemsize
    pattern = array("q", [wanted]).tobytes()
    at = held.find(pattern)
    while at >= 0 and at % size:
        at = held.find(pattern, at + 1)
    return at // size if at >= 0 else None


def _common(old: array[int], new: array[int]) -> tuple[int, int]:
    """How many rows two orders share at their beginning and at their end."""
    most = min(len(old), len(new))
    head = _longest(most, lambda n: old[:n] == new[:n])
    tail = _longest(most - head, lambda n: old[len(old) - n :] == new[len(new) - n :])
    return head, tail


def _longest(most: int, fits: Callable[[int], bool]) -> int:
    """The greatest number up to ``most`` that fits, where every smaller one fits too. Found by halving the range."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low

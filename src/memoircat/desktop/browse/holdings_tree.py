"""The holdings as a tree: fonds, series, files, items and pieces. A branch can be dragged into another."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.hierarchy import Branch
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon
from memoircat.desktop.theme.model_index import NO_INDEX, Index
from memoircat.desktop.theme.rows import RowDelegate
from memoircat.desktop.theme.tokens import FONT_BODY, FONT_MEANING, ICON, MEDIUM
from memoircat.records.registry import HIERARCHY, RECORD_TYPES
from memoircat.records.values import term_shown

_MIME = "application/x-memoircat-records"
_PAGE = 300  # top rows added at a time: Qt reads every one of them, and thousands would hold the window up
_CHECKED_SINGLY = 500  # records of a change at most that are checked one by one; for more the tree is read again
# px at 100 %
_INDENT: Final = 20
_TITLE_WIDTH: Final = 256
_CODE_WIDTH: Final = 110
# Combined once: Qt reads the flags of every row.
_DROPPED_ON = Qt.ItemFlag.ItemIsDropEnabled
_DRAGGED = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled | _DROPPED_ON
_LEVELS = {"collection": "collection_level", "document": "document_level"}


@dataclass(eq=False, slots=True)
class Node:
    """A row of the tree: its branch (the root has none), and the rows below it once they were read."""

    branch: Branch | None
    parent: Node | None
    row: int = 0
    below: list[Node] | None = None


class HoldingsModel(QAbstractItemModel):
    """Title, code and level of each branch. Top-level records are added page by page."""

    moved = Signal(list, int)  # records that were dropped, and the record they were dropped on (0: on none)

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._root = Node(None, None)
        self._waiting: list[Branch] = []  # top branches that were read and are not shown yet, the next one last
        self._nodes: dict[int, Node] = {}
        self._watched = True  # whether the tree is shown
        self._stale = False  # whether it has changed while it was not
        self._read()
        session.changed.connect(self._changed)

    def _read(self) -> None:
        """Read the top branches, and show the first page of them."""
        self._waiting = self._session.reader.branches(None)[::-1]
        self._root, self._nodes = Node(None, None, below=[]), {}
        self._hang(self._root, self._next(_PAGE))

    def _next(self, number: int) -> list[Branch]:
        """Take the next top branches that are not shown yet."""
        return [self._waiting.pop() for _ in range(min(number, len(self._waiting)))]

    def _hang(self, node: Node, more: list[Branch]) -> None:
        """Add branches below a node, after those that are there."""
        node.below = node.below or []
        for branch in more:
            made = Node(branch, node, len(node.below))
            node.below.append(made)
            self._nodes[branch.id] = made

    def _open(self, node: Node) -> None:
        """Read the branches below a node, unless they have been."""
        if node.below is None and node.branch is not None:
            self._hang(node, self._session.reader.branches(node.branch.id))

    def watch(self, watched: bool) -> None:
        """Whether the tree is shown. While it is not, it is not read again after changes."""
        self._watched = watched
        if watched:
            self.refresh()

    def refresh(self) -> None:
        """Read the tree again where it has changed while it was not shown."""
        if self._stale:
            self._reset()

    def _reset(self) -> None:
        self._stale = False
        self.beginResetModel()
        self._read()
        self.endResetModel()

    def _changed(self, change: ChangeSet) -> None:
        """After a change: repaint its records. Only where one came, went or was moved, read the tree again."""
        if not change.tables & {"record", "batch", *HIERARCHY}:
            return
        if not self._watched:
            self._stale = True
        elif "batch" in change.tables or not self._repaint(sorted(change.records)):
            self._reset()

    def _repaint(self, records: list[int]) -> bool:
        """Show changed records in the rows they have; False, with nothing done, where one has another place now."""
        if len(records) > _CHECKED_SINGLY:
            return False
        reader = self._session.reader
        now, others = reader.branches_of(records), reader.never_in_tree(records)
        waiting = {branch.id: n for n, branch in enumerate(self._waiting)}
        changed = set(records) - others
        for id_ in changed:
            node, row = self._nodes.get(id_), waiting.get(id_)
            before = node.branch if node is not None else self._waiting[row] if row is not None else None
            if before is None or id_ not in now or _place(now[id_]) != _place(before):
                return False
        for id_ in changed:
            node = self._nodes.get(id_)
            if node is None:
                self._waiting[waiting[id_]] = now[id_]
            else:
                node.branch = now[id_]
                self.dataChanged.emit(self.createIndex(node.row, 0, node), self.createIndex(node.row, 2, node))
        return True

    def _node(self, index: Index) -> Node:
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, Node) else self._root

    def index_at(self, node: Node) -> QModelIndex:
        """The index of a node's row."""
        return NO_INDEX if node.branch is None else self.createIndex(node.row, 0, node)

    def branch(self, index: Index) -> Branch | None:
        """The record that a row shows."""
        return self._node(index).branch

    def index_of(self, record_id: int) -> QModelIndex:
        """The index of a record's row; the branches above it are read for it. Invalid where it is not in the tree."""
        if record_id in self._nodes:
            return self.index_at(self._nodes[record_id])
        for id_ in self._session.reader.path_to(record_id):
            self.show_down_to({id_})
            if id_ in self._nodes:
                self._open(self._nodes[id_])
        self.show_down_to({record_id})
        node = self._nodes.get(record_id)
        return NO_INDEX if node is None else self.index_at(node)

    def show_down_to(self, records: Collection[int]) -> None:
        """Add top rows until all of these records that are top branches are shown."""
        if all(id_ in self._nodes for id_ in records):
            return
        row = next((n for n, branch in enumerate(self._waiting) if branch.id in records), None)
        if row is not None:
            self._insert(self._next(len(self._waiting) - row))

    def show_all(self) -> None:
        """Add all top rows."""
        if self._waiting:
            self._insert(self._next(len(self._waiting)))

    def _insert(self, more: list[Branch]) -> None:
        """Add top rows."""
        shown = len(self._root.below or ())
        self.beginInsertRows(NO_INDEX, shown, shown + len(more) - 1)
        self._hang(self._root, more)
        self.endInsertRows()

    # What Qt calls ---------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = NO_INDEX) -> QModelIndex:
        """The index of a cell."""
        node = self._node(parent)
        if parent.isValid() and parent.column() > 0:
            return NO_INDEX
        if node.below is None or not 0 <= row < len(node.below) or not 0 <= column < 3:
            return NO_INDEX
        return self.createIndex(row, column, node.below[row])

    def parent(self, index: Index = NO_INDEX) -> QModelIndex:  # type: ignore[override] # Qt overloads it
        """The row above."""
        node = self._node(index).parent if index.isValid() else None
        return NO_INDEX if node is None else self.index_at(node)

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """The number of branches below a row that were read."""
        if parent.isValid() and parent.column() > 0:
            return 0
        return len(self._node(parent).below or ())

    def columnCount(self, _parent: Index = NO_INDEX) -> int:
        """Title, code, level."""
        return 3

    def hasChildren(self, parent: Index = NO_INDEX) -> bool:
        """Whether a row has branches below it, read or not."""
        node = self._node(parent)
        if parent.isValid() and parent.column() > 0:
            return False
        return bool(node.below) if node.branch is None or node.below is not None else node.branch.below > 0

    def canFetchMore(self, parent: Index) -> bool:
        """Whether branches below a row are still to be read, or top rows to be added."""
        node = self._node(parent)
        if node.branch is None:
            return bool(self._waiting)
        return node.below is None and node.branch.below > 0

    def fetchMore(self, parent: Index) -> None:
        """Read the branches below a row, or add the next page of top rows."""
        node = self._node(parent)
        if not self.canFetchMore(parent):
            return
        if node.branch is None:
            self._insert(self._next(_PAGE))
            return
        below = self._session.reader.branches(node.branch.id)
        if below:
            self.beginInsertRows(self.index_at(node), 0, len(below) - 1)
            self._hang(node, below)
            self.endInsertRows()
        else:
            node.below = []

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The head of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Title"), self.tr("Code"), self.tr("Level"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell, and before the title the icon of the type."""
        branch = self.branch(index)
        if branch is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            number = f"　({branch.below:,})" if branch.below else ""
            words = self._session.vocabularies()
            level = term_shown(words, _LEVELS[branch.type], branch.level, self._look.language)
            return (f"{branch.label}{number}", branch.code, level)[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return icon(RECORD_TYPES[branch.type].icon, self._look.tokens.text2, self._look.px(ICON))
        return None

    # Dragging --------------------------------------------------------------------------------------------------

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything can be dragged, and dropped on."""
        return _DRAGGED if index.isValid() else _DROPPED_ON

    def mimeTypes(self) -> list[str]:
        """Records of this catalogue."""
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The records that are dragged, by their ids."""
        branches_ = (self.branch(index) for index in indexes)
        ids = dict.fromkeys(str(branch.id) for branch in branches_ if branch is not None)
        data = QMimeData()
        data.setData(_MIME, " ".join(ids).encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        """Dropping moves a record: it has one parent only."""
        return Qt.DropAction.MoveAction

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index) -> bool:
        """Emit the requested move. The tree shows it after the change."""
        branch = self.branch(parent)
        ids = [int(id_) for id_ in bytes(data.data(_MIME).data()).decode().split()]
        self.moved.emit(ids, branch.id if branch else 0)
        return False  # so that Qt does not remove the dragged rows: the change does


class HoldingsTree(QTreeView):
    """Enter opens a record, → and ← unfold and fold a branch, dragging moves it."""

    opened = Signal(int)
    moved = Signal(list, int)  # records, and their new parent (0: top level)
    current_changed = Signal(object)  # the id of the current record, or None

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self.setObjectName("holdings-tree")
        self.setAccessibleName(self.tr("Holdings"))
        self.setUniformRowHeights(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragEnabled(not session.read_only)
        self.setAcceptDrops(not session.read_only)
        self.setItemDelegate(RowDelegate(look, self))
        self.setFont(look.font(FONT_BODY))
        self.setIndentation(look.px(_INDENT))
        self.header().setFont(look.font(FONT_MEANING, MEDIUM))
        self.holdings = HoldingsModel(session, look)
        self.holdings.setParent(self)
        self.holdings.moved.connect(self.moved)
        self.setModel(self.holdings)
        self.header().setStretchLastSection(True)
        self.setColumnWidth(0, look.px(_TITLE_WIDTH))
        self.setColumnWidth(1, look.px(_CODE_WIDTH))
        # Noted while the tree is read again
        self._unfolded: list[int] = []
        self._current: int | None = None
        self._selected: list[int] = []
        self.holdings.modelAboutToBeReset.connect(self._remember)
        self.holdings.modelReset.connect(self._restore)
        self.doubleClicked.connect(lambda _index: self._open_current())

    def current_id(self) -> int | None:
        """The record with the focus."""
        branch = self.holdings.branch(self.currentIndex())
        return branch.id if branch else None

    def selected_ids(self) -> list[int]:
        """All selected records."""
        branches_ = (self.holdings.branch(index) for index in self.selectionModel().selectedRows())
        return [branch.id for branch in branches_ if branch is not None]

    def go_to(self, record_id: int) -> bool:
        """Unfold the branches above a record and select it; False where it is not in the tree."""
        self.holdings.refresh()
        index = self.holdings.index_of(record_id)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)
        return index.isValid()

    def _remember(self) -> None:
        """Before the tree is read again, note which branches are unfolded, what is selected and what is current."""
        self._current, self._selected = self.current_id(), self.selected_ids()
        self._unfolded = []
        waiting = [self.holdings.index(row, 0) for row in range(self.holdings.rowCount())]
        while waiting:
            index = waiting.pop()
            branch = self.holdings.branch(index)
            if branch is not None and self.isExpanded(index):
                self._unfolded.append(branch.id)
                waiting += [self.holdings.index(row, 0, index) for row in range(self.holdings.rowCount(index))]

    def _restore(self) -> None:
        """After the tree was read again, unfold and select what was noted, and go to what was current."""
        for id_ in self._unfolded:
            index = self.holdings.index_of(id_)
            if index.isValid():
                self.setExpanded(index, True)
        if self._current is not None:
            self.go_to(self._current)
        self.holdings.show_down_to(set(self._selected))
        ranges: list[list[QModelIndex]] = []  # of adjacent rows: Qt compares each range with every other
        for index in map(self.holdings.index_of, self._selected):
            if ranges and index.row() == ranges[-1][1].row() + 1 and index.parent() == ranges[-1][1].parent():
                ranges[-1][1] = index
            elif index.isValid():
                ranges.append([index, index])
        chosen = QItemSelection()
        for first, last in ranges:
            chosen.select(first, last)
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().select(chosen, flags)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has changed meanwhile."""
        super().showEvent(event)
        self.holdings.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave changes to be shown later."""
        super().hideEvent(event)
        self.holdings.watch(False)

    def selectAll(self) -> None:
        """Select all rows, with the top rows that were not shown yet."""
        self.holdings.show_all()
        super().selectAll()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Emit which record is the current one."""
        super().currentChanged(current, previous)
        self.current_changed.emit(self.current_id())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the record; End goes to the last row."""
        if event.key() == Qt.Key.Key_End:
            self.holdings.show_all()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_current()
        else:
            super().keyPressEvent(event)

    def _open_current(self) -> None:
        current = self.current_id()
        if current is not None:
            self.opened.emit(current)


def _place(branch: Branch) -> tuple[object, ...]:
    """What sorts a branch among its siblings, and the number of branches below it, which its row shows."""
    return branch.parent, branch.type, branch.code, branch.below

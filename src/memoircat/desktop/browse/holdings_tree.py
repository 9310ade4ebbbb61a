"""The holdings as a tree: fonds, series, files, items and pieces; a branch is dragged, or moved by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

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
from memoircat.catalogue.hierarchy import TYPES, Branch, branches, branches_of, never_in_tree, path_to
from memoircat.desktop.browse.navigation import ICONS
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon
from memoircat.desktop.theme.model_index import NO_INDEX, Index
from memoircat.desktop.theme.rows import RowDelegate
from memoircat.records.values import term_shown

_MIME = "application/x-memoircat-records"
_PAGE = 300  # rows that lie in nothing shown at a time: Qt asks for each of them, thousands would hold the window up
_LOOKED_AT_ONE_BY_ONE = 500  # records of one change
_DROPPED_ON = Qt.ItemFlag.ItemIsDropEnabled  # put together once: Qt asks for the flags of every row
_DRAGGED = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled | _DROPPED_ON
_LEVELS = {"collection": "collection_level", "document": "document_level"}


@dataclass(eq=False, slots=True)
class Node:
    """A branch that was read, with the branches below it once it was opened."""

    branch: Branch | None
    parent: Node | None
    row: int = 0
    below: list[Node] | None = None


class HoldingsModel(QAbstractItemModel):
    """Title, code and level. ``moved`` carries the records that were dropped and what on (0: on nothing)."""

    moved = Signal(list, int)

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._root = Node(None, None)
        self._waiting: list[Branch] = []  # branches that lie in nothing, read but not yet shown: the next one last
        self._nodes: dict[int, Node] = {}
        self._watched = True
        self._stale = False
        self._read()
        session.changed.connect(self._changed)

    def _read(self) -> None:
        """What lies in nothing, its first page shown."""
        self._waiting = branches(self._session.reader, None)[::-1]
        self._root, self._nodes = Node(None, None, below=[]), {}
        self._hang(self._root, self._next(_PAGE))

    def _next(self, number: int) -> list[Branch]:
        """Take the next branches of those that wait."""
        return [self._waiting.pop() for _ in range(min(number, len(self._waiting)))]

    def _hang(self, node: Node, found: list[Branch]) -> None:
        """Hang branches below a node, after those that are there."""
        node.below = node.below or []
        for branch in found:
            made = Node(branch, node, len(node.below))
            node.below.append(made)
            self._nodes[branch.id] = made

    def _open(self, node: Node) -> None:
        """Read the branches below a node when they are first wanted; Qt asks for them when it shows them."""
        if node.below is None and node.branch is not None:
            self._hang(node, branches(self._session.reader, node.branch.id))

    def watch(self, watched: bool) -> None:
        """Whether anybody looks: what nobody looks at is not read again before somebody does."""
        self._watched = watched
        if watched:
            self.refresh()

    def refresh(self) -> None:
        """Read the tree again where it changed while nobody looked."""
        if self._stale:
            self._reset()

    def _reset(self) -> None:
        self._stale = False
        self.beginResetModel()
        self._read()
        self.endResetModel()

    def _changed(self, change: ChangeSet) -> None:
        """After a change: show its words; only where something came, went or lies elsewhere, read the tree again."""
        if not change.tables & {"record", "batch", *TYPES}:
            return
        if not self._watched:
            self._stale = True
        elif "batch" in change.tables or not self._show_words(sorted(change.records)):
            self._reset()

    def _show_words(self, records: list[int]) -> bool:
        """Show records as they stand, where they stand; False, and nothing shown, where the tree has another form."""
        if len(records) > _LOOKED_AT_ONE_BY_ONE:
            return False
        reader = self._session.reader
        now, others = branches_of(reader, records), never_in_tree(reader, records)
        waiting = {branch.id: n for n, branch in enumerate(self._waiting)}
        before: dict[int, Branch] = {}
        for each in set(records) - others:
            node, row = self._nodes.get(each), waiting.get(each)
            held = node.branch if node is not None else self._waiting[row] if row is not None else None
            if held is None or each not in now or _place(now[each]) != _place(held):
                return False
            before[each] = held
        for each in before:
            node = self._nodes.get(each)
            if node is None:
                self._waiting[waiting[each]] = now[each]
            else:
                node.branch = now[each]
                self.dataChanged.emit(self.createIndex(node.row, 0, node), self.createIndex(node.row, 2, node))
        return True

    def _node(self, index: Index) -> Node:
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, Node) else self._root

    def index_at(self, node: Node) -> QModelIndex:
        """The row of a node."""
        return NO_INDEX if node.branch is None else self.createIndex(node.row, 0, node)

    def branch(self, index: Index) -> Branch | None:
        """The record that a row shows."""
        return self._node(index).branch

    def index_of(self, record_id: int) -> QModelIndex:
        """The row of a record, whatever it lies in; an invalid index where it is in no branch."""
        if record_id in self._nodes:
            return self.index_at(self._nodes[record_id])
        for each in path_to(self._session.reader, record_id):
            self.show_down_to({each})
            if each in self._nodes:
                self._open(self._nodes[each])
        self.show_down_to({record_id})
        node = self._nodes.get(record_id)
        return NO_INDEX if node is None else self.index_at(node)

    def show_down_to(self, records: Collection[int]) -> None:
        """Show the rows that lie in nothing down to the last of some records, where it was not shown yet."""
        if all(each in self._nodes for each in records):
            return
        row = next((n for n, branch in enumerate(self._waiting) if branch.id in records), None)
        if row is not None:
            self._insert(self._next(len(self._waiting) - row))

    def show_all(self) -> None:
        """Show all rows that lie in nothing."""
        if self._waiting:
            self._insert(self._next(len(self._waiting)))

    def _insert(self, found: list[Branch]) -> None:
        shown = len(self._root.below or ())
        self.beginInsertRows(NO_INDEX, shown, shown + len(found) - 1)
        self._hang(self._root, found)
        self.endInsertRows()

    # Qt's questions --------------------------------------------------------------------------------------------

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
        """The branches that were read below a row."""
        if parent.isValid() and parent.column() > 0:
            return 0
        return len(self._node(parent).below or ())

    def columnCount(self, _parent: Index = NO_INDEX) -> int:
        """Title, code, level."""
        return 3

    def hasChildren(self, parent: Index = NO_INDEX) -> bool:
        """Whether something lies in it, read or not."""
        node = self._node(parent)
        if parent.isValid() and parent.column() > 0:
            return False
        return bool(node.below) if node.branch is None or node.below is not None else node.branch.below > 0

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the branches below a row are still to be read."""
        node = self._node(parent)
        if node.branch is None:
            return bool(self._waiting)
        return node.below is None and node.branch.below > 0

    def fetchMore(self, parent: Index) -> None:
        """Read them."""
        node = self._node(parent)
        if not self.canFetchMore(parent):
            return
        if node.branch is None:
            self._insert(self._next(_PAGE))
            return
        found = branches(self._session.reader, node.branch.id)
        if found:
            self.beginInsertRows(self.index_at(node), 0, len(found) - 1)
            self._hang(node, found)
            self.endInsertRows()
        else:
            node.below = []

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heads."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Title"), self.tr("Code"), self.tr("Level"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell, and the icon of its kind."""
        branch = self.branch(index)
        if branch is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            number = f"　({branch.below:,})" if branch.below else ""
            words = self._session.vocabularies()
            level = term_shown(words, _LEVELS[branch.type], branch.level, self._look.language)
            return (f"{branch.label}{number}", branch.code, level)[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return icon(ICONS[branch.type], self._look.tokens.text2, self._look.px(16))
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
        found = dict.fromkeys(str(branch.id) for each in indexes if (branch := self.branch(each)) is not None)
        data = QMimeData()
        data.setData(_MIME, " ".join(found).encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        """A record lies in one place only."""
        return Qt.DropAction.MoveAction

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index) -> bool:
        """Ask for the move; the tree shows it when it was done."""
        branch = self.branch(parent)
        ids = [int(each) for each in bytes(data.data(_MIME).data()).decode().split()]
        self.moved.emit(ids, branch.id if branch else 0)
        return False  # nothing is taken away from where it was dragged from: the change does that


class HoldingsTree(QTreeView):
    """Enter opens a record, → and ← open and close a branch, dragging moves it."""

    opened = Signal(int)
    moved = Signal(list, int)  # records, and what they are to lie in (0: nothing)
    current_changed = Signal(object)

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
        self.setFont(look.font(14))
        self.setIndentation(look.px(20))
        self.header().setFont(look.font(12, 500))
        self.holdings = HoldingsModel(session, look)
        self.holdings.setParent(self)
        self.holdings.moved.connect(self.moved)
        self.setModel(self.holdings)
        self.header().setStretchLastSection(True)
        self.setColumnWidth(0, look.px(256))
        self.setColumnWidth(1, look.px(110))
        self._open: list[int] = []
        self._at: int | None = None
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
        found = (self.holdings.branch(each) for each in self.selectionModel().selectedRows())
        return [each.id for each in found if each is not None]

    def go_to(self, record_id: int) -> bool:
        """Open the branches above a record and select it; False where it is not in the tree."""
        self.holdings.refresh()
        index = self.holdings.index_of(record_id)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)
        return index.isValid()

    def _remember(self) -> None:
        """Which branches are open, what is selected, and where the focus is: the tree is read anew."""
        self._at, self._selected = self.current_id(), self.selected_ids()
        self._open = []
        waiting = [self.holdings.index(row, 0) for row in range(self.holdings.rowCount())]
        while waiting:
            index = waiting.pop()
            branch = self.holdings.branch(index)
            if branch is not None and self.isExpanded(index):
                self._open.append(branch.id)
                waiting += [self.holdings.index(row, 0, index) for row in range(self.holdings.rowCount(index))]

    def _restore(self) -> None:
        for each in self._open:
            index = self.holdings.index_of(each)
            if index.isValid():
                self.setExpanded(index, True)
        if self._at is not None:
            self.go_to(self._at)
        self.holdings.show_down_to(set(self._selected))
        runs: list[list[QModelIndex]] = []  # rows that follow each other: Qt compares every two of what is selected
        for index in map(self.holdings.index_of, self._selected):
            if runs and index.row() == runs[-1][1].row() + 1 and index.parent() == runs[-1][1].parent():
                runs[-1][1] = index
            elif index.isValid():
                runs.append([index, index])
        chosen = QItemSelection()
        for first, last in runs:
            chosen.select(first, last)
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().select(chosen, flags)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks: show what changed meanwhile."""
        super().showEvent(event)
        self.holdings.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self.holdings.watch(False)

    def selectAll(self) -> None:
        """All are all, also those further down that were not shown yet."""
        self.holdings.show_all()
        super().selectAll()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which record is shown beside the tree."""
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
        found = self.current_id()
        if found is not None:
            self.opened.emit(found)


def _place(branch: Branch) -> tuple[object, ...]:
    """What its place in the tree hangs on, and what its row says of what lies in it."""
    return branch.parent, branch.type, branch.code, branch.below

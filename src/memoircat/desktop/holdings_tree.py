"""The holdings as a tree: fonds, series, files, items and pieces; a branch is dragged, or moved by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.hierarchy import TYPES, Branch, branches, path_to
from memoircat.desktop.navigation import ICONS
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon
from memoircat.desktop.theme.rows import RowDelegate
from memoircat.records.values import term_shown

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_MIME = "application/x-memoircat-records"
_LEVELS = {"collection": "collection_level", "document": "document_level"}


@dataclass(eq=False, slots=True)
class Node:
    """A branch that was read, with the branches below it once it was opened."""

    branch: Branch | None
    parent: Node | None
    row: int = 0
    below: list[Node] | None = None
    kept: dict[int, Node] = field(default_factory=dict)


class HoldingsModel(QAbstractItemModel):
    """Title, code and level. ``moved`` carries the records that were dropped and what on (0: on nothing)."""

    moved = Signal(list, int)

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._root = Node(None, None)
        self._open(self._root)
        session.changed.connect(self._changed)

    def _open(self, node: Node) -> list[Node]:
        """The branches below a node, read when they are first wanted."""
        if node.below is None:
            parent = node.branch.id if node.branch else None
            found = branches(self._session.reader, parent)
            node.below = [Node(branch, node, row) for row, branch in enumerate(found)]
        return node.below

    def _changed(self, change: ChangeSet) -> None:
        """Something lies elsewhere, came or went: read what is open again."""
        if change.tables & {"record", "batch", *TYPES}:
            self.beginResetModel()
            self._root = Node(None, None)
            self._open(self._root)
            self.endResetModel()

    def _node(self, index: Index) -> Node:
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, Node) else self._root

    def index_at(self, node: Node) -> QModelIndex:
        """The row of a node."""
        return _NO_INDEX if node.branch is None else self.createIndex(node.row, 0, node)

    def branch(self, index: Index) -> Branch | None:
        """The record that a row shows."""
        return self._node(index).branch

    def index_of(self, record_id: int) -> QModelIndex:
        """The row of a record, whatever it lies in; an invalid index where it is in no branch."""
        at = _NO_INDEX
        for each in (*path_to(self._session.reader, record_id), record_id):
            below = self._open(self._node(at))
            row = next((n for n, node in enumerate(below) if node.branch and node.branch.id == each), None)
            if row is None:
                return _NO_INDEX
            at = self.index(row, 0, at)
        return at

    # Qt's questions --------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        """The index of a cell."""
        node = self._node(parent)
        if parent.isValid() and parent.column() > 0:
            return _NO_INDEX
        if node.below is None or not 0 <= row < len(node.below) or not 0 <= column < 3:
            return _NO_INDEX
        return self.createIndex(row, column, node.below[row])

    def parent(self, index: Index = _NO_INDEX) -> QModelIndex:  # type: ignore[override] # Qt overloads it
        """The row above."""
        node = self._node(index).parent if index.isValid() else None
        return _NO_INDEX if node is None else self.index_at(node)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """The branches that were read below a row."""
        if parent.isValid() and parent.column() > 0:
            return 0
        return len(self._node(parent).below or ())

    def columnCount(self, _parent: Index = _NO_INDEX) -> int:
        """Title, code, level."""
        return 3

    def hasChildren(self, parent: Index = _NO_INDEX) -> bool:
        """Whether something lies in it, read or not."""
        node = self._node(parent)
        if parent.isValid() and parent.column() > 0:
            return False
        return bool(node.below) if node.branch is None or node.below is not None else node.branch.below > 0

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the branches below a row are still to be read."""
        node = self._node(parent)
        return node.below is None and node.branch is not None and node.branch.below > 0

    def fetchMore(self, parent: Index) -> None:
        """Read them."""
        node = self._node(parent)
        if not self.canFetchMore(parent):
            return
        found = branches(self._session.reader, node.branch.id if node.branch else None)
        if found:
            self.beginInsertRows(self.index_at(node), 0, len(found) - 1)
            node.below = [Node(branch, node, row) for row, branch in enumerate(found)]
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
        found = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        return found | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else found

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
        self.holdings.moved.connect(self.moved)
        self.setModel(self.holdings)
        self.header().setStretchLastSection(True)
        self.setColumnWidth(0, look.px(256))
        self.setColumnWidth(1, look.px(110))
        self._open: list[int] = []
        self._at: int | None = None
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
        index = self.holdings.index_of(record_id)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)
        return index.isValid()

    def _remember(self) -> None:
        """Which branches are open, and where the focus is: the tree is read anew."""
        self._at = self.current_id()
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

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which record is shown beside the tree."""
        super().currentChanged(current, previous)
        self.current_changed.emit(self.current_id())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the record."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_current()
        else:
            super().keyPressEvent(event)

    def _open_current(self) -> None:
        found = self.current_id()
        if found is not None:
            self.opened.emit(found)

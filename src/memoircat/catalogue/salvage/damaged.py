"""A damaged database as rows: those its trees still reach, those on pages that have lost their tree, and old ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from memoircat.catalogue.salvage.btree_pages import (
    INTERIOR_TABLE,
    LEAF_TABLE,
    BrokenPage,
    BrokenText,
    Cell,
    Row,
    Value,
    cells,
    decode,
    page_type,
    payload,
    rightmost_child,
)
from memoircat.catalogue.salvage.database_bytes import DatabaseBytes
from memoircat.catalogue.salvage.shapes import SEQUENCE, Shape, Shapes, likeliest
from memoircat.catalogue.salvage.trees import HIGHEST, LOWEST, Gap, Leaf, Trees, read_leaf
from memoircat.records.registry import RECORD_TYPES

_SCHEMA_ROOT = 1
_ITEMS = ("table", "index", "trigger", "view")
_LOST_HERE, _ROOM_HERE = 2, 1


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row that was read. ``hurt``: columns of which the value is not whole or not valid, with the bytes there are."""

    rowid: int
    values: dict[str, Value]
    hurt: dict[str, bytes] = field(default_factory=dict)
    page: int = 0
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row that is there and cannot be read: its key where that is known, its bytes, and why."""

    rowid: int | None
    raw: bytes
    why: str
    page: int = 0


class Damaged:
    """Reads the rows of a damaged database table by table. First ask every table for its `rows`, then for the rest."""

    def __init__(self, source: DatabaseBytes) -> None:
        self._source = source
        self._trees = Trees(source)
        self.gaps: dict[str, list[Gap]] = {}
        stored = list(self._schema())
        self.shapes: Shapes = likeliest([sql for _, _, sql in stored if sql], source.user_version)
        known = {*self.shapes.tables, *(index for shape in self.shapes.tables.values() for index in shape.indexes)}
        self._roots: dict[str, int] = {}
        for name, root, _ in stored:
            if name in known and 1 < root <= source.count:
                self._roots.setdefault(name, root)
        self.known_names = len(self._roots)
        foreign = {sql for _, _, sql in stored if sql} - self.shapes.sql
        said = source.user_version or 0
        self.newer = said if foreign else 0  # the schema of a newer program; a flipped bit in the number is none

    # The schema --------------------------------------------------------------------------------------------------

    def _schema(self) -> Iterator[tuple[str, int, str]]:
        """Name, root and SQL of tables and indexes; where that tree is damaged, from pages that look like its own."""
        damaged = False
        for leaf in self._trees.leaves(_SCHEMA_ROOT, lambda cell: self._schema_row(cell) is not None):
            if isinstance(leaf, Gap):
                damaged = True
            else:
                yield from filter(None, map(self._schema_row, leaf.cells))
        if damaged:
            for leaf in self._stray_leaves():
                entries = [self._schema_row(cell) for cell in leaf.cells]
                if entries and all(entries):
                    self._trees.claimed.add(leaf.page)
                    yield from filter(None, entries)

    def _schema_row(self, cell: Cell) -> tuple[str, int, str] | None:
        try:
            data, _ = payload(cell, self._source.page, self._source.layout)
            row = decode(data, cell.length, self._source.layout.encoding)
        except BrokenPage:
            return None
        match row.values:
            case (str(kind), str(name), str(), int(root), str() | None as sql) if kind in _ITEMS and not row.cut:
                return name, root, sql or ""
        return None

    def faults(self) -> int:
        """How many gaps the tables of content have. Nothing can be read any more when this has been asked."""
        leaves = (
            self._trees.leaves(self._roots.get(shape.name, 0), self._fits(shape)) for shape in self.shapes.content
        )
        return sum(isinstance(leaf, Gap) and leaf.cause != "" for tree in leaves for leaf in tree)

    # Rows that are reached ---------------------------------------------------------------------------------------

    def rows(self, shape: Shape) -> Iterator[FoundRow | UnreadRow]:
        """The rows of a table that its tree still reaches, in the order of their keys; its gaps are noted."""
        gaps = self.gaps.setdefault(shape.name, [])
        root = self._roots.get(shape.name)
        if root is None:
            gaps.append(Gap(LOWEST, HIGHEST, 0, "the place of the table is not known any more"))
            return
        for leaf in self._trees.leaves(root, self._fits(shape)):
            if isinstance(leaf, Gap):
                gaps.append(leaf)
            else:
                yield from self._rows_of(shape, leaf)

    def claim_others(self) -> None:
        """Walk the trees of derived tables, whose pages are nobody else's. Call it when all content was read."""
        for shape in self.shapes.tables.values():
            if not shape.is_content and shape.name in self._roots:
                leaves = self._trees.leaves(self._roots[shape.name], self._fits(shape))
                self.gaps[shape.name] = [leaf for leaf in leaves if isinstance(leaf, Gap)]

    def given_ids(self) -> Iterator[tuple[str, int]]:
        """The highest id ever given in each table, as far as it can be read."""
        shape = self.shapes.tables[SEQUENCE]
        for row in self.rows(shape):
            if isinstance(row, FoundRow):
                match row.values:
                    case {"name": str(name), "seq": int(highest)} if (
                        name in self.shapes.tables and 0 < highest < 1 << 32
                    ):
                        yield name, highest

    def _fits(self, shape: Shape) -> Callable[[Cell], bool]:
        def fits(cell: Cell) -> bool:
            try:
                row = decode(cell.payload, cell.length, self._source.layout.encoding)
            except BrokenPage:
                return False
            return shape.holds(row.values, row.cut)

        return fits

    def _rows_of(self, shape: Shape, leaf: Leaf) -> Iterator[FoundRow | UnreadRow]:
        for broken, why in leaf.broken:
            raw = broken.payload if broken else b""
            yield UnreadRow(broken.rowid if broken else None, raw, f"{why} (page {leaf.page})", leaf.page)
        for cell in leaf.cells:
            yield self._row(shape, cell, leaf)

    def _row(self, shape: Shape, cell: Cell, leaf: Leaf) -> FoundRow | UnreadRow:
        data, _whole = payload(cell, self._source.page, self._source.layout)
        try:
            row = decode(data, cell.length, self._source.layout.encoding)
        except BrokenPage as problem:
            return UnreadRow(cell.rowid, data, f"{problem} (page {leaf.page})", leaf.page)
        if not shape.holds(row.values, row.cut):
            return UnreadRow(cell.rowid, data, f"values that are not of this table (page {leaf.page})", leaf.page)
        values = shape.named(cell.rowid, row.values)
        hurt: dict[str, bytes] = {}
        for number, column in enumerate(shape.columns[: len(row.values)]):
            value = values[column.name]
            if isinstance(value, BrokenText):
                hurt[column.name] = bytes(value)
                values[column.name] = value.decode(self._source.layout.encoding, "replace")
            elif number in row.cut:
                hurt[column.name] = b""
                if value is None and column.needed:
                    values[column.name] = "" if column.type == "TEXT" else 0
        return FoundRow(cell.rowid or 0, values, hurt, leaf.page, leaf.doubtful)

    # Rows that no tree reaches ---------------------------------------------------------------------------------

    def _stray_leaves(self) -> Iterator[Leaf]:
        """Leaves of tables that no tree reaches."""
        for number in self._stray_pages():
            if number not in self._trees.claimed and (page := self._source.page(number)):
                yield read_leaf(self._source, number, page)[0]

    def _stray_pages(self) -> list[int]:
        """Numbers of leaves of tables that no tree reaches; first those that an interior page still names."""
        named: set[int] = set()
        stray: list[int] = []
        for number in range(1, self._source.count + 1):
            if number in self._trees.claimed:
                continue
            page = self._source.page(number)
            kind = page_type(page, number)
            if kind == LEAF_TABLE:
                stray.append(number)
            elif kind == INTERIOR_TABLE and page is not None:
                entries = cells(page, number, self._source.layout)
                named |= {cell.child for cell in entries if not isinstance(cell, BrokenPage)}
                named.add(rightmost_child(page, number))
        return sorted(stray, key=lambda number: (number not in named, number))

    def strays(self, known_type: Callable[[int], str | None]) -> Iterator[tuple[Shape, FoundRow | UnreadRow, bool]]:
        """The rows of pages that no tree reaches, each with its table and whether it is current.

        A page is in a tree, on the list of free pages, or has lost its tree: so it is where its page is not free, and,
        where that list is broken too, only if it lies in a gap of the table. Ask when all reachable rows were read.
        """
        free, whole = self._source.free_pages()
        kept = {_sign(self._source.page(number)) for number in self._trees.claimed | free}
        # Records come first: what they are tells which tables the others belong to.
        for records in (True, False):
            for leaf in self._stray_leaves():
                owner = self._owner(leaf, known_type)
                if owner is None or records != (owner.name == "record"):
                    continue
                self._trees.claimed.add(leaf.page)
                # A page that is there twice, where another was, says nothing new.
                if leaf.page not in free and _sign(self._source.page(leaf.page)) in kept:
                    continue
                current = leaf.page not in free and (whole or bool(self._place(owner, leaf)))
                for row in self._rows_of(owner, leaf):
                    yield owner, row, current

    def _owner(self, leaf: Leaf, known_type: Callable[[int], str | None]) -> Shape | None:
        """The table of content that a page looks like, first one that has lost keys there; None for any other page."""
        sample = [read for cell in leaf.cells[:: max(1, len(leaf.cells) // 12)] if (read := self._sampled(cell))]
        best, owner = (False, -1), None
        for shape in self.shapes.tables.values() if sample else ():
            likeness = _likeness(shape, sample, known_type) if shape.name != "sqlite_schema" else None
            if likeness is not None:
                place = self._place(shape, leaf)
                rank = (place == _LOST_HERE, likeness + (place == _ROOM_HERE))
                if rank > best:
                    best, owner = rank, shape
        return owner if owner and owner.is_content else None

    def _place(self, shape: Shape, leaf: Leaf) -> int:
        """Whether the keys of a page are such as a table has lost, or has room for; 0 where it has neither."""
        keys = [cell.rowid for cell in leaf.cells if cell.rowid is not None]
        if shape.name not in self._roots and not shape.is_content:
            return _LOST_HERE
        here = [gap for gap in self.gaps.get(shape.name, ()) if gap.holds(keys[0], keys[-1])]
        return _LOST_HERE if any(gap.cause for gap in here) else _ROOM_HERE if here else 0

    def _sampled(self, cell: Cell) -> tuple[int, Row] | None:
        """Key and values of a row, as far as they lie on its page."""
        try:
            return cell.rowid or 0, decode(cell.payload, cell.length, self._source.layout.encoding)
        except BrokenPage:
            return None

    def lose(self, shape: Shape, rowid: int, page: int) -> None:
        """Note that the row of this number is there and of no use."""
        self.gaps.setdefault(shape.name, []).append(Gap(rowid - 1, rowid, page, ""))

    # What is known of rows that are lost -----------------------------------------------------------------------

    def indexed(self, shape: Shape) -> Iterator[tuple[int, dict[str, Value]]]:
        """Number and indexed values of the rows in the gaps of a table, from its indexes; a row may come repeatedly."""
        gaps = self.gaps.get(shape.name)
        if not gaps:
            return
        for index, columns in shape.indexes.items():
            root = self._roots.get(index)
            for cell in self._trees.index_entries(root) if root else ():
                try:
                    data, whole = payload(cell, self._source.page, self._source.layout)
                    values = decode(data, cell.length, self._source.layout.encoding).values
                except BrokenPage:
                    continue
                if whole and len(values) == len(columns) + 1 and isinstance(rowid := values[-1], int):
                    entry = {name: value for name, value in zip(columns, values, strict=False) if name != shape.key}
                    sound = not any(isinstance(value, BrokenText) for value in entry.values())
                    if sound and any(gap.holds(rowid, rowid) for gap in gaps):
                        yield rowid, entry

    def proven(self, shape: Shape) -> bool:
        """Whether it is known of each row in the gaps of a table if it is lost: a whole index has all of them.

        The own rows of records are known by the records.
        """
        if shape.name in RECORD_TYPES:
            return not self.gaps.get("record") or self.proven(self.shapes.tables["record"])
        whole = (self._roots.get(index) for index in shape.full)
        return any(root is not None and root not in self._trees.broken_indexes for root in whole)


def _likeness(shape: Shape, sample: list[tuple[int, Row]], known_type: Callable[[int], str | None]) -> int | None:
    """The middle likeness of some rows of a page to a table; None where it cannot be one of its pages."""
    like = [
        shape.likeness(rowid, shape.named(rowid, row.values), known_type)
        for rowid, row in sample
        if shape.holds(row.values, row.cut)
    ]
    middle = sorted(like)[len(like) // 2] if 2 * len(like) >= len(sample) else -1
    return middle if middle >= 0 else None


def _sign(page: bytes | None) -> int:
    """A number that differs for pages that differ."""
    return hash(page)

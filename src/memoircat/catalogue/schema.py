"""The tables of a catalogue: those made from the declarations in `records`, and those of the catalogue itself.

The migrations make the same tables in a catalogue on disk; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint, text

from memoircat.records.declare import Field, Kind, fields_of
from memoircat.records.record import Record
from memoircat.records.registry import PART_TYPES, RECORD_TYPES

metadata = MetaData()

# Digests that a record keeps: of its own row, its row in the table of its type, its names and its statements.
DIGEST_COLUMNS = ("digest", "own_digest", "names_digest", "statements_digest")

_INTEGERS = (Kind.INTEGER, Kind.FLAG, Kind.RECORD)


def _columns(fields: tuple[Field, ...]) -> Iterator[Column[Any]]:
    for field in fields:
        if field.kind is Kind.RECORD:
            yield Column(field.name, Integer, ForeignKey(f"{_target(field)}.id"))
        elif field.kind in _INTEGERS:
            yield Column(field.name, Integer)
        elif field.kind is Kind.NUMBER:
            yield Column(field.name, Float)
        else:
            yield from (Column(name, Text) for name in field.columns)


def _digest() -> Column[Any]:
    """The digest of a row: see `catalogue.digests`."""
    return Column("digest", Integer, nullable=False, server_default="0")


def _target(field: Field) -> str:
    """The table that a field refers to: `record` for records of any type."""
    (first, *_) = field.declared.refers
    return "record" if first in RECORD_TYPES or first == "record" else first


record = Table(
    "record",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("record_type", Text, nullable=False),
    *_columns(fields_of(Record)),
    Column("created_at", Text, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("modified_at", Text, nullable=False),
    Column("modified_by", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("deleted_at", Text),
    Column("batch", Integer, ForeignKey("batch.id")),
    Column("label", Text, nullable=False, server_default=""),
    Column("sort_key", Text, nullable=False, server_default=""),
    Column("listed", Integer, nullable=False, server_default="1"),
    Column("attention", Integer, nullable=False, server_default="0"),
    *(Column(name, Integer, nullable=False, server_default="0") for name in DIGEST_COLUMNS),
    Index("record_by_code", "code"),
    Index("record_by_batch", "batch", sqlite_where=text("batch IS NOT NULL")),
    Index("record_in_lists", "record_type", "sort_key", "id", sqlite_where=text("listed = 1 AND deleted_at IS NULL")),
    Index(
        "record_in_lists_by_code",
        "record_type",
        "code",
        "sort_key",
        "id",
        sqlite_where=text("listed = 1 AND deleted_at IS NULL"),
    ),
    sqlite_autoincrement=True,
)

# Columns of a record that are derived from the rest of it, and those that note a write.
DERIVED_COLUMNS = ("label", "sort_key", "listed", "attention")
BOOKKEEPING_COLUMNS = ("modified_at", "modified_by", "version")

# Column → condition of its partial index: with these, lists of people are sorted, filtered and counted from the index
# alone, without reading the rows.
SUMMARY_INDEXES = {
    **dict.fromkeys(("birth_day", "death_day", "prefecture", "fate", "rank", "last_camp", "kind"), ""),
    "access": " AND access IS NOT NULL",
    "attention": " AND attention = 1",
}
person_summary = Table(
    "person_summary",
    metadata,
    Column("record_id", Integer, ForeignKey("record.id", ondelete="CASCADE"), primary_key=True),
    *(
        Column(name, Text)
        for name in (
            "reading",
            "birth",
            "birth_day",
            "birth_year",
            "death",
            "death_day",
            "rank",
            "prefecture",
            "last_camp",
            "fate",
            "kind",
            "access",
        )
    ),
    Column("undecided", Integer, nullable=False, server_default="0"),
    Column("attention", Integer, nullable=False, server_default="0"),
    Column("sort_key", Text, nullable=False, server_default=""),
    Column("listed", Integer, nullable=False, server_default="1"),  # 1: shown in lists, and not in the trash
    *(
        Index(f"person_summary_by_{name}", name, "sort_key", "record_id", sqlite_where=text(f"listed = 1{more}"))
        for name, more in SUMMARY_INDEXES.items()
    ),
)

batch = Table(
    "batch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Integer),  # no foreign key: record.batch points here
    Column("file", Text, nullable=False),
    Column("file_hash", Text, nullable=False),
    Column("mapping", Text),
    Column("encoding", Text),
    Column("read", Integer, nullable=False),
    Column("imported", Integer, nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("withdrawn_at", Text),
    _digest(),
    sqlite_autoincrement=True,
)

roster_row = Table(
    "roster_row",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Integer, ForeignKey("record.id"), nullable=False),
    Column("key", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("cells", Text, nullable=False),
    Column("made", Integer, ForeignKey("record.id")),
    Column("batch", Integer, ForeignKey("batch.id")),
    Column("access", Text),
    _digest(),
    Index("roster_row_by_key", "source", "key"),
    Index("roster_row_by_made", "made"),
    sqlite_autoincrement=True,
)

image = Table(
    "image",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("width", Integer),
    Column("height", Integer),
    Column("pages", Integer, nullable=False, server_default="1"),
    Column("scanned_at", Text),
    Column("scanned_by", Text),
    Column("rights", Text),
    Column("access", Text),
    Column("added_at", Text, nullable=False),
    _digest(),
    sqlite_autoincrement=True,
)

term = Table(
    "term",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("vocabulary", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("ja", Text, nullable=False),
    Column("en", Text, nullable=False),
    Column("ru", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("in_use", Integer, nullable=False, server_default="1"),
    _digest(),
    UniqueConstraint("vocabulary", "code"),
)

change_set = Table(
    "change_set",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("kind", Text, nullable=False),  # do | import | undo | redo
    Column("target", Integer, ForeignKey("change_set.id")),  # the change set that an undo or a redo is about
    Column("state", Text),  # the digest of the whole content after it
    Column("digest", Text),  # NULL while it is being written; see `catalogue.chain`
    Index("change_set_by_target", "target", sqlite_where=text("target IS NOT NULL")),
    sqlite_autoincrement=True,
)

change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("change_set", Integer, ForeignKey("change_set.id"), nullable=False),
    Column("table", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("record", Integer),  # no foreign key: the history of a record outlives it
    Column("before", Text),
    Column("after", Text),
    _digest(),
    Column("redacted", Integer),  # the change set that took its texts out of the history
    Index("change_by_set", "change_set"),
    Index("change_by_record", "record", sqlite_where=text("record IS NOT NULL")),
)

code_counter = Table(
    "code_counter",
    metadata,
    Column("prefix", Text, primary_key=True),
    Column("last", Integer, nullable=False),
    _digest(),
)

setting = Table("setting", metadata, Column("name", Text, primary_key=True), Column("value", Text), _digest())

# The rows of each table of content, counted, with the sum of their digests.
content_digest = Table(
    "content_digest",
    metadata,
    Column("name", Text, primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("digest", Integer, nullable=False),
)

saved_search = Table(
    "saved_search",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("query", Text, nullable=False),
    Column("position", Integer, nullable=False, server_default="0"),
    _digest(),
)

mapping = Table(
    "mapping",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    _digest(),
)

entry_template = Table(
    "entry_template",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("record_type", Text, nullable=False),
    Column("values", Text, nullable=False),
    _digest(),
    UniqueConstraint("record_type", "name"),
)

draft = Table(
    "draft",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("record", Integer, ForeignKey("record.id", ondelete="CASCADE")),
    Column("field", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Text, nullable=False),
    _digest(),
)

retention_rule = Table(
    "retention_rule",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("privacy", Text, nullable=False, unique=True),
    Column("years", Integer, nullable=False),
    _digest(),
)

fixity_check = Table(
    "fixity_check",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("image", Integer, ForeignKey("image.id", ondelete="CASCADE"), nullable=False),
    Column("at", Text, nullable=False),
    Column("result", Text, nullable=False),
    _digest(),
    Index("fixity_check_by_image", "image"),
)

TYPE_TABLES: dict[str, Table] = {
    kind.code: Table(
        kind.code,
        metadata,
        Column("record_id", Integer, ForeignKey("record.id", ondelete="CASCADE"), primary_key=True),
        *_columns(kind.own_fields),
    )
    for kind in RECORD_TYPES.values()
}

ADDED_TO_RECORD = ("name", "statement")  # parts of which there are many: the record keeps the sum of their digests
PART_TABLES: dict[str, Table] = {
    part.code: Table(
        part.code,
        metadata,
        Column("id", Integer, primary_key=True),
        Column("record_id", Integer, ForeignKey("record.id", ondelete="CASCADE"), nullable=False),
        *_columns(part.fields),
        *([_digest()] if part.code not in ADDED_TO_RECORD else []),
        Index(f"{part.code}_by_record", "record_id"),
        sqlite_autoincrement=True,
    )
    for part in PART_TYPES.values()
}

_statement = PART_TABLES["statement"]
Index(
    "one_preferred",
    _statement.c.record_id,
    _statement.c.property,
    _statement.c.occurrence,
    unique=True,
    sqlite_where=text("preferred = 1"),
)
for _column in ("source", "place", "other"):
    Index(f"statement_by_{_column}", _statement.c[_column], sqlite_where=text(f"{_column} IS NOT NULL"))
Index("match_by_member", PART_TABLES["match"].c.member)
Index("link_by_other", PART_TABLES["link"].c.other)
Index("attachment_by_image", PART_TABLES["attachment"].c.image)
Index("document_by_parent", TYPE_TABLES["document"].c.parent)
Index("collection_by_parent", TYPE_TABLES["collection"].c.parent)

# The tables whose rows are journalled → the name of their key column.
JOURNALLED: dict[str, str] = (
    {"record": "id", "image": "id", "term": "id", "batch": "id", "roster_row": "id", "setting": "name"}
    | {"saved_search": "id", "mapping": "id", "entry_template": "id", "retention_rule": "id"}
    | dict.fromkeys(TYPE_TABLES, "record_id")
    | dict.fromkeys(PART_TABLES, "id")
)

"""Schema 1: the catalogue as first released.

What the tables hold is declared in `records` and `catalogue.schema`. Here they are as they were then: this file does
not follow later changes of the declarations.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

Column = sa.Column[Any]

_APPEND_ONLY = """
CREATE TRIGGER {table}_is_append_only_{verb} BEFORE {verb} ON "{table}"
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
"""


def upgrade() -> None:
    """Make every table, and the triggers that keep history as it was written."""
    _make_history()
    _make_settings()
    _make_imports()
    _make_images()
    _make_records()
    _make_descriptions()
    _make_authorities()
    _make_statements()
    _make_parts_on_images()
    _make_parts_of_documents()
    _make_parts_of_authorities()


# Columns -------------------------------------------------------------------------------------------------------------


def _text(names: str, *, needed: bool = False) -> list[Column]:
    return [sa.Column(name, sa.Text(), nullable=not needed) for name in names.split()]


def _integer(names: str, *, needed: bool = False) -> list[Column]:
    return [sa.Column(name, sa.Integer(), nullable=not needed) for name in names.split()]


def _number(names: str) -> list[Column]:
    return [sa.Column(name, sa.Float(), nullable=True) for name in names.split()]


def _date(names: str) -> list[Column]:
    """A date as written, in EDTF, and as its first and last day."""
    return _text(" ".join(f"{name}_{part}" for name in names.split() for part in ("text", "edtf", "first", "last")))


def _with_default(name: str, type_: sa.types.TypeEngine[Any], value: str) -> Column:
    return sa.Column(name, type_, server_default=value, nullable=False)


# Tables --------------------------------------------------------------------------------------------------------------


def _make_history() -> None:
    """Change sets and their rows, to which rows are only ever added."""
    op.create_table(
        "change_set",
        *_integer("id", needed=True),
        *_text("at by label kind", needed=True),
        *_integer("target"),
        sa.ForeignKeyConstraint(["target"], ["change_set.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "change",
        *_integer("id change_set", needed=True),
        *_text("table key", needed=True),
        *_integer("record"),
        *_text("before after"),
        sa.ForeignKeyConstraint(["change_set"], ["change_set.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    _index_filled("change_set_by_target", "change_set", "target")
    _index_filled("change_by_record", "change", "record")
    op.create_index("change_by_set", "change", ["change_set"], unique=False)
    for table in ("change_set", "change"):
        for verb in ("UPDATE", "DELETE"):
            op.execute(_APPEND_ONLY.format(table=table, verb=verb))


def _make_settings() -> None:
    """Settings, vocabularies, and what is kept under a name."""
    op.create_table("setting", *_text("name", needed=True), *_text("value"), sa.PrimaryKeyConstraint("name"))
    op.create_table(
        "code_counter",
        *_text("prefix", needed=True),
        *_integer("last", needed=True),
        sa.PrimaryKeyConstraint("prefix"),
    )
    op.create_table(
        "term",
        *_integer("id", needed=True),
        *_text("vocabulary code ja en ru", needed=True),
        *_integer("position", needed=True),
        _with_default("in_use", sa.Integer(), "1"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("vocabulary", "code"),
    )
    op.create_table(
        "retention_rule",
        *_integer("id", needed=True),
        *_text("privacy", needed=True),
        *_integer("years", needed=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("privacy"),
    )
    op.create_table(
        "saved_search",
        *_integer("id", needed=True),
        *_text("name query", needed=True),
        _with_default("position", sa.Integer(), "0"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "mapping",
        *_integer("id", needed=True),
        *_text("name text", needed=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "entry_template",
        *_integer("id", needed=True),
        *_text("name record_type values", needed=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("record_type", "name"),
    )


def _make_imports() -> None:
    """Imports, and the rows of rosters cell by cell."""
    op.create_table(
        "batch",
        *_integer("id", needed=True),
        *_integer("source"),
        *_text("file file_hash", needed=True),
        *_text("mapping encoding"),
        *_integer("read imported", needed=True),
        *_text("at by", needed=True),
        *_text("withdrawn_at"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "roster_row",
        *_integer("id source", needed=True),
        *_text("key", needed=True),
        *_integer("number", needed=True),
        *_text("cells", needed=True),
        *_integer("made batch"),
        *_text("access"),
        sa.ForeignKeyConstraint(["batch"], ["batch.id"]),
        sa.ForeignKeyConstraint(["made"], ["record.id"]),
        sa.ForeignKeyConstraint(["source"], ["record.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("roster_row_by_key", "roster_row", ["source", "key"], unique=False)
    op.create_index("roster_row_by_made", "roster_row", ["made"], unique=False)


def _make_images() -> None:
    """Image files and the checks of their bytes."""
    op.create_table(
        "image",
        *_integer("id", needed=True),
        *_text("sha256 name media_type", needed=True),
        *_integer("bytes", needed=True),
        *_integer("width height"),
        _with_default("pages", sa.Integer(), "1"),
        *_text("scanned_at scanned_by rights access"),
        *_text("added_at", needed=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sha256"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "fixity_check",
        *_integer("id image", needed=True),
        *_text("at result", needed=True),
        sa.ForeignKeyConstraint(["image"], ["image.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("fixity_check_by_image", "fixity_check", ["image"], unique=False)


def _make_records() -> None:
    """What every record has, what is derived for lists of people, and texts that are not saved yet."""
    op.create_table(
        "record",
        *_integer("id", needed=True),
        *_text("uid record_type", needed=True),
        *_text("code access closed_until access_reason content_note rights_holder publication note"),
        *_text("created_at created_by modified_at modified_by", needed=True),
        *_integer("version", needed=True),
        *_text("deleted_at"),
        *_integer("batch"),
        _with_default("label", sa.Text(), ""),
        _with_default("sort_key", sa.Text(), ""),
        _with_default("listed", sa.Integer(), "1"),
        _with_default("attention", sa.Integer(), "0"),
        *_text("digest"),
        sa.ForeignKeyConstraint(["batch"], ["batch.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
        sqlite_autoincrement=True,
    )
    _index_filled("record_by_batch", "record", "batch")
    op.create_index("record_by_code", "record", ["code"], unique=False)
    op.create_index(
        "record_in_lists",
        "record",
        ["record_type", "sort_key", "id"],
        unique=False,
        sqlite_where=sa.text("listed = 1 AND deleted_at IS NULL"),
    )
    _make_type(
        "person_summary",
        [
            *_text("reading birth birth_day birth_year death death_day rank prefecture last_camp fate"),
            _with_default("undecided", sa.Integer(), "0"),
        ],
    )
    op.create_table(
        "draft",
        *_integer("id", needed=True),
        *_integer("record"),
        *_text("field text at", needed=True),
        sa.ForeignKeyConstraint(["record"], ["record.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )


# Types of records ----------------------------------------------------------------------------------------------------


def _make_type(code: str, columns: Iterable[Column], references: str = "") -> None:
    """A table with a row for each record of a type; ``references`` are the columns that refer to other records."""
    op.create_table(
        code,
        *_integer("record_id", needed=True),
        *columns,
        *_foreign_keys(dict.fromkeys(references.split(), "record")),
        sa.PrimaryKeyConstraint("record_id"),
    )


def _make_descriptions() -> None:
    """Memoirs, and what archives hold: accessions, collections, documents."""
    _make_type(
        "accession",
        [
            *_text("title"),
            *_date("received"),
            *_integer("donor"),
            *_text("donor_text relation"),
            *_integer("units pieces"),
            *_text("terms description"),
        ],
        references="donor",
    )
    _make_type(
        "collection",
        [
            *_text("level"),
            *_integer("parent"),
            *_text("title yomi creators"),
            *_date("dates"),
            *_text("extent language scope arrangement finding_aids custodial_history"),
            *_integer("accession"),
        ],
        references="accession parent",
    )
    _make_type(
        "document",
        [
            *_text("level"),
            *_integer("parent"),
            *_text("title yomi document_type creators"),
            *_date("date"),
            *_text("extent"),
            *_integer("pieces"),
            *_text("support technique dimensions language script scope custodial_history"),
            *_integer("accession"),
            *_text("location register_class copies"),
        ],
        references="accession parent",
    )
    _make_type(
        "memoir",
        [
            *_text("title yomi subtitle title_romaji title_en creators creators_reading genre publisher"),
            *_text("publication_place"),
            *_date("published"),
            *_text("edition extent size isbn ndc call_number language form"),
            *_date("period"),
            *_text("places abstract contents"),
        ],
    )
    op.create_index("collection_by_parent", "collection", ["parent"], unique=False)
    op.create_index("document_by_parent", "document", ["parent"], unique=False)


def _make_authorities() -> None:
    """People, organisations and places, voyages, sources and topics."""
    _make_type("person", _text("kind role sex"))
    _make_type(
        "organisation",
        [*_text("kind"), *_integer("parent place"), *_date("dates"), *_text("code_name")],
        references="parent place",
    )
    _make_type(
        "place", [*_text("kind region region_en region_ru"), *_number("latitude longitude"), *_text("precision")]
    )
    _make_type("voyage", [*_text("ship port_from port_to"), *_date("departed arrived")])
    _make_type(
        "source",
        [
            *_text("kind title holder call_number"),
            *_date("date"),
            *_text("language reliability"),
            *_integer("held_as"),
        ],
        references="held_as",
    )
    _make_type("topic", _text("title title_en question"))


# Parts of records ----------------------------------------------------------------------------------------------------


def _make_part(code: str, columns: Iterable[Column], **references: str) -> None:
    """A table with any number of rows for each record; ``references``: column → the table that it refers to."""
    op.create_table(
        code,
        *_integer("id record_id", needed=True),
        *columns,
        *_foreign_keys(references),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(f"{code}_by_record", code, ["record_id"], unique=False)


def _make_statements() -> None:
    """Names and statements, and the decisions on an identified person."""
    _make_part(
        "name",
        [
            *_text("text family given script kind"),
            *_integer("source"),
            *_text("certainty"),
            *_integer("preferred position"),
            *_text("access"),
        ],
        source="record",
    )
    _make_part(
        "statement",
        [
            *_text("property"),
            *_integer("occurrence"),
            *_text("value term place_text"),
            *_integer("place other"),
            *_number("low high"),
            *_text("unit"),
            *_date("start until"),
            *_integer("source"),
            *_text("locator certainty"),
            *_integer("preferred rejected"),
            *_text("reason note"),
            *_integer("roster_row"),
            *_text("access"),
        ],
        **dict.fromkeys(("other", "place", "source"), "record"),
        roster_row="roster_row",
    )
    op.create_index(
        "one_preferred",
        "statement",
        ["record_id", "property", "occurrence"],
        unique=True,
        sqlite_where=sa.text("preferred = 1"),
    )
    for column in ("other", "place", "source"):
        _index_filled(f"statement_by_{column}", "statement", column)
    _make_part("match", [*_integer("member"), *_text("status reason by at")], member="record")
    op.create_index("match_by_member", "match", ["member"], unique=False)
    _make_part("judgement", _integer("statement occurrence preferred"), statement="statement")


def _make_parts_on_images() -> None:
    """Attached images, and what is marked and read on them."""
    _make_part("attachment", [*_integer("image page position"), *_text("caption role access")], image="image")
    op.create_index("attachment_by_image", "attachment", ["image"], unique=False)
    _make_part(
        "region",
        [*_integer("attachment"), *_number("left top width height"), *_text("text"), *_integer("shows")],
        attachment="attachment",
        shows="record",
    )
    _make_part(
        "transcription",
        [*_integer("attachment"), *_text("kind language direction text by")],
        attachment="attachment",
    )


def _make_parts_of_documents() -> None:
    """Links and tags, and what happened to documents in the archive."""
    _make_part("link", [*_text("role"), *_integer("other"), *_text("note")], other="record")
    op.create_index("link_by_other", "link", ["other"], unique=False)
    _make_part("tag", _text("text"))
    _make_part("condition_survey", [*_date("date"), *_text("grade text by")])
    _make_part("movement", [*_text("kind"), *_date("left returned"), *_text("whither note")])


def _make_parts_of_authorities() -> None:
    """Numbers of places, and what they belonged to."""
    _make_part(
        "place_identifier",
        [*_text("kind value certainty"), *_date("start until"), *_integer("source")],
        source="record",
    )
    _make_part(
        "place_parent",
        [*_integer("parent"), *_date("start until"), *_integer("source")],
        parent="record",
        source="record",
    )


def _foreign_keys(references: dict[str, str]) -> list[sa.ForeignKeyConstraint]:
    """The reference to the record that a row belongs to, and these others, in the order of the columns' names."""
    return [
        sa.ForeignKeyConstraint([column], [f"{table}.id"], ondelete="CASCADE" if column == "record_id" else None)
        for column, table in sorted({**references, "record_id": "record"}.items())
    ]


def _index_filled(name: str, table: str, column: str) -> None:
    """An index of the rows in which a column, empty in most of them, holds something."""
    op.create_index(name, table, [column], unique=False, sqlite_where=sa.text(f"{column} IS NOT NULL"))

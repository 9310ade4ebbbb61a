"""Schema 8: a digest of every row of content, sums of them by table, and a history that is a chain.

A record whose former digest does not fit was damaged before: its new one does not fit either, so that it stays named.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from memoircat.catalogue.content import driver_of
from memoircat.catalogue.integrity import make_digests, seal_history
from memoircat.catalogue.storage import Connection

revision = "0008"
down_revision = "0007"
DERIVED_STAYS = True

_CHUNK = 1_000
_OF_RECORD = ("digest", "own_digest", "names_digest", "statements_digest")
_RARE_PARTS = (
    *("link", "attachment", "region", "transcription", "condition_survey", "movement", "place_parent"),
    *("place_identifier", "tag", "match", "judgement"),
)
_WITH_DIGEST = (
    *("batch", "roster_row", "image", "term", "setting", "saved_search", "mapping", "entry_template"),
    *("retention_rule", "code_counter", "draft", "fixity_check", "change"),
    *_RARE_PARTS,
)
_PARTS = ("name", "statement", *_RARE_PARTS)
_NOT_IN_FORMER = ("label", "sort_key", "listed", "attention", "digest", "modified_at", "modified_by", "version")
_APPEND_ONLY = """
CREATE TRIGGER {table}_is_append_only_UPDATE BEFORE UPDATE ON "{table}"{unless}
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
"""


def upgrade() -> None:
    """Prove the former digests, add the new columns, and fill them."""
    connection = driver_of(op.get_bind())
    damaged = list(_damaged(connection))
    for table in ("change", "change_set"):
        op.execute(f"DROP TRIGGER {table}_is_append_only_UPDATE")
    op.drop_column("record", "digest")
    for name in _OF_RECORD:
        op.add_column("record", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    for table in _WITH_DIGEST:
        op.add_column(table, sa.Column("digest", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("change", sa.Column("redacted", sa.Integer()))
    op.add_column("change_set", sa.Column("state", sa.Text()))
    op.add_column("change_set", sa.Column("digest", sa.Text()))
    op.create_table(
        "content_digest",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    make_digests(connection)
    seal_history(connection)
    for record_id in damaged:
        connection.execute("UPDATE record SET digest = (digest + 1) & 4611686018427387903 WHERE id = ?", [record_id])
    op.execute(_APPEND_ONLY.format(table="change", unless=""))
    # A change set gets its digest when all its rows are written.
    op.execute(_APPEND_ONLY.format(table="change_set", unless=" WHEN OLD.digest IS NOT NULL"))


def _damaged(connection: Connection) -> Iterator[int]:
    """The records whose former digest does not fit; one that has none is taken as it is."""
    last = 0
    while rows := _rows(connection, "record", f"WHERE id > {last} ORDER BY id LIMIT {_CHUNK}"):
        ids = f"WHERE record_id BETWEEN {rows[0]['id']} AND {rows[-1]['id']}"
        own = {
            row["record_id"]: row
            for kind in {row["record_type"] for row in rows}
            for row in _rows(connection, kind, ids)
        }
        parts: dict[int, dict[str, list[dict[str, Any]]]] = {}
        for table in _PARTS:
            for row in _rows(connection, table, f"{ids} ORDER BY record_id, id"):
                parts.setdefault(row["record_id"], {}).setdefault(table, []).append(_filled(row))
        for row in rows:
            former = _former_digest(row, own.get(row["id"], {}), parts.get(row["id"], {}))
            if row["digest"] is not None and row["digest"] != former:
                yield row["id"]
        last = rows[-1]["id"]


def _former_digest(base: dict[str, Any], own: dict[str, Any], parts: dict[str, list[dict[str, Any]]]) -> str:
    base = {name: value for name, value in _filled(base).items() if name not in _NOT_IN_FORMER}
    text = json.dumps([base, _filled(own), parts], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _rows(connection: Connection, table: str, more: str) -> list[dict[str, Any]]:
    names = [column[1] for column in connection.execute(f'PRAGMA table_info("{table}")')]
    return [dict(zip(names, row, strict=True)) for row in connection.execute(f'SELECT * FROM "{table}" {more}')]


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}

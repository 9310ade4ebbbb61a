"""The whole state of a catalogue as one comparable value."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, text

from memoircat.catalogue.schema import BOOKKEEPING_COLUMNS, DIGEST_COLUMNS
from memoircat.catalogue.storage import OPENING

_LEFT_OUT = ("change", "change_set", "code_counter", "content_digest", "fixity_check", "draft", "name_vocabulary")
_BUT = {"setting": f"WHERE name <> '{OPENING}'"}  # another one at each opening
_MEANINGLESS = {"name_sound": ("id",)}  # only says that the table has changed


def whole_state(connection: Connection) -> dict[str, Any]:
    """Every row of every table, derived ones and indexes included.

    Left out: history, counters, drafts, checks of images, packed sounds, the token of the opening, when and by whom a
    row was changed, and the digests, which hold that.
    """
    tables = connection.execute(
        text("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    ).all()
    indexes = [name for name, sql in tables if "USING fts5" in sql]
    state = {}
    for name, _sql in tables:
        if name in indexes:
            state[name] = _instances(connection, name)
        elif name not in _LEFT_OUT and not any(name.startswith(f"{index}_") for index in indexes):
            rows = connection.execute(text(f'SELECT * FROM "{name}" {_BUT.get(name, "")}')).mappings()
            state[name] = sorted(repr(_plain(name, dict(row))) for row in rows)
    return state


def _instances(connection: Connection, index: str) -> list[str]:
    """What a full-text index holds: every token with its row and place. How it is laid out in pages says nothing."""
    connection.exec_driver_sql("PRAGMA query_only = OFF")  # the file is open for reading only; the view is temporary
    connection.exec_driver_sql(f"CREATE VIRTUAL TABLE temp.instances USING fts5vocab(main, {index}, instance)")
    rows = connection.exec_driver_sql("SELECT doc, col, offset, term FROM temp.instances").all()
    connection.exec_driver_sql("DROP TABLE temp.instances")
    connection.exec_driver_sql("PRAGMA query_only = ON")
    return sorted(repr(tuple(row)) for row in rows)


def _plain(table: str, row: dict[str, Any]) -> dict[str, Any]:
    left_out = (*BOOKKEEPING_COLUMNS, *DIGEST_COLUMNS, *_MEANINGLESS.get(table, ()))
    return {name: value for name, value in row.items() if name not in left_out}

"""The whole state of a catalogue as one comparable value."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, text

from memoircat.catalogue.schema import BOOKKEEPING_COLUMNS

_LEFT_OUT = ("change", "change_set", "code_counter", "sqlite_sequence", "fixity_check", "draft")


def whole_state(connection: Connection) -> dict[str, Any]:
    """Every row of every table, derived ones and indexes included; history, counters and bookkeeping left out."""
    names = connection.execute(
        text("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    ).all()
    state = {}
    for name, _sql in names:
        if name in _LEFT_OUT:
            continue
        rows = connection.execute(text(f'SELECT * FROM "{name}"')).mappings()
        state[name] = sorted(repr(_plain(dict(row))) for row in rows)
    return state


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in BOOKKEEPING_COLUMNS}

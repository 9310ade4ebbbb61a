"""Brings lost rows back from the history, which has every step of rows that were typed; imported ones are not in it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from memoircat.catalogue.salvage.btree_pages import Value
from memoircat.catalogue.salvage.mending import Mending
from memoircat.catalogue.salvage.report import Fate

_Sides = tuple[dict[str, Value] | None, dict[str, Value] | None]  # of a step: before, after


def rebuild_from_history(mending: Mending) -> None:
    """Insert again the lost rows whose every step is in the history, as they were after the last one.

    Where the history itself has gaps, only those that an index or a part still names: others may have been deleted.
    """
    named = {(table, number) for table, rows in mending.lost.items() for number in rows} | {*mending.without_own_row()}
    whole = not any(gap.cause for gap in mending.gaps.get("change", ()))
    states: dict[tuple[str, int], dict[str, Value] | None] = {}
    for row_key, (before, after) in _journal(mending):
        if row_key not in named and not mending.in_gap(*row_key):
            continue
        if before is None:
            states[row_key] = after
        elif after is None:
            states.pop(row_key, None)
        elif (state := states.get(row_key)) is not None:
            state.update(after)
    owners = _missing_owners(mending)
    detail = "" if whole else "a part of the history is lost too: it may be older"
    for (table, number), state in states.items():
        if state is not None and (whole or (table, number) in named or (table == "record" and number in owners)):
            mending.make(Fate.REBUILT, table, number, state, detail)


def _missing_owners(mending: Mending) -> set[int]:
    return {
        number
        for shape in mending.rows.shapes.content
        for reference in shape.references
        if reference.column == "record_id"
        for _, number in mending.dangling(shape, reference)
    }


def _journal(mending: Mending) -> Iterator[tuple[tuple[str, int], _Sides]]:
    """Every step of the history: table and number of its row, with both sides of it."""
    content = {shape.name for shape in mending.rows.shapes.content}
    steps = mending.rows.connection.execute('SELECT "table", key, before, after FROM change ORDER BY id')
    for table, key, before, after in steps:
        number = json.loads(key)
        if table in content and isinstance(number, int):
            gone, wanted = (json.loads(side) if side else None for side in (before, after))
            if isinstance(gone, dict | None) and isinstance(wanted, dict | None):
                yield (table, number), (gone, wanted)

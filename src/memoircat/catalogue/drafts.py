"""Drafts: text that is being typed and not yet saved, kept so that a crash does not take it.

They are no part of the content: no history tells of them, no undo takes them back, nobody is told. They are written
through `Catalogue.aside`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from memoircat.catalogue.clock import now
from memoircat.catalogue.stands import stands
from memoircat.catalogue.storage import Connection as RawConnection

if TYPE_CHECKING:  # the window lists drafts before SQLAlchemy is there
    from sqlalchemy import Connection

Place = tuple[int | None, str]  # the record (None: no record's), and what of it is being typed


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that was being typed. Where its record is gone, or in the trash, ``type`` is empty."""

    id: int
    record: int | None
    field: str
    text: str
    at: str
    type: str = ""
    label: str = ""

    @property
    def place(self) -> Place:
        """Where it was being typed."""
        return self.record, self.field


def kept_drafts(connection: RawConnection, but: Collection[int] = ()) -> list[Draft]:
    """The drafts that are there, oldest first; without those whose ids are in ``but``."""
    rows = connection.execute(
        "SELECT d.id, d.record, d.field, d.text, d.at, "
        f"CASE WHEN {stands('r')} THEN r.record_type END, COALESCE(NULLIF(r.label, ''), r.code) "
        "FROM draft d LEFT JOIN record r ON r.id = d.record ORDER BY d.at, d.id"
    ).fetchall()
    return [
        Draft(id_, record, field, text, at, kind or "", label or "")
        for id_, record, field, text, at, kind, label in rows
        if id_ not in but
    ]


def write_drafts(
    connection: Connection, typed: Mapping[Place, str], kept: Mapping[Place, tuple[int, str]]
) -> dict[Place, tuple[int, str]]:
    """Let the drafts in ``kept`` (id and text by place) be what is typed now; returns what is kept then.

    A draft that somebody left there before is another draft, even of the same place.
    """
    then: dict[Place, tuple[int, str]] = {}
    for place, text in typed.items():
        known = kept.get(place)
        if known is None:
            record, field = place
            inserted = connection.exec_driver_sql(
                "INSERT INTO draft (record, field, text, at) VALUES (?, ?, ?, ?)", (record, field, text, now())
            )
            then[place] = (int(inserted.lastrowid), text)
            continue
        if known[1] != text:
            connection.exec_driver_sql("UPDATE draft SET text = ?, at = ? WHERE id = ?", (text, now(), known[0]))
        then[place] = (known[0], text)
    for place in kept.keys() - typed.keys():
        forget_draft(connection, kept[place][0])
    return then


def forget_draft(connection: Connection, draft_id: int) -> None:
    """Remove a draft: it was saved, or nobody wants it. One that is gone already is no fault."""
    connection.exec_driver_sql("DELETE FROM draft WHERE id = ?", (draft_id,))

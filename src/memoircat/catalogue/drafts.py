"""Drafts: text that is typed and not yet saved, kept so that it survives a crash.

They are not part of the content: they have no history, cannot be undone, and no listener hears of them. They are
written through `Catalogue.aside`.
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

DraftPlace = tuple[int | None, str]  # the record (None: of no record), and what of it is typed


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that was typed and not saved.

    ``field`` says what of the record it is for; ``type`` and ``label`` are those of the record. Where that is gone, or
    in the trash, ``type`` is empty. ``at`` is a time in UTC (ISO 8601).
    """

    id: int
    record: int | None
    field: str
    text: str
    at: str
    type: str = ""
    label: str = ""

    @property
    def place(self) -> DraftPlace:
        """Where it was typed."""
        return self.record, self.field


def kept_drafts(connection: RawConnection, but: Collection[int] = ()) -> list[Draft]:
    """The drafts that are kept, oldest first; without those whose ids are in ``but``."""
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
    connection: Connection, typed: Mapping[DraftPlace, str], kept: Mapping[DraftPlace, tuple[int, str]]
) -> dict[DraftPlace, tuple[int, str]]:
    """Insert, update and delete drafts so that those in ``kept`` become those in ``typed``.

    ``kept`` is what the last call returned: id and text by place; returns the same for this one. Drafts of earlier
    sessions are not in it and stay untouched, even where they have the same place.
    """
    now_kept: dict[DraftPlace, tuple[int, str]] = {}
    for place, text in typed.items():
        known = kept.get(place)
        if known is None:
            record, field = place
            inserted = connection.exec_driver_sql(
                "INSERT INTO draft (record, field, text, at) VALUES (?, ?, '', '')", (record, field)
            )
            known = int(inserted.lastrowid), ""
        if place not in kept or known[1] != text:
            _write(connection, place, known[0], text)
        now_kept[place] = (known[0], text)
    for place in kept.keys() - typed.keys():
        forget_draft(connection, kept[place][0])
    return now_kept


def _write(connection: Connection, place: DraftPlace, draft_id: int, text: str) -> None:
    from memoircat.catalogue.digests import row_digest  # noqa: PLC0415 - lists read drafts before SQLAlchemy is there

    record, field = place
    row = {"id": draft_id, "record": record, "field": field, "text": text, "at": now()}
    connection.exec_driver_sql(
        "UPDATE draft SET text = ?, at = ?, digest = ? WHERE id = ?",
        (text, row["at"], row_digest("draft", row), draft_id),
    )


def forget_draft(connection: Connection, draft_id: int) -> None:
    """Remove a draft that was saved or is not wanted; does nothing where it is gone already."""
    connection.exec_driver_sql("DELETE FROM draft WHERE id = ?", (draft_id,))

"""Voyages of the ships that brought people home."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.dates import ArchiveDate
from memoircat.messages import Label
from memoircat.records.declare import catalogued


@dataclass(frozen=True, slots=True, kw_only=True)
class Voyage:
    """One crossing of one ship."""

    ship: str | None = catalogued(
        Label("船名", "Ship", "Судно"), in_list=True, searchable=True, needed=True, dc="title"
    )
    port_from: str | None = catalogued(Label("出港地", "From", "Откуда"), in_list=True, searchable=True)
    port_to: str | None = catalogued(Label("入港地", "To", "Куда"), in_list=True, searchable=True)
    departed: ArchiveDate | None = catalogued(Label("出港日", "Departed", "Отплытие"), in_list=True, dc="date")
    arrived: ArchiveDate | None = catalogued(Label("入港日", "Arrived", "Прибытие"), in_list=True)

"""Associations, holders, publishers, military units and authorities."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.dates import ArchiveDate
from memoircat.messages import Label
from memoircat.records.declare import catalogued


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A corporate body. It is named by the names of the record, as people and places are."""

    kind: str | None = catalogued(Label("種類", "Kind", "Вид"), vocabulary="organisation_kind", in_list=True)
    parent: int | None = catalogued(Label("上位", "Part of", "Входит в"), refers="organisation")
    place: int | None = catalogued(Label("所在地", "Place", "Место"), refers="place")
    dates: ArchiveDate | None = catalogued(Label("存続期間", "Dates", "Годы"), in_list=True, dc="date")
    code_name: str | None = catalogued(
        Label("通称号", "Code name", "Условное наименование"), in_list=True, searchable=True
    )

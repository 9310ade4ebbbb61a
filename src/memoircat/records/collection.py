"""Collections: fonds, series and files, with the elements of ISAD(G), second edition."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.dates import ArchiveDate
from memoircat.messages import Label
from memoircat.records.declare import catalogued, catalogued_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A fonds, subfonds, series, subseries or file: a level of description above the item (ISAD(G) 3.1.4)."""

    level: str | None = catalogued(
        Label("レベル", "Level", "Уровень"), vocabulary="collection_level", in_list=True, needed=True
    )
    parent: int | None = catalogued(Label("上位", "Part of", "Входит в"), refers="collection")
    title: str | None = catalogued(
        Label("題名", "Title", "Заглавие"), in_list=True, searchable=True, needed=True, dc="title"
    )
    yomi: str | None = catalogued(Label("よみ", "Reading", "Чтение"), searchable=True)
    creators: tuple[str, ...] = catalogued_list(
        Label("作成者", "Creators", "Фондообразователь"), in_list=True, searchable=True, needed=True, dc="creator"
    )
    dates: ArchiveDate | None = catalogued(Label("年代", "Dates", "Даты"), in_list=True, needed=True, dc="date")
    extent: str | None = catalogued(Label("数量", "Extent", "Объём"), in_list=True, needed=True, dc="format")
    language: tuple[str, ...] = catalogued_list(
        Label("言語", "Language", "Язык"), vocabulary="language", needed=True, dc="language"
    )
    scope: str | None = catalogued(
        Label("範囲と内容", "Scope and content", "Содержание"), long=True, searchable=True, dc="description"
    )
    arrangement: str | None = catalogued(
        Label("編成", "Arrangement", "Система организации"), long=True, searchable=True
    )
    finding_aids: str | None = catalogued(
        Label("検索手段", "Finding aids", "Справочный аппарат"), long=True, searchable=True
    )
    custodial_history: str | None = catalogued(
        Label("伝来", "Custodial history", "История бытования"), long=True, searchable=True
    )
    accession: int | None = catalogued(Label("受入", "Accession", "Поступление"), refers="accession")

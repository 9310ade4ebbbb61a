"""Accessions: what was received, from whom, when and on what terms."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.dates import ArchiveDate
from memoircat.messages import Label
from memoircat.records.declare import catalogued


@dataclass(frozen=True, slots=True, kw_only=True)
class Accession:
    """One gift, deposit or purchase. Japanese museums count it in 件 (``units``) and in 点 (``pieces``)."""

    title: str | None = catalogued(Label("件名", "Title", "Заглавие"), in_list=True, searchable=True, dc="title")
    received: ArchiveDate | None = catalogued(
        Label("受入日", "Received", "Дата поступления"), in_list=True, needed=True, dc="date"
    )
    donor: int | None = catalogued(Label("寄贈者", "Donor", "Даритель"), refers="person", staff=True)
    donor_text: str | None = catalogued(
        Label("寄贈者（文字）", "Donor, as written", "Даритель, как записано"),
        in_list=True,
        searchable=True,
        staff=True,
    )
    relation: str | None = catalogued(
        Label("作者との続柄", "Relation to the maker", "Отношение к автору"), vocabulary="relation", staff=True
    )
    units: int | None = catalogued(Label("件数", "Units", "Единиц учёта"), in_list=True)
    pieces: int | None = catalogued(Label("点数", "Pieces", "Предметов"), in_list=True)
    terms: str | None = catalogued(Label("条件", "Terms", "Условия"), long=True, staff=True)
    description: str | None = catalogued(
        Label("内容", "Description", "Описание"), long=True, searchable=True, dc="description"
    )

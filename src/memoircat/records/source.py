"""Sources: what statements and names are based on."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.dates import ArchiveDate
from memoircat.messages import Label
from memoircat.records.declare import catalogued, catalogued_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A roster, a card, a file, a memoir, an interview, a gravestone …

    ``held_as`` is the record of the thing itself, where this museum holds it.
    """

    kind: str | None = catalogued(Label("種類", "Kind", "Вид"), vocabulary="source_kind", in_list=True)
    title: str | None = catalogued(
        Label("題名", "Title", "Заглавие"), in_list=True, searchable=True, needed=True, dc="title"
    )
    holder: str | None = catalogued(Label("所蔵", "Holder", "Где хранится"), in_list=True, searchable=True)
    call_number: str | None = catalogued(Label("請求記号", "Call number", "Шифр"), searchable=True)
    date: ArchiveDate | None = catalogued(Label("作成の時期", "Date", "Дата"), in_list=True, dc="date")
    language: tuple[str, ...] = catalogued_list(Label("言語", "Language", "Язык"), vocabulary="language", dc="language")
    reliability: str | None = catalogued(
        Label("信頼性について", "On its reliability", "О надёжности"), long=True, searchable=True
    )
    held_as: int | None = catalogued(
        Label("館内の資料", "Held as", "Хранится как"), refers=("document", "memoir", "collection")
    )

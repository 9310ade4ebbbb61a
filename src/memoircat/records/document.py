"""Documents and objects: items and their pieces, with the elements of ISAD(G), second edition."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.dates import ArchiveDate
from memoircat.messages import Label
from memoircat.records.declare import catalogued, catalogued_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An item (the lowest level of ISAD(G)), or a piece of an item."""

    level: str | None = catalogued(Label("レベル", "Level", "Уровень"), vocabulary="document_level", needed=True)
    parent: int | None = catalogued(Label("上位", "Part of", "Входит в"), refers=("document", "collection"))
    title: str | None = catalogued(
        Label("題名", "Title", "Заглавие"), in_list=True, searchable=True, needed=True, dc="title"
    )
    yomi: str | None = catalogued(Label("よみ", "Reading", "Чтение"), searchable=True)
    document_type: str | None = catalogued(
        Label("種別", "Type", "Вид документа"), vocabulary="document_type", in_list=True, dc="type"
    )
    creators: tuple[str, ...] = catalogued_list(
        Label("作成者", "Creators", "Составители"), searchable=True, needed=True, dc="creator"
    )
    date: ArchiveDate | None = catalogued(Label("日付", "Date", "Дата"), in_list=True, needed=True, dc="date")
    extent: str | None = catalogued(Label("数量", "Extent", "Объём"), needed=True, dc="format")
    pieces: int | None = catalogued(Label("点数", "Pieces", "Единиц"), in_list=True)
    support: tuple[str, ...] = catalogued_list(Label("材料", "Support", "Материал"), vocabulary="support")
    technique: tuple[str, ...] = catalogued_list(Label("技法", "Technique", "Техника"), vocabulary="technique")
    dimensions: str | None = catalogued(Label("大きさ", "Dimensions", "Размеры"))
    language: tuple[str, ...] = catalogued_list(
        Label("言語", "Language", "Язык"), vocabulary="language", needed=True, dc="language"
    )
    script: tuple[str, ...] = catalogued_list(Label("文字", "Script", "Письмо"), vocabulary="script")
    scope: str | None = catalogued(
        Label("範囲と内容", "Scope and content", "Содержание"), long=True, searchable=True, dc="description"
    )
    custodial_history: str | None = catalogued(
        Label("伝来", "Custodial history", "История бытования"), long=True, searchable=True
    )
    accession: int | None = catalogued(Label("受入", "Accession", "Поступление"), refers="accession")
    location: str | None = catalogued(Label("置き場所", "Location", "Место хранения"), searchable=True, staff=True)
    register_class: str | None = catalogued(
        Label("登録区分", "Register class", "Класс реестра"), vocabulary="register_class", staff=True
    )
    copies: str | None = catalogued(Label("複製・原本", "Copies and originals", "Копии и подлинники"), long=True)

"""Memoirs and other works about the internment."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.dates import ArchiveDate
from memoircat.messages import Label
from memoircat.records.declare import catalogued, catalogued_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Memoir:
    """A memoir, a diary edition, a study, a film …"""

    title: str | None = catalogued(
        Label("題名", "Title", "Заглавие"), in_list=True, searchable=True, needed=True, dc="title"
    )
    yomi: str | None = catalogued(Label("よみ", "Reading", "Чтение"), searchable=True)
    subtitle: str | None = catalogued(Label("副題", "Subtitle", "Подзаголовок"), searchable=True)
    title_romaji: str | None = catalogued(
        Label("題名ローマ字", "Title in Latin script", "Заглавие латиницей"), searchable=True
    )
    title_en: str | None = catalogued(Label("題名（英）", "Title in English", "Заглавие по-английски"), searchable=True)
    creators: tuple[str, ...] = catalogued_list(
        Label("著者", "Creators", "Авторы"), in_list=True, searchable=True, dc="creator"
    )
    creators_reading: str | None = catalogued(
        Label("著者のよみ", "Creators, reading", "Чтение имён авторов"), searchable=True
    )
    genre: str | None = catalogued(Label("種別", "Genre", "Жанр"), vocabulary="genre", in_list=True, dc="type")
    publisher: str | None = catalogued(Label("発行者", "Publisher", "Издатель"), searchable=True, dc="publisher")
    publication_place: str | None = catalogued(
        Label("発行地", "Place of publication", "Место издания"), searchable=True
    )
    published: ArchiveDate | None = catalogued(Label("刊行年", "Published", "Год издания"), in_list=True, dc="date")
    edition: str | None = catalogued(Label("版", "Edition", "Издание"))
    extent: str | None = catalogued(Label("ページ数など", "Extent", "Объём"), dc="format")
    size: str | None = catalogued(Label("大きさ", "Size", "Размер"))
    isbn: str | None = catalogued(Label("ISBN", "ISBN", "ISBN"), searchable=True, dc="identifier")
    ndc: str | None = catalogued(Label("NDC", "NDC", "NDC"))
    call_number: str | None = catalogued(Label("請求記号", "Call number", "Шифр хранения"), searchable=True)
    language: tuple[str, ...] = catalogued_list(Label("言語", "Language", "Язык"), vocabulary="language", dc="language")
    form: str | None = catalogued(Label("刊行の形", "Form", "Форма"), vocabulary="publication_form")
    period: ArchiveDate | None = catalogued(Label("扱う時期", "Period covered", "Период"), dc="coverage")
    places: tuple[str, ...] = catalogued_list(
        Label("扱う場所", "Places covered", "Места"), searchable=True, dc="coverage"
    )
    abstract: str | None = catalogued(
        Label("要旨", "Abstract", "Аннотация"), long=True, searchable=True, dc="description"
    )
    contents: str | None = catalogued(
        Label("目次", "Contents", "Содержание"), long=True, searchable=True, dc="description"
    )

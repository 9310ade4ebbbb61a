"""The headings of entries that are not in a hierarchy: year, kind, genre, or the row (行) of the first kana."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from memoircat.catalogue.public import PublicView
from memoircat.dates import ArchiveDate, era_years
from memoircat.messages import Language
from memoircat.records.registry import RecordType
from memoircat.records.values import term_shown
from memoircat.records.vocabularies import Vocabularies
from memoircat.reports import words
from memoircat.reports.entry import dates_of

_ROWS = (
    ("あ", "A", "ぁあぃいぅうぇえぉお"),
    ("か", "Ka", "かきくけこゕゖ"),
    ("さ", "Sa", "さしすせそ"),
    ("た", "Ta", "たちっつてと"),
    ("な", "Na", "なにぬねの"),
    ("は", "Ha", "はひふへほ"),
    ("ま", "Ma", "まみむめも"),
    ("や", "Ya", "ゃやゅゆょよ"),
    ("ら", "Ra", "らりるれろ"),
    ("わ", "Wa", "ゎわゐゑをん"),
)
_LAST = 1_000_000  # the order of headings such as “undated”, which come last
Grouping = Literal["hierarchy", "year", "type"]


@dataclass(frozen=True, slots=True, order=True)
class Heading:
    """A heading and its order among others; entries under one without a title come directly under the section's."""

    order: tuple[int, str]
    title: str


NO_HEADING = Heading((0, ""), "")


@dataclass(frozen=True, slots=True)
class Headings:
    """Chooses the headings of records in one language, for one way of grouping them."""

    language: Language
    vocabularies: Vocabularies
    group: Grouping

    def field_of(self, kind: RecordType) -> str | None:
        """The field of a type whose values are its headings, so that entries need not repeat it; None for no field."""
        if kind.code == "document":
            return "document_type" if self.group == "type" else None
        return None if self.group == "year" and kind.dated_by else kind.kind_field

    def of(self, view: PublicView) -> Heading:
        """The heading of a record: of people, by the reading of their name."""
        if view.type.code == "person":
            return self._row(view.reading)
        if self.group == "year" and view.type.dated_by:
            return self._year(next(iter(dates_of(view)), None))
        name = self.field_of(view.type)
        return self._kind(view, name) if name else NO_HEADING

    def _kind(self, view: PublicView, name: str) -> Heading:
        field = view.type.field(name)
        vocabulary = (field.vocabulary if field else None) or ""
        value = view.fields.get(name)
        if not value:
            return Heading((_LAST, ""), words.NO_KIND.in_(self.language))
        term = self.vocabularies.term(vocabulary, value)
        order = term.order if term else _LAST - 1
        return Heading((order, value), term_shown(self.vocabularies, vocabulary, value, self.language))

    def _row(self, reading: str) -> Heading:
        first = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", reading.strip()))[:1]
        if "ァ" <= first <= "ヶ":
            first = chr(ord(first) - 0x60)
        for number, (kana, latin, letters) in enumerate(_ROWS):
            if first and first in letters:
                return Heading((number, ""), words.KANA_ROW.fill(kana=kana, latin=latin).in_(self.language))
        return Heading((_LAST, ""), words.NO_READING.in_(self.language))

    def _year(self, date: ArchiveDate | None) -> Heading:
        first = int(date.earliest[:4]) if date and date.earliest else None
        last = int(date.latest[:4]) if date and date.latest else None
        if first is None and last is None:
            return Heading((_LAST, ""), words.NO_DATE.in_(self.language))
        order = (first or last or 0, f"{last or 9999:04}")
        if first == last:
            return Heading(order, self._one_year(first or 0))
        dash = "～" if self.language == "ja" else "–"
        return Heading(order, f"{first or ''}{dash}{last or ''}")

    def _one_year(self, year: int) -> str:
        if self.language != "ja":
            return str(year)
        eras = "・".join(
            f"{era_year.era.name.ja}{'元' if era_year.number == 1 else era_year.number}年"
            for era_year in era_years(year)
        )
        return f"{eras}（{year}）" if eras else f"{year}年"

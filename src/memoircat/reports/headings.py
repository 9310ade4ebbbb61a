"""Under which heading an entry stands where no hierarchy says so: year, kind, genre, or the row of its kana."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from memoircat.catalogue.views import RecordView
from memoircat.dates import ArchiveDate, era_years
from memoircat.messages import Language
from memoircat.records.values import term_shown
from memoircat.records.vocabularies import Vocabularies
from memoircat.reports import words
from memoircat.reports.entry import DATED_BY
from memoircat.reports.options import Grouping

KIND_FIELDS = {"memoir": "genre", "place": "kind", "source": "kind"}
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
_LAST = 1_000_000


@dataclass(frozen=True, slots=True, order=True)
class Heading:
    """A heading and its place among the others; headings without a title hold entries of the section itself."""

    order: tuple[int, str]
    title: str


NO_HEADING = Heading((0, ""), "")


@dataclass(frozen=True, slots=True)
class Headings:
    """Chooses the heading of a record."""

    language: Language
    vocabularies: Vocabularies
    group: Grouping

    def field_of(self, type_code: str) -> str | None:
        """The field that the headings of a type show, so that its entries need not repeat it."""
        if type_code == "document":
            return "document_type" if self.group == "type" else None
        dated = self.group == "year" and type_code in DATED_BY
        return None if dated else KIND_FIELDS.get(type_code)

    def of(self, view: RecordView, reading: str) -> Heading:
        """The heading of a record; ``reading`` places people."""
        code = view.type.code
        if code == "person":
            return self._row(reading)
        if self.group == "year" and code in DATED_BY:
            dates = (view.fields[name] for name in DATED_BY[code])
            return self._year(next((each for each in dates if each), None))
        name = self.field_of(code)
        return self._kind(view, name) if name else NO_HEADING

    def _kind(self, view: RecordView, name: str) -> Heading:
        field = view.type.field(name)
        vocabulary = (field.vocabulary if field else None) or ""
        value = view.fields[name]
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
        eras = "・".join(f"{each.era.name.ja}{'元' if each.number == 1 else each.number}年" for each in era_years(year))
        return f"{eras}（{year}）" if eras else f"{year}年"

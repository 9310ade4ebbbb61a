"""Dates and statements in words: as written, and in brackets what is meant where the text itself does not show it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from memoircat.dates import ArchiveDate, format_date
from memoircat.messages import Language
from memoircat.names import script_of
from memoircat.records.parts import Statement
from memoircat.records.properties import PROPERTIES, Holds
from memoircat.records.values import term_shown
from memoircat.records.vocabularies import Vocabularies
from memoircat.reports.words import TWO_WAYS, bracketed, comma

LabelOf = Callable[[int | None], str]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# The scripts (ISO 15924) that readers of a language may not be able to read.
_FOREIGN = {"ja": {"Cyrl"}, "en": {"Jpan", "Hira", "Kana", "Cyrl"}, "ru": {"Jpan", "Hira", "Kana"}}


def date_words(date: ArchiveDate | None, language: Language) -> str:
    """A date as written; a Japanese-era or foreign one with the Western date in brackets: 昭和21年3月1日（1946-03-01）.

    A date that can be read in two ways says so; None is "".
    """
    if date is None:
        return ""
    if date.undecided:
        return bracketed(date.text, TWO_WAYS.in_(language), language)
    if date.edtf is None or _plain(date, language):
        return date.text
    meant = date.edtf if _DAY.fullmatch(date.edtf) and language != "ru" else format_date(date.edtf, language)
    return date.text if meant == date.text else bracketed(date.text, meant, language)


def _plain(date: ArchiveDate, language: Language) -> bool:
    """Whether readers of the language can see the Western year in the text itself."""
    year = (date.earliest or date.latest or "")[:4]
    written = unicodedata.normalize("NFKC", date.text)
    return bool(year) and year in written and script_of(date.text) not in _FOREIGN[language]


@dataclass(frozen=True, slots=True)
class StatementWords:
    """Puts statements into words, in one language."""

    language: Language
    vocabularies: Vocabularies

    def say(self, part: Statement, label_of: LabelOf) -> str:
        """What a statement says: value, place, other record, and date; the date first where the property holds a date.

        ``label_of`` returns the label of a record, "" for one that may not be named.
        """
        where = part.place_text or label_of(part.place)
        when = self._when(part)
        written = {where, part.start.text if part.start else ""}
        what = self._what(part) if part.value not in written or part.term else ""
        declared = PROPERTIES.get(part.property)
        dated = declared is not None and declared.holds in (Holds.DATE, Holds.SPAN)
        texts = (when, what, where) if dated else (what, where, label_of(part.other), when)
        return comma(self.language).join(dict.fromkeys(text for text in texts if text)) or "—"

    def _what(self, part: Statement) -> str:
        declared = PROPERTIES.get(part.property)
        vocabulary = (declared.vocabulary if declared else None) or ""
        word = term_shown(self.vocabularies, vocabulary, part.term, self.language) if part.term else ""
        if part.value and word and word != part.value:
            return bracketed(part.value, word, self.language)
        return part.value or word or self._quantity(part)

    def _quantity(self, part: Statement) -> str:
        ends = [f"{number:,.15g}" for number in (part.low, part.high) if number is not None]
        range_ = ("～" if self.language == "ja" else "–").join(dict.fromkeys(ends))
        return f"{range_} {part.unit or ''}".strip() if range_ else ""

    def _when(self, part: Statement) -> str:
        start, until = date_words(part.start, self.language), date_words(part.until, self.language)
        dash = "～" if self.language == "ja" else " – "
        return f"{start}{dash}{until}" if until else start

"""Statements in words, for cards and rows: value, dates, place, source and certainty."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.catalogue.views import RecordView, Stated
from memoircat.dates import ArchiveDate
from memoircat.desktop.theme import Look
from memoircat.messages import Language
from memoircat.records.properties import PROPERTIES
from memoircat.records.values import term_shown
from memoircat.records.vocabularies import Vocabularies


@dataclass(frozen=True, slots=True)
class StatementWords:
    """One statement in words; what is not stated is empty."""

    head: str  # what is written large: the value, else the dates, else the place
    meaning: str  # the dates as the program understands them, where that says more than their words
    when: str  # the dates as written, where they are not the head
    where: str  # the place, where it is not the head
    source: str
    locator: str  # page or frame in the source
    certainty: str  # code of the vocabulary of certainties


def words_of(record: RecordView, stated: Stated, look: Look, vocabularies: Vocabularies) -> StatementWords:
    """The words of a statement in the language and the style of dates chosen."""
    part, language = stated.part, look.language
    when = span(part.start, part.until, language)
    where = part.place_text or record.label_of(part.place)
    value = part.value or ""
    if value and part.term:
        term = term_shown(vocabularies, PROPERTIES[part.property].vocabulary or "", part.term, language)
        if value in {term, part.term}:
            value = term
        else:
            value = f"{value}（{term}）" if language == "ja" else f"{value} ({term})"
    head = value or (when if part.start else "") or where
    return StatementWords(
        head=head,
        meaning=meaning(part.start, part.until, look),
        when=when if head != when else "",
        where=where if head != where else "",
        source=record.label_of(part.source),
        locator=part.locator or "",
        certainty=part.certainty or "certain",
    )


def span(start: ArchiveDate | None, until: ArchiveDate | None, language: Language) -> str:
    """Two dates as written, with the dash of the language between; either may be missing."""
    dash = " ～ " if language == "ja" else " – "
    if start and until:
        return f"{start.text}{dash}{until.text}"
    if until:
        return f"{dash.strip()} {until.text}"
    return start.text if start else ""


def meaning(start: ArchiveDate | None, until: ArchiveDate | None, look: Look) -> str:
    """The dates as the program understands them; empty where that says no more than their words."""
    dates = [date for date in (start, until) if date and date.edtf and date.edtf != date.text]
    if not dates:
        return ""
    shown = [_words(date, look) for date in dates]
    return (" ～ " if look.language == "ja" else " – ").join(shown)


def _words(date: ArchiveDate, look: Look) -> str:
    if look.date_style == "western" and date.earliest and date.earliest == date.latest:
        return date.earliest
    return look.date(date.edtf or "")

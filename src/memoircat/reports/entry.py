"""A record as an entry of a report: its fields, then what its sources say, with notes where they differ."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from memoircat.catalogue.public import PublicView
from memoircat.catalogue.views import Stated
from memoircat.dates import ArchiveDate
from memoircat.messages import Label, Language
from memoircat.records.declare import Field, Kind, fields_of
from memoircat.records.events import differs, leading
from memoircat.records.values import shown, term_shown
from memoircat.records.vocabularies import Vocabularies
from memoircat.reports import words
from memoircat.reports.content import Entry, Line, Note
from memoircat.reports.wording import StatementWords, date_words

_ELSEWHERE = frozenset({"code", "yomi", "level", "title_en", "access", "closed_until", "access_reason"})
BRIEF = 28


@dataclass(frozen=True, slots=True)
class EntryMaker:
    """Makes entries in one language.

    ``left_out``: fields that the headings say already. ``root``: the record that the whole report is about.
    """

    language: Language
    vocabularies: Vocabularies
    left_out: Collection[str] = ()
    root: int | None = None

    def entry(self, view: PublicView, depth: int = 0) -> Entry:
        """The entry of a record that may be shown."""
        lines, notes = self.described(view)
        pieces = int(view.fields["pieces"] or 1) if view.type.code == "document" else None
        return Entry(
            code=view.code,
            title=view.label,
            subtitle=str(view.fields.get("title_en") or ""),
            reading="" if view.reading == view.label else view.reading,
            date=self._date(view),
            extent=str(view.fields.get("extent") or ""),
            pieces=pieces,
            depth=depth,
            lines=lines,
            notes=notes,
        )

    def described(self, view: PublicView) -> tuple[tuple[Line, ...], tuple[Note, ...]]:
        """The lines under the title, and their notes, numbered from ※1."""
        said, notes = self._said(view)
        lines = [*self._names(view), *self._fields(view), *self._places(view), *said, *self._sources(view)]
        return tuple(lines), tuple(notes)

    # Fields ----------------------------------------------------------------------------------------------------

    def _fields(self, view: PublicView) -> list[Line]:
        left_out = {view.type.title, *_ELSEWHERE, *self.left_out}
        if view.type.code == "document":
            left_out.add("pieces")
        wanted = [each for each in view.type.fields if each.name not in left_out and each.name in view.fields]
        values = ((each, self._value(view, each)) for each in wanted)
        return [
            Line(each.label.in_(self.language), text, brief=each.kind is not Kind.LONG and len(text) <= BRIEF)
            for each, text in values
            if text
        ]

    def _value(self, view: PublicView, field: Field) -> str:
        value = view.fields[field.name]
        if field.kind is Kind.RECORD and value == self.root:
            return ""
        if field.kind is Kind.DATE:
            return date_words(value, self.language)
        return shown(field, value, self.language, self.vocabularies, view.label_of)

    def _date(self, view: PublicView) -> str:
        return next((date_words(date, self.language) for date in dates_of(view)), "")

    # Names, places, sources ------------------------------------------------------------------------------------

    def _names(self, view: PublicView) -> list[Line]:
        known = {view.label, view.reading}
        others = []
        for name in (held.part for held in view.names):
            if name.text in known:
                continue
            known.add(name.text)
            kind = term_shown(self.vocabularies, "name_kind", name.kind, self.language) if name.kind else ""
            others.append(words.bracketed(name.text, kind, self.language) if kind else name.text)
        lines = [Line(words.OTHER_NAMES.in_(self.language), self._join(others))] if others else []
        members = [member.code for member in view.members]
        return [*lines, Line(words.RECORDED_AS.in_(self.language), self._join(members))] if members else lines

    def _places(self, view: PublicView) -> list[Line]:
        """The numbers that a camp bore, and what it belonged to, with their years."""
        lines = []
        for held in view.parts["place_identifier"]:
            kind = term_shown(self.vocabularies, "identifier_kind", held.part.kind, self.language)
            lines.append(Line(kind or "—", self._spanned(str(held.part.value or ""), held.part)))
        for held in view.parts["place_parent"]:
            name = view.label_of(held.part.parent)
            if name:
                label = fields_by_name(type(held.part))["parent"].in_(self.language)
                lines.append(Line(label, self._spanned(name, held.part)))
        return lines

    def _spanned(self, text: str, part: object) -> str:
        ends = [date_words(getattr(part, name), self.language) for name in ("start", "until")]
        dash = "～" if self.language == "ja" else " – "
        return words.bracketed(text, dash.join(ends).strip(), self.language) if any(ends) else text

    def _sources(self, view: PublicView) -> list[Line]:
        cited = [stated.part.source for stated in view.statements]
        titles = dict.fromkeys(view.label_of(each) for each in cited)
        text = ("；" if self.language == "ja" else "; ").join(each for each in titles if each)
        return [Line(words.SOURCES.in_(self.language), text)] if text else []

    # Statements ------------------------------------------------------------------------------------------------

    def _said(self, view: PublicView) -> tuple[list[Line], list[Note]]:
        stated = {each.part.property for each in view.statements}
        lines: list[Line] = []
        notes: list[Note] = []
        for declared in view.type.properties:
            if declared.code not in stated:
                continue
            label = declared.label.in_(self.language)
            for event in view.events(declared.code).values():
                line, note = self._event(view, label, event, f"※{len(notes) + 1}")
                lines.append(line)
                notes.extend([note] if note else [])
        return lines, notes

    def _event(self, view: PublicView, label: str, event: Sequence[Stated], mark: str) -> tuple[Line, Note | None]:
        """The value to print for one event; a note where sources differ or one was rejected."""
        printed = leading(event)
        text = self._say(view, printed) if printed else words.NONE_ACCEPTED.in_(self.language)
        if not differs(event) and not any(stated.rejected for stated in event):
            return Line(label, text), None
        return Line(label, text, mark), Note(mark, label, self._items(view, event, printed))

    def _items(self, view: PublicView, event: Sequence[Stated], printed: Stated | None) -> tuple[Line, ...]:
        items = []
        open_ = view.is_open_question(event)
        if open_:
            items.append(Line(words.NOT_DECIDED.in_(self.language), words.NOT_CHOSEN.in_(self.language)))
        others = [each for each in event if each is not printed]
        for each in [printed, *others] if printed else others:
            items.append(Line(self._standing(each, each is printed, open_), self._with_source(view, each)))
        return tuple(items)

    def _standing(self, stated: Stated, printed: bool, open_: bool) -> str:
        if stated.part.rejected:
            word: Label = words.REJECTED
        elif stated.preferred:
            word = words.PREFERRED
        else:
            word = words.STATEMENT if printed or open_ else words.OTHER
        return word.in_(self.language)

    def _with_source(self, view: PublicView, stated: Stated) -> str:
        """A statement with its source, the place in it and its certainty; a rejected one with the reason."""
        part = stated.part
        certainty = term_shown(self.vocabularies, "certainty", part.certainty, self.language) if part.certainty else ""
        unnamed = words.ANOTHER_SOURCE if part.source else words.NO_SOURCE
        source = view.label_of(part.source) or unnamed.in_(self.language)
        text = f"{self._say(view, stated)} — {self._join([source, part.locator, certainty])}"
        if part.rejected and part.reason:
            text += ("。" if self.language == "ja" else ". ") + words.REASON.fill(reason=part.reason).in_(self.language)
        return text

    def _say(self, view: PublicView, stated: Stated) -> str:
        said = StatementWords(self.language, self.vocabularies)
        return said.say(stated.part, view.label_of)

    def _join(self, parts: Sequence[str | None]) -> str:
        return words.comma(self.language).join(each for each in parts if each)


def dates_of(view: PublicView) -> list[ArchiveDate]:
    """The dates of a record, the one that it is sorted and cited by first."""
    return [date for name in view.type.dated_by if (date := view.fields.get(name)) is not None]


def fields_by_name(declaration: type) -> dict[str, Label]:
    """The labels of a part's fields."""
    return {each.name: each.label for each in fields_of(declaration)}

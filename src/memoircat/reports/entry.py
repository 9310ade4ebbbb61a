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
BRIEF = 28  # characters of a text that can share a printed line with others


@dataclass(frozen=True, slots=True)
class EntryMaker:
    """Makes entries in one language.

    ``left_out``: names of fields that entries do not repeat, since the headings say them. ``root``: the record that
    the whole report is about; entries do not say that they lie in it.
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
        """The lines under the title, and their notes, which are numbered from ※1."""
        stated, notes = self._statements(view)
        lines = [*self._names(view), *self._fields(view), *self._places(view), *stated, *self._sources(view)]
        return tuple(lines), tuple(notes)

    # Fields ----------------------------------------------------------------------------------------------------

    def _fields(self, view: PublicView) -> list[Line]:
        left_out = {view.type.title, *_ELSEWHERE, *self.left_out}
        if view.type.code == "document":
            left_out.add("pieces")
        wanted = [field for field in view.type.fields if field.name not in left_out and field.name in view.fields]
        values = ((field, self._value(view, field)) for field in wanted)
        return [
            Line(field.label.in_(self.language), text, brief=field.kind is not Kind.LONG and len(text) <= BRIEF)
            for field, text in values
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
        """The lines with the numbers that a camp had, and with what it belonged to; both with their years."""
        lines = []
        for held in view.parts["place_identifier"]:
            kind = term_shown(self.vocabularies, "identifier_kind", held.part.kind, self.language)
            lines.append(Line(kind or "—", self._spanned(str(held.part.value or ""), held.part)))
        for held in view.parts["place_parent"]:
            name = view.label_of(held.part.parent)
            if name:
                label = labels_of(type(held.part))["parent"].in_(self.language)
                lines.append(Line(label, self._spanned(name, held.part)))
        return lines

    def _spanned(self, text: str, part: object) -> str:
        ends = [date_words(getattr(part, name), self.language) for name in ("start", "until")]
        dash = "～" if self.language == "ja" else " – "
        return words.bracketed(text, dash.join(ends).strip(), self.language) if any(ends) else text

    def _sources(self, view: PublicView) -> list[Line]:
        titles = dict.fromkeys(view.label_of(stated.part.source) for stated in view.statements)
        text = ("；" if self.language == "ja" else "; ").join(title for title in titles if title)
        return [Line(words.SOURCES.in_(self.language), text)] if text else []

    # Statements ------------------------------------------------------------------------------------------------

    def _statements(self, view: PublicView) -> tuple[list[Line], list[Note]]:
        properties = {stated.part.property for stated in view.statements}
        lines: list[Line] = []
        notes: list[Note] = []
        for declared in view.type.properties:
            if declared.code not in properties:
                continue
            label = declared.label.in_(self.language)
            for event in view.events(declared.code).values():
                line, note = self._event(view, label, event, f"※{len(notes) + 1}")
                lines.append(line)
                notes.extend([note] if note else [])
        return lines, notes

    def _event(self, view: PublicView, label: str, event: Sequence[Stated], mark: str) -> tuple[Line, Note | None]:
        """The line for one event, and a note where sources differ or a statement was rejected."""
        printed = leading(event)
        text = self._say(view, printed) if printed else words.NONE_ACCEPTED.in_(self.language)
        if not differs(event) and not any(stated.rejected for stated in event):
            return Line(label, text), None
        return Line(label, text, mark), Note(mark, label, self._items(view, event, printed))

    def _items(self, view: PublicView, event: Sequence[Stated], printed: Stated | None) -> tuple[Line, ...]:
        """The lines of a note; the statement that is printed comes first."""
        items = []
        open_ = view.is_open_question(event)
        if open_:
            items.append(Line(words.NOT_DECIDED.in_(self.language), words.NOT_CHOSEN.in_(self.language)))
        others = [stated for stated in event if stated is not printed]
        for stated in [printed, *others] if printed else others:
            items.append(Line(self._standing(stated, stated is printed, open_), self._with_source(view, stated)))
        return tuple(items)

    def _standing(self, stated: Stated, printed: bool, open_: bool) -> str:
        """The label of a statement in a note; ``open_``: nobody has decided between the statements."""
        if stated.part.rejected:
            word: Label = words.REJECTED
        elif stated.preferred:
            word = words.PREFERRED
        else:
            word = words.STATEMENT if printed or open_ else words.OTHER
        return word.in_(self.language)

    def _with_source(self, view: PublicView, stated: Stated) -> str:
        """A statement with its source, the place in the source, and its certainty; a rejected one with the reason."""
        part = stated.part
        certainty = term_shown(self.vocabularies, "certainty", part.certainty, self.language) if part.certainty else ""
        unnamed = words.ANOTHER_SOURCE if part.source else words.NO_SOURCE
        source = view.label_of(part.source) or unnamed.in_(self.language)
        text = f"{self._say(view, stated)} — {self._join([source, part.locator, certainty])}"
        if part.rejected and part.reason:
            text += ("。" if self.language == "ja" else ". ") + words.REASON.fill(reason=part.reason).in_(self.language)
        return text

    def _say(self, view: PublicView, stated: Stated) -> str:
        return StatementWords(self.language, self.vocabularies).say(stated.part, view.label_of)

    def _join(self, parts: Sequence[str | None]) -> str:
        return words.comma(self.language).join(part for part in parts if part)


def dates_of(view: PublicView) -> list[ArchiveDate]:
    """The dates in the fields of a record; the one by which it is sorted and cited comes first."""
    return [date for name in view.type.dated_by if (date := view.fields.get(name)) is not None]


def labels_of(declaration: type) -> dict[str, Label]:
    """The labels of the fields of a part, by name."""
    return {field.name: field.label for field in fields_of(declaration)}

"""What an audience may see of a record: the only way in which anything leaves the catalogue for readers.

Reports, exports, copies and editions take a `PublicView` and nothing else, so that the type checker refuses any other
way. Only `PublicRecords` makes them. For every audience but the staff it has removed: records that are closed, or lie
in closed ones; closed names, statements and images; what concerns the health, belief, accusation or family of a person
who may be living; rejected statements; notes, shelves, donors and tags; and whatever names a closed record, by
reference or in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, select

from memoircat.catalogue.access import Audience, Gate, admits, today
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.closed_texts import ClosedTexts, read_closed_texts
from memoircat.catalogue.schema import retention_rule
from memoircat.catalogue.views import Held, Matched, Picture, RecordView, Stated, ViewedRecord
from memoircat.dates import ArchiveDate
from memoircat.records import parts
from memoircat.records.declare import Field
from memoircat.records.events import undecided
from memoircat.records.naming import is_reading, name_rank
from memoircat.records.properties import PROPERTIES, Holds
from memoircat.records.registry import PART_CODES, PART_TYPES, refers_to_record

UNNAMED: Final = -1  # instead of the id of a source that may not be named: readers are told that there is one
_OTHER_PARTS = tuple(code for code in PART_TYPES if code not in ("name", "statement", "link", "attachment", "match"))
_ON_IMAGES = ("region", "transcription")
_CODES = ("code", "property")  # fields that hold codes of the program or of the record itself, never a source's words
P = TypeVar("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicView(ViewedRecord):
    """A record as an audience may see it. What is withheld is absent, without a trace.

    ``fields`` holds the fields that may be shown, by name; ``labels`` code and label of those other records that may
    be named, by id. ``label`` is its title in full, else the leading one of the names that may be shown, else its code;
    ``reading`` is in kana, or empty. ``statements`` and ``names`` of an identified person include those of its members;
    ``members`` has the confirmed ones. A statement whose source may not be named has the source `UNNAMED`.
    ``decided``: the events, by property and number, on which somebody has preferred a statement, even one that is
    withheld. ``staff``: it was made for the staff, and nothing is withheld.
    """

    reading: str
    decided: frozenset[tuple[str, int]]
    staff: bool

    def is_open_question(self, event: Sequence[Stated]) -> bool:
        """Whether the statements on an event differ and nobody has preferred one, not even one that is withheld."""
        return undecided(event) and (event[0].part.property, event[0].occurrence) not in self.decided


class PublicRecords:
    """The records of a catalogue as one audience may see them on one day (YYYY-MM-DD; today without it).

    The texts that name closed records are read once, when it is made: make one for each report or export.
    """

    def __init__(self, catalogue: Catalogue, audience: Audience, day: str = "") -> None:
        self._catalogue = catalogue
        self._vocabularies = catalogue.vocabularies()
        self.day = day or today()
        with catalogue.reading() as connection:
            self._gate = Gate(audience, self.day, _years(connection))
            self._closed = ClosedTexts() if self._gate.staff else read_closed_texts(connection, self._gate)
        self._looked_at: set[int] = set()  # records referred to that were asked about already
        self._named: dict[int, tuple[str, str]] = {}  # those of them that may be named: code and label by id

    @property
    def staff(self) -> bool:
        """Whether nothing is withheld."""
        return self._gate.staff

    def view(self, record_id: int) -> PublicView | None:
        """One record; None where it may not be shown, or does not exist."""
        return next(iter(self.views([record_id])), None)

    def views(self, records: Sequence[int]) -> list[PublicView]:
        """Those of the records that may be shown, in the order asked for."""
        shown = [view for view in self._catalogue.views(records) if self._gate.allows_record(view)]
        self._learn(shown)
        return [self._public(view) for view in shown]

    def visible(self, records: Sequence[int]) -> set[int]:
        """Which of the records may be shown."""
        return {view.id for view in self._catalogue.views(records) if self._gate.allows_record(view)}

    # What the records refer to -----------------------------------------------------------------------------------

    def _learn(self, views: Sequence[RecordView]) -> None:
        """Find out which of the records that these refer to may be named, and with which label."""
        if self.staff:
            return
        together = {id(view.labels): view.labels for view in views}  # records read at once share their labels
        wanted = sorted({other for labels in together.values() for other in labels} - self._looked_at)
        self._looked_at.update(wanted)
        for other in self._catalogue.views(wanted):
            if self._gate.allows_record(other):
                members = [member.record_id for member in other.members if member.status == "confirmed"]
                owners = {other.id, *(self.visible(members) if members else ())}
                names = [name for name in other.names if name.record_id in owners and self._gate.allows_name(name.part)]
                self._named[other.id] = (other.code, self._label(other, names))

    def _is_nameable(self, record_id: int | None) -> bool:
        """Whether a record may be named to the audience; None, no record, may."""
        return record_id is None or self.staff or record_id in self._named

    # One record --------------------------------------------------------------------------------------------------

    def _public(self, view: RecordView) -> PublicView:
        names = self._names(view)
        statements, decided = self._statements(view)
        pictures = tuple(self._picture(picture) for picture in view.pictures if self._may_see(picture))
        return PublicView(
            id=view.id,
            type=view.type,
            code=view.code,
            label=self._label(view, names),
            reading=self._reading(view, names),
            fields={
                field.name: self._masked(field, view.fields[field.name])
                for field in view.type.fields
                if self.staff or not field.declared.staff
            },
            names=tuple(self._part(name) for name in names),
            statements=statements,
            decided=decided,
            links=tuple(self._part(link) for link in view.links if self._is_nameable(link.part.other)),
            pictures=pictures,
            parts={code: self._parts(view, code, pictures) for code in _OTHER_PARTS},
            members=tuple(
                self._member(member)
                for member in view.members
                if member.status == "confirmed" and self._is_nameable(member.record_id)
            ),
            labels=view.labels if self.staff else self._named,
            staff=self.staff,
        )

    def _member(self, member: Matched) -> Matched:
        """A member of an identified person; why, by whom and when it was decided is for the staff only."""
        if self.staff:
            return member
        return replace(member, label=self._named[member.record_id][1], reason=None, by=None, at=None)

    def _label(self, view: RecordView, names: Sequence[Held[parts.Name]]) -> str:
        title = view.fields[view.type.title] if view.type.title else None
        if title or not names:
            return self._text(str(title or "")) or view.code
        return min(names, key=_rank).part.text

    def _reading(self, view: RecordView, names: Sequence[Held[parts.Name]]) -> str:
        if "yomi" in view.fields:
            return self._text(str(view.fields["yomi"] or ""))
        readings = [name for name in names if is_reading(name.part.text, name.part.kind)]
        return min(readings, key=_rank).part.text if readings else ""

    def _names(self, view: RecordView) -> list[Held[parts.Name]]:
        return [
            name
            for name in view.names
            if self._gate.allows_name(name.part) and (name.record_id == view.id or self._is_nameable(name.record_id))
        ]

    # Values --------------------------------------------------------------------------------------------------------

    def _text(self, value: str) -> str:
        return self._closed.mask(value)

    def _worded(self, vocabulary: str | None, value: str) -> str:
        """A text as `_text` leaves it; the code of a term is nobody's words, whoever is called so."""
        return value if vocabulary and self._vocabularies.term(vocabulary, value) else self._text(value)

    def _masked(self, field: Field, value: Any) -> Any:
        """A value without what it says of closed records; None where nothing is left."""
        if self.staff or value is None:
            return value
        if isinstance(value, str):
            return value if field.name in _CODES else self._worded(field.vocabulary, value) or None
        if isinstance(value, ArchiveDate):
            return value if self._text(value.text) == value.text else None
        if isinstance(value, tuple):
            return tuple(masked for item in value if (masked := self._worded(field.vocabulary, item)))
        if refers_to_record(field):
            return value if self._is_nameable(value) else None
        return value

    def _part(self, held: Held[P]) -> Held[P]:
        """A part with only those of its columns that may be shown.

        The text of a name that may be shown is never masked, even if a closed record has the same name.
        """
        if self.staff:
            return held
        never_masked = ("text",) if isinstance(held.part, parts.Name) else ()
        values = {
            field.name: _default(held.part, field) if field.declared.staff else self._masked(field, value)
            for field in PART_TYPES[PART_CODES[type(held.part)]].fields
            if field.name not in never_masked and (value := getattr(held.part, field.name)) is not None
        }
        return replace(held, part=replace(held.part, **values))  # type: ignore[type-var] # parts are dataclasses

    def _parts(self, view: RecordView, code: str, pictures: Sequence[Picture]) -> tuple[Held[Any], ...]:
        held = view.parts[code]
        if self.staff:
            return held
        if PART_TYPES[code].staff:
            return ()
        shown = {picture.id for picture in pictures} | {None}
        if code in _ON_IMAGES:
            held = tuple(part for part in held if part.part.attachment in shown)
        return tuple(self._part(part) for part in held if _still_says_something(part.part, self._part(part).part))

    def _may_see(self, picture: Picture) -> bool:
        file = admits(picture.access, None, self._gate.audience, self.day)
        return file and self._gate.allows_attachment(picture.part)

    def _picture(self, picture: Picture) -> Picture:
        """An image without the name of its file, which can say what the record does not."""
        if self.staff:
            return picture
        held: Held[parts.Attachment] = Held(picture.id, 0, picture.part)
        return replace(picture, name="", part=self._part(held).part)

    # Statements ----------------------------------------------------------------------------------------------------

    def _statements(self, view: RecordView) -> tuple[tuple[Stated, ...], frozenset[tuple[str, int]]]:
        """The statements that may be shown, and the decided events.

        The events are numbered again without gaps, so that no number tells of one that is withheld.
        """
        preferred = {(stated.part.property, stated.occurrence) for stated in view.statements if stated.preferred}
        if self.staff:
            return view.statements, frozenset(preferred)
        shown = [public for stated in view.statements if (public := self._stated(view, stated)) is not None]
        numbers = _renumbered(shown)
        renumbered = tuple(
            replace(stated, occurrence=number, part=replace(stated.part, occurrence=number))
            for stated in shown
            for number in (numbers[stated.part.property, stated.occurrence],)
        )
        return renumbered, frozenset((event[0], numbers[event]) for event in preferred & numbers.keys())

    def _stated(self, view: RecordView, stated: Stated) -> Stated | None:
        """A statement as it may be shown; None where it may not be shown, or nothing of it is left."""
        part = stated.part
        if not self._gate.allows_statement(view, part):
            return None
        if stated.record_id != view.id and not self._is_nameable(stated.record_id):
            return None
        declared = PROPERTIES.get(part.property)
        hidden = not self._is_nameable(part.place)
        place_is_value = declared is not None and declared.holds is Holds.PLACE
        public = self._part(Held(stated.id, stated.record_id, part)).part
        public = replace(
            public,
            value=None if hidden and place_is_value else public.value,
            term=self._worded(declared.vocabulary if declared else None, part.term or "") or None,
            place_text=None if hidden else public.place_text,
            source=part.source if self._is_nameable(part.source) else UNNAMED,
            locator=public.locator if self._is_nameable(part.source) else None,
            roster_row=None,
        )
        return replace(stated, part=public) if _still_says_something(part, public) else None


# The columns in which a part says something; the others tell where it comes from or how sure it is.
_SAYING = ("value", "term", "place_text", "place", "other", "low", "high", "start", "until", "text", "parent", "shows")


def _still_says_something(before: object, after: object) -> bool:
    """Whether a masked part (``after``) still says something of what it said (``before``)."""
    filled = [name for name in _SAYING if getattr(before, name, None) is not None]
    return not filled or any(getattr(after, name) is not None for name in filled)


def _default(part: object, field: Field) -> Any:
    return next(attribute.default for attribute in fields(part) if attribute.name == field.name)  # type: ignore[arg-type] # parts are dataclasses


def _renumbered(statements: Iterable[Stated]) -> dict[tuple[str, int], int]:
    """The events of these statements, as (property, number) → their new number, counted from 1 for each property."""
    numbers: dict[tuple[str, int], int] = {}
    last: dict[str, int] = {}
    for event in sorted({(stated.part.property, stated.occurrence) for stated in statements}):
        last[event[0]] = numbers[event] = last.get(event[0], 0) + 1
    return numbers


def _rank(name: Held[parts.Name]) -> tuple[bool, int, int, int, int]:
    part = name.part
    return name_rank(preferred=part.preferred, script=part.script, kind=part.kind, position=part.position, id=name.id)


def _years(connection: Connection) -> dict[str, int]:
    """For how many years after a birth the archive holds back statements, by privacy class."""
    return {row.privacy: row.years for row in connection.execute(select(retention_rule))}

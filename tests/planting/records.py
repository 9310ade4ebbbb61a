"""Records of every type, filled with texts of which each holds a marker of its own.

What is put in is remembered as it was put in, so that `rules` can say what may come out.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import cycle, groupby, islice
from typing import Any

from sqlalchemy import insert

from memoircat.catalogue import schema
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.change import Change
from memoircat.dates import ArchiveDate
from memoircat.records import parts
from memoircat.records.declare import Field, Kind
from memoircat.records.parts import Name, Statement
from memoircat.records.properties import PROPERTIES
from memoircat.records.registry import PART_TYPES, RECORD_TYPES
from memoircat.records.vocabularies import seed_terms
from planting.marked_words import FORMS, SPELLINGS, Words

# What is planted -------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class PlantedName:
    words: Words
    access: str | None
    kind: str | None


@dataclass(eq=False)
class PlantedStatement:
    id: int
    owner: Planted
    part: Statement
    words: dict[str, Words]
    place: Planted | None
    other: Planted | None
    source: Planted | None


@dataclass(eq=False)
class PlantedPicture:
    id: int
    file_access: str | None
    access: str | None
    words: dict[str, Words]


@dataclass(eq=False)
class PlantedPart:
    """A part of another type: its words and references by column, the image it belongs to, its kind."""

    code: str
    words: dict[str, Words]
    refs: dict[str, Planted] = field(default_factory=dict)
    picture: PlantedPicture | None = None
    kind: str | None = None


@dataclass(eq=False)
class Planted:
    """A record as it was put in."""

    type: str
    id: int
    code: Words
    access: str | None
    until: str | None
    parent: Planted | None = None
    trashed: bool = False
    withdrawn: bool = False
    fields: dict[str, tuple[Words, ...]] = field(default_factory=dict)
    refs: dict[str, Planted] = field(default_factory=dict)
    names: list[PlantedName] = field(default_factory=list)
    statements: list[PlantedStatement] = field(default_factory=list)
    pictures: list[PlantedPicture] = field(default_factory=list)
    parts: list[PlantedPart] = field(default_factory=list)
    matches: list[tuple[Planted, str, Words]] = field(default_factory=list)
    judged: set[int] = field(default_factory=set)  # statements preferred for this identified person

    @property
    def title(self) -> Words | None:
        return next(iter(self.fields.get(RECORD_TYPES[self.type].title or "", ())), None)


TITLED = tuple(code for code, kind in RECORD_TYPES.items() if kind.title)
TERMS = {vocabulary: [t.code for t in terms] for vocabulary, terms in groupby(seed_terms(), lambda t: t.vocabulary)}
CLOSED = ("on_site", "family", "until", "closed", "宣誓")
DAYS = (None, None, "2020-01-01", "2099-01-01", "2020-13-45", "令和2年")
BIRTHS = (
    ("1850", "1850-01-01", "1850-12-31"),
    ("1890", "1890-01-01", "1890-12-31"),
    ("1960", "1960-01-01", "1960-12-31"),
    ("1930/..", "1930-01-01", None),
    ("../1880", None, "1880-12-31"),
)
STATUSES = ("confirmed", "confirmed", "probable", "possible", "rejected")
ORDER = (
    *("collection", "place", "source", "person", "organisation"),
    *("memoir", "topic", "voyage", "accession", "document"),
)


class Planter:
    """Fills a catalogue with records whose texts have markers; ``origins`` says where each marker was put."""

    def __init__(self, change: Change, rng: random.Random, *, fill: float = 0.5, restricted: float = 0.4) -> None:
        self.change = change
        self.rng = rng
        self.fill = fill
        self.restricted = restricted
        self.records: list[Planted] = []
        self.origins: dict[int, str] = {}
        self.names: list[Words] = []  # codes, titles and names, which texts can speak of
        self.years: dict[str, int] = {}

    def maybe(self, chance: float) -> bool:
        return self.rng.random() < chance

    def of_type(self, *types: str) -> list[Planted]:
        return [record for record in self.records if record.type in types]

    def pick(self, *types: str) -> Planted | None:
        records = self.of_type(*types) if types != ("record",) else self.records
        return self.rng.choice(records) if records and self.maybe(self.fill) else None

    def access(self) -> str | None:
        return self.rng.choice(CLOSED) if self.maybe(self.restricted) else self.rng.choice((None, None, "open"))

    # Words -------------------------------------------------------------------------------------------------------

    def marker(self, origin: str) -> int:
        number = len(self.origins) + 1
        self.origins[number] = origin
        return number

    def name_words(self, origin: str, forms: tuple[str, ...] = FORMS) -> Words:
        """A name, a title or a code; sometimes one that another record bears too, in another spelling."""
        if self.names and forms is FORMS and self.maybe(0.1):
            other = self.rng.choice(self.names)
            return Words(self.rng.choice(SPELLINGS)(other.text), other.own)
        number = self.marker(origin)
        self.names.append(Words(self.rng.choice(forms).format(number), number))
        return self.names[-1]

    def words(self, origin: str, *, date: bool = False) -> Words:
        """Words of a source: they may speak of other records, or be nothing but the name of one."""
        spoken = self.rng.sample(self.names, min(len(self.names), self.rng.choice((0, 0, 0, 1, 2))))
        if spoken and not date and self.maybe(0.2):
            return Words(self.rng.choice(SPELLINGS)(spoken[0].text), spoken[0].own)
        number = self.marker(origin)
        said = "".join(self.frame(name).format(self.rng.choice(SPELLINGS)(name.text)) for name in spoken)
        return Words(f"文印{number}終{said}", number, tuple(name.own for name in spoken), date)

    def frame(self, name: Words) -> str:
        """A Japanese name is found among other signs, one of another script as a word."""
        if "印" not in name.text:
            return self.rng.choice(("、前{}後", "（{}）", " {} "))
        return self.rng.choice(("、前{}後", " {} ", "（{}7）" if name.text[-1] in "終ー" else "（{}）"))

    # Records -----------------------------------------------------------------------------------------------------

    def record(self, type_code: str, **fixed: Any) -> Planted:
        """A record with its code, title and names, in its place in the hierarchy."""
        kind, origin = RECORD_TYPES[type_code], f"{type_code} {len(self.records)}"
        code = self.name_words(f"{origin} code", ("資-印{}終", "K-Mark{}end", "印{}終/A"))
        parents = {
            "collection": ("collection",),
            "document": ("document", "collection"),
            "organisation": ("organisation",),
        }
        placed = self.pick(*parents[type_code]) if type_code in parents else None
        parent = fixed.pop("parent", placed)
        own = {"access": self.access(), "closed_until": self.rng.choice(DAYS), **fixed}
        values: dict[str, Any] = {**own, "code": code.text, **({"parent": parent.id} if parent else {})}
        planted = Planted(type_code, 0, code, own["access"], own["closed_until"], parent)
        if kind.title and self.maybe(0.9):
            title = self.name_words(f"{origin} title") if self.maybe(0.7) else self.words(f"{origin} title")
            planted.fields[kind.title] = (title,)
            values[kind.title] = title.text
        planted.id = self.change.create(type_code, **values)
        for position in range(self.rng.randint(0 if kind.title or self.maybe(0.2) else 1, 1 if kind.title else 3)):
            self.name(planted, position)
        self.records.append(planted)
        return planted

    def name(self, record: Planted, position: int, **fixed: Any) -> None:
        words = self.name_words(f"{record.type} {len(self.records)} name {position}")
        kind = self.rng.choice(("authorised", "reading", "romanised", "variant", "as_recorded"))
        own = {"access": self.access(), "kind": kind, **fixed}
        script = self.rng.choice(("Jpan", "Kana", "Latn", None))
        self.change.add(record.id, Name(text=words.text, script=script, position=position, **own))
        record.names.append(PlantedName(words, own["access"], own["kind"]))

    def describe(self, record: Planted) -> None:
        """Fill the fields of a record and hang parts on it."""
        values: dict[str, Any] = {}
        known = {"code", "parent", "access", "closed_until", RECORD_TYPES[record.type].title}
        known |= {"kind"} if record.type == "person" else set()
        for declared in RECORD_TYPES[record.type].fields:
            if declared.name not in known and self.maybe(self.fill):
                values[declared.name] = self.value(record, declared)
        self.change.set(record.id, **{name: value for name, value in values.items() if value is not None})
        for asked in RECORD_TYPES[record.type].properties:
            if self.maybe(0.25 if record.type == "person" else self.fill):
                for _ in range(self.rng.choice((1, 1, 2, 3))):
                    self.statement(record, asked.code)
        for code in ("attachment", "region", "transcription", "link", "tag", *_OF_TYPE.get(record.type, ())):
            if self.maybe(self.fill):
                self.part(record, code)

    def value(self, record: Planted, declared: Field) -> Any:
        origin = f"{record.type} {record.code.text} {declared.name} access={record.access}"
        if declared.kind is Kind.RECORD:
            other = self.pick(*declared.declared.refers)
            if other is not None and other is not record:
                record.refs[declared.name] = other
                return other.id
            return None
        if declared.kind in (Kind.INTEGER, Kind.NUMBER):
            return self.rng.randint(1, 4)
        if declared.vocabulary and self.maybe(0.5):
            term = self.rng.choice(TERMS[declared.vocabulary])
            return (term,) if declared.kind is Kind.TERMS else term
        several = declared.kind in (Kind.TERMS, Kind.TEXTS)
        date = declared.kind is Kind.DATE
        said = tuple(self.words(origin, date=date) for _ in range(self.rng.randint(1, 2) if several else 1))
        record.fields[declared.name] = said
        if several:
            return tuple(words.text for words in said)
        return said[0].dated("1946", "1946-01-01", "1946-12-31") if date else said[0].text

    # Parts -------------------------------------------------------------------------------------------------------

    def statement(self, record: Planted, code: str, **fixed: Any) -> None:
        rng, declared = self.rng, PROPERTIES[code]
        origin = f"{record.type} {record.code.text} {code}"
        names = [name for name in ("value", *_SAID) if name not in fixed and (name == "value" or self.maybe(self.fill))]
        said = {name: self.words(f"{origin}.{name}", date=name in ("start", "until")) for name in names}
        edtf, earliest, latest = rng.choice(BIRTHS) if code == "birth" else ("1946", "1946-01-01", "1946-12-31")
        refs = {"place": self.pick("place"), "other": self.pick("record"), "source": self.pick("source")}
        values: dict[str, Any] = {name: words.text for name, words in said.items()}
        values |= {name: said[name].dated(edtf, earliest, latest) for name in ("start", "until") if name in said}
        values |= {name: other.id for name, other in refs.items() if other is not None}
        values |= {
            "occurrence": rng.randint(1, 3) if declared.repeatable else 1,
            "term": rng.choice(TERMS[declared.vocabulary]) if declared.vocabulary else None,
            "certainty": rng.choice((None, "certain", "probable", "possible", "doubtful")),
            "preferred": self.maybe(0.2),
            "rejected": self.maybe(0.2),
            "access": self.access(),
            **fixed,
        }
        part = Statement(property=code, **values)
        if part.preferred:  # at most one on an event: the last one marked
            for other in record.statements:
                if (other.part.property, other.part.occurrence) == (code, part.occurrence):
                    other.part = replace(other.part, preferred=False)
        new = self.change.add(record.id, part)
        record.statements.append(
            PlantedStatement(new, record, part, said, refs["place"], refs["other"], refs["source"])
        )

    def part(self, record: Planted, code: str) -> None:
        if code == "attachment":
            self.picture(record)
            return
        values: dict[str, Any] = {}
        planted = PlantedPart(code, {})
        for declared in PART_TYPES[code].fields:
            if declared.name == "attachment":
                planted.picture = self.rng.choice([None, *record.pictures])
                values["attachment"] = planted.picture.id if planted.picture else None
            elif declared.kind is Kind.RECORD:
                other = self.pick(*declared.declared.refers)
                if other is not None:
                    planted.refs[declared.name] = other
                    values[declared.name] = other.id
            elif declared.vocabulary and self.maybe(0.5):
                values[declared.name] = self.rng.choice(TERMS[declared.vocabulary])
            elif declared.kind in (Kind.TEXT, Kind.LONG, Kind.TERM, Kind.DATE) and self.maybe(0.8):
                date = declared.kind is Kind.DATE
                said = self.words(f"{record.type} {record.code.text} {code}.{declared.name}", date=date)
                planted.words[declared.name] = said
                values[declared.name] = said.dated("1946", "1946-01-01", "1946-12-31") if date else said.text
        planted.kind = values.get("kind")
        self.change.add(record.id, PART_TYPES[code].declaration(**values))
        record.parts.append(planted)

    def picture(self, record: Planted, **fixed: Any) -> None:
        said = {
            name: self.words(f"{record.type} {record.code.text} image {name}") for name in ("name", "caption", "role")
        }
        given = {"file_access": self.access(), "access": self.access(), **fixed}
        file = {"sha256": f"{len(self.origins):064}", "name": said["name"].text, "access": given["file_access"]}
        row = insert(schema.image).values(**file, media_type="image/png", bytes=1, added_at=self.change.at)
        (image,) = self.change.connection.execute(row).inserted_primary_key  # type: ignore[misc]
        part = parts.Attachment(
            image=image, caption=said["caption"].text, role=said["role"].text, access=given["access"]
        )
        new = self.change.add(record.id, part)
        record.pictures.append(PlantedPicture(new, given["file_access"], given["access"], said))

    def identify(self, person: Planted, members: list[Planted], statuses: Sequence[str] = STATUSES) -> None:
        """Decide about recorded people: each is a confirmed member of one person at most."""
        for member in members:
            status = self.rng.choice(statuses)
            reason = self.words(f"match {person.code.text} reason")
            self.change.add(person.id, parts.Match(member=member.id, status=status, reason=reason.text))
            person.matches.append((member, status, reason))
            for said in member.statements:
                if self.maybe(0.1) and not person.judged:
                    self.change.add(person.id, parts.Judgement(statement=said.id, preferred=True))
                    person.judged.add(said.id)

    def finish(self) -> None:
        """Put some records into the trash, and set the archive's own years."""
        for record in self.records:
            record.trashed = self.maybe(0.06)
            if record.trashed:
                self.change.delete(record.id)
        for privacy in self.rng.sample(("health", "belief", "accusation", "family"), 2):
            self.years[privacy] = self.rng.choice((0, 60, 200))
            self.change.insert_row("retention_rule", {"privacy": privacy, "years": self.years[privacy]})


_SAID = ("place_text", "unit", "locator", "note", "reason", "start", "until")
_OF_TYPE = {
    "document": ("condition_survey", "movement"),
    "place": ("place_parent", "place_identifier", "place_identifier"),
}


def withdraw(planter: Planter, records: list[Planted]) -> None:
    """Let the records have come with an import that was taken back since."""
    change = planter.change
    given = {"file": "名簿.csv", "file_hash": "0", "read": 1, "imported": 1, "at": change.at, "by": "試験"}
    batch = change.insert_row("batch", given)
    for record in records:
        record.withdrawn = True
        change.update_row("record", record.id, {"batch": batch}, record_id=record.id)
    change.update_row("batch", batch, {"withdrawn_at": change.at})


def plant(catalogue: Catalogue, rng: random.Random, size: int) -> Planter:
    """A random catalogue of about ``size`` records of all types."""
    with catalogue.change("植える") as change:
        planter = Planter(change, rng)
        for type_code in sorted(rng.choices(ORDER, k=size), key=ORDER.index):
            planter.record(type_code, **({"kind": "recorded"} if type_code == "person" else {}))
        recorded = planter.of_type("person")
        people = [planter.record("person", kind="identified") for _ in range(len(recorded) // 2)]
        for record in list(planter.records):
            planter.describe(record)
        for number, person in enumerate(people):
            planter.identify(person, recorded[number :: len(people)])
        planter.finish()
        withdraw(planter, [record for record in planter.records if planter.maybe(0.06)])
    return planter


def plant_everything(catalogue: Catalogue) -> Planter:
    """Something in every place that can be restricted, beside records in which all is open; always the same."""
    with catalogue.change("植える") as change:
        planter = Planter(change, random.Random(3), fill=1.0, restricted=0.0)
        _open_and_closed(planter)
        _closed_from_above(planter)
        _people(planter)
        for type_code in RECORD_TYPES:
            in_trash, withdrawn = (planter.record(type_code, access=None) for _ in range(2))
            planter.describe(in_trash)
            planter.describe(withdrawn)
            in_trash.trashed = withdrawn.withdrawn = True
            planter.change.delete(in_trash.id)
        withdraw(planter, [record for record in planter.records if record.withdrawn])
        planter.years = {"belief": 200}
        change.insert_row("retention_rule", {"privacy": "belief", "years": 200})
    return planter


_RESTRICTIONS = (("closed", None), ("until", "2099-01-01"), ("宣誓", None), ("until", "2020-13-45"), ("family", None))


def _open_and_closed(planter: Planter) -> None:
    """Two open records of each type, and some of it that are closed, each with another word."""
    words = cycle(_RESTRICTIONS)
    for type_code in ORDER:
        open_collection = next(iter(planter.of_type("collection")), None)
        above = {"parent": open_collection if type_code == "document" else None}
        for access in (None, "open"):
            planter.record(type_code, access=access, closed_until=None, **above)
        for access, until in islice(words, 3):
            planter.record(type_code, access=access, closed_until=until)
    for record in list(planter.records):
        planter.describe(record)
        open_ = record.access in (None, "open")
        for access in ("closed", "宣誓") if open_ else ():
            planter.name(record, 5, access=access)
            planter.picture(record, access=access, file_access=None)
            planter.picture(record, access=None, file_access=access)
        for asked in RECORD_TYPES[record.type].properties if open_ else ():
            planter.statement(record, asked.code, access="closed", rejected=False)
            planter.statement(record, asked.code, access=None, rejected=True)


def _closed_from_above(planter: Planter) -> None:
    """A closed fonds: what lies in it says itself nothing of a restriction."""
    above = planter.record("collection", access="closed", closed_until=None, level="fonds")
    for level in ("series", "file", "item", "piece"):
        type_code = "collection" if level in ("series", "file") else "document"
        above = planter.record(type_code, parent=above, access=None, level=level)
        planter.describe(above)


def _people(planter: Planter) -> None:
    """The living and the dead, each with something of every property, and people made of several records."""
    codes = [asked.code for asked in RECORD_TYPES["person"].properties if asked.code not in _OF_LIFE]
    old, young, lately = (
        ArchiveDate(year, year, f"{year}-01-01", f"{year}-12-31") for year in ("1850", "1960", "1890")
    )
    after = ArchiveDate("1930年以後", "1930/..", "1930-01-01", None)
    lives: list[list[tuple[str, dict[str, Any]]]] = [
        [],  # nothing is known
        [("birth", {"start": young})],
        [("birth", {"start": old}), ("birth", {"start": after})],
        [("birth", {"start": old, "rejected": True})],
        [("birth", {"start": lately}), ("fate", {"term": "repatriated"})],
        [("death", {"rejected": True}), ("fate", {"term": "died_in_captivity", "rejected": True})],
        [("death", {})],
        [("declaration_of_death", {})],
        [("fate", {"term": "died_in_transit"})],
    ]
    people = []
    for life in lives:
        person = planter.record("person", kind="recorded", access=None)
        people.append(person)
        for code, fixed in life:
            planter.statement(person, code, **{"access": None, "rejected": False, **fixed})
        for code in codes:
            planter.statement(person, code, access=None, rejected=False)
    _stays(planter, people[0])
    closed = planter.record("person", kind="recorded", access="closed", closed_until=None)
    planter.name(closed, 0)
    for code in codes:
        planter.statement(closed, code, access=None, rejected=False)
    for members in ([people[1], closed], [people[6], people[7]]):
        person = planter.record("person", kind="identified", access=None)
        planter.identify(person, members, ("confirmed",))


def _stays(planter: Planter, person: Planted) -> None:
    """The first of some stays is closed: the others must not tell that there was one."""
    for occurrence in (7, 8, 9):
        access = "closed" if occurrence == 7 else None
        planter.statement(person, "camp_stay", occurrence=occurrence, access=access, rejected=False)


_OF_LIFE = ("birth", "death", "declaration_of_death", "fate")

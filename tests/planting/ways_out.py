"""Every way out of a catalogue, what each must hold of what may be seen, and what is wrong with what it wrote."""

from __future__ import annotations

import csv
import html
import io
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from memoircat.catalogue import schema
from memoircat.catalogue.access import Audience
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.public import PublicRecords
from memoircat.catalogue.stands import stands
from memoircat.exchange.csv_export import export_csv
from memoircat.exchange.dublin_core import FORMAT as DUBLIN_CORE
from memoircat.exchange.formats import ExportOptions, exchange_formats
from memoircat.jobs import Progress
from memoircat.messages import Language
from memoircat.records.declare import Field
from memoircat.records.properties import PROPERTIES, Holds
from memoircat.records.registry import RECORD_TYPES
from memoircat.reports.accession_slip import accession_slip
from memoircat.reports.catalogue_report import GROUPINGS, CatalogueOptions, catalogue_report
from memoircat.reports.citation import as_text, citation
from memoircat.reports.kinds import report_kinds
from memoircat.reports.options import ReportOptions
from memoircat.reports.render import render
from memoircat.search.reader import Reader
from planting.marked_words import markers_in
from planting.records import TITLED, Planted, PlantedPart, PlantedStatement, Planter
from planting.rules import STAFF_FIELDS, Oracle

Demand = list[set[int]]  # of each of these sets one marker must be there


def one_by_one(markers: set[int]) -> Demand:
    return [{marker} for marker in markers]


class Demands:
    """What each way out must hold of what may be seen: "nothing that is open is lost"."""

    def __init__(self, oracle: Oracle) -> None:
        self.oracle = oracle
        self.seen = [record for record in oracle.records if oracle.seen(record)]

    # Reports -----------------------------------------------------------------------------------------------------

    def listed(self, record: Planted) -> bool:
        """Whether lists show a person: a confirmed member is shown by the identified person instead."""
        oracle = self.oracle
        owners = [o for o in oracle.records for member, status, _ in o.matches if member is record]
        if any(record in oracle.members(owner) and not owner.trashed and not owner.withdrawn for owner in owners):
            return False
        # One who is only supposed so far, without a name of its own, waits until somebody is confirmed.
        if any(owner.names for owner in (record, *oracle.members(record))):
            return True
        supposed = [m for m, status, _ in record.matches if status in ("probable", "possible")]
        if any(not member.trashed and not member.withdrawn for member in supposed):
            return False
        return not record.matches or bool(record.statements)

    def report(self, *, table: bool = False, everyone: bool = False) -> Demand:
        """The catalogue report; as a ``table`` it has one row an entry, and collections are headings only.

        ``everyone``: also those whom lists leave out.
        """
        demand: Demand = []
        for record in self.seen:
            if record.type == "collection":
                if not table or any(record in self.above(other) for other in self.seen if other.type == "document"):
                    demand += [{record.code.own}, *self.oracle.label(record)]
                demand += [] if table else self.described(record, "level")
            elif everyone or self.listed(record):
                demand += self.described(record) + one_by_one(self.kinds(record))
        return demand

    def kinds(self, record: Planted) -> set[int]:
        """The kind of a record is a heading of the report, where nothing else is."""
        return self.oracle.words(record, RECORD_TYPES[record.type].kind_field or "")

    def above(self, record: Planted) -> Iterator[Planted]:
        """The collections that a record lies in, up to one that is not in use."""
        above = record.parent
        while above is not None and not above.trashed and not above.withdrawn:
            if above.type == "collection":
                yield above
            above = above.parent

    def described(self, record: Planted, *more: str) -> Demand:
        """A record as an entry: code, title, reading, fields, statements, places, sources."""
        oracle = self.oracle
        # How deep a document stands tells its level; a report says nothing of restrictions, not even to the staff.
        not_said = {"level", "access", "closed_until", "access_reason"} - set(more)
        demand = one_by_one({record.code.own} | oracle.names(record))
        demand += one_by_one(oracle.words(record, *(set(record.fields) - not_said)))
        for name, other in record.refs.items():
            demand += self.referred(other) if oracle.staff or name not in STAFF_FIELDS else []
        demand += [{member.code.own} for member in oracle.members(record) if oracle.named(member)]
        for part in record.parts:
            if part.code == "place_identifier":
                demand += one_by_one({m for c in ("kind", "value", "start", "until") for m in self.of_part(part, c)})
            if part.code == "place_parent" and self.referred(part.refs.get("parent")):
                demand += self.referred(part.refs["parent"])
                demand += one_by_one({marker for column in ("start", "until") for marker in self.of_part(part, column)})
        return demand + self.stated(record)

    def of_part(self, part: PlantedPart, column: str) -> set[int]:
        """The markers of one column of a part, where the part is shown."""
        words = part.words.get(column)
        return self.oracle.says(words) if words is not None and self.oracle.part(part) else set()

    def referred(self, record: Planted | None) -> Demand:
        """The label of another record: one of the names it may go by."""
        names = self.oracle.label(record)
        return [{marker for name in names for marker in name}] if names else []

    def stated(self, record: Planted) -> Demand:
        """Every statement; of sources that agree, by the same term or in no words, one is enough."""
        oracle = self.oracle
        shown = oracle.shown(record)
        terms = Counter((said.part.property, said.part.term) for said in shown if said.part.term)
        demand: Demand = []
        for said in shown:
            if terms[said.part.property, said.part.term] > 1 or not oracle.said(said, "value"):
                continue
            demand += one_by_one(oracle.said(said, "value", "start", "until"))
            demand += one_by_one(oracle.said(said, "place_text")) or self.referred(said.place)
            if PROPERTIES[said.part.property].holds not in (Holds.DATE, Holds.SPAN):
                demand += self.referred(said.other)
            demand += self.referred(said.source)
            if said.part.rejected:
                demand += one_by_one(oracle.said(said, "reason"))
        return demand

    # Slips -------------------------------------------------------------------------------------------------------

    def slip(self, *, table: bool = False) -> Demand:
        """The slips of all accessions: what came in, and which collections and documents are registered with it."""
        oracle, demand = self.oracle, []
        for accession in (record for record in self.seen if record.type == "accession"):
            came = [record for record in self.seen if record.refs.get("accession") is accession]
            documents = [record for record in came if record.type == "document"]
            if not table or documents:
                demand += [{accession.code.own}, *self.referred(accession)]
            if not table:
                demand += one_by_one(oracle.words(accession, "received", "description", "terms", "relation"))
                donor = accession.refs.get("donor")
                if oracle.staff:
                    demand += self.referred(donor) if donor else one_by_one(oracle.words(accession, "donor_text"))
            for record in documents if table else came:
                demand += [{record.code.own}, *self.referred(record)]
                demand += one_by_one(oracle.words(record, "date", "dates", "extent"))
        return demand

    # Exchange ----------------------------------------------------------------------------------------------------

    def csv(self) -> Demand:
        """Every field; the first name of each kind; of each event the statement that leads."""
        oracle, demand = self.oracle, []
        for record in self.seen:
            demand += one_by_one({record.code.own} | oracle.words(record, *record.fields))
            for name, other in record.refs.items():
                if (oracle.staff or name not in STAFF_FIELDS) and oracle.named(other):
                    demand.append({other.code.own})
            own = [name for name in record.names if oracle.admits(name.access)]
            demand += [{own[0].words.own}] if own else []
            for kind in {name.kind for name in own[1:]}:
                demand += one_by_one({next(name.words.own for name in own[1:] if name.kind == kind)})
            demand += self.leading(record) + self.numbers(record)
            for part in record.parts if oracle.staff else ():
                demand += one_by_one(set().union(*map(oracle.says, part.words.values()))) if part.code == "tag" else []
        return demand

    def numbers(self, record: Planted) -> Demand:
        """The first number of each kind that a camp bore, of the kinds that an import knows."""
        numbers = [part for part in record.parts if part.code == "place_identifier" and self.oracle.part(part)]
        firsts = {part.kind: part for part in reversed(numbers)}
        known = [firsts[kind] for kind in ("number", "post_box", "ministry_number") if kind in firsts]
        return [one for part in known for one in one_by_one(self.of_part(part, "value"))]

    def leading(self, record: Planted) -> Demand:
        """What leads on each event. Which of several of a person with members are one event is not asked here."""
        oracle = self.oracle
        shown, demand = oracle.shown(record), []
        for code in {said.part.property for said in shown}:
            of_code = [said for said in shown if said.part.property == code]
            if not PROPERTIES[code].repeatable or not oracle.members(record):
                for number in {1 if oracle.members(record) else said.part.occurrence for said in of_code}:
                    event = [s for s in of_code if oracle.members(record) or s.part.occurrence == number]
                    leader = oracle.leads(record, event)
                    demand += self.whole(leader) if leader else []
            else:
                values = [oracle.said(said, "value") for said in of_code if not said.part.rejected]
                demand += [set().union(*values)] if values and all(values) else []
        return demand

    def whole(self, said: PlantedStatement) -> Demand:
        dates = PROPERTIES[said.part.property].holds is Holds.DATE
        columns = ["start", "until", "locator", "unit", "note", *(() if dates and said.part.start else ("value",))]
        demand = one_by_one(self.oracle.said(said, *columns)) + self.referred(said.source)
        return demand + (one_by_one(self.oracle.said(said, "place_text")) or self.referred(said.place))

    def dublin_core(self) -> Demand:
        """The code, the title or names, and every field that has an element."""
        oracle, demand = self.oracle, []
        for record in self.seen:
            carried = [name for name in record.fields if declared_of(record.type, name).declared.dc]
            demand += one_by_one({record.code.own} | oracle.words(record, *carried))
            demand += one_by_one(oracle.names(record)) if record.type not in TITLED else []
        return demand

    # Copies ------------------------------------------------------------------------------------------------------

    def citations(self) -> Demand:
        oracle, demand = self.oracle, []
        for record in self.seen:
            named = [oracle.names(record)] if oracle.names(record) and not record.title else self.referred(record)
            demand += [{record.code.own}, *named, *one_by_one(oracle.words(record, "creators"))]
            demand += one_by_one(oracle.words(record, "publisher")) if record.type == "memoir" else []
            dates = [oracle.words(record, name) for name in RECORD_TYPES[record.type].dated_by]
            demand += one_by_one(next((date for date in dates if date), set()))
            for above in self.above(record):
                demand += self.referred(above)
        return demand

    def copies(self) -> Demand:
        return [one for record in self.seen for one in self.described(record)]

    def views(self) -> Demand:
        return one_by_one(set().union(*map(self.oracle.everything, self.seen)))


def declared_of(type_code: str, name: str) -> Field:
    found = RECORD_TYPES[type_code].field(name)
    assert found
    return found


# The ways out ------------------------------------------------------------------------------------------------------


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a structure of dataclasses, mappings and sequences."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts_in(key)
            yield from texts_in(inner)
    elif isinstance(value, tuple | list | set | frozenset):
        for inner in value:
            yield from texts_in(inner)
    elif is_dataclass(value):
        for attribute in fields(value):
            yield from texts_in(getattr(value, attribute.name))


def joined(value: Any) -> str:
    return "\n/ ".join(texts_in(value))


def ways_out(catalogue: Catalogue, audience: Audience, language: Language, folder: Path) -> Iterator[tuple[str, str]]:
    """Each way out with everything that it wrote; what has most in it comes first."""
    yield from _copied(catalogue, audience, language)
    export_csv(catalogue, folder / "csv", audience=audience)
    yield "csv", _read(folder / "csv")
    DUBLIN_CORE.export(catalogue, folder / "dc", ExportOptions(audience=audience), Progress())
    yield "dublin core", html.unescape(_read(folder / "dc"))
    slips = accession_slip(catalogue, ReportOptions(audience=audience, language=language))
    yield from _report("slip", slips, folder)
    options = CatalogueOptions(audience=audience, language=language)
    yield from _report("report", catalogue_report(catalogue, options), folder)
    yield "report on everyone", joined(catalogue_report(catalogue, replace(options, everyone=True)))
    for group, _ in GROUPINGS[1:]:
        yield f"report by {group}", joined(catalogue_report(catalogue, replace(options, group=group)))
    for number, code in enumerate(_codes(catalogue)[::9]):
        chosen = replace(options, code=code, group=GROUPINGS[number % 3][0])
        yield f"report on {code}", joined(catalogue_report(catalogue, chosen))
    yield from _of_later_kinds(catalogue, audience, language, folder)


def _of_later_kinds(
    catalogue: Catalogue, audience: Audience, language: Language, folder: Path
) -> Iterator[tuple[str, str]]:
    """The formats and reports that were registered since: nothing is demanded of them but that they leak nothing."""
    for code, format_ in exchange_formats().items():
        if code not in ("csv", "dc"):
            format_.export(catalogue, folder / code, format_.options(audience=audience), Progress())
            yield code, _read(folder / code)
    for code, kind in report_kinds().items():
        if code not in ("catalogue", "accession"):
            options = kind.options(audience=audience, language=language)
            yield code, joined(kind.build(catalogue, options, Progress()))


def _codes(catalogue: Catalogue) -> list[str]:
    with catalogue.reading() as connection:
        codes = connection.execute(select(schema.record.c.code).where(text(stands())))
        return list(codes.scalars())


def _copied(catalogue: Catalogue, audience: Audience, language: Language) -> Iterator[tuple[str, str]]:
    """The records themselves, as text, and as they are cited."""
    shown = PublicRecords(catalogue, audience)
    with catalogue.reading() as connection:
        ids = list(connection.execute(select(schema.record.c.id)).scalars())
    views = shown.views(ids)
    said = {view.code: joined(replace(view, type=None, labels={})) for view in views}  # type: ignore[arg-type] # words alone
    yield "views", "\n".join(said.values())
    yield from ((f"view of {code}", words) for code, words in said.items())
    yield "copies", "\n\n".join(as_text(view, language, catalogue.vocabularies()) for view in views)
    with Reader.open(catalogue.folder.path) as reader:
        above = {view.id: [holder.label for holder in shown.views(reader.path_to(view.id))] for view in views}
    yield "citations", "\n".join(citation(view, "試験", above[view.id], language) for view in views)


def _report(name: str, report: Any, folder: Path) -> Iterator[tuple[str, str]]:
    yield name, joined(report)
    for ending in ("html", "csv"):
        render(report, folder / f"{name}.{ending}")
        yield f"{name} as {ending}", html.unescape((folder / f"{name}.{ending}").read_text(encoding="utf-8"))


def _read(folder: Path) -> str:
    """The files of a folder, or one file."""
    files = sorted(folder.iterdir()) if folder.is_dir() else [folder] if folder.exists() else []
    return "\n".join(f"{file.name}\n{file.read_text(encoding='utf-8')}" for file in files)


def demanded(demands: Demands) -> dict[str, Demand]:
    return {
        **dict.fromkeys(("report", "report as html"), demands.report()),
        "report as csv": demands.report(table=True),
        "report on everyone": demands.report(everyone=True),
        **dict.fromkeys(("slip", "slip as html"), demands.slip()),
        "slip as csv": demands.slip(table=True),
        "csv": demands.csv(),
        "dublin core": demands.dublin_core(),
        "citations": demands.citations(),
        "copies": demands.copies(),
        "views": demands.views(),
    }


def allowed(oracle: Oracle) -> set[int]:
    """Every marker that may be seen somewhere."""
    markers: set[int] = set()
    for record in oracle.records:
        if oracle.seen(record):
            markers |= oracle.everything(record)
        if oracle.named(record):
            markers |= {record.code.own, *(m for name in oracle.label(record) for m in name)}
    return markers


def allowed_of(oracle: Oracle, record: Planted) -> set[int]:
    """Every marker that may be seen on one record: what another one may show is not for this one to show."""
    bound = [member for member in oracle.members(record) if oracle.named(member)]
    bound += [member for member, status, _ in record.matches if oracle.staff and status == "confirmed"]
    names = {marker for member in bound for name in oracle.label(member) for marker in name}
    return oracle.everything(record) | names | {member.code.own for member in bound}


def problems(planter: Planter, catalogue: Catalogue, audience: Audience, language: Language) -> Iterator[str]:
    """What leaks, and what is lost, each with the place where it was planted."""
    oracle = Oracle(planter.records, planter.years, audience)
    may, must = allowed(oracle), demanded(Demands(oracle))
    of_one = {f"view of {record.code.text}": allowed_of(oracle, record) for record in oracle.records}
    with tempfile.TemporaryDirectory() as folder:
        for name, output in ways_out(catalogue, audience, language, Path(folder)):
            found = markers_in(output)
            for marker in sorted(found - of_one.get(name, may)):
                yield f"{audience}, {name}: leaked {planter.origins[marker]} ({marker})"
            for alternatives in must.get(name, ()):
                if not alternatives & found:
                    where = " | ".join(f"{planter.origins[marker]} ({marker})" for marker in sorted(alternatives))
                    yield f"{audience}, {name}: lost {where}"
        yield from gaps(oracle, Path(folder) / "csv")


def gaps(oracle: Oracle, folder: Path) -> Iterator[str]:
    """Columns of a CSV export that tell of a statement which is not there; of the staff nothing is to be hidden."""
    if oracle.staff:
        return
    by_code = {record.code.text: record for record in oracle.records}
    for type_code in RECORD_TYPES:
        file = folder / f"{type_code}.csv"
        for row in csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")) if file.exists() else ():
            numbers: dict[str, set[int]] = {}
            for head, cell in row.items():
                event = re.match(r"([a-z_]+)(?:\[(\d+)\])?", head)
                if cell and event and event[1] in PROPERTIES:
                    numbers.setdefault(event[1], set()).add(int(event[2] or 1))
            shown = {said.part.property for said in oracle.shown(by_code[row["code"]])}
            if numbers.keys() != shown:
                yield f"{oracle.audience}, csv: {row['code']} tells of {sorted(numbers.keys() ^ shown)}"
            if any(used != set(range(1, len(used) + 1)) for used in numbers.values()):
                yield f"{oracle.audience}, csv: {row['code']} has gaps in {numbers}"

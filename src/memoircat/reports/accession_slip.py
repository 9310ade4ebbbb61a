"""The accession slip (受入票): what came in, from whom, on what terms, and what of it is registered.

件 are items, 点 their pieces. Pieces registered one by one under an item are those that the item itself counts: the
larger number holds, and only the item adds to the totals. Where pieces lie in no item, nothing says how many 件 they
make; then only 点 are counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.public import PublicRecords, PublicView
from memoircat.catalogue.query import Query
from memoircat.errors import InputError, NotFound
from memoircat.jobs import Progress
from memoircat.messages import Label, message
from memoircat.records.registry import HIERARCHY
from memoircat.records.values import term_shown
from memoircat.reports import words
from memoircat.reports.catalogue_report import natural, runs
from memoircat.reports.content import Entry, Group, Line, Note, Report, Totals
from memoircat.reports.entry import BRIEF
from memoircat.reports.hierarchy import Hierarchy
from memoircat.reports.options import ReportOptions
from memoircat.reports.wording import date_words
from memoircat.search.reader import Reader

_MARK = "※1"
_HINT = message("Give the code of an accession (受入), or none for the slips of all.")


class _Kind:
    code = "accession"
    label = words.SLIP
    options = ReportOptions
    about = "accession"

    def build(self, catalogue: Catalogue, options: ReportOptions, progress: Progress) -> Report:
        return accession_slip(catalogue, options, progress)


KIND = _Kind()


def accession_slip(
    catalogue: Catalogue, options: ReportOptions | None = None, progress: Progress | None = None
) -> Report:
    """The slip of the accession with `options.code`, or of all accessions, each on a sheet of its own.

    Records that the audience may not see are left out; `Report.withheld` counts them. Raises InputError where the
    code belongs to no accession.
    """
    return _Work(catalogue, options or ReportOptions(), progress or Progress()).report()


@dataclass(frozen=True, slots=True)
class _Unit:
    """A document of the list that lies in no other one of it, with the pieces under it."""

    view: PublicView
    item: PublicView  # the item that it is or lies in; a piece where there is none
    pieces: int
    entries: tuple[Entry, ...]


class _Work:
    """One run."""

    def __init__(self, catalogue: Catalogue, options: ReportOptions, progress: Progress) -> None:
        self.catalogue = catalogue
        self.options = options
        self.progress = progress
        self.language = options.language
        self.records = PublicRecords(catalogue, options.audience, options.day)
        self.withheld = 0

    def report(self) -> Report:
        """The slips, in the order of their codes."""
        with Reader.open(self.catalogue.folder.path) as reader:
            accessions = self._accessions(reader)
            named = self._named(reader, accessions)
        total = len(accessions) + sum(map(len, named.values()))
        done, sheets = 0, []
        for each in accessions:
            self.progress.step(done, total)
            sheets.extend(self._sheets(each, named.get(each, ())))
            done += 1 + len(named.get(each, ()))
        self.progress.step(total, total)
        name = self.catalogue.setting("title") or self.catalogue.folder.path.stem
        return Report(
            title=self.options.title or words.SLIP.in_(self.language),
            subtitle=name,
            catalogue=name,
            day=self.records.day,
            language=self.language,
            totals=_together([each.totals for each in sheets]),
            sections=tuple(sheets),
            withheld=words.withheld_words(self.withheld, self.language),
            sheets=True,
            signatures=self._signatures(),
        )

    def _signatures(self) -> tuple[str, ...]:
        """Nobody signs as the donor where the donor may not be named."""
        signing = (words.DONOR, words.RECEIVED_BY) if self.records.staff else ()
        return tuple(each.in_(self.language) for each in signing)

    # Choosing --------------------------------------------------------------------------------------------------

    def _accessions(self, reader: Reader) -> list[int]:
        code = self.options.code
        if code is not None:
            return [self._accession(reader, code)]
        rows = reader.iterate(Query("accession"), ["code"])
        return [row["id"] for row in sorted(rows, key=lambda row: natural(row["code"]))]

    def _accession(self, reader: Reader, code: str) -> int:
        try:
            accession = self.catalogue.find(code)
        except NotFound as missing:
            raise NotFound(missing.message, where=code, hint=_HINT) from missing
        if reader.type_of(accession) != "accession":
            raise InputError(message("“{code}” is not the code of an accession.", code=code), where=code, hint=_HINT)
        if not reader.membership(Query("accession"), [accession]):
            raise InputError(
                message("The accession “{code}” is in the trash.", code=code),
                where=code,
                hint=message("Restore it first."),
            )
        return accession

    def _named(self, reader: Reader, accessions: Sequence[int]) -> dict[int, list[int]]:
        """The collections and documents that name each accession."""
        where = {"accession": str(accessions[0])} if self.options.code is not None else {}
        named: dict[int, list[int]] = {}
        for code in HIERARCHY:
            for row in reader.iterate(Query(code, where), ["accession"]):
                if row["accession"] is not None:
                    named.setdefault(row["accession"], []).append(row["id"])
        return named

    # One slip --------------------------------------------------------------------------------------------------

    def _sheets(self, accession: int, named: Sequence[int]) -> list[Group]:
        """The slip, or nothing where the accession may not be shown."""
        view = self.records.view(accession)
        if view is None:
            self.withheld += 1
            return []
        list_ = _List(self, named)
        self.withheld += list_.withheld
        counted = list_.group.totals
        recorded = Totals(int(view.fields["units"] or 0), view.fields["pieces"])
        told = recorded.units or recorded.pieces is not None
        # What lies behind closed doors is registered too: without it there is nothing to compare.
        lines, notes = self._counts(view, counted if list_.units else None) if not list_.withheld else ([], [])
        return [
            Group(
                view.label,
                recorded if told else counted,
                view.code,
                lines=(*self._head(view), *(lines or self._recorded(view)), *self._text(view)),
                notes=tuple(notes),
                groups=(list_.group,) if list_.units or list_.group.groups else (),
            )
        ]

    def _head(self, view: PublicView) -> list[Line]:
        """When, from whom."""
        said = [(words.RECEIVED, date_words(view.fields["received"], self.language) or "—")]
        if "donor" in view.fields:
            donor = view.label_of(view.fields["donor"]) or view.fields["donor_text"] or "—"
            said.append((words.DONOR, donor))
        if view.fields.get("relation"):
            vocabularies = self.catalogue.vocabularies()
            relation = term_shown(vocabularies, "relation", view.fields["relation"], self.language)
            said.append((words.RELATION, relation))
        return [Line(label.in_(self.language), text) for label, text in said]

    def _text(self, view: PublicView) -> list[Line]:
        """Terms and description."""
        fields = [field for field in view.type.fields if field.name in ("terms", "description")]
        shown = [field for field in fields if view.fields.get(field.name)]
        return [Line(field.label.in_(self.language), str(view.fields[field.name])) for field in shown]

    def _recorded(self, view: PublicView) -> list[Line]:
        text = self._said(view.fields["units"], view.fields["pieces"]) or "—"
        return [Line(words.REGISTER.in_(self.language), text)]

    def _counts(self, view: PublicView, counted: Totals | None) -> tuple[list[Line], list[Note]]:
        """What the register says, what the records say, and a remark where they differ."""
        lines = self._recorded(view)
        label = words.REGISTERED.in_(self.language)
        if counted is None:
            return [*lines, Line(label, words.NONE_YET.in_(self.language))], []
        text = words.slip_words(counted, self.language)
        if not counted.units:
            text = words.bracketed(text, words.BY_PIECE.in_(self.language), self.language)
        units = (view.fields["units"], counted.units) if counted.units else (None, None)
        pieces = (view.fields["pieces"], counted.pieces)
        differing = [each if None not in each and each[0] != each[1] else (None, None) for each in (units, pieces)]
        if differing == [(None, None)] * 2:
            return [*lines, Line(label, text)], []
        said = [self._said(*each) for each in zip(*differing, strict=True)]
        remark = words.DIFFERS.fill(register=self._close_up(said[0]), records=self._close_up(said[1]))
        return [*lines, Line(label, text, _MARK)], [Note(_MARK, remark.in_(self.language), ())]

    def _said(self, units: int | None, pieces: int | None) -> str:
        said = [] if units is None else [words.slip_words(Totals(units), self.language)]
        said += [] if pieces is None else [words.pieces_words(pieces, self.language)]
        return (" " if self.language == "ja" else ", ").join(said)

    def _close_up(self, text: str) -> str:
        """Within a Japanese sentence: 3件11点."""
        return text.replace(" ", "") if self.language == "ja" else text


class _List:
    """The records that name one accession: collections as groups, documents as entries, pieces under their items."""

    def __init__(self, work: _Work, named: Sequence[int]) -> None:
        self.work = work
        self.views = self._read(named)
        self.hierarchy = _hierarchy(self.views)
        shown = [self.views[record_id] for record_id in named if record_id in self.views]
        self.withheld = len(named) - len(shown)
        shown.sort(key=lambda each: natural(each.code))
        self.collections = [each for each in shown if each.type.code == "collection"]
        self.units = self._units([each for each in shown if each.type.code == "document"])
        self.group = self._group()

    def _read(self, named: Sequence[int]) -> dict[int, PublicView]:
        """The records and all that they lie in."""
        views: dict[int, PublicView] = {}
        looked_at: set[int] = set()
        wanted = sorted(named)
        while wanted:
            looked_at.update(wanted)
            for run in runs(wanted):
                views.update((view.id, view) for view in self.work.records.views(run))
            parents = {view.fields["parent"] for view in views.values()} - {None}
            wanted = sorted(parents - looked_at)
        return views

    # Documents -------------------------------------------------------------------------------------------------

    def _units(self, documents: Sequence[PublicView]) -> list[_Unit]:
        ids = {each.id for each in documents}
        below: dict[int | None, list[PublicView]] = {}
        for each in documents:
            holder = next((above for above in self.hierarchy.above(each.id) if above in ids), None)
            below.setdefault(holder, []).append(each)
        units = [self._unit(each, below) for each in below.get(None, [])]
        placed = {entry.code for unit in units for entry in unit.entries}
        circling = [each for each in documents if each.code not in placed]
        return [*units, *(self._unit(each, {}) for each in circling)]

    def _unit(self, top: PublicView, below: Mapping[int | None, Sequence[PublicView]]) -> _Unit:
        order: list[tuple[PublicView, int]] = []
        waiting = [(top, 0)]
        while waiting:
            each, depth = waiting.pop()
            order.append((each, depth))
            waiting.extend((inner, depth + 1) for inner in reversed(below.get(each.id, ())))
        counts: dict[int, int] = {}
        for each, _ in reversed(order):
            inner = sum(counts[other.id] for other in below.get(each.id, ()))
            counts[each.id] = max(int(each.fields["pieces"] or 0), inner) or 1
        entries = tuple(self._entry(each, depth, counts[each.id]) for each, depth in order)
        above = [self.views[each] for each in self.hierarchy.above(top.id)]
        items = [each for each in above if each.type.code == "document"]
        return _Unit(top, items[-1] if items else top, counts[top.id], entries)

    def _entry(self, view: PublicView, depth: int, pieces: int) -> Entry:
        date, extent, lines = self._measures(view)
        if depth:
            lines = (*lines, self._line(words.PIECES, words.pieces_words(pieces, self.work.language)))
        title = view.label
        counted = None if depth else pieces
        return Entry(view.code, title, date=date, extent=extent, pieces=counted, depth=depth, lines=lines)

    def _measures(self, view: PublicView) -> tuple[str, str, tuple[Line, ...]]:
        """Date and extent, and the lines that say them."""
        (name,) = view.type.dated_by
        field = view.type.field(name)
        date = date_words(view.fields[name], self.work.language)
        extent = str(view.fields["extent"] or "")
        said = ((field.label if field else words.DATES, date), (words.EXTENT, extent))
        return date, extent, tuple(self._line(label, text) for label, text in said if text)

    def _line(self, label: Label, text: str) -> Line:
        return Line(label.in_(self.work.language), text, brief=len(text) <= BRIEF)

    # Arranging -------------------------------------------------------------------------------------------------

    def _group(self) -> Group:
        """Documents outside the collections that came with them first, then the collections."""
        among = {each.id for each in self.collections}
        homes: dict[int | None, list[_Unit]] = {}
        for unit in self.units:
            home = next((each for each in self.hierarchy.above(unit.view.id) if each in among), None)
            homes.setdefault(home, []).append(unit)
        children = self.hierarchy.children(among)
        groups = [self._collection(each, homes, children)[0] for each in self.hierarchy.roots(among)]
        loose = tuple(entry for unit in homes.get(None, []) for entry in unit.entries)
        title = words.RECEIVED_ITEMS.in_(self.work.language)
        return Group(title, self._totals(self.units), entries=loose, groups=tuple(groups))

    def _collection(
        self, collection: int, homes: Mapping[int | None, list[_Unit]], children: Mapping[int, list[int]]
    ) -> tuple[Group, list[_Unit]]:
        view = self.views[collection]
        own = homes.get(collection, [])
        inner = [self._collection(each, homes, children) for each in children.get(collection, ())]
        units = [*own, *(unit for _, found in inner for unit in found)]
        vocabularies = self.work.catalogue.vocabularies()
        group = Group(
            view.label,
            self._totals(units),
            view.code,
            term_shown(vocabularies, "collection_level", view.fields["level"], self.work.language),
            lines=self._measures(view)[2],
            entries=tuple(entry for unit in own for entry in unit.entries),
            groups=tuple(group for group, _ in inner),
        )
        return group, units

    def _totals(self, units: Sequence[_Unit]) -> Totals:
        items = {each.item.id for each in units}
        loose = any(each.item.fields["level"] == "piece" for each in units)
        return Totals(0 if loose else len(items), sum(each.pieces for each in units))


def _hierarchy(views: Mapping[int, PublicView]) -> Hierarchy:
    ordered = sorted(views.values(), key=lambda each: natural(each.code))
    collections = tuple(each.id for each in ordered if each.type.code == "collection")
    return Hierarchy({each.id: each.fields["parent"] for each in ordered}, collections, frozenset(collections))


def _together(totals: Sequence[Totals]) -> Totals:
    """The sum; of slips of which one counts pieces only, the pieces."""
    untold = any(each.pieces and not each.units for each in totals)
    added = sum(totals, Totals())
    return replace(added, units=0) if untold else added

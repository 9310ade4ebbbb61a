"""The accession slip (受入票): what came in, from whom, on what terms, and what of it is registered.

件 are items, 点 their pieces. Pieces registered one by one under an item are those that the item itself counts: the
larger number holds, and only the item adds to the totals. Where pieces lie in no item, nothing says how many 件 they
make; then only 点 are counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from memoircat.catalogue import access, listing
from memoircat.catalogue.access import Gate
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.listing import Query
from memoircat.catalogue.sight import Sight
from memoircat.catalogue.views import RecordView
from memoircat.errors import InputError, NotFound
from memoircat.jobs import Progress
from memoircat.messages import Label, message
from memoircat.records.values import term_shown
from memoircat.reports import words
from memoircat.reports.catalogue_report import natural, runs
from memoircat.reports.content import Entry, Group, Line, Note, Report, Totals
from memoircat.reports.entry import BRIEF, DATED_BY
from memoircat.reports.hierarchy import LEVELS, Hierarchy
from memoircat.reports.options import ReportOptions
from memoircat.reports.wording import date_words

_MARK = "※1"
_HINT = message("Give the code of an accession (受入), or none for the slips of all.")


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

    view: RecordView
    item: RecordView  # the item that it is or lies in; a piece where there is none
    pieces: int
    entries: tuple[Entry, ...]


class _Work:
    """One run."""

    def __init__(self, catalogue: Catalogue, options: ReportOptions, progress: Progress) -> None:
        self.catalogue = catalogue
        self.options = options
        self.progress = progress
        self.language = options.language
        self.day = options.day or access.today()
        self.sight = Sight(catalogue, Gate(options.audience, self.day))
        self.withheld = 0

    def report(self) -> Report:
        """The slips, in the order of their codes."""
        accessions = self._accessions()
        named = self._named(accessions)
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
            day=self.day,
            language=self.language,
            totals=_together([each.totals for each in sheets]),
            sections=tuple(sheets),
            withheld=words.withheld_words(self.withheld, self.language),
            sheets=True,
            signatures=self._signatures(),
        )

    def _signatures(self) -> tuple[str, ...]:
        """Nobody signs as the donor where the donor may not be named."""
        signing = (words.DONOR, words.RECEIVED_BY) if self.sight.field("donor") else ()
        return tuple(each.in_(self.language) for each in signing)

    # Choosing --------------------------------------------------------------------------------------------------

    def _accessions(self) -> list[int]:
        code = self.options.code
        if code is not None:
            return [self._accession(code).id]
        reader = self.catalogue.raw_reader()
        try:
            found = list(listing.iterate(reader, Query("accession"), ["code"]))
        finally:
            reader.close()
        return [row["id"] for row in sorted(found, key=lambda row: natural(row["code"]))]

    def _accession(self, code: str) -> RecordView:
        try:
            view = self.catalogue.get(code)
        except NotFound as missing:
            raise NotFound(missing.message, where=code, hint=_HINT) from missing
        if view.type.code != "accession":
            raise InputError(message("“{code}” is not the code of an accession.", code=code), where=code, hint=_HINT)
        if view.deleted_at is not None:
            raise InputError(
                message("The accession “{code}” is in the trash.", code=code),
                where=code,
                hint=message("Restore it first."),
            )
        return view

    def _named(self, accessions: Sequence[int]) -> dict[int, list[int]]:
        """The collections and documents that name each accession."""
        where = {"accession": str(accessions[0])} if self.options.code is not None else {}
        found: dict[int, list[int]] = {}
        reader = self.catalogue.raw_reader()
        try:
            for code in LEVELS:
                for row in listing.iterate(reader, Query(code, where), ["accession"]):
                    if row["accession"] is not None:
                        found.setdefault(row["accession"], []).append(row["id"])
        finally:
            reader.close()
        return found

    # One slip --------------------------------------------------------------------------------------------------

    def _sheets(self, accession: int, named: Sequence[int]) -> list[Group]:
        """The slip, or nothing where the accession may not be shown."""
        view = self.catalogue.view(accession)
        if view is None or not self.sight.record(view):
            self.withheld += 1
            return []
        self.sight.learn([view])
        list_ = _List(self, named)
        self.withheld += list_.withheld
        counted = list_.group.totals
        recorded = Totals(int(view.fields["units"] or 0), view.fields["pieces"])
        told = recorded.units or recorded.pieces is not None
        # What lies behind closed doors is registered too: without it there is nothing to compare.
        lines, notes = self._counts(view, counted if list_.units else None) if not list_.withheld else ([], [])
        return [
            Group(
                self.sight.title(view),
                recorded if told else counted,
                view.code,
                lines=(*self._head(view), *(lines or self._recorded(view)), *self._text(view)),
                notes=tuple(notes),
                groups=(list_.group,) if list_.units or list_.group.groups else (),
            )
        ]

    def _head(self, view: RecordView) -> list[Line]:
        """When, from whom."""
        said = [(words.RECEIVED, date_words(view.fields["received"], self.language) or "—")]
        if self.sight.field("donor"):
            donor = self.sight.label_of(view, view.fields["donor"]) or view.fields["donor_text"] or "—"
            said.append((words.DONOR, donor))
        if self.sight.field("relation") and view.fields["relation"]:
            vocabularies = self.catalogue.vocabularies()
            relation = term_shown(vocabularies, "relation", view.fields["relation"], self.language)
            said.append((words.RELATION, relation))
        return [Line(label.in_(self.language), text) for label, text in said]

    def _text(self, view: RecordView) -> list[Line]:
        """Terms and description."""
        fields = [each for each in view.type.fields if each.name in ("terms", "description")]
        shown = [each for each in fields if self.sight.field(each.name) and view.fields[each.name]]
        return [Line(each.label.in_(self.language), str(view.fields[each.name])) for each in shown]

    def _recorded(self, view: RecordView) -> list[Line]:
        text = self._said(view.fields["units"], view.fields["pieces"]) or "—"
        return [Line(words.REGISTER.in_(self.language), text)]

    def _counts(self, view: RecordView, counted: Totals | None) -> tuple[list[Line], list[Note]]:
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
        shown = [self.views[each] for each in named if each in self.views and self._open(each)]
        self.withheld = len(named) - len(shown)
        shown.sort(key=lambda each: natural(each.code))
        self.collections = [each for each in shown if each.type.code == "collection"]
        self.units = self._units([each for each in shown if each.type.code == "document"])
        self.group = self._group()

    def _read(self, named: Sequence[int]) -> dict[int, RecordView]:
        """The records and all that they lie in."""
        views: dict[int, RecordView] = {}
        wanted = sorted(named)
        while wanted:
            for run in runs(wanted):
                views.update((each.id, each) for each in self.work.catalogue.views(run) if each.deleted_at is None)
            parents = {each.fields["parent"] for each in views.values()} - {None}
            wanted = sorted(parents - views.keys() - set(wanted))
        return views

    def _open(self, record: int) -> bool:
        return all(self.work.sight.record(self.views[each]) for each in (record, *self.hierarchy.above(record)))

    # Documents -------------------------------------------------------------------------------------------------

    def _units(self, documents: Sequence[RecordView]) -> list[_Unit]:
        ids = {each.id for each in documents}
        below: dict[int | None, list[RecordView]] = {}
        for each in documents:
            holder = next((above for above in self.hierarchy.above(each.id) if above in ids), None)
            below.setdefault(holder, []).append(each)
        units = [self._unit(each, below) for each in below.get(None, [])]
        placed = {entry.code for unit in units for entry in unit.entries}
        circling = [each for each in documents if each.code not in placed]
        return [*units, *(self._unit(each, {}) for each in circling)]

    def _unit(self, top: RecordView, below: Mapping[int | None, Sequence[RecordView]]) -> _Unit:
        order: list[tuple[RecordView, int]] = []
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

    def _entry(self, view: RecordView, depth: int, pieces: int) -> Entry:
        date, extent, lines = self._measures(view)
        if depth:
            lines = (*lines, self._line(words.PIECES, words.pieces_words(pieces, self.work.language)))
        title = self.work.sight.title(view)
        counted = None if depth else pieces
        return Entry(view.code, title, date=date, extent=extent, pieces=counted, depth=depth, lines=lines)

    def _measures(self, view: RecordView) -> tuple[str, str, tuple[Line, ...]]:
        """Date and extent, and the lines that say them."""
        (name,) = DATED_BY[view.type.code]
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
            self.work.sight.title(view),
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


def _hierarchy(views: Mapping[int, RecordView]) -> Hierarchy:
    ordered = sorted(views.values(), key=lambda each: natural(each.code))
    collections = tuple(each.id for each in ordered if each.type.code == "collection")
    return Hierarchy({each.id: each.fields["parent"] for each in ordered}, collections, frozenset(collections))


def _together(totals: Sequence[Totals]) -> Totals:
    """The sum; of slips of which one counts pieces only, the pieces."""
    untold = any(each.pieces and not each.units for each in totals)
    added = sum(totals, Totals())
    return replace(added, units=0) if untold else added

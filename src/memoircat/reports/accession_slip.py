"""The accession slip (受入票): what was received, from whom, on what terms, and what of it has been catalogued.

Items are counted as 件, their pieces as 点. Pieces that are catalogued one by one under an item are the same pieces
that the item gives a number of: the larger of both numbers counts, and only the item adds to the totals. Where pieces
lie in no item, it is not known how many 件 they make; then only 点 are counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.content import chunks
from memoircat.catalogue.public import PublicRecords, PublicView
from memoircat.catalogue.query import Query
from memoircat.errors import InputError, NotFound
from memoircat.jobs import Progress
from memoircat.messages import Label, message
from memoircat.records.registry import HIERARCHY
from memoircat.records.values import term_shown
from memoircat.reports import words
from memoircat.reports.content import Entry, Group, Line, Note, Report, Totals
from memoircat.reports.entry import BRIEF
from memoircat.reports.hierarchy import Hierarchy, natural
from memoircat.reports.options import ReportOptions
from memoircat.reports.wording import date_words
from memoircat.search.reader import Reader

_MARK = "※1"  # of the note on a slip; there is at most one
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
    """The slip of the accession with `options.code`, or the slips of all accessions, each on a sheet of its own.

    Records that the audience may not see are left out; `Report.withheld` says how many. Raises NotFound for an unknown
    code, InputError for one of another record or of an accession in the trash, Cancelled where ``progress`` is asked to
    stop.
    """
    return _SlipBuilder(catalogue, options or ReportOptions(), progress or Progress()).report()


@dataclass(frozen=True, slots=True)
class _TopDocument:
    """A document of a list that lies in no other document of the list, with those that lie in it.

    ``item`` is the topmost document that it lies in, itself where it lies in none. ``pieces``: how many pieces it
    consists of. ``entries``: its own entry and those of the documents in it.
    """

    view: PublicView
    item: PublicView
    pieces: int
    entries: tuple[Entry, ...]


class _SlipBuilder:
    """Builds the slips of one report."""

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
        for accession in accessions:
            self.progress.step(done, total)
            sheets.extend(self._sheets(accession, named.get(accession, ())))
            done += 1 + len(named.get(accession, ()))
        self.progress.step(total, total)
        name = self.catalogue.setting("title") or self.catalogue.folder.path.stem
        return Report(
            title=self.options.title or words.SLIP.in_(self.language),
            subtitle=name,
            catalogue=name,
            day=self.records.day,
            language=self.language,
            totals=_together([sheet.totals for sheet in sheets]),
            sections=tuple(sheets),
            withheld=words.withheld_words(self.withheld, self.language),
            sheets=True,
            signatures=self._signatures(),
        )

    def _signatures(self) -> tuple[str, ...]:
        """Who signs; nobody on a slip for others than the staff, which does not name the donor."""
        signing = (words.DONOR, words.RECEIVED_BY) if self.records.staff else ()
        return tuple(label.in_(self.language) for label in signing)

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
        """The collections and documents that name an accession, by that accession."""
        where = {"accession": str(accessions[0])} if self.options.code is not None else {}
        named: dict[int, list[int]] = {}
        for code in HIERARCHY:
            for row in reader.iterate(Query(code, where), ["accession"]):
                if row["accession"] is not None:
                    named.setdefault(row["accession"], []).append(row["id"])
        return named

    # One slip --------------------------------------------------------------------------------------------------

    def _sheets(self, accession: int, named: Sequence[int]) -> list[Group]:
        """The slip of an accession; none where the accession may not be shown."""
        view = self.records.view(accession)
        if view is None:
            self.withheld += 1
            return []
        list_ = _ReceivedList(self, named)
        self.withheld += list_.withheld
        counted = list_.group.totals
        recorded = Totals(int(view.fields["units"] or 0), view.fields["pieces"])
        in_register = recorded.units or recorded.pieces is not None
        # The register counts records that are withheld here: then its numbers cannot be compared with theirs.
        lines, notes = self._counts(view, counted if list_.documents else None) if not list_.withheld else ([], [])
        return [
            Group(
                view.label,
                recorded if in_register else counted,
                view.code,
                lines=(*self._head(view), *(lines or self._recorded(view)), *self._text(view)),
                notes=tuple(notes),
                groups=(list_.group,) if list_.documents or list_.group.groups else (),
            )
        ]

    def _head(self, view: PublicView) -> list[Line]:
        """The lines that say when it was received, and from whom."""
        rows = [(words.RECEIVED, date_words(view.fields["received"], self.language) or "—")]
        if "donor" in view.fields:
            donor = view.label_of(view.fields["donor"]) or view.fields["donor_text"] or "—"
            rows.append((words.DONOR, donor))
        if view.fields.get("relation"):
            vocabularies = self.catalogue.vocabularies()
            relation = term_shown(vocabularies, "relation", view.fields["relation"], self.language)
            rows.append((words.RELATION, relation))
        return [Line(label.in_(self.language), text) for label, text in rows]

    def _text(self, view: PublicView) -> list[Line]:
        """The lines with the terms and the description."""
        fields = [field for field in view.type.fields if field.name in ("terms", "description")]
        shown = [field for field in fields if view.fields.get(field.name)]
        return [Line(field.label.in_(self.language), str(view.fields[field.name])) for field in shown]

    def _recorded(self, view: PublicView) -> list[Line]:
        """The line with the numbers in the accession register."""
        text = self._numbers(view.fields["units"], view.fields["pieces"]) or "—"
        return [Line(words.REGISTER.in_(self.language), text)]

    def _counts(self, view: PublicView, counted: Totals | None) -> tuple[list[Line], list[Note]]:
        """The numbers in the register and those of the records, and a note where they differ.

        ``counted``: the totals of the records; None where nothing is catalogued yet.
        """
        lines = self._recorded(view)
        label = words.REGISTERED.in_(self.language)
        if counted is None:
            return [*lines, Line(label, words.NONE_YET.in_(self.language))], []
        text = words.slip_words(counted, self.language)
        if not counted.units:
            text = words.bracketed(text, words.BY_PIECE.in_(self.language), self.language)
        units = (view.fields["units"], counted.units) if counted.units else (None, None)
        pieces = (view.fields["pieces"], counted.pieces)
        differing = [pair if None not in pair and pair[0] != pair[1] else (None, None) for pair in (units, pieces)]
        if differing == [(None, None)] * 2:
            return [*lines, Line(label, text)], []
        register, records = (self._close_up(self._numbers(*numbers)) for numbers in zip(*differing, strict=True))
        remark = words.DIFFERS.fill(register=register, records=records)
        return [*lines, Line(label, text, _MARK)], [Note(_MARK, remark.in_(self.language), ())]

    def _numbers(self, units: int | None, pieces: int | None) -> str:
        """3 件 11 点; without the numbers that are None."""
        numbers = [] if units is None else [words.slip_words(Totals(units), self.language)]
        numbers += [] if pieces is None else [words.pieces_words(pieces, self.language)]
        return (" " if self.language == "ja" else ", ").join(numbers)

    def _close_up(self, text: str) -> str:
        """Numbers as they are written within a sentence: in Japanese without spaces, 3件11点."""
        return text.replace(" ", "") if self.language == "ja" else text


class _ReceivedList:
    """What was received in one accession: collections as groups, documents as entries, pieces under their items.

    ``named`` are the records that name the accession; ``withheld`` counts those that may not be shown.
    """

    def __init__(self, builder: _SlipBuilder, named: Sequence[int]) -> None:
        self.builder = builder
        self.views = self._read(named)
        self.hierarchy = _hierarchy(self.views)
        shown = [self.views[record_id] for record_id in named if record_id in self.views]
        self.withheld = len(named) - len(shown)
        shown.sort(key=lambda view: natural(view.code))
        self.collections = [view for view in shown if view.type.code == "collection"]
        self.documents = self._top_documents([view for view in shown if view.type.code == "document"])
        self.group = self._group()

    def _read(self, named: Sequence[int]) -> dict[int, PublicView]:
        """The records and all that they lie in, by id."""
        views: dict[int, PublicView] = {}
        looked_at: set[int] = set()
        wanted = sorted(named)
        while wanted:
            looked_at.update(wanted)
            for run in chunks(wanted):
                views.update((view.id, view) for view in self.builder.records.views(run))
            parents = {view.fields["parent"] for view in views.values()} - {None}
            wanted = sorted(parents - looked_at)
        return views

    # Documents -------------------------------------------------------------------------------------------------

    def _top_documents(self, documents: Sequence[PublicView]) -> list[_TopDocument]:
        ids = {document.id for document in documents}
        below: dict[int | None, list[PublicView]] = {}
        for document in documents:
            holder = next((above for above in self.hierarchy.above(document.id) if above in ids), None)
            below.setdefault(holder, []).append(document)
        tops = [self._top_document(document, below) for document in below.get(None, [])]
        placed = {entry.code for top in tops for entry in top.entries}
        circling = [document for document in documents if document.code not in placed]
        return [*tops, *(self._top_document(document, {}) for document in circling)]

    def _top_document(self, top: PublicView, below: Mapping[int | None, Sequence[PublicView]]) -> _TopDocument:
        order: list[tuple[PublicView, int]] = []
        waiting = [(top, 0)]
        while waiting:
            document, depth = waiting.pop()
            order.append((document, depth))
            waiting.extend((inner, depth + 1) for inner in reversed(below.get(document.id, ())))
        counts: dict[int, int] = {}
        for document, _ in reversed(order):
            inner_pieces = sum(counts[inner.id] for inner in below.get(document.id, ()))
            counts[document.id] = max(int(document.fields["pieces"] or 0), inner_pieces) or 1
        entries = tuple(self._entry(document, depth, counts[document.id]) for document, depth in order)
        above = [self.views[record_id] for record_id in self.hierarchy.above(top.id)]
        items = [view for view in above if view.type.code == "document"]
        return _TopDocument(top, items[-1] if items else top, counts[top.id], entries)

    def _entry(self, view: PublicView, depth: int, pieces: int) -> Entry:
        date, extent, lines = self._measures(view)
        if depth:
            lines = (*lines, self._line(words.PIECES, words.pieces_words(pieces, self.builder.language)))
        counted = None if depth else pieces
        return Entry(view.code, view.label, date=date, extent=extent, pieces=counted, depth=depth, lines=lines)

    def _measures(self, view: PublicView) -> tuple[str, str, tuple[Line, ...]]:
        """Date and extent of a record in words, and the lines with them."""
        (name,) = view.type.dated_by
        field = view.type.field(name)
        date = date_words(view.fields[name], self.builder.language)
        extent = str(view.fields["extent"] or "")
        rows = ((field.label if field else words.DATES, date), (words.EXTENT, extent))
        return date, extent, tuple(self._line(label, text) for label, text in rows if text)

    def _line(self, label: Label, text: str) -> Line:
        return Line(label.in_(self.builder.language), text, brief=len(text) <= BRIEF)

    # Arranging -------------------------------------------------------------------------------------------------

    def _group(self) -> Group:
        """The whole list: first the documents that lie in none of the collections received, then the collections."""
        among = {collection.id for collection in self.collections}
        homes: dict[int | None, list[_TopDocument]] = {}
        for document in self.documents:
            home = next((above for above in self.hierarchy.above(document.view.id) if above in among), None)
            homes.setdefault(home, []).append(document)
        children = self.hierarchy.children(among)
        groups = [self._collection(root, homes, children)[0] for root in self.hierarchy.roots(among)]
        loose = tuple(entry for document in homes.get(None, []) for entry in document.entries)
        title = words.RECEIVED_ITEMS.in_(self.builder.language)
        return Group(title, self._totals(self.documents), entries=loose, groups=tuple(groups))

    def _collection(
        self, collection: int, homes: Mapping[int | None, list[_TopDocument]], children: Mapping[int, list[int]]
    ) -> tuple[Group, list[_TopDocument]]:
        """The group of a collection, and all documents in it and in the collections below."""
        view = self.views[collection]
        own = homes.get(collection, [])
        inner = [self._collection(child, homes, children) for child in children.get(collection, ())]
        documents = [*own, *(document for _, below in inner for document in below)]
        vocabularies = self.builder.catalogue.vocabularies()
        group = Group(
            view.label,
            self._totals(documents),
            view.code,
            term_shown(vocabularies, "collection_level", view.fields["level"], self.builder.language),
            lines=self._measures(view)[2],
            entries=tuple(entry for document in own for entry in document.entries),
            groups=tuple(group for group, _ in inner),
        )
        return group, documents

    def _totals(self, documents: Sequence[_TopDocument]) -> Totals:
        items = {document.item.id for document in documents}
        loose_pieces = any(document.item.fields["level"] == "piece" for document in documents)
        return Totals(0 if loose_pieces else len(items), sum(document.pieces for document in documents))


def _hierarchy(views: Mapping[int, PublicView]) -> Hierarchy:
    ordered = sorted(views.values(), key=lambda view: natural(view.code))
    collections = tuple(view.id for view in ordered if view.type.code == "collection")
    return Hierarchy({view.id: view.fields["parent"] for view in ordered}, collections, frozenset(collections))


def _together(totals: Sequence[Totals]) -> Totals:
    """The sum of the slips; only of the pieces where one of the slips does not know its number of items."""
    items_unknown = any(slip.pieces and not slip.units for slip in totals)
    added = sum(totals, Totals())
    return replace(added, units=0) if items_unknown else added

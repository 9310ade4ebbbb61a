"""The catalogue report (目録, a finding aid): which records it has, for whom, in which order, under which headings.

Collections and documents are described from the general to the specific, as ISAD(G) 2.1 asks for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.content import chunks
from memoircat.catalogue.list_columns import columns_of
from memoircat.catalogue.public import PublicRecords, PublicView
from memoircat.catalogue.query import Query, Where
from memoircat.jobs import Progress
from memoircat.messages import Label
from memoircat.options import option
from memoircat.records.registry import HIERARCHY, RECORD_TYPES, record_type
from memoircat.records.values import term_shown
from memoircat.reports import words
from memoircat.reports.content import Entry, Group, Report, Totals
from memoircat.reports.entry import EntryMaker
from memoircat.reports.headings import Grouping, Heading, Headings
from memoircat.reports.hierarchy import Hierarchy, ancestors, natural, read_hierarchy
from memoircat.reports.options import ReportOptions
from memoircat.search.reader import Reader


@dataclass(frozen=True, slots=True)
class _HeadedEntry:
    """The entry of a record, and the heading that it belongs under."""

    id: int
    entry: Entry
    heading: Heading


GROUPINGS: tuple[tuple[Grouping, Label], ...] = (
    ("hierarchy", Label("所属の順", "By hierarchy", "По иерархии")),
    ("year", Label("年ごと", "By year", "По годам")),
    ("type", Label("種別ごと", "By type", "По видам")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueOptions(ReportOptions):
    """Which records a catalogue has, and in which order.

    ``types``: only records of these types; of all types where empty. ``where``: what columns must hold, as in lists;
    types without such a column are left out. ``everyone``: also recorded people who are members of an identified one.
    ``words``: only records that hold them, in the texts of ``place`` (see `catalogue.query.Query`). ``group``: the
    order and headings of documents; by year, those of every type that has dates.
    """

    types: tuple[str, ...] = option(
        Label("種類", "Types", "Виды"), default=(), flag="type", many=True, help="Only records of these types."
    )
    where: Where = option(Label("絞り込み", "Filters", "Фильтры"), default={}, many=True, pairs=True)
    group: Grouping = option(Label("並べ方", "Order", "Порядок"), default="hierarchy", choices=GROUPINGS, asked=True)
    everyone: bool = False
    words: str = ""
    place: str = ""


class _Kind:
    code = "catalogue"
    label = Label("目録", "Catalogue", "Каталог")
    options = CatalogueOptions
    about = None

    def build(self, catalogue: Catalogue, options: CatalogueOptions, progress: Progress) -> Report:
        return catalogue_report(catalogue, options, progress)


KIND = _Kind()


def catalogue_report(
    catalogue: Catalogue, options: CatalogueOptions | None = None, progress: Progress | None = None
) -> Report:
    """The finding aid of a catalogue or of a part of it.

    Records that the audience may not see are left out, with all that lies in them; `Report.withheld` says how many.
    Raises NotFound for an unknown code, type or column, Cancelled where ``progress`` is asked to stop.
    """
    return _CatalogueBuilder(catalogue, options or CatalogueOptions(), progress or Progress()).report()


class _CatalogueBuilder:
    """Builds one report: what all of its steps need, and the steps."""

    def __init__(self, catalogue: Catalogue, options: CatalogueOptions, progress: Progress) -> None:
        self.catalogue = catalogue
        self.options = options
        self.progress = progress
        self.language = options.language
        self.records = PublicRecords(catalogue, options.audience, options.day)
        self.headings = Headings(options.language, catalogue.vocabularies(), options.group)
        self.root_id = catalogue.find(options.code) if options.code else None
        self.root = self.records.view(self.root_id) if self.root_id is not None else None
        with Reader.open(catalogue.folder.path) as reader:
            self.hierarchy: Hierarchy = read_hierarchy(reader)
            self.chosen = self._chosen(reader)
        self.withheld = 0
        self.done = 0
        self.total = 0

    def report(self) -> Report:
        """Read the records that were chosen, and arrange them in sections."""
        chosen = self.chosen
        self.total = sum(map(len, chosen.values()))
        sections = []
        if any(code in chosen for code in HIERARCHY):
            sections.append(self._collections(chosen))
        for code in chosen:
            if code not in HIERARCHY:
                sections.append(self._flat(code, self._headed_entries(code, chosen[code])))
        name = self.catalogue.setting("title") or self.catalogue.folder.path.stem
        shown = [section for section in sections if section.totals.units]
        return Report(
            title=self.options.title or _titled(name).in_(self.language),
            subtitle=f"{self.root.code}　{self.root.label}" if self.root else "",
            catalogue=name,
            day=self.records.day,
            language=self.language,
            totals=sum((section.totals for section in shown), Totals()),
            sections=tuple(shown),
            withheld=words.withheld_words(self.withheld, self.language),
        )

    # Choosing --------------------------------------------------------------------------------------------------

    def _chosen(self, reader: Reader) -> dict[str, list[int]]:
        """The ids of the records asked for, by type, in order."""
        below = self._below(reader)
        chosen = {}
        for code in self._types():
            ids = [record_id for record_id in reader.ids(self._query(code)) if below is None or record_id in below]
            if ids:
                chosen[code] = ids
        return chosen

    def _query(self, code: str) -> Query:
        options = self.options
        return Query(
            code,
            options.where,
            RECORD_TYPES[code].sorted_by,
            everyone=options.everyone or self.root_id is not None,
            words=options.words,
            place=options.place,
        )

    def _types(self) -> list[str]:
        asked = [record_type(code).code for code in self.options.types] or list(RECORD_TYPES)
        fitting = [code for code in asked if set(self.options.where) <= _columns(code)]
        # Where none has the columns, the list of the first one raises the error that names its columns.
        return sorted(fitting or asked[:1], key=lambda code: RECORD_TYPES[code].order)

    def _below(self, reader: Reader) -> set[int] | None:
        """The record that the report is about, and all that lies in it; None where it is about the whole catalogue."""
        if self.root_id is None:
            return None
        return self.hierarchy.below(self.root_id) if reader.type_of(self.root_id) in HIERARCHY else {self.root_id}

    # Reading ---------------------------------------------------------------------------------------------------

    def _headed_entries(self, code: str, ids: Sequence[int]) -> list[_HeadedEntry]:
        """The entries of the records that may be shown; the others are counted in `withheld`."""
        maker = self._maker(code)
        entries = []
        for run in chunks(ids):
            self.progress.step(self.done, self.total)
            views = self.records.views(run)
            entries += [_HeadedEntry(view.id, maker.entry(view), self.headings.of(view)) for view in views]
            self.withheld += len(run) - len(views)
            self.done += len(run)
        self.progress.step(self.done, self.total)
        return entries

    def _maker(self, code: str) -> EntryMaker:
        left_out = {self.headings.field_of(RECORD_TYPES[code]) or "", "kind" if code == "person" else ""}
        if code in HIERARCHY and self.options.group == "hierarchy":
            left_out.add("parent")
        return EntryMaker(self.language, self.catalogue.vocabularies(), left_out, self.root_id)

    # Arranging -------------------------------------------------------------------------------------------------

    def _flat(self, code: str, entries: Sequence[_HeadedEntry]) -> Group:
        """A section of entries under headings, without any hierarchy; under a heading, in the order of the list."""
        return self._headed(RECORD_TYPES[code].label.in_(self.language), entries)

    def _headed(self, title: str, headed: Sequence[_HeadedEntry]) -> Group:
        by_heading: dict[Heading, list[Entry]] = {}
        for one in headed:
            by_heading.setdefault(one.heading, []).append(one.entry)
        groups = [
            Group(heading.title, _sum(entries), entries=tuple(entries))
            for heading, entries in sorted(by_heading.items(), key=lambda item: item[0])
        ]
        bare = tuple(entry for group in groups if not group.title for entry in group.entries)
        titled = tuple(group for group in groups if group.title)
        return Group(title, _sum([one.entry for one in headed]), entries=bare, groups=titled)

    def _collections(self, chosen: Mapping[str, Sequence[int]]) -> Group:
        """The section of collections and documents: in their hierarchy, or the documents alone under headings."""
        documents = self._headed_entries("document", chosen.get("document", ()))
        documents.sort(key=lambda document: natural(document.entry.code))
        asked = list(chosen.get("collection", ()))
        visible = self.records.visible(asked)
        self.withheld += len(asked) - len(visible)
        counting = not documents
        if self.options.group != "hierarchy" and not counting:
            return self._under_root(self._headed(RECORD_TYPES["document"].label.in_(self.language), documents))
        tree = _Tree(self, documents, visible, counting=counting)
        return tree.section()

    def _under_root(self, section: Group) -> Group:
        """A section of documents under headings; in a report about one collection, with its description."""
        root = self.root
        if root is None or root.type.code != "collection":
            return section
        return replace(
            self.collection_group(root), totals=section.totals, entries=section.entries, groups=section.groups
        )

    def collection_group(self, view: PublicView) -> Group:
        """The title and the description of a collection, without what lies in it."""
        lines, notes = self._maker("collection").described(view)
        level = term_shown(self.catalogue.vocabularies(), "collection_level", view.fields["level"], self.language)
        return Group(view.label, Totals(), view.code, level, view.reading, lines, notes)


class _Tree:
    """Collections as groups within groups, with the documents that lie in each.

    ``asked``: the collections that the report was asked for. ``counting``: the report has no documents, or none that
    may be shown, and its totals count collections.
    """

    def __init__(
        self,
        builder: _CatalogueBuilder,
        documents: Sequence[_HeadedEntry],
        asked: Collection[int],
        *,
        counting: bool,
    ) -> None:
        self.builder = builder
        self.counting = counting
        self.asked = set(asked)
        hierarchy = builder.hierarchy
        self.documents: dict[int | None, list[_HeadedEntry]] = {}  # by the nearest collection above
        for document in documents:
            self.documents.setdefault(hierarchy.home(document.id), []).append(document)
        homes = {home for home in self.documents if home is not None}
        shown = self.asked | homes | (ancestors(hierarchy, self.asked | homes) & set(hierarchy.collections))
        shown = self._below_root(shown)
        self.roots = hierarchy.roots(shown)
        self.children = hierarchy.children(shown)
        self.views = {view.id: view for run in chunks(sorted(shown)) for view in builder.records.views(run)}

    def _below_root(self, shown: set[int]) -> set[int]:
        """These collections without those above the record that the report is about."""
        root = self.builder.root_id
        return shown & self.builder.hierarchy.below(root) if root is not None else shown

    def section(self) -> Group:
        """The section of collections and documents."""
        groups = [self._group(root) for root in self.roots]
        homeless = [one for home, documents in self.documents.items() if home not in self.views for one in documents]
        loose = self._nested(homeless)
        language = self.builder.language
        title = RECORD_TYPES["document"].label if not groups else words.COLLECTIONS
        if loose and groups:
            groups.append(Group(words.OUTSIDE.in_(language), _sum(loose), entries=tuple(loose)))
            loose = []
        return Group(title.in_(language), self._totals(loose, groups), entries=tuple(loose), groups=tuple(groups))

    def _group(self, collection: int) -> Group:
        view = self.views[collection]
        entries = self._nested(self.documents.get(collection, []))
        groups = [self._group(child) for child in self.children.get(collection, ())]
        own = Totals(int(self.counting and collection in self.asked))
        return replace(
            self.builder.collection_group(view),
            totals=own + self._totals(entries, groups),
            entries=tuple(entries),
            groups=tuple(sorted(groups, key=lambda group: natural(group.code))),
        )

    def _totals(self, entries: Sequence[Entry], groups: Sequence[Group]) -> Totals:
        nothing = Totals(0, None if self.counting else 0)
        return sum((group.totals for group in groups), _sum(entries)) + nothing

    def _nested(self, documents: Sequence[_HeadedEntry]) -> list[Entry]:
        """The entries of documents in the order of their codes, pieces directly under the item that they belong to."""
        ids = {document.id for document in documents}
        parents = self.builder.hierarchy.parents
        below: dict[int | None, list[_HeadedEntry]] = {}
        for document in documents:
            parent = parents.get(document.id)
            below.setdefault(parent if parent in ids else None, []).append(document)
        entries: list[Entry] = []
        placed: set[int] = set()
        waiting = [(document, 0) for document in reversed(below.get(None, []))]
        while waiting:
            document, depth = waiting.pop()
            placed.add(document.id)
            entries.append(replace(document.entry, depth=depth))
            waiting.extend((piece, depth + 1) for piece in reversed(below.get(document.id, [])))
        # What is not placed lies in a circle of parents.
        return [*entries, *(document.entry for document in documents if document.id not in placed)]


def _titled(name: str) -> Label:
    """The title of the report; 目録 at the end of the catalogue's name is not repeated."""
    return words.CATALOGUE.fill(title=name.removesuffix("目録").rstrip() or name)


def _sum(entries: Sequence[Entry]) -> Totals:
    return sum((entry.totals for entry in entries), Totals())


def _columns(type_code: str) -> set[str]:
    return {column.name for column in columns_of(type_code)} | {"access", "attention"}

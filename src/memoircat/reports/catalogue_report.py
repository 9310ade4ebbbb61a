"""The catalogue report (目録, a finding aid): which records, for whom, in which order, under which headings."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from memoircat.catalogue.catalogue import Catalogue
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
from memoircat.reports.hierarchy import Hierarchy, ancestors, read_hierarchy
from memoircat.reports.options import ReportOptions
from memoircat.search.reader import Reader

_RUN = 500


@dataclass(frozen=True, slots=True)
class _Made:
    """A record made ready: its entry and the heading it belongs under."""

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

    ``types``: record types, all that have records where empty. ``where`` compares columns as lists do; types without
    such a column are left out. ``everyone``: those that lists leave out too. ``words``: only records that hold them, in
    the texts of ``place``. ``group``: how documents (by year: everything that has a date) are arranged.
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
    """The finding aid of a catalogue or a part of it.

    Records that the audience may not see are left out, and so is all that lies in them; `Report.withheld` counts them.
    Raises NotFound for a code, a type or a column that is not there.
    """
    return _Work(catalogue, options or CatalogueOptions(), progress or Progress()).report()


class _Work:
    """One run: the pieces that every step needs."""

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
        """Read what was chosen, and arrange it."""
        chosen = self.chosen
        self.total = sum(map(len, chosen.values()))
        sections = []
        if any(code in chosen for code in HIERARCHY):
            sections.append(self._collections(chosen))
        for code in chosen:
            if code not in HIERARCHY:
                sections.append(self._flat(code, self._made(code, chosen[code])))
        name = self.catalogue.setting("title") or self.catalogue.folder.path.stem
        shown = [each for each in sections if each.totals.units]
        return Report(
            title=self.options.title or _titled(name).in_(self.language),
            subtitle=f"{self.root.code}　{self.root.label}" if self.root else "",
            catalogue=name,
            day=self.records.day,
            language=self.language,
            totals=sum((each.totals for each in shown), Totals()),
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
        return sorted(
            fitting or asked[:1], key=lambda code: RECORD_TYPES[code].order
        )  # none fits: the list itself says which columns there are

    def _below(self, reader: Reader) -> set[int] | None:
        """The record that the report is on and all that lies in it; None for a report on everything."""
        if self.root_id is None:
            return None
        return self.hierarchy.below(self.root_id) if reader.type_of(self.root_id) in HIERARCHY else {self.root_id}

    # Reading ---------------------------------------------------------------------------------------------------

    def _made(self, code: str, ids: Sequence[int]) -> list[_Made]:
        """The entries of the records that may be shown; the others are counted."""
        maker = self._maker(code)
        made = []
        for run in runs(ids):
            self.progress.step(self.done, self.total)
            views = self.records.views(run)
            made += [_Made(view.id, maker.entry(view), self.headings.of(view)) for view in views]
            self.withheld += len(run) - len(views)
            self.done += len(run)
        self.progress.step(self.done, self.total)
        return made

    def _maker(self, code: str) -> EntryMaker:
        left_out = {self.headings.field_of(RECORD_TYPES[code]) or "", "kind" if code == "person" else ""}
        if code in HIERARCHY and self.options.group == "hierarchy":
            left_out.add("parent")
        return EntryMaker(self.language, self.catalogue.vocabularies(), left_out, self.root_id)

    # Arranging -------------------------------------------------------------------------------------------------

    def _flat(self, code: str, made: Sequence[_Made]) -> Group:
        """A section whose entries stand under headings, in the order of the list."""
        return self._headed(RECORD_TYPES[code].label.in_(self.language), made)

    def _headed(self, title: str, made: Sequence[_Made]) -> Group:
        by_heading: dict[Heading, list[Entry]] = {}
        for each in made:
            by_heading.setdefault(each.heading, []).append(each.entry)
        groups = [
            Group(heading.title, _sum(entries), entries=tuple(entries))
            for heading, entries in sorted(by_heading.items(), key=lambda item: item[0])
        ]
        bare = tuple(entry for group in groups if not group.title for entry in group.entries)
        titled = tuple(group for group in groups if group.title)
        return Group(title, _sum([each.entry for each in made]), entries=bare, groups=titled)

    def _collections(self, chosen: Mapping[str, Sequence[int]]) -> Group:
        """The section of collections and documents: by parent, or documents under headings."""
        documents = self._made("document", chosen.get("document", ()))
        documents.sort(key=lambda each: natural(each.entry.code))
        asked = list(chosen.get("collection", ()))
        visible = self.records.visible(asked)
        self.withheld += len(asked) - len(visible)
        counting = "document" not in chosen
        if self.options.group != "hierarchy" and not counting:
            return self._under_root(self._headed(RECORD_TYPES["document"].label.in_(self.language), documents))
        tree = _Tree(self, documents, visible, counting=counting)
        return tree.section()

    def _under_root(self, section: Group) -> Group:
        """A section of documents by year or kind; of one collection, it bears that collection's own heading."""
        root = self.root
        if root is None or root.type.code != "collection":
            return section
        return replace(
            self.collection_group(root), totals=section.totals, entries=section.entries, groups=section.groups
        )

    def collection_group(self, view: PublicView) -> Group:
        """The heading and the description of a collection, without what lies in it."""
        lines, notes = self._maker("collection").described(view)
        level = term_shown(self.catalogue.vocabularies(), "collection_level", view.fields["level"], self.language)
        return Group(view.label, Totals(), view.code, level, view.reading, lines, notes)


class _Tree:
    """Collections as groups within groups, with the documents that lie in each.

    ``counting``: there are no documents in the report, and the totals count collections.
    """

    def __init__(self, work: _Work, documents: Sequence[_Made], asked: Collection[int], *, counting: bool) -> None:
        self.work = work
        self.counting = counting
        self.asked = set(asked)
        self.documents: dict[int | None, list[_Made]] = {}
        for each in documents:
            self.documents.setdefault(work.hierarchy.home(each.id), []).append(each)
        homes = {each for each in self.documents if each is not None}
        shown = self.asked | homes | (ancestors(work.hierarchy, self.asked | homes) & set(work.hierarchy.collections))
        shown = self._below_root(shown)
        self.roots = work.hierarchy.roots(shown)
        self.children = work.hierarchy.children(shown)
        self.views = {view.id: view for run in runs(sorted(shown)) for view in work.records.views(run)}

    def _below_root(self, shown: set[int]) -> set[int]:
        """Of a report on one subtree, nothing above its root."""
        root = self.work.root_id
        return shown & self.work.hierarchy.below(root) if root is not None else shown

    def section(self) -> Group:
        """The section."""
        groups = [self._group(each) for each in self.roots]
        homeless = [each for home, made in self.documents.items() if home not in self.views for each in made]
        loose = self._nested(homeless)
        language = self.work.language
        title = RECORD_TYPES["document"].label if not groups else words.COLLECTIONS
        if loose and groups:
            groups.append(Group(words.OUTSIDE.in_(language), _sum(loose), entries=tuple(loose)))
            loose = []
        return Group(title.in_(language), self._totals(loose, groups), entries=tuple(loose), groups=tuple(groups))

    def _group(self, collection: int) -> Group:
        view = self.views[collection]
        entries = self._nested(self.documents.get(collection, []))
        groups = [self._group(each) for each in self.children.get(collection, ())]
        own = Totals(int(self.counting and collection in self.asked))
        return replace(
            self.work.collection_group(view),
            totals=own + self._totals(entries, groups),
            entries=tuple(entries),
            groups=tuple(sorted(groups, key=lambda each: natural(each.code))),
        )

    def _totals(self, entries: Sequence[Entry], groups: Sequence[Group]) -> Totals:
        nothing = Totals(0, None if self.counting else 0)
        return sum((each.totals for each in groups), _sum(entries)) + nothing

    def _nested(self, made: Sequence[_Made]) -> list[Entry]:
        """Documents in the order of their codes, pieces right under the item they belong to."""
        ids = {each.id for each in made}
        parents = self.work.hierarchy.parents
        below: dict[int | None, list[_Made]] = {}
        for each in made:
            parent = parents.get(each.id)
            below.setdefault(parent if parent in ids else None, []).append(each)
        found: list[Entry] = []
        placed: set[int] = set()
        waiting = [(each, 0) for each in reversed(below.get(None, []))]
        while waiting:
            each, depth = waiting.pop()
            placed.add(each.id)
            found.append(replace(each.entry, depth=depth))
            waiting.extend((inner, depth + 1) for inner in reversed(below.get(each.id, [])))
        return [*found, *(each.entry for each in made if each.id not in placed)]


def _titled(name: str) -> Label:
    """The title of the report; a catalogue that is called 目録 is not called so twice."""
    return words.CATALOGUE.fill(title=name.removesuffix("目録").rstrip() or name)


def natural(code: str) -> list[tuple[int, str]]:
    """A key that puts B-2 before B-10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", code) if part]


def _sum(entries: Sequence[Entry]) -> Totals:
    return sum((each.totals for each in entries), Totals())


def runs(ids: Sequence[int]) -> list[Sequence[int]]:
    """The ids in lots that one reading can hold."""
    return [ids[start : start + _RUN] for start in range(0, len(ids), _RUN)]


def _columns(type_code: str) -> set[str]:
    return {each.name for each in columns_of(type_code)} | {"access", "attention"}

"""The catalogue report (目録, a finding aid): which records, for whom, in which order, under which headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from memoircat.catalogue import access, listing
from memoircat.catalogue.access import Gate
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.list_columns import columns_of
from memoircat.catalogue.listing import Query
from memoircat.catalogue.sight import Sight
from memoircat.catalogue.views import RecordView
from memoircat.jobs import Progress
from memoircat.messages import Label
from memoircat.records.registry import RECORD_TYPES, record_type
from memoircat.records.values import term_shown
from memoircat.reports import words
from memoircat.reports.content import Entry, Group, Report, Totals
from memoircat.reports.entry import EntryMaker
from memoircat.reports.headings import Heading, Headings
from memoircat.reports.hierarchy import LEVELS, Hierarchy, ancestors, read_hierarchy
from memoircat.reports.options import ReportOptions
from memoircat.search.words import narrowed

ORDER = (
    "collection", "document", "memoir", "person", "place", "voyage", "source", "organisation", "topic", "accession",
)  # fmt: skip
_SORTED_BY = {"collection": "code", "document": "code", "accession": "code", "voyage": "departed"}
_RUN = 500


@dataclass(frozen=True, slots=True)
class _Made:
    """A record made ready: its entry and the heading it belongs under."""

    id: int
    entry: Entry
    heading: Heading


def catalogue_report(
    catalogue: Catalogue, options: ReportOptions | None = None, progress: Progress | None = None
) -> Report:
    """The finding aid of a catalogue or a part of it.

    Records that the audience may not see are left out, and so is all that lies in them; `Report.withheld` counts them.
    Raises NotFound for a code, a type or a column that is not there.
    """
    return _Work(catalogue, options or ReportOptions(), progress or Progress()).report()


class _Work:
    """One run: the pieces that every step needs."""

    def __init__(self, catalogue: Catalogue, options: ReportOptions, progress: Progress) -> None:
        self.catalogue = catalogue
        self.options = options
        self.progress = progress
        self.language = options.language
        self.day = options.day or access.today()
        self.sight = Sight(catalogue, Gate(options.audience, self.day))
        self.headings = Headings(options.language, catalogue.vocabularies(), options.group)
        self.hierarchy: Hierarchy = read_hierarchy(catalogue)
        self.closed: set[int] = set()
        self.root = catalogue.get(options.code) if options.code else None
        self.withheld = 0
        self.done = 0
        self.total = 0

    def report(self) -> Report:
        """Choose, read, arrange."""
        root = self.root
        chosen = self._chosen(root)
        self.total = sum(map(len, chosen.values()))
        self._close(chosen)
        sections = []
        if any(each in chosen for each in LEVELS):
            sections.append(self._collections(chosen))
        for code in ORDER:
            if code in chosen and code not in LEVELS:
                sections.append(self._flat(code, self._made(code, chosen[code])))
        name = self.catalogue.setting("title") or self.catalogue.folder.path.stem
        shown = [each for each in sections if each.totals.units]
        return Report(
            title=self.options.title or _titled(name).in_(self.language),
            subtitle=self._subtitle(root),
            catalogue=name,
            day=self.day,
            language=self.language,
            totals=sum((each.totals for each in shown), Totals()),
            sections=tuple(shown),
            withheld=words.withheld_words(self.withheld, self.language),
        )

    def _subtitle(self, root: RecordView | None) -> str:
        if root is None:
            return ""
        self.sight.learn([root])
        return f"{root.code}　{self.sight.title(root)}" if self._open(root) else ""

    # Choosing --------------------------------------------------------------------------------------------------

    def _chosen(self, root: RecordView | None) -> dict[str, list[int]]:
        """The ids of the records asked for, by type, in order."""
        below = self._below(root)
        found = {}
        reader = self.catalogue.raw_reader()
        try:
            for code in self._types():
                ids = [
                    each
                    for each in listing.row_ids(reader, narrowed(reader, self._query(code, root)))
                    if below is None or each in below
                ]
                if ids:
                    found[code] = ids
        finally:
            reader.close()
        return found

    def _query(self, code: str, root: RecordView | None) -> Query:
        options = self.options
        everyone = options.everyone or root is not None
        return Query(
            code, options.where, _SORTED_BY.get(code), everyone=everyone, words=options.words, place=options.place
        )

    def _types(self) -> list[str]:
        asked = [record_type(each).code for each in self.options.types] or list(RECORD_TYPES)
        fitting = [each for each in asked if set(self.options.where) <= _columns(each)]
        return sorted(fitting or asked[:1], key=ORDER.index)  # none fits: the list itself says which columns there are

    def _below(self, root: RecordView | None) -> set[int] | None:
        if root is None:
            return None
        return self.hierarchy.below(root.id) if root.type.code in LEVELS else {root.id}

    def _close(self, chosen: Mapping[str, Sequence[int]]) -> None:
        """Find out which collections and documents above the chosen ones are closed."""
        among = [each for code in LEVELS for each in chosen.get(code, ())]
        wanted = sorted(ancestors(self.hierarchy, among) | set(chosen.get("collection", ())))
        for run in runs(wanted):
            self.closed.update(each.id for each in self.catalogue.views(run) if not self.sight.record(each))

    def _open(self, view: RecordView) -> bool:
        return self.sight.record(view) and not any(each in self.closed for each in self.hierarchy.above(view.id))

    # Reading ---------------------------------------------------------------------------------------------------

    def _made(self, code: str, ids: Sequence[int]) -> list[_Made]:
        """The entries of the records that may be shown; the others are counted."""
        maker = self._maker(code)
        made = []
        for run in runs(ids):
            self.progress.step(self.done, self.total)
            views = self.catalogue.views(run)
            self.sight.learn(views)
            for view in views:
                if self._open(view):
                    entry = maker.entry(view)
                    made.append(_Made(view.id, entry, self.headings.of(view, self.sight.reading(view))))
                else:
                    self.withheld += 1
            self.done += len(run)
        self.progress.step(self.done, self.total)
        return made

    def _maker(self, code: str) -> EntryMaker:
        left_out = {self.headings.field_of(code) or "", "kind" if code == "person" else ""}
        if code in LEVELS and self.options.group == "hierarchy":
            left_out.add("parent")
        root = self.root.id if self.root else None
        return EntryMaker(self.sight, self.language, self.catalogue.vocabularies(), left_out, root)

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
        hidden = [each for each in asked if self._hidden(each)]
        self.withheld += len(hidden)
        counting = "document" not in chosen
        if self.options.group != "hierarchy" and not counting:
            return self._under_root(self._headed(RECORD_TYPES["document"].label.in_(self.language), documents))
        tree = _Tree(self, documents, [each for each in asked if each not in set(hidden)], counting=counting)
        return tree.section()

    def _under_root(self, section: Group) -> Group:
        """A section of documents by year or kind; of one collection, it bears that collection's own heading."""
        root = self.root
        if root is None or root.type.code != "collection" or not self._open(root):
            return section
        return replace(
            self.collection_group(root), totals=section.totals, entries=section.entries, groups=section.groups
        )

    def collection_group(self, view: RecordView) -> Group:
        """The heading and the description of a collection, without what lies in it."""
        lines, notes = self._maker("collection").described(view)
        level = term_shown(self.catalogue.vocabularies(), "collection_level", view.fields["level"], self.language)
        title, reading = self.sight.title(view), self.sight.reading(view)
        return Group(title, Totals(), view.code, level, reading, lines, notes)

    def _hidden(self, collection: int) -> bool:
        return collection in self.closed or any(each in self.closed for each in self.hierarchy.above(collection))


class _Tree:
    """Collections as groups within groups, with the documents that lie in each.

    ``counting``: there are no documents in the report, and the totals count collections.
    """

    def __init__(self, work: _Work, documents: Sequence[_Made], asked: Sequence[int], *, counting: bool) -> None:
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
        self.views = {each.id: each for run in runs(sorted(shown)) for each in work.catalogue.views(run)}
        work.sight.learn(list(self.views.values()))

    def _below_root(self, shown: set[int]) -> set[int]:
        """Of a report on one subtree, nothing above its root."""
        root = self.work.root
        return shown & self.work.hierarchy.below(root.id) if root else shown

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

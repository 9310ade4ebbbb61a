"""Fast reading: lists, the tree, words and people, on a connection of its own.

It works without SQLAlchemy, which takes longer to import than the first list to show. Only `search` and `catalogue` use
the driver's connection; the window and the command line use a `Reader`.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memoircat.catalogue import copies, drafts, full_copies, hierarchy, kept, listing, storage, term_places
from memoircat.catalogue.drafts import Draft
from memoircat.catalogue.hierarchy import Branch
from memoircat.catalogue.kept import SavedSearch
from memoircat.catalogue.query import Query
from memoircat.catalogue.telling import telling, tells_trouble
from memoircat.records.vocabularies import Term
from memoircat.search import words
from memoircat.search.words import Filters, Page

if TYPE_CHECKING:  # the first list does not wait for the search by name
    from memoircat.search.people import PeopleFinder

Counted = dict[str, list[tuple[str, int]]]  # column → its values, each with the number of records


@tells_trouble
class Reader:
    """Reads one catalogue as it is at the moment of each question. For one thread at a time; any may `interrupt`."""

    def __init__(self, connection: storage.Connection) -> None:
        self._connection = connection
        self._people: PeopleFinder | None = None

    @classmethod
    def open(cls, catalogue: Path) -> Reader:
        """A reader of the catalogue in this folder.

        Raises NotACatalogue where there is none, or one of a newer program; OlderCatalogue for one of an older schema.
        It and every question raise Damaged, EnvironmentError_ or Cancelled where SQLite refuses: see `telling`.
        """
        with telling(catalogue / "catalogue.db"):
            return cls(storage.open_for_reading(catalogue))

    def interrupt(self) -> None:
        """Stop the question under way in another thread: it ends there with Cancelled."""
        self._connection.interrupt()

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    # Lists -------------------------------------------------------------------------------------------------------

    def ids(self, query: Query, limit: int | None = None, offset: int = 0) -> array[int]:
        """The ids of a list, in its order, as an array of 64-bit integers.

        Raises NotFound for an unknown column and InputError for an invalid range, as do all methods that take a query.
        """
        return listing.row_ids(self._connection, query, limit, offset, words.words_condition(self._connection, query))

    def rows(self, type_code: str, ids: Sequence[int], columns: Sequence[str]) -> list[dict[str, Any]]:
        """The rows of these ids in their order: id, attention, access, and the columns by name."""
        return listing.rows(self._connection, type_code, ids, columns)

    def iterate(self, query: Query, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
        """All rows of a list, read in runs."""
        condition = words.words_condition(self._connection, query)
        yield from listing.iterate(self._connection, query, columns, holding=condition)

    def count(self, query: Query) -> int:
        """How many rows a list has."""
        return listing.count(self._connection, query, words.words_condition(self._connection, query))

    def pieces(self, query: Query) -> int:
        """How many pieces (点) the documents of a list are."""
        return listing.pieces(self._connection, query, words.words_condition(self._connection, query))

    def facets(self, query: Query, longest: int = 12) -> Counted:
        """The values of each facet of a list, the most frequent first; "" counts the rows without one."""
        return listing.facets(self._connection, query, longest, words.words_condition(self._connection, query))

    def membership(self, query: Query, ids: Sequence[int]) -> dict[int, Any]:
        """Which of ``ids`` belong to a list, each with the value it is sorted by."""
        return listing.membership(self._connection, query, ids, words.words_condition(self._connection, query))

    def is_indexed(self, query: Query) -> bool:
        """Whether the first rows of a list come from an index, however long it is."""
        return listing.is_indexed(self._connection, query)

    def upper_bound(self) -> int:
        """An upper bound of the length of any list, without counting: the highest record id."""
        return listing.most(self._connection)

    def totals(self) -> dict[str, int]:
        """The number of rows in the list of every type."""
        return listing.totals(self._connection)

    # Single facts --------------------------------------------------------------------------------------------------

    def look_up(self, types: Sequence[str], text: str, limit: int) -> list[tuple[int, str, str]]:
        """Records whose code or label begins with or contains ``text``: id, code, label. Without a text, the first."""
        return listing.look_up(self._connection, types, text, limit)

    def labels(self, ids: Sequence[int]) -> dict[int, str]:
        """Code and label of these records, in the trash or not."""
        return listing.names_of(self._connection, ids)

    def type_of(self, record_id: int) -> str | None:
        """The type of a record, in the trash or not; None where there is none."""
        return listing.type_of(self._connection, record_id)

    def tags(self) -> list[str]:
        """The tags of records that stand, the most frequent first, 1000 at most."""
        return listing.tags(self._connection)

    def terms(self) -> list[Term]:
        """The terms of all vocabularies in their order."""
        return listing.terms(self._connection)

    def uses_of_terms(self, vocabulary: str) -> dict[str, int]:
        """How often each code of a vocabulary is used; words that are no term are counted under themselves."""
        return term_places.count_uses(self._connection, vocabulary)

    def setting(self, name: str) -> str | None:
        """A setting of the catalogue, such as its title."""
        return listing.setting(self._connection, name)

    def days_without_copy(self, backups: Path, now: datetime | None = None) -> int | None:
        """The age in days of the oldest change that is in no backup; None where every change is in one."""
        return copies.days_without_copy(self._connection, backups, now)

    def days_without_full_copy(self, backups: Path, now: datetime | None = None) -> int | None:
        """The age in days of the oldest change that is in no complete copy on another disk; None: all are in one."""
        return full_copies.days_without_full_copy(self._connection, backups, now)

    # What is kept --------------------------------------------------------------------------------------------------

    def saved_searches(self) -> list[SavedSearch]:
        """The saved searches in their order."""
        return kept.saved_searches(self._connection)

    def saved_mappings(self) -> dict[str, str]:
        """The saved mappings of tables: name → text in TOML."""
        return kept.saved_mappings(self._connection)

    def entry_templates(self, type_code: str) -> dict[str, Any]:
        """The templates by which records of a type are entered row by row, by name."""
        return kept.entry_templates(self._connection, type_code)

    def drafts(self, but: Collection[int] = ()) -> list[Draft]:
        """The texts that were typed and not saved, oldest first, without those whose ids are in ``but``."""
        return drafts.kept_drafts(self._connection, but)

    # The tree ------------------------------------------------------------------------------------------------------

    def branches(self, parent: int | None) -> list[Branch]:
        """The direct children of a collection or document; with None, the top-level records."""
        return hierarchy.branches(self._connection, parent)

    def branches_of(self, records: Sequence[int]) -> dict[int, Branch]:
        """Those of some records that are in the tree, as they are now."""
        return hierarchy.branches_of(self._connection, records)

    def never_in_tree(self, records: Sequence[int]) -> set[int]:
        """Those of some records that are neither collections nor documents."""
        return hierarchy.never_in_tree(self._connection, records)

    def path_to(self, record_id: int) -> list[int]:
        """The records above a record in the tree, the topmost first."""
        return hierarchy.path_to(self._connection, record_id)

    # Searches ------------------------------------------------------------------------------------------------------

    def words(self, text: str, filters: Filters | None = None, *, limit: int = 20, offset: int = 0) -> Page:
        """The records that contain all words of a text, titles and names before notes. Any text is a valid query."""
        return words.search_words(self._connection, text, filters, limit=limit, offset=offset)

    def word_facets(self, text: str, filters: Filters | None = None) -> Counted:
        """The records of such a search counted by type, and for one type by the values of its terms."""
        return words.count_words(self._connection, text, filters)

    @property
    def people(self) -> PeopleFinder:
        """The search by name. It keeps the sounds of all names in memory, so that only its first question reads it."""
        if self._people is None:
            from memoircat.search.people import PeopleFinder  # noqa: PLC0415 - 40 ms, for which the first list would wait

            self._people = PeopleFinder(self._connection)
        return self._people

    def forget_terms(self) -> None:
        """Read the vocabularies again with the next search by name: they were changed."""
        if self._people is not None:
            self._people.forget_terms()

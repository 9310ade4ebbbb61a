"""Searching people by name in any script: the best match first, and each hit says why it matches.

The results come in tiers, batches of which a search yields two: what is written or sounds the same at once, then also
what sounds alike. Costs are negative natural logarithms of probabilities, which are added up: see `names.costs`.
SQLAlchemy is not imported here: see `catalogue.listing`.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence

from memoircat.catalogue import listing, storage
from memoircat.catalogue.query import Query
from memoircat.catalogue.telling import tells_trouble
from memoircat.jobs import Progress
from memoircat.names import script_of
from memoircat.names.written import NameSplit, likely_splits
from memoircat.records.vocabularies import Vocabularies, seed_terms
from memoircat.search.name_match import NameMatcher, NameMatches
from memoircat.search.name_query import LONGEST_QUERY, NameQuery, read_name_query
from memoircat.search.people_ranking import Matched, PeopleRanking, Written
from memoircat.search.person_hits import PeopleResults
from memoircat.search.same_writing import Writing, written_alike

_MOST_BY_FACTS = 10_000  # if more people fit the year and place, these facts are not used to find people


@tells_trouble
class PeopleFinder:
    """Searches one catalogue, on a connection of the SQLite driver. Not to be used by two threads at once.

    It keeps the vocabulary of sounds in memory, so make one and keep it.
    """

    def __init__(self, connection: storage.Connection) -> None:
        self._connection = connection
        self._matcher = NameMatcher(connection)
        self._terms: Vocabularies | None = None

    def load(self) -> None:
        """Read the vocabulary of sounds now, so that the first search does not wait for it."""
        self._matcher.load()

    def find(
        self, query: str, *, limit: int = 20, born: int | None = None, from_place: str | None = None
    ) -> PeopleResults:
        """The people whose names match ``query``, best first. Never raises, whatever the text.

        ``query`` is one line as typed (`name_query`). ``limit``: how many hits at most. ``born`` (a year) and
        ``from_place`` (a prefecture: word, code, or text as recorded) take precedence over what the line says.
        """
        begun = time.perf_counter()
        *_, (last, written, _) = self._matched(query, born, from_place)
        return self._results(query, last, written, limit, begun, complete=True)

    def tiers(
        self,
        query: str,
        *,
        limit: int = 20,
        born: int | None = None,
        from_place: str | None = None,
        progress: Progress | None = None,
    ) -> Iterator[PeopleResults]:
        """As `find`, in tiers: first people whose names are written or sound the same, then all.

        Raises Cancelled between the tiers if ``progress`` was cancelled.
        """
        begun = time.perf_counter()
        for matched, written, complete in self._matched(query, born, from_place):
            yield self._results(query, matched, written, limit, begun, complete=complete)
            if progress and not complete:
                progress.step(0, 0)

    def _matched(self, line: str, born: int | None, from_place: str | None) -> Iterator[tuple[Matched, Written, bool]]:
        """Tier by tier the matches for each way to understand the line, who is written so, whether it is the last."""
        queries = read_name_query(line, self._vocabularies(), born=born, from_place=from_place)
        matched: Matched = []
        beginnings: Matched = []
        written = self._written(queries)
        self._matcher.start_search()
        for query in queries:
            matched.append((query, self._matcher.same(query.forms, query.script)))
            beginnings += ((query, self._with_prefix(query, form)) for form in likely_splits(query.forms))
        if queries:
            yield [*matched, *beginnings], written, False
        for query, matches in matched:
            self._matcher.near(query.forms, query.script, matches)
            nearest = min((match.cost for match in matches.values()), default=math.inf)
            alone = bool(query.born or query.prefecture) or nearest > _DOUBTFUL
            if alone or (nearest > _ALIKE and len(matches) < _FEW):
                self._matcher.one_part(query.forms, query.script, matches, alone=alone)
            if (query.born or query.prefecture) and all(match.cost > _DOUBTFUL for match in matches.values()):
                self._matcher.among(query.forms, self._by_facts(query), matches)
        yield [*matched, *beginnings], written, True

    def _written(self, queries: Sequence[NameQuery]) -> Written:
        """Who is written as typed; a word that is more likely part of the name is not taken for a place or a rank."""
        written: dict[int, tuple[Writing, NameQuery]] = {}
        for query in queries:
            if query.cost == 0:
                for record, writing in written_alike(self._connection, query).items():
                    if record not in written or writing < written[record][0]:
                        written[record] = writing, query
        return written

    def _by_facts(self, query: NameQuery) -> list[int]:
        """The ids of people born in the year and from the prefecture searched for; none where there are too many."""
        where: dict[str, str] = {"birth_year": f"{query.born}/{query.born}"} if query.born else {}
        if query.prefecture:
            where["prefecture"] = query.prefecture
        ids = list(listing.row_ids(self._connection, Query("person", where), _MOST_BY_FACTS + 1))
        return ids if len(ids) <= _MOST_BY_FACTS else []

    def _with_prefix(self, query: NameQuery, form: NameSplit) -> NameMatches:
        """The people whose names begin as typed: the last word may be unfinished, or a word may be an initial."""
        return self._matcher.with_prefix(form, query.script, initial=query.has_initial)

    def forget_terms(self) -> None:
        """Read the catalogue's vocabularies again with the next question, because they were changed."""
        self._terms = None

    def _vocabularies(self) -> Vocabularies:
        if self._terms is None:
            self._terms = Vocabularies(listing.terms(self._connection) or seed_terms())
        return self._terms

    def _results(
        self, line: str, matched: Matched, written: Written, limit: int, begun: float, *, complete: bool
    ) -> PeopleResults:
        total, hits, groups = PeopleRanking(self._connection, matched, written).best(limit)
        script = script_of(line[:LONGEST_QUERY])
        elapsed = round((time.perf_counter() - begun) * 1000, 2)
        return PeopleResults(line, script, total, elapsed, hits, groups, complete, self._matcher.more)


# Where nobody costs less than _ALIKE, and fewer than _FEW match, people who share one part of the name are added; where
# nobody costs less than _DOUBTFUL, also those whose other part is quite different.
_ALIKE, _FEW = 4.0, 11
_DOUBTFUL = 10.0

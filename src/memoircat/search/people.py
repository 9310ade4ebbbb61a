"""Searching people by name in any script: the best match first, and each hit says why it matches.

The results come in tiers, batches of which a search yields two: what is written or sounds the same at once, then also
what sounds alike. Costs are negative natural logarithms of probabilities, which are added up: see `names.costs`.
SQLAlchemy is not imported here: see `catalogue.listing`.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from memoircat.catalogue import listing, storage
from memoircat.catalogue.query import Query
from memoircat.catalogue.telling import tells_trouble
from memoircat.jobs import Progress
from memoircat.messages import Label
from memoircat.names import script_of
from memoircat.names.explain import explain_part
from memoircat.names.roles import Role
from memoircat.names.written import NameSplit, part, variants, words
from memoircat.records.vocabularies import Vocabularies, seed_terms
from memoircat.search.name_match import NameMatch, NameMatcher, NameMatches, PartMatch, likely_parted
from memoircat.search.name_query import LONGEST_QUERY, NameQuery, read_name_query

_LOOKED_AT = 400  # candidates that are ranked in full; where facts are searched for, _LOOKED_AT_FOR_FACTS
_LOOKED_AT_FOR_FACTS = 2000
_SCALE = 6.0  # the score is exp(-cost / _SCALE)
_MOST_BY_FACTS = 10_000  # if more people fit the year and place, these facts are not used to find people
_KAZOE = 1  # years by which a year of birth may differ where it was computed from an age in East Asian reckoning

_WRITTEN = Label("氏名が同じ「{name}」", "the same name, “{name}”", "то же имя «{name}»")
_FAMILY = Label("姓が同じ「{name}」", "the same family name, “{name}”", "та же фамилия «{name}»")
_GIVEN = Label("名が同じ「{name}」", "the same given name, “{name}”", "то же имя «{name}»")
_BEGINS = Label("「{name}」で始まる", "begins with “{name}”", "начинается с «{name}»")
_SWAPPED = Label("姓と名の順が逆", "family and given name in the other order", "фамилия и имя в другом порядке")
_ONE_PART = Label("「{name}」だけを比べた", "only “{name}” was compared", "сравнивалось только «{name}»")
_BEYOND = Label(
    "音は離れている。生年や本籍の合う人の中では近い",
    "the sounds are far apart, but nearest among those whose year or place fit",
    "звучание далёкое, но ближайшее среди тех, у кого совпадают год или место",
)
_NOT_RECORDED = Label("名は記録されていない", "no given name is recorded", "имя не записано")
_BORN = Label("生年が一致 {year}", "born in {year}, as asked", "год рождения совпадает: {year}")
_NEARLY_BORN = Label("生年が一年ちがう {year}", "born in {year}, a year apart", "год рождения {year}, разница в год")
_NOT_BORN = Label("生年が異なる {year}", "born in {year}, not as asked", "год рождения другой: {year}")
_PLACE = Label("本籍が一致", "home prefecture as asked", "префектура совпадает")
_NOT_PLACE = Label("本籍が異なる", "another home prefecture", "префектура другая")
_RANK = Label("階級が一致", "rank as asked", "звание совпадает")


@dataclass(frozen=True, slots=True)
class RecordedName:
    """One recorded form of a person's name: text, script (ISO 15924), and code of the kind of name."""

    text: str
    script: str | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class PersonHit:
    """A person whose name matches.

    ``score``: 1 for the same name, falling towards 0. ``match`` and ``query``: which name matched, and how the question
    was understood. ``facts``: what is said about the other facts searched for, such as "born in 1919, as asked".
    """

    id: int
    code: str
    kind: str | None
    label: str
    names: tuple[RecordedName, ...]
    birth: str | None
    death: str | None
    prefecture: str | None
    fate: str | None
    score: float
    match: NameMatch
    query: NameQuery
    facts: tuple[Label, ...] = ()

    @property
    def why(self) -> tuple[Label, ...]:
        """Why the person matches, as sentences; worked out when it is read, since few hits are looked at."""
        return (*_why(self.match, self.query, self.names), *self.facts)


@dataclass(frozen=True, slots=True)
class PeopleResults:
    """The results of one search, or of its first tier.

    ``total``: how many people match, of whom ``hits`` are the best; beyond `_LOOKED_AT` candidates it also counts
    people whom lists do not show. ``ms``: milliseconds since the search began. ``complete``: no further tier follows.
    ``more``: there are more matches than ``total``, too many to be counted.
    """

    query: str
    script: str | None
    total: int
    ms: float
    hits: tuple[PersonHit, ...]
    complete: bool = True
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    """The best match of one person; ``cost`` includes that of the way in which the question was understood."""

    match: NameMatch
    query: NameQuery
    cost: float


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of a person, as `person_summary` has it."""

    birth_year: str | None = None
    prefecture: str | None = None
    rank: str | None = None


_Matched = list[tuple[NameQuery, NameMatches]]


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
        *_, (last, _) = self._matched(query, born, from_place)
        return self._results(query, last, limit, begun, complete=True)

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
        for matched, complete in self._matched(query, born, from_place):
            yield self._results(query, matched, limit, begun, complete=complete)
            if progress and not complete:
                progress.step(0, 0)

    def _matched(self, line: str, born: int | None, from_place: str | None) -> Iterator[tuple[_Matched, bool]]:
        """The matches for each way to understand the line, tier by tier, and whether the tier is the last."""
        queries = read_name_query(line, self._vocabularies(), born=born, from_place=from_place)
        matched: _Matched = []
        beginnings: _Matched = []
        self._matcher.start_search()
        for query in queries:
            matched.append((query, self._matcher.same(query.forms, query.script)))
            beginnings += ((query, self._with_prefix(query, form)) for form in likely_parted(query.forms))
        if queries:
            yield [*matched, *beginnings], False
        for query, matches in matched:
            self._matcher.near(query.forms, query.script, matches)
            nearest = min((match.cost for match in matches.values()), default=math.inf)
            alone = bool(query.born or query.prefecture) or nearest > _DOUBTFUL
            if alone or (nearest > _ALIKE and len(matches) < _FEW):
                self._matcher.one_part(query.forms, query.script, matches, alone=alone)
            if (query.born or query.prefecture) and all(match.cost > _DOUBTFUL for match in matches.values()):
                self._matcher.among(query.forms, self._by_facts(query), matches)
        yield [*matched, *beginnings], True

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

    # Hits ------------------------------------------------------------------------------------------------------

    def _results(self, line: str, matched: _Matched, limit: int, begun: float, *, complete: bool) -> PeopleResults:
        """Rank the people of all matches, first by name, then with the facts, and read the best of them."""
        best: dict[int, _Candidate] = {}
        for query, matches in matched:
            for record, match in matches.items():
                cost = match.cost + query.cost
                if record not in best or cost < best[record].cost:
                    best[record] = _Candidate(match, query, cost)
        with_facts = any(query.born or query.prefecture or query.rank for query, _ in matched)
        most = _LOOKED_AT_FOR_FACTS if with_facts else max(_LOOKED_AT, 2 * limit)
        ranked = sorted(best, key=lambda id_: (best[id_].cost, id_))[:most]
        shown = listing.membership(self._connection, Query("person"), ranked)
        ranked = [id_ for id_ in ranked if id_ in shown]
        total = len(ranked) if len(best) <= most else len(best)
        facts = self._facts(ranked if with_facts else ())
        weighed = {id_: _weigh(best[id_], facts.get(id_)) for id_ in ranked}
        ranked = sorted(ranked, key=lambda id_: (round(weighed[id_][0], 4), id_))[:limit]
        names = self._names(ranked)
        rows = listing.rows(self._connection, "person", ranked, _COLUMNS)
        rows.sort(key=lambda row: (round(weighed[row["id"]][0], 4), row["label"], row["id"]))  # namesakes together
        hits = tuple(_hit(row, best[row["id"]], *weighed[row["id"]], names.get(row["id"], ())) for row in rows)
        elapsed = round((time.perf_counter() - begun) * 1000, 2)
        return PeopleResults(line, script_of(line[:LONGEST_QUERY]), total, elapsed, hits, complete, self._matcher.more)

    def _facts(self, ids: Sequence[int]) -> dict[int, _Facts]:
        """The facts about these people that a search may ask for, by id."""
        sql = (
            "SELECT record_id, birth_year, prefecture, rank FROM person_summary "
            "WHERE record_id IN (SELECT value FROM json_each(?))"
        )
        return {id_: _Facts(*known) for id_, *known in self._connection.execute(sql, [json.dumps(list(ids))])}

    def _names(self, ids: Sequence[int]) -> dict[int, tuple[RecordedName, ...]]:
        """All forms of the names of these people by id, including those of confirmed members."""
        if not ids:
            return {}
        marks = ",".join("?" * len(ids))
        sql = (
            f"SELECT record_id, text, script, kind FROM name WHERE record_id IN ({marks}) UNION ALL "
            "SELECT m.record_id, n.text, n.script, n.kind FROM match m JOIN name n ON n.record_id = m.member "
            f"WHERE m.status = 'confirmed' AND m.record_id IN ({marks})"
        )
        names: dict[int, list[RecordedName]] = {}
        for id_, *name in self._connection.execute(sql, [*ids, *ids]):
            names.setdefault(id_, []).append(RecordedName(*name))
        return {id_: tuple(forms) for id_, forms in names.items()}


# Where nobody costs less than _ALIKE, and fewer than _FEW match, people who share one part of the name are added; where
# nobody costs less than _DOUBTFUL, also those whose other part is quite different.
_ALIKE, _FEW = 1.0, 11
_DOUBTFUL = 7.0
_COLUMNS = ("code", "kind", "label", "birth", "death", "prefecture", "fate")


def _weigh(candidate: _Candidate, facts: _Facts | None) -> tuple[float, tuple[Label, ...]]:
    """The cost of a candidate with the facts that were searched for, and sentences about these facts."""
    query, cost = candidate.query, candidate.cost
    known = facts or _Facts()
    reasons: list[Label] = []
    if query.born:
        years = [int(figures) for figures in (known.birth_year or "").replace("–", " ").split() if figures.isdigit()]
        apart = max(0, min(years) - query.born, query.born - max(years)) if years else None
        label, more = (None, 1.0) if apart is None else _BIRTH[min(apart, _KAZOE + 1)]
        cost += more
        reasons += [label.fill(year=known.birth_year)] if label else []
    if query.prefecture:
        same = known.prefecture == query.prefecture
        cost += 0.0 if same else 3.0 if known.prefecture else 1.0
        reasons += [_PLACE] if same else [_NOT_PLACE] if known.prefecture else []
    if query.rank:
        same = known.rank == query.rank
        cost += 0.0 if same else 1.0
        reasons += [_RANK] if same else []
    return cost, tuple(reasons)


_BIRTH: tuple[tuple[Label, float], ...] = ((_BORN, 0.0), (_NEARLY_BORN, 0.7), (_NOT_BORN, 3.0))


def _hit(
    row: dict[str, Any], candidate: _Candidate, cost: float, facts: tuple[Label, ...], names: tuple[RecordedName, ...]
) -> PersonHit:
    return PersonHit(
        id=row["id"],
        code=row["code"],
        kind=row["kind"],
        label=row["label"],
        names=names,
        birth=row["birth"],
        death=row["death"],
        prefecture=row["prefecture"],
        fate=row["fate"],
        score=round(math.exp(-cost / _SCALE), 6),
        match=candidate.match,
        query=candidate.query,
        facts=facts,
    )


def _why(match: NameMatch, query: NameQuery, names: Sequence[RecordedName]) -> tuple[Label, ...]:
    """Why the name may be the one searched for, as sentences."""
    if match.beyond:
        return (_BEYOND,)
    matched = [
        (part_match, role)
        for part_match, role in ((match.family, Role.FAMILY), (match.given, Role.GIVEN))
        if part_match
    ]
    reasons: list[Label] = []
    for part_match, role in matched:
        reasons += _why_part(part_match, role, query, names)
    if not reasons:
        text = " ".join(query.words)
        reasons.append(
            (_WRITTEN if len(matched) == len(_wanted_parts(match)) > 1 else _part_label(match)).fill(name=text)
        )
    if match.swapped and len(matched) > 1:
        reasons.append(_SWAPPED)
    if match.alone and matched:
        reasons.append(_ONE_PART.fill(name=_word(matched[0][0].part, _recorded(names))))
    elif match.family and not match.given and len(_wanted_parts(match)) > 1:
        reasons.append(_NOT_RECORDED)
    return tuple(dict.fromkeys(reasons))


def _wanted_parts(match: NameMatch) -> list[str]:
    return [text for text in match.form[:2] if text]


def _part_label(match: NameMatch) -> Label:
    return _FAMILY if match.family else _GIVEN if match.given else _WRITTEN


def _why_part(part_match: PartMatch, role: Role, query: NameQuery, names: Sequence[RecordedName]) -> tuple[Label, ...]:
    wanted = _word(part_match.wanted, query.words)
    if part_match.is_prefix:
        return (_BEGINS.fill(name=wanted),)
    return explain_part(wanted, _word(part_match.part, _recorded(names)), part_match.sound, role)


def _recorded(names: Sequence[RecordedName]) -> list[str]:
    return [word for name in names for variant in variants(name.text) for word in words(variant)]


def _word(text: str, candidates: Sequence[str]) -> str:
    """The word among ``candidates`` whose key is ``text``, or the beginning or end of an unspaced name with this key.

    The key itself where there is none.
    """
    ends = (word[at:] for word in candidates for at in range(1, len(word)))
    begins = (word[:at] for word in candidates for at in range(1, len(word)))
    return next((word for word in chain(candidates, begins, ends) if part(word) == text), text)

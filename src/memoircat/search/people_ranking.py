"""Ranking the people who match a name: first by how it is written and sounds, then by the facts searched for."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from memoircat.catalogue import listing, storage
from memoircat.catalogue.query import Query
from memoircat.messages import Label
from memoircat.names.fold import as_written
from memoircat.search.name_match import NameMatch, NameMatches
from memoircat.search.name_query import NameQuery
from memoircat.search.person_hits import Namesakes, PersonHit, RecordedName
from memoircat.search.same_writing import Writing, bearers, names_of_people

_LOOKED_AT = 400  # candidates that are ranked in full; where facts are searched for, _LOOKED_AT_FOR_FACTS
_LOOKED_AT_FOR_FACTS = 2000
_WIDER = 4  # times as many are ranked in full where these are of too few names to fill the page
_SCALE = 6.0  # the score is exp(-cost / _SCALE)
_KAZOE = 1  # years by which a year of birth may differ where it was computed from an age in East Asian reckoning

_BORN = Label("生年が一致 {year}", "born in {year}, as asked", "год рождения совпадает: {year}")
_NEARLY_BORN = Label("生年が一年ちがう {year}", "born in {year}, a year apart", "год рождения {year}, разница в год")
_NOT_BORN = Label("生年が異なる {year}", "born in {year}, not as asked", "год рождения другой: {year}")
_PLACE = Label("本籍が一致", "home prefecture as asked", "префектура совпадает")
_NOT_PLACE = Label("本籍が異なる", "another home prefecture", "префектура другая")
_RANK = Label("階級が一致", "rank as asked", "звание совпадает")


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


Matched = list[tuple[NameQuery, NameMatches]]
Written = Mapping[int, tuple[Writing, NameQuery]]  # who is written as typed, and in which way to understand the line


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A person in the order of the results. ``agreeing``: how many of the facts that were searched for agree."""

    id: int
    label: str
    writing: Writing
    cost: float
    facts: tuple[Label, ...]
    agreeing: int

    @property
    def order(self) -> tuple[Writing, float, str, int]:
        """What the results are sorted by. Who is written as typed comes first, whatever the cost."""
        return self.writing, round(self.cost, 4), self.label, self.id

    @property
    def group(self) -> tuple[str, int]:
        """What namesakes have in common."""
        return as_written(self.label), self.agreeing


class PeopleRanking:
    """Ranks the candidates of one search, on a connection of the SQLite driver.

    ``matched``: the matches for each way to understand the line. ``written``: who is written as typed; also people whom
    the matches lack, since their names are parted otherwise.
    """

    def __init__(self, connection: storage.Connection, matched: Matched, written: Written) -> None:
        self._connection = connection
        self._written = written
        self._best = _best_of(matched, written)
        self._with_facts = any(query.born or query.prefecture or query.rank for query, _ in matched)

    def best(self, limit: int) -> tuple[int, tuple[PersonHit, ...], tuple[Namesakes, ...]]:
        """How many people match, the best ``limit`` of them, and the best ``limit`` groups of namesakes."""
        ordered = sorted(self._best, key=lambda id_: (self._writing(id_), self._best[id_].cost, id_))
        most = _LOOKED_AT_FOR_FACTS if self._with_facts else max(_LOOKED_AT, 2 * limit)
        while True:
            ranked = self._ranked(ordered[:most])
            groups = _grouped(ranked)
            if len(groups) >= limit or most >= len(ordered):
                break
            most *= _WIDER
        shown = [*ranked[:limit], *(members[0] for members in list(groups.values())[:limit])]
        everyone = [*ranked, *self._namesakes_among(ordered[most:], {one.label for one in shown})]
        written = Counter(as_written(one.label) for one in everyone)
        hits = self._hits(shown, ranked, written)
        listed = [
            Namesakes(hits[members[0].id], tuple(one.id for one in members))
            for members in list(_grouped(everyone).values())[:limit]
        ]
        total = len(ranked) if most >= len(ordered) else len(ordered)
        return total, tuple(hits[one.id] for one in ranked[:limit]), tuple(listed)

    def _writing(self, record: int) -> Writing:
        return self._written[record][0] if record in self._written else Writing.ANOTHER

    def _ranked(self, ids: Sequence[int]) -> list[_Ranked]:
        """Those of these people whom lists show, in the order of the results."""
        shown = list(listing.membership(self._connection, Query("person"), ids))
        facts = self._facts(shown if self._with_facts else ())
        labels = self._labels(shown)
        ranked = []
        for id_ in shown:
            weighed = _weigh(self._best[id_], facts.get(id_))
            ranked.append(_Ranked(id_, labels[id_], self._writing(id_), *weighed))
        return sorted(ranked, key=lambda one: one.order)

    def _namesakes_among(self, ids: Sequence[int], labels: set[str]) -> list[_Ranked]:
        """Those of these people who have one of the labels: they are counted too, although they come far behind."""
        if not ids:
            return []
        known = set(ids)
        written = {as_written(label) for label in labels}
        namesakes = self._ranked([id_ for id_ in bearers(self._connection, labels) if id_ in known])
        return [one for one in namesakes if as_written(one.label) in written]

    def _hits(
        self, wanted: Sequence[_Ranked], ranked: Sequence[_Ranked], written: Mapping[str, int]
    ) -> dict[int, PersonHit]:
        """The hits for the wanted people by id. A score is never above that of a hit that comes before."""
        costs = dict(zip((one.id for one in ranked), accumulate((one.cost for one in ranked), max), strict=True))
        by_id = {one.id: one for one in wanted}
        names = names_of_people(self._connection, by_id)
        rows = listing.rows(self._connection, "person", list(by_id), _COLUMNS)
        hits = {}
        for row in rows:
            one = by_id[row["id"]]
            forms = tuple(RecordedName(*form) for form in names.get(one.id, ()))
            namesakes = written[as_written(one.label)]
            hits[one.id] = _hit(row, self._best[one.id], one, costs.get(one.id, one.cost), forms, namesakes)
        return hits

    def _labels(self, ids: Sequence[int]) -> dict[int, str]:
        sql = "SELECT id, label FROM record WHERE id IN (SELECT value FROM json_each(?))"
        return {id_: label or "" for id_, label in self._connection.execute(sql, [json.dumps(ids)])}

    def _facts(self, ids: Sequence[int]) -> dict[int, _Facts]:
        """The facts about these people that a search may ask for, by id."""
        sql = (
            "SELECT record_id, birth_year, prefecture, rank FROM person_summary "
            "WHERE record_id IN (SELECT value FROM json_each(?))"
        )
        return {id_: _Facts(*known) for id_, *known in self._connection.execute(sql, [json.dumps(list(ids))])}


def _best_of(matched: Matched, written: Written) -> dict[int, _Candidate]:
    """The cheapest match of each person."""
    best: dict[int, _Candidate] = {}
    for query, matches in matched:
        for record, match in matches.items():
            cost = match.cost + query.cost
            if record not in best or cost < best[record].cost:
                best[record] = _Candidate(match, query, cost)
    for record, (_, query) in written.items():
        best.setdefault(record, _Candidate(NameMatch(0.0, query.forms[0], None, None, swapped=False), query, 0.0))
    return best


def _grouped(ranked: Sequence[_Ranked]) -> dict[tuple[str, int], list[_Ranked]]:
    groups: dict[tuple[str, int], list[_Ranked]] = {}
    for one in ranked:
        groups.setdefault(one.group, []).append(one)
    return groups


_COLUMNS = ("code", "kind", "label", "birth", "death", "prefecture", "fate")


def _weigh(candidate: _Candidate, facts: _Facts | None) -> tuple[float, tuple[Label, ...], int]:
    """The cost of a candidate with the facts that were searched for, what is said of these, and how many agree."""
    query, cost = candidate.query, candidate.cost
    known = facts or _Facts()
    reasons: list[Label] = []
    agree: list[bool] = []
    if query.born:
        years = [int(figures) for figures in (known.birth_year or "").replace("–", " ").split() if figures.isdigit()]
        apart = max(0, min(years) - query.born, query.born - max(years)) if years else None
        label, more = (None, 1.0) if apart is None else _BIRTH[min(apart, _KAZOE + 1)]
        cost += more
        reasons += [label.fill(year=known.birth_year)] if label else []
        agree.append(apart == 0)
    if query.prefecture:
        same = known.prefecture == query.prefecture
        cost += 0.0 if same else 3.0 if known.prefecture else 1.0
        reasons += [_PLACE] if same else [_NOT_PLACE] if known.prefecture else []
        agree.append(same)
    if query.rank:
        same = known.rank == query.rank
        cost += 0.0 if same else 1.0
        reasons += [_RANK] if same else []
        agree.append(same)
    return cost, tuple(reasons), sum(agree)


_BIRTH: tuple[tuple[Label, float], ...] = ((_BORN, 0.0), (_NEARLY_BORN, 0.7), (_NOT_BORN, 3.0))


def _hit(
    row: dict[str, Any],
    candidate: _Candidate,
    ranked: _Ranked,
    cost: float,
    names: tuple[RecordedName, ...],
    namesakes: int,
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
        facts=ranked.facts,
        agreeing=ranked.agreeing,
        namesakes=namesakes,
    )

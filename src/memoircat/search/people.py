"""People by name in any script, best match first, each hit saying why. Nothing is ever merged by a search.

The results come in tiers: what is written or sounds the same at once, what sounds alike a moment later. SQLAlchemy is
not imported here: see `catalogue.listing`.
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
from memoircat.jobs import Progress
from memoircat.messages import Label
from memoircat.names import script_of
from memoircat.names.explain import explain_part
from memoircat.names.readings import Role
from memoircat.names.written import Form, part, variants, words
from memoircat.records.vocabularies import Vocabularies, seed_terms
from memoircat.search.name_match import Match, Matches, NameMatcher, PartMatch
from memoircat.search.name_query import LONGEST_QUERY, NameQuery, read_query

_LOOKED_AT = 400  # people whose facts are read; where facts are asked for, more
_LOOKED_AT_FOR_FACTS = 2000
_SCALE = 6.0  # nats by which a score falls to 1/e
_MOST_BY_FACTS = 10_000  # people who fit a year or place, beyond whom such a fact tells nobody apart
_KAZOE = 1  # years by which an age by the old count misleads

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
class FoundName:
    """A form of the name of a person found."""

    text: str
    script: str | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class PersonHit:
    """One person found. ``score`` 1 is the same name; ``facts``: what else that was asked fits, or does not."""

    id: int
    code: str
    kind: str | None
    label: str
    names: tuple[FoundName, ...]
    birth: str | None
    death: str | None
    prefecture: str | None
    fate: str | None
    score: float
    match: Match
    query: NameQuery
    facts: tuple[Label, ...] = ()

    @property
    def why(self) -> tuple[Label, ...]:
        """Why this person was found, in three languages: traced when it is read, since few hits are looked at."""
        return (*_why(self.match, self.query, self.names), *self.facts)


@dataclass(frozen=True, slots=True)
class Found:
    """The people of one search; ``total`` counts those that matched; ``complete``: no further tier follows.

    ``more``: they were too many to be counted, and ``total`` is the least there are.
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
    match: Match
    query: NameQuery
    cost: float


@dataclass(frozen=True, slots=True)
class _Facts:
    birth_year: str | None = None
    prefecture: str | None = None
    rank: str | None = None


_Matched = list[tuple[NameQuery, Matches]]


class PeopleFinder:
    """Searches one catalogue. It keeps the vocabulary of sounds: make it once. Belongs to one thread at a time."""

    def __init__(self, connection: storage.Connection) -> None:
        self._connection = connection
        self._matcher = NameMatcher(connection)
        self._terms: Vocabularies | None = None

    def load(self) -> None:
        """Read the vocabulary beforehand, so that the first search does not wait for it."""
        self._matcher.load()

    def find(self, query: str, *, limit: int = 20, born: int | None = None, from_place: str | None = None) -> Found:
        """The people whose names fit ``query``, best first. Never raises, whatever the text."""
        begun = time.perf_counter()
        *_, (last, _) = self._matched(query, born, from_place)
        return self._found(query, last, limit, begun, complete=True)

    def tiers(
        self,
        query: str,
        *,
        limit: int = 20,
        born: int | None = None,
        from_place: str | None = None,
        progress: Progress | None = None,
    ) -> Iterator[Found]:
        """The same, as it is found: first what is written or sounds the same, last everything.

        Raises Cancelled between the tiers where ``progress`` was cancelled.
        """
        begun = time.perf_counter()
        for matched, complete in self._matched(query, born, from_place):
            yield self._found(query, matched, limit, begun, complete=complete)
            if progress and not complete:
                progress.step(0, 0)

    def _matched(self, line: str, born: int | None, from_place: str | None) -> Iterator[tuple[_Matched, bool]]:
        """Whose names fit each way to understand the line, tier by tier; True with the last."""
        asked = read_query(line, self._vocabularies(), born=born, from_place=from_place)
        found: _Matched = []
        beginnings: _Matched = []
        self._matcher.begin()
        for each in asked:
            found.append((each, self._matcher.same(each.forms, each.script)))
            beginnings += ((each, self._begun(each, form)) for form in each.forms)
        if asked:
            yield [*found, *beginnings], False
        for each, matches in found:
            self._matcher.near(each.forms, each.script, matches)
            nearest = min((match.cost for match in matches.values()), default=math.inf)
            alone = bool(each.born or each.prefecture) or nearest > _DOUBTFUL
            if alone or (nearest > _ALIKE and len(matches) < _FEW):
                self._matcher.one_part(each.forms, each.script, matches, alone=alone)
            if (each.born or each.prefecture) and all(match.cost > _DOUBTFUL for match in matches.values()):
                self._matcher.among(each.forms, self._by_facts(each), matches)
        yield [*found, *beginnings], True

    def _by_facts(self, query: NameQuery) -> list[int]:
        """The people born in the year and from the prefecture that are asked for; none where too many are."""
        where: dict[str, str] = {"birth_year": f"{query.born}/{query.born}"} if query.born else {}
        if query.prefecture:
            where["prefecture"] = query.prefecture
        found = list(listing.row_ids(self._connection, listing.Query("person", where), _MOST_BY_FACTS + 1))
        return found if len(found) <= _MOST_BY_FACTS else []

    def _begun(self, query: NameQuery, form: Form) -> Matches:
        """The people whose name begins as typed: the last word may not be finished, or be an initial."""
        return self._matcher.begins(form, query.script, initial=query.has_initial)

    def forget_terms(self) -> None:
        """Read the vocabularies anew with the next question: they were changed."""
        self._terms = None

    def _vocabularies(self) -> Vocabularies:
        if self._terms is None:
            self._terms = Vocabularies(listing.terms(self._connection) or seed_terms())
        return self._terms

    # Hits ------------------------------------------------------------------------------------------------------

    def _found(self, line: str, found: _Matched, limit: int, begun: float, *, complete: bool) -> Found:
        best: dict[int, _Candidate] = {}
        for query, matches in found:
            for record, match in matches.items():
                cost = match.cost + query.cost
                if record not in best or cost < best[record].cost:
                    best[record] = _Candidate(match, query, cost)
        with_facts = any(query.born or query.prefecture or query.rank for query, _ in found)
        most = _LOOKED_AT_FOR_FACTS if with_facts else max(_LOOKED_AT, 2 * limit)
        ranked = sorted(best, key=lambda id_: (best[id_].cost, id_))[:most]
        shown = listing.membership(self._connection, listing.Query("person"), ranked)
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
        return Found(line, script_of(line[:LONGEST_QUERY]), total, elapsed, hits, complete, self._matcher.more)

    def _facts(self, ids: Sequence[int]) -> dict[int, _Facts]:
        """What is known of these people that a search may ask for."""
        sql = (
            "SELECT record_id, birth_year, prefecture, rank FROM person_summary "
            "WHERE record_id IN (SELECT value FROM json_each(?))"
        )
        return {id_: _Facts(*known) for id_, *known in self._connection.execute(sql, [json.dumps(list(ids))])}

    def _names(self, ids: Sequence[int]) -> dict[int, tuple[FoundName, ...]]:
        """All forms of the names of these people, those of confirmed members included."""
        if not ids:
            return {}
        marks = ",".join("?" * len(ids))
        sql = (
            f"SELECT record_id, text, script, kind FROM name WHERE record_id IN ({marks}) UNION ALL "
            "SELECT m.record_id, n.text, n.script, n.kind FROM match m JOIN name n ON n.record_id = m.member "
            f"WHERE m.status = 'confirmed' AND m.record_id IN ({marks})"
        )
        found: dict[int, list[FoundName]] = {}
        for id_, *name in self._connection.execute(sql, [*ids, *ids]):
            found.setdefault(id_, []).append(FoundName(*name))
        return {id_: tuple(forms) for id_, forms in found.items()}


_ALIKE, _FEW = 1.0, 11  # with none so near, and so few: a part of the name may have been heard quite otherwise
_DOUBTFUL = 7.0  # nats: with no one nearer, those who share one part of the name are shown too
_COLUMNS = ("code", "kind", "label", "birth", "death", "prefecture", "fate")


def find_people(
    connection: storage.Connection,
    query: str,
    *,
    limit: int = 20,
    born: int | None = None,
    from_place: str | None = None,
) -> Found:
    """One search with a finder of its own; see `PeopleFinder.find`."""
    return PeopleFinder(connection).find(query, limit=limit, born=born, from_place=from_place)


def _weigh(candidate: _Candidate, facts: _Facts | None) -> tuple[float, tuple[Label, ...]]:
    """The cost of a person with the facts that were asked for, and what they say."""
    query, cost = candidate.query, candidate.cost
    known = facts or _Facts()
    said: list[Label] = []
    if query.born:
        years = [int(each) for each in (known.birth_year or "").replace("–", " ").split() if each.isdigit()]
        apart = max(0, min(years) - query.born, query.born - max(years)) if years else None
        label, more = (None, 1.0) if apart is None else _BIRTH[min(apart, _KAZOE + 1)]
        cost += more
        said += [label.fill(year=known.birth_year)] if label else []
    if query.prefecture:
        same = known.prefecture == query.prefecture
        cost += 0.0 if same else 3.0 if known.prefecture else 1.0
        said += [_PLACE] if same else [_NOT_PLACE] if known.prefecture else []
    if query.rank:
        same = known.rank == query.rank
        cost += 0.0 if same else 1.0
        said += [_RANK] if same else []
    return cost, tuple(said)


_BIRTH: tuple[tuple[Label, float], ...] = ((_BORN, 0.0), (_NEARLY_BORN, 0.7), (_NOT_BORN, 3.0))


def _hit(
    row: dict[str, Any], candidate: _Candidate, cost: float, facts: tuple[Label, ...], names: tuple[FoundName, ...]
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


def _why(match: Match, query: NameQuery, names: Sequence[FoundName]) -> tuple[Label, ...]:
    """Why the name was taken for the one asked."""
    if match.beyond:
        return (_BEYOND,)
    matched = [(each, role) for each, role in ((match.family, Role.FAMILY), (match.given, Role.GIVEN)) if each]
    said: list[Label] = []
    for each, role in matched:
        said += _why_part(each, role, query, names)
    if not said:
        text = " ".join(query.words)
        said.append((_WRITTEN if len(matched) == len(_asked_parts(match)) > 1 else _part_label(match)).fill(name=text))
    if match.swapped and len(matched) > 1:
        said.append(_SWAPPED)
    if match.alone and matched:
        said.append(_ONE_PART.fill(name=_word(matched[0][0].part, _recorded(names))))
    elif match.family and not match.given and len(_asked_parts(match)) > 1:
        said.append(_NOT_RECORDED)
    return tuple(dict.fromkeys(said))


def _asked_parts(match: Match) -> list[str]:
    return [each for each in match.form[:2] if each]


def _part_label(match: Match) -> Label:
    return _FAMILY if match.family else _GIVEN if match.given else _WRITTEN


def _why_part(each: PartMatch, role: Role, query: NameQuery, names: Sequence[FoundName]) -> tuple[Label, ...]:
    asked = _word(each.asked, query.words)
    if each.begins:
        return (_BEGINS.fill(name=asked),)
    return explain_part(asked, _word(each.part, _recorded(names)), each.sound, role)


def _recorded(names: Sequence[FoundName]) -> list[str]:
    return [word for name in names for variant in variants(name.text) for word in words(variant)]


def _word(text: str, found: Sequence[str]) -> str:
    """The word, as it is written, that is known under this text; it may be part of a name written in one."""
    ends = (word[at:] for word in found for at in range(1, len(word)))
    begins = (word[:at] for word in found for at in range(1, len(word)))
    return next((each for each in chain(found, begins, ends) if part(each) == text), text)

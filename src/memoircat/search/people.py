"""People by name: folded kanji, kana, romaji and prefixes, best match first, each hit saying why.

This first version compares spellings and the sound of kana. The seam is `find_people` and the table `name_key`; a
comparison across scripts replaces what is inside. SQLAlchemy is not imported here: see `catalogue.listing`.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from memoircat.catalogue import listing, storage
from memoircat.messages import Label
from memoircat.names import fold, query_keys, script_of

LONGEST_QUERY = 400
_MOST = 2000  # candidates of one word that are looked at
_YEAR = re.compile(r"^(1[89]\d\d|20\d\d)年?$")

_WHOLE = Label("＝ 氏名「{name}」", "= name “{name}”", "= имя «{name}»")
_PART = Label("＝ 名前の一部「{name}」", "= part of the name “{name}”", "= часть имени «{name}»")
_BEGINS = Label("「{name}」で始まる", "begins with “{name}”", "начинается с «{name}»")
_SOUND = Label(
    "＝ よみ「{name}」・字は異なる", "= same reading “{name}”, other script", "= то же чтение «{name}», другое письмо"
)
_BORN = Label("生年が一致 {year}", "born in {year}, as asked", "год рождения совпадает: {year}")
_NOT_BORN = Label("生年が異なる {year}", "born in {year}, not as asked", "год рождения другой: {year}")
_PLACE = Label("本籍が一致", "home prefecture as asked", "префектура совпадает")


@dataclass(frozen=True, slots=True)
class FoundName:
    """A form of the name of a person found."""

    text: str
    script: str | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class PersonHit:
    """One person found. ``score`` 1 is certain; ``why`` explains it in three languages."""

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
    why: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The people of one search; ``total`` counts those that matched."""

    query: str
    script: str | None
    total: int
    ms: float
    hits: tuple[PersonHit, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    score: float
    why: Label


def find_people(
    connection: storage.Connection,
    query: str,
    *,
    limit: int = 20,
    born: int | None = None,
    from_place: str | None = None,
) -> Found:
    """The people whose names fit ``query``, best first. A year in the query counts as ``born``. Never raises."""
    begun = time.perf_counter()
    clean = query[:LONGEST_QUERY].encode("utf-8", "ignore").decode().replace("\0", " ")
    words, year = _split(clean)
    born = born or year
    matches = _matches(connection, " ".join(words))
    best = _listed(connection, matches)
    hits = _hits(connection, best, matches, born, from_place)
    hits.sort(key=lambda hit: (-hit.score, hit.label, hit.id))
    elapsed = round((time.perf_counter() - begun) * 1000, 2)
    return Found(query, script_of(clean), len(hits), elapsed, tuple(hits[:limit]))


def _split(query: str) -> tuple[list[str], int | None]:
    years = [match for word in query.split() if (match := _YEAR.match(word))]
    words = [word for word in query.split() if not _YEAR.match(word)]
    return words, int(years[0][1]) if years and words else None


def _matches(connection: storage.Connection, query: str) -> dict[int, _Match]:
    """Every person that fits all words, with the best score and its reason."""
    words = query_keys(query)
    if not words:
        return {}
    whole = _lookup(connection, "".join(query.split()), whole=True)
    by_word = [_lookup(connection, word[0].key) for word in words]
    common = set.intersection(*(set(found) for found in by_word))
    for id_ in common:
        parts = [found[id_] for found in by_word]
        score = sum(each.score for each in parts) / len(parts) * 0.97
        if id_ not in whole or whole[id_].score < score:
            whole[id_] = replace(min(parts, key=lambda each: each.score), score=score)
    return whole


def _lookup(connection: storage.Connection, word: str, *, whole: bool = False) -> dict[int, _Match]:
    """The people one of whose keys is, or begins with, this word."""
    found: dict[int, _Match] = {}
    for keys in query_keys(word):
        for key in keys:
            rows = connection.execute(
                "SELECT record_id, key, kind, part FROM name_key WHERE key >= ? AND key < ? LIMIT ?",
                [key.key, key.key + "\U0010ffff", _MOST],
            )
            for id_, stored, kind, part in rows:
                if kind == key.kind and (not whole or part == 0):
                    match = _judge(word, key.key, stored, kind, part)
                    if id_ not in found or found[id_].score < match.score:
                        found[id_] = match
    return found


def _judge(word: str, key: str, stored: str, kind: str, part: int) -> _Match:
    exact = stored == key
    if kind == "sound":
        # Latin letters typed are themselves a spelling; their sound is weaker evidence than the same letters.
        return _Match((0.94 if part == 0 else 0.9) if exact else 0.6, (_SOUND if exact else _BEGINS).fill(name=word))
    if not exact:
        return _Match(0.65 if part else 0.7, _BEGINS.fill(name=word))
    return _Match(1.0, _WHOLE.fill(name=word)) if part == 0 else _Match(0.95, _PART.fill(name=word))


def _listed(connection: storage.Connection, matches: dict[int, _Match]) -> list[int]:
    """Those that lists show, best first; a linked recorded person is found through its identified one."""
    ranked = sorted(matches, key=lambda id_: -matches[id_].score)[:_MOST]
    query = listing.Query("person", records=ranked)
    shown = set(listing.row_ids(connection, query)) if ranked else set()
    return [id_ for id_ in ranked if id_ in shown]


def _hits(
    connection: storage.Connection,
    ids: Sequence[int],
    matches: dict[int, _Match],
    born: int | None,
    from_place: str | None,
) -> list[PersonHit]:
    columns = ("code", "kind", "label", "birth", "birth_year", "death", "prefecture", "fate")
    rows = listing.rows(connection, "person", ids, columns)
    names = _names(connection, [row["id"] for row in rows])
    return [_hit(row, names.get(row["id"], ()), matches[row["id"]], born, from_place) for row in rows]


def _hit(
    row: dict[str, Any], names: tuple[FoundName, ...], match: _Match, born: int | None, from_place: str | None
) -> PersonHit:
    score, why = match.score, [match.why]
    year = row["birth_year"]
    if born and year:
        agrees = str(born) in year
        score *= 1.0 if agrees else 0.8
        why.append((_BORN if agrees else _NOT_BORN).fill(year=year))
    if from_place and row["prefecture"]:
        agrees = fold(from_place)[:2] == fold(row["prefecture"])[:2]
        score *= 1.0 if agrees else 0.85
        why.extend([_PLACE] if agrees else [])
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
        score=round(score, 4),
        why=tuple(why),
    )


def _names(connection: storage.Connection, ids: Sequence[int]) -> dict[int, tuple[FoundName, ...]]:
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
    for id_, *name in connection.execute(sql, [*ids, *ids]):
        found.setdefault(id_, []).append(FoundName(*name))
    return {id_: tuple(forms) for id_, forms in found.items()}

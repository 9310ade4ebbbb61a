"""Who is written as typed: such people come before all others, whatever the search makes of the parts of the name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum

from memoircat.catalogue.storage import Connection
from memoircat.names import fold, script_of
from memoircat.names.fold import as_written
from memoircat.names.written import likely_splits, part, read_name, variants, words
from memoircat.search.name_query import NameQuery

_LONGEST = 40  # letters of a name that is parted everywhere
_MOST = 5_000  # people of one writing
_BEARERS = (
    "SELECT DISTINCT p.record_id FROM json_each(?) j CROSS JOIN name_posting p "
    "ON p.family = json_extract(j.value, '$[0]') AND p.given = json_extract(j.value, '$[1]') LIMIT ?"
)
_NAMES = (
    "SELECT record_id, text, script, kind FROM name WHERE record_id IN (SELECT value FROM json_each(?1)) UNION ALL "
    "SELECT m.record_id, n.text, n.script, n.kind FROM match m JOIN name n ON n.record_id = m.member "
    "WHERE m.status = 'confirmed' AND m.record_id IN (SELECT value FROM json_each(?1))"
)
Form = tuple[str, str | None, str | None]  # text, script and kind of a name


class Writing(IntEnum):
    """How a name is written beside the typed one; the lower comes first."""

    SAME = 0
    OTHER_FORMS = 1
    ANOTHER = 2


def names_of_people(connection: Connection, ids: Iterable[int]) -> dict[int, list[Form]]:
    """All forms of the names of these people by id, including those of confirmed members."""
    names: dict[int, list[Form]] = {}
    for id_, *form in connection.execute(_NAMES, [json.dumps(list(ids))]):
        names.setdefault(id_, []).append((form[0], form[1], form[2]))
    return names


def bearers(connection: Connection, texts: Iterable[str], forms: Iterable[tuple[str, str]] = ()) -> list[int]:
    """The ids of people whose names are kept in the index as these texts would be, or parted as ``forms``."""
    keys = dict.fromkeys((*forms, *(split[:2] for text in texts for split in likely_splits(read_name(text)))))
    return [row[0] for row in connection.execute(_BEARERS, [json.dumps(list(keys)), _MOST])]


def _partings(text: str) -> Iterator[tuple[str, str]]:
    joined = "".join(words(text))[:_LONGEST]
    for at in range(len(joined) + 1):
        pair = (part(joined[:at]), part(joined[at:]))
        if any(pair):
            yield pair


def written_alike(connection: Connection, query: NameQuery) -> dict[int, Writing]:
    """The people whose name is the typed one in writing, or in other forms of its kanji, by id."""
    ids = bearers(connection, [], [*_partings(query.text), *(form[:2] for form in query.forms)])
    ranked = {
        id_: min(_writing(query, text) for text, *_ in forms)
        for id_, forms in (names_of_people(connection, ids) if ids else {}).items()
    }
    return {id_: writing for id_, writing in ranked.items() if writing is not Writing.ANOTHER}


def _writing(query: NameQuery, recorded: str) -> Writing:
    typed = as_written(query.text)
    if as_written(recorded) == typed:
        # Who describes a variant does not look for the common form, by which he described it.
        return Writing.OTHER_FORMS if query.described else Writing.SAME
    meant: Sequence[str] = [as_written(variant) for variant in variants(recorded)]
    in_kanji = script_of(query.text) == "Jpan"
    if typed in meant or (in_kanji and any(fold(variant) == fold(typed) for variant in meant)):
        return Writing.SAME if query.described else Writing.OTHER_FORMS
    return Writing.ANOTHER

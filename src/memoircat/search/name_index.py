"""Keeping the name index: who bears which name, and how the parts of names sound; updated with every change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, select

from memoircat.catalogue.bulk import insert_rows
from memoircat.catalogue.content import Content, read_content
from memoircat.catalogue.derived import Problem, stale, stray
from memoircat.catalogue.joint import members_of
from memoircat.catalogue.schema import record
from memoircat.names.roles import Role
from memoircat.names.sound import sound_key
from memoircat.names.written import ANY, likely_splits, read_name, sounds_of
from memoircat.search.name_vocabulary import missing_sounds, pack_sounds
from memoircat.search.tables import name_posting, name_sound, name_vocabulary

_INFERRED = 0.5  # cost (negative natural log of a probability) of a name form that was only inferred
_TENTH = 10  # costs are stored as whole tenths
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_OF_RECORDS = select(name_posting).where(name_posting.c.record_id.in_(_IDS))
_FORGET = delete(name_posting).where(name_posting.c.record_id.in_(_IDS))
_BORNE = {
    Role.FAMILY: select(name_posting.c.record_id).where(name_posting.c.family == bindparam("part")).limit(1),
    Role.GIVEN: select(name_posting.c.record_id).where(name_posting.c.given == bindparam("part")).limit(1),
}
_POSTING_NAMES = tuple(name_posting.c.keys())
_SOUND_COLUMNS = [column for column in name_sound.c if not column.primary_key]
_SOUND_NAMES = tuple(column.name for column in _SOUND_COLUMNS)
_KNOWN = "SELECT DISTINCT part, role FROM name_sound WHERE part IN (SELECT value FROM json_each(?))"
_Posting = tuple[str, str, int, int]
_Part = tuple[str, Role]


class NameIndex:
    """Keeps the tables `name_posting` and `name_sound` up to date.

    An identified person is found by the names of its confirmed members too.
    """

    name = "names"

    def refresh(self, connection: Connection, records: Sequence[int], content: Mapping[int, Content]) -> None:
        """Replace the names of these records in the index; records in the trash have none."""
        ids = list(records)
        before = {tuple(row) for row in connection.execute(_OF_RECORDS, {"ids": ids})}
        now = set(self._postings(connection, content))
        if before == now:
            return
        if before:
            connection.execute(_FORGET, {"ids": ids})
        insert_rows(connection, name_posting.name, _POSTING_NAMES, sorted(now))
        old, new = _parts(before), _parts(now)
        self._forget_sounds(connection, old - new)
        self._learn_sounds(connection, new)

    def add(self, connection: Connection, content: Mapping[int, Content]) -> None:
        """Add the names of new people to the index."""
        now = set(self._postings(connection, content))
        insert_rows(connection, name_posting.name, _POSTING_NAMES, sorted(now))
        self._learn_sounds(connection, _parts(now))

    def _learn_sounds(self, connection: Connection, parts: Iterable[_Part]) -> None:
        """Store the sounds of those parts that nobody has borne before."""
        wanted = sorted(parts)
        known = connection.exec_driver_sql(_KNOWN, (json.dumps([text for text, _ in wanted]),))
        heard = {(row[0], Role(row[1])) for row in known}
        rows = [row for part in wanted if part not in heard for row in sound_rows(part)]
        insert_rows(connection, name_sound.name, _SOUND_NAMES, rows)

    def _forget_sounds(self, connection: Connection, parts: Iterable[_Part]) -> None:
        """Remove the sounds of parts that nobody bears any more."""
        for text, role in sorted(parts):
            if connection.execute(_BORNE[role], {"part": text}).first() is None:
                gone = delete(name_sound).where(name_sound.c.part == text, name_sound.c.role == role.value)
                connection.execute(gone)

    def tidy(self, connection: Connection) -> bool:
        """Pack the sounds for the next search if many are new. Returns False: one call does all."""
        pack_sounds(connection)
        return False

    def clear(self, connection: Connection) -> None:
        """Empty the index."""
        connection.execute(delete(name_posting))
        connection.execute(delete(name_sound))
        connection.execute(delete(name_vocabulary))

    def check(self, connection: Connection, records: Sequence[int]) -> Iterator[Problem]:
        """Compare the stored names and sounds of these records with newly computed ones."""
        stored: dict[int, set[_Posting]] = {id_: set() for id_ in records}
        for row in connection.execute(_OF_RECORDS, {"ids": list(records)}):
            stored[row.record_id].add((row.family, row.given, row.record_id, row.cost))
        fresh: dict[int, set[_Posting]] = {id_: set() for id_ in records}
        content = read_content(connection, records)
        for posting in self._postings(connection, content):
            fresh[posting[2]].add(posting)
        for id_, rows in fresh.items():
            code = content[id_].base["code"] if id_ in content else id_
            if rows != stored[id_]:
                yield stale("names", code, name_posting.name)
            if not all(self._sounds_are_true(connection, part) for part in _parts(rows)):
                yield stale("names", code, name_sound.name)

    def _sounds_are_true(self, connection: Connection, part: _Part) -> bool:
        query = select(*_SOUND_COLUMNS).where(name_sound.c.part == part[0], name_sound.c.role == part[1].value)
        return {tuple(row) for row in connection.execute(query)} == set(sound_rows(part))

    def stray(self, connection: Connection) -> Iterator[Problem]:
        """Report names of records that are gone, sounds of parts that nobody bears, and sounds that the pack lacks."""
        if missing_sounds(connection):
            yield stale("names", "packed sounds", name_vocabulary.name)
        missing = (
            select(name_posting.c.record_id).distinct().where(name_posting.c.record_id.not_in(select(record.c.id)))
        )
        for record_id in connection.execute(missing).scalars():
            yield stray("names", record_id, name_posting.name)
        for row in connection.execute(select(name_sound.c.part, name_sound.c.role).distinct()):
            if connection.execute(_BORNE[Role(row.role)], {"part": row.part}).first() is None:
                yield stray("names", f"{row.role} name", name_sound.name)

    def _postings(self, connection: Connection, contents: Mapping[int, Content]) -> Iterator[_Posting]:
        wanted = {row["member"] for content in contents.values() for row in content.rows("match")} - {None}
        members = read_content(connection, sorted(wanted)) if wanted else {}
        for id_, content in contents.items():
            if content.base["record_type"] == "person" and content.base["deleted_at"] is None:
                sources = [content, *members_of(content, members, "confirmed")]
                names = [(row["text"], row["kind"]) for source in sources for row in source.rows("name")]
                yield from postings_of(id_, names)


def postings_of(record_id: int, names: Iterable[tuple[str, str | None]]) -> list[_Posting]:
    """The rows of `name_posting` for a person: family, given, record, cost in tenths.

    ``names``: the text and the kind of each form of the name.
    """
    cheapest: dict[tuple[str, str], float] = {}
    for text, kind in names:
        for form in likely_splits(read_name(text)):
            cost = form.cost + (_INFERRED if kind == "inferred" else 0.0)
            cheapest[form[:2]] = min(cost, cheapest.get(form[:2], cost))
    return [(*parts, record_id, round(cost * _TENTH)) for parts, cost in cheapest.items()]


def sound_rows(part: _Part) -> list[tuple[str, str, str, str, int]]:
    """The rows of `name_sound` for one part, a key with its role: key, sound, part, role, cost in tenths."""
    text, role = part
    heard = sounds_of(text, role)
    if not heard:
        return [(ANY, "", text, role.value, 0)]
    return [(sound_key(symbols), symbols, text, role.value, round(cost * _TENTH)) for symbols, cost in heard]


def _parts(postings: Iterable[tuple[Any, ...]]) -> set[_Part]:
    """The parts of names in these rows of `name_posting`, each with its role."""
    both = ((row[0], Role.FAMILY) for row in postings), ((row[1], Role.GIVEN) for row in postings)
    return {part for side in map(list, both) for part in side if part[0]}

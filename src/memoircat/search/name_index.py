"""The name index: the keys of people's names, written with every change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from memoircat.catalogue.content import Content, read_content
from memoircat.catalogue.derived import Problem
from memoircat.catalogue.joint import members_of
from memoircat.catalogue.schema import record
from memoircat.names import name_keys
from memoircat.search.tables import name_key


class NameIndex:
    """Keeps `name_key` true: the keys of a person's names, an identified one's with those of its members."""

    name = "names"

    def refresh(self, connection: Connection, records: Sequence[int], content: Mapping[int, Content]) -> None:
        """Write the keys of these records anew; those in the trash have none."""
        connection.execute(delete(name_key).where(name_key.c.record_id.in_(list(records))))
        rows = [row for keys in self._keys(connection, content).values() for row in keys]
        if rows:
            connection.execute(insert(name_key), rows)

    def clear(self, connection: Connection) -> None:
        """Empty the index."""
        connection.execute(delete(name_key))

    def check(self, connection: Connection, records: Sequence[int]) -> Iterator[Problem]:
        """Compare the stored keys with fresh ones."""
        stored: dict[int, set[tuple[str, str, int]]] = {}
        query = select(name_key).where(name_key.c.record_id.in_(list(records)))
        for row in connection.execute(query):
            stored.setdefault(row.record_id, set()).add((row.key, row.kind, row.part))
        for id_, rows in self._keys(connection, read_content(connection, records)).items():
            if {(row["key"], row["kind"], row["part"]) for row in rows} != stored.get(id_, set()):
                yield Problem("names", str(id_), "The name index is stale.", "memoircat check --rebuild")

    def stray(self, connection: Connection) -> Iterator[Problem]:
        """Keys of records that are gone."""
        missing = select(name_key.c.record_id).distinct().where(name_key.c.record_id.not_in(select(record.c.id)))
        for each in connection.execute(missing).scalars():
            yield Problem("names", str(each), "Its record is gone.", "memoircat check --rebuild")

    def _keys(self, connection: Connection, contents: Mapping[int, Content]) -> dict[int, list[dict[str, Any]]]:
        members = read_content(connection, sorted({each for c in contents.values() for each in _members(c)}))
        found: dict[int, list[dict[str, Any]]] = {}
        for id_, content in contents.items():
            live = content.base["record_type"] == "person" and content.base["deleted_at"] is None
            sources = [content, *members_of(content, members, "confirmed")] if live else []
            keys = {key for source in sources for row in source.rows("name") for key in name_keys(row["text"])}
            found[id_] = [{"key": k.key, "kind": k.kind, "part": k.part, "record_id": id_} for k in keys]
        return found


def _members(content: Content) -> list[int]:
    return [row["member"] for row in content.rows("match") if row["status"] == "confirmed" and row["member"]]

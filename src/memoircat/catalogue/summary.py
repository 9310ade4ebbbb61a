"""The columns that lists read: label, sort key, and for people birth, death, rank … derived from statements.

They are written in the transaction of the change, and `check` proves them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import jaconv
from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, select, text, update

from memoircat.catalogue.columns import Row, from_columns
from memoircat.catalogue.content import Content, chunks, read_content
from memoircat.catalogue.derived import Problem
from memoircat.catalogue.joint import Said, members_of, said_of
from memoircat.catalogue.schema import DERIVED_COLUMNS, PART_TABLES, person_summary, record
from memoircat.catalogue.stands import stands
from memoircat.names import fold
from memoircat.records.completeness import attention
from memoircat.records.events import latest, undecided
from memoircat.records.naming import is_reading, name_rank
from memoircat.records.registry import RECORD_TYPES

_LABEL_LENGTH = 200
_SUPPOSED = ("confirmed", "probable", "possible")
_match = PART_TABLES["match"]
_statement = PART_TABLES["statement"]
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_STAYING = select(_statement.c.record_id).where(_statement.c.place.in_(_IDS))
_SUMMARIES = select(person_summary).where(person_summary.c.record_id.in_(_IDS))
_FORGET = delete(person_summary).where(person_summary.c.record_id.in_(_IDS))
_DEPENDENTS = (
    select(_match.c.record_id).where(_match.c.member.in_(_IDS)),
    select(_match.c.member).where(_match.c.record_id.in_(_IDS)),
    _STAYING,
    select(_match.c.record_id).where(_match.c.member.in_(_STAYING)),
)
_UPDATE = (
    update(record)
    .where(record.c.id == bindparam("new_id"))
    .values({record.c[name]: bindparam(f"new_{name}") for name in DERIVED_COLUMNS})
)


class Summary:
    """Keeps the derived columns of `record` and the table `person_summary` true."""

    name = "summary"

    def refresh(self, connection: Connection, records: Sequence[int], content: Mapping[int, Content]) -> None:
        """Derive the columns of these records anew."""
        stored = _stored(connection, records)
        derived, people = [], []
        for columns, person in self._derive(connection, content):
            derived.append({f"new_{name}": value for name, value in columns.items()})
            if person and stored.pop(person["record_id"], None) != person:
                people.append(person)
        if derived:
            connection.execute(_UPDATE, derived)
        if gone := [*stored, *(person["record_id"] for person in people)]:
            connection.execute(_FORGET, {"ids": gone})
        if people:
            connection.execute(insert(person_summary), people)

    def add(self, connection: Connection, content: Mapping[int, Content]) -> None:
        """Derive the columns of new records that are written already."""
        self.refresh(connection, list(content), content)

    def fill(self, connection: Connection, content: Mapping[int, Content]) -> list[dict[str, Any]]:
        """Put the derived columns into rows that are yet to be written; returns the rows of `person_summary`."""
        people = []
        for columns, person in self._derive(connection, content):
            content[columns["id"]].base.update(columns)
            if person:
                people.append(person)
        return people

    def tidy(self, _connection: Connection) -> bool:
        """Rows are in order as they are written."""
        return False

    def clear(self, connection: Connection) -> None:
        """Remove the summaries of people; the columns of `record` are overwritten by the rebuild."""
        connection.execute(delete(person_summary))

    def check(self, connection: Connection, records: Sequence[int]) -> Iterator[Problem]:
        """Compare what is stored with what follows from the content; a wrong digest means damage, not staleness."""
        content = read_content(connection, records)
        stored = _stored(connection, records)
        for derived, person in self._derive(connection, content):
            base = content[derived["id"]].base
            if base["digest"] != derived["digest"]:
                yield Problem(
                    "digest",
                    str(base["code"]),
                    "The stored record is not what was written.",
                    "Restore it from a backup.",
                )
            differing = [name for name, value in derived.items() if name != "digest" and base[name] != value]
            if differing or stored.get(derived["id"]) != person:
                what = ", ".join(differing) or "summary"
                yield Problem(
                    "summary", str(base["code"]), f"Derived columns are stale: {what}.", "memoircat check --rebuild"
                )

    def stray(self, connection: Connection) -> Iterator[Problem]:
        """Summaries of people that are gone; the foreign key removes them, so there are none in a sound file."""
        missing = select(person_summary.c.record_id).where(person_summary.c.record_id.not_in(select(record.c.id)))
        for each in connection.execute(missing).scalars():
            yield Problem("summary", str(each), "A summary belongs to no record.", "memoircat check --rebuild")

    def _derive(
        self, connection: Connection, content: Mapping[int, Content]
    ) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
        people = [id_ for id_, each in content.items() if each.base["record_type"] == "person"]
        members = _members(connection, content)
        places = _places(connection, [*content.values(), *members.values()])
        hidden = _linked(connection, people)
        for id_, each in content.items():
            own = members_of(each, members, "confirmed")
            names = [name for source in (each, *own) for name in source.rows("name")]
            unsure = members_of(each, members, "probable", "possible")
            # Only supposed so far, or a refusal that is remembered: the members stay in lists instead of it.
            waiting = not names and (bool(unsure) or (bool(each.rows("match")) and not each.rows("statement")))
            if waiting:
                names = [name for source in unsure for name in source.rows("name")]
            label, reading = _label(each, names), _reading(names)
            derived = {
                "id": id_,
                "label": label,
                "sort_key": _sort_key(each, label, reading),
                "listed": int(id_ not in hidden and not waiting),
                "attention": int(bool(missing_in(each, names))),
                "digest": each.digest(),
            }
            person = _person(id_, said_of(each, own), reading, places) if id_ in people else None
            yield derived, person and {**person, **_in_lists(each, derived)}


def _stored(connection: Connection, records: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The summaries of people as they are stored."""
    rows = connection.execute(_SUMMARIES, {"ids": list(records)}).mappings()
    return {row["record_id"]: dict(row) for row in rows}


def missing_in(content: Content, names: Sequence[Row]) -> tuple[Any, ...]:
    """What keeps a record from being complete."""
    kind = RECORD_TYPES[content.base["record_type"]]
    values = from_columns(kind.fields, {**content.own, **content.base})
    unsourced = sum(1 for row in content.rows("statement") if row["source"] is None and not row["rejected"])
    return attention(kind, values, names=len(names), statements_without_source=unsourced)


def dependents(connection: Connection, records: Sequence[int]) -> set[int]:
    """Records whose summary rests on these: identified people on their members and back, people on linked places."""
    found: set[int] = set()
    for chunk in chunks(records):
        for query in _DEPENDENTS:
            found.update(connection.execute(query, {"ids": chunk}).scalars())
    return found - set(records)


def identified_with(connection: Connection, batch: int) -> set[int]:
    """The identified people who have members from an import: it is withdrawn, or brought back, and they with it."""
    query = select(_match.c.record_id).join(record, record.c.id == _match.c.member).where(record.c.batch == batch)
    return set(connection.execute(query).scalars())


def _members(connection: Connection, content: Mapping[int, Content]) -> dict[int, Content]:
    wanted = {row["member"] for each in content.values() for row in each.rows("match") if row["status"] in _SUPPOSED}
    return read_content(connection, sorted(wanted)) if wanted else {}


def _places(connection: Connection, content: Sequence[Content]) -> dict[int, str]:
    """The labels of the places that camp stays name by record, made from those places' own names."""
    stays = (row for each in content for row in each.rows("statement") if row["property"] == "camp_stay")
    wanted = {row["place"] for row in stays} - {None}
    found = read_content(connection, sorted(wanted)) if wanted else {}
    return {id_: _label(each, each.rows("name")) for id_, each in found.items()}


def _linked(connection: Connection, people: list[int]) -> set[int]:
    """The recorded people whom a live identified person has as a confirmed member: lists show that one instead."""
    if not people:
        return set()
    query = (
        select(_match.c.member)
        .join(record, record.c.id == _match.c.record_id)
        .where(_match.c.status == "confirmed", text(stands()), _match.c.member.in_(people))
    )
    return set(connection.execute(query).scalars())


def _label(content: Content, names: Sequence[Row]) -> str:
    kind = RECORD_TYPES[content.base["record_type"]]
    title = content.own.get(kind.title) if kind.title else None
    text = title or (min(names, key=_name_rank)["text"] if names else None) or content.base["code"] or ""
    plain = " ".join(str(text).split("\n"))
    return plain if len(plain) <= _LABEL_LENGTH else plain[: _LABEL_LENGTH - 1] + "…"


def _name_rank(row: Row) -> tuple[bool, int, int, int, int]:
    return name_rank(
        preferred=bool(row["preferred"]),
        script=row["script"],
        kind=row["kind"],
        position=row["position"],
        id=row["id"],
    )


def _reading(names: Sequence[Row]) -> str | None:
    readings = [row for row in names if is_reading(row["text"], row["kind"])]
    return min(readings, key=_name_rank)["text"] if readings else None


def _sort_key(content: Content, label: str, reading: str | None) -> str:
    text = reading or content.own.get("yomi") or label
    return str(jaconv.kata2hira(fold(str(text))))[:_LABEL_LENGTH]


def _in_lists(content: Content, derived: Row) -> dict[str, Any]:
    """What lists of people show or sort by that is not stated: kept beside the rest, so that one index serves."""
    return {
        "kind": content.own["kind"],
        "access": content.base["access"],
        "attention": derived["attention"],
        "sort_key": derived["sort_key"],
        "listed": int(derived["listed"] and content.base["deleted_at"] is None),
    }


def _person(record_id: int, said: Sequence[Said], reading: str | None, places: Mapping[int, str]) -> dict[str, Any]:
    events: dict[str, dict[int, list[Said]]] = {}
    for each in said:
        events.setdefault(each.row["property"], {}).setdefault(each.occurrence, []).append(each)

    def of(code: str) -> Row | None:
        """The statement that speaks for a property."""
        said = latest(events.get(code, {}).values())
        return said.row if said else None

    birth, death = of("birth"), of("death")
    return {
        "record_id": record_id,
        "reading": reading,
        "birth": birth and birth["start_text"],
        "birth_day": birth and birth["start_first"],
        "birth_year": birth and _year(birth),
        "death": death and death["start_text"],
        "death_day": death and death["start_first"],
        "rank": _term(of("rank")),
        "prefecture": _term(of("home_prefecture")),
        "last_camp": _place(of("camp_stay"), places),
        "fate": _term(of("fate")),
        "undecided": sum(undecided(group) for each in events.values() for group in each.values() if len(group) > 1),
    }


def _year(row: Row) -> str | None:
    first, last = row["start_first"], row["start_last"]
    if not first or not last:
        return str(first or last)[:4] if first or last else row["start_text"]
    return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"


def _term(row: Row | None) -> str | None:
    return (row["term"] or row["value"]) if row else None


def _place(row: Row | None, places: Mapping[int, str]) -> str | None:
    return (row["place_text"] or places.get(row["place"]) or row["value"]) if row else None

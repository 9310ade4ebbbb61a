"""The derived columns that lists read: label, sort key, and for people birth, death, rank … from their statements.

They are written in the transaction of the change that they follow from; `check` compares them with the content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import jaconv
from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, select, text, update

from memoircat.catalogue.columns import Row, from_columns
from memoircat.catalogue.content import Content, chunks, read_content
from memoircat.catalogue.derived import Problem, stale, stray
from memoircat.catalogue.joint import StatementRow, members_of, statement_rows
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
    """Keeps the derived columns of `record` and the table `person_summary` up to date; see `derived.Derived`."""

    name = "summary"

    def refresh(self, connection: Connection, records: Sequence[int], content: Mapping[int, Content]) -> None:
        """Derive the columns of these records again from their content."""
        stored = _stored(connection, records)
        updates, summaries = [], []
        for columns, summary in self._derive(connection, content):
            updates.append({f"new_{name}": value for name, value in columns.items()})
            if summary and stored.pop(summary["record_id"], None) != summary:
                summaries.append(summary)
        if updates:
            connection.execute(_UPDATE, updates)
        if outdated := [*stored, *(summary["record_id"] for summary in summaries)]:
            connection.execute(_FORGET, {"ids": outdated})
        if summaries:
            connection.execute(insert(person_summary), summaries)

    def add(self, connection: Connection, content: Mapping[int, Content]) -> None:
        """Derive the columns of new records, whose rows are written already."""
        self.refresh(connection, list(content), content)

    def fill(self, connection: Connection, content: Mapping[int, Content]) -> list[dict[str, Any]]:
        """Put the derived columns into rows that are not written yet; returns the rows for `person_summary`."""
        summaries = []
        for columns, summary in self._derive(connection, content):
            content[columns["id"]].base.update(columns)
            if summary:
                summaries.append(summary)
        return summaries

    def tidy(self, _connection: Connection) -> bool:
        """Nothing to do: these rows need no rearranging; returns False."""
        return False

    def clear(self, connection: Connection) -> None:
        """Remove the summaries of people; the columns of `record` are overwritten by the rebuild."""
        connection.execute(delete(person_summary))

    def check(self, connection: Connection, records: Sequence[int]) -> Iterator[Problem]:
        """Compare what is stored with what follows from the content."""
        content = read_content(connection, records)
        stored = _stored(connection, records)
        for columns, summary in self._derive(connection, content):
            base = content[columns["id"]].base
            differing = [name for name, value in columns.items() if base[name] != value]
            if differing:
                yield stale("summary", base["code"], "record", ", ".join(differing))
            if stored.get(columns["id"]) != summary:
                yield stale("summary", base["code"], "person_summary")

    def stray(self, connection: Connection) -> Iterator[Problem]:
        """Report summaries of records that do not exist; in a sound file the foreign key has removed them."""
        orphans = select(person_summary.c.record_id).where(person_summary.c.record_id.not_in(select(record.c.id)))
        for record_id in connection.execute(orphans).scalars():
            yield stray("summary", record_id, "person_summary")

    def _derive(
        self, connection: Connection, content: Mapping[int, Content]
    ) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
        """For every record its id with the derived columns, and for a person the row of `person_summary`."""
        people = [id_ for id_, one in content.items() if one.base["record_type"] == "person"]
        members = _members(connection, content)
        places = _places(connection, [*content.values(), *members.values()])
        hidden = _linked(connection, people)
        for id_, one in content.items():
            confirmed = members_of(one, members, "confirmed")
            names = [name for person in (one, *confirmed) for name in person.rows("name")]
            supposed = members_of(one, members, "probable", "possible")
            # An identified person that nobody has confirmed yet, or that only remembers a rejected match, is not
            # listed: lists show the recorded people instead.
            waiting = not names and (bool(supposed) or (bool(one.rows("match")) and not one.rows("statement")))
            if waiting:
                names = [name for person in supposed for name in person.rows("name")]
            label, reading = _label(one, names), _reading(names)
            columns = {
                "id": id_,
                "label": label,
                "sort_key": _sort_key(one, label, reading),
                "listed": int(id_ not in hidden and not waiting),
                "attention": int(bool(missing_in(one, names))),
            }
            summary = _person(id_, statement_rows(one, confirmed), reading, places) if id_ in people else None
            yield columns, summary and {**summary, **_in_lists(one, columns)}


def _stored(connection: Connection, records: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The stored rows of `person_summary`, by record."""
    rows = connection.execute(_SUMMARIES, {"ids": list(records)}).mappings()
    return {row["record_id"]: dict(row) for row in rows}


def missing_in(content: Content, names: Sequence[Row]) -> tuple[Any, ...]:
    """What a record lacks to be complete, as labels; ``names`` are its own and those of its confirmed members."""
    kind = RECORD_TYPES[content.base["record_type"]]
    values = from_columns(kind.fields, {**content.own, **content.base})
    unsourced = sum(1 for row in content.rows("statement") if row["source"] is None and not row["rejected"])
    return attention(kind, values, names=len(names), statements_without_source=unsourced)


def dependents(connection: Connection, records: Sequence[int]) -> set[int]:
    """The other records whose summary depends on these.

    An identified person depends on its members, and they on it; a person on the places where it stayed.
    """
    dependent: set[int] = set()
    for chunk in chunks(records):
        for query in _DEPENDENTS:
            dependent.update(connection.execute(query, {"ids": chunk}).scalars())
    return dependent - set(records)


def identified_with(connection: Connection, batch: int) -> set[int]:
    """The identified people who have members from an import; they change when it is withdrawn or brought back."""
    query = select(_match.c.record_id).join(record, record.c.id == _match.c.member).where(record.c.batch == batch)
    return set(connection.execute(query).scalars())


def _members(connection: Connection, content: Mapping[int, Content]) -> dict[int, Content]:
    wanted = {row["member"] for one in content.values() for row in one.rows("match") if row["status"] in _SUPPOSED}
    return read_content(connection, sorted(wanted)) if wanted else {}


def _places(connection: Connection, content: Sequence[Content]) -> dict[int, str]:
    """The labels of the places that camp stays refer to, by id, made from the names of these places."""
    stays = (row for person in content for row in person.rows("statement") if row["property"] == "camp_stay")
    wanted = {row["place"] for row in stays} - {None}
    places = read_content(connection, sorted(wanted)) if wanted else {}
    return {id_: _label(place, place.rows("name")) for id_, place in places.items()}


def _linked(connection: Connection, people: list[int]) -> set[int]:
    """The recorded people whom lists do not show: they show the identified person of whom these are members."""
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
    """The columns of `person_summary` that repeat columns of other tables, so that lists read one index only."""
    return {
        "kind": content.own["kind"],
        "access": content.base["access"],
        "attention": derived["attention"],
        "sort_key": derived["sort_key"],
        "listed": int(derived["listed"] and content.base["deleted_at"] is None),
    }


def _person(
    record_id: int, statements: Sequence[StatementRow], reading: str | None, places: Mapping[int, str]
) -> dict[str, Any]:
    events: dict[str, dict[int, list[StatementRow]]] = {}
    for statement in statements:
        events.setdefault(statement.row["property"], {}).setdefault(statement.occurrence, []).append(statement)

    def of(code: str) -> Row | None:
        """The row of the statement that speaks for a property."""
        leading = latest(events.get(code, {}).values())
        return leading.row if leading else None

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
        "undecided": sum(
            undecided(event) for by_number in events.values() for event in by_number.values() if len(event) > 1
        ),
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

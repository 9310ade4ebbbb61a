"""Makes the snapshots (`RecordView`) of one or many records from their stored rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, literal_column, select, text

from memoircat.catalogue.ancestry import RESTRICTED_ABOVE
from memoircat.catalogue.columns import Row, from_columns
from memoircat.catalogue.content import Content, chunks, read_content
from memoircat.catalogue.joint import StatementRow, members_of, statement_rows
from memoircat.catalogue.schema import PART_TABLES, image, record
from memoircat.catalogue.stands import stands
from memoircat.catalogue.summary import missing_in
from memoircat.catalogue.views import Held, Matched, Picture, RecordView, Restriction, Stated
from memoircat.records.registry import PART_TYPES, RECORD_TYPES, refers_to_record

_match = PART_TABLES["match"]
_link = PART_TABLES["link"]
# Links of records in the trash or of withdrawn imports are read too, though not shown: their records are in `labels`,
# so that `rests_on` knows that this view changes when such a record comes back.
_LINKS_BACK = (
    select(_link, literal_column(stands()).label("stands"))
    .join(record, record.c.id == _link.c.record_id)
    .where(_link.c.other.in_(bindparam("ids", expanding=True)), _link.c.record_id != _link.c.other)
    .order_by(_link.c.id)
)


def view(connection: Connection, record_id: int) -> RecordView | None:
    """The snapshot of a record; None where there is no such record."""
    return next(iter(views(connection, [record_id])), None)


def views(connection: Connection, records: Sequence[int]) -> list[RecordView]:
    """The snapshots of several records, in the order asked for; ids of no record are left out."""
    contents = read_content(connection, records)
    member_ids = {row["member"] for content in contents.values() for row in content.rows("match")}
    members = read_content(connection, sorted(member_ids - {None})) if member_ids else {}
    owners = _owners(connection, list(contents))
    pictures = _images(connection, contents)
    back = _links_back(connection, list(contents))
    above = _restrictions_above(connection, contents)
    far = {row["record_id"] for rows in back.values() for row in rows} | {row["record_id"] for row in owners.values()}
    labels = _labels(connection, [*contents.values(), *members.values()], far)
    return [
        _view(contents[id_], members, owners.get(id_), back.get(id_, []), pictures, above.get(id_, ()), labels)
        for id_ in records
        if id_ in contents
    ]


def _view(
    content: Content,
    members: Mapping[int, Content],
    owner: Row | None,
    back: Sequence[Row],
    images: Mapping[int, Row],
    above: Sequence[Restriction],
    labels: Mapping[int, tuple[str, str]],
) -> RecordView:
    base = content.base
    kind = RECORD_TYPES[base["record_type"]]
    confirmed = members_of(content, members, "confirmed")
    names = [row for person in (content, *confirmed) for row in person.rows("name")]
    return RecordView(
        id=base["id"],
        uid=base["uid"],
        type=kind,
        code=base["code"],
        label=base["label"],
        version=base["version"],
        listed=bool(base["listed"]),
        fields=from_columns(kind.fields, {**content.own, **base}),
        names=tuple(
            _held("name", row)
            for row in sorted(names, key=lambda r: (r["record_id"] != base["id"], r["position"], r["id"]))
        ),
        statements=tuple(map(_stated, statement_rows(content, confirmed))),
        links=tuple(_held("link", row) for row in content.rows("link")),
        links_back=tuple(_held("link", row) for row in back if row["stands"]),
        pictures=tuple(
            _picture(row, images[row["image"]])
            for row in sorted(content.rows("attachment"), key=lambda r: (r["position"], r["id"]))
            if row["image"] in images
        ),
        parts={code: tuple(_held(code, row) for row in content.rows(code)) for code in _OTHER_PARTS},
        members=tuple(_bound(row, row["member"], labels) for row in content.rows("match") if row["member"]),
        identified_as=_bound(owner, owner["record_id"], labels) if owner else None,
        missing=missing_in(content, names),
        created_at=base["created_at"],
        created_by=base["created_by"],
        modified_at=base["modified_at"],
        modified_by=base["modified_by"],
        deleted_at=base["deleted_at"],
        batch=base["batch"],
        stands=content.stands,
        restrictions=(*_restrictions(base["access"], base["closed_until"]), *above),
        labels=labels,
    )


_OTHER_PARTS = tuple(code for code in PART_TYPES if code not in ("name", "statement", "link", "attachment", "match"))


def _held(code: str, row: Row) -> Held[Any]:
    kind = PART_TYPES[code]
    return Held(row["id"], row["record_id"], kind.declaration(**from_columns(kind.fields, row)))


def _stated(statement: StatementRow) -> Stated:
    held = _held("statement", statement.row)
    return Stated(held.id, held.record_id, held.part, statement.occurrence, statement.preferred)


def _picture(row: Row, file: Row) -> Picture:
    held = _held("attachment", row)
    names = ("sha256", "name", "media_type", "pages", "width", "height", "access")
    return Picture(held.id, held.part, *(file[name] for name in names))


def _bound(row: Row, other: int, labels: Mapping[int, tuple[str, str]]) -> Matched:
    code, label = labels.get(other, ("", ""))
    return Matched(row["id"], other, code, label, row["status"], row["reason"], row["by"], row["at"])


def _owners(connection: Connection, records: list[int]) -> dict[int, Row]:
    """The matches by which recorded people are confirmed members of an identified person that stands, by member."""
    query = (
        select(_match)
        .join(record, record.c.id == _match.c.record_id)
        .where(_match.c.member.in_(records), _match.c.status == "confirmed", text(stands()))
    )
    return {row["member"]: dict(row) for row in connection.execute(query).mappings()}


def _links_back(connection: Connection, records: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """The links of other records that point at these, by the record pointed at."""
    links: dict[int, list[dict[str, Any]]] = {}
    for chunk in chunks(records):
        for row in connection.execute(_LINKS_BACK, {"ids": chunk}).mappings():
            links.setdefault(row["other"], []).append(dict(row))
    return links


def _restrictions(access: str | None, closed_until: str | None) -> tuple[Restriction, ...]:
    return () if access in (None, "open") else (Restriction(str(access), closed_until),)


def _restrictions_above(connection: Connection, contents: Mapping[int, Content]) -> dict[int, list[Restriction]]:
    """The restrictions of the collections and documents that these records lie in, by record."""
    placed = [record_id for record_id, content in contents.items() if content.own.get("parent") is not None]
    restrictions: dict[int, list[Restriction]] = {}
    for chunk in chunks(placed):
        for lower, access, closed_until in connection.execute(RESTRICTED_ABOVE, {"records": json.dumps(chunk)}):
            restrictions.setdefault(lower, []).append(Restriction(access, closed_until))
    return restrictions


def _images(connection: Connection, contents: Mapping[int, Content]) -> dict[int, Row]:
    wanted = {row["image"] for content in contents.values() for row in content.rows("attachment")} - {None}
    if not wanted:
        return {}
    rows = connection.execute(select(image).where(image.c.id.in_(wanted))).mappings()
    return {row["id"]: dict(row) for row in rows}


def _labels(connection: Connection, contents: Sequence[Content], far: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Code and label, by id, of these records, of those that they refer to, and of the ``far`` ones."""
    wanted: set[int] = set(far)
    for content in contents:
        wanted |= {content.own.get(name) or 0 for name in _references(content.base["record_type"])}
        for code, rows in content.parts.items():
            wanted |= {row[name] or 0 for row in rows for name in _REFERENCES[code]}
        wanted.add(content.base["id"])
    query = select(record.c.id, record.c.code, record.c.label).where(record.c.id.in_(wanted - {0}))
    return {row.id: (row.code, row.label) for row in connection.execute(query)}


def _references(type_code: str) -> tuple[str, ...]:
    return tuple(field.name for field in RECORD_TYPES[type_code].own_fields if field.declared.refers)


_REFERENCES = {
    code: tuple(field.name for field in kind.fields if refers_to_record(field)) for code, kind in PART_TYPES.items()
}

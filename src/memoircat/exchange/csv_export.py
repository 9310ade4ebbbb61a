"""Records to CSV, one row a record, with a mapping for bringing the rows in again.

A table has room for one statement on an event: other opinions, second names of one kind, links and images stay behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from memoircat.catalogue import listing
from memoircat.catalogue.access import Audience, Gate, today
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.sight import Sight
from memoircat.catalogue.views import RecordView, Stated
from memoircat.editing.targets import NAME_PARTS
from memoircat.jobs import Progress
from memoircat.records.properties import PROPERTIES, Holds
from memoircat.records.registry import RECORD_TYPES, record_type
from memoircat.records.values import typed
from memoircat.tables.csv_files import write_csv

_KIND_PARTS = {kind: part for part, kind in NAME_PARTS.items() if kind}
_CHUNK = 500


def export_csv(
    catalogue: Catalogue,
    to: Path,
    *,
    type_code: str | None = None,
    audience: Audience = Audience.STAFF,
    codes: Sequence[str] = (),
    progress: Progress | None = None,
) -> dict[str, int]:
    """Write the records of a type to ``to`` (a .csv file), or of every type into the folder ``to``; returns counts.

    Beside each file stands a mapping of the same name (.toml) for `memoircat import`.
    """
    if to.suffix.lower() == ".csv":
        return {
            type_code or "person": _one(catalogue, to, type_code or "person", audience, codes, progress or Progress())
        }
    to.mkdir(parents=True, exist_ok=True)
    kinds = [record_type(type_code).code] if type_code else list(RECORD_TYPES)
    counts = {}
    for kind in kinds:
        count = _one(catalogue, to / f"{kind}.csv", kind, audience, codes, progress or Progress())
        if count:
            counts[kind] = count
    return counts


def _one(
    catalogue: Catalogue, to: Path, type_code: str, audience: Audience, codes: Sequence[str], progress: Progress
) -> int:
    sight = Sight(catalogue, Gate(audience, today()))
    reader = catalogue.raw_reader()
    try:
        ids = listing.row_ids(reader, listing.Query(type_code, everyone=True))
    finally:
        reader.close()
    rows: list[dict[str, str]] = []
    columns: dict[str, None] = {"code": None}
    for start in range(0, len(ids), _CHUNK):
        progress.step(start, len(ids))
        records = catalogue.views(ids[start : start + _CHUNK])
        sight.learn(records)
        for record in records:
            if sight.record(record) and (not codes or record.code in codes):
                row = _row(record, sight)
                columns.update(dict.fromkeys(row))
                rows.append(row)
    if rows or to.suffix.lower() == ".csv":
        head = sorted(columns, key=lambda name: _place(type_code, name))
        write_csv(to, head, ([row.get(name, "") for name in head] for row in rows))
        to.with_suffix(".toml").write_text(_mapping(type_code, head, to.stem), encoding="utf-8")
    return len(rows)


def _row(record: RecordView, sight: Sight) -> dict[str, str]:
    """Every value by its target; where several sources speak of one event, the leading one's, as in lists."""
    fields = [each for each in record.type.fields if sight.field(each.name)]
    row = {each.name: typed(each, record.fields[each.name], record.code_of) for each in fields}
    open_names, open_statements = sight.names(record), sight.statements(record)
    for held in record.names:
        if held.record_id == record.id and held.part in open_names:
            part = _KIND_PARTS.get(held.part.kind or "", "")
            row.setdefault(f"name.{part}" if part and "name" in row else "name", held.part.text)
    for code in dict.fromkeys(said.part.property for said in record.statements):
        for occurrence, said in record.events(code).items():
            standing = [each for each in said if not each.part.rejected and each.id in open_statements]
            if standing:
                head = code if occurrence == 1 else f"{code}[{occurrence}]"
                row.update(_statement(head, standing[0], record, sight))
    if "tag" in record.parts:
        row["tag"] = "; ".join(held.part.text for held in record.parts["tag"])
    return {name: text for name, text in row.items() if text}


def _statement(head: str, said: Stated, record: RecordView, sight: Sight) -> dict[str, str]:
    part = said.part
    holds = PROPERTIES[part.property].holds
    main = {
        Holds.DATE: part.start.text if part.start else "",
        Holds.PLACE: part.place_text or record.label_of(part.place),
    }.get(holds, part.value or "")
    cells = {head: main, f"{head}.until": part.until.text if part.until else ""}
    if holds is not Holds.DATE:
        cells[f"{head}.from"] = part.start.text if part.start else ""
    if holds is not Holds.PLACE:
        cells[f"{head}.place"] = part.place_text or record.label_of(part.place)
    else:
        cells[f"{head}.value"] = part.value or ""
    cells[f"{head}.source"] = sight.label_of(record, part.source)
    cells[f"{head}.locator"] = part.locator or ""
    cells[f"{head}.certainty"] = part.certainty if part.certainty not in (None, "certain") else ""
    return cells


def _place(type_code: str, name: str) -> tuple[int, str]:
    """Code and names first, then fields in their order, then statements."""
    fields = [each.name for each in RECORD_TYPES[type_code].fields]
    if name == "code":
        return (0, "")
    if name.startswith("name"):
        return (1, name)
    return (2 + fields.index(name), "") if name in fields else (1000, name)


def _mapping(type_code: str, head: Sequence[str], title: str) -> str:
    lines = [f'record = "{type_code}"', f'source = "{title}"', 'encoding = "utf-8"', 'key = "code"', "", "[columns]"]
    return "\n".join([*lines, *(f'"{name}" = "{name}"' for name in head)]) + "\n"

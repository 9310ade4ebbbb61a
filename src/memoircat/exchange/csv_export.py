"""Records to CSV, one row for each record, with a mapping by which the rows can be imported again.

A table has room for one statement on an event, one name of a kind and one number of a kind. Other opinions, second
names, and the parts of `left_out_parts` stay behind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from memoircat.catalogue.access import Audience
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.public import PublicRecords, PublicView
from memoircat.catalogue.views import Stated
from memoircat.catalogue.whole import whole_file, whole_files
from memoircat.editing.targets import IDENTIFIERS, NAME_PARTS
from memoircat.exchange.formats import ExportOptions, public_runs
from memoircat.jobs import Progress
from memoircat.messages import Label
from memoircat.records.events import leading
from memoircat.records.parts import Statement
from memoircat.records.properties import PROPERTIES, Holds
from memoircat.records.registry import RECORD_TYPES, record_type
from memoircat.records.values import typed
from memoircat.tables.csv_files import write_csv

_PART_OF_KIND = {kind: part for part, kind in NAME_PARTS.items() if kind}


_LEFT_OUT_PARTS: Mapping[str, str] = {
    part: reason
    for parts, reason in (
        ("link attachment region transcription place_parent condition_survey movement", "a row has no room for lists"),
        ("match judgement", "a decision between rows"),
        ("statement.reason", "only rejected statements have one, and they do not lead"),
        ("name.family name.given", "a name is read again from its text"),
        ("name.source", "an import cites one source for all names of a row"),
        ("place_identifier.start place_identifier.until place_identifier.source", "an import knows numbers alone"),
    )
    for part in parts.split()
}


class _Csv:
    code = "csv"
    label = Label("CSV", "CSV", "CSV")
    options = ExportOptions
    left_out: Mapping[str, str] = {}  # every field has a column
    left_out_parts = _LEFT_OUT_PARTS

    def export(self, catalogue: Catalogue, to: Path, options: ExportOptions, progress: Progress) -> dict[str, int]:
        type_code = options.type
        records = PublicRecords(catalogue, options.audience)
        if to.suffix.lower() == ".csv":
            kind = type_code or "person"
            return {kind: _one(catalogue, records, to, kind, options.codes, progress)}
        kinds = [record_type(type_code).code] if type_code else list(RECORD_TYPES)
        with whole_files(to) as folder:
            files = {kind: folder / f"{kind}.csv" for kind in kinds}
            counts = {kind: _one(catalogue, records, files[kind], kind, options.codes, progress) for kind in kinds}
        return {kind: count for kind, count in counts.items() if count}


FORMAT = _Csv()


def export_csv(
    catalogue: Catalogue,
    to: Path,
    *,
    type_code: str | None = None,
    audience: Audience = Audience.STAFF,
    codes: Sequence[str] = (),
    progress: Progress | None = None,
) -> dict[str, int]:
    """Write the records of a type to ``to`` (a .csv file), or of every type into the folder ``to``.

    Beside each file a mapping of the same name (.toml) is written for `memoircat import`. ``codes``: only the records
    with these codes. Returns how many records of each type were written.
    """
    options = ExportOptions(audience=audience, type=type_code, codes=tuple(codes))
    return FORMAT.export(catalogue, to, options, progress or Progress())


def _one(
    catalogue: Catalogue,
    records: PublicRecords,
    to: Path,
    type_code: str,
    codes: Sequence[str],
    progress: Progress,
) -> int:
    rows: list[dict[str, str]] = []
    columns: dict[str, None] = {"code": None}
    for run in public_runs(catalogue, records, type_code, codes, progress):
        for view in run:
            row = _row(view)
            columns.update(dict.fromkeys(row))
            rows.append(row)
    if rows or to.suffix.lower() == ".csv":
        head = sorted(columns, key=lambda name: _order(type_code, name))
        with whole_file(to.with_suffix(".toml")) as mapping:  # first, so that a full disk leaves neither of the two
            mapping.write_text(_mapping(type_code, head, to.stem), encoding="utf-8")
            write_csv(to, head, ([row.get(name, "") for name in head] for row in rows))
    return len(rows)


def _row(view: PublicView) -> dict[str, str]:
    """The values by their target (see `editing.targets`); of several statements on an event, the leading one."""
    fields = [field for field in view.type.fields if field.name in view.fields]
    row = {field.name: typed(field, view.fields[field.name], view.code_of) for field in fields}
    for held in view.names:
        if held.record_id == view.id:
            part = _PART_OF_KIND.get(held.part.kind or "", "")
            row.setdefault(f"name.{part}" if part and "name" in row else "name", held.part.text)
    for code in dict.fromkeys(stated.part.property for stated in view.statements):
        for occurrence, event in view.events(code).items():
            stated = leading(event)
            if stated is not None:
                head = code if occurrence == 1 else f"{code}[{occurrence}]"
                row.update(_statement(head, stated, view))
    for number in view.parts["place_identifier"]:
        if number.part.kind in IDENTIFIERS:
            row.setdefault(f"identifier.{number.part.kind}", number.part.value or "")
    row["tag"] = "; ".join(held.part.text for held in view.parts["tag"])
    return {name: text for name, text in row.items() if text}


def _statement(head: str, stated: Stated, view: PublicView) -> dict[str, str]:
    part = stated.part
    holds = PROPERTIES[part.property].holds
    start = part.start.text if part.start else ""
    place = part.place_text or view.label_of(part.place)
    value = part.value or part.term or view.label_of(part.other) or _figures(part)
    main = {Holds.DATE: start, Holds.PLACE: place}.get(holds, value)
    return {
        head: main,
        f"{head}.from": "" if holds is Holds.DATE else start,
        f"{head}.until": part.until.text if part.until else "",
        f"{head}.place": "" if holds is Holds.PLACE else place,
        f"{head}.value": "" if value == main else value,
        f"{head}.unit": part.unit or "",
        f"{head}.source": view.label_of(part.source),
        f"{head}.locator": part.locator or "",
        f"{head}.certainty": part.certainty if part.certainty not in (None, "certain") else "",
        f"{head}.note": part.note or "",
    }


def _figures(part: Statement) -> str:
    """The bounds of a quantity that nobody has written in words."""
    bounds = dict.fromkeys(bound for bound in (part.low, part.high) if bound is not None)
    return "–".join(format(bound, ".15g") for bound in bounds)


def _order(type_code: str, name: str) -> tuple[int, str]:
    """Sorts columns: code and names come first, then fields in their order, then statements."""
    fields = [field.name for field in RECORD_TYPES[type_code].fields]
    if name == "code":
        return (0, "")
    if name.startswith("name"):
        return (1, name)
    return (2 + fields.index(name), "") if name in fields else (1000, name)


def _mapping(type_code: str, head: Sequence[str], title: str) -> str:
    lines = [f'record = "{type_code}"', f'source = "{title}"', 'encoding = "utf-8"', 'key = "code"', "", "[columns]"]
    return "\n".join([*lines, *(f'"{name}" = "{name}"' for name in head)]) + "\n"

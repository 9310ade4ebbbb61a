"""Commands that read whole records: info, show, history, check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.derived import Problem
from memoircat.catalogue.folder import CatalogueFolder
from memoircat.catalogue.lost_changes import LOST, accept_lost
from memoircat.catalogue.views import Held, RecordView, Stated
from memoircat.cli.catalogue_argument import CATALOGUE
from memoircat.cli.opening import opened
from memoircat.cli.output import JSON, language, say, table
from memoircat.messages import message
from memoircat.program import user_name
from memoircat.records import parts
from memoircat.records.properties import PROPERTIES, Holds
from memoircat.records.registry import PART_TYPES
from memoircat.records.values import as_written, shown
from memoircat.records.vocabularies import Vocabularies


@click.command()
@CATALOGUE
@JSON
def info(catalogue: Path, as_json: bool) -> None:
    """Say what a catalogue holds."""
    with opened(catalogue, read_only=True) as program:
        facts = program.catalogue.info()
    if as_json:
        say(facts)
    else:
        click.echo(f"{facts['title']}  (schema {facts['schema']}, {facts['bytes']:,} bytes, {facts['images']} images)")
        table((code, count) for code, count in facts["records"].items() if count)


@click.command()
@CATALOGUE
@click.argument("code")
@JSON
def show(catalogue: Path, code: str, as_json: bool) -> None:
    """Show everything about the record CODE."""
    with opened(catalogue, read_only=True) as program:
        record = program.catalogue.get(code)
        changes = program.catalogue.history(record.id)
        rows = program.catalogue.roster_rows(record.id)
        vocabularies = program.catalogue.vocabularies()
    if as_json:
        say(as_json_record(record, changes, rows))
    else:
        _print(record, vocabularies)


def as_json_record(record: RecordView, changes: list[ChangeSet], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A record for programs, as values for JSON: texts and dates as written, other records by their codes.

    ``rows`` are the rows of rosters that it was made from.
    """
    fields = {field.name: as_written(field, record.fields[field.name], record.code_of) for field in record.type.fields}
    return {
        "code": record.code,
        "uid": record.uid,
        "type": record.type.code,
        "label": record.label,
        "fields": {name: value for name, value in fields.items() if value not in (None, [])},
        "names": [_name(record, name) for name in record.names],
        "statements": [_statement(record, statement) for statement in record.statements],
        "links": [
            {"role": link.role, "code": record.code_of(link.other), "label": record.label_of(link.other)}
            for link in (held.part for held in record.links)
        ],
        "images": [
            {"sha256": picture.sha256, "name": picture.name, "page": picture.part.page, "caption": picture.part.caption}
            for picture in record.pictures
        ],
        "parts": {
            code: [_part(record, code, part) for part in parts_]
            for code, parts_ in record.parts.items()
            if parts_ and code not in ("judgement",)
        },
        "members": [
            {"code": member.code, "label": member.label, "status": member.status, "reason": member.reason}
            for member in record.members
        ],
        "identified_as": record.identified_as.code if record.identified_as else None,
        "rows": rows,
        "access": record.fields["access"],
        "needs_attention": [label.in_(language()) for label in record.missing],
        "version": record.version,
        "deleted": record.deleted_at,
        "changes": [
            {"id": change.id, "at": change.at, "by": change.by, "label": change.label.in_(language())}
            for change in changes
        ],
    }


def _name(record: RecordView, held: Held[parts.Name]) -> dict[str, Any]:
    name = held.part
    return {
        "text": name.text,
        "script": name.script,
        "kind": name.kind,
        "source": record.label_of(name.source) or None,
        "certainty": name.certainty,
        "preferred": name.preferred,
    }


def _statement(record: RecordView, stated: Stated) -> dict[str, Any]:
    part = stated.part
    place = part.place_text or record.label_of(part.place) or None
    value = part.value if part.value is not None else (part.start.text if part.start and not place else place)
    return {
        "id": stated.id,
        "property": part.property,
        "occurrence": stated.occurrence,
        "value": _value(part, value),
        "term": part.term,
        "from": part.start.text if part.start else None,
        "until": part.until.text if part.until else None,
        "edtf": part.start.edtf if part.start else None,
        "place": place,
        "place_code": record.code_of(part.place) or None,
        "low": part.low,
        "high": part.high,
        "unit": part.unit,
        "source": record.label_of(part.source) or None,
        "source_code": record.code_of(part.source) or None,
        "locator": part.locator,
        "certainty": part.certainty,
        "preferred": stated.preferred,
        "rejected": part.rejected,
        "reason": part.reason,
        "note": part.note,
        "record": record.code_of(stated.record_id),
    }


def _value(part: parts.Statement, fallback: str | None) -> str | None:
    """The value as written; of a property that holds a date, the date, unless there is a value too."""
    declared = PROPERTIES.get(part.property)
    if declared and declared.holds is Holds.DATE and part.start and part.value is None:
        return part.start.text
    return fallback


def _part(record: RecordView, code: str, held: Held[Any]) -> dict[str, Any]:
    values = {}
    for field in PART_TYPES[code].fields:
        value = getattr(held.part, field.name)
        if value not in (None, ()):
            values[field.name] = as_written(field, value, lambda id_: record.code_of(id_) or str(id_))
    return values


def _print(record: RecordView, vocabularies: Vocabularies) -> None:
    words = language()
    click.echo(f"{record.code}  {record.label}  ({record.type.label.in_(words)})")
    for field in record.type.fields:
        value = shown(field, record.fields[field.name], words, vocabularies, record.label_of)
        if value and field.name != "code":
            click.echo(f"  {field.label.in_(words)}: {value}")
    for name in record.names:
        click.echo(f"  {name.part.text}  [{name.part.script or '?'}, {name.part.kind or '?'}]")
    for stated in record.statements:
        row = _statement(record, stated)
        times = " – ".join(date for date in (row["from"], row["until"]) if date)
        mark = "★" if stated.preferred else "✕" if stated.part.rejected else " "
        value = row["value"] if row["value"] != row["from"] else ""
        facts = filter(None, (value, times, row["source"], row["locator"], row["certainty"]))
        click.echo(f"  {mark} {stated.part.property}[{stated.occurrence}]  {'  '.join(map(str, facts))}")


@click.command()
@CATALOGUE
@click.argument("code", required=False)
@click.option("--limit", type=int)
@JSON
def history(catalogue: Path, code: str | None, limit: int | None, as_json: bool) -> None:
    """Say what was changed, newest first; of the record CODE where it is given."""
    with opened(catalogue, read_only=True) as program:
        store = program.catalogue
        record = store.find(code) if code else None
        sets = store.history(record, limit)
        rows = store.row_changes(record) if record is not None else []
    if not as_json:
        table((done.id, done.at, done.by, done.kind, done.label.in_(language())) for done in sets)
        return
    changes: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        columns = {"table": row.table, "before": row.before, "after": row.after}
        changes.setdefault(row.change_set.id, []).append(columns)
    say([{**_change_set(done), "changes": changes.get(done.id, [])} for done in sets])


def _change_set(done: ChangeSet) -> dict[str, Any]:
    label = done.label.in_(language())
    return {"id": done.id, "at": done.at, "by": done.by, "label": label, "kind": done.kind, "target": done.target}


@click.command()
@CATALOGUE
@click.option("--fixity", is_flag=True, help="Read and hash every image.")
@click.option("--rebuild", is_flag=True, help="Derive summaries and indexes again first.")
@click.option("--accept", multiple=True, metavar="NAME", help="Take for good, as it is, what was named as damaged.")
@JSON
def check(catalogue: Path, fixity: bool, rebuild: bool, accept: tuple[str, ...], as_json: bool) -> int:
    """Prove that the catalogue is sound."""
    if LOST in accept:
        accept_lost(CatalogueFolder(catalogue), user_name())
    with opened(catalogue, read_only=not (rebuild or accept)) as program:
        if accept:
            names = ", ".join(accept)
            label = message("Accepted as it is, though damaged: {names}", names=names)
            program.catalogue.accept(set(accept) - {LOST}, label)
        if rebuild and not program.catalogue.brought_up_to_date:
            program.catalogue.rebuild()
            program.catalogue.tidy()
        problems = list(program.check(fixity=fixity))
    if as_json:
        say({"ok": not problems, "problems": [_problem(problem) for problem in problems]})
    else:
        table(_problem(problem).values() for problem in problems)
        click.echo("ok" if not problems else f"{len(problems)} problems")
    return int(bool(problems))


def _problem(problem: Problem) -> dict[str, str]:
    # Scripts know the remedy as "mend".
    return {"kind": problem.kind, "where": problem.where, "message": str(problem.message), "mend": problem.remedy}


COMMANDS: dict[str, click.Command] = {"info": info, "show": show, "history": history, "check": check}

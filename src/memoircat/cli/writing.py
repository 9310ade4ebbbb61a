"""Commands that change a catalogue: each is one transaction and one step of undo."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from memoircat.catalogue.change import Change
from memoircat.cli.catalogue_argument import CATALOGUE
from memoircat.cli.opening import opened
from memoircat.cli.output import JSON, language, lines_of, pairs, say, table
from memoircat.editing import operations
from memoircat.editing.operations import OperationResult
from memoircat.editing.record_draft import CERTAINTIES
from memoircat.errors import InputError
from memoircat.linkage import decisions
from memoircat.messages import Message, message
from memoircat.program import Program
from memoircat.records.properties import PROPERTIES
from memoircat.records.registry import RECORD_TYPES

_FIELDS = click.argument("words", nargs=-1, metavar="FIELD=VALUE…")


def _one(
    program: Program, label: Message, operation: Callable[[Change], OperationResult]
) -> tuple[OperationResult, int | None]:
    """Run one operation as one step of undo; its result, and the id of its change set (None: nothing was changed)."""
    with program.catalogue.change(label) as change:
        result = operation(change)
        change_set = None if change.empty else change.id
    return result, change_set


def _new(type_code: str) -> Message:
    kind = RECORD_TYPES.get(type_code)
    return message("New: {type}", type=kind.label if kind else type_code)


def _stated(code: str, property_code: str) -> Message:
    declared = PROPERTIES.get(property_code)
    return message(
        "{record}: add a statement: {property}", record=code, property=declared.label if declared else property_code
    )


def _warnings(result: OperationResult) -> list[dict[str, str]]:
    words = language()
    return [
        {"column": warning.column, "value": warning.value, "reason": warning.reason.in_(words)}
        for warning in result.warnings
    ]


def _tell(code: str, result: OperationResult, *, as_json: bool) -> None:
    warnings = _warnings(result)
    if as_json:
        say({"code": code, "warnings": warnings})
        return
    click.echo(code)
    for warning in warnings:
        click.echo(f"{warning['column']}: {warning['reason']}", err=True)


def _code_of(program: Program, result: OperationResult) -> str:
    record = program.catalogue.view(result.record_id)
    return record.code if record else ""


@click.command()
@CATALOGUE
@click.option("--title", default="")
def new(catalogue: Path, title: str) -> None:
    """Make an empty catalogue."""
    Program.create(catalogue, title=title).close()


@click.command()
@CATALOGUE
@click.argument("type_code", metavar="TYPE")
@_FIELDS
@JSON
def add(catalogue: Path, type_code: str, words: tuple[str, ...], as_json: bool) -> None:
    """Make a record of a TYPE."""
    with opened(catalogue) as program:
        store = program.catalogue
        label = _new(type_code)
        result, _ = _one(program, label, lambda change: operations.add(store, change, type_code, pairs(words)))
        _tell(_code_of(program, result), result, as_json=as_json)


@click.command("set")
@CATALOGUE
@click.argument("code")
@_FIELDS
@JSON
def set_(catalogue: Path, code: str, words: tuple[str, ...], as_json: bool) -> None:
    """Change fields of the record CODE; FIELD= empties one."""
    with opened(catalogue) as program:
        store = program.catalogue
        label = message("Change {record}", record=code)
        result, _ = _one(program, label, lambda change: operations.set_fields(store, change, code, pairs(words)))
        _tell(_code_of(program, result), result, as_json=as_json)


@click.command()
@CATALOGUE
@click.argument("code")
@click.argument("property_code", metavar="PROPERTY")
@click.argument("value")
@click.option("--date", help="When it happened, or began.")
@click.option("--until", help="When it ended.")
@click.option("--place", help="The code of a place, or its name as written.")
@click.option("--source", help="The code of a source, or a title: made if new.")
@click.option("--locator", help="Page, row or frame.")
@click.option("--certainty", type=click.Choice(CERTAINTIES))
@click.option("--occurrence", type=click.IntRange(1))
@click.option("--preferred", is_flag=True)
@JSON
def state(catalogue: Path, code: str, property_code: str, value: str, as_json: bool, **more: Any) -> None:
    """Add a statement: who says what about PROPERTY of the record CODE."""
    with opened(catalogue) as program:
        store = program.catalogue
        label = _stated(code, property_code)
        result, _ = _one(program, label, lambda c: operations.state(store, c, code, property_code, value, **more))
        _tell(code, result, as_json=as_json)


@click.command()
@CATALOGUE
@click.argument("code")
@click.argument("images", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--caption")
@JSON
def attach(catalogue: Path, code: str, images: tuple[Path, ...], caption: str | None, as_json: bool) -> None:
    """Hang IMAGEs on the record CODE, in the order given."""
    with opened(catalogue) as program:
        record = program.catalogue.find(code)
        label = message("Add {n} {n:image|images}: {record}", n=len(images), record=code)
        attachments = program.attach(record, images, label=label, caption=caption)
    if as_json:
        say({"code": code, "attached": len(attachments)})
    else:
        click.echo(f"{code}: {len(attachments)}")


@click.command()
@CATALOGUE
@click.argument("code")
@JSON
def delete(catalogue: Path, code: str, as_json: bool) -> None:
    """Put the record CODE into the trash; `memoircat undo` brings it back."""
    with opened(catalogue) as program:
        store = program.catalogue
        label = message("Delete {record}", record=code)
        result, _ = _one(program, label, lambda change: operations.delete(store, change, code))
        _tell(code, result, as_json=as_json)


@click.command()
@CATALOGUE
@JSON
def undo(catalogue: Path, as_json: bool) -> None:
    """Take back the last change."""
    _turn(catalogue, "undo", as_json=as_json)


@click.command()
@CATALOGUE
@JSON
def redo(catalogue: Path, as_json: bool) -> None:
    """Bring back the change undone last."""
    _turn(catalogue, "redo", as_json=as_json)


def _turn(catalogue: Path, which: str, *, as_json: bool) -> None:
    with opened(catalogue) as program:
        done = program.catalogue.undo() if which == "undo" else program.catalogue.redo()
    if as_json:
        say({"change_set": done.id if done else None, "label": done.label.in_(language()) if done else None})
    else:
        click.echo(done.label.in_(language()) if done else f"Nothing to {which}.")


@click.command()
@CATALOGUE
@click.option("--from", "edits", required=True, type=click.Path(path_type=Path), help="One operation a line, as JSON.")
def apply(catalogue: Path, edits: Path) -> None:
    """Run many operations, each line one transaction; prints a line of JSON after each commit."""
    with opened(catalogue) as program:
        for number, line in enumerate(lines_of(edits), 1):
            if line.strip():
                result, change_set = _apply(program, line, message("{file}, line {line}", file=str(edits), line=number))
                say({"line": number, "code": _code_of(program, result), "change_set": change_set})


def _apply(program: Program, line: str, where: Message) -> tuple[OperationResult, int | None]:
    """Run the operation in one line of JSON. Raises InputError, which names the line (``where``)."""
    store = program.catalogue
    try:
        entry = json.loads(line)
        verb = entry["do"]
        fields = {name: "" if value is None else _text(value) for name, value in entry.get("fields", {}).items()}
        if verb == "add":
            return _one(program, _new(entry["type"]), lambda c: operations.add(store, c, entry["type"], fields))
        if verb == "set":
            label = message("Change {record}", record=entry["code"])
            return _one(program, label, lambda c: operations.set_fields(store, c, entry["code"], fields))
        if verb == "delete":
            label = message("Delete {record}", record=entry["code"])
            return _one(program, label, lambda c: operations.delete(store, c, entry["code"]))
        if verb == "state":
            more = {name: value for name, value in entry.items() if name not in ("do", "code", "property", "value")}
            label = _stated(entry["code"], entry["property"])
            return _one(
                program,
                label,
                lambda c: operations.state(store, c, entry["code"], entry["property"], entry["value"], **more),
            )
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise InputError(
            message("The line is no operation ({problem}).", problem=str(problem)),
            where=where,
            hint=message("See commands: apply."),
        ) from None
    except InputError as problem:
        at = message("{where}: {what}", where=where, what=problem.location) if problem.location else where
        raise InputError(problem.message, where=at, hint=problem.hint) from None
    raise InputError(
        message("There is no operation “{verb}”.", verb=verb),
        where=where,
        hint=message("One of: add, set, state, delete."),
    )


def _text(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


@click.command()
@CATALOGUE
@click.argument("codes", nargs=-1, required=True)
@click.option("--status", default="confirmed", show_default=True, type=click.Choice(decisions.STATUSES))
@click.option("--reason")
@JSON
def identify(catalogue: Path, codes: tuple[str, ...], status: str, reason: str | None, as_json: bool) -> None:
    """Decide whether the people CODES are one."""
    with opened(catalogue) as program:
        label = decisions.decision_label(program.catalogue.vocabularies(), codes, status)
        code = decisions.identify(program.catalogue, codes, status, reason, label)
    if as_json:
        say({"code": code})
    else:
        click.echo(code)


@click.command()
@CATALOGUE
@click.argument("code")
def separate(catalogue: Path, code: str) -> None:
    """Take decisions on the person CODE back."""
    with opened(catalogue) as program:
        decisions.separate(program.catalogue, code, message("Separate {record}", record=code))


@click.command()
@CATALOGUE
@click.argument("action", type=click.Choice(["list", "take-in", "sweep"]))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def images(catalogue: Path, action: str, files: tuple[Path, ...]) -> None:
    """List the images, take files in without hanging them on a record, or sweep those that nothing names any more."""
    with opened(catalogue, read_only=action == "list") as program:
        if action == "list":
            table(program.catalogue.images().items())
        elif action == "sweep":
            swept = program.sweep_images()
            table(asdict(swept).items())
        else:
            table((image.sha256, image.name) for image in map(program.media.ingest, files))


@click.command()
@CATALOGUE
@click.argument("code")
@click.option("--reason", required=True, help="Who asked for it, and why; the history tells it.")
def redact(catalogue: Path, code: str, reason: str) -> None:
    """Take the former texts of the record CODE out of the history; copies made before still hold them."""
    with opened(catalogue) as program:
        label = message("Former texts of {record} taken out of the history: {reason}", record=code, reason=reason)
        rows = program.catalogue.redact(program.catalogue.find(code), label)
        program.catalogue.tidy()
    click.echo(str(rows))


COMMANDS: dict[str, click.Command] = {
    "redact": redact,
    "new": new,
    "add": add,
    "set": set_,
    "state": state,
    "attach": attach,
    "delete": delete,
    "undo": undo,
    "redo": redo,
    "apply": apply,
    "identify": identify,
    "separate": separate,
    "images": images,
}

"""Commands that bring records in and out: import, mapping, export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from memoircat.catalogue.kept import save_mapping
from memoircat.cli.catalogue_argument import CATALOGUE
from memoircat.cli.opening import opened
from memoircat.cli.options import chosen, with_options
from memoircat.cli.output import JSON, language, say, table
from memoircat.errors import InputError
from memoircat.exchange.formats import exchange_formats
from memoircat.exchange.guess import guess_mapping
from memoircat.exchange.mapping import TableMapping, load_mapping, parse_mapping
from memoircat.exchange.table_import import ImportOutcome, RowRemark, import_table
from memoircat.jobs import Progress
from memoircat.messages import message
from memoircat.program import Program
from memoircat.records.registry import record_type
from memoircat.tables.table_files import preview_table


@click.command("import")
@CATALOGUE
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--mapping",
    required=True,
    type=click.Path(path_type=Path),
    help="A TOML file: columns to fields; or the name of a mapping saved in the catalogue.",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@click.option("--skip-bad", is_flag=True, help="Bring the good rows in although some are rejected.")
@click.option("--update", is_flag=True, help="Apply changed cells of rows that came in before.")
@click.option("--encoding", help="Instead of the mapping's.")
@JSON
def import_(catalogue: Path, file: Path, mapping: Path, as_json: bool, **how: Any) -> int:
    """Bring a table in, whole or not at all."""
    with opened(catalogue) as program:
        read = _mapping(program, mapping)
        outcome = import_table(program.catalogue, file, read, **how)
        if as_json:
            say(_outcome(outcome))
        else:
            _print(outcome)
        if not how["dry_run"]:
            program.catalogue.tidy()
    return int(bool(outcome.rejected))


def _mapping(program: Program, named: Path) -> TableMapping:
    """The mapping in the file of this name; where there is none, the one that the catalogue keeps under it."""
    kept = _kept(program)
    if not named.exists() and str(named) in kept:
        return parse_mapping(kept[str(named)], where=str(named))
    return load_mapping(named)


def _kept(program: Program) -> dict[str, str]:
    with program.reader() as reader:
        return reader.saved_mappings()


@click.group()
def mapping() -> None:
    """Guess what the columns of a table are, and keep mappings under a name."""


@mapping.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--record", default="person", show_default=True, help="What a row makes.")
@click.option("--encoding", default="auto", show_default=True)
def guess(file: Path, record: str, encoding: str) -> None:
    """Print a mapping for FILE, guessed from its first rows: look it through before you import with it."""
    preview = preview_table(file, encoding)
    if encoding == "auto" and len(preview.possible) > 1:
        known = ", ".join(preview.possible)
        raise InputError(
            message("More than one encoding is possible: {encodings}.", encodings=known),
            where=str(file),
            hint=message("Say --encoding."),
        )
    draft = guess_mapping([row.cells for row in preview.rows], record_type(record).code, file.stem)
    click.echo(draft.text(), nl=False)


@mapping.command()
@CATALOGUE
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
def save(catalogue: Path, name: str, file: Path) -> None:
    """Keep the mapping in FILE in the catalogue under NAME."""
    text, label = load_mapping(file).text, message("Keep the mapping “{name}”", name=name)
    with opened(catalogue) as program, program.catalogue.change(label) as change:
        save_mapping(change, name, text)


@mapping.command("list")
@CATALOGUE
@JSON
def list_(catalogue: Path, as_json: bool) -> None:
    """Print the names of the mappings that the catalogue keeps."""
    with opened(catalogue, read_only=True) as program:
        kept = _kept(program)
    say(kept) if as_json else table((name,) for name in kept)


def _outcome(outcome: ImportOutcome) -> dict[str, Any]:
    return {
        "read": outcome.read,
        "imported": outcome.imported,
        "updated": outcome.updated,
        "records": outcome.records,
        "unchanged": outcome.unchanged,
        "rejected": [_remark(remark) for remark in outcome.rejected],
        "warnings": [_remark(remark) for remark in outcome.warnings],
        "encoding": outcome.encoding,
        "change_set": outcome.change_set,
        "seconds": outcome.seconds,
    }


def _remark(remark: RowRemark) -> dict[str, Any]:
    reason = remark.reason.in_(language())
    return {"line": remark.line, "column": remark.column, "value": remark.value, "reason": reason}


def _print(outcome: ImportOutcome) -> None:
    for head, remarks in (("rejected", outcome.rejected), ("warning", outcome.warnings)):
        table(
            (head, f"line {remark.line}", remark.column, remark.value, remark.reason.in_(language()))
            for remark in remarks
        )
    click.echo(
        f"{outcome.read} read, {outcome.imported} imported, {outcome.updated} updated, {outcome.unchanged} unchanged, "
        f"{len(outcome.rejected)} rejected, {len(outcome.warnings)} warnings ({outcome.encoding}, {outcome.seconds} s)"
    )


@click.command()
@CATALOGUE
@click.option("--format", "format_", required=True, type=click.Choice(list(exchange_formats())))
@click.option("--to", required=True, type=click.Path(path_type=Path), help="A file or a folder, as the format has it.")
@with_options(format_.options for format_ in exchange_formats().values())
@JSON
def export(catalogue: Path, format_: str, to: Path, as_json: bool, **given: Any) -> None:
    """Write records to a file, or to a folder, as the format has it."""
    kind = exchange_formats()[format_]
    options = chosen(kind.options, format_, given)
    with opened(catalogue, read_only=True) as program:
        for code in options.codes:
            program.catalogue.find(code)  # a code that does not exist would be left out without a word
        counts = kind.export(program.catalogue, to, options, Progress())
    if as_json:
        say({"format": format_, "to": str(to), "records": counts})
    else:
        table(counts.items())


COMMANDS: dict[str, click.Command] = {"import": import_, "mapping": mapping, "export": export}

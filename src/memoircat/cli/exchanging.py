"""Commands that bring records in and out: import, export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from memoircat.catalogue.access import Audience
from memoircat.cli.output import CATALOGUE, JSON, language, say, table
from memoircat.exchange.csv_export import export_csv
from memoircat.exchange.mapping import load_mapping
from memoircat.exchange.table_import import Outcome, Remark, import_table
from memoircat.program import Program

_TO = click.option("--to", required=True, type=click.Path(path_type=Path))
_AUDIENCE = click.option("--audience", type=click.Choice([each.value for each in Audience]), default="staff")


@click.command("import")
@CATALOGUE
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mapping", required=True, type=click.Path(path_type=Path), help="A TOML file: columns to fields.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@click.option("--skip-bad", is_flag=True, help="Bring the good rows in although some are rejected.")
@click.option("--update", is_flag=True, help="Apply changed cells of rows that came in before.")
@click.option("--encoding", help="Instead of the mapping's.")
@JSON
def import_(catalogue: Path, file: Path, mapping: Path, as_json: bool, **how: Any) -> int:
    """Bring a table in, whole or not at all."""
    read = load_mapping(mapping)
    with Program.open(catalogue) as program:
        outcome = import_table(program.catalogue, file, read, **how)
    if as_json:
        say(_outcome(outcome))
    else:
        _print(outcome)
    return int(bool(outcome.rejected))


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "read": outcome.read,
        "imported": outcome.imported,
        "updated": outcome.updated,
        "records": outcome.records,
        "unchanged": outcome.unchanged,
        "rejected": [_remark(each) for each in outcome.rejected],
        "warnings": [_remark(each) for each in outcome.warnings],
        "encoding": outcome.encoding,
        "change_set": outcome.change_set,
        "seconds": outcome.seconds,
    }


def _remark(remark: Remark) -> dict[str, Any]:
    reason = remark.reason.in_(language())
    return {"line": remark.line, "column": remark.column, "value": remark.value, "reason": reason}


def _print(outcome: Outcome) -> None:
    for head, remarks in (("rejected", outcome.rejected), ("warning", outcome.warnings)):
        table((head, f"line {each.line}", each.column, each.value, each.reason.in_(language())) for each in remarks)
    click.echo(
        f"{outcome.read} read, {outcome.imported} imported, {outcome.updated} updated, {outcome.unchanged} unchanged, "
        f"{len(outcome.rejected)} rejected, {len(outcome.warnings)} warnings ({outcome.encoding}, {outcome.seconds} s)"
    )


@click.command()
@CATALOGUE
@click.option("--format", "format_", required=True, type=click.Choice(["csv"]))
@_TO
@_AUDIENCE
@click.option("--type", "type_code", help="Only records of this type.")
@click.option("--code", "codes", multiple=True)
@JSON
def export(
    catalogue: Path, format_: str, to: Path, audience: str, type_code: str | None, codes: tuple[str, ...], as_json: bool
) -> None:
    """Write records to a file, or to a folder with one file a type."""
    with Program.open(catalogue, read_only=True) as program:
        counts = export_csv(program.catalogue, to, type_code=type_code, audience=Audience(audience), codes=codes)
    if as_json:
        say({"format": format_, "to": str(to), "records": counts})
    else:
        table(counts.items())


COMMANDS: dict[str, click.Command] = {"import": import_, "export": export}

"""The command that brings what is left of a damaged catalogue into a new one."""

from __future__ import annotations

from pathlib import Path

import click

from memoircat.catalogue.salvage.report import Fate, SalvageReport
from memoircat.cli.catalogue_argument import CATALOGUE
from memoircat.cli.output import JSON, language, say, table
from memoircat.messages import Message, message
from memoircat.program import Program

_MOST_LINES = 20


@click.command()
@CATALOGUE
@click.option("--to", required=True, type=click.Path(path_type=Path), help="Where the new catalogue is to lie.")
@JSON
def salvage(catalogue: Path, to: Path, as_json: bool) -> int:
    """Bring every row that can still be read of a damaged CATALOGUE into a new one; the damaged one stays as it is."""
    report = Program.salvage(catalogue, to)
    if as_json:
        say(report.as_json())
    else:
        _tell(report)
    return int(not report.complete)


def _tell(report: SalvageReport) -> None:
    words = language()
    table(
        (
            name,
            count.read,
            *(f"{what} {number}" for what, number in _counts(count.lost, count.rebuilt, count.placeholders)),
        )
        for name, count in report.tables.items()
        if count.read or count.lost or count.placeholders
    )
    told = [loss for loss in report.losses if loss.fate is not Fate.OLDER]
    table(
        (loss.table, loss.key, loss.column or "", loss.fate.words.in_(words), loss.detail)
        for loss in told[:_MOST_LINES]
    )
    for line in _closing(report, len(told)):
        click.echo(line.in_(words))


def _counts(lost: int, rebuilt: int, placeholders: int) -> list[tuple[str, int]]:
    named = {"lost": lost, "rebuilt": rebuilt, "placeholders": placeholders}
    return [(what, number) for what, number in named.items() if number]


def _closing(report: SalvageReport, told: int) -> list[Message]:
    lines = []
    if report.left_out_log:
        lines.append(message("The write-ahead file beside it belongs to another catalogue and was left out."))
    if report.complete:
        lines.append(message("Everything came over."))
    else:
        lines.append(
            message(
                "{n} {n:row is|rows are} lost; all that was read of them is in {file}.",
                n=report.lost,
                file=str(report.file),
            )
        )
    if told > _MOST_LINES:
        lines.append(message("{n} more lines are in that file.", n=told - _MOST_LINES))
    return lines


COMMANDS: dict[str, click.Command] = {"salvage": salvage}

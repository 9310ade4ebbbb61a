"""The command that writes reports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from memoircat.cli.catalogue_argument import CATALOGUE
from memoircat.cli.opening import opened
from memoircat.cli.options import chosen, with_options
from memoircat.errors import InputError
from memoircat.jobs import Progress
from memoircat.messages import message
from memoircat.reports.kinds import report_kinds
from memoircat.reports.render import render


@click.command(help=f"Write a report of a KIND ({', '.join(report_kinds())}) as PDF, HTML or CSV.")
@CATALOGUE
@click.argument("kind")
@click.option("--to", required=True, type=click.Path(path_type=Path), help="A .pdf, .html or .csv file.")
@with_options(kind.options for kind in report_kinds().values())
def report(catalogue: Path, kind: str, to: Path, **given: Any) -> None:
    known = report_kinds()
    if kind not in known:
        raise InputError(
            message("There is no report “{kind}”.", kind=kind),
            where="KIND",
            hint=message("Kinds: {kinds}.", kinds=", ".join(known)),
        )
    options = chosen(known[kind].options, kind, given)
    with opened(catalogue, read_only=True) as program:
        render(known[kind].build(program.catalogue, options, Progress()), to)


COMMANDS: dict[str, click.Command] = {"report": report}

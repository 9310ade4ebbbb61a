"""The command that prints: report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from memoircat.catalogue.access import Audience
from memoircat.cli.output import CATALOGUE, pairs
from memoircat.errors import InputError
from memoircat.jobs import Progress
from memoircat.messages import message
from memoircat.program import Program
from memoircat.reports import REPORT_KINDS, ReportOptions, render


@click.command()
@CATALOGUE
@click.argument("kind")
@click.option("--to", required=True, type=click.Path(path_type=Path), help="A .pdf, .html or .csv file.")
@click.option("--lang", type=click.Choice(["ja", "en"]), default="ja", show_default=True)
@click.option("--where", multiple=True, metavar="FIELD=VALUE")
@click.option("--type", "types", multiple=True, help="Only records of these types.")
@click.option("--code", help="One record and what is below it.")
@click.option("--group", type=click.Choice(["hierarchy", "year", "type"]), default="hierarchy", show_default=True)
@click.option("--title", default="")
@click.option("--audience", type=click.Choice([each.value for each in Audience]), default="staff")
def report(catalogue: Path, kind: str, to: Path, where: tuple[str, ...], **options: Any) -> None:
    """Print a report of a KIND as PDF, HTML or CSV."""
    if kind not in REPORT_KINDS:
        raise InputError(
            message("There is no report “{kind}”.", kind=kind),
            where="KIND",
            hint=message("Kinds: {kinds}.", kinds=", ".join(REPORT_KINDS)),
        )
    chosen = ReportOptions(
        language=options["lang"],
        audience=Audience(options["audience"]),
        where=pairs(where),
        code=options["code"],
        group=options["group"],
        title=options["title"],
        **({"types": options["types"]} if options["types"] else {}),
    )
    with Program.open(catalogue, read_only=True) as program:
        render(REPORT_KINDS[kind](program.catalogue, chosen, Progress()), to)


COMMANDS: dict[str, click.Command] = {"report": report}

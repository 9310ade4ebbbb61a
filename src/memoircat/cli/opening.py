"""How commands open a catalogue: what a person should know of it is told on standard error."""

from __future__ import annotations

from pathlib import Path

import click

from memoircat.program import Program


def opened(catalogue: Path, *, read_only: bool = False) -> Program:
    """Open a catalogue for a command; see `Program.open`.

    Who writes is told of a place that is no good one for it, who reads of saved changes that are missing.
    """
    program = Program.open(catalogue, read_only=read_only)
    for caution in program.catalogue.cautions:
        if (caution.kind == "lost") is read_only:
            click.echo(f"memoircat: {catalogue}: {caution.line}", err=True)
    return program

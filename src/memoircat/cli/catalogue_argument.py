"""The argument CATALOGUE of commands, and the password that one may have."""

from __future__ import annotations

from pathlib import Path

import click

from memoircat.catalogue import keyring, swap


def _unlocked(context: click.Context, _argument: click.Parameter, catalogue: Path) -> Path:
    """Ask for the password of a catalogue that has one, before its command begins."""
    if not context.resilient_parsing and keyring.is_locked(swap.database_of(catalogue)):
        from memoircat.cli.passwords import unlock_for_command  # noqa: PLC0415 - few catalogues have a password

        unlock_for_command(swap.database_of(catalogue))
    return catalogue


CATALOGUE = click.argument("catalogue", type=click.Path(path_type=Path), callback=_unlocked)

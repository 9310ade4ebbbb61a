"""The command `password`, and how commands get the password of a catalogue that has one: never as an argument.

It is read from the file named by an option, from the environment, or from the terminal, which does not show it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from memoircat.catalogue import keyring, swap
from memoircat.catalogue.storage import require_catalogue
from memoircat.catalogue.unlocking import WARNINGS, has_password, require_good, unlock
from memoircat.cli.output import JSON, language, lines_of, say
from memoircat.errors import InputError
from memoircat.messages import Message, message

PRESENT, NEW = "MEMOIRCAT_PASSWORD", "MEMOIRCAT_NEW_PASSWORD"  # variables of the environment
_FILE = click.Path(path_type=Path)


def unlock_for_command(file: Path, password_file: Path | None = None) -> None:
    """Unlock a database: with the first line of a file, the environment, or what is typed.

    Raises PasswordNeeded where there is nobody to ask, WrongPassword.
    """
    password = _given(password_file, PRESENT)
    if password is None and sys.stdin.isatty():
        password = _typed(message("Password of {name}", name=file.parent.stem))
    if password is None:
        raise keyring.password_needed(file)
    unlock(file, password)


@click.command()
@click.argument("catalogue", type=_FILE)
@click.argument("what", type=click.Choice(["set", "change", "remove"]))
@click.option(
    "--password-file",
    type=_FILE,
    help=f"A file whose first line is the password (of `set` the one to be; else {PRESENT}, or it is typed).",
)
@click.option(
    "--new-password-file", type=_FILE, help=f"For `change`: a file with the new password (else {NEW}, or it is typed)."
)
@click.option(
    "--forget-copies", is_flag=True, help="Remove the copies in the folder that were made without this password."
)
@JSON
def password(
    catalogue: Path,
    what: str,
    password_file: Path | None,
    new_password_file: Path | None,
    forget_copies: bool,
    as_json: bool,
) -> None:
    """Set, change or remove the password of CATALOGUE. Without it nobody can open the catalogue: keep it safe."""
    from memoircat.catalogue.passwords import set_password  # noqa: PLC0415 - SQLAlchemy, which other commands do not wait for
    from memoircat.program import user_name  # noqa: PLC0415 - likewise

    if keyring.is_locked(swap.database_of(catalogue)):
        unlock_for_command(swap.database_of(catalogue), password_file)
    if not swap.is_decided(catalogue):
        require_catalogue(catalogue / swap.DATABASE)
        _require(catalogue, has=what != "set")
    warnings = WARNINGS if what != "remove" else ()
    if not as_json:
        _tell(*warnings)
    new = None if what == "remove" else _new(*((password_file, PRESENT) if what == "set" else (new_password_file, NEW)))
    if new is not None:
        require_good(new)
    done = set_password(catalogue, new, by=user_name(), forget_copies=forget_copies)
    if as_json:
        left = [str(copy) for copy in done.left]
        told = [warning.in_(language()) for warning in warnings]
        say({"password": done.has_password, "copies_left": left, "copies_removed": done.removed, "warnings": told})
        return
    now = message("The catalogue has this password now.") if done.has_password else message("It has no password now.")
    click.echo(now.in_(language()))
    if done.removed:
        click.echo(message("Copies made before were removed: {n}.", n=done.removed).in_(language()))
    if done.left and done.has_password:
        _tell(message("Copies made before that open without this password: {n}.", n=len(done.left)))
    elif done.left:
        _tell(message("Copies made before that still have the former password: {n}.", n=len(done.left)))
    for copy in done.left:
        click.echo(f"  {copy}", err=True)
    if done.left and done.has_password:
        _tell(message("Remove them with --forget-copies, and do not forget those on other disks."))


def _require(catalogue: Path, *, has: bool) -> None:
    """Raise InputError where a catalogue has a password and should have none, or the other way round."""
    if has_password(catalogue) == has:
        return
    if has:
        raise InputError(
            message("This catalogue has no password."),
            where=str(catalogue),
            hint=message("Give it one with `memoircat password CATALOGUE set`."),
        )
    raise InputError(
        message("This catalogue has a password already."),
        where=str(catalogue),
        hint=message("Give it another one with `memoircat password CATALOGUE change`."),
    )


def _new(file: Path | None, variable: str) -> str:
    """The password to be: given, or typed twice."""
    given = _given(file, variable)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise InputError(
            message("There is no new password."),
            where=variable,
            hint=message("Name a file whose first line it is, or set this variable of the environment."),
        )
    first, second = _typed(message("New password")), _typed(message("The same once more"))
    if first != second:
        raise InputError(
            message("The two are not the same."), where=message("password"), hint=message("Type it again.")
        )
    return first


def _given(file: Path | None, variable: str) -> str | None:
    if file is not None:
        return (lines_of(file) or [""])[0]
    return os.environ.get(variable) or None


def _typed(words: Message) -> str:
    typed: str = click.prompt(words.in_(language()), hide_input=True, err=True)
    return typed


def _tell(*lines: Message) -> None:
    for line in lines:
        click.echo(line.in_(language()), err=True)


COMMANDS: dict[str, click.Command] = {"password": password}

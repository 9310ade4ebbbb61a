"""How commands print, JSON for programs and short lines for people; and how they read their arguments and files."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from memoircat.errors import InputError
from memoircat.messages import Language, language_of, message

JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def say(value: Any) -> None:
    """Print a value as one line of JSON, flushed at once."""
    click.echo(printable(json.dumps(value, ensure_ascii=False, default=str)))


def printable(line: str) -> str:
    """A line of JSON; lone surrogates, which cannot be encoded, are written as escapes."""
    return line.encode("utf-8", "backslashreplace").decode()


def table(rows: Iterable[Iterable[object]]) -> None:
    """Print rows of short texts, with tabs between the cells."""
    for row in rows:
        click.echo("\t".join("" if cell is None else str(cell).replace("\n", " ") for cell in row))


def language() -> Language:
    """The language of the environment: that of MEMOIRCAT_LANG, LC_ALL or LANG."""
    locale = os.environ.get("MEMOIRCAT_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG")
    return language_of(locale)


def pairs(words: Sequence[str]) -> dict[str, str]:
    """FIELD=VALUE arguments as a mapping; several values of one field are joined by "; ".

    Raises InputError for an argument without `=`.
    """
    values: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise InputError(
                message("“{word}” is not FIELD=VALUE.", word=word),
                where=word,
                hint=message("For example title=凍土の記."),
            )
        values[name] = f"{values[name]}; {value}" if name in values else value
    return values


def filters(words: Sequence[str]) -> dict[str, str | list[str]]:
    """FIELD=VALUE arguments that filter; several values of one field ask for any of them.

    Raises InputError for an argument without `=`.
    """
    where: dict[str, str | list[str]] = {}
    for word in words:
        ((name, value),) = pairs([word]).items()
        before = where.get(name, [])
        where[name] = [*([before] if isinstance(before, str) else before), value] if before else value
    return where


def lines_of(file: Path) -> list[str]:
    """The lines of a text file in UTF-8, without line ends. Raises InputError for a file that cannot be read."""
    try:
        lines = file.read_bytes().decode("utf-8-sig").split("\n")
    except FileNotFoundError:
        raise InputError(message("There is no such file."), where=str(file), hint=message("Check the path.")) from None
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(
            message("The file cannot be read ({problem}).", problem=str(problem)),
            where=str(file),
            hint=message("Save it as UTF-8."),
        ) from None
    # Not str.splitlines: it would end a line at U+2028 or U+0085, which a title may hold.
    return [line.removesuffix("\r") for line in (lines if lines[-1] else lines[:-1])]

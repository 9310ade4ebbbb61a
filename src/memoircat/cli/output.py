"""How commands print: JSON for programs, short lines for people."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from memoircat.errors import InputError
from memoircat.messages import Language, language_of, message

CATALOGUE = click.argument("catalogue", type=click.Path(path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def say(value: Any) -> None:
    """Print a value as one line of JSON, flushed at once."""
    click.echo(printable(json.dumps(value, ensure_ascii=False, default=str)))


def printable(line: str) -> str:
    """A line of JSON as it is; half characters, which no encoding holds, as their escapes."""
    return line.encode("utf-8", "backslashreplace").decode()


def table(rows: Iterable[Sequence[object]]) -> None:
    """Print rows of short texts, parted by tabs."""
    for row in rows:
        click.echo("\t".join("" if cell is None else str(cell).replace("\n", " ") for cell in row))


def language() -> Language:
    """The language of the person's environment."""
    given = os.environ.get("MEMOIRCAT_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG")
    return language_of(given)


def pairs(words: Sequence[str]) -> dict[str, str]:
    """FIELD=VALUE words as a mapping. Raises InputError for a word without `=`."""
    found: dict[str, str] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign:
            raise InputError(
                message("“{word}” is not FIELD=VALUE.", word=word),
                where=word,
                hint=message("For example title=凍土の記."),
            )
        found[name] = f"{found[name]}; {value}" if name in found else value
    return found


def filters(words: Sequence[str]) -> dict[str, str | list[str]]:
    """FIELD=VALUE words that filter: several values of one field ask for any of them. Raises InputError as `pairs`."""
    found: dict[str, str | list[str]] = {}
    for word in words:
        ((name, value),) = pairs([word]).items()
        before = found.get(name, [])
        found[name] = [*([before] if isinstance(before, str) else before), value] if before else value
    return found


def lines_of(file: Path) -> list[str]:
    """The lines of a text file, without their ends."""
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
    # Not str.splitlines: a title may hold U+2028 or U+0085, which end no line here.
    return [line.removesuffix("\r") for line in (lines if lines[-1] else lines[:-1])]

"""`memoircat term`: the terms of the vocabularies, listed, added, worded and merged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from memoircat.catalogue.change import Change
from memoircat.catalogue.terms import add_term, merge_terms, use_term, word_term
from memoircat.cli.catalogue_argument import CATALOGUE
from memoircat.cli.opening import opened
from memoircat.cli.output import JSON, pairs, say, table
from memoircat.errors import InputError, NotFound
from memoircat.messages import LANGUAGES, Label, Message, message
from memoircat.records.known_terms import protection_of
from memoircat.records.vocabularies import Term

_VOCABULARY = click.argument("vocabulary")
_WORDS = click.argument("words", nargs=-1, metavar="ja=… en=… ru=…")
_IN_USE = {"yes": True, "no": False}


@click.group("term")
def term() -> None:
    """List, add, word and merge the terms of the vocabularies."""


@term.command("list")
@CATALOGUE
@click.argument("vocabulary", required=False)
@JSON
def list_(catalogue: Path, vocabulary: str | None, as_json: bool) -> None:
    """List the terms of a VOCABULARY, or of all, and how often each is used."""
    with opened(catalogue, read_only=True) as program:
        vocabularies = program.catalogue.vocabularies()
        names = vocabularies.codes() if vocabulary is None else (vocabulary,)
        if vocabulary is not None and not vocabularies.terms(vocabulary):
            raise NotFound(
                message("There is no term in “{vocabulary}”.", vocabulary=vocabulary),
                where=vocabulary,
                hint=message("`memoircat types` lists vocabularies."),
            )
        with program.reader() as reader:
            uses = {name: reader.uses_of_terms(name) for name in names}
    rows = [_term_row(listed, uses[name]) for name in names for listed in vocabularies.terms(name)]
    if as_json:
        say(rows)
    else:
        table((*list(row.values())[:5], "" if row["in_use"] else "out of use", row["uses"]) for row in rows)


def _term_row(listed: Term, uses: dict[str, int]) -> dict[str, Any]:
    return {
        "vocabulary": listed.vocabulary,
        "code": listed.code,
        **listed.label._asdict(),
        "in_use": listed.in_use,
        "uses": uses.get(listed.code, 0),
        "known": protection_of(listed.vocabulary, listed.code) is not None,
    }


@term.command()
@CATALOGUE
@_VOCABULARY
@_WORDS
@click.option("--code", default="", help="Made from the English word, if it is not given.")
@JSON
def add(catalogue: Path, vocabulary: str, words: tuple[str, ...], code: str, as_json: bool) -> None:
    """Add a term to a VOCABULARY; prints its code."""
    word_by_language = _words(words)
    label = Label(*(word_by_language.get(language, "") for language in LANGUAGES))
    new = _run(
        catalogue,
        message("Add the term “{term}”", term=label),
        lambda change: add_term(change, vocabulary, label, code),
    )
    say({"code": new}) if as_json else click.echo(new)


@term.command("set")
@CATALOGUE
@_VOCABULARY
@click.argument("code")
@click.argument("words", nargs=-1, required=True, metavar="ja=… en=… ru=… in_use=yes|no")
@JSON
def set_(catalogue: Path, vocabulary: str, code: str, words: tuple[str, ...], as_json: bool) -> None:
    """Change words of a term, or take it out of use and back into it; ja= empties one."""
    word_by_language = _words(words, "in_use")
    in_use = word_by_language.pop("in_use", None)
    if in_use is not None and in_use not in _IN_USE:
        raise InputError(
            message("“{text}” is neither yes nor no.", text=in_use),
            where="in_use",
            hint=message("Write in_use=yes or in_use=no."),
        )

    def work(change: Change) -> None:
        if word_by_language:
            word_term(change, vocabulary, code, word_by_language)
        if in_use is not None:
            use_term(change, vocabulary, code, _IN_USE[in_use])

    _run(catalogue, message("Change the term “{term}”", term=code), work)
    say({"code": code}) if as_json else click.echo(code)


@term.command()
@CATALOGUE
@_VOCABULARY
@click.argument("code")
@click.argument("into")
@JSON
def merge(catalogue: Path, vocabulary: str, code: str, into: str, as_json: bool) -> None:
    """Write INTO wherever CODE is used, and remove CODE; prints the number of uses that changed."""
    uses = _run(
        catalogue,
        message("Merge “{term}” into “{other}”", term=code, other=into),
        lambda change: merge_terms(change, vocabulary, code, into),
    )
    say({"code": into, "changed": uses}) if as_json else click.echo(f"{into}: {uses}")


def _run(catalogue: Path, label: Message, work: Callable[[Change], Any]) -> Any:
    with opened(catalogue) as program, program.catalogue.change(label) as change:
        return work(change)


def _words(words: tuple[str, ...], *more: str) -> dict[str, str]:
    """Arguments such as ja=… by their names: languages, and ``more``. Raises InputError for another name."""
    values = pairs(words)
    for name in values:
        if name not in (*LANGUAGES, *more):
            names = ", ".join(f"{known_name}=…" for known_name in (*LANGUAGES, *more))
            raise InputError(
                message("A term has no “{name}”.", name=name), where=name, hint=message("It has {names}.", names=names)
            )
    return values


COMMANDS: dict[str, click.Command] = {"term": term}

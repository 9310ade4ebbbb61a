"""Commands that look things up without SQLAlchemy: find, search, list, date, types."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from memoircat.catalogue.list_columns import shown_columns
from memoircat.catalogue.query import Query
from memoircat.cli.output import CATALOGUE, JSON, filters, language, lines_of, say, table
from memoircat.dates import read_date
from memoircat.editing.targets import IDENTIFIERS, NAME_PARTS, STATEMENT_PARTS
from memoircat.records.declare import Field, Kind
from memoircat.records.properties import properties_of
from memoircat.records.registry import RECORD_TYPES, record_type
from memoircat.records.vocabularies import seed_terms
from memoircat.search.people import PeopleResults
from memoircat.search.reader import Reader
from memoircat.search.words import Filters, Page

FROM = click.option(
    "--from", "queries", type=click.Path(path_type=Path), help="One query a line in, one JSON object a line out."
)


@click.command(context_settings={"ignore_unknown_options": True})
@CATALOGUE
@click.argument("name", required=False)
@click.option("--limit", default=20, show_default=True)
@click.option("--born", type=int, help="Year of birth.")
@click.option("--from-place", help="Home prefecture.")
@FROM
@JSON
def find(
    catalogue: Path,
    name: str | None,
    limit: int,
    born: int | None,
    from_place: str | None,
    queries: Path | None,
    as_json: bool,
) -> None:
    """Find people by NAME, in any script."""
    finder = Reader.open(catalogue).people
    if queries:
        finder.load()
        for line in lines_of(queries):
            say(_found(finder.find(line, limit=limit, born=born, from_place=from_place)))
        return
    if name is None:
        raise click.UsageError("Name whom to find, or give --from.")
    found = finder.find(name, limit=limit, born=born, from_place=from_place)
    if as_json:
        say(_found(found))
    else:
        words = language()
        table(
            (hit.code, hit.label, hit.birth, hit.prefecture, hit.fate, " · ".join(why.in_(words) for why in hit.why))
            for hit in found.hits
        )


def _found(found: PeopleResults) -> dict[str, Any]:
    words = language()
    hits = [
        {
            "rank": rank,
            "code": hit.code,
            "kind": hit.kind,
            "label": hit.label,
            "names": [{"text": name.text, "script": name.script, "kind": name.kind} for name in hit.names],
            "birth": hit.birth,
            "death": hit.death,
            "prefecture": hit.prefecture,
            "score": hit.score,
            "why": [why.in_(words) for why in hit.why],
        }
        for rank, hit in enumerate(found.hits, 1)
    ]
    counted = {"total": found.total, "more": found.more, "ms": found.ms}
    return {"query": found.query, "script": found.script, **counted, "hits": hits}


@click.command(context_settings={"ignore_unknown_options": True})  # -word excludes
@CATALOGUE
@click.argument("words", required=False)
@click.option("--type", "type_code", help="Only records of this type.")
@click.option("--where", multiple=True, metavar="FIELD=VALUE")
@click.option("--field", help="Only in the texts of this field, for example notes.")
@click.option("--facets", is_flag=True, help="Count the hits by type and by the values of their terms.")
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True)
@click.option("--offset", type=click.IntRange(min=0), default=0)
@FROM
@JSON
def search(
    catalogue: Path, words: str | None, type_code: str | None, where: tuple[str, ...], field: str | None,
    facets: bool, limit: int, offset: int, queries: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Search all text for WORDS; "…" is a phrase as written, -word excludes."""
    reader = Reader.open(catalogue)
    chosen = Filters(type_code and record_type(type_code).code, filters(where), field)
    if queries:
        for line in lines_of(queries):
            say(_page(reader.words(line, chosen, limit=limit, offset=offset)))
        return
    if words is None:
        raise click.UsageError("Say what to search for, or give --from.")
    page = reader.words(words, chosen, limit=limit, offset=offset)
    counted = reader.word_facets(words, chosen) if facets else {}
    if as_json:
        say(_page(page) | ({"facets": _counts(counted)} if facets else {}))
    else:
        _print_counts(counted)
        table((hit.code, hit.type, hit.label, hit.field, hit.snippet) for hit in page.hits)


def _counts(counted: dict[str, list[tuple[str, int]]]) -> dict[str, dict[str, int]]:
    return {name: dict(values) for name, values in counted.items()}


def _print_counts(counted: dict[str, list[tuple[str, int]]]) -> None:
    table((name, value or "—", number) for name, values in counted.items() for value, number in values)


def _page(page: Page) -> dict[str, Any]:
    names = ("code", "type", "label", "field", "snippet")
    hits = [{name: getattr(hit, name) for name in names} for hit in page.hits]
    return {"query": page.query, "total": page.total, "ms": page.ms, "hits": hits}


@click.command("list")
@CATALOGUE
@click.argument("type_code", metavar="TYPE")
@click.option("--where", multiple=True, metavar="FIELD=VALUE")
@click.option("--sort", metavar="FIELD", help="A column; -FIELD sorts downwards.")
@click.option("--limit", type=int)
@click.option("--offset", default=0)
@click.option("--columns", metavar="A,B,…")
@click.option("--everyone", is_flag=True, help="Also recorded people who are part of an identified one.")
@click.option("--trash", is_flag=True, help="Deleted records instead.")
@click.option("--facets", is_flag=True, help="Count the values of the terms instead.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@JSON
def list_(
    catalogue: Path, type_code: str, where: tuple[str, ...], sort: str | None, limit: int | None, offset: int,
    columns: str | None, everyone: bool, trash: bool, facets: bool, as_csv: bool, as_json: bool,
) -> None:  # fmt: skip
    """List the records of a TYPE."""
    kind = record_type(type_code).code
    reader = Reader.open(catalogue)
    shown = columns.split(",") if columns else [each.name for each in shown_columns(kind)]
    if not columns and "code" not in shown:
        shown.insert(0, "code")
    downwards = bool(sort and sort.startswith("-"))
    query = Query(kind, filters(where), sort.lstrip("-") if sort else None, downwards, everyone, trash)
    if facets:
        counted = reader.facets(query)
        say(_counts(counted)) if as_json else _print_counts(counted)
        return
    ids = reader.ids(query, limit, offset)
    found = [
        {name: row[name] for name in shown}
        for start in range(0, len(ids), 500)
        for row in reader.rows(kind, ids[start : start + 500], shown)
    ]
    if as_csv:
        _print_csv(shown, found)
    elif as_json:
        say(found)
    else:
        table([row[name] for name in shown] for row in found)


def _print_csv(head: list[str], rows: list[dict[str, Any]]) -> None:
    import csv  # noqa: PLC0415 - only where it is asked for

    from memoircat.tables.csv_files import neutralise  # noqa: PLC0415 - likewise

    writer = csv.writer(sys.stdout)
    writer.writerow(head)
    for row in rows:
        writer.writerow(
            [neutralise("; ".join(v) if isinstance(v := row[n], tuple) else "" if v is None else str(v)) for n in head]
        )


@click.command()
@click.argument("text")
@click.option("--order", type=click.Choice(["dmy", "mdy", "ymd"]), help="How figures such as 3.4.46 are meant.")
@JSON
def date(text: str, order: str | None, as_json: bool) -> None:
    """Say what a date means."""
    read = read_date(text, order=order)
    words = language()
    readings = [
        {"edtf": each.edtf, "earliest": each.earliest, "latest": each.latest, "label": each.label.in_(words)}
        for each in read.readings
    ]
    problem = read.problem.in_(words) if read.problem else None
    if as_json:
        say({"text": text, "readings": readings, "ambiguous": read.ambiguous, "problem": problem})
        return
    table((each["edtf"], each["earliest"], each["latest"], each["label"]) for each in readings)
    if problem:
        click.echo(problem)


@click.command()
@JSON
def types(as_json: bool) -> None:
    """List record types, fields, properties and vocabularies: what can be mapped and set."""
    from memoircat.exchange.formats import exchange_formats  # noqa: PLC0415 - needs SQLAlchemy, which `find` need not wait for
    from memoircat.reports.kinds import report_kinds  # noqa: PLC0415 - likewise

    vocabularies: dict[str, list[dict[str, str]]] = {}
    for term in seed_terms():
        words = {"code": term.code, "ja": term.label.ja, "en": term.label.en, "ru": term.label.ru}
        vocabularies.setdefault(term.vocabulary, []).append(words)
    described = {code: _type(code) for code in RECORD_TYPES}
    if as_json:
        say(
            {
                "types": described,
                "vocabularies": vocabularies,
                "names": ["name", *(f"name.{part}" for part in NAME_PARTS)],
                "parts": list(STATEMENT_PARTS),
                "reports": list(report_kinds()),
                "formats": list(exchange_formats()),
            }
        )
        return
    for code, each in described.items():
        click.echo(f"{code}  {each['label']['ja']} / {each['label']['en']}")
        table(
            (f"    {field['name']}", field["kind"], field["label"]["ja"], field["label"]["en"])
            for field in each["fields"]
        )
        table(
            (f"    {p['code']}", f"statement: {p['holds']}", p["label"]["ja"], p["label"]["en"])
            for p in each["properties"]
        )


def _type(code: str) -> dict[str, Any]:
    kind = RECORD_TYPES[code]
    properties = [
        {
            "code": each.code,
            "label": each.label._asdict(),
            "holds": each.holds.value,
            "repeatable": each.repeatable,
            "vocabulary": each.vocabulary,
            "privacy": each.privacy,
        }
        for each in properties_of(code)
    ]
    more = [f"identifier.{each}" for each in IDENTIFIERS] if code == "place" else []
    fields = [_field(each) for each in kind.fields]
    return {"label": kind.label._asdict(), "fields": fields, "properties": properties, "others": ["tag", *more]}


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": field.label._asdict(),
        "kind": field.kind.value,
        "vocabulary": field.vocabulary,
        "needed": field.declared.needed,
        "repeatable": field.kind in (Kind.TERMS, Kind.TEXTS),
    }


COMMANDS: dict[str, click.Command] = {"find": find, "search": search, "list": list_, "date": date, "types": types}

"""Commands that look things up: find, search, list, date, types. All but the last start without SQLAlchemy."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from memoircat.catalogue.list_columns import shown_columns
from memoircat.catalogue.query import Query
from memoircat.cli.catalogue_argument import CATALOGUE
from memoircat.cli.output import JSON, filters, language, lines_of, say, table
from memoircat.dates import read_date
from memoircat.editing.targets import IDENTIFIERS, NAME_PARTS, STATEMENT_PARTS
from memoircat.messages import Label
from memoircat.records.declare import Field, Kind
from memoircat.records.properties import properties_of
from memoircat.records.registry import RECORD_TYPES, record_type
from memoircat.records.vocabularies import seed_terms
from memoircat.search.person_hits import Namesakes, PeopleResults, PersonHit
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
@click.option("--each", is_flag=True, help="Print namesakes one by one, not on one line with their number.")
@FROM
@JSON
def find(
    catalogue: Path,
    name: str | None,
    limit: int,
    born: int | None,
    from_place: str | None,
    each: bool,
    queries: Path | None,
    as_json: bool,
) -> None:
    """Find people by NAME, in any script."""
    finder = Reader.open(catalogue).people
    if queries:
        finder.load()
        for line in lines_of(queries):
            say(_results(finder.find(line, limit=limit, born=born, from_place=from_place)))
        return
    if name is None:
        raise click.UsageError("Name whom to find, or give --from.")
    results = finder.find(name, limit=limit, born=born, from_place=from_place)
    if as_json:
        say(_results(results))
    else:
        table(map(_line, results.hits) if each else map(_line_of_namesakes, results.groups))


def _line(hit: PersonHit) -> tuple[object, ...]:
    return (hit.code, hit.label, hit.birth, hit.prefecture, hit.fate, _why(hit.why))


def _line_of_namesakes(group: Namesakes) -> tuple[object, ...]:
    """One person as he is; of several, who is first and how many they are: ``--each`` tells them apart."""
    hit = group.first
    if group.number == 1:
        return _line(hit)
    return (f"{hit.code} +{group.number - 1}", f"{hit.label} ×{group.number}", None, None, None, _why(group.why))


def _why(reasons: Iterable[Label]) -> str:
    words = language()
    return " · ".join(reason.in_(words) for reason in reasons)


def _results(results: PeopleResults) -> dict[str, Any]:
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
            "namesakes": hit.namesakes,
            "why": [why.in_(words) for why in hit.why],
        }
        for rank, hit in enumerate(results.hits, 1)
    ]
    counts = {"total": results.total, "more": results.more, "ms": results.ms}
    return {"query": results.query, "script": results.script, **counts, "hits": hits}


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
    counts = reader.word_facets(words, chosen) if facets else {}
    if as_json:
        say(_page(page) | ({"facets": _facets(counts)} if facets else {}))
    else:
        _print_facets(counts)
        table((hit.code, hit.type, hit.label, hit.field, hit.snippet) for hit in page.hits)


def _facets(counts: dict[str, list[tuple[str, int]]]) -> dict[str, dict[str, int]]:
    return {name: dict(values) for name, values in counts.items()}


def _print_facets(counts: dict[str, list[tuple[str, int]]]) -> None:
    table((name, value or "—", number) for name, values in counts.items() for value, number in values)


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
    shown = columns.split(",") if columns else [column.name for column in shown_columns(kind)]
    if not columns and "code" not in shown:
        shown.insert(0, "code")
    downwards = bool(sort and sort.startswith("-"))
    query = Query(kind, filters(where), sort.lstrip("-") if sort else None, downwards, everyone, trash)
    if facets:
        counts = reader.facets(query)
        say(_facets(counts)) if as_json else _print_facets(counts)
        return
    ids = reader.ids(query, limit, offset)
    rows = [
        {name: row[name] for name in shown}
        for start in range(0, len(ids), 500)
        for row in reader.rows(kind, ids[start : start + 500], shown)
    ]
    if as_csv:
        _print_csv(shown, rows)
    elif as_json:
        say(rows)
    else:
        table([row[name] for name in shown] for row in rows)


def _print_csv(head: list[str], rows: list[dict[str, Any]]) -> None:
    import csv  # noqa: PLC0415 - only where it is asked for

    from memoircat.tables.csv_files import neutralise  # noqa: PLC0415 - likewise

    writer = csv.writer(sys.stdout)
    writer.writerow(head)
    for row in rows:
        values = (row[name] for name in head)
        texts = (
            "; ".join(value) if isinstance(value, tuple) else "" if value is None else str(value) for value in values
        )
        writer.writerow(map(neutralise, texts))


@click.command()
@click.argument("text")
@click.option("--order", type=click.Choice(["dmy", "mdy", "ymd"]), help="How figures such as 3.4.46 are meant.")
@JSON
def date(text: str, order: str | None, as_json: bool) -> None:
    """Say what a date means."""
    read = read_date(text, order=order)
    words = language()
    readings = [
        {
            "edtf": reading.edtf,
            "earliest": reading.earliest,
            "latest": reading.latest,
            "label": reading.label.in_(words),
        }
        for reading in read.readings
    ]
    problem = read.problem.in_(words) if read.problem else None
    if as_json:
        say({"text": text, "readings": readings, "ambiguous": read.ambiguous, "problem": problem})
        return
    table(reading.values() for reading in readings)
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
    kinds = {code: _type(code) for code in RECORD_TYPES}
    if as_json:
        say(
            {
                "types": kinds,
                "vocabularies": vocabularies,
                "names": ["name", *(f"name.{part}" for part in NAME_PARTS)],
                "parts": list(STATEMENT_PARTS),
                "reports": list(report_kinds()),
                "formats": list(exchange_formats()),
            }
        )
        return
    for code, kind in kinds.items():
        click.echo(f"{code}  {kind['label']['ja']} / {kind['label']['en']}")
        table(
            (f"    {field['name']}", field["kind"], field["label"]["ja"], field["label"]["en"])
            for field in kind["fields"]
        )
        table(
            (
                f"    {declared['code']}",
                f"statement: {declared['holds']}",
                declared["label"]["ja"],
                declared["label"]["en"],
            )
            for declared in kind["properties"]
        )


def _type(code: str) -> dict[str, Any]:
    kind = RECORD_TYPES[code]
    properties = [
        {
            "code": declared.code,
            "label": declared.label._asdict(),
            "holds": declared.holds.value,
            "repeatable": declared.repeatable,
            "vocabulary": declared.vocabulary,
            "privacy": declared.privacy,
        }
        for declared in properties_of(code)
    ]
    identifiers = [f"identifier.{part}" for part in IDENTIFIERS] if code == "place" else []
    fields = [_field(field) for field in kind.fields]
    return {"label": kind.label._asdict(), "fields": fields, "properties": properties, "others": ["tag", *identifiers]}


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

"""The templates for entering rows that come with the program; a catalogue keeps its own (`catalogue.kept`)."""

from __future__ import annotations

from dataclasses import asdict

from memoircat.editing.grid_rows import Grid, GridColumn
from memoircat.editing.target_words import target_words
from memoircat.editing.targets import read_target
from memoircat.messages import Label, Language
from memoircat.records.registry import record_type

# A roll of the dead as hospitals and camps kept them, and pieces of one accession.
_SHIPPED: dict[str, tuple[Label, str, tuple[GridColumn, ...]]] = {
    "death_roll": (
        Label("死亡者名簿", "Roll of the dead", "Список умерших"),
        "person",
        (
            GridColumn("", "row.locator", runs_on=True),
            GridColumn("", "name"),
            GridColumn("", "rank"),
            GridColumn("", "home_prefecture"),
            GridColumn("", "death"),
            GridColumn("", "cause_of_death"),
            GridColumn("", "burial.place"),
        ),
    ),
    "roster": (
        Label("収容者名簿", "Roster of internees", "Список интернированных"),
        "person",
        (
            GridColumn("", "row.locator", runs_on=True),
            GridColumn("", "name"),
            GridColumn("", "name.reading"),
            GridColumn("", "birth"),
            GridColumn("", "rank"),
            GridColumn("", "home_prefecture"),
            GridColumn("", "camp_stay.place", sticky=True),
        ),
    ),
    "pieces": (
        Label("資料の一覧", "List of pieces", "Перечень предметов"),
        "document",
        (
            GridColumn("", "code", runs_on=True),
            GridColumn("", "title"),
            GridColumn("", "document_type", sticky=True),
            GridColumn("", "date"),
            GridColumn("", "extent", sticky=True),
            GridColumn("", "location", sticky=True),
        ),
    ),
}
_NUMBER = Label("番号", "Number", "Номер")


def shipped_templates(language: Language) -> dict[str, Grid]:
    """The templates that come with the program, by name; names and headings are in the language."""
    return {
        name.in_(language): Grid(code, _headed(code, columns, language)) for name, code, columns in _SHIPPED.values()
    }


def _headed(code: str, columns: tuple[GridColumn, ...], language: Language) -> tuple[GridColumn, ...]:
    kind = record_type(code)
    heads = [
        _NUMBER if column.target in ("row.locator", "code") else target_words(read_target(column.target, kind), kind)
        for column in columns
    ]
    return tuple(
        GridColumn(**{**asdict(column), "head": head.in_(language)})
        for column, head in zip(columns, heads, strict=True)
    )

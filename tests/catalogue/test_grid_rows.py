"""Rows typed from one source into several grids: each grid keeps its own columns and rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from memoircat.catalogue.catalogue import Catalogue
from memoircat.editing.grid_rows import Grid, GridColumn, GridRow, keep_grid, kept_grid, kept_rows, write_row
from memoircat.exchange.mapping import parse_mapping
from memoircat.exchange.table_import import import_table
from memoircat.records.parts import Name, Statement

PEOPLE = Grid("person", (GridColumn("番号", "row.locator"), GridColumn("名", "name"), GridColumn("摘要")))
PIECES = Grid("document", (GridColumn("番号", "code"), GridColumn("名", "title"), GridColumn("摘要", "note")))
TYPED = {
    "person": {"番号": "3", "名": "佐藤 昭一", "摘要": "遺品あり"},
    "document": {"番号": "D-1", "名": "手帳", "摘要": "水濡れ"},
}


def test_a_column_renamed_among_the_people_leaves_the_pieces_of_the_same_source_alone(catalogue: Catalogue) -> None:
    with catalogue.change("名簿") as change:
        source = change.create("source", title="遺品目録")
        for grid in (PEOPLE, PIECES):
            keep_grid(change, source, grid)
            cells = TYPED[grid.record]
            write_row(catalogue, change, source, grid, GridRow(1, cells), cells)
    before = catalogue.state()
    renamed = Grid("person", (*PEOPLE.columns[:1], GridColumn("氏名", "name"), GridColumn("備考")))
    with catalogue.change("列") as change:
        keep_grid(change, source, renamed, {"名": "氏名", "摘要": "備考"})

    (person,) = kept_rows(catalogue, source, "person")
    (piece,) = kept_rows(catalogue, source, "document")
    assert person.cells == {"番号": "3", "氏名": "佐藤 昭一", "備考": "遺品あり"}
    assert piece.cells == TYPED["document"]
    assert kept_grid(catalogue, source, "person") == renamed
    assert kept_grid(catalogue, source, "document") == PIECES
    catalogue.undo()
    assert catalogue.state() == before


def test_imported_rows_of_a_source_are_not_typed_on(catalogue: Catalogue, tmp_path: Path) -> None:
    with catalogue.change("名簿") as change:
        source = change.create("source", title="名簿")
        typed = write_row(catalogue, change, source, PEOPLE, GridRow(1, TYPED["person"]), TYPED["person"])
    (tmp_path / "名簿.csv").write_text("番号,名\n1,鈴木 一夫\n", encoding="utf-8")
    mapping = 'record = "person"\nsource = "名簿"\nkey = "番号"\n[columns]\n"名" = "name"\n'
    assert import_table(catalogue, tmp_path / "名簿.csv", parse_mapping(mapping)).imported == 1
    assert kept_rows(catalogue, source, "person") == [typed.row]
    catalogue.undo()
    assert kept_rows(catalogue, source, "person") == [typed.row]


def test_a_stay_that_was_connected_with_a_place_lets_go_of_it_when_its_words_change(catalogue: Catalogue) -> None:
    grid = Grid(
        "person", (GridColumn("名", "name"), GridColumn("収容所", "camp_stay.place"), GridColumn("摘要", "note"))
    )
    first = {"名": "佐藤 昭一", "収容所": "チタ", "摘要": ""}
    with catalogue.change("名簿") as change:
        source, place = change.create("source", title="名簿"), change.create("place")
        change.add(place, Name(text="チタ第一収容所"))
        row = write_row(catalogue, change, source, grid, GridRow(1, first), first).row
    assert row.made is not None
    (stay,) = _stays(catalogue, row.made)
    with catalogue.change("接続") as change:
        change.edit(Statement, stay[0], place=place)
    for said, connected in (({**first, "摘要": "遺品あり"}, place), ({**first, "収容所": "タイシェト"}, None)):
        with catalogue.change("訂正") as change:
            write_row(catalogue, change, source, grid, replace(row, cells=said), said, first)
        assert _stays(catalogue, row.made) == [(stay[0], said["収容所"], connected)]


def _stays(catalogue: Catalogue, person: int) -> list[tuple[int, str | None, int | None]]:
    view = catalogue.view(person)
    assert view is not None
    return [(said.id, said.part.place_text, said.part.place) for said in view.statements]

"""Rows typed from one source into several grids: each grid keeps its own columns and rows."""

from __future__ import annotations

from memoircat.catalogue.catalogue import Catalogue
from memoircat.editing.grid_rows import Grid, GridColumn, GridRow, keep_grid, kept_grid, kept_rows, write_row

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

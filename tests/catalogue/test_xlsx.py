"""Rosters in workbooks: formulas, merged cells, dates kept as numbers, years that stay years."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import xlsxwriter

from memoircat.errors import InputError
from memoircat.exchange.mapping import parse_mapping
from memoircat.exchange.table_import import import_table
from memoircat.program import Program
from memoircat.tables.xlsx_files import read_xlsx

MAPPING = """
record = "person"
source = "死亡者名簿"
key = "番号"
[columns]
"番号" = "code"
"氏名" = "name"
"生年" = "birth"
"死亡" = "death"
"備考" = "note"
"""


def workbook(file: Path) -> Path:
    book = xlsxwriter.Workbook(file)
    sheet, day = book.add_worksheet("名簿"), book.add_format({"num_format": "yyyy/mm/dd"})
    sheet.write_row(0, 0, ["番号", "氏名", "生年", "死亡", "備考"])
    sheet.write_row(1, 0, ["R-1", "髙橋 德次", 1919])
    sheet.write_datetime(1, 3, datetime.datetime(1946, 2, 14), day)  # noqa: DTZ001 - a cell has no zone
    sheet.write_formula(1, 4, '="点"&"検"', None, "点検")
    sheet.write_row(2, 0, ["R-2", "𠮷田 ●吉", "大正8年", "昭和21年冬頃"])
    sheet.write_number(2, 4, 12.5)
    sheet.write_row(4, 0, ["R-3", "佐藤"])
    sheet.merge_range(4, 2, 4, 4, "1920")
    book.close()
    return file


def test_a_workbook_comes_in_as_its_cells_show_it(program: Program, tmp_path: Path) -> None:
    file = workbook(tmp_path / "名簿.xlsx")
    outcome = import_table(program.catalogue, file, parse_mapping(MAPPING))
    assert (outcome.read, outcome.imported, outcome.encoding, outcome.rejected) == (3, 3, "xlsx", [])
    first, second, third = (program.catalogue.get(code) for code in ("R-1", "R-2", "R-3"))
    assert first.label == "髙橋 德次"
    assert {said.part.start.text for said in first.statements if said.part.start} == {"1919", "1946-02-14"}
    assert first.fields["note"] == "点検"
    assert second.label == "𠮷田 ●吉"
    assert second.fields["note"] == "12.5"
    (born,) = third.statements
    assert (born.part.start.text, born.part.start.edtf) == ("1920", "1920"), "a year stays a year"
    assert program.catalogue.roster_rows(third.id)[0]["number"] == 5
    again = import_table(program.catalogue, file, parse_mapping(MAPPING))
    assert (again.imported, again.unchanged) == (0, 3)
    assert list(program.check()) == []


def test_a_day_has_its_time_only_where_the_cell_has_one(tmp_path: Path) -> None:
    file = tmp_path / "時刻.xlsx"
    book = xlsxwriter.Workbook(file)
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy/mm/dd hh:mm:ss"})
    for row, hour in enumerate((0, 6)):
        sheet.write_datetime(row, 0, datetime.datetime(1946, 2, 14, hour), day)  # noqa: DTZ001 - a cell has no zone
        sheet.write_boolean(row, 1, hour == 6)
        sheet.write_number(row, 2, 1e6 + hour / 8)
    book.close()
    assert [row.cells for row in read_xlsx(file)] == [
        ("1946-02-14", "FALSE", "1000000"),
        ("1946-02-14 06:00:00", "TRUE", "1000000.75"),
    ]


@pytest.mark.parametrize("cut", [4, 100, 3000])
def test_a_broken_workbook_is_refused_whole(program: Program, tmp_path: Path, cut: int) -> None:
    file = workbook(tmp_path / "名簿.xlsx")
    file.write_bytes(file.read_bytes()[:cut])
    before = program.catalogue.state()
    with pytest.raises(InputError, match="workbook cannot be read") as refused:
        import_table(program.catalogue, file, parse_mapping(MAPPING))
    assert "名簿.xlsx" in refused.value.where
    assert program.catalogue.state() == before

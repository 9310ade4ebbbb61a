"""Workbooks as nobody should write them, and as programs do: far cells cost nothing, damage is told with its cell."""

from __future__ import annotations

import io
import random
import sys
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from memoircat.errors import InputError
from memoircat.tables import workbook_reader
from memoircat.tables.sheet_rows import SheetRows
from memoircat.tables.table_files import preview_table
from memoircat.tables.workbook_parts import open_workbook
from memoircat.tables.xlsx_files import read_xlsx

sys.path.insert(0, str(Path(__file__).parents[1] / "torture"))

from hostile_files import workbook_of, zipped

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "名簿.xlsx"


def rows_of(file: Path, data: bytes) -> list[tuple[int, tuple[str, ...]]]:
    file.write_bytes(data)
    return [(row.line, row.cells) for row in read_xlsx(file)]


def refused(file: Path, data: bytes) -> str:
    with pytest.raises(InputError) as told:
        rows_of(file, data)
    assert told.value.where == str(file)
    return str(told.value.message)


def test_a_cell_in_the_last_corner_is_one_cell(file: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>z</t></is></c></row>'
    first, last = rows_of(file, workbook_of(ONE + far))
    assert (first[0], first[1][0], set(first[1][1:])) == (1, "1", {""})
    assert (last[0], len(last[1]), last[1][-1]) == (1_048_576, 16_384, "z")
    assert len(preview_table(file).rows) == 2


def test_a_stray_cell_beside_a_long_table_is_named(file: Path) -> None:
    many = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 7_000))
    stray = '<row r="7000"><c r="XFC7000"><v>1</v></c></row>'
    assert "100,000,000 cells" in (told := refused(file, workbook_of(many + stray)))
    assert "XFC7000" in told


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "no cell XFE1"),
        ('<row r="1048577"><c r="A1048577"><v>1</v></c></row>', "no row 1048577"),
        ('<row r="0"><c><v>1</v></c></row>', "no row 0"),
        ('<row r="2"><c r="A2"><v>1</v></c></row>' + ONE, "row 1 comes after row 2"),
        (ONE + ONE, "row 1 comes after row 1"),
        ('<row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>', "cell B1 is there twice"),
        ('<row r="1"><c r="B7"><v>1</v></c></row>', "cell B7 stands in row 1"),
        ('<row r="1"><c r="C1" t="s"><v>4000000000</v></c></row>', "cell C1 refers to a text"),
        ('<row r="1"><c r="C1" t="s"><v>-1</v></c></row>', "cell C1 refers to a text"),
        ('<row r="1"><c r="C1" t="q"><v>1</v></c></row>', "cell C1 is of an unknown kind"),
        ('<row r="1"><c r="A1"><v>1</v></row>', "XML is damaged"),
        ('<row r="1"><c r="A1" t="str"><v>&unknown;</v></c></row>', "XML is damaged"),
        (f'<row r="1"><c r="D1" t="str"><v>{"x" * 1_000_001}</v></c></row>', "cell D1 holds more than 1,000,000"),
        (
            '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c><c r="C1"><v>3</v></c></row>',
            "cells of row 1 are not in order",
        ),
        (" " * 40_000_000, "larger than 32 MB"),
    ],
)
def test_a_damaged_sheet_is_refused_with_the_place(file: Path, rows: str, words: str) -> None:
    assert words in refused(file, workbook_of(rows))


def test_what_is_no_workbook_is_told_by_what_it_is(file: Path) -> None:
    declared = workbook_of(ONE, before='<!DOCTYPE a [<!ENTITY b "b">]>')
    assert "declares a document type" in refused(file, declared)
    assert "no XLSX" in refused(file, zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}))
    assert "cannot be read" in refused(file, zipped({"letter.txt": b"a"}))
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(InputError, match="before 2007"):
        preview_table(file)


def test_the_texts_of_a_sheet_have_an_end(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_reader, "MOST_CHARACTERS", 1_000)
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 30))
    data = io.BytesIO(workbook_of(cells, strings=f"<si><t>{'x' * 100}</t></si>"))
    with pytest.raises(InputError, match="more than 1,000 characters"):  # read here: the limit is that of this process
        list(workbook_reader.rows(data, {}))


ODD = [
    '<c t="n" r="A1"><v>1</v></c>', "<c r='A1'><v>1</v></c>", '<c r="A1"><v>1</v><!-- x --></c>', "<c><v>1</v></c><c><v>2</v></c>",
    '<c r="A1" t="str"><v> a_x000D_b&amp; </v></c>', '<c r="A1" t="str"><v>a\r\nb</v></c>', '<c r="a1"><v>1</v></c>',
    '<c r="A1" t="inlineStr"><is><r><t>佐</t></r><r><t> 藤</t></r><rPh sb="0" eb="1"><t>サ</t></rPh></is></c>',
    '<c r="A1" t="inlineStr"><is><t xml:space="preserve">  a</t></is></c>', '<c r="A1" t="inlineStr"><is><t>  a  </t></is></c>',
    '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c>',
    '<c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c>', '<c r="A1" t="e"><v>#N/A</v></c><c r="B1"><v>1</v></c>',
    '<c r="A1"><v>1</v></c><c r="D1" t="str"><v></v></c>', '<c r="A1" cm="1"><f t="array" ref="A1">X</f><v>4</v></c>',
    '<c r="A1"><f t="shared" si="0"/><v>4</v></c>', '\n <c r="A1">\n <v>4</v>\n</c>\n', '<c r="A1" t="d"><v>1946-02-14T00:00:00</v></c>',
    '<c r="A1" t="d"><v>1946-02-14T06:30:00</v></c>', '<c r="A1"><v>1E3</v></c><c r="C1"><v>0.1</v></c><c r="E1"><v>007</v></c>',
    '<c r="C1"><v>1</v></c><c r="A1"><v>2</v></c>', '<c r="A1" s="99999"><v>1</v></c>', '<c r="A1"/><c r="B1" s="0"/><c r="C1"><v>1</v></c>',
]  # fmt: skip
STRINGS = "<si><t>a_x000D_b</t></si><si><r><t>x </t></r><rPh><t>カナ</t></rPh><r><t>y</t></r></si><si><t/></si><si><t>&lt;&amp;</t></si>"


@pytest.mark.parametrize("cells", ODD)
def test_cells_written_in_any_way_say_what_another_reader_says(file: Path, cells: str) -> None:
    data = workbook_of(f'<row r="1">{cells}</row>', strings=STRINGS)
    assert [cells for _, cells in rows_of(file, data)] == [tuple(row) for row in _by_another_reader(data)]


def test_random_workbooks_say_what_another_reader_says(file: Path) -> None:
    chance = random.Random(13)
    for number in range(25):
        data = _random_workbook(chance)
        expected = [(n, tuple(row)) for n, row in enumerate(_by_another_reader(data), 1) if any(row)]
        assert rows_of(file, data) == expected, number


def test_the_quick_way_and_the_parser_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    data = _random_workbook(random.Random(7))
    quick = list(SheetRows(open_workbook(io.BytesIO(data))).texts())
    monkeypatch.setattr(SheetRows, "_plain_row", lambda *_: None)
    assert list(SheetRows(open_workbook(io.BytesIO(data))).texts()) == quick != []


def _by_another_reader(data: bytes) -> list[list[str]]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    return [[_said(cell) for cell in row] for row in sheet.iter_rows()]


def _said(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if hasattr(value, "isoformat"):
        text = value.isoformat()
        return text.replace("T", " ").removesuffix(" 00:00:00")
    return str(value)


def _random_workbook(chance: random.Random) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"date_1904": chance.random() < 0.3})
    formats = (
        "",
        "yyyy/mm/dd",
        "h:mm",
        "[h]:mm",
        "0.00E+00",
        '[$-411]ggge"年"m"月"d"日"',
        "[Red]0",
        '"日"0',
        "General",
        "@",
    )
    shown = [book.add_format({"num_format": code}) for code in formats]
    sheet = book.add_worksheet("名簿")
    for row in sorted(chance.sample(range(60), 25)):
        for column in sorted(chance.sample(range(30), chance.randint(0, 12))):
            match chance.randrange(6):
                case 0:
                    sheet.write_string(
                        row, column, chance.choice(("佐藤", " a ", "", "<&>", "a\nb", "_x0041_", "𠮷", "=1+1"))
                    )
                case 1:
                    sheet.write_number(row, column, chance.choice((0, 1, 1.5, 59, 60, 61, 0.1, 1e22, -3, 16_847.5)))
                case 2 | 3:
                    sheet.write_number(row, column, chance.uniform(1, 40_000), chance.choice(shown))
                case 4:
                    sheet.write_boolean(row, column, chance.random() < 0.5)
                case _:
                    sheet.write_formula(row, column, '="a"&"b"', None, chance.choice(("ab", "<", 4.5)))
    book.close()
    return made.getvalue()

"""Tables as ministries and volunteers left them: each ends in records or in a message with the line, never between."""

from __future__ import annotations

import random
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from memoircat.catalogue.catalogue import Catalogue
from memoircat.errors import InputError
from memoircat.exchange.mapping import parse_mapping
from memoircat.exchange.table_import import ImportOutcome, import_table

BY_NUMBER = 'record = "person"\nsource = "無見出し名簿"\nheader = false\nkey = "1"\n[columns]\n'
Bring = Callable[..., ImportOutcome]


@pytest.fixture
def bring(catalogue: Catalogue, tmp_path: Path) -> Bring:
    def run(data: bytes, mapping: str, name: str = "名簿.csv", **how: Any) -> ImportOutcome:
        file = tmp_path / name
        file.write_bytes(data)
        return import_table(catalogue, file, parse_mapping(mapping), **how)

    return run


def refused(catalogue: Catalogue, work: Callable[[], object]) -> InputError:
    """What is said of a file that does not come in; nothing has changed."""
    before = catalogue.state()
    with pytest.raises(InputError) as found:
        work()
    assert catalogue.state() == before
    return found.value


def stated(catalogue: Catalogue, code: str) -> dict[tuple[str, int], Any]:
    return {(each.part.property, each.occurrence): each.part for each in catalogue.get(code).statements}


def test_45_columns_without_a_head_with_two_scripts_in_a_cell_and_odd_dates(bring: Bring, catalogue: Catalogue) -> None:
    odd = "1942-03-08 [08-15]"
    rows = [
        [str(n), "佐久間 辰蔵 (Sakuma Tatsuzo)", "大正8年3月", odd, *(f"値{column}" for column in range(5, 46))]
        for n in range(1, 4)
    ]
    data = "\n".join(",".join(row) for row in rows).encode()
    outcome = bring(data, BY_NUMBER + '"2" = "name"\n"3" = "birth"\n"4" = "death"\n"45" = "note"\n')
    assert (outcome.imported, outcome.rejected) == (3, [])
    assert {(each.line, each.column, each.value) for each in outcome.warnings} == {(n, "4", odd) for n in (1, 2, 3)}
    person = catalogue.get("P-000001")
    assert person.names[0].part.text == "佐久間 辰蔵 (Sakuma Tatsuzo)"
    assert person.fields["note"] == "値45"
    death = stated(catalogue, "P-000001")["death", 1].start
    assert (death.text, death.edtf) == (odd, None)
    cells = catalogue.roster_rows(person.id)[0]["cells"]
    assert list(cells.values()) == rows[0]
    assert list(cells) == [str(number) for number in range(1, 46)]


def test_a_list_in_cp1251_comes_in_as_cyrillic(bring: Bring, catalogue: Catalogue) -> None:
    rows = "№;Фамилия и имя;Год рождения;Лагерь\n".replace(";", ",") + "".join(
        f"{n},{name},19{n + 10},лагерь № {n}\n"
        for n, name in enumerate(("Сато Сиоичи", "Ямада Таро", "Накамура Кэнъити", "Ёсида Киёси"), 1)
    )
    mapping = 'record = "person"\nsource = "Список"\nkey = "№"\n[columns]\n"Фамилия и имя" = "name.cyrillic"\n'
    mapping += '"Год рождения" = "birth"\n"Лагерь" = "camp_stay.place"\n'
    outcome = bring(rows.encode("cp1251"), mapping)
    assert (outcome.imported, outcome.encoding) == (4, "cp1251")
    assert catalogue.get("P-000004").names[0].part.text == "Ёсида Киёси"
    assert stated(catalogue, "P-000002")["camp_stay", 1].place_text == "лагерь № 2"


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc-jp", "utf-16"])
def test_a_file_cut_in_the_middle_of_a_character_says_where(bring: Bring, catalogue: Catalogue, encoding: str) -> None:
    whole = "番号,氏名\n" + "".join(f"{n},山田 太郎と花子の会\n" for n in range(50)) + "50,山田"
    data = whole.encode(encoding)[:-1]
    mapping = 'record = "person"\nsource = "名簿"\nkey = "番号"\n[columns]\n"氏名" = "name"\n'
    problem = refused(catalogue, lambda: bring(data, mapping))
    assert "名簿.csv" in problem.where
    declared = refused(catalogue, lambda: bring(data, mapping, encoding=encoding)) if encoding == "utf-16" else None
    if declared is None:
        outcome = bring(data, mapping, encoding=encoding)
        assert [(each.line, each.column) for each in outcome.rejected] == [(52, "氏名")]
        assert outcome.imported == 0
        assert catalogue.info()["records"]["person"] == 0


def test_a_million_columns_are_refused_at_once(bring: Bring, catalogue: Catalogue) -> None:
    begun = time.monotonic()
    problem = refused(catalogue, lambda: bring(b"a," * 1_000_000 + b"\n1,2\n", BY_NUMBER + '"2" = "name"\n'))
    assert "1000001" in str(problem.message).replace(",", "")
    assert "line 1" in problem.where
    assert time.monotonic() - begun < 10


def test_twenty_megabytes_of_an_unclosed_quote_are_refused_with_the_line(bring: Bring, catalogue: Catalogue) -> None:
    data = b'1,one\n2,two\n3,"' + "あ,い\n".encode() * 3_000_000
    assert len(data) > 20_000_000
    problem = refused(catalogue, lambda: bring(data, BY_NUMBER + '"2" = "name"\n'))
    assert "line 3" in problem.where


def test_nul_bytes_are_refused_with_the_line(bring: Bring, catalogue: Catalogue) -> None:
    outcome = bring("1,山田\n2,佐\0藤\n3,鈴木\n".encode(), BY_NUMBER + '"2" = "name"\n')
    assert [(each.line, each.value) for each in outcome.rejected] == [(2, "佐\0藤")]
    assert outcome.imported == 0
    assert catalogue.info()["records"]["person"] == 0


def test_text_of_any_bytes_ends_in_records_or_in_a_message(bring: Bring, catalogue: Catalogue) -> None:
    chance = random.Random(7)
    for _ in range(120):
        data = bytes(
            chance.choice(b'abc,"\n\r\t;\x00\x80\xe3\x81\x82\xff\x1b$B') for _ in range(chance.randint(0, 200))
        )
        before = catalogue.info()["records"]
        try:
            outcome = bring(data, BY_NUMBER + '"2" = "name"\n')
        except InputError as problem:
            assert problem.where
            assert catalogue.info()["records"] == before
        else:
            assert outcome.imported == (0 if outcome.rejected else outcome.read)


def workbook(file: Path, rows: Sequence[Sequence[str]], merged: str = "") -> None:
    """A workbook by hand, so that formulas, dates as numbers and merged cells are what they are in real ones."""
    cells = "".join(f"<row>{''.join(row)}</row>" for row in rows)
    merges = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="名簿" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{office}/styles" '
        'Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/>'
        "</cellXfs></styleSheet>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData>{merges}</worksheet>',
    }
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


def words(text: str, place: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def test_a_workbook_with_formulas_merged_cells_and_dates_as_numbers(
    bring: Bring, catalogue: Catalogue, tmp_path: Path
) -> None:
    file = tmp_path / "表.xlsx"
    head = [
        words(text, f"{letter}1")
        for letter, text in zip("ABCDE", ("番号", "氏名", "死亡", "生年", "備考"), strict=True)
    ]
    one = [
        '<c r="A2"><v>1</v></c>',
        words("佐久間 辰蔵", "B2"),
        '<c r="C2" s="1"><v>16847</v></c>',  # 14 February 1946, as spreadsheets count days
        '<c r="D2"><v>1919</v></c>',
        '<c r="E2" t="str"><f>CONCATENATE("a","b")</f><v>ab</v></c>',
    ]
    two = [
        '<c r="A3"><f>A2+1</f><v>2</v></c>',
        words("山田 太郎", "B3"),
        '<c r="C3"/>',
        '<c r="D3"/>',
        words("x", "E3"),
    ]
    workbook(file, [head, one, two], merged="C2:C3")
    mapping = 'record = "person"\nsource = "表"\nkey = "番号"\n[columns]\n'
    mapping += '"氏名" = "name"\n"死亡" = "death"\n"生年" = "birth"\n"備考" = "note"\n'
    outcome = import_table(catalogue, file, parse_mapping(mapping))
    assert (outcome.read, outcome.imported, outcome.rejected) == (2, 2, [])
    death, birth = (stated(catalogue, "P-000001")[name, 1].start for name in ("death", "birth"))
    assert (death.text, death.edtf) == ("1946-02-14", "1946-02-14")
    assert (birth.text, birth.edtf) == ("1919", "1919")
    assert catalogue.get("P-000001").fields["note"] == "ab"
    second = stated(catalogue, "P-000002")
    assert ("death", 1) not in second  # a merged cell stands in its first place, and is not invented for the others
    assert [each["key"] for each in catalogue.roster_rows(catalogue.find("P-000002"))] == ["2"]


def test_a_year_stays_a_year(bring: Bring, catalogue: Catalogue) -> None:
    bring("1,1919\n2,大正8年\n3,T8\n4,1919年\n".encode(), BY_NUMBER + '"2" = "birth"\n')
    for number in range(1, 5):
        assert stated(catalogue, f"P-{number:06}")["birth", 1].start.edtf == "1919"

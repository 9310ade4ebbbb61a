"""What is written comes back: cells through CSV, values through their typed text, rows through their columns."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.codes import code_after
from memoircat.catalogue.columns import from_columns, to_columns
from memoircat.dates import ArchiveDate, read_date
from memoircat.editing.record_draft import quantity
from memoircat.errors import EnvironmentError_, InputError, NotFound
from memoircat.records.declare import Field, Kind
from memoircat.records.registry import PART_TYPES, RECORD_TYPES
from memoircat.records.values import FieldReader, as_written, shown, typed
from memoircat.records.vocabularies import Vocabularies, seed_terms
from memoircat.tables.csv_files import neutralise, read_csv, restore, write_csv
from memoircat.tables.encodings import UNDECODED, decode, possible_encodings

CELLS = st.text(st.characters(codec="utf-8"), max_size=30) | st.text("=+-@\t\r'＝＋－＠\"\n,;a佐", max_size=8)
WORDS = (
    st.text(st.characters(codec="utf-8", exclude_characters=";；、\n"), min_size=1, max_size=20)
    .map(str.strip)
    .filter(bool)
)
DATES = (
    "昭和21年冬頃",
    "14.2.46",
    "S20.8.9",
    "зимой 1946 г.",
    "1946-02?",
    "不詳",
    "読めない日",
    "1946/1948",
    "大正15年",
    "昭和元年",
)
FIELDS = {
    (code, field.name): field
    for code, kind in {**RECORD_TYPES, **PART_TYPES}.items()
    for field in kind.fields
}  # fmt: skip
VOCABULARIES = Vocabularies(seed_terms())


def find_record(code: str) -> int:
    if not code.startswith("X-"):
        raise NotFound(f"no {code}")
    return int(code[2:])


def code_of(record: int) -> str:
    return f"X-{record}"


READER = FieldReader(VOCABULARIES, find_record)


def values_of(field: Field) -> st.SearchStrategy[Any]:
    terms = [term.code for term in VOCABULARIES.terms(field.vocabulary or "")]
    term = (
        st.sampled_from(terms) | WORDS.filter(lambda t: VOCABULARIES.understand(field.vocabulary or "", t) is None)
        if terms
        else WORDS
    )
    return {
        Kind.TEXT: st.text(st.characters(codec="utf-8"), min_size=1),
        Kind.LONG: st.text(st.characters(codec="utf-8"), min_size=1),
        Kind.INTEGER: st.integers(-(10**14), 10**14),
        Kind.NUMBER: st.integers(-(10**9), 10**9).map(lambda n: n / 1000),
        Kind.FLAG: st.booleans(),
        Kind.DATE: st.sampled_from(DATES).map(lambda text: read_date(text).stored()),
        Kind.TERM: term,
        Kind.TERMS: st.lists(term, min_size=1, max_size=4).map(tuple),
        Kind.TEXTS: st.lists(WORDS, min_size=1, max_size=4).map(tuple),
        Kind.RECORD: st.integers(1, 10**9),
    }[field.kind]


@settings(max_examples=12)
@given(data=st.data())
@pytest.mark.parametrize("field", FIELDS.values(), ids=[".".join(each) for each in FIELDS])
def test_every_field_reads_back_the_text_it_shows(field: Field, data: st.DataObject) -> None:
    value = data.draw(values_of(field) | st.none())
    nothing = () if field.kind in (Kind.TERMS, Kind.TEXTS) else None
    value = nothing if value is None else value
    text = typed(field, value, code_of)
    assert READER.parse(field, text).value == value
    assert from_columns([field], to_columns([field], {field.name: value})) == {field.name: value}
    assert as_written(field, value, code_of) is not None or value is None
    for language in ("ja", "en", "ru"):
        assert isinstance(shown(field, value, language, VOCABULARIES, code_of), str)


@pytest.mark.parametrize("field", FIELDS.values(), ids=[".".join(each) for each in FIELDS])
@settings(max_examples=12)
@given(text=CELLS)
@example(text="\ud800")
@example(text="1e400")
@example(text="9" * 400)
@example(text="nan")
def test_any_text_is_a_value_or_a_clear_refusal(field: Field, text: str) -> None:
    try:
        parsed = READER.parse(field, text)
    except InputError as refused:
        assert refused.hint or isinstance(refused, NotFound)
        return
    columns = to_columns([field], {field.name: parsed.value})
    assert from_columns([field], columns) == {field.name: parsed.value}
    assert not any(isinstance(each, float) and not math.isfinite(each) for each in columns.values())
    assert not any(isinstance(each, int) and abs(each) > 2**63 - 1 for each in columns.values())


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.INTEGER, "１２", 12), (Kind.INTEGER, " 1,200 ", 1200), (Kind.INTEGER, "-3", -3), (Kind.NUMBER, "12,5", 12.5),
        (Kind.NUMBER, "１．５", 1.5), (Kind.FLAG, "はい", True), (Kind.FLAG, "нет", False), (Kind.FLAG, "", None), (Kind.FLAG, " YES", True),
        (Kind.INTEGER, "十二", InputError), (Kind.INTEGER, "1.5", InputError), (Kind.NUMBER, "1e3", InputError), (Kind.FLAG, "多分", InputError),
    ],
)  # fmt: skip
def test_figures_and_flags_as_people_type_them(kind: Kind, text: str, value: Any) -> None:
    field = next(each for each in FIELDS.values() if each.kind is kind)
    if value is InputError:
        with pytest.raises(InputError):
            READER.parse(field, text)
    else:
        assert READER.parse(field, text).value == value


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("378", (378, 378)),
        ("３７８名", (378, 378)),
        ("1,200.5", (1200.5, 1200.5)),
        ("560,000–760,000", (560_000, 760_000)),
        ("56万～76万", (56, 56)),
        ("10 ~ 20", (10, 20)),
        ("more than 70", (70, None)),
        ("At least 70", (70, None)),
        ("70人以上", (70, None)),
        ("70超", (70, None)),
        ("70, of whom 3 died", (70, 70)),
        ("some", (None, None)),
        ("", (None, None)),
    ],
)
def test_a_figure_names_its_bounds(text: str, bounds: tuple[float | None, float | None]) -> None:
    assert quantity(text) == bounds


@given(cell=CELLS)
@example(cell="'=1+1")
@example(cell="''")
@example(cell="＝cmd")
def test_no_cell_is_a_formula_and_every_cell_is_restored(cell: str) -> None:
    safe = neutralise(cell)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert restore(safe) == cell


@settings(max_examples=60)
@given(rows=st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6))
def test_a_table_that_is_written_reads_back_cell_by_cell(tmp_path: Path, rows: list[list[str]]) -> None:
    file = tmp_path / "table.csv"
    write_csv(file, ["甲", "=乙"], rows)
    data = file.read_bytes()
    read = [list(row.cells) for row in read_csv(decode(data, where="x").text, where="x")]
    assert read == [["甲", "=乙"], *rows]
    assert not file.with_name("table.csv.unfinished").exists()


def test_a_table_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "table.csv").mkdir()
    with pytest.raises(EnvironmentError_, match="was not written") as refused:
        write_csv(tmp_path / "table.csv", ["甲"], [["乙"]])
    assert refused.value.where == str(tmp_path / "table.csv")
    assert [each.name for each in tmp_path.iterdir()] == ["table.csv"]


@settings(max_examples=100)
@given(text=st.text(max_size=60))
@example(text='a,"b\n')
@example(text='"a"b\n')
@example(text="\0,\0\n")
@example(text="," * 6000)
def test_any_text_is_a_table_or_a_clear_refusal(text: str) -> None:
    try:
        rows = list(read_csv(text, where="名簿.csv"))
    except InputError as refused:
        assert refused.where.startswith("名簿.csv, line ")
        assert refused.hint
    else:
        assert [row.line for row in rows] == sorted({row.line for row in rows})


def test_rows_are_numbered_by_the_line_they_begin_on() -> None:
    text = 'a,b\n"一\n二",x\n\n\nc,d\r\n"e",f'
    assert [(row.line, row.cells) for row in read_csv(text, where="")] == [
        (1, ("a", "b")), (2, ("一\n二", "x")), (6, ("c", "d")), (7, ("e", "f")),
    ]  # fmt: skip


@given(text=st.text(st.characters(codec="utf-8")))
def test_utf8_is_read_as_it_is_with_and_without_a_mark(text: str) -> None:
    assume(not text.startswith("\ufeff"))
    assert decode(text.encode()).text == text
    assert decode(text.encode("utf-8-sig")).text == text
    assert decode(text.encode("utf-16")).text == text


@given(
    data=st.binary(max_size=200),
    encoding=st.sampled_from(
        ["auto", "utf-8", "cp932", "euc-jp", "utf-16", "koi8-r", "idna", "hex", "nonsense", "a\0", ""]
    ),
)
def test_any_bytes_are_text_or_a_clear_refusal(data: bytes, encoding: str) -> None:
    try:
        decode(data, encoding, where="名簿.csv")
    except InputError as refused:
        assert refused.where == "名簿.csv"
        assert refused.hint


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("氏名,本籍\n佐久間辰蔵,山形県のひと\n髙橋﨑次,①番のへや\n", "cp932"),
        ("氏名,備考\nさくまたつぞう,ひらがなの備考\n", "euc-jp"),
        ("氏名,備考\n佐久間,備考\n", "iso-2022-jp"),
        ("номер,имя\n1,Сакма Тацудзо\n2,рядовой\n", "cp1251"),
    ],
)
def test_a_legacy_encoding_that_alone_gives_plausible_text_is_found(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("text", "encoding", "possible"),
    [
        ("ﾀｶﾊｼ ﾄｸｼﾞ\n", "cp932", "cp932, euc-jp"),
        ("номер,имя\n1,Сакма Тацудзо\n2,рядовой\n", "koi8-r", "cp932, koi8-r"),
    ],
)
def test_where_two_encodings_give_plausible_text_nobody_guesses(text: str, encoding: str, possible: str) -> None:
    with pytest.raises(InputError, match=possible):
        decode(text.encode(encoding))
    assert decode(text.encode(encoding), encoding).text == text


USUAL, RARE = "亜唖娃阿哀愛挨姶逢葵", "黝黠黥黨黯黴黶黷黹黻"  # kanji of JIS level 1, and of level 2


@pytest.mark.parametrize("encoding", ["cp932", "euc-jp"])
def test_kanji_that_are_nearly_all_rare_are_no_japanese_text(encoding: str) -> None:
    for rare, possible in ((0, (encoding,)), (2, (encoding,)), (3, ()), (10, ())):
        text = USUAL[rare:] + RARE[:rare] + "\n"
        assert possible_encodings(text.encode(encoding)) == possible, f"{rare} of 10 kanji are rare"
    with pytest.raises(InputError, match="not utf-8"):
        decode(RARE.encode(encoding))
    assert decode(RARE.encode(encoding), encoding).text == RARE, "unless a person says so"


@pytest.mark.parametrize(("lines", "most"), [(1, 1), (10, 1), (20, 1), (40, 2), (100, 5), (119, 5), (120, 6)])
def test_one_line_in_twenty_may_be_undecodable_in_an_encoding_that_a_person_named(lines: int, most: int) -> None:
    def text(broken: int) -> bytes:
        return b"".join(b"\x81\xff,%d\n" % n if n < broken else "佐久間\n".encode("cp932") for n in range(lines))

    marked = decode(text(most), "cp932").text.split("\n")
    assert [UNDECODED.search(line) is not None for line in marked] == [True] * most + [False] * (lines - most + 1)
    if lines > most:
        with pytest.raises(InputError, match="line 1 is not cp932"):
            decode(text(most + 1), "cp932", where="名簿.csv")


@settings(max_examples=80)
@given(
    head=st.text("MB-瀬/ ", max_size=4),
    number=st.integers(0, 10**6),
    width=st.integers(1, 7),
    tail=st.text("ab-", max_size=2),
)
def test_the_next_code_differs_in_its_number_alone(
    catalogue: Catalogue, head: str, number: int, width: int, tail: str
) -> None:
    code = f"{head}{number:0{width}}{tail}"
    with catalogue.reading() as connection:
        after = code_after(connection, code)
    assert after == f"{head}{number + 1:0{width}}{tail}"


@pytest.fixture
def whole() -> Iterator[ArchiveDate]:
    yield read_date("昭和21年冬頃").stored()


def test_a_date_nobody_decided_keeps_its_hull_through_the_columns(whole: ArchiveDate) -> None:
    field = FIELDS["statement", "start"]
    assert whole.edtf is None
    assert from_columns([field], to_columns([field], {"start": whole})) == {"start": whole}


def test_a_table_of_one_empty_column_keeps_its_rows() -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([["甲"], [""], ["x"]])
    assert [row.cells for row in read_csv(file.getvalue(), where="")] == [("甲",), ("",), ("x",)]

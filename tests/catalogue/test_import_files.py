"""Files of rosters: columns, encodings, mappings, what is refused whole, and what comes out as it came in."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from memoircat.catalogue.catalogue import Catalogue
from memoircat.errors import Cancelled, InputError
from memoircat.exchange.csv_export import export_csv
from memoircat.exchange.mapping import load_mapping, parse_mapping
from memoircat.exchange.table_import import import_table
from memoircat.jobs import Progress
from memoircat.program import Program
from memoircat.records.parts import Statement
from shared.rosters import HEAD, MAPPING, ROWS, Listed, Roster, table


def test_without_a_head_columns_are_numbered(roster: Roster, catalogue: Catalogue) -> None:
    mapping = 'record = "person"\nsource = "名簿"\nheader = false\nkey = "1"\n[columns]\n"2" = "name"\n"3" = "birth"'
    outcome = roster(table(ROWS, None), mapping)
    assert (outcome.read, outcome.imported) == (3, 3)
    assert [view.label for view in catalogue.views([catalogue.find(f"P-00000{n}") for n in (1, 2, 3)])] == [
        row[1] for row in ROWS
    ]


def test_a_column_that_is_missing_or_there_twice_is_named(roster: Roster, catalogue: Catalogue) -> None:
    before = catalogue.state()
    with pytest.raises(InputError, match="missing") as missing:
        roster(table([row[:-1] for row in ROWS], HEAD[:-1]))
    assert "備考" in str(missing.value)
    with pytest.raises(InputError, match="twice"):
        roster(table([(*row, "x") for row in ROWS], (*HEAD, "備考")))
    assert catalogue.state() == before


def test_a_byte_order_mark_is_no_part_of_the_first_column(roster: Roster) -> None:
    for data in (table(ROWS).encode("utf-8-sig"), table(ROWS).encode("utf-16")):
        outcome = roster(data, source=f"{len(data)}")
        assert (outcome.imported, outcome.rejected) == (3, [])


def test_cp932_with_髙_comes_in_when_declared_and_when_it_is_the_only_one_that_fits(
    roster: Roster, listed: Listed
) -> None:
    rows = [("1", "髙橋 﨑次", "大正6年", "上等兵", "昭和21年2月15日", "チタのラーゲリ", "ひらがなの備考が続きます")]
    declared = roster(table(rows).encode("cp932"), source="甲", encoding="cp932")
    assert (declared.imported, declared.encoding) == (1, "cp932")
    found = roster(table(rows).encode("cp932"), source="乙")
    assert (found.imported, found.encoding) == (1, "cp932")
    assert {row["label"] for row in listed("person")} == {"髙橋 﨑次"}


def test_legacy_encodings_that_both_fit_are_named_and_nobody_guesses(roster: Roster, catalogue: Catalogue) -> None:
    before = catalogue.state()
    with pytest.raises(InputError, match="cp932, euc-jp") as refused:
        roster(["番号,氏名", "1,ﾀｶﾊｼ ﾄｸｼﾞ", ""][1].encode("cp932"))
    assert "--encoding" in str(refused.value.hint)
    assert catalogue.state() == before


def test_a_few_undecodable_rows_are_named_and_a_wrong_encoding_stops_all(roster: Roster, catalogue: Catalogue) -> None:
    before = catalogue.state()
    rows = [(str(number), "佐久間", "", "", "", "", "") for number in range(1, 41)]
    lines = table(rows).encode("cp932").split(b"\r\n")
    lines[7] = lines[7].replace("佐久間".encode("cp932"), b"\x81\xff\xfd")
    outcome = roster(b"\r\n".join(lines), encoding="cp932")
    assert [(each.line, each.column) for each in outcome.rejected] == [(8, "氏名")]
    assert outcome.rejected[0].value.encode("utf-8", "replace")
    for wrong in ("utf-8", "ascii", "no-such-encoding"):
        with pytest.raises(InputError):
            roster(table(ROWS).encode("cp932", "replace"), encoding=wrong)
    assert catalogue.state() == before


def test_of_a_few_undecodable_lines_only_their_rows_stay_out(roster: Roster, catalogue: Catalogue) -> None:
    rows = [(str(number), "佐久間", "", "", "", "", "") for number in range(1, 100)]

    def broken(*numbers: int) -> bytes:
        lines = table(rows).encode("cp932").split(b"\r\n")
        for number in numbers:
            lines[number - 1] = lines[number - 1].replace("佐久間".encode("cp932"), b"\x81\xff\xfd")
        return b"\r\n".join(lines)

    before = catalogue.state()
    with pytest.raises(InputError, match="line 3 is not cp932"):
        roster(broken(3, 10, 20, 30, 40, 50), encoding="cp932", skip_bad=True)
    assert catalogue.state() == before
    outcome = roster(broken(3, 10, 20, 30, 100), encoding="cp932", skip_bad=True)
    assert [(each.line, each.column) for each in outcome.rejected] == [(n, "氏名") for n in (3, 10, 20, 30, 100)]
    assert outcome.imported == 94
    assert {catalogue.get(f"P-{number:06}").label for number in range(1, 95)} == {"佐久間"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        "番号\n".encode(),
        ",".join(HEAD).encode() + b'\n1,"open,,,,,\n',
        b"\x00\x01\x02\xff\xfe",
        b"\xff" * 500,
        b"," * 9000,
    ],
    ids=["empty", "another head", "unclosed quote", "control bytes", "no text", "nothing but commas"],
)
def test_a_file_that_is_no_roster_is_refused_with_its_name_and_nothing_is_changed(
    roster: Roster, catalogue: Catalogue, data: bytes
) -> None:
    before = catalogue.state()
    with pytest.raises(InputError) as refused:
        roster(data)
    assert "名簿.csv" in refused.value.where
    assert refused.value.hint
    assert catalogue.state() == before
    assert catalogue.history() == []


def test_a_missing_file_or_mapping_is_named(catalogue: Catalogue, tmp_path: Path) -> None:
    for read in (
        lambda: import_table(catalogue, tmp_path / "無.csv", parse_mapping(MAPPING.format(source="x"))),
        lambda: import_table(catalogue, tmp_path, parse_mapping(MAPPING.format(source="x"))),
        lambda: load_mapping(tmp_path / "無.toml"),
    ):
        with pytest.raises(InputError) as refused:
            read()
        assert str(tmp_path) in refused.value.where


@pytest.mark.parametrize(
    "mapping",
    [
        "record =",
        'record = "diary"\n[columns]\n"a" = "note"',
        'record = "person"',
        'record = "person"\n[columns]\n"a" = "no_such"',
        'record = "person"\n[columns]\n"a" = "birth.no_such"',
        'record = "person"\ncolour = 1\n[columns]\n"a" = "note"',
        'record = "person"\ndate_order = "ydm"\n[columns]\n"a" = "note"',
        'record = "person"\n[columns]\n"a" = "birth"\n[certainty]\n"a" = "sure"',
        'record = "memoir"\n[columns]\n"a" = "camp_stay"',
    ],
)
def test_a_mapping_that_means_nothing_is_refused(mapping: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_mapping(mapping)
    assert refused.value.hint


def test_an_import_that_is_stopped_leaves_everything_as_it_was(roster: Roster, catalogue: Catalogue) -> None:
    before = catalogue.state()
    rows = [(str(number), *ROWS[0][1:]) for number in range(1, 1200)]
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        roster(table(rows), progress=progress)
    assert catalogue.state() == before
    assert catalogue.history() == []


def test_an_export_leaves_out_what_was_rejected(catalogue: Catalogue, tmp_path: Path) -> None:
    with catalogue.change("登録") as change:
        person = change.create("person", kind="recorded")
        for property_code, value, rejected in (
            ("rank", "兵長", True),
            ("rank", "伍長", False),
            ("occupation", "農", True),
        ):
            change.add(person, Statement(property=property_code, value=value, rejected=rejected))
    export_csv(catalogue, tmp_path / "out.csv", type_code="person")
    head, row = csv.reader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8-sig"), newline=""))
    assert dict(zip(head, row, strict=True))["rank"] == "伍長"
    assert "occupation" not in head


def test_what_is_exported_comes_in_again_as_it_was(roster: Roster, program: Program, tmp_path: Path) -> None:
    roster(table(ROWS))
    export_csv(program.catalogue, tmp_path / "out.csv", type_code="person")
    with Program.create(tmp_path / "copy.memoircat", by="試験") as copy:
        outcome = import_table(copy.catalogue, tmp_path / "out.csv", load_mapping(tmp_path / "out.toml"))
        assert (outcome.imported, outcome.rejected) == (3, [])
        for code in ("P-000001", "P-000002", "P-000003"):
            one, two = program.catalogue.get(code), copy.catalogue.get(code)
            assert dict(one.fields) == dict(two.fields)
            assert [held.part.text for held in one.names] == [held.part.text for held in two.names]
            facts = [
                {
                    (s.part.property, s.occurrence, s.part.value, s.part.term, s.part.place_text, s.part.start)
                    for s in each.statements
                }
                for each in (one, two)
            ]
            assert facts[0] == facts[1]

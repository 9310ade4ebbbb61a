"""What every exchange format and every kind of report keeps to: words, options, an empty catalogue, nothing forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from memoircat.catalogue.access import Audience
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.change import Change
from memoircat.catalogue.images import ImageFile, attach
from memoircat.cli.options import with_options
from memoircat.dates import ArchiveDate
from memoircat.demonstration import make_demonstration
from memoircat.errors import InputError
from memoircat.exchange.csv_export import export_csv
from memoircat.exchange.dublin_core import FORMAT as DUBLIN_CORE
from memoircat.exchange.formats import ExportOptions, exchange_formats
from memoircat.jobs import Progress
from memoircat.messages import Label
from memoircat.options import options_of
from memoircat.program import Program
from memoircat.records.declare import Field, Kind
from memoircat.records.parts import Attachment, Name, PlaceIdentifier, Statement, Tag
from memoircat.records.registry import PART_TYPES, RECORD_TYPES
from memoircat.records.vocabularies import seed_terms
from memoircat.reports.kinds import report_kinds
from memoircat.reports.render import render

FORMATS, REPORTS = exchange_formats(), report_kinds()
TERMS = {term.vocabulary: term.code for term in reversed(seed_terms())}
OAI_DC = "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
DC = "{http://purl.org/dc/elements/1.1/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FIFTEEN = {
    *("title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format"),
    *("identifier", "source", "language", "relation", "coverage", "rights"),
}


def exported(catalogue: Catalogue, code: str, to: Path, audience: Audience = Audience.STAFF) -> str:
    """Everything that a format writes, with the names of its files."""
    FORMATS[code].export(catalogue, to, FORMATS[code].options(audience=audience), Progress())
    return "\n".join(f"{file.name}\n{file.read_text('utf-8')}" for file in files_at(to))


def files_at(to: Path) -> list[Path]:
    """What a format wrote: a file, or the files of a folder."""
    return sorted(to.iterdir()) if to.is_dir() else [to] if to.exists() else []


# Words and options ---------------------------------------------------------------------------------------------------


def is_worded(label: Label) -> bool:
    return all(word.strip() for word in label)


@pytest.mark.parametrize("described", [*FORMATS.values(), *REPORTS.values()], ids=lambda described: described.code)
def test_every_format_and_report_has_words_and_options_of_its_own(described: Any) -> None:
    assert is_worded(described.label)
    options = options_of(described.options)
    assert options
    assert len({option.flag for option in options}) == len(options)
    for option in options:
        assert is_worded(option.label), option.name
        assert all(is_worded(label) for _, label in option.choices), option.name
        assert len({code for code, _ in option.choices}) == len(option.choices), option.name
        assert not option.choices or option.convert or option.default in dict(option.choices), option.name


@pytest.mark.parametrize("registered", [FORMATS, REPORTS], ids=["formats", "reports"])
def test_an_option_means_the_same_wherever_it_is_offered(registered: dict[str, Any]) -> None:
    """The command line has one option of each name for all kinds."""
    options = [option for described in registered.values() for option in options_of(described.options)]
    assert len({(option.name, option.flag, option.label) for option in options}) == len({o.name for o in options})
    assert len({option.flag for option in options}) == len({option.name for option in options})
    assert with_options(described.options for described in registered.values())


def test_codes_are_those_that_they_are_registered_under() -> None:
    assert all(code == described.code for code, described in (*FORMATS.items(), *REPORTS.items()))
    assert all(report.about is None or report.about in RECORD_TYPES for report in REPORTS.values())


# An empty catalogue --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", FORMATS)
@pytest.mark.parametrize("audience", Audience)
def test_a_format_writes_no_record_of_an_empty_catalogue(
    catalogue: Catalogue, code: str, audience: Audience, tmp_path: Path
) -> None:
    options = FORMATS[code].options(audience=audience)
    assert FORMATS[code].export(catalogue, tmp_path / "out", options, Progress()) == {}
    written = {file.suffix: file.read_text("utf-8-sig") for file in files_at(tmp_path / "out")}
    assert ".xml" not in written
    assert written.get(".csv", "code\n") == "code\n"


@pytest.mark.parametrize("code", REPORTS)
@pytest.mark.parametrize("audience", Audience)
def test_a_report_on_an_empty_catalogue_says_so(
    catalogue: Catalogue, code: str, audience: Audience, tmp_path: Path
) -> None:
    report = REPORTS[code].build(catalogue, REPORTS[code].options(audience=audience), Progress())
    assert (report.sections, report.withheld) == ((), "")
    for ending in ("html", "csv"):
        render(report, tmp_path / f"a.{ending}")
    assert "条件に合う記録はありません" in (tmp_path / "a.html").read_text("utf-8")


# Nothing is forgotten --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", FORMATS)
def test_what_a_format_leaves_out_exists_and_has_its_reason(code: str) -> None:
    format_ = FORMATS[code]
    fields = {field.name for kind in RECORD_TYPES.values() for field in kind.fields}
    columns = {f"{part.code}.{field.name}" for part in PART_TYPES.values() for field in part.fields}
    assert not format_.left_out.keys() - fields
    assert not format_.left_out_parts.keys() - columns - PART_TYPES.keys()
    assert all(reason.strip() for reason in (*format_.left_out.values(), *format_.left_out_parts.values()))
    carried = {name.partition(".")[0] for name in format_.left_out_parts if "." in name}
    assert not carried & format_.left_out_parts.keys(), "a column of a part that is left out altogether"


@pytest.mark.parametrize("type_code", RECORD_TYPES)
def test_every_field_has_an_element_or_a_reason(type_code: str) -> None:
    for field in RECORD_TYPES[type_code].fields:
        has_element = field.declared.dc is not None
        assert has_element != (field.name in DUBLIN_CORE.left_out), field.name
        assert field.declared.dc in (None, *FIFTEEN), field.name
        if DUBLIN_CORE.left_out.get(field.name) == "for the staff alone":
            assert field.declared.staff, field.name


class Filler:
    """Fills fields and columns with words that are found again: each is named after the place where it is."""

    def __init__(self, change: Change) -> None:
        self.change = change
        self.referred = {code: self.create(code, f"〔ref {code}〕") for code in RECORD_TYPES}

    def create(self, type_code: str, code: str, **fields: Any) -> int:
        return self.change.create(type_code, code=code, **fields)

    def value(self, field: Field, said: str) -> Any:
        if field.kind is Kind.RECORD:
            return self.referred[field.declared.refers[0] if field.declared.refers[0] != "record" else "person"]
        if field.kind in (Kind.INTEGER, Kind.NUMBER):
            return 46
        if field.kind is Kind.DATE:
            return ArchiveDate(f"〔{said}〕", "1946", "1946-01-01", "1946-12-31")
        text = TERMS[field.vocabulary] if field.vocabulary else f"〔{said}〕"
        return (text,) if field.kind in (Kind.TERMS, Kind.TEXTS) else text


@pytest.mark.parametrize("type_code", RECORD_TYPES)
def test_every_field_is_written_unless_it_is_left_out(catalogue: Catalogue, type_code: str, tmp_path: Path) -> None:
    kind = RECORD_TYPES[type_code]
    with catalogue.change("x") as change:
        filler = Filler(change)
        values = {field.name: filler.value(field, field.name) for field in kind.fields if field.name != "code"}
        filler.create(type_code, "〔code〕", **values)
    columns = (tmp_path / "csv" / f"{type_code}.csv", exported(catalogue, "csv", tmp_path / "csv"))[0]
    head = columns.read_text("utf-8-sig").splitlines()[0].split(",")
    assert {field.name for field in kind.fields} <= {*head, *FORMATS["csv"].left_out}
    written = {code: exported(catalogue, code, tmp_path / f"again {code}") for code in FORMATS}
    for field in kind.fields:
        if field.vocabulary is None and field.kind in (Kind.TEXT, Kind.LONG, Kind.DATE, Kind.TEXTS):
            for code, output in written.items():
                left_out = field.name in FORMATS[code].left_out
                assert (f"〔{field.name}〕" in output) is not left_out, (code, field.name)


def columns_of(part_code: str) -> Iterator[Field]:
    """The columns of a part that hold words, dates or records."""
    for field in PART_TYPES[part_code].fields:
        refers = field.declared.refers[0] if field.declared.refers else ""
        words = field.kind in (Kind.TEXT, Kind.LONG, Kind.DATE) and not field.vocabulary
        if (words and field.name not in ("property", "role")) or refers in (*RECORD_TYPES, "record"):
            yield field


@pytest.mark.parametrize("part_code", PART_TYPES)
def test_every_part_is_written_unless_it_is_left_out(catalogue: Catalogue, part_code: str, tmp_path: Path) -> None:
    """Each column of a part alone on a record: so that nothing else speaks in its place."""
    part, type_code = PART_TYPES[part_code], (PART_TYPES[part_code].types or ("person",))[0]
    fixed = {"statement": {"property": "occupation"}, "place_identifier": {"kind": "number"}}.get(part_code, {})
    needed = {"name": ("text",), "place_identifier": ("value",), "match": ("member",)}.get(part_code, ())
    with catalogue.change("x") as change:
        filler = Filler(change)
        for code, referred in filler.referred.items():
            change.add(referred, Name(text=f"〔label {code}〕"))
            change.set(referred, **{title: f"〔label {code}〕" for title in (RECORD_TYPES[code].title,) if title})
        for field in columns_of(part_code):
            names = {field.name, *needed}
            values = {each.name: filler.value(each, each.name) for each in part.fields if each.name in names}
            new = filler.create(type_code, f"〔only {field.name}〕")
            if part_code == "attachment":
                (attachment,) = attach(change, new, [ImageFile("0" * 64, "x.png", "image/png", 1, 1, 1, 1)])
                change.edit(Attachment, attachment, **values)
            else:
                change.add(new, part.declaration(**fixed, **values))
    for code, format_ in FORMATS.items():
        for field in columns_of(part_code):
            shown = format_.options(codes=(f"〔only {field.name}〕",))
            to = tmp_path / f"{code} {field.name}"
            format_.export(catalogue, to, shown, Progress())
            output = "".join(file.read_text("utf-8") for file in files_at(to))
            words = (f"〔{field.name}〕",) if field.kind is not Kind.RECORD else ("〔label ", "〔ref ")
            left_out = {part_code, f"{part_code}.{field.name}"} & format_.left_out_parts.keys()
            assert any(word in output for word in words) is not bool(left_out), (code, field.name)


@pytest.mark.parametrize("type_code", RECORD_TYPES)
def test_every_property_has_a_column_and_no_element(catalogue: Catalogue, type_code: str, tmp_path: Path) -> None:
    with catalogue.change("x") as change:
        record = change.create(type_code, code="R-1")
        for property_ in RECORD_TYPES[type_code].properties:
            for occurrence in (1, 2) if property_.repeatable else (1,):
                value = f"〔{property_.code} {occurrence}〕"
                change.add(record, Statement(property=property_.code, occurrence=occurrence, value=value))
    written = exported(catalogue, "csv", tmp_path / "csv")
    for property_ in RECORD_TYPES[type_code].properties:
        assert f"〔{property_.code} 1〕" in written
        assert (f"〔{property_.code} 2〕" in written) is property_.repeatable
    assert "〔" not in exported(catalogue, "dc", tmp_path / "dc")
    assert "statement" in DUBLIN_CORE.left_out_parts


def test_a_row_has_the_words_the_figures_and_the_numbers_of_a_record(catalogue: Catalogue, tmp_path: Path) -> None:
    with catalogue.change("x") as change:
        place = change.create("place", code="L-1")
        change.add(place, Name(text="第7収容所"))
        change.add(place, PlaceIdentifier(kind="number", value="7"))
        change.add(place, PlaceIdentifier(kind="number", value="7a"))
        change.add(place, PlaceIdentifier(kind="post_box", value="п/я 215"))
        change.add(place, Statement(property="population", low=500, high=760, unit="人", note="概数"))
        change.add(place, Statement(property="opened", value="終戦の年", start=ArchiveDate("1945", "1945", None, None)))
        change.add(place, Statement(property="closed", value="帰還の後"))
        change.add(place, Tag(text="要確認"))
    export_csv(catalogue, tmp_path / "out.csv", type_code="place")
    head, row = (line.split(",") for line in (tmp_path / "out.csv").read_text("utf-8-sig").splitlines())
    assert dict(zip(head, row, strict=True)) == {
        "code": "L-1",
        "name": "第7収容所",
        "identifier.number": "7",
        "identifier.post_box": "п/я 215",
        "population": "500–760",
        "population.unit": "人",
        "population.note": "概数",
        "opened": "1945",
        "opened.value": "終戦の年",
        "closed.value": "帰還の後",
        "tag": "要確認",
    }


# Dublin Core ---------------------------------------------------------------------------------------------------------


def assert_valid(document: bytes) -> list[ElementTree.Element]:
    """What oai_dc.xsd says: any of the fifteen elements in any order, each a text, with xml:lang or nothing."""
    root = ElementTree.fromstring(document)
    assert root.tag == OAI_DC
    assert not root.attrib
    assert not (root.text or "").strip()
    for element in root:
        assert element.tag.removeprefix(DC) in FIFTEEN
        assert not list(element)
        assert not (element.tail or "").strip()
        assert element.attrib.keys() <= {LANG}
        assert re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", element.get(LANG, "ja"))
        assert element.text
    return list(root)


def test_every_record_of_the_demonstration_is_a_valid_document(program: Program, tmp_path: Path) -> None:
    make_demonstration(program)
    for audience in (Audience.STAFF, Audience.PUBLIC):
        to = tmp_path / audience
        counts = DUBLIN_CORE.export(program.catalogue, to, ExportOptions(audience=audience), Progress())
        files = list(to.iterdir())
        assert len(files) == sum(counts.values()) > 100
        for file in files:
            document = file.read_bytes()
            elements = assert_valid(document)
            assert document.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")
            assert {element.tag for element in elements} >= {f"{DC}title", f"{DC}identifier"}, file.name


HOSTILE = (
    *("]]>", "<b>太字</b>", "&amp;&#0;&lt;", "<!--", "<?xml?>", "<![CDATA[x]]>", "'\"", "a\tb\nc\rd", "\x85\u2028"),
    *(
        "\x00",
        "\x01\x08\x0b\x0c\x1f\x7f",
        "\ufffe\uffff",
        "\ufdd0",
        "\U0001fffe",
        "\u202e逆",
        "👨‍👩‍👧",
        "か\u3099",
        "\ufeff",
    ),
)


def test_hostile_text_makes_documents_that_are_well_formed(catalogue: Catalogue, tmp_path: Path) -> None:
    with catalogue.change("x") as change:
        for number, hostile in enumerate(HOSTILE):
            said = f"前{hostile}後"
            change.create("memoir", code=f"M-{number:02}", title=said, creators=(said, hostile), abstract=said)
    with pytest.raises(InputError), catalogue.change("x") as change:
        change.create("memoir", title="\ud800")
    DUBLIN_CORE.export(catalogue, tmp_path / "dc", ExportOptions(), Progress())
    for file, hostile in zip(sorted((tmp_path / "dc").iterdir()), HOSTILE, strict=True):
        texts = [element.text for element in assert_valid(file.read_bytes()) if element.text != file.stem]
        kept = re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", hostile)
        assert set(texts) == {f"前{kept}後", kept}


def test_every_code_has_a_file_of_its_own_in_the_folder(catalogue: Catalogue, tmp_path: Path) -> None:
    codes = ("A/1", "A:1", "A_1", "a_1", "A_1 (2)", "../A", "..", ".", "号" * 200, "号" * 201, "A\n1", "CON", "％", " ")
    with catalogue.change("x") as change:
        for code in codes:
            change.create("topic", code=code, title=f"「{code}」")
    DUBLIN_CORE.export(catalogue, tmp_path / "to" / "dc", ExportOptions(), Progress())
    files = list((tmp_path / "to" / "dc").iterdir())
    assert len({file.name.casefold() for file in files}) == len(codes)
    assert [file.name for file in (tmp_path / "to").iterdir()] == ["dc"]
    written = "".join(file.read_text("utf-8") for file in files)
    assert all(f"「{code}」" in written for code in codes)


@pytest.mark.parametrize("code", FORMATS)
def test_a_file_in_the_place_of_the_folder_and_an_unknown_code_are_told(code: str, tmp_path: Path, run: Any) -> None:
    folder, there, first = tmp_path / "c.memoircat", tmp_path / "there", tmp_path / "first"
    Program.create(folder).close()
    there.write_text("kept")
    assert run("export", folder, "--format", code, "--to", first).status == 0
    if first.is_dir():
        refused = run("export", folder, "--format", code, "--to", there)
        assert (refused.status, there.read_text()) == (4, "kept")
        assert str(there) in refused.err
    unknown = run("export", folder, "--format", code, "--to", tmp_path / "out", "--code", "P-9")
    assert (unknown.status, (tmp_path / "out").exists()) == (3, False)
    assert "P-9" in unknown.err


def test_an_option_that_a_kind_lacks_is_named_as_it_is_typed(tmp_path: Path, run: Any) -> None:
    refused = run("report", tmp_path / "c.memoircat", "accession", "--to", tmp_path / "x.html", "--type", "person")
    assert refused.status == 2
    assert "no option --type" in refused.err


@pytest.mark.parametrize("code", REPORTS)
def test_a_report_is_written_with_no_option_but_its_file(code: str, tmp_path: Path, run: Any) -> None:
    folder = tmp_path / "c.memoircat"
    Program.create(folder).close()
    assert run("report", folder, code, "--to", tmp_path / "out.html").status == 0
    assert (tmp_path / "out.html").stat().st_size

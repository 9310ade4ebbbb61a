"""The catalogue report: what it says, what it keeps to itself, and how it is written."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from memoircat.catalogue.access import Audience
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.public import PublicRecords
from memoircat.dates import ArchiveDate, read_date
from memoircat.errors import Cancelled, EnvironmentError_, InputError, NotFound
from memoircat.jobs import Progress
from memoircat.linkage.decisions import identify, toggle_preferred
from memoircat.program import Program
from memoircat.records.parts import Name, Statement
from memoircat.reports.catalogue_report import CatalogueOptions, catalogue_report
from memoircat.reports.citation import as_text
from memoircat.reports.content import Entry, Report, Totals, entries
from memoircat.reports.hierarchy import natural
from memoircat.reports.kinds import report_kinds
from memoircat.reports.pdf import breakable
from memoircat.reports.render import render
from memoircat.reports.wording import date_words

NASTY = [
    "髙橋 𠮷郎",
    "Ōta Jirō ●□",
    "Сакма Тацудзо",
    "<img src=x onerror=alert(1)>",
    "#set text(red) *b* $x$ @ref",
    "'; DROP TABLE person; --",
    "か\u3099く",
    "安\u200c部",
    "长" * 9_000 + "a" * 1_000,
]


def _date(text: str) -> ArchiveDate:
    return read_date(text).stored()


@pytest.fixture
def catalogue(tmp_path: Path, blank: Callable[..., Path]) -> Iterator[Catalogue]:
    with Program.open(blank(tmp_path / "a.memoircat", "舞鶴コレクション"), by="橋本") as program:
        yield program.catalogue


@pytest.fixture
def postcards(catalogue: Catalogue) -> Catalogue:
    """A fonds, series B, a file in it; nine documents: six in the series, two in the file, one outside."""
    with catalogue.change("x") as change:
        fonds = change.create("collection", code="F", level="fonds", title="佐久間辰蔵関係資料")
        series = change.create("collection", code="B", level="series", title="俘虜用郵便葉書", parent=fonds)
        file = change.create("collection", code="B-f", level="file", title="返信", parent=series)
        for number in range(8):
            change.create(
                "document",
                code=f"B-{number + 1}",
                title=f"葉書 {number + 1}",
                document_type="postcard",
                parent=file if number >= 6 else series,
                date=_date("昭和21年3月1日" if number < 4 else "昭和22年3月1日"),
                pieces=2 if number == 2 else None,
            )
        change.create("document", code="D-9", title="外套", pieces=3)
    return catalogue


def _report(catalogue: Catalogue, **options: object) -> Report:
    return catalogue_report(catalogue, CatalogueOptions(**options))  # type: ignore[arg-type]


def _entry(report: Report, code: str) -> Entry:
    return next(each.entry for each in entries(report) if each.entry.code == code)


def _all(report: Report) -> str:
    return repr(report)


def _pdf_text(file: Path, *options: str) -> str:
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", *options, file, "-"], capture_output=True, check=True)
    return done.stdout.decode()


# Arrangement and totals ------------------------------------------------------------------------------------------


def test_hierarchy_and_totals(postcards: Catalogue) -> None:
    report = _report(postcards)
    (section,) = report.sections
    fonds, outside = section.groups
    (series,) = fonds.groups
    (file,) = series.groups
    assert [fonds.code, series.code, series.kind, file.code] == ["F", "B", "シリーズ", "B-f"]
    assert [each.code for each in series.entries] == [f"B-{n}" for n in range(1, 7)]
    assert [each.code for each in file.entries] == ["B-7", "B-8"]
    assert outside.title == "資料群に属さない資料"
    assert [g.totals for g in (file, series, fonds, outside)] == [
        Totals(2, 2), Totals(8, 9), Totals(8, 9), Totals(1, 3),
    ]  # fmt: skip
    assert report.totals == Totals(9, 12)
    assert report.title == "舞鶴コレクション 目録"
    assert _entry(report, "B-1").date == "昭和21年3月1日（1946-03-01）"


def test_by_year_below_one_series(postcards: Catalogue) -> None:
    report = _report(postcards, code="B", group="year")
    (section,) = report.sections
    assert (section.code, section.title, section.totals) == ("B", "俘虜用郵便葉書", Totals(8, 9))
    assert [(each.title, each.totals) for each in section.groups] == [
        ("昭和21年（1946）", Totals(4, 5)),
        ("昭和22年（1947）", Totals(4, 4)),
    ]
    english = _report(postcards, group="year", language="en")
    assert [each.title for each in english.sections[0].groups] == ["1946", "1947", "Undated"]


def test_years_stand_in_order_spans_by_the_year_they_begin_in(catalogue: Catalogue) -> None:
    with catalogue.change("x") as change:
        for date in ("1947", "1945/1948", "1946", "1945", "1945/1946", "1945/..", "../1946"):
            change.create("document", title="葉書", date=_date(date))
    (section,) = _report(catalogue, group="year", language="en").sections
    titles = [each.title for each in section.groups]
    assert titles == ["1945", "1945–1946", "1945–1948", "1945–", "1946", "–1946", "1947"]


def test_by_type_and_where(postcards: Catalogue) -> None:
    report = _report(postcards, group="type", language="en")
    assert [each.totals.units for each in report.sections[0].groups] == [8, 1]
    report = _report(postcards, where={"document_type": "postcard"})
    assert report.totals == Totals(8, 9)
    assert [each.code for each in report.sections[0].groups] == ["F"]
    with pytest.raises(NotFound):
        _report(postcards, where={"no_such": "1"})
    with pytest.raises(NotFound):
        _report(postcards, types=("no_such",))
    with pytest.raises(NotFound):
        _report(postcards, code="X-404")


def test_collections_alone_are_counted(postcards: Catalogue) -> None:
    assert _report(postcards, types=("collection",)).totals == Totals(3, None)
    assert _report(postcards, types=("document",)).totals == Totals(9, 12)


def test_pieces_stand_under_their_item(catalogue: Catalogue) -> None:
    with catalogue.change("x") as change:
        item = change.create("document", code="D-2", title="日記")
        change.create("document", code="D-1", title="葉", level="piece", parent=item)
        change.create("document", code="D-10", title="外套")
    found = [(each.entry.code, each.entry.depth) for each in entries(_report(catalogue))]
    assert found == [("D-2", 0), ("D-1", 1), ("D-10", 0)]
    assert _report(catalogue, code="D-2").totals == Totals(2, 2)


def test_a_circle_of_parents_loses_nothing(catalogue: Catalogue) -> None:
    with catalogue.change("x") as change:
        one = change.create("collection", code="C-1", title="一")
        two = change.create("collection", code="C-2", title="二", parent=one)
        change.update_row("collection", one, {"parent": two}, record_id=one)  # as an older program could
        change.create("document", code="D-1", title="葉書", parent=two)
    assert _report(catalogue).totals == Totals(1, 1)


def test_people_by_kana_row(catalogue: Catalogue) -> None:
    with catalogue.change("x") as change:
        for text, reading in [("阿部", "あべ"), ("後藤", "ゴトウ"), ("わだ", None), ("Smith", None)]:
            person = change.create("person", kind="identified")
            change.add(person, Name(text=text, kind="authorised"))
            if reading:
                change.add(person, Name(text=reading, kind="reading", script="Hira"))
    (section,) = _report(catalogue).sections
    assert [each.title for each in section.groups] == ["あ行", "か行", "わ行", "ほか（かなのよみなし）"]
    (section,) = _report(catalogue, language="en").sections
    assert section.groups[1].title == "Ka (か行)"
    assert section.totals == Totals(4, None)


def test_natural_order() -> None:
    assert sorted(["B-10", "B-2", "A-3", "B-2a"], key=natural) == ["A-3", "B-2", "B-2a", "B-10"]


def test_empty_and_cancelled(catalogue: Catalogue, tmp_path: Path) -> None:
    report = _report(catalogue)
    assert (report.sections, report.totals, report.withheld) == ((), Totals(0, None), "")
    render(report, tmp_path / "a.pdf")
    assert "条件に合う記録はありません" in _pdf_text(tmp_path / "a.pdf")
    with catalogue.change("x") as change:
        change.create("topic", title="数")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        report_kinds()["catalogue"].build(catalogue, CatalogueOptions(), progress)


# Statements ------------------------------------------------------------------------------------------------------


@pytest.fixture
def sakuma(catalogue: Catalogue) -> str:
    """Three recorded people with three dates of one death, identified as one; returns the code."""
    said = [
        ("佐久間 辰蔵", "戸籍", "昭和21年3月1日", "certain"),
        ("Сакма Тацудзо", "登録カード", "14.2.46", "probable"),
        ("サクマ", "凍土の記憶", "昭和21年二月中旬", None),
    ]
    codes = []
    with catalogue.change("x") as change:
        for name, title, date, certainty in said:
            source = change.create("source", title=title)
            person = change.create("person", kind="recorded")
            change.add(person, Name(text=name, kind="as_recorded"))
            change.add(
                person,
                Statement(property="death", start=_date(date), source=source, locator="12頁", certainty=certainty),
            )
            codes.append(person)
        change.add(codes[1], Statement(property="burial", place_text="リストヴャンカ", source=source))
        change.add(
            codes[2],
            Statement(property="burial", place_text="タイシェト", source=source, rejected=True, reason="同姓の人の墓"),
        )
    return identify(catalogue, [catalogue.view(each).code for each in codes], "confirmed", "同じ", "x")  # type: ignore[union-attr]


def test_an_undecided_event_says_so(catalogue: Catalogue, sakuma: str) -> None:
    entry = _entry(_report(catalogue), sakuma)
    death = next(each for each in entry.lines if each.label == "死亡")
    assert death.mark == "※1"
    note = entry.notes[0]
    assert [each.label for each in note.items] == ["未決", "記載", "記載", "記載"]
    english = _entry(_report(catalogue, language="en"), sakuma)
    assert english.notes[0].items[0].label == "Not decided"


def test_the_preferred_statement_is_printed_with_a_note(catalogue: Catalogue, sakuma: str) -> None:
    view = catalogue.get(sakuma)
    wanted = next(each for each in view.statements if each.part.start and "3月" in each.part.start.text)
    toggle_preferred(catalogue, view, wanted.id, "x")
    entry = _entry(_report(catalogue), sakuma)
    death = next(each for each in entry.lines if each.label == "死亡")
    assert (death.text, death.mark) == ("昭和21年3月1日（1946-03-01）", "※1")
    assert [(each.label, each.text) for each in entry.notes[0].items] == [
        ("優先", "昭和21年3月1日（1946-03-01） — 戸籍、12頁、確実"),
        ("ほか", "14.2.46（1946-02-14） — 登録カード、12頁、ほぼ確実"),
        ("ほか", "昭和21年二月中旬（1946年2月11日～1946年2月20日） — 凍土の記憶、12頁"),
    ]


def test_a_rejected_statement_is_printed_as_such(catalogue: Catalogue, sakuma: str) -> None:
    notes = {each.about: each for each in _entry(_report(catalogue), sakuma).notes}
    assert [(each.label, each.text) for each in notes["埋葬"].items][1] == (
        "退けた記載",
        "タイシェト — 凍土の記憶。理由：同姓の人の墓",
    )


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("昭和21年3月1日", "ja", "昭和21年3月1日（1946-03-01）"),
        ("昭和21年3月", "ja", "昭和21年3月（1946年3月）"),
        ("1946-03-01", "ja", "1946-03-01"),
        ("1946年3月1日", "ja", "1946年3月1日"),
        ("1946年3月", "en", "1946年3月 (March 1946)"),
        ("14 февраля 1946", "en", "14 февраля 1946 (1946-02-14)"),
        ("14 февраля 1946", "ru", "14 февраля 1946"),
        ("昭和21年冬頃", "ja", "昭和21年冬頃（二通りに読めます）"),
        ("読めない", "ja", "読めない"),
    ],
)
def test_dates(text: str, language: str, shown: str) -> None:
    assert date_words(_date(text), language) == shown  # type: ignore[arg-type]


# What is not for everyone ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("closed", "words"), [(0, ""), (4, "数件"), (5, "5 件")])
def test_restricted_records_are_counted_not_named(postcards: Catalogue, closed: int, words: str) -> None:
    with postcards.change("x") as change:
        for number in range(closed):
            change.set(
                postcards.find(f"B-{number + 1}"), title="秘密の題名", access="closed", closed_until="2999-01-01"
            )
    report = _report(postcards, audience=Audience.PUBLIC)
    assert report.totals.units == 9 - closed
    assert words in report.withheld
    assert bool(report.withheld) == bool(closed)
    assert "秘密" not in _all(report)
    assert _report(postcards).totals.units == 9


def test_what_lies_in_a_closed_collection_is_closed(postcards: Catalogue) -> None:
    with postcards.change("x") as change:
        change.set(postcards.find("B"), access="closed")
    report = _report(postcards, audience=Audience.PUBLIC)
    assert [each.entry.code for each in entries(report)] == ["D-9"]
    assert "10 件" in report.withheld  # eight documents, the series and its file
    assert "俘虜用郵便葉書" not in _all(report)
    below = _report(postcards, audience=Audience.PUBLIC, code="B", group="year")
    assert (below.subtitle, below.sections) == ("", ())


def test_collections_stay_where_all_that_lies_in_them_is_closed(postcards: Catalogue) -> None:
    with postcards.change("x") as change:
        for code in (*(f"B-{number}" for number in range(1, 9)), "D-9"):
            change.set(postcards.find(code), access="closed")
    report = _report(postcards, audience=Audience.PUBLIC)
    assert report.totals == Totals(3, None)
    (section,) = report.sections
    assert [group.code for group in section.groups] == ["F"]
    assert "9 件" in report.withheld


def test_closed_names_statements_members_and_sources(catalogue: Catalogue, sakuma: str) -> None:
    with catalogue.change("x") as change:
        view = catalogue.get(sakuma)
        for each in view.members:
            if each.label.startswith("Сакма"):
                change.set(each.record_id, access="closed")
        change.set(
            next(each.part.source for each in view.statements if each.part.property == "burial"), access="closed"
        )  # type: ignore[arg-type]
        change.add(view.id, Name(text="閉じた名", kind="authorised", preferred=True, script="Jpan", access="closed"))
        change.add(view.id, Statement(property="work", value="伐採場", access="closed"))
        donor = change.create("accession", title="寄贈", donor_text="佐久間 澄江", terms="三十年非公開")
    assert "閉じた名" in _all(_report(catalogue))
    public = _report(catalogue, audience=Audience.PUBLIC)
    for hidden in ("閉じた名", "伐採場", "Сакма", "14.2.46", "凍土の記憶", "佐久間 澄江", "三十年非公開"):
        assert hidden not in _all(public), hidden
    entry = _entry(public, sakuma)
    assert entry.title in {"佐久間 辰蔵", "サクマ"}
    assert any("別の典拠" in item.text for note in entry.notes for item in note.items)
    items = [item.text for note in entry.notes for item in note.items]
    assert not any("別の典拠" in text and "頁" in text for text in items), "a page in a source that may not be named"
    assert "佐久間 澄江" in _all(_report(catalogue))
    assert donor


def test_a_decision_resting_on_a_closed_statement_is_not_called_open(catalogue: Catalogue) -> None:
    with catalogue.change("x") as change:
        person = change.create("person", kind="identified")
        change.add(person, Name(text="佐久間"))
        for date, more in [
            ("1946-02-14", {}),
            ("1946-02-15", {}),
            ("1946-03-01", {"preferred": True, "access": "closed"}),
        ]:
            change.add(person, Statement(property="death", start=_date(date), **more))
    (placed,) = entries(_report(catalogue, audience=Audience.PUBLIC))
    assert [each.label for each in placed.entry.notes[0].items] == ["記載", "ほか"]


# Files -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def nasty(catalogue: Catalogue) -> Catalogue:
    with catalogue.change("x") as change:
        for text in NASTY:
            change.create("topic", title=text, question=text)
    return catalogue


@pytest.mark.parametrize("language", ["ja", "en", "ru"])
def test_pdf(nasty: Catalogue, tmp_path: Path, language: str) -> None:
    file = tmp_path / "報告.pdf"
    render(_report(nasty, language=language), file)
    text = _pdf_text(file)
    for each in NASTY[:8]:
        assert each in text
    together = re.sub(r"\s", "", _pdf_text(file, "-raw"))
    assert together.count("长") >= 18_000
    assert together.count("a" * 24) >= 40
    about = subprocess.run(["pdfinfo", file], capture_output=True, check=True, text=True).stdout
    assert "Title:           " + _report(nasty, language=language).title in about
    fonts = subprocess.run(["pdffonts", file], capture_output=True, check=True, text=True).stdout.splitlines()[2:]
    assert fonts
    for line in fonts:
        assert re.search(r"Noto(Serif|Sans)JP", line)
        assert re.search(r"\byes yes yes\b", line)  # embedded, a subset, with Unicode
    assert f"/Lang({language})".encode() in file.read_bytes().replace(b"/Lang (", b"/Lang(")


def test_long_runs_can_break() -> None:
    assert breakable("佐久間 辰蔵") == "佐久間 辰蔵"
    assert breakable("a\nb") == [["a"], ["b"]]
    (line,) = breakable("x" + "長" * 50 + "a" * 60)
    assert "".join(line) == "x" + "長" * 50 + "a" * 60
    assert max(map(len, line[1:])) <= 24


def test_html(nasty: Catalogue, tmp_path: Path) -> None:
    render(_report(nasty, language="en"), tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "<img" not in page
    assert "&lt;img src=x" in page
    assert "髙橋 𠮷郎" in page
    assert "か\u3099く" in page
    for outside in ("<script", "http:", "https:", "url(", "@import"):
        assert outside not in page


def test_csv(postcards: Catalogue, tmp_path: Path) -> None:
    with postcards.change("x") as change:
        change.set(postcards.find("D-9"), title="=1+1")
    render(_report(postcards), tmp_path / "r.csv")
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 9
    assert sum(int(each["点数"]) for each in rows) == 12
    assert rows[6]["まとまり"] == "F 佐久間辰蔵関係資料 / B 俘虜用郵便葉書 / B-f 返信"
    assert rows[-1]["題名"] == "'=1+1"


def test_an_english_title_is_in_the_table_and_in_a_copy(catalogue: Catalogue, tmp_path: Path) -> None:
    with catalogue.change("x") as change:
        topic = change.create("topic", code="T-1", title="帰還船", title_en="Ships home", question="何隻か")
    render(_report(catalogue), tmp_path / "r.csv")
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["内容"] == "Ships home\n問い: 何隻か"
    view = PublicRecords(catalogue, Audience.PUBLIC).view(topic)
    assert view is not None
    assert as_text(view, "ja", catalogue.vocabularies()) == "帰還船　Ships home　T-1\n問い：何隻か"


def test_where_a_report_cannot_be_written(postcards: Catalogue, tmp_path: Path) -> None:
    report = _report(postcards)
    with pytest.raises(InputError, match=r"\.pdf, \.html, \.csv"):
        render(report, tmp_path / "r.docx")
    for name in ("r.pdf", "r.html", "r.csv"):
        with pytest.raises(EnvironmentError_, match="was not written"):
            render(report, tmp_path / "no-such-folder" / name)
    (tmp_path / "d.html").mkdir()
    with pytest.raises(EnvironmentError_):
        render(report, tmp_path / "d.html")
    assert not list(tmp_path.glob("*.unfinished"))


def test_a_report_holds_plain_data_only(postcards: Catalogue) -> None:
    assert json.dumps(asdict(_report(postcards)))

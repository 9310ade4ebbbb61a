"""The accession slip: what the register says beside what is registered, and what only the staff may read."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from memoircat.catalogue.access import Audience
from memoircat.catalogue.catalogue import Catalogue
from memoircat.dates import ArchiveDate, read_date
from memoircat.errors import Cancelled, InputError
from memoircat.jobs import Progress
from memoircat.program import Program
from memoircat.records.parts import Name
from memoircat.reports.accession_slip import accession_slip
from memoircat.reports.content import Report, Totals, entries
from memoircat.reports.kinds import report_kinds
from memoircat.reports.options import ReportOptions
from memoircat.reports.render import render


def _date(text: str) -> ArchiveDate:
    return read_date(text).stored()


@pytest.fixture
def catalogue(tmp_path: Path, blank: Callable[..., Path]) -> Iterator[Catalogue]:
    with Program.open(blank(tmp_path / "a.memoircat", "舞鶴コレクション"), by="橋本") as program:
        yield program.catalogue


@pytest.fixture
def gift(catalogue: Catalogue) -> Catalogue:
    """Scenario A1: 3件11点 in one file: a diary, eight cards one by one under their item, a coat with a certificate."""
    with catalogue.change("x") as change:
        donor = change.create("person", kind="identified")
        change.add(donor, Name(text="佐久間 澄江", kind="authorised"))
        gift = change.create(
            "accession",
            code="2026-014",
            title="佐久間辰蔵資料の寄贈",
            received=_date("令和8年5月12日"),
            donor=donor,
            donor_text="澄江",
            relation="daughter",
            units=3,
            pieces=11,
            terms="三十年非公開",
            description="日記、葉書、外套",
        )
        fonds = change.create("collection", code="F", level="fonds", title="佐久間辰蔵資料")
        file = change.create("collection", code="F-1", level="file", title="寄贈", parent=fonds, accession=gift)
        inside = {"parent": file, "accession": gift, "level": "item"}
        change.create("document", code="D-1", title="白樺の手帳", date=_date("昭和21年冬頃"), extent="27葉", **inside)
        cards = change.create("document", code="D-2", title="葉書", **inside)
        for number in range(8):
            change.create(
                "document",
                code=f"D-2-{number + 1}",
                level="piece",
                title=f"第{number + 1}信",
                parent=cards,
                accession=gift,
                date=_date("昭和22年1月15日"),
                extent="1枚",
            )
        change.create("document", code="D-3", title="外套と引揚証明書", pieces=2, **inside)
        other = change.create("accession", code="2026-002", title="別の寄贈", donor_text="匿名")
        change.create("document", code="D-9", title="よその資料", level="piece", parent=file, accession=other)
        change.create("document", code="D-10", title="受入なし", parent=file)
    return catalogue


def _slip(catalogue: Catalogue, **options: object) -> Report:
    return accession_slip(catalogue, ReportOptions(**{"code": "2026-014", **options}))  # type: ignore[arg-type]


def _lines(report: Report) -> dict[str, str]:
    return {each.label: each.text + each.mark for each in report.sections[0].lines}


def _remarks(report: Report) -> list[str]:
    return [each.about for each in report.sections[0].notes]


def _pdf_text(file: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-enc", "UTF-8", file, "-"], capture_output=True, check=True)
    return done.stdout.decode()


# What it says ----------------------------------------------------------------------------------------------------


def test_the_scenario(gift: Catalogue) -> None:
    report = _slip(gift)
    (sheet,) = report.sections
    assert (report.title, report.subtitle, sheet.code, sheet.title) == (
        "受入票",
        "舞鶴コレクション",
        "2026-014",
        "佐久間辰蔵資料の寄贈",
    )
    assert list(_lines(report).items()) == [
        ("受入日", "令和8年5月12日（2026-05-12）"),
        ("寄贈者", "佐久間 澄江"),
        ("作者との続柄", "娘"),
        ("受入簿", "3 件 11 点"),
        ("登録済み", "3 件 11 点"),
        ("条件", "三十年非公開"),
        ("内容", "日記、葉書、外套"),
    ]
    assert _remarks(report) == []
    assert (report.totals, sheet.totals, sheet.groups[0].totals) == (Totals(3, 11),) * 3
    assert (report.signatures, report.withheld) == (("寄贈者", "担当"), "")


def test_pieces_stand_under_their_item_which_counts_them(gift: Catalogue) -> None:
    (file,) = _slip(gift).sections[0].groups[0].groups
    assert (file.code, file.kind, file.totals) == ("F-1", "ファイル", Totals(3, 11))
    assert [(each.code, each.depth, each.pieces) for each in file.entries] == [
        ("D-1", 0, 1),
        ("D-2", 0, 8),
        *((f"D-2-{number}", 1, None) for number in range(1, 9)),
        ("D-3", 0, 2),
    ]
    first = file.entries[0]
    assert (first.date, first.extent) == ("昭和21年冬頃（二通りに読めます）", "27葉")


def test_english(gift: Catalogue) -> None:
    with gift.change("x") as change:
        change.set(gift.find("2026-014"), pieces=12)
    report = _slip(gift, language="en")
    assert report.title == "Accession slip"
    assert _lines(report)["Relation to the maker"] == "Daughter"
    assert _lines(report)["Accession register"] == "3 items, 12 pieces"
    assert _remarks(report) == ["The accession register says 12 pieces; catalogued so far: 11 pieces."]
    assert report.signatures == ("Donor", "Received by")


@pytest.mark.parametrize(
    ("register", "said"),
    [
        ({"pieces": 12}, ["受入簿では12点、登録済みは11点です。"]),
        ({"units": 4}, ["受入簿では4件、登録済みは3件です。"]),
        ({"units": 4, "pieces": 10}, ["受入簿では4件10点、登録済みは3件11点です。"]),
        ({"units": None, "pieces": None}, []),
    ],
)
def test_a_remark_where_register_and_records_differ(gift: Catalogue, register: dict[str, int], said: list[str]) -> None:
    with gift.change("x") as change:
        change.set(gift.find("2026-014"), **register)
    report = _slip(gift)
    assert _remarks(report) == said
    assert _lines(report)["登録済み"] == "3 件 11 点" + ("※1" if said else "")


def test_an_item_counts_what_it_says_or_what_lies_in_it(gift: Catalogue) -> None:
    with gift.change("x") as change:
        change.set(gift.find("D-2"), pieces=9)  # one card is not registered by itself yet
    assert _slip(gift).sections[0].groups[0].totals == Totals(3, 12)
    with gift.change("x") as change:
        change.set(gift.find("D-2"), pieces=1)
    assert _slip(gift).sections[0].groups[0].totals == Totals(3, 11)


def test_pieces_outside_items_make_no_units(gift: Catalogue) -> None:
    with gift.change("x") as change:
        change.set(gift.find("D-1"), level="piece")
    report = _slip(gift)
    assert _lines(report)["登録済み"] == "11 点（点ごとの登録のため、件は数えていません）"
    assert _remarks(report) == []
    assert report.sections[0].groups[0].totals == Totals(0, 11)


def test_pieces_of_an_item_that_came_another_way(catalogue: Catalogue) -> None:
    with catalogue.change("x") as change:
        gift = change.create("accession", code="A-1", title="寄贈", units=1, pieces=2)
        item = change.create("document", code="D-1", title="日記", level="item")
        for code in ("D-1-1", "D-1-2"):
            change.create("document", code=code, title="葉", level="piece", parent=item, accession=gift)
    report = _slip(catalogue, code="A-1")
    assert [each.entry.code for each in entries(report)] == ["D-1-1", "D-1-2"]
    assert (_lines(report)["登録済み"], _remarks(report)) == ("1 件 2 点", [])


def test_a_circle_of_parents_loses_nothing(catalogue: Catalogue) -> None:
    with catalogue.change("x") as change:
        gift = change.create("accession", code="A-1", title="寄贈")
        one = change.create("document", code="D-1", title="一", accession=gift)
        two = change.create("document", code="D-2", title="二", parent=one, accession=gift)
        change.update_row("document", one, {"parent": two}, record_id=one)  # as an older program could
    assert [each.entry.code for each in entries(_slip(catalogue, code="A-1"))] == ["D-1", "D-2"]


def test_nothing_recorded_and_nothing_registered(catalogue: Catalogue) -> None:
    with catalogue.change("x") as change:
        change.create("accession", code="A-1", title="寄贈", donor_text="佐久間 澄江")
        change.create("accession", code="A-2", title="寄贈", pieces=3)
    report = _slip(catalogue, code="A-1")
    assert _lines(report) == {"受入日": "—", "寄贈者": "佐久間 澄江", "受入簿": "—", "登録済み": "まだありません"}
    assert report.sections[0].groups == ()
    assert _lines(_slip(catalogue, code="A-2"))["受入簿"] == "3 点"


def test_all_accessions_in_the_order_of_their_codes(gift: Catalogue) -> None:
    report = _slip(gift, code=None)
    assert [each.code for each in report.sections] == ["2026-002", "2026-014"]
    assert [each.entry.code for each in entries(report)][:2] == ["D-9", "D-1"]
    assert report.totals == Totals(0, 12)  # the one piece of the first says nothing of units


def test_wrong_codes(gift: Catalogue) -> None:
    with gift.change("x") as change:
        change.delete(gift.find("2026-002"))
    for code in ("X-404", "D-1", "", "2026-002"):
        with pytest.raises(InputError) as wrong:
            _slip(gift, code=code)
        assert wrong.value.hint
        assert "memoircat list" not in str(wrong.value.hint)


def test_the_kind_is_known_and_can_be_stopped(gift: Catalogue) -> None:
    assert report_kinds()["accession"].label.ja == "受入票"
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        report_kinds()["accession"].build(gift, ReportOptions(), progress)


# What is not for everyone ----------------------------------------------------------------------------------------


def test_a_closed_piece_is_left_out_and_counted(gift: Catalogue) -> None:
    with gift.change("x") as change:
        change.set(gift.find("D-2-3"), title="秘密の題名", access="closed")
    report = _slip(gift, audience=Audience.PUBLIC)
    assert "秘密" not in repr(report)
    assert "D-2-3" not in repr(report)
    assert "数件" in report.withheld
    assert report.sections[0].groups[0].totals == Totals(3, 10)
    assert "登録済み" not in _lines(report)  # the number of what is closed is not told by comparing
    assert _remarks(report) == []
    assert _slip(gift).sections[0].groups[0].totals == Totals(3, 11)


def test_what_lies_in_a_closed_fonds_or_item_is_closed(gift: Catalogue) -> None:
    with gift.change("x") as change:
        change.set(gift.find("D-2"), access="closed")
    report = _slip(gift, audience=Audience.PUBLIC)
    assert [each.entry.code for each in entries(report)] == ["D-1", "D-3"]
    assert "9 件" in report.withheld
    with gift.change("x") as change:
        change.set(gift.find("F"), access="closed")
    report = _slip(gift, audience=Audience.PUBLIC)
    assert (list(entries(report)), report.sections[0].groups) == ([], ())


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.READING_ROOM, Audience.FAMILY])
def test_donor_and_terms_are_for_the_staff(gift: Catalogue, audience: Audience) -> None:
    report = _slip(gift, audience=audience)
    assert set(_lines(report)) == {"受入日", "受入簿", "登録済み", "内容"}
    for hidden in ("澄江", "三十年非公開", "娘", "寄贈者"):
        assert hidden not in repr(report), hidden
    assert report.signatures == ()


def test_a_closed_accession_has_no_slip(gift: Catalogue) -> None:
    with gift.change("x") as change:
        change.set(gift.find("2026-014"), access="closed")
    report = _slip(gift, audience=Audience.PUBLIC)
    assert report.sections == ()
    assert "数件" in report.withheld
    assert "佐久間" not in repr(report)


# Files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ja", "en", "ru"])
def test_pdf(gift: Catalogue, tmp_path: Path, language: str) -> None:
    report = _slip(gift, language=language)
    render(report, tmp_path / "r.pdf")
    text = _pdf_text(tmp_path / "r.pdf")
    for code in (
        "2026-014",
        "F-1",
        "D-1",
        *(f"D-2-{n}" for n in range(1, 9)),
        "D-3",
        "令和8年5月12日",
        *report.signatures,
    ):
        assert code in text, code
    assert text.count("\f") == 1  # one sheet, the signatures on it


def test_every_slip_has_a_sheet_and_signatures(gift: Catalogue, tmp_path: Path) -> None:
    render(_slip(gift, code=None), tmp_path / "r.pdf")
    pages = _pdf_text(tmp_path / "r.pdf").split("\f")[:-1]
    assert len(pages) == 3
    assert "2026-002" in pages[0]
    for page, code in zip(pages[1:], ("2026-002", "2026-014"), strict=True):
        assert code in page
        assert "担当" in page


def test_signatures_are_never_alone_on_a_page(catalogue: Catalogue, tmp_path: Path) -> None:
    with catalogue.change("x") as change:
        gift = change.create("accession", code="A-1", title="寄贈")
    for number in range(1, 45):
        with catalogue.change("x") as change:
            change.create("document", code=f"D-{number}", title="葉書", accession=gift)
        if number < 26:
            continue
        render(_slip(catalogue, code="A-1"), tmp_path / "r.pdf")
        last = _pdf_text(tmp_path / "r.pdf").split("\f")[-2]
        assert "担当" in last
        assert f"D-{number}" in last


def test_html(gift: Catalogue, tmp_path: Path) -> None:
    with gift.change("x") as change:
        change.set(gift.find("2026-014"), pieces=12, description="<img src=x>")
    render(_slip(gift), tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "&lt;img src=x" in page
    assert "受入簿では12点、登録済みは11点です。" in page
    assert page.count('<span class="blank day">') == 2
    render(_slip(gift, audience=Audience.PUBLIC), tmp_path / "r.html")
    assert 'class="signatures"' not in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_csv(gift: Catalogue, tmp_path: Path) -> None:
    render(_slip(gift), tmp_path / "r.csv")
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 11
    assert sum(int(each["点数"] or 0) for each in rows) == 11
    assert rows[0]["部"] == "2026-014 佐久間辰蔵資料の寄贈"
    assert rows[0]["まとまり"] == "受け入れた資料 / F-1 寄贈"
    assert [rows[2][name] for name in ("記号", "題名", "年代", "数量", "点数")] == [
        "D-2-1",
        "第1信",
        "昭和22年1月15日（1947-01-15）",
        "1枚",
        "",
    ]

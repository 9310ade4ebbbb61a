"""Editing a selection: what it holds, what would change, one step of undo, all or nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memoircat.catalogue.catalogue import Catalogue
from memoircat.dates import read_date
from memoircat.editing.batch_edit import TAGS, BatchEdit, EditAction, FieldEdit, NewStatement, actions_of, batch_fields
from memoircat.errors import Cancelled, InputError, NotFound
from memoircat.jobs import Progress
from memoircat.program import Program
from memoircat.records.declare import Kind
from memoircat.records.parts import Statement, Tag
from memoircat.records.registry import RECORD_TYPES


@pytest.fixture
def diaries(catalogue: Catalogue) -> list[int]:
    """Three documents: two of one type, one in two languages, one tagged."""
    with catalogue.change("x") as change:
        first = change.create("document", title="日誌", document_type="diary", language=("ja",), extent="1冊")
        second = change.create("document", title="手帳", document_type="diary", language=("ja", "ru"), extent="1冊")
        third = change.create("document", title="𠮷田の絵", document_type="drawing")
        change.add(third, Tag(text="要撮影"))
    return [first, second, third]


def apply(catalogue: Catalogue, batch: BatchEdit, *edits: FieldEdit, wish: NewStatement | None = None) -> int:
    with catalogue.change("一括") as change:
        return batch.apply(change, [batch.read(each) for each in edits], wish)


def field(catalogue: Catalogue, ids: list[int], name: str) -> list[Any]:
    return [each.fields[name] for each in catalogue.views(ids)]


def test_each_field_is_common_mixed_or_empty(catalogue: Catalogue, diaries: list[int]) -> None:
    held = BatchEdit(catalogue, "document", diaries).summary().fields
    assert (held["document_type"].different, held["document_type"].empty) == (2, 0)
    assert held["document_type"].values == (("diary", 2), ("drawing", 1))
    assert (held["extent"].different, held["extent"].empty, held["extent"].common) == (1, 1, False)
    assert (held["scope"].different, held["scope"].empty) == (0, 3)
    assert held["language"].values[0][1] == 1
    assert held[TAGS.name].values == ((("要撮影",), 1),)
    assert BatchEdit(catalogue, "document", diaries[:2]).summary().fields["extent"].common


def test_at_most_five_values_are_told_and_all_are_counted(catalogue: Catalogue) -> None:
    with catalogue.change("x") as change:
        ids = [change.create("document", location=f"棚{number // 2}") for number in range(20)]
    held = BatchEdit(catalogue, "document", ids).summary().fields["location"]
    assert (held.different, len(held.values), held.values[0][1]) == (10, 5, 2)


def test_what_must_differ_is_not_offered() -> None:
    for kind in RECORD_TYPES.values():
        names = {each.name for each in batch_fields(kind)}
        assert not names & {"code", kind.title}
        assert names == {each.name for each in kind.fields} - {"code", kind.title} | {TAGS.name}
        for each in batch_fields(kind):
            lists = each.kind in (Kind.TERMS, Kind.TEXTS)
            assert (EditAction.ADD in actions_of(each)) is (EditAction.TAKE in actions_of(each)) is lists


def test_a_field_is_set_in_one_step_of_undo_and_only_where_it_differs(catalogue: Catalogue, diaries: list[int]) -> None:
    batch, before, steps = BatchEdit(catalogue, "document", diaries), catalogue.state(), len(catalogue.history())
    edit = FieldEdit("document_type", EditAction.SET, "日記・日誌")
    meant = batch.read(edit)
    preview = batch.preview([meant])
    assert (preview.total, preview.differing, preview.fields) == (3, 1, {"document_type"})
    (difference,) = preview.first
    assert (difference.label, difference.before, difference.after) == ("𠮷田の絵", "drawing", "diary")
    assert apply(catalogue, batch, edit, FieldEdit("note", EditAction.SET, " か\u3099 ")) == 3
    assert field(catalogue, diaries, "document_type") == ["diary"] * 3
    assert field(catalogue, diaries, "note") == [" か\u3099 "] * 3
    assert len(catalogue.history()) == steps + 1
    catalogue.undo()
    assert catalogue.state() == before


def test_lists_are_added_to_and_taken_from(catalogue: Catalogue, diaries: list[int]) -> None:
    batch = BatchEdit(catalogue, "document", diaries)
    assert apply(catalogue, batch, FieldEdit("language", EditAction.ADD, "ロシア語; 日本語")) == 2
    assert field(catalogue, diaries, "language") == [("ja", "ru"), ("ja", "ru"), ("ru", "ja")]
    assert apply(catalogue, batch, FieldEdit("language", EditAction.TAKE, "日本語")) == 3
    assert field(catalogue, diaries, "language") == [("ru",)] * 3
    assert apply(catalogue, batch, FieldEdit("language", EditAction.CLEAR)) == 3
    assert field(catalogue, diaries, "language") == [()] * 3


def test_a_tag_is_put_on_and_taken_away(catalogue: Catalogue, diaries: list[int]) -> None:
    batch, before = BatchEdit(catalogue, "document", diaries), catalogue.state()
    edits = FieldEdit(TAGS.name, EditAction.ADD, "戦友会; 要撮影"), FieldEdit(TAGS.name, EditAction.TAKE, "要撮影")
    assert apply(catalogue, batch, *edits) == 3
    tags = [[held.part.text for held in each.parts["tag"]] for each in catalogue.views(diaries)]
    assert tags == [["戦友会"]] * 3
    catalogue.undo()
    assert catalogue.state() == before


def test_access_is_set_with_its_reason_and_its_end(catalogue: Catalogue, diaries: list[int]) -> None:
    batch = BatchEdit(catalogue, "document", diaries)
    edits = (("access", "館内"), ("access_reason", "遺族の希望"), ("closed_until", "2030-04-01"))
    apply(catalogue, batch, *(FieldEdit(name, EditAction.SET, text) for name, text in edits))
    (view, *_) = catalogue.views(diaries)
    assert (view.fields["access"], view.fields["access_reason"]) == ("on_site", "遺族の希望")
    assert view.fields["closed_until"] == "2030-04-01"


def test_a_chosen_reading_of_a_date_is_stored(catalogue: Catalogue, diaries: list[int]) -> None:
    batch, text = BatchEdit(catalogue, "document", diaries), "昭和21年冬頃"
    readings = read_date(text).readings
    assert len(readings) == 2
    apply(catalogue, batch, FieldEdit("date", EditAction.SET, text, readings[1].edtf))
    assert {(each.text, each.edtf) for each in field(catalogue, diaries, "date")} == {(text, readings[1].edtf)}
    meant = batch.read(FieldEdit("date", EditAction.SET, text))
    assert meant.value.edtf is None
    assert meant.warning


@pytest.mark.parametrize(
    ("edit", "where"),
    [
        (FieldEdit("pieces", EditAction.SET, "三つ"), "pieces"),
        (FieldEdit("parent", EditAction.SET, "C-999999"), "parent"),
        (FieldEdit("extent", EditAction.SET, "  "), "extent"),
        (FieldEdit("extent", EditAction.ADD, "1冊"), "extent"),
        (FieldEdit("title", EditAction.SET, "同じ題"), "title"),
        (FieldEdit("code", EditAction.SET, "D-1"), "code"),
        (FieldEdit("note", EditAction.SET, "\ud800"), "note"),
    ],
)
def test_bad_input_is_refused_whole_and_says_where(
    catalogue: Catalogue, diaries: list[int], edit: FieldEdit, where: str
) -> None:
    before = catalogue.state()
    with pytest.raises(InputError) as refused:
        apply(catalogue, BatchEdit(catalogue, "document", diaries), FieldEdit("extent", EditAction.SET, "2冊"), edit)
    assert refused.value.where == where
    assert refused.value.hint
    assert catalogue.state() == before


def test_a_record_does_not_become_part_of_itself(catalogue: Catalogue, diaries: list[int]) -> None:
    code = catalogue.views(diaries)[0].code
    with pytest.raises(InputError, match="itself"):
        BatchEdit(catalogue, "document", diaries).read(FieldEdit("parent", EditAction.SET, code))


def test_a_stopped_edit_changes_nothing(catalogue: Catalogue, diaries: list[int]) -> None:
    batch, before, progress = BatchEdit(catalogue, "document", diaries), catalogue.state(), Progress()
    meant = [batch.read(FieldEdit("note", EditAction.SET, "x"))]
    progress.cancel()
    with pytest.raises(Cancelled), catalogue.change("一括") as change:
        batch.apply(change, meant, progress=progress)
    assert catalogue.state() == before


# Statements ----------------------------------------------------------------------------------------------------


@pytest.fixture
def people(catalogue: Catalogue) -> list[int]:
    with catalogue.change("x") as change:
        change.create("place", code="L-7")
        ids = [change.create("person") for _ in range(12)]
        change.add(ids[0], Statement(property="camp_stay", place_text="チタ", occurrence=2))
    return ids


def test_a_camp_is_set_on_twelve_people(catalogue: Catalogue, people: list[int]) -> None:
    batch, before = BatchEdit(catalogue, "person", people), catalogue.state()
    wish = NewStatement(
        "camp_stay", "第7収容所", read_date("昭和21年").stored(), None, "L-7", "名簿 甲", "12頁", "probable", "注"
    )
    told = batch.preview([], wish)
    assert (told.differing, told.new_source) == (12, True)
    assert apply(catalogue, batch, wish=wish) == 12
    views = catalogue.views(people)
    added = [each.statements[-1].part for each in views]
    assert {(each.place_text, each.place, each.certainty, each.locator, each.note) for each in added} == {
        ("第7収容所", catalogue.find("L-7"), "probable", "12頁", "注")
    }
    assert {each.start.text for each in added if each.start} == {"昭和21年"}
    assert len({each.source for each in added}) == 1, "a new source is made once"
    assert [each.statements[-1].part.occurrence for each in views] == [3, *[1] * 11]
    catalogue.undo()
    assert catalogue.state() == before


def test_a_term_and_a_figure_keep_their_words_and_their_meaning(catalogue: Catalogue, people: list[int]) -> None:
    batch = BatchEdit(catalogue, "person", people)
    apply(catalogue, batch, wish=NewStatement("rank", "上等兵"))
    apply(catalogue, batch, wish=NewStatement("height", "160–165"))
    apply(catalogue, batch, wish=NewStatement("death", start=read_date("14.2.46").stored()))
    said = {each.part.property: each.part for each in catalogue.views(people)[5].statements}
    assert (said["rank"].value, said["rank"].term) == (
        "上等兵",
        "superior_private",
    )
    assert (said["height"].low, said["height"].high) == (160, 165)
    assert said["death"].start.text == "14.2.46"
    assert said["death"].value is None


@pytest.mark.parametrize(
    "wish",
    [
        NewStatement("camp_stay", certainty="certain"),
        NewStatement("camp_stay", "チタ", place="どこか"),
        NewStatement("camp_stay", "チタ", place="P-000001"),
        NewStatement("nothing_such", "チタ"),
    ],
)
def test_a_statement_that_cannot_be_is_refused_whole(
    catalogue: Catalogue, people: list[int], wish: NewStatement
) -> None:
    before = catalogue.state()
    with pytest.raises((InputError, NotFound)) as refused:
        apply(catalogue, BatchEdit(catalogue, "person", people), FieldEdit("note", EditAction.SET, "x"), wish=wish)
    assert refused.value.hint
    assert catalogue.state() == before


# Any edit ------------------------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8).filter(str.strip)


@settings(max_examples=20)
@given(data=st.data())
def test_any_edit_is_one_step_that_undo_takes_back_whole(blank: Callable[..., Path], data: st.DataObject) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Program.open(blank(Path(folder) / "c.memoircat"), by="試験") as program,
    ):
        catalogue = program.catalogue
        type_code = data.draw(st.sampled_from([code for code in RECORD_TYPES if code != "accession"]))
        kind = RECORD_TYPES[type_code]
        with catalogue.change("x") as change:
            ids = [change.create(type_code, note=data.draw(TEXTS)) for _ in range(3)]
            change.add(ids[0], Tag(text="札"))
        batch = BatchEdit(catalogue, type_code, ids)
        usable = [each for each in batch_fields(kind) if each.kind not in (Kind.RECORD, Kind.INTEGER, Kind.NUMBER)]
        edits = []
        for each in data.draw(st.lists(st.sampled_from(usable), min_size=1, max_size=4, unique_by=lambda f: f.name)):
            way = data.draw(st.sampled_from(actions_of(each)))
            edits.append(FieldEdit(each.name, way, "はい" if each.kind is Kind.FLAG else data.draw(TEXTS)))
        before, steps = catalogue.state(), len(catalogue.history())
        told = batch.preview([batch.read(each) for each in edits])
        done = apply(catalogue, batch, *edits)
        assert done == told.differing
        assert len(catalogue.history()) == steps + bool(done)
        again = batch.preview([batch.read(each) for each in edits])
        assert again.differing == 0
        after = catalogue.state()
        if done:
            catalogue.undo()
            assert catalogue.state() == before
            catalogue.redo()
            assert catalogue.state() == after
        assert not list(catalogue.check())

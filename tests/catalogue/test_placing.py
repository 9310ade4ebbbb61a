"""What lies in what: moved, continued with the next number, and never in itself; a version that is brought back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memoircat.catalogue.hierarchy import branches, branches_of, path_to
from memoircat.catalogue.placing import make_below, move_below
from memoircat.dates import read_date
from memoircat.errors import Conflict, InputError, NotFound
from memoircat.program import Program
from memoircat.records.parts import Name, Statement, Tag


@pytest.fixture
def program(tmp_path: Path, blank: Callable[..., Path]) -> Any:
    with Program.open(blank(tmp_path / "x.memoircat"), by="橋本") as program:
        yield program


@pytest.fixture
def fonds(program: Program) -> dict[str, int]:
    made: dict[str, int] = {}
    with program.catalogue.change("x") as change:
        made["fonds"] = change.create("collection", code="MA-1", title="佐久間家資料", level="fonds")
        made["series"] = make_below(change, made["fonds"], "collection")
        made["item"] = make_below(change, made["series"], "document")
        made["second"] = make_below(change, made["series"], "document")
        made["piece"] = make_below(change, made["item"], "document")
    return made


def test_numbers_run_on_below_and_levels_follow(program: Program, fonds: dict[str, int]) -> None:
    views = {name: program.catalogue.view(id_) for name, id_ in fonds.items()}
    assert {name: each.code for name, each in views.items()} == {
        "fonds": "MA-1", "series": "MA-1-01", "item": "MA-1-01-01", "second": "MA-1-01-02", "piece": "MA-1-01-01-01",
    }  # fmt: skip
    levels = {name: each.fields["level"] for name, each in views.items()}
    assert levels == {"fonds": "fonds", "series": "series", "item": "item", "second": "item", "piece": "piece"}


def test_the_number_of_a_record_in_the_trash_is_given_again(program: Program, fonds: dict[str, int]) -> None:
    with program.catalogue.change("x") as change:
        change.delete(fonds["second"])
        again = make_below(change, fonds["series"], "document")
        after = make_below(change, fonds["series"], "document")
    assert [view.code for view in program.catalogue.views([again, after])] == ["MA-1-01-02", "MA-1-01-03"]


def test_the_tree_is_read_branch_by_branch(program: Program, fonds: dict[str, int]) -> None:
    reader = program.catalogue.raw_reader()
    try:
        (top,) = branches(reader, None)
        assert (top.id, top.below) == (fonds["fonds"], 1)
        assert [each.id for each in branches(reader, fonds["series"])] == [fonds["item"], fonds["second"]]
        assert path_to(reader, fonds["piece"]) == [fonds["fonds"], fonds["series"], fonds["item"]]
    finally:
        reader.close()


def test_nothing_lies_in_itself_and_no_collection_in_a_document(program: Program, fonds: dict[str, int]) -> None:
    before = program.catalogue.state()
    for moved, into in (("fonds", "piece"), ("item", "item"), ("series", "second")):
        with pytest.raises(InputError), program.catalogue.change("x") as change:
            move_below(change, [fonds["second"], fonds[moved]], fonds[into])
    assert program.catalogue.state() == before, "one that cannot be moved keeps all where they are"


def test_a_move_is_one_step_of_undo(program: Program, fonds: dict[str, int]) -> None:
    before = program.catalogue.state()
    with program.catalogue.change("x") as change:
        move_below(change, [fonds["item"], fonds["second"]], fonds["fonds"])
    assert program.catalogue.view(fonds["second"]).fields["parent"] == fonds["fonds"]
    program.catalogue.undo()
    assert program.catalogue.state() == before


def test_what_lies_in_a_record_that_is_gone_is_found_among_the_topmost(program: Program, fonds: dict[str, int]) -> None:
    with program.catalogue.change("x") as change:
        change.delete(fonds["series"])
        change.delete(fonds["second"])
    reader = program.catalogue.raw_reader()
    try:
        assert [each.id for each in branches(reader, None)] == [fonds["fonds"], fonds["item"]]
        assert path_to(reader, fonds["piece"]) == [fonds["item"]]
        program.catalogue.undo()
        assert [each.id for each in branches(reader, None)] == [fonds["fonds"]]
        assert path_to(reader, fonds["piece"]) == [fonds["fonds"], fonds["series"], fonds["item"]]
    finally:
        reader.close()


def test_what_lies_below_is_counted_as_far_as_it_is_shown(program: Program, fonds: dict[str, int]) -> None:
    catalogue = program.catalogue
    with catalogue.change("取り込み") as change:
        imported = make_below(change, fonds["series"], "document")
        columns = {"file": "x.csv", "file_hash": "x", "read": 1, "imported": 1, "at": change.at, "by": "橋本"}
        batch = change.insert_row("batch", columns)
        change.update_row("record", imported, {"batch": batch})
    reader = program.catalogue.raw_reader()

    def shown() -> tuple[int, list[int]]:
        (series,) = branches(reader, fonds["fonds"])
        assert branches_of(reader, [series.id])[series.id].below == series.below
        return series.below, [each.id for each in branches(reader, series.id)]

    try:
        assert shown() == (3, [fonds["item"], fonds["second"], imported])
        with catalogue.change("取り消し") as change:
            change.update_row("batch", batch, {"withdrawn_at": change.at})
        assert shown() == (2, [fonds["item"], fonds["second"]])
        with catalogue.change("削除") as change:
            change.delete(fonds["second"])
        assert shown() == (1, [fonds["item"]])
        catalogue.undo()
        catalogue.undo()
        assert shown() == (3, [fonds["item"], fonds["second"], imported])
    finally:
        reader.close()


@pytest.mark.parametrize(("moved", "into"), [("fonds", "fonds"), ("fonds", "series"), ("item", "piece")])
def test_no_way_leads_into_itself(program: Program, fonds: dict[str, int], moved: str, into: str) -> None:
    before = program.catalogue.state()
    with pytest.raises(InputError), program.catalogue.change("x") as change:
        change.set(fonds[moved], parent=fonds[into])
    with program.catalogue.change("x") as change:
        change.delete(fonds["item"])
    with pytest.raises(InputError), program.catalogue.change("x") as change:
        change.set(fonds["fonds"], parent=fonds["piece"])
    program.catalogue.undo()
    assert program.catalogue.state() == before


def test_organisations_do_not_lie_in_themselves_either(program: Program) -> None:
    with program.catalogue.change("x") as change:
        above = change.create("organisation")
        below = change.create("organisation", parent=above)
    with pytest.raises(InputError), program.catalogue.change("x") as change:
        change.set(above, parent=below)


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(("title", "note", "name", "unname", "state", "restate", "tag", "delete")), st.text(max_size=6)
    ),
    min_size=2,
    max_size=8,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(deeds=DEEDS, at=st.integers(0, 7))
def test_any_version_can_be_brought_back_and_that_be_undone(
    program: Program, deeds: list[tuple[str, str]], at: int
) -> None:
    catalogue = program.catalogue
    with catalogue.change("x") as change:
        made = change.create("person")
        change.add(made, Name(text="佐藤"))
    then = []
    for deed, text in deeds:
        _do(catalogue, made, deed, text)
        then.append((catalogue.history(limit=1)[0].id, _seen(catalogue, made)))
    version, seen = then[min(at, len(then) - 1)]
    before = catalogue.state()
    catalogue.bring_back(made, version, "戻す")
    assert _seen(catalogue, made) == seen
    if catalogue.history(limit=1)[0].label == "戻す":
        catalogue.undo()
        assert catalogue.state() == before
    assert not list(catalogue.check())


def test_a_version_whose_code_another_record_bears_now_is_not_brought_back(program: Program) -> None:
    catalogue = program.catalogue
    with catalogue.change("作る") as change:
        first = change.create("document", code="D-1", title="日記")
    version = catalogue.history(limit=1)[0].id
    with catalogue.change("捨てる") as change:
        change.delete(first)
    in_trash = catalogue.history(limit=1)[0].id
    with catalogue.change("改める") as change:
        change.set(first, note="破損")
    with catalogue.change("もう一つ") as change:
        change.create("document", code="D-1", title="葉書")
    before = catalogue.state()
    with pytest.raises(Conflict, match="D-1"):
        catalogue.bring_back(first, version, "戻す")
    assert catalogue.state() == before
    catalogue.bring_back(first, in_trash, "戻す")
    assert catalogue.view(first).fields["note"] is None, "in the trash it bears its code beside the other"
    assert list(catalogue.check()) == []


def test_a_version_comes_back_whose_preferred_statement_is_another_since(program: Program) -> None:
    catalogue = program.catalogue
    with catalogue.change("人") as change:
        person = change.create("person")
        first, second = (change.add(person, Statement(property="rank", value=each)) for each in ("兵", "上等兵"))
        change.prefer(first)
    version, then = catalogue.history(limit=1)[0].id, _seen(catalogue, person)
    with catalogue.change("選び直す") as change:
        change.prefer(second)
    with catalogue.change("注記") as change:
        change.edit(Statement, first, note="名簿では")
    catalogue.bring_back(person, version, "戻す")
    assert _seen(catalogue, person) == then


def test_a_version_that_would_lie_in_itself_is_refused(program: Program, fonds: dict[str, int]) -> None:
    catalogue = program.catalogue
    version = catalogue.history(limit=1)[0].id
    with catalogue.change("出す") as change:
        change.set(fonds["series"], parent=None)
    with catalogue.change("入れる") as change:
        change.set(fonds["fonds"], parent=fonds["series"])
    before = catalogue.state()
    with pytest.raises(InputError, match="part of itself"):
        catalogue.bring_back(fonds["series"], version, "戻す")
    assert catalogue.state() == before


def test_a_version_that_refers_to_what_is_gone_is_refused_by_name(program: Program) -> None:
    catalogue = program.catalogue
    with catalogue.change("人") as change:
        person = change.create("person")
    with catalogue.change("典拠") as change:
        source = change.create("source", title="名簿")
    with catalogue.change("階級") as change:
        change.add(person, Statement(property="rank", value="兵", source=source))
    version = catalogue.history(limit=1)[0].id
    catalogue.undo()
    catalogue.undo()
    before = catalogue.state()
    with pytest.raises(Conflict, match="S-000001"):
        catalogue.bring_back(person, version, "戻す")
    assert catalogue.state() == before


def test_a_version_in_which_the_record_was_not_there_is_none(program: Program) -> None:
    catalogue = program.catalogue
    with catalogue.change("作る") as change:
        made = change.create("document", title="日記")
    catalogue.undo()
    gone = catalogue.history(limit=1)[0].id
    catalogue.redo()
    with catalogue.change("題") as change:
        change.set(made, title="葉書")
    before = catalogue.state()
    for version in (gone, 0):
        with pytest.raises(NotFound):
            catalogue.bring_back(made, version, "戻す")
    assert catalogue.state() == before


def _do(catalogue: Any, made: int, deed: str, text: str) -> None:
    clean = "".join(each for each in text if each.isprintable()) or "x"
    view = catalogue.view(made)
    with catalogue.change(deed) as change:
        if deed in ("title", "note"):
            change.set(made, note=clean)
        elif deed == "name":
            change.add(made, Name(text=clean, kind="variant"))
        elif deed == "unname" and view.names:
            change.remove(Name, view.names[0].id)
        elif deed == "state":
            change.add(made, Statement(property="birth", start=read_date("1919").stored(), note=clean))
        elif deed == "restate" and view.statements:
            change.edit(Statement, view.statements[0].id, note=clean, preferred=True)
        elif deed == "tag":
            change.add(made, Tag(text=clean))
        elif deed == "delete":
            change.restore(made) if view.deleted_at else change.delete(made)


def _seen(catalogue: Any, made: int) -> Any:
    view = catalogue.view(made)
    parts = sorted((each.id, each.part) for each in (*view.names, *view.statements))
    return view.fields, parts, bool(view.deleted_at)

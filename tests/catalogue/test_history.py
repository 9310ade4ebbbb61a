"""History: append-only, told in order, heard after the commit; codes, versions and the trash."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.codes import code_after
from memoircat.errors import Conflict, InputError, MemoirCatError, NotFound
from memoircat.program import Program
from memoircat.records.parts import Name, Statement
from memoircat.records.registry import RECORD_TYPES


def create(catalogue: Catalogue, type_code: str = "memoir", label: str = "登録", **values: Any) -> int:
    with catalogue.change(label) as change:
        return change.create(type_code, **values)


def set_note(catalogue: Catalogue, record: int, note: str, label: str = "変更") -> None:
    with catalogue.change(label) as change:
        change.set(record, note=note)


@pytest.mark.parametrize("table", ["change", "change_set"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_history_cannot_be_altered_or_deleted(catalogue: Catalogue, table: str, sql: str) -> None:
    create(catalogue, title="凍土の記")
    before = catalogue.history()
    with pytest.raises((DBAPIError, MemoirCatError), match="SQLITE_CONSTRAINT"), catalogue.change("改竄") as change:
        change.connection.exec_driver_sql(sql.format(f'"{table}"'))
    assert catalogue.history() == before


def test_every_row_of_a_change_is_in_the_history_before_and_after(catalogue: Catalogue) -> None:
    record = create(catalogue, title="凍土の記")
    set_note(catalogue, record, "一")
    set_note(catalogue, record, "二")
    newest, older, *_ = catalogue.row_changes(record)
    assert (newest.before, newest.after) == ({"note": "一"}, {"note": "二"})
    assert (older.before, older.after) == ({"note": None}, {"note": "一"})
    assert newest.change_set.by == "佐久間"


def test_undo_and_redo_are_named_after_what_they_turn_and_come_in_order(catalogue: Catalogue) -> None:
    record = create(catalogue, label="登録", title="凍土の記")
    set_note(catalogue, record, "一", "注記を入力")
    set_note(catalogue, record, "二", "注記を訂正")
    done = [catalogue.undo(), catalogue.undo(), catalogue.redo(), catalogue.redo(), catalogue.undo()]
    assert [each.label.in_("ja") for each in done if each] == [
        "取り消し：注記を訂正", "取り消し：注記を入力", "やり直し：注記を入力", "やり直し：注記を訂正", "取り消し：注記を訂正",
    ]  # fmt: skip
    assert [each.kind for each in done if each] == ["undo", "undo", "redo", "redo", "undo"]
    assert catalogue.to_undo() and str(catalogue.to_undo().label) == "注記を入力"  # type: ignore[union-attr]
    assert catalogue.to_redo() and str(catalogue.to_redo().label) == "注記を訂正"  # type: ignore[union-attr]
    assert len(catalogue.history()) == 8, "what was taken back stays in the history"


def test_a_new_change_clears_what_could_be_redone(catalogue: Catalogue) -> None:
    record = create(catalogue, title="凍土の記")
    set_note(catalogue, record, "一")
    catalogue.undo()
    set_note(catalogue, record, "別")
    assert catalogue.to_redo() is None
    assert catalogue.redo() is None
    catalogue.undo()
    assert catalogue.redo() is not None
    view = catalogue.view(record)
    assert view and view.fields["note"] == "別"


def test_with_nothing_to_turn_nothing_happens(catalogue: Catalogue) -> None:
    before = catalogue.state()
    assert catalogue.undo() is None
    assert catalogue.redo() is None
    assert catalogue.state() == before
    assert catalogue.history() == []


def test_a_change_that_changes_nothing_is_no_step_of_undo(catalogue: Catalogue) -> None:
    record = create(catalogue, title="凍土の記")
    heard: list[ChangeSet] = []
    catalogue.subscribe(heard.append)
    with catalogue.change("空") as change:
        change.set(record, title="凍土の記")
    assert len(catalogue.history()) == 1
    assert heard == []


def test_an_exception_inside_a_change_changes_nothing_and_nobody_hears(catalogue: Catalogue) -> None:
    record = create(catalogue, title="凍土の記")
    heard: list[ChangeSet] = []
    catalogue.subscribe(heard.append)
    before = catalogue.state()
    with pytest.raises(RuntimeError), catalogue.change("半分") as change:
        change.set(record, title="別")
        change.create("memoir", title="もう一つ")
        raise RuntimeError
    assert catalogue.state() == before
    assert heard == []
    assert len(catalogue.history()) == 1


def test_listeners_hear_after_the_commit_what_was_touched(catalogue: Catalogue) -> None:
    seen: list[tuple[ChangeSet, str]] = []

    def listener(done: ChangeSet) -> None:
        view = catalogue.view(max(done.records))
        seen.append((done, view.label if view else "gone"))

    stop = catalogue.subscribe(listener)
    record = create(catalogue, title="凍土の記")
    with catalogue.change("名") as change:
        change.add(record, Name(text="x"))
    catalogue.undo()
    stop()
    set_note(catalogue, record, "聞こえない")
    assert [(done.kind, label) for done, label in seen] == [("do", "凍土の記")] * 2 + [("undo", "凍土の記")]
    assert seen[0][0].tables == {"record", "memoir"}
    assert seen[1][0].records == {record}


def test_a_listener_that_fails_undoes_nothing_and_is_logged_without_the_text(
    catalogue: Catalogue, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[ChangeSet] = []

    def fail(_done: ChangeSet) -> None:
        raise RuntimeError("秘密の名")

    catalogue.subscribe(fail)
    catalogue.subscribe(heard.append)
    record = create(catalogue, title="凍土の記")
    assert catalogue.view(record) is not None
    (done,) = heard
    (entry,) = (entry for entry in caplog.records if entry.levelname == "ERROR")
    assert f"change set {done.id}: bug: RuntimeError at test_history.py" in entry.getMessage()
    assert "秘密" not in caplog.text


def test_codes_run_on_for_every_type_and_never_come_again(catalogue: Catalogue) -> None:
    for type_code, kind in RECORD_TYPES.items():
        first, second = create(catalogue, type_code), create(catalogue, type_code)
        codes = [view.code for view in catalogue.views([first, second])]
        assert codes == [f"{kind.prefix}-000001", f"{kind.prefix}-000002"]
        catalogue.undo()
        third = catalogue.view(create(catalogue, type_code))
        assert third and third.code == f"{kind.prefix}-000003"


def test_running_codes_step_over_one_that_was_taken_by_hand(catalogue: Catalogue) -> None:
    create(catalogue, code="M-000002")
    codes = [view.code for view in catalogue.views([create(catalogue), create(catalogue)])]
    assert codes == ["M-000001", "M-000003"]


def test_a_taken_code_is_refused_and_nothing_is_changed(catalogue: Catalogue) -> None:
    create(catalogue, code="瀬-1")
    other = create(catalogue)
    before = catalogue.state()
    with pytest.raises(Conflict, match="taken"):
        create(catalogue, code="瀬-1")
    with pytest.raises(Conflict, match="taken"), catalogue.change("変更") as change:
        change.set(other, note="先に書かれた", code="瀬-1")
    assert catalogue.state() == before


@pytest.mark.parametrize(
    ("code", "after"),
    [
        ("MB-0042-03", "MB-0042-04"),
        ("瀬-9", "瀬-10"),
        ("A99b", "A100b"),
        ("無番", "無番-2"),
        ("007", "008"),
        ("x-1-２", "x-1-3"),
    ],
)
def test_the_next_code_follows_the_manner_of_the_last(catalogue: Catalogue, code: str, after: str) -> None:
    with catalogue.reading() as connection:
        assert code_after(connection, code) == after
    create(catalogue, code=after)
    with catalogue.reading() as connection:
        assert code_after(connection, code) not in (code, after)


def test_two_who_change_the_same_version_collide(catalogue: Catalogue) -> None:
    record = create(catalogue, title="凍土の記")
    looked_at = catalogue.view(record)
    assert looked_at
    set_note(catalogue, record, "先")
    before = catalogue.state()
    with pytest.raises(Conflict, match="meanwhile"), catalogue.change("後") as change:
        change.set(record, note="後")
        change.expect(record, looked_at.version)
    assert catalogue.state() == before
    now = catalogue.view(record)
    assert now
    with catalogue.change("改めて") as change:
        change.expect(record, now.version)
        change.set(record, note="後")


def test_the_trash_frees_a_code_and_a_restored_record_cannot_take_it_back_by_force(program: Program) -> None:
    catalogue = program.catalogue
    record = create(catalogue, code="瀬-1", title="一")
    with catalogue.change("削除") as change:
        change.delete(record)
    second = create(catalogue, code="瀬-1", title="二")
    assert catalogue.find("瀬-1") == second
    before = catalogue.state()
    with pytest.raises(Conflict), catalogue.change("復元") as change:
        change.restore(record)
    assert catalogue.state() == before
    with catalogue.change("改番") as change:
        change.set(second, code="瀬-2")
        change.restore(record)
    assert catalogue.find("瀬-1") == record
    assert list(program.check()) == []


def test_what_is_in_the_trash_is_in_no_list_and_no_search(program: Program, listed: Any) -> None:
    catalogue = program.catalogue
    record = create(catalogue, title="凍土の記")
    with catalogue.change("削除") as change:
        change.delete(record)
    assert listed("memoir") == []
    assert len(listed("memoir", trash=True)) == 1
    assert catalogue.state()["text_piece"] == []
    catalogue.undo()
    assert len(listed("memoir")) == 1


def test_what_does_not_exist_is_refused(catalogue: Catalogue) -> None:
    record = create(catalogue)
    before = catalogue.state()
    for wrong in (
        lambda change: change.set(record, no_such_field="x"),
        lambda change: change.create("diary"),
        lambda change: change.set(99, note="x"),
        lambda change: change.remove(Statement, 99),
    ):
        with pytest.raises(NotFound), catalogue.change("誤り") as change:
            wrong(change)
    with pytest.raises(NotFound):
        catalogue.get("M-999999")
    assert catalogue.state() == before


@pytest.mark.parametrize("text", ["\ud800", "佐\udfff久間"])
def test_half_a_character_is_refused_everywhere_and_nothing_is_changed(catalogue: Catalogue, text: str) -> None:
    record = create(catalogue, title="凍土の記")
    with catalogue.change("名") as change:
        name = change.add(record, Name(text="x"))
    before = catalogue.state()
    for wrong in (
        lambda change: change.set(record, title=text),
        lambda change: change.set(record, creators=("良", text)),
        lambda change: change.create("memoir", title=text),
        lambda change: change.add(record, Name(text=text)),
        lambda change: change.edit(Name, name, text=text),
    ):
        with pytest.raises(InputError, match="half a character"), catalogue.change("誤り") as change:
            wrong(change)
    assert catalogue.state() == before


def test_the_preferred_statement_of_an_event_stands_first(catalogue: Catalogue) -> None:
    record = create(catalogue, "person")
    with catalogue.change("記載") as change:
        ids = [change.add(record, Statement(property="rank", value=value)) for value in ("兵長", "伍長", "軍曹")]
        later = change.add(record, Statement(property="rank", value="曹長", occurrence=2))

    def events() -> dict[int, list[int]]:
        view = catalogue.view(record)
        return {number: [said.id for said in event] for number, event in view.events("rank").items()} if view else {}

    assert events() == {1: ids, 2: [later]}
    with catalogue.change("優先") as change:
        change.prefer(ids[1])
    assert events() == {1: [ids[1], ids[0], ids[2]], 2: [later]}


def test_at_most_one_statement_of_an_event_is_preferred(catalogue: Catalogue) -> None:
    record = create(catalogue, "person")
    with catalogue.change("記載") as change:
        first = change.add(record, Statement(property="rank", value="兵長", preferred=True))
        second = change.add(record, Statement(property="rank", value="伍長", preferred=True))
        other = change.add(record, Statement(property="rank", value="軍曹", occurrence=2, preferred=True))

    def preferred() -> set[int]:
        view = catalogue.view(record)
        return {said.id for said in view.statements if said.preferred} if view else set()

    assert preferred() == {second, other}
    with catalogue.change("優先") as change:
        change.prefer(first)
    assert preferred() == {first, other}
    with catalogue.change("回を直す") as change:
        change.edit(Statement, other, occurrence=1)
    assert preferred() == {other}
    catalogue.undo()
    catalogue.undo()
    assert preferred() == {second, other}

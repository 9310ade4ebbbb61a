"""Drafts: kept beside the content, without history, and outliving what they were typed into."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memoircat.catalogue.drafts import DraftPlace, forget_draft, kept_drafts, write_drafts
from memoircat.errors import CatalogueReadOnly
from memoircat.program import Program


@pytest.fixture
def program(tmp_path: Path, blank: Callable[..., Path]) -> Iterator[Program]:
    with Program.open(blank(tmp_path / "c.memoircat"), by="試験") as made:
        with made.catalogue.change("登録") as change:
            change.create("memoir", title="凍土の記")
        yield made


def keep(program: Program, typed: dict[DraftPlace, str], kept: dict[DraftPlace, tuple[int, str]] | None = None):
    found = []
    assert program.catalogue.aside(lambda connection: found.append(write_drafts(connection, typed, kept or {})))
    return found[0]


def texts(program: Program) -> list[tuple[int | None, str, str]]:
    reader = program.catalogue.raw_reader()
    try:
        return [(each.record, each.field, each.text) for each in kept_drafts(reader)]
    finally:
        reader.close()


def test_a_draft_is_no_change(program: Program) -> None:
    catalogue = program.catalogue
    before, told, sets = catalogue.state(), [], len(catalogue.history())
    catalogue.subscribe(told.append)
    version = catalogue.view(1).version
    kept = keep(program, {(1, "field:note"): "抑留 𠮷か\u3099 "})
    kept = keep(program, {(1, "field:note"): "抑留 𠮷か\u3099 x"}, kept)
    assert texts(program) == [(1, "field:note", "抑留 𠮷か\u3099 x")]
    assert catalogue.state() == before
    assert (told, len(catalogue.history()), catalogue.view(1).version) == ([], sets, version)
    assert str(catalogue.to_undo().label) == "登録"
    assert keep(program, {}, kept) == {}
    assert texts(program) == []


def test_a_draft_left_by_an_earlier_start_is_not_written_over(program: Program) -> None:
    keep(program, {(1, "field:note"): "前"})
    keep(program, {(1, "field:note"): "今"})
    assert [text for *_, text in texts(program)] == ["前", "今"]


def test_a_draft_outlives_its_record(program: Program) -> None:
    keep(program, {(1, "field:note"): "まだ", (None, "other:x"): "何か"})
    program.catalogue.undo()
    assert program.catalogue.view(1) is None
    assert len(texts(program)) == 2
    assert list(program.check()) == []
    reader = program.catalogue.raw_reader()
    assert {each.type for each in kept_drafts(reader)} == {""}
    reader.close()
    program.catalogue.redo()
    assert list(program.check()) == []


def test_a_draft_says_where_it_was_typed(program: Program) -> None:
    keep(program, {(1, "field:note"): "まだ"})
    reader = program.catalogue.raw_reader()
    (draft,) = kept_drafts(reader)
    assert (draft.type, draft.label, draft.place) == ("memoir", "凍土の記", (1, "field:note"))
    assert kept_drafts(reader, {draft.id}) == []
    with program.catalogue.change("削除") as change:
        change.delete(1)
    (draft,) = kept_drafts(reader)
    assert (draft.type, draft.label) == ("", "凍土の記")
    assert program.catalogue.aside(lambda connection: forget_draft(connection, draft.id))
    assert program.catalogue.aside(lambda connection: forget_draft(connection, draft.id))
    assert kept_drafts(reader) == []
    reader.close()


def test_nobody_waits_while_a_long_change_is_written(program: Program) -> None:
    begun, go = threading.Event(), threading.Event()

    def long() -> None:
        with program.catalogue.change("取り込み") as change:
            change.set(1, note="x")
            begun.set()
            go.wait(10)

    thread = threading.Thread(target=long)
    thread.start()
    begun.wait(10)
    try:
        assert not program.catalogue.aside(lambda connection: write_drafts(connection, {(1, "x"): "y"}, {}))
    finally:
        go.set()
        thread.join()
    assert texts(program) == []
    keep(program, {(1, "x"): "y"})


def test_a_catalogue_open_for_reading_keeps_none(program: Program) -> None:
    with (
        Program.open(program.catalogue.folder.path, read_only=True) as reading,
        pytest.raises(CatalogueReadOnly),
    ):
        reading.catalogue.aside(lambda connection: None)


_PLACES = st.tuples(st.sampled_from([1, None]), st.sampled_from(["field:note", "name:", "statement:3"]))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.dictionaries(_PLACES, st.text(st.characters(exclude_categories=("Cs",)), min_size=1)), max_size=6))
def test_what_is_kept_is_what_was_typed_last(
    tmp_path_factory: pytest.TempPathFactory, blank: Callable[..., Path], steps
) -> None:
    with Program.open(blank(tmp_path_factory.mktemp("d") / "c.memoircat"), by="試験") as program:
        with program.catalogue.change("登録") as change:
            change.create("memoir", title="凍土の記")
        kept: dict[DraftPlace, tuple[int, str]] = {}
        for typed in steps:
            kept = keep(program, typed, kept)
            assert {(record, field): text for record, field, text in texts(program)} == typed

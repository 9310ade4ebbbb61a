"""The catalogue is replaced, or its folder moved, while somebody types: it is said, and what is typed stays there."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from memoircat.catalogue import storage
from memoircat.catalogue.drafts import kept_drafts


def typing(desk: Any, title: str) -> Any:
    """A memoir that is saved, with a note that is being typed."""
    desk.press("Ctrl+N", desk.window)
    desk.choose("new-memoir")
    desk.settle()
    desk.come_back()
    desk.fill(title=title)
    form = desk.window.work.form
    form.focus_field("note")
    desk.write("死亡は昭和21年")
    return form.rows["note"].editor


@pytest.mark.parametrize("how", ["replaced", "moved"])
def test_what_is_typed_stays_and_what_was_saved_is_kept(desk: Any, tmp_path: Path, how: str) -> None:
    folder = desk.catalogue.folder.path
    shutil.copy(folder / "catalogue.db", tmp_path / "other.db")
    editor = typing(desk, "凍土の記")
    told: list[tuple[str, str]] = []
    desk.program.session.message_posted.connect(lambda kind, words: told.append((kind, words)))
    if how == "replaced":
        (tmp_path / "other.db").replace(folder / "catalogue.db")
    else:
        folder.rename(tmp_path / "移した.memoircat")
    desk.tab_to(desk.window.work.form.rows["title"].editor, back=True)
    desk.settle()
    assert editor.text() == "死亡は昭和21年"
    sign = "catalogue.db が別のファイルに置き換えられました" if how == "replaced" else "移した.memoircat"
    assert any(kind == "problem" and sign in words for kind, words in told)
    assert sign in desk.window.status._state.toolTip(), "what is told later does not hide why nothing can be saved"
    assert desk.program.session.read_only
    assert desk.window.work.record.label == "凍土の記"
    assert desk.window.status.state_text() == "読み取り専用"
    desk.window.work.form.rows["note"].commit()
    desk.settle()
    assert editor.text() == "死亡は昭和21年", "a second try keeps it too"
    database = (
        next((folder / "backups").glob("kept-aside-*.db"))
        if how == "replaced"
        else tmp_path / "移した.memoircat" / "catalogue.db"
    )
    with closing(storage.connect_reader(database)) as reader:
        assert reader.execute("SELECT title FROM memoir").fetchall() == [("凍土の記",)]


def test_closing_keeps_what_is_typed_with_what_was_saved(desk: Any, tmp_path: Path) -> None:
    folder = desk.catalogue.folder.path
    shutil.copy(folder / "catalogue.db", tmp_path / "other.db")
    typing(desk, "凍土の記")
    (tmp_path / "other.db").replace(folder / "catalogue.db")
    desk.program.close_to_start()
    desk.settle()
    assert desk.program.session is None
    (kept,) = (folder / "backups").glob("kept-aside-*.db")
    with closing(storage.connect_reader(kept)) as reader:
        (draft,) = kept_drafts(reader)
        assert (draft.field, draft.text, draft.label) == ("field:note", "死亡は昭和21年", "凍土の記")

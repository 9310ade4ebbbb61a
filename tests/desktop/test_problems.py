"""The window tells what goes wrong in its own language, and nowhere as it was raised."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

import memoircat.desktop

# A message is worded by `in_` where it is shown; `str` of it is English.
_AS_RAISED = re.compile(r"str\((problem|wrong|error)(\.(message|hint))?\)")


def test_no_module_of_the_window_shows_a_problem_as_it_was_raised() -> None:
    files = Path(memoircat.desktop.__file__).parent.rglob("*.py")
    shown = [
        f"{file.name}:{number}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if _AS_RAISED.search(line)
    ]
    assert shown == []


def test_the_status_bar_speaks_the_language_that_the_window_has_now(desk: Any) -> None:
    def nothing_there() -> None:
        desk.catalogue.get("M-{0}")

    told = {}
    for language in ("ja", "ru", "en"):
        desk.program._change_settings(replace(desk.program.settings, language=language))
        desk.settle()
        assert not desk.program.session.attempt(nothing_there)
        told[language] = desk.window.status_text()
    assert told == {
        "ja": "M-{0}：記号「M-{0}」の記録はありません。記号は一覧で確かめられます。",
        "ru": "M-{0}: Записи «M-{0}» нет. Шифры видны в списке.",
        "en": "M-{0}: There is no record “M-{0}”. `memoircat list` shows the codes there are.",
    }


def test_a_cell_that_cannot_be_stored_says_so_in_japanese(desk: Any) -> None:
    with desk.catalogue.change("新規") as change:
        change.create("document", code="資-1", title="日記")
    desk.press("Ctrl+G", desk.window)
    desk.settle()
    page = desk.window.grid
    desk.write("受入簿", page.source_bar.source)
    desk.press("Return", page.source_bar.source)
    desk.settle()
    page.template.setCurrentText("資料の一覧")
    page.template.activated.emit(page.template.currentIndex())
    desk.settle()
    code = next(n for n in page.model.typed_sections() if page.model.column_at(n).target == "code")
    page.view.type_in(0, code)
    desk.write("資-1", page.view.editor)
    QTest.keyClick(page.view.editor, Qt.Key.Key_Tab)
    desk.write("手帳", page.view.editor)
    QTest.keyClick(page.view.editor, Qt.Key.Key_Return)
    desk.settle()
    words = "記号「資-1」はすでに使われています。別の記号にしてください。空けておくと続きの番号が付きます。"
    assert desk.window.status_text() == words
    assert words in page.model.lines[0].problems.values()

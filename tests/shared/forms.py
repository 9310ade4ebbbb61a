"""What the tests of the form's parts press and look at."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication

from memoircat.catalogue.views import RecordView
from memoircat.records.parts import Name


def make(desk: Any, kind: str) -> RecordView:
    desk.press("Ctrl+N")
    desk.choose(f"new-{kind}")
    desk.settle()
    desk.come_back()
    return desk.window.work.record


def add(desk: Any, part: str) -> Any:
    """Ctrl+L and the arrow keys: the section whose part is now open."""
    desk.press("Ctrl+L")
    desk.choose(f"add-{part}")
    desk.settle()
    desk.come_back()
    return desk.window.work.form.parts[part]


def key(desk: Any, name: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    desk.come_back()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, name, held)
    desk.settle()
    desk.come_back()


def write(desk: Any, text: str) -> None:
    """Type a text, and close the list that it opens."""
    desk.write(text)
    popup = QApplication.activePopupWidget()
    if isinstance(popup, QAbstractItemView):
        QTest.keyClick(popup, Qt.Key.Key_Escape)
        desk.settle()
        desk.come_back()


def line(desk: Any, section: Any, field: str) -> Any:
    """Go to a line of the open part by Tab."""
    editor = section.editor.rows[field].editor
    desk.tab_to(editor)
    return editor


def person(desk: Any, name: str) -> int:
    with desk.catalogue.change("人物を登録") as change:
        made = change.create("person", kind="identified")
        change.add(made, Name(text=name, script="Jpan", kind="authorised"))
    return made


def memoir(desk: Any, title: str) -> int:
    with desk.catalogue.change("手記を登録") as change:
        return change.create("memoir", title=title)


def choose_last(desk: Any) -> None:
    """Walk up to the last line of the open list and take it."""
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QAbstractItemView)
    QTest.keyClick(popup, Qt.Key.Key_Up)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    desk.settle()
    desk.come_back()

"""Every control says what it is to who cannot see it, and is reached by Tab."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QDialog,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabBar,
    QWidget,
)

from memoircat.catalogue.placing import make_below
from memoircat.dates import read_date
from memoircat.records.parts import Link, Name, Statement, Tag

DIALOGS = (
    *("batch_edit", "replace", "vocabularies", "preferences", "history", "print", "keys", "import", "save_search"),
    *("move", "identify"),
)


@pytest.fixture
def filled(desk: Any) -> Any:
    with desk.catalogue.change("x") as change:
        source = change.create("source", title="名簿")
        person = change.create("person", kind="identified", code="P-1")
        change.add(person, Name(text="佐久間 辰蔵", kind="authorised", script="Jpan"))
        for day in ("昭和21年3月1日", "1946-02-14"):
            change.add(person, Statement(property="death", start=read_date(day).stored(), source=source))
        change.add(person, Statement(property="rank", value="一等兵"))
        change.add(person, Tag(text="要調査"))
        change.create("person", kind="identified", code="P-2")
        fonds = change.create("collection", code="MA-1", title="佐久間家資料", level="fonds")
        item = make_below(change, fonds, "document")
        change.set(item, title="葉書", date=read_date("昭和21年冬頃").stored(), access="closed")
        change.add(item, Link(role="mentions", other=person))
    desk.program.session.source_in_hand = source
    desk.settle()
    return desk


def controls(inside: QWidget) -> Iterator[QWidget]:
    """What can have the focus by Tab and is seen."""
    for each in [inside, *inside.findChildren(QWidget)]:
        if each.isVisibleTo(inside) and each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled():
            yield each


def name_of(control: QWidget) -> str:
    buddies = [each.text() for each in control.window().findChildren(QLabel) if each.buddy() is control]
    text = control.text() if isinstance(control, QAbstractButton) else ""
    return control.accessibleName() or text or next(iter(buddies), "")


def nameless(inside: QWidget) -> list[str]:
    plain = (QScrollArea, QTabBar)
    return [
        f"{type(each).__name__} {each.objectName()} in {each.parentWidget()}"
        for each in controls(inside)
        if not isinstance(each, plain) and not each.objectName().startswith("qt_") and not name_of(each)
    ]


def test_every_control_of_the_pages_has_a_name(filled: Any) -> None:
    window = filled.window
    assert nameless(window) == []
    for code in ("P-1", "MA-1", "MA-1-01"):
        window.open_record(filled.catalogue.find(code))
        window.work.form.add_statement()
        filled.settle()
        assert nameless(window.work) == [], code
    window.show_browse()
    filled.press("F7", window)
    assert nameless(window.browse) == []
    filled.press("Ctrl+G", window)
    filled.settle()
    assert nameless(window.grid) == []


@pytest.mark.parametrize("action", DIALOGS)
def test_every_control_of_the_dialogs_has_a_name_and_is_reached_by_tab_from_where_work_begins(
    filled: Any, action: str
) -> None:
    window = filled.window
    window.browse.navigation.choose("person" if action == "identify" else "document")
    window.browse.table.selectAll()
    filled.settle()
    window.actions_[action].trigger()
    filled.settle()
    dialog = next(each for each in window.findChildren(QDialog) if each.isVisible())
    assert dialog.windowTitle()
    assert nameless(dialog) == []
    focus = dialog.focusWidget()
    assert focus in set(controls(dialog)), "who opens it can go on by keyboard"
    assert focus.objectName() not in ("accept", "close")
    assert not isinstance(focus, QPushButton), "Enter and Space would act before anything is read"
    views = [each for each in dialog.findChildren(QAbstractItemView) if each.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert all(name_of(each) for each in views if each.isVisibleTo(dialog))
    assert unreached(filled, dialog) == []
    dialog.close()
    filled.settle()


def unreached(desk: Any, dialog: QDialog) -> list[str]:
    """The controls at which Tab does not stop on its way round, from the one with the focus."""
    wanted, stops = list(controls(dialog)), set()
    dialog.activateWindow()
    for _ in range(2 * len(wanted)):
        stops.add(dialog.focusWidget())
        desk.press("Tab", dialog.focusWidget())
    return [f"{type(each).__name__} {each.objectName()}" for each in wanted if (each.focusProxy() or each) not in stops]

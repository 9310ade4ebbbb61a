"""Every control says what it is to who cannot see it, and is reached by Tab."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QWidget,
)

from memoircat.catalogue.placing import make_below
from memoircat.dates import read_date
from memoircat.records.parts import Link, Name, Statement, Tag

MOST_STOPS = 120
DIALOGS = (
    *("batch_edit", "replace", "vocabularies", "preferences", "history", "print", "keys", "import", "save_search"),
    *("move", "identify", "care"),
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


@pytest.mark.parametrize("codes", [("P-1", "MA-1-01", "P-1"), ("MA-1",)])
def test_tab_goes_through_an_opened_record_from_above_and_then_to_the_bar_below(
    filled: Any, codes: tuple[str, ...]
) -> None:
    for code in codes:
        filled.window.open_record(filled.catalogue.find(code))
        filled.settle()
    work, stops = filled.window.work, []
    while len(stops) < MOST_STOPS and stops[-1:] != [work.source_bar.locator]:
        filled.press("Tab")
        stops.append(QApplication.focusWidget())
        assert work.isAncestorOf(stops[-1]), "the record is not left before its end"
    assert stops[0] in work.form.attention.findChildren(QPushButton)
    assert stops[-2] is work.source_bar.source
    fields = [each.objectName() for each in stops if each.objectName().startswith("editor-")]
    assert fields == [f"editor-{name}" for name in work.form.rows], "each once, as they are seen"
    assert unreached(filled, work.form) == []


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


def unreached(desk: Any, inside: QWidget) -> list[str]:
    """The controls at which Tab does not stop on its way round; a group of choices has one stop and the arrow keys."""
    wanted = [each for each in controls(inside) if not isinstance(each, QRadioButton)]
    stops: list[Any] = []
    while len(stops) < MOST_STOPS and QApplication.focusWidget() not in stops[1:]:
        desk.come_back()
        stops.append(QApplication.focusWidget())
        desk.press("Tab")
    return [f"{type(each).__name__} {each.objectName()}" for each in wanted if (each.focusProxy() or each) not in stops]

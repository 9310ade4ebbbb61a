"""Reading beside the window: the last question alone is answered, and nobody's is not."""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtTest import QAbstractItemModelTester, QTest

from memoircat.catalogue.listing import Query
from memoircat.desktop.browse.list_model import RecordList
from memoircat.desktop.reading import Reading
from memoircat.records.parts import Name


def test_only_the_last_question_is_answered(desk: Any, qtbot: Any) -> None:
    owner, told, go = QObject(), [], threading.Event()
    reading = Reading(desk.program.session, owner)
    reading.ask(lambda _reader: go.wait(5), lambda _found: told.append("first"))
    reading.ask(lambda reader: reader.execute("SELECT 2").fetchone()[0], told.append)
    go.set()
    desk.finish()
    assert told == [2]


def test_a_long_question_is_stopped_by_the_next(desk: Any, qtbot: Any) -> None:
    owner, told = QObject(), []
    reading = Reading(desk.program.session, owner)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    begun = threading.Event()

    def ask_endless(reader: Any) -> Any:
        begun.set()
        return reader.execute(endless).fetchone()

    reading.ask(ask_endless, told.append)
    qtbot.waitUntil(begun.is_set)
    QTest.qWait(20)
    reading.ask(lambda _reader: "next", told.append)
    qtbot.waitUntil(lambda: told == ["next"], timeout=5_000)
    qtbot.waitUntil(lambda: not reading._readers, timeout=5_000)


def test_what_was_asked_for_an_owner_that_is_gone_is_told_to_nobody(desk: Any) -> None:
    owner, told, go = QObject(), [], threading.Event()
    reading = Reading(desk.program.session, owner)
    reading.ask(lambda _reader: go.wait(5), told.append)
    owner.deleteLater()
    desk.settle()
    go.set()
    desk.finish()
    assert told == []


def test_an_order_that_is_older_than_a_change_is_not_shown(desk: Any, qtbot: Any) -> None:
    with desk.catalogue.change("x") as change:
        for number in range(400):
            change.add(change.create("person"), Name(text=f"佐藤 {number:03}"))
    model = RecordList(desk.program.session, Query("person"), "ja")
    with desk.catalogue.change("y") as change:
        change.add(change.create("person"), Name(text="あべ"))
    desk.finish()
    assert model.rowCount() == 401
    assert "あべ" in {model.data(model.index(row, 0)) for row in range(401)}


def test_a_length_that_was_known_is_mended_when_the_order_has_been_read(desk: Any, qtbot: Any) -> None:
    with desk.catalogue.change("x") as change:
        made = [change.create("person") for _ in range(302)]
        for number, each in enumerate(made):
            change.add(each, Name(text=f"佐藤 {number:03}"))
    model = RecordList(desk.program.session, Query("person"), "ja")
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    qtbot.waitUntil(lambda: model.id_at(301) is not None)
    with desk.catalogue.change("y") as change:
        for each in made[:3]:
            change.delete(each)
    assert model.rowCount() == 299
    model.show(Query("document"))
    with desk.catalogue.change("z") as change:
        for number in range(6):
            change.add(change.create("person"), Name(text=f"山田 {number}"))
    model.show(Query("person"))
    qtbot.waitUntil(lambda: model.rowCount() == 305)
    assert model.id_at(304) is not None
    assert model.id_at(305) is None

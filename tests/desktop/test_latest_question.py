"""Questions answered beside the window: the latest alone is, and what fails is told."""

from __future__ import annotations

import logging
import threading
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QAbstractItemModelTester, QTest

from memoircat.catalogue.listing import Query
from memoircat.catalogue.storage import DatabaseError, OperationalError
from memoircat.desktop.browse.list_model import RecordList
from memoircat.desktop.latest_question import LatestQuestion
from memoircat.errors import Cancelled, NotFound
from memoircat.messages import message
from memoircat.records.parts import Name

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def problems(desk: Any) -> list[str]:
    """The problems that the status bar has told."""
    told: list[str] = []
    desk.program.session.message_posted.connect(lambda kind, words: told.append(words) if kind == "problem" else None)
    return told


def test_only_the_last_question_is_answered(desk: Any, qtbot: Any) -> None:
    owner, told, go = QObject(), [], threading.Event()
    question = LatestQuestion(desk.program.session, owner)
    question.ask(lambda _reader: go.wait(5), lambda _found: told.append("first"))
    question.ask(lambda reader: reader._connection.execute("SELECT 2").fetchone()[0], told.append)
    go.set()
    desk.finish()
    assert told == [2]


def test_a_long_question_is_stopped_by_the_next_and_is_no_failure(desk: Any, qtbot: Any, problems: list[str]) -> None:
    owner, told = QObject(), []
    question = LatestQuestion(desk.program.session, owner)
    begun = threading.Event()

    def ask_endless(reader: Any) -> Any:
        begun.set()
        return reader._connection.execute(ENDLESS).fetchone()

    question.ask(ask_endless, told.append)
    qtbot.waitUntil(begun.is_set)
    QTest.qWait(20)
    question.ask(lambda _reader: "next", told.append)
    qtbot.waitUntil(lambda: told == ["next"], timeout=5_000)
    qtbot.waitUntil(lambda: not question._readers, timeout=5_000)
    desk.finish()
    assert problems == []


def test_a_damaged_database_is_told_with_what_to_do_and_logged_without_texts(
    desk: Any, problems: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    def read(_reader: Any) -> None:
        raise DatabaseError("database disk image is malformed: 佐久間")

    owner = QObject()
    with caplog.at_level(logging.ERROR):
        LatestQuestion(desk.program.session, owner).ask(read, lambda _answer: None)
        desk.finish()
    (words,) = problems
    assert "DatabaseError at test_latest_question.py:" in words
    assert "memoircat check" in words
    assert desk.window.status_text() == words
    assert "DatabaseError" in caplog.text
    assert "佐久間" not in words + caplog.text


def test_a_failure_is_told_even_where_another_question_was_asked_since(desk: Any, problems: list[str]) -> None:
    owner, go = QObject(), threading.Event()

    def read(_reader: Any) -> None:
        go.wait(5)
        raise DatabaseError("database disk image is malformed")

    question = LatestQuestion(desk.program.session, owner)
    begun = threading.Event()
    question.ask(lambda reader: (begun.set(), read(reader)), lambda _answer: None)
    assert begun.wait(5)
    question.ask(lambda _reader: 1, lambda _answer: None)
    go.set()
    desk.finish()
    assert len(problems) == 1


def test_what_a_person_can_remedy_is_told_in_its_own_words(desk: Any, problems: list[str]) -> None:
    def read(_reader: Any) -> None:
        raise NotFound(
            message("There is no record “{code}”.", code="M-9"),
            hint=message("`memoircat list` shows the codes there are."),
        )

    owner = QObject()
    LatestQuestion(desk.program.session, owner).ask(read, lambda _answer: None)
    desk.finish()
    assert problems == ["記号「M-9」の記録はありません。記号は一覧で確かめられます。"]


def test_a_failed_tidy_is_reported_unless_it_was_stopped(
    desk: Any, problems: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for problem, number in ((Cancelled("Stopped."), 0), (OperationalError("disk I/O error"), 1)):

        def fail(_progress: Any, problem: Exception = problem) -> None:
            raise problem

        monkeypatch.setattr(desk.catalogue, "tidy", fail)
        desk.program.session._tidy()
        desk.finish()
        assert len(problems) == number


def test_what_was_asked_for_an_owner_that_is_gone_is_told_to_nobody(desk: Any) -> None:
    owner, told, go = QObject(), [], threading.Event()
    question = LatestQuestion(desk.program.session, owner)
    question.ask(lambda _reader: go.wait(5), told.append)
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

"""A password in the window: set from the menu, asked for when the catalogue is opened, changed and removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit

from memoircat.catalogue import keyring
from memoircat.catalogue.passwords import set_password
from memoircat.catalogue.unlocking import has_password
from memoircat.desktop.app import Application
from memoircat.desktop.dialogs.password_dialogs import PasswordDialog, UnlockDialog
from memoircat.desktop.settings import Settings

PASSWORD, OTHER = "凍土の 長い ことば", "another one, longer"


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keyring, "_ROUNDS", 1000)
    keyring.forget()
    yield
    keyring.forget()


def dialog(program: Application, kind: type[QDialog]) -> Any:
    assert program.window is not None
    (shown,) = [each for each in program.window.findChildren(kind) if each.isVisible()]
    return shown


def until_open(program: Application, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: program.session is not None and program.session.is_complete, timeout=20_000)


@pytest.fixture
def locked(tmp_path: Path, blank: Callable[..., Path]) -> Path:
    path = blank(tmp_path / "舞鶴.memoircat")
    set_password(path, PASSWORD, by="橋本")
    keyring.forget()
    return path


def test_it_is_asked_for_until_it_is_right(qapp: Any, qtbot: Any, locked: Path) -> None:
    program = Application(Settings(user="橋本"), remember=False)
    program.show(locked)
    asked = dialog(program, UnlockDialog)
    line = asked.lines["present"]
    assert line.echoMode() == QLineEdit.EchoMode.Password
    assert not asked.accepting.isEnabled()
    line.setText(OTHER)
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not asked.busy and asked.said.text() != "", timeout=5_000)
    assert program.session is None
    assert line.hasSelectedText()
    line.setText(PASSWORD)
    assert asked.said.text() == ""
    QTest.keyClick(line, Qt.Key.Key_Return)
    until_open(program, qtbot)
    assert PASSWORD not in str(program.settings)
    program.close_to_start()
    program.open(locked)
    assert dialog(program, UnlockDialog), "it is asked for again"
    program.close()


def test_escape_leaves_the_start_page(qapp: Any, qtbot: Any, locked: Path) -> None:
    program = Application(Settings(user="橋本"), remember=False)
    program.show(locked)
    asked = dialog(program, UnlockDialog)
    asked.lines.shown.setChecked(True)
    assert asked.lines["present"].echoMode() == QLineEdit.EchoMode.Normal
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert program.window is not None
    assert program.session is None
    assert program.window.pages.currentWidget() is program.window.pages.start
    program.close()


def test_it_is_set_changed_and_removed(desk: Any, qtbot: Any) -> None:
    program, path = desk.program, desk.program.session.path

    def choose(**typed: str) -> Any:
        desk.window.actions_["password"].trigger()
        asked = dialog(program, PasswordDialog)
        for name, text in typed.items():
            asked.lines[name].setText(text)
        return asked

    def done(asked: Any, button: Any) -> None:
        button.click()
        qtbot.waitUntil(lambda: program.session is None, timeout=5_000)
        until_open(program, qtbot)

    asked = choose(new=PASSWORD, again=PASSWORD + "!")
    assert not asked.remove.isVisible()
    asked.accept()
    assert asked.said.text()
    assert asked.isVisible()
    asked.lines["again"].setText(PASSWORD)
    done(asked, asked.accepting)
    assert has_password(path)
    asked = choose(present=OTHER, new=OTHER, again=OTHER)
    asked.accept()
    qtbot.waitUntil(lambda: not asked.busy and asked.said.text() != "", timeout=5_000)
    assert asked.isVisible(), "the present one is wrong"
    asked.lines["present"].setText(PASSWORD)
    done(asked, asked.accepting)
    asked = choose(present=OTHER)
    done(asked, asked.remove)
    assert not has_password(path)
    assert program.window.status_text()

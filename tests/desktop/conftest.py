"""A real window on a real catalogue, seen by nobody; typing goes through the input method, as Japanese does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, Qt, QTranslator
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from memoircat.desktop.app import Application, application
from memoircat.desktop.main_window import MainWindow
from memoircat.desktop.settings import Settings
from memoircat.desktop.theme import LIGHT
from memoircat.desktop.theme.style import apply_theme
from memoircat.messages import Language
from memoircat.program import Program

LONGEST_MS = 5000  # that a dialog may take to close


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application with its fonts, in place of pytest-qt's bare one."""
    return application()


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))


class Desk:
    """What a person at the desk can do."""

    def __init__(self, program: Application) -> None:
        self.program = program

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    @property
    def catalogue(self):
        assert self.program.session is not None
        return self.program.session.program.catalogue

    def press(self, keys: str, on: QWidget | None = None) -> None:
        """Press a shortcut such as Ctrl+N where the focus is."""
        *modifiers, key = keys.split("+")
        held = Qt.KeyboardModifier.NoModifier
        for each in modifiers:
            held |= {
                "Ctrl": Qt.KeyboardModifier.ControlModifier,
                "Shift": Qt.KeyboardModifier.ShiftModifier,
                "Alt": Qt.KeyboardModifier.AltModifier,
            }[each]
        if on is self.window:
            self.until_closed()
        self.come_back()
        target = on or QApplication.focusWidget() or self.window
        QTest.keyClick(target, getattr(Qt.Key, f"Key_{key}"), held)

    def until_closed(self) -> None:
        """What a dialog writes beside the window is told before the dialog closes, and until then it has the keys."""
        waited = QElapsedTimer()
        waited.start()
        while QApplication.activeModalWidget() is not None:
            assert not waited.hasExpired(LONGEST_MS), "a dialog is open"
            QTest.qWait(10)

    def come_back(self) -> None:
        """The offscreen platform leaves a closed menu or dialog active; a real one gives the window back."""
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():
            self.window.activateWindow()
            QTest.qWaitForWindowActive(self.window, 2000)

    def write(self, text: str, on: QWidget | None = None) -> None:
        """Compose and commit a text through the input method."""
        target = on or QApplication.focusWidget()
        assert target is not None
        composing = QInputMethodEvent(text, [])
        QCoreApplication.sendEvent(target, composing)
        done = QInputMethodEvent()
        done.setCommitString(text)
        QCoreApplication.sendEvent(target, done)

    def choose(self, name: str) -> None:
        """Walk down an open menu with the arrow key and press Enter."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in range(len(menu.actions())):
            if menu.activeAction() is not None and menu.activeAction().objectName() == name:
                break
            QTest.keyClick(menu, Qt.Key.Key_Down)
        assert menu.activeAction().objectName() == name
        QTest.keyClick(menu, Qt.Key.Key_Return)
        self.come_back()

    def fill(self, **fields: str) -> None:
        """Go to each field, type into it, press Enter."""
        assert self.window.work is not None
        for name, text in fields.items():
            self.window.work.form.focus_field(name)
            editor = self.window.work.form.rows[name].editor
            editor.selectAll()
            self.write(text, editor)
            key = "Ctrl+Return" if editor.metaObject().className() == "LongEditor" else "Return"
            self.press(key, editor)

    def state(self, what: str, **lines: str) -> None:
        """Add a statement through its editor."""
        form = self.window.work.form
        self.press("Ctrl+T", self.window)
        editor = form.editor
        editor.what.setCurrentIndex(editor.what.findData(what))
        for name, text in lines.items():
            line = getattr(editor, name)
            line = getattr(line, "editor", line)
            line.setFocus()
            line.selectAll()
            self.write(text, line)
        self.press("Return", line)

    def settle(self) -> None:
        """Let Qt do what waits, deletions included."""
        for _ in range(3):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """An empty catalogue open in the window, in Japanese."""
    path = tmp_path / "舞鶴.memoircat"
    Program.create(path, title="舞鶴コレクション", by="橋本").close()
    program = Application(Settings(user="橋本"), remember=False)
    apply_theme(qapp, program.look().tokens, 100)
    program.open(path)
    assert program.session is not None
    program.session.complete(Program.open(path, by="橋本"))
    desk = Desk(program)
    desk.window.activateWindow()
    desk.settle()
    yield desk
    program.close()
    desk.settle()


@pytest.fixture
def spoken(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Opens an empty catalogue in a window of 1280 by 800 that speaks a language."""
    opened = []
    forget_words(qapp)

    def open_(language: Language, scale: int = 100) -> Desk:
        path = tmp_path / "舞鶴.memoircat"
        Program.create(path, title="舞鶴コレクション", by="橋本").close()
        program = Application(Settings(user="橋本", language=language, scale=scale), remember=False)
        opened.append(program)
        program.open(path)
        assert program.session is not None
        program.session.complete(Program.open(path, by="橋本"))
        desk = Desk(program)
        desk.window.resize(1280, 800)
        desk.window.activateWindow()
        desk.settle()
        return desk

    yield open_
    for each in opened:
        each.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    apply_theme(qapp, LIGHT, 100)
    forget_words(qapp)


def forget_words(qapp: QApplication) -> None:
    """Take away the words of windows that are gone: English would let them through."""
    for each in qapp.findChildren(QTranslator):
        qapp.removeTranslator(each)

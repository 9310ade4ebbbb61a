"""A real window on a real catalogue, seen by nobody; typing goes through the input method, as Japanese does."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, Qt, QTranslator
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QWidget

from memoircat.desktop.app import Application, application
from memoircat.desktop.settings import Settings
from memoircat.desktop.theme import LIGHT
from memoircat.desktop.theme.style import apply_theme
from memoircat.desktop.window.main_window import MainWindow
from memoircat.messages import Language
from memoircat.program import Program

MANY_OBJECTS = 200_000
LONGEST_MS = 5000  # that a dialog may take to open or to close
MOST_STOPS = 120  # of Tab on its way round a window: a form of everything has sixty
MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}


def pytest_runtest_teardown() -> None:
    """The application collects garbage while its loop runs, which it does not between tests."""
    if gc.get_count()[0] > MANY_OBJECTS:
        gc.collect()


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application with its fonts, in place of pytest-qt's bare one."""
    return application()


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))


def wait(so: Callable[[], bool], otherwise: str) -> None:
    """Let Qt go on until something is so."""
    waited = QElapsedTimer()
    waited.start()
    while not so():
        assert not waited.hasExpired(LONGEST_MS), otherwise
        QTest.qWait(1)


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
        """Press a key, or a shortcut such as Ctrl+N: in the list or menu that is open, else where the focus is."""
        *modifiers, name = keys.split("+")
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= MODIFIERS[modifier]
        key = Qt.Key.Key_Backtab if keys == "Shift+Tab" else getattr(Qt.Key, f"Key_{name}")
        if on is self.window:
            self.until_closed()
        if on is None and QApplication.activePopupWidget() is not None:
            QCoreApplication.processEvents()  # offscreen a list becomes the active window, and later than it opens
        popup = QApplication.activePopupWidget()
        if on is None and popup is not None:
            QTest.keyClick(popup.focusWidget() or popup, key, held)
            return
        self.come_back()
        QTest.keyClick(on or QApplication.focusWidget() or self.window, key, held)

    def tab_to(self, widget: QWidget, *, back: bool = False) -> None:
        """Press Tab, or with ``back`` Shift+Tab, until a control has the focus; it may not be out of reach."""
        wanted = widget.focusProxy() or widget
        for _ in range(MOST_STOPS):
            self.come_back()
            if QApplication.focusWidget() is wanted:
                return
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"Tab does not come to {widget.objectName()}, but to {QApplication.focusWidget()}")

    def walk_down(self, there: Callable[[], bool]) -> None:
        """Press the arrow key, in the list or box with the focus, until one is where one wants to be."""
        for _ in range(MOST_STOPS):
            if there():
                return
            self.press("Down")
        raise AssertionError(f"no such line in {QApplication.focusWidget()}")

    def pick(self, box: QComboBox, value: object, *, back: bool = False) -> None:
        """Go to a box and walk down its choices."""
        self.tab_to(box, back=back)
        self.press("Home")
        self.walk_down(lambda: box.currentData() == value)

    def until_closed(self) -> None:
        """What a dialog writes beside the window is told before the dialog closes, and until then it has the keys."""
        wait(lambda: QApplication.activeModalWidget() is None, "a dialog is open")

    def come_back(self) -> None:
        """A dialog that opens gets the keys, and the window gets them back: offscreen that takes its time, or a help."""
        dialog, active = QApplication.activeModalWidget(), QApplication.activeWindow()
        if active is None or not active.isVisible() or dialog not in (None, active):
            wanted = dialog or self.window
            wanted.activateWindow()
            wait(lambda: QApplication.activeWindow() is wanted, f"{wanted} does not get the keys")

    def write(self, text: str, on: QWidget | None = None) -> None:
        """Compose and commit a text through the input method."""
        self.come_back()
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

    def put(self, line: QWidget, text: str, *, back: bool = False) -> None:
        """Go to a line by Tab, and write a text in the place of what stands there."""
        self.tab_to(line, back=back)
        self.press("Ctrl+A")
        self.write(text)

    def fill(self, **fields: str) -> None:
        """Go to each field of the open record by Tab, write into it, press Enter."""
        assert self.window.work is not None
        for name, text in fields.items():
            editor = self.window.work.form.rows[name].editor
            self.put(editor, text)
            self.press("Ctrl+Return" if editor.metaObject().className() == "LongEditor" else "Return")

    def state(self, what: str, **lines: str) -> None:
        """Add a statement through its editor."""
        editor = self.window.work.form.editor
        self.press("Ctrl+T", self.window)
        self.pick(editor.what, what, back=True)
        for name, text in lines.items():
            line = getattr(editor, name)
            self.put(getattr(line, "editor", line), text)
        self.press("Return")

    def finish(self) -> None:
        """Let what runs beside the window come to its end and be told."""
        assert self.program.session is not None
        for runner in (self.program.session.lists, self.program.session.runner):
            runner._pool.waitForDone()
        self.settle()

    def settle(self) -> None:
        """Let Qt do what waits, deletions included."""
        for _ in range(3):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, blank: Callable[..., Path]) -> Iterator[Desk]:
    """An empty catalogue open in the window, in Japanese."""
    path = blank(tmp_path / "舞鶴.memoircat", "舞鶴コレクション")
    program = Application(Settings(user="橋本"), remember=False)
    apply_theme(qapp, program.look().tokens, 100)
    program.open(path)
    assert program.session is not None
    program.session.complete(Program.open(path, by="橋本"))
    desk = Desk(program)
    desk.window.activateWindow()
    desk.settle()
    yield desk
    desk.program.close()
    desk.settle()


@pytest.fixture
def spoken(qapp: QApplication, tmp_path: Path, blank: Callable[..., Path]) -> Iterator[Callable[..., Desk]]:
    """Opens an empty catalogue in a window of 1280 by 800 that speaks a language."""
    opened = []
    forget_words(qapp)

    def open_(language: Language, scale: int = 100) -> Desk:
        path = blank(tmp_path / "舞鶴.memoircat", "舞鶴コレクション")
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
    for program in opened:
        program.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    apply_theme(qapp, LIGHT, 100)
    forget_words(qapp)


def forget_words(qapp: QApplication) -> None:
    """Take away the words of windows that are gone: English would let them through."""
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)


@pytest.fixture
def roll(desk: Any) -> Any:
    """The grid of a roll of the dead that was named from the keyboard."""
    desk.press("Ctrl+G")
    desk.settle()
    assert desk.window.grid.source_bar.source.hasFocus(), "without a source the page asks for it"
    desk.write("死亡者名簿 チタ第1841病院")
    desk.press("Return")
    desk.settle()
    desk.come_back()
    assert QApplication.focusWidget() is desk.window.grid.view.editor
    return desk

"""The dialogs of passwords: one asks for it when a catalogue is opened, one sets, changes or removes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from memoircat.catalogue import unlocking
from memoircat.catalogue.unlocking import SHORTEST, WARNINGS, require_good
from memoircat.desktop.dialogs.working_dialog import WorkingDialog
from memoircat.desktop.runner import QtRunner
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import (
    CONTROL,
    FONT_BODY,
    FONT_SECONDARY,
    FONT_TITLE,
    GAP,
    GAP_IN_GROUP,
    GAP_SECTIONS,
    PANE_MARGIN,
    SEMIBOLD,
)
from memoircat.desktop.widgets.layouts import button, column, plain_label, scrolled
from memoircat.errors import MemoirCatError

# px at 100 %
_UNLOCK_SIZE: Final = (460, 260)
_SET_SIZE: Final = (560, 540)
_CHANGE_SIZE: Final = (560, 620)


class PasswordLines(QWidget):
    """Lines in which passwords are typed, each below its name; a box shows what is typed in all of them."""

    def __init__(self, look: Look, names: Sequence[tuple[str, str]]) -> None:
        """``names``: what each line is called in the program, and to the user."""
        super().__init__()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(GAP_IN_GROUP))
        self._lines: dict[str, QLineEdit] = {}
        for name, words in names:
            line = QLineEdit()
            line.setObjectName(f"password-{name}")
            line.setAccessibleName(words)
            line.setFont(look.font(FONT_BODY))
            line.setMinimumHeight(look.px(CONTROL))
            label = plain_label(words, look, FONT_SECONDARY, token="text2")
            label.setBuddy(line)
            inside.addWidget(label)
            inside.addWidget(line)
            inside.addSpacing(look.px(GAP))
            self._lines[name] = line
        self.shown = QCheckBox(self.tr("Show what is typed"))
        self.shown.setObjectName("password-shown")
        self.shown.setFont(look.font(FONT_BODY))
        self.shown.toggled.connect(self._show)
        inside.addWidget(self.shown)
        self._show(False)

    def __getitem__(self, name: str) -> QLineEdit:
        """A line by its name in the program."""
        return self._lines[name]

    def text(self, name: str) -> str:
        """What is typed in a line; empty where there is no such line."""
        return self._lines[name].text() if name in self._lines else ""

    def on_typing(self, update: Callable[[], None]) -> None:
        """Call ``update`` after each key."""
        for line in self._lines.values():
            line.textChanged.connect(lambda _text: update())

    def _show(self, on: bool) -> None:
        for line in self._lines.values():
            line.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)


class _PasswordDialog(WorkingDialog):
    """A dialog that tries passwords, each of which takes half a second, in a background thread."""

    def __init__(self, runner: QtRunner, look: Look, title: str, parent: QWidget | None, *, name: str) -> None:
        super().__init__(runner, look, parent, name=name)
        self.setWindowTitle(title)
        self.content.addWidget(plain_label(title, look, FONT_TITLE, SEMIBOLD))
        self.lines: PasswordLines

    def _end(self, accepting: str, *, push: bool) -> None:
        self.content.addWidget(self.said)
        self.content.addWidget(self.bar)
        self.finish(accepting, push=push)
        self.lines.on_typing(self._typed)
        self._typed()

    def _typed(self) -> None:
        self.say("")
        self.update_controls()

    def _show_problem(self, problem: Exception) -> None:
        """Say what is wrong without the path: there is one catalogue it can be."""
        if not isinstance(problem, MemoirCatError):
            raise problem
        self.say(problem.brief.in_(self.look.language), "problem")


class UnlockDialog(_PasswordDialog):
    """Asks for the password of a database until it is right, or Esc is pressed; ``unlocked`` tells that it was."""

    unlocked = Signal()

    def __init__(self, runner: QtRunner, look: Look, catalogue: Path, file: Path, parent: QWidget | None) -> None:
        title = self.tr("“{0}” has a password").format(catalogue.stem)
        super().__init__(runner, look, title, parent, name="unlock")
        self._file = file
        self.lines = PasswordLines(look, [("present", self.tr("Password"))])
        self.content.addWidget(self.lines)
        self.fit(*_UNLOCK_SIZE)
        self._end(self.tr("Open"), push=True)
        self.lines["present"].setFocus()

    def update_controls(self) -> None:
        """Nothing is tried twice at once."""
        if self.accepting is not None:
            self.accepting.setEnabled(bool(self.lines.text("present")) and not self.busy)

    def accept(self) -> None:
        """Try the password."""
        password = self.lines.text("present")
        if password and not self.busy:
            self.ask(lambda _progress: unlocking.unlock(self._file, password), lambda _nothing: self._opened())

    def _opened(self) -> None:
        super().accept()
        self.unlocked.emit()

    def _show_problem(self, problem: Exception) -> None:
        super()._show_problem(problem)
        self.lines["present"].setFocus()
        self.lines["present"].selectAll()


class PasswordDialog(_PasswordDialog):
    """Sets the password of a catalogue, or changes or removes the one it has.

    ``chosen`` carries the password to be, or None for none, and whether copies made before are to be removed.
    """

    chosen = Signal(object, bool)

    def __init__(self, runner: QtRunner, look: Look, catalogue: Path, parent: QWidget | None) -> None:
        self._has = unlocking.has_password(catalogue)
        title = self.tr("Change the password") if self._has else self.tr("Set a password")
        super().__init__(runner, look, title, parent, name="password")
        self._catalogue = catalogue
        present = [("present", self.tr("Present password"))] if self._has else []
        new = [
            ("new", self.tr("New password, at least %n character(s)", "", SHORTEST)),
            ("again", self.tr("The same once more")),
        ]
        self.lines = PasswordLines(look, [*present, *new])
        inside, parts = column(look, gap=GAP_SECTIONS)
        parts.addWidget(self.lines)
        parts.addWidget(self._warning())
        self.forget = QCheckBox(self.tr("Remove the copies in this folder that open without this password"))
        self.forget.setObjectName("password-forget")
        self.forget.setFont(look.font(FONT_BODY))
        parts.addWidget(self.forget)
        parts.addStretch(1)
        self.content.addWidget(scrolled(inside, "bar"), 1)  # with large text it is higher than a small screen
        self.remove = button(self.tr("Remove the password"), look)
        self.remove.setObjectName("password-remove")
        self.remove.clicked.connect(lambda _on: self._choose(None))
        self._buttons.addButton(self.remove, self._buttons.ButtonRole.DestructiveRole)
        self.remove.setVisible(self._has)
        self.fit(*(_CHANGE_SIZE if self._has else _SET_SIZE))
        self._end(self.tr("Change") if self._has else self.tr("Set"), push=False)
        self.lines["present" if self._has else "new"].setFocus()

    def _warning(self) -> QFrame:
        """What is lost with the password, and what it does not cover."""
        look = self.look
        frame = QFrame()
        frame.setProperty("kind", "attention")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(*[look.px(PANE_MARGIN)] * 4)
        inside.setSpacing(look.px(GAP_IN_GROUP))
        for sentence in WARNINGS:
            inside.addWidget(plain_label(sentence.in_(look.language), look, FONT_SECONDARY))
        return frame

    def update_controls(self) -> None:
        """It can be set when both are typed, removed when the present one is."""
        ready = not self.busy and (not self._has or bool(self.lines.text("present")))
        both = bool(self.lines.text("new")) and bool(self.lines.text("again"))
        if self.accepting is not None:
            self.accepting.setEnabled(ready and both)
        self.remove.setEnabled(ready)

    def accept(self) -> None:
        """Set or change it, where both are the same and long enough."""
        new = self.lines.text("new")
        if self.accepting is None or not self.accepting.isEnabled():
            return
        try:
            require_good(new)
        except MemoirCatError as problem:
            self._show_problem(problem)
            return
        if new != self.lines.text("again"):
            self.say(self.tr("The two are not the same."), "problem")
            self.lines["again"].setFocus()
            self.lines["again"].selectAll()
            return
        self._choose(new)

    def _choose(self, new: str | None) -> None:
        """Tell what was chosen, once the present password is proved."""
        if not self._has:
            self._tell(new)
            return
        present = self.lines.text("present")
        self.ask(
            lambda _progress: unlocking.require_password(self._catalogue, present), lambda _nothing: self._tell(new)
        )

    def _tell(self, new: str | None) -> None:
        forget = new is not None and self.forget.isChecked()
        super().accept()
        self.chosen.emit(new, forget)

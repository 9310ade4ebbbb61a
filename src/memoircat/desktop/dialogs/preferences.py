"""The dialog of the preferences: language, dates, look, the name for the history, and copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget
from shiboken6 import isValid

from memoircat.dates import format_date
from memoircat.desktop.dialogs.copies import folder_of_copies, last_copy, make_copy
from memoircat.desktop.dialogs.dialog import PREFERENCES, Dialog
from memoircat.desktop.session import Session
from memoircat.desktop.settings import DATE_STYLES, SCALES, THEMES, Settings
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import (
    CONTROL,
    FONT_BODY,
    FONT_PAGE,
    FONT_SECONDARY,
    GAP,
    GAP_LABEL,
    GAP_SECTIONS,
    LARGE_TEXT,
    SEMIBOLD,
)
from memoircat.desktop.widgets.layouts import button, column, plain_label, row, scrolled, set_tab_order
from memoircat.errors import MemoirCatError

_LANGUAGES = (("ja", "日本語"), ("en", "English"), ("ru", "Русский"))
_EXAMPLE = "1946-03-01"  # the date that shows what the styles of dates look like
_DAYS = (0, 1, 3, 7, 14, 30, 90)  # after which a copy can be reminded of; 0: never
# px at 100 %
_WIDTH: Final = 560
_BESIDE_CONTENT: Final = 144  # what the dialog is higher than its content
_AROUND: Final = 24  # how much smaller than the window it is at least
_LABEL_WIDTH: Final = 128


class PreferencesDialog(Dialog):
    """What is chosen takes effect at once.

    ``look_changed`` carries settings for which a new window is needed, ``settings_changed`` those that change nothing
    of the look.
    """

    look_changed = Signal(object)
    settings_changed = Signal(object)

    def __init__(self, look: Look, settings: Settings, session: Session | None, parent: QWidget | None) -> None:
        super().__init__(look, parent)
        self.setObjectName(PREFERENCES)
        self.setWindowTitle(self.tr("Preferences"))
        self.settings = settings
        self._session = session if session is not None and session.is_complete else None
        self.content.addWidget(plain_label(self.tr("Preferences"), look, FONT_PAGE, SEMIBOLD))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(GAP_LABEL))
        self._grid.setVerticalSpacing(look.px(GAP))
        self._grid.setColumnStretch(1 if look.scale <= LARGE_TEXT else 0, 1)
        inside, self._inner = column(look, gap=GAP_SECTIONS)
        self._inner.addLayout(self._grid)
        self._make_choices()
        self._make_copies()
        self._inner.addStretch(1)
        self.content.addWidget(scrolled(inside, "bar"), 1)
        self.finish()
        set_tab_order(self)
        self.resize(*self._size(inside, parent))
        self._boxes["language"].setFocus()

    def _size(self, inside: QWidget, parent: QWidget | None) -> tuple[int, int]:
        """As large as the content needs, but no larger than the window: the content can be scrolled."""
        look = self.look
        width, height = look.px(_WIDTH), inside.sizeHint().height() + look.px(_BESIDE_CONTENT)
        if parent is None:
            return width, height
        around = look.px(_AROUND)
        return min(width, parent.width() - around), min(height, parent.height() - around)

    # The controls ----------------------------------------------------------------------------------------------

    def _add(self, words: str, control: QWidget, name: str) -> None:
        """Add a control with its label beside it, or with large text above it."""
        look = self.look
        label = plain_label(words, look, FONT_SECONDARY, token="text2")
        label.setBuddy(control)
        control.setObjectName(f"preference-{name}")
        control.setAccessibleName(words)
        control.setFont(look.font(FONT_BODY))
        control.setMinimumHeight(look.px(CONTROL))
        number = self._grid.rowCount()
        if look.scale > LARGE_TEXT:
            self._grid.addWidget(label, number, 0)
            self._grid.addWidget(control, number + 1, 0)
        else:
            label.setMinimumWidth(look.px(_LABEL_WIDTH))
            self._grid.addWidget(label, number, 0)
            self._grid.addWidget(control, number, 1)

    def _make_choices(self) -> None:
        language = self.look.language
        dates = [(style, format_date(_EXAMPLE, language, style)) for style in DATE_STYLES]
        themes = {
            "system": self.tr("As the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "contrast": self.tr("High contrast"),
        }
        self._boxes: dict[str, QComboBox] = {}
        self._choice(self.tr("Language"), "language", _LANGUAGES)
        self._choice(self.tr("Meaning of dates"), "date_style", dates)
        self._choice(self.tr("Colours"), "theme", [(name, themes[name]) for name in THEMES])
        self._choice(self.tr("Text size"), "scale", [(size, f"{size} %") for size in SCALES])
        self._make_name()
        days = sorted({*_DAYS, self.settings.backup_days})
        waits = [(number, self.tr("after %n day(s)", "", number) if number else self.tr("never")) for number in days]
        self._choice(self.tr("Remind of copies"), "backup_days", waits)

    def _choice(self, words: str, setting: str, choices: Sequence[tuple[Any, str]]) -> None:
        box = QComboBox()
        for value, shown in choices:
            box.addItem(shown, value)
        box.setCurrentIndex(max(0, box.findData(getattr(self.settings, setting))))
        box.activated.connect(lambda _index: self._choose(setting, box.currentData()))
        self._boxes[setting] = box
        self._add(words, box, setting)

    def _choose(self, setting: str, value: Any) -> None:
        """Apply a choice.

        A change of look is emitted after the key event: it replaces the window, and this dialog with it.
        """
        if value == getattr(self.settings, setting):
            return
        self.settings = replace(self.settings, **{setting: value})
        if setting == "backup_days":
            self.settings_changed.emit(self.settings)
        else:
            QTimer.singleShot(0, self, lambda: self.look_changed.emit(self.settings))

    def _make_name(self) -> None:
        self.name = QLineEdit(self.settings.user)
        self.name.setPlaceholderText(self.tr("The name that the history gives"))
        self.name.editingFinished.connect(self._save_name)
        self._add(self.tr("Your name"), self.name, "user")

    def _make_copies(self) -> None:
        """Where the copies of the catalogue are, when the last was made, and a button that makes one."""
        look, session = self.look, self._session
        if session is None:
            return
        self._inner.addWidget(plain_label(self.tr("Copies of this catalogue"), look, FONT_BODY, SEMIBOLD))
        where = plain_label(str(folder_of_copies(session)), look, FONT_SECONDARY, token="text2")
        where.setObjectName("copies-folder")
        self._inner.addWidget(where)
        line = row(look)
        self.last = plain_label("", look, FONT_SECONDARY)
        self.last.setObjectName("last-copy")
        self.copy = button(self.tr("Back up now"), look)
        self.copy.setObjectName("copy-now")
        self.copy.clicked.connect(self._copy)
        line.addWidget(self.last, 1)
        line.addWidget(self.copy)
        self._inner.addLayout(line)
        self._say_last()

    # What they do ----------------------------------------------------------------------------------------------

    def _save_name(self) -> None:
        """Take the name that is typed."""
        name = self.name.text()
        settings = replace(self.settings, user=name if name.strip() else "")
        if settings != self.settings:
            self.settings = settings
            self.settings_changed.emit(settings)

    def _say_last(self) -> None:
        assert self._session is not None
        made = last_copy(self._session)
        when = made.astimezone().strftime("%Y-%m-%d %H:%M") if made else self.tr("never")
        self.last.setText(self.tr("Last copy: {0}").format(when))

    def _copy(self) -> None:
        """Make a copy. The dialog may be closed before it is done."""
        assert self._session is not None
        session = self._session
        self.copy.setEnabled(False)
        self.last.setText(self.tr("Copying and checking…"))
        make_copy(session, self._copied(session), self._failed(session))

    def _copied(self, session: Session) -> Any:
        words = self.tr("A checked copy is there: {0}")

        def done(path: Path) -> None:
            session.message_posted.emit("saved", words.format(path.name))
            if isValid(self):
                self.copy.setEnabled(True)
                self._say_last()
                self.settings_changed.emit(self.settings)

        return done

    def _failed(self, session: Session) -> Any:
        def failed(problem: Exception) -> None:
            words = problem.line.in_(self.look.language) if isinstance(problem, MemoirCatError) else f"{problem}"
            session.message_posted.emit("problem", words)
            if isValid(self):
                self.copy.setEnabled(True)
                self.last.setText(words)
            if not isinstance(problem, (MemoirCatError, OSError)):
                raise problem

        return failed

    def focus_on(self, control: str) -> None:
        """Put the focus on one of the controls, by its name."""
        widget = self.findChild(QWidget, control)
        if isinstance(widget, QWidget):
            widget.setFocus()

    def reject(self) -> None:
        """Close, and take the name that is being typed."""
        self._save_name()
        super().reject()

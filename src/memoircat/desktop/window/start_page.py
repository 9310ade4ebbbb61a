"""The start page: recent catalogues, a new one, open one, the demonstration. The last catalogue has the focus."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from memoircat import __version__
from memoircat.desktop.settings import Settings
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import (
    FONT_BODY,
    FONT_MEANING,
    FONT_PROGRAM,
    FONT_SECONDARY,
    GAP,
    GAP_IN_GROUP,
    PAGE_MARGIN,
    ROOMY_TEXT,
    SEMIBOLD,
)
from memoircat.desktop.widgets.layouts import CardButton, plain_label, row, scrolled
from memoircat.desktop.window.start_problem import StartProblem
from memoircat.errors import MemoirCatError

# px at 100 %
_SIDE_MARGIN: Final = 96  # left and right of the page, where there is room
_TOP_MARGIN: Final = 64
_GAP_COLUMNS: Final = 32  # between the two columns, and above them


class StartPage(QWidget):
    """Emits what the user requests, and opens nothing by itself."""

    open_path = Signal(object)
    new = Signal()
    open_other = Signal()
    demonstration = Signal()
    restore = Signal()
    care = Signal(object, str)  # the Path of a catalogue that cannot be opened, and a page of care

    def __init__(self, look: Look, settings: Settings) -> None:
        super().__init__()
        self._look = look
        inside = QWidget()
        area = scrolled(inside, "bar")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        page = QVBoxLayout(inside)
        side = look.px(_SIDE_MARGIN if look.scale <= ROOMY_TEXT else PAGE_MARGIN)
        page.setContentsMargins(side, look.px(_TOP_MARGIN), side, look.px(PAGE_MARGIN))
        page.setSpacing(look.px(GAP_IN_GROUP))
        page.addWidget(plain_label("MemoirCat", look, FONT_PROGRAM, SEMIBOLD))
        page.addWidget(
            plain_label(
                self.tr("A catalogue of memoirs, rosters and documents of the Siberian internment"),
                look,
                FONT_BODY,
                token="text2",
            )
        )
        page.addSpacing(look.px(_GAP_COLUMNS))
        self.problem = StartProblem(look)
        self.problem.care.connect(self.care)
        page.addWidget(self.problem)
        page.addSpacing(look.px(GAP))
        columns = row(look, _GAP_COLUMNS)
        columns.addLayout(self._recent(settings), 7)
        columns.addLayout(self._begin(), 4)
        page.addLayout(columns)
        page.addStretch(1)
        page.addWidget(
            plain_label(
                self.tr("Version {0} · nothing is sent anywhere").format(__version__), look, FONT_MEANING, token="text2"
            )
        )

    def say(self, problem: MemoirCatError, path: Path | None = None) -> None:
        """Show why a catalogue was not opened, and where there is something at ``path``, what can be done."""
        self.problem.say(problem, path)

    def _recent(self, settings: Settings) -> QVBoxLayout:
        look = self._look
        column = QVBoxLayout()
        column.setSpacing(look.px(GAP))
        column.addWidget(plain_label(self.tr("Recent catalogues"), look, FONT_BODY, SEMIBOLD))
        paths = [Path(name) for name in settings.recent]
        for number, path in enumerate(paths):
            there = (path / "catalogue.db").exists()
            below = str(path) if there else self.tr("not found: {0}").format(path)
            card = self._card("archive", path.stem, below)
            card.setEnabled(there)
            card.clicked.connect(lambda _checked=False, path=path: self.open_path.emit(path))
            column.addWidget(card)
            if number == 0 and there:
                card.setFocus()
        if not paths:
            column.addWidget(
                plain_label(
                    self.tr("None yet: make a new one, or look at the demonstration."),
                    look,
                    FONT_SECONDARY,
                    token="text2",
                )
            )
        column.addStretch(1)
        return column

    def _begin(self) -> QVBoxLayout:
        look = self._look
        column = QVBoxLayout()
        column.setSpacing(look.px(GAP))
        column.addWidget(plain_label(self.tr("Begin"), look, FONT_BODY, SEMIBOLD))
        for icon_name, title, below, signal in (
            ("file-plus", self.tr("New catalogue"), self.tr("An empty one, on this computer"), self.new),
            ("folder-open", self.tr("Open a catalogue…"), self.tr("From a folder"), self.open_other),
            (
                "archive-restore",
                self.tr("Restore from a copy…"),
                self.tr("What is there is put aside whole"),
                self.restore,
            ),
            ("book-open", self.tr("Demonstration"), self.tr("Public facts and an invented family"), self.demonstration),
        ):
            card = self._card(icon_name, title, below)
            card.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
            column.addWidget(card)
        column.addStretch(1)
        return column

    def _card(self, icon_name: str, title: str, below: str) -> CardButton:
        card = CardButton(icon_name, title, below, self._look)
        card.setObjectName(f"start-{icon_name}")
        return card

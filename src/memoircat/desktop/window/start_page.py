"""The start page: recent catalogues, a new one, open one, the demonstration. The last catalogue has the focus."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from memoircat import __version__
from memoircat.desktop.settings import Settings
from memoircat.desktop.theme import Look
from memoircat.desktop.widgets.layouts import CardButton, plain, row, scrolled


class StartPage(QWidget):
    """Emits what the person wants; it opens nothing by itself."""

    open_path = Signal(object)
    new = Signal()
    open_other = Signal()
    demonstration = Signal()

    def __init__(self, look: Look, settings: Settings) -> None:
        super().__init__()
        self._look = look
        inside = QWidget()
        area = scrolled(inside, "bar")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        page = QVBoxLayout(inside)
        side = look.px(96) if look.scale <= 125 else look.px(24)
        page.setContentsMargins(side, look.px(64), side, look.px(24))
        page.setSpacing(look.px(4))
        page.addWidget(plain("MemoirCat", look, 28, 600))
        page.addWidget(
            plain(
                self.tr("A catalogue of memoirs, rosters and documents of the Siberian internment"),
                look,
                14,
                token="text2",
            )
        )
        page.addSpacing(look.px(32))
        self.problem = plain("", look, 14, token="problem")
        self.problem.setProperty("kind", "problem")
        self.problem.setObjectName("start-problem")
        self.problem.hide()
        page.addWidget(self.problem)
        columns = row(look, 32)
        columns.addLayout(self._recent(settings), 7)
        columns.addLayout(self._begin(), 4)
        page.addLayout(columns)
        page.addStretch(1)
        page.addWidget(
            plain(self.tr("Version {0} · nothing is sent anywhere").format(__version__), look, 12, token="text2")
        )

    def say(self, problem: str) -> None:
        """Show why a catalogue was not opened."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _recent(self, settings: Settings) -> QVBoxLayout:
        look = self._look
        column = QVBoxLayout()
        column.setSpacing(look.px(8))
        column.addWidget(plain(self.tr("Recent catalogues"), look, 14, 600))
        paths = [Path(each) for each in settings.recent]
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
                plain(self.tr("None yet: make a new one, or look at the demonstration."), look, 13, token="text2")
            )
        column.addStretch(1)
        return column

    def _begin(self) -> QVBoxLayout:
        look = self._look
        column = QVBoxLayout()
        column.setSpacing(look.px(8))
        column.addWidget(plain(self.tr("Begin"), look, 14, 600))
        for name, title, below, signal in (
            ("file-plus", self.tr("New catalogue"), self.tr("An empty one, on this computer"), self.new),
            ("folder-open", self.tr("Open a catalogue…"), self.tr("From a folder"), self.open_other),
            ("book-open", self.tr("Demonstration"), self.tr("Public facts and an invented family"), self.demonstration),
        ):
            card = self._card(name, title, below)
            card.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
            column.addWidget(card)
        column.addStretch(1)
        return column

    def _card(self, sign: str, title: str, below: str) -> CardButton:
        card = CardButton(sign, title, below, self._look)
        card.setObjectName(f"start-{sign}")
        return card

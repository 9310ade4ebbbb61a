"""Why a catalogue cannot be opened, with the three ways on from there: check it, restore a copy, salvage it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from memoircat.desktop.care.pages import CHECK, COPIES, SALVAGE, joined, names_a_command
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon, pixmap
from memoircat.desktop.theme.tokens import CARD_MARGIN, FONT_BODY, FONT_SECONDARY, GAP, ICON, SEMIBOLD
from memoircat.desktop.widgets.layouts import button, plain_label, row
from memoircat.errors import MemoirCatError
from memoircat.messages import message


class StartProblem(QFrame):
    """Hidden until there is a problem. None of the three ways changes anything before it has asked."""

    care = Signal(object, str)  # the Path of the catalogue, and a page of care

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("start-problem")
        self.setProperty("kind", "problem")
        self._look = look
        self._path = Path()
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.px(CARD_MARGIN)] * 4)
        column.setSpacing(look.px(GAP))
        head = row(look)
        sign = QLabel()
        sign.setPixmap(pixmap("circle-alert", look.tokens.problem, look.px(ICON)))
        head.addWidget(sign)
        self._head = plain_label("", look, FONT_BODY, SEMIBOLD, token="problem")
        head.addWidget(self._head, 1)
        column.addLayout(head)
        self._words = plain_label("", look, FONT_SECONDARY)
        column.addWidget(self._words)
        line = row(look)
        self.ways: dict[str, QPushButton] = {}
        for page, words, icon_name in (
            (CHECK, self.tr("Check"), "shield-check"),
            (COPIES, self.tr("Restore a copy"), "archive-restore"),
            (SALVAGE, self.tr("Salvage"), "layers"),
        ):
            made = self.ways[page] = button(words, look)
            made.setObjectName(f"start-{page}")
            made.setIcon(icon(icon_name, look.tokens.text2, look.px(ICON)))
            made.clicked.connect(lambda _checked=False, page=page: self.care.emit(self._path, page))
            line.addWidget(made)
        line.addStretch(1)
        column.addLayout(line)
        self.hide()

    def say(self, problem: MemoirCatError, path: Path | None) -> None:
        """Say why; the three ways are offered where there is something at ``path``, in the place of commands."""
        there, language = path is not None and path.exists(), self._look.language
        self._path = path or Path()
        self._head.setText(
            self.tr("“{0}” cannot be opened").format(path.stem) if path is not None else self.tr("Cannot be opened")
        )
        told = problem.line
        if there and names_a_command(problem):
            told = message("{where}: {what}", where=problem.location or str(path), what=problem.message)
        words = self.tr("Choose what to do. Looking changes nothing.") if there else ""
        self._words.setText(joined(told.in_(language), words, language=language))
        for way in self.ways.values():
            way.setVisible(there)
        self.show()
        if there:
            self.ways[CHECK].setFocus()

    def text(self) -> str:
        """Why, in words."""
        return self._words.text()

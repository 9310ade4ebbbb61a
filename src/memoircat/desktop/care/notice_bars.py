"""The bars over the page: where the catalogue lies badly, lacks changes, was replaced, or cannot be written or opened.

Light: the window has them from its first paint. What a bar asks for is done elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from memoircat.desktop.care.pages import CHECK, COPIES, SALVAGE, joined, names_a_command
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.theme.tokens import (
    CARD_MARGIN,
    CONTROL_LOW,
    FONT_SECONDARY,
    GAP,
    GRID,
    ICON,
    MEDIUM,
    PANE_MARGIN,
)
from memoircat.desktop.widgets.buttons import IconButton
from memoircat.desktop.widgets.layouts import button, clear, grounded, plain_label
from memoircat.errors import CatalogueInUse, CatalogueReplaced, MemoirCatError

WORKING_COPY: Final = "working_copy"
OPEN_KEPT: Final = "open_kept"
OPEN_THERE: Final = "open_there"
OPEN_MOVED: Final = "open_moved"
_ICONS: Final = {"problem": "circle-alert", "attention": "triangle-alert"}


@dataclass(frozen=True, slots=True)
class Notice:
    """One bar. ``kind``: problem or attention; ``ways``: what can be done, by name, with the words of its button.

    ``name``: by which a bar that was put away is remembered; empty for one that stays.
    """

    kind: str
    words: str
    ways: Sequence[tuple[str, str]]
    name: str = ""


class NoticeBars(QWidget):
    """Hidden where there is nothing to be told. ``wanted`` carries a page of care, or one of the names above."""

    wanted = Signal(str)

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self.setObjectName("notice-bars")
        grounded(self, "bar")
        self._session = session
        self._look = look
        self._taken_over: MemoirCatError | None = None
        self._shown: list[Notice] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(look.px(PANE_MARGIN), 0, look.px(PANE_MARGIN), look.px(GAP))
        self._column.setSpacing(look.px(GAP))
        session.completed.connect(self.show_notices)
        session.problem_met.connect(self._hear)
        session.changed.connect(lambda _change: self._saved())
        self.show_notices()

    def _hear(self, problem: MemoirCatError) -> None:
        if isinstance(problem, CatalogueInUse):
            self._taken_over = problem
        self.show_notices()

    def _saved(self) -> None:
        """It could be written: nobody else has it any more."""
        if self._taken_over is not None:
            self._taken_over = None
            self.show_notices()

    def show_notices(self) -> None:
        """Show a bar for each thing that is to be told."""
        notices = [notice for notice in self._notices() if notice.name not in self._session.notices_put_away]
        if notices != self._shown:
            self._shown = notices
            clear(self._column)
            for notice in notices:
                self._column.addWidget(self._bar(notice))
        self.setVisible(bool(notices))

    def text(self) -> str:
        """The words of all bars."""
        return "\n".join(notice.words for notice in self._shown)

    def _bar(self, notice: Notice) -> QFrame:
        look, bar = self._look, QFrame()
        bar.setProperty("kind", notice.kind)
        line = QHBoxLayout(bar)
        line.setContentsMargins(look.px(CARD_MARGIN), look.px(GRID), look.px(GRID), look.px(GRID))
        line.setSpacing(look.px(GAP))
        sign = QLabel()
        sign.setPixmap(pixmap(_ICONS[notice.kind], look.tokens.colour(notice.kind), look.px(ICON)))
        line.addWidget(sign)
        words = plain_label(notice.words, look, FONT_SECONDARY, MEDIUM, token=notice.kind)
        line.addWidget(words, 3)
        for name, text in notice.ways:
            made = button(text, look, "flat")
            made.setFont(look.font(FONT_SECONDARY))
            made.setMinimumHeight(look.px(CONTROL_LOW))
            made.setObjectName(f"notice-{name}")
            made.clicked.connect(lambda _checked=False, name=name: self.wanted.emit(name))
            line.addWidget(made)
        if notice.name:
            away = IconButton(look, "x", self.tr("Put this notice away"), small=True)
            away.setObjectName("notice-away")
            away.clicked.connect(lambda: self._put_away(notice.name))
            line.addWidget(away, 0, Qt.AlignmentFlag.AlignVCenter)
        return bar

    def _put_away(self, name: str) -> None:
        self._session.notices_put_away.add(name)
        self.show_notices()

    # What is to be told ----------------------------------------------------------------------------------------

    def _notices(self) -> Iterator[Notice]:
        session, language = self._session, self._look.language
        if session.unopened is not None:
            problem = session.unopened
            told = problem.message if names_a_command(problem) else problem.brief
            yield Notice("problem", told.in_(language), self._three_ways())
            return
        if session.replaced is not None:
            yield self._replaced(session.replaced)
            return
        if self._taken_over is not None:
            yield Notice("problem", self._taken_over.brief.in_(language), ())
        if not session.is_complete:
            return
        catalogue = session.program.catalogue
        lost = False
        for caution in catalogue.cautions:
            if caution.kind == "lost":
                lost = True
                words = self.tr("Until this is decided, nothing is written.")
                decide = ((COPIES, self.tr("Restore a copy")), (CHECK, self.tr("Check and accept")))
                yield Notice("problem", joined(caution.what.in_(language), words, language=language), decide)
            else:
                words = self.tr("Better work on a copy on a disk of this machine, and bring it back when it is closed.")
                local = ((WORKING_COPY, self.tr("Make a working copy…")),)
                yield Notice(
                    "attention", joined(caution.what.in_(language), words, language=language), local, caution.kind
                )
        if catalogue.read_only and not lost:
            words = self.tr("Read only.")
            why = catalogue.why_read_only().in_(language)
            yield Notice(
                "attention", joined(words, why, language=language), ((OPEN_THERE, self.tr("Open again")),), "read-only"
            )

    def _three_ways(self) -> Sequence[tuple[str, str]]:
        return (
            (CHECK, self.tr("Check")),
            (COPIES, self.tr("Restore a copy")),
            (SALVAGE, self.tr("Salvage")),
        )

    def _replaced(self, problem: CatalogueReplaced) -> Notice:
        said = [problem.message.in_(self._look.language)]
        there = (OPEN_THERE, self.tr("Open what is there now"))
        if problem.moved_to is not None:
            said.append(self.tr("What was saved is there. What you have typed stays here until you leave."))
            return Notice(
                "problem", joined(*said, language=self._look.language), ((OPEN_MOVED, self.tr("Open it there")),)
            )
        if problem.kept is not None:
            said.append(
                self.tr("What was saved is kept in {0}. What you have typed stays here until you leave.").format(
                    problem.kept
                )
            )
            return Notice(
                "problem",
                joined(*said, language=self._look.language),
                ((OPEN_KEPT, self.tr("Open what was kept…")), there),
            )
        said.append(self.tr("Nothing was written since. Copy what you have typed before you leave."))
        return Notice(
            "problem", joined(*said, language=self._look.language), ((COPIES, self.tr("Restore a copy")), there)
        )

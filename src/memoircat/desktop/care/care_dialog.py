"""The dialog of copies, check and salvage, for an open catalogue and for a path at which none can be opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from memoircat.desktop.care.care_work import CareWork
from memoircat.desktop.care.cared_for import CaredFor
from memoircat.desktop.care.check_page import CheckPage
from memoircat.desktop.care.copies_page import CopiesPage
from memoircat.desktop.care.pages import CHECK, COPIES, PAGES, SALVAGE, joined
from memoircat.desktop.care.salvage_page import SalvagePage
from memoircat.desktop.runner import QtRunner
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import DIALOG_WIDTH_TABLE, FONT_PAGE, FONT_SECONDARY, GAP, ROOMY_TEXT, SEMIBOLD
from memoircat.desktop.widgets.layouts import Elided, button, plain_label, row, set_tab_order
from memoircat.errors import Cancelled, trouble

_HEIGHT: Final = 680  # px at 100 %


class CareDialog(CareWork):
    """Three pages, reached by a row of joined buttons. One piece of work at a time; Esc stops it, else it closes."""

    def __init__(
        self, cared: CaredFor, runner: QtRunner, look: Look, parent: QWidget | None, page: str = COPIES
    ) -> None:
        super().__init__(cared, runner, look, parent)
        self.setWindowTitle(self.tr("Copies and check"))
        self.place = Elided(str(cared.path), look, FONT_SECONDARY, token="text2")
        if look.scale <= ROOMY_TEXT:
            self.content.addWidget(plain_label(self.tr("Copies and check"), look, FONT_PAGE, SEMIBOLD))
            self.content.addWidget(self.place)
        self._choices = QButtonGroup(self)
        self.stack = QStackedWidget()
        self.copies = CopiesPage(self)
        self.check = CheckPage(self)
        self.salvage = SalvagePage(self)
        for made in (self.copies, self.check, self.salvage):
            self.stack.addWidget(made)
        self.content.addLayout(self._row_of_pages())
        self.content.addWidget(self.stack, 1)
        self.content.addWidget(self.bar)
        self.content.addWidget(self.said)
        if self.accepting is not None:
            self.accepting.hide()
        self.finish()
        self._closing = self.findChild(QPushButton, "close")
        for pressed in self.findChildren(QPushButton):  # Enter is for the tables
            pressed.setAutoDefault(False)
            pressed.setDefault(False)
        set_tab_order(self)
        self.fit(DIALOG_WIDTH_TABLE, _HEIGHT)
        self.show_page(page)
        self.update_controls()

    def _row_of_pages(self) -> QHBoxLayout:
        line = row(self.look, 0)
        words = {COPIES: self.tr("Copies"), CHECK: self.tr("Check"), SALVAGE: self.tr("Salvage")}
        for number, (name, place) in enumerate(zip(PAGES, ("first", "middle", "last"), strict=True)):
            made = button(words[name], self.look)
            made.setObjectName(f"care-{name}")
            made.setProperty("segment", place)
            made.setCheckable(True)
            self._choices.addButton(made, number)
            line.addWidget(made)
        if self.look.scale <= ROOMY_TEXT:
            line.addStretch(1)
        else:  # where the text is large, every line counts
            line.addSpacing(self.look.px(GAP))
            line.addWidget(self.place, 1)
        self._choices.idToggled.connect(lambda number, on: self._turn_to(number) if on else None)
        return line

    @property
    def page(self) -> str:
        """The page that is shown."""
        return PAGES[self.stack.currentIndex()]

    def show_page(self, page: str) -> None:
        """Show a page, and put the focus where work on it begins."""
        made = self._choices.button(PAGES.index(page))
        if made.isChecked():
            self._turn_to(PAGES.index(page))
        made.setChecked(True)
        self._pages()[page].begin_here()

    def _pages(self) -> dict[str, CopiesPage | CheckPage | SalvagePage]:
        return {COPIES: self.copies, CHECK: self.check, SALVAGE: self.salvage}

    def _turn_to(self, number: int) -> None:
        for made in self._choices.buttons():  # Tab comes to the page that is shown, the arrow keys to the others
            by_tab = made is self._choices.button(number)
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus if by_tab else Qt.FocusPolicy.ClickFocus)
        self.stack.setCurrentIndex(number)
        self._pages()[PAGES[number]].shown()

    def showEvent(self, event: QShowEvent) -> None:
        """Show with the focus where work begins: Qt would put it on the first button."""
        super().showEvent(event)
        self._pages()[self.page].begin_here()

    def begin(self, page: str, argument: object) -> None:
        """Carry on with what a page wanted the catalogue closed for."""
        self.show_page(page)
        if isinstance(argument, Path):
            if page == COPIES:
                self.copies.restore(argument)
            elif page == SALVAGE:
                self.salvage.salvage_to(argument)

    def update_controls(self) -> None:
        """Enable what can be done; the closing button stops work that is under way."""
        for page in self._pages().values():
            page.allow(busy=self.busy)
        for made in self._choices.buttons():
            made.setEnabled(not self.busy)
        if isinstance(self._closing, QPushButton):
            self._closing.setText(self.tr("Stop") if self.writing else self.tr("Close"))

    def _submit(self, work: Any, done: Any) -> None:
        self.say("")
        super()._submit(work, done)
        if self.writing:
            self.say(self.tr("Esc stops it; nothing is changed then."), "text2")

    def _work_ended(self) -> None:
        super()._work_ended()
        self.say("")
        self._pages()[self.page].begin_here()

    def _show_problem(self, problem: Exception) -> None:
        added, self.on_failure = self.on_failure, ""
        told = trouble(problem, self.cared.path)
        super()._show_problem(told or problem)
        if added and told is not None and not isinstance(told, Cancelled):
            self.say(joined(self.said.text(), added, language=self.look.language), "problem")

"""The page for entry row by row: the photograph of the roster, the grid, suggestions, and the source in hand below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from memoircat.catalogue.kept import save_template
from memoircat.desktop.dialogs.progress_dialog import ProgressDialog
from memoircat.desktop.grid.columns_dialog import GridColumnsDialog
from memoircat.desktop.grid.fill_dialog import FillDialog
from memoircat.desktop.grid.grid_model import GridModel
from memoircat.desktop.grid.grid_view import GridView
from memoircat.desktop.grid.photo_band import PhotoBand
from memoircat.desktop.grid.suggestions import SuggestionStrip
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon
from memoircat.desktop.theme.tokens import (
    CONTROL,
    FONT_BODY,
    FONT_MEANING,
    FONT_SECONDARY,
    FONT_TITLE,
    GAP,
    GAP_COLUMNS,
    GRID,
    ICON,
    LARGE_TEXT,
    PAGE_MARGIN,
    PANE_MARGIN,
    SEMIBOLD,
)
from memoircat.desktop.widgets.layouts import Elided, button, line, plain_label, row
from memoircat.desktop.workbench.draft_keeper import DraftKeeper
from memoircat.desktop.workbench.source_bar import SourceBar
from memoircat.editing.grid_rows import Grid, grid_values, kept_grid, read_grid
from memoircat.editing.grid_templates import shipped_templates
from memoircat.jobs import Progress
from memoircat.messages import message
from memoircat.records.registry import RECORD_TYPES

_SHORTEST_TEMPLATE: Final = 8  # letters for which the choice of templates has room at least, where the text is large


class GridPage(QWidget):
    """Entry of rows that all cite the source in hand. Without one, the page requests it first."""

    closed = Signal()  # back to the list

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self.model: GridModel | None = None
        self.view: GridView | None = None
        self._drafts: DraftKeeper | None = None
        self._grids: dict[str, Grid] = {}
        self._title = Elided("", look, FONT_TITLE, SEMIBOLD)
        self._entered = plain_label("", look, FONT_SECONDARY, token="text2", wrap=False)
        self._entered.setObjectName("rows-entered")
        self.template = QComboBox()
        self.photo = PhotoBand(session, look)
        self.strip = SuggestionStrip(session, look)
        self.source_bar = SourceBar(session, look)
        self._room = QStackedWidget()
        self._question = plain_label(
            self.tr("Which roster is in hand? Write its title below and press Enter."), look, FONT_BODY, token="text2"
        )
        self._question.setContentsMargins(*[look.px(PAGE_MARGIN)] * 4)
        self._room.addWidget(self._question)
        self._lay_out()
        self.strip.taken.connect(self._take)
        self.source_bar.changed.connect(self._source_changed)
        self.template.activated.connect(lambda _at: self._use(self._grids[self.template.currentText()]))

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head_bar())
        outer.addWidget(self.photo)
        outer.addWidget(self._room, 1)
        outer.addWidget(line(self._look))
        outer.addWidget(self.strip)
        outer.addLayout(self._keys())
        outer.addWidget(self.source_bar)

    def _head_bar(self) -> QFrame:
        """The bar with the title and the tools: on one line, or on two where the text is large."""
        look = self._look
        bar = QFrame()
        bar.setProperty("kind", "panel")
        lines = QVBoxLayout(bar)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        head = QHBoxLayout()
        lines.addLayout(head)
        head.setContentsMargins(*[look.px(PANE_MARGIN), look.px(GRID)] * 2)
        head.setSpacing(look.px(GAP))
        back = button(self.tr("To the list"), look, "flat")
        back.setIcon(icon("arrow-left", look.tokens.text2, look.px(ICON)))
        back.clicked.connect(self.leave)
        head.addWidget(back)
        head.addWidget(self._title, 1)
        head.addWidget(self._entered)
        large, tools = look.scale > LARGE_TEXT, head
        if large:
            head.setContentsMargins(*[look.px(PANE_MARGIN), 0] * 2)
            tools = row(look)
            lines.addLayout(tools)
            tools.setContentsMargins(look.px(PANE_MARGIN), 0, look.px(PANE_MARGIN), look.px(GRID))
            self.template.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self.template.setMinimumContentsLength(_SHORTEST_TEMPLATE)
        self.template.setObjectName("grid-template")
        self.template.setAccessibleName(self.tr("Template"))
        self.template.setFont(look.font(FONT_BODY))
        self.template.setMinimumHeight(look.px(CONTROL))
        tools.addWidget(self.template, int(large))
        for name, words, command in (
            ("grid-columns", self.tr("Columns…"), self.choose_columns),
            ("grid-fill", self.tr("Fill down…"), self.fill_down),
            ("grid-remove", self.tr("Remove the row"), self.remove_row),
        ):
            made = button(words, look)
            made.setObjectName(name)
            made.clicked.connect(lambda _checked=False, command=command: command())
            tools.addWidget(made)
        return bar

    def _keys(self) -> QHBoxLayout:
        """The line that lists the keys of the grid."""
        look, keys = self._look, row(self._look, GAP_COLUMNS)
        keys.setContentsMargins(look.px(PANE_MARGIN), look.px(GRID), look.px(PANE_MARGIN), look.px(GAP))
        hints = []
        for key, words in (
            ("Tab", self.tr("next cell")),
            ("Shift+Enter", self.tr("new row")),
            ("Shift+↑↓←→", self.tr("to any cell")),
            ("Ctrl+D", self.tr("as above")),
            ("Ctrl+1…5", self.tr("suggestion")),
            ("Ctrl+;", "●□〃"),
            ("Ctrl+V", self.tr("cells of a table")),
            ("Esc", self.tr("to the list")),
        ):
            hints.append(f"{key}　{words}")
        if look.scale > LARGE_TEXT:  # a single elided line, so that the rows have more height
            keys.setContentsMargins(*[look.px(PANE_MARGIN), 0] * 2)
            keys.addWidget(Elided("　　".join(hints), look, FONT_MEANING, token="text2"), 1)
            return keys
        for hint in hints:
            keys.addWidget(plain_label(hint, look, FONT_MEANING, token="text2", wrap=False))
        keys.addStretch(1)
        return keys

    # Beginning -------------------------------------------------------------------------------------------------

    def begin(self, record_type: str) -> None:
        """Show the grid for the source in hand, with the focus where typing begins.

        A ``record_type`` other than "document" or "person" means "person".
        """
        kind = record_type if record_type in ("document", "person") else "person"
        self._offer_templates(kind)
        self.source_bar.show_in_hand()
        self._source_changed()
        if self._session.source_in_hand is None:
            self.source_bar.begin()

    def attend(self, drafts: DraftKeeper) -> None:
        """Store what is typed here and not saved as drafts, so that it survives a crash."""
        self._drafts = drafts
        drafts.register("grid", self.unsaved)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to store drafts."""
        super().showEvent(event)
        if self._drafts is not None:
            self._drafts.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop keeping drafts while nothing can be typed here."""
        super().hideEvent(event)
        if self._drafts is not None:
            self._drafts.pause()

    def _offer_templates(self, kind: str) -> None:
        """List the templates stored in the catalogue and the shipped ones; choose one for the record type ``kind``."""
        shipped = shipped_templates(self._look.language)
        self._grids = {
            name: read_grid(values, code)
            for code in RECORD_TYPES
            for name, values in self._session.reader.entry_templates(code).items()
        }
        self._grids.update({name: grid for name, grid in shipped.items() if name not in self._grids})
        chosen = self.template.currentText()
        self.template.clear()
        self.template.addItems(list(self._grids))
        first = next((name for name, grid in self._grids.items() if grid.record == kind), next(iter(self._grids)))
        fits = chosen in self._grids and self._grids[chosen].record == kind
        self.template.setCurrentText(chosen if fits else first)

    def _source_changed(self) -> None:
        """Show the rows of the source in hand, or the question for one."""
        source = self._session.source_in_hand
        if source is None:
            self._room.setCurrentWidget(self._question)
            self._title.setText(self.tr("Entry row by row"))
            return
        grid = self._grids[self.template.currentText()]
        shown = self.model if self._room.currentWidget() is self.view else None
        if shown is not None and (shown.source, shown.grid.record) == (source, grid.record):
            return
        record = self._session.view(source)
        if record is None or not self.isVisible():
            return
        self._title.setText(record.label)
        self.photo.show_record(record)
        self._show_rows(grid, source)

    def _show_rows(self, grid: Grid, source: int) -> None:
        """Show the rows of a source that made records of the grid's type.

        The columns are those that are stored with the source; those of ``grid`` where there are none yet.
        """
        if self.view is not None:
            self.view.commit()
            self._room.removeWidget(self.view)
            self.view.deleteLater()
        if self.model is not None:
            self.model.deleteLater()
        stored = kept_grid(self._session.program.catalogue, source, grid.record)
        self.model = model = GridModel(self._session, self._look, stored or grid, source, self)
        self.view = view = GridView(model, self._look)
        self._room.addWidget(view)
        self._room.setCurrentWidget(view)
        view.closed.connect(self.leave)
        view.typing.connect(self._typing)
        view.typed.connect(self._suggest)
        view.editor.taken.connect(self.strip.take)
        model.saved.connect(self._count)
        model.modelReset.connect(self._count)
        model.long_work.connect(self._work_beside)
        model.failed.connect(lambda words: self._session.message_posted.emit("problem", words))
        self._count()
        view.type_in(model.rowCount() - 1, model.first_to_type())

    def _count(self) -> None:
        if self.model is not None:
            self._entered.setText(self.tr("%n row(s) entered", "", self.model.entered()))

    def _typing(self, at_row: int, _section: int) -> None:
        self.photo.follow(at_row)
        if self.view is not None:
            self._suggest(self.view.editor.text())

    def _take(self, text: str) -> None:
        if self.view is not None:
            self.view.take(text)

    def _suggest(self, text: str) -> None:
        if self.model is not None and self.view is not None:
            at = self.view.currentIndex()
            self.strip.show_for(self.model, at.row(), at.column(), text)

    # Commands --------------------------------------------------------------------------------------------------

    def commit(self) -> None:
        """Save what is typed."""
        if self.view is not None:
            self.view.commit()

    def leave(self) -> None:
        """Save what is typed, and go back to the list."""
        self.commit()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the page, from outside the grid too."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _work_beside(self, words: str, work: Callable[[Progress], object], done: Callable[[object], None]) -> None:
        """Write many rows in another thread. If it is stopped, they stay typed, and are marked as not saved."""
        model = self.model
        dialog = ProgressDialog(self._session.runner, self._look, words, work, self, done)
        if model is not None:
            dialog.finished.connect(lambda _how: model.end_long_work())
        dialog.open()

    def unsaved(self) -> str:
        """The text of rows that could not be saved, and of the cell if it is not saved; empty for none."""
        if self.model is None or self.view is None:
            return ""
        editor = self.view.editor
        cell = editor.typed_text() if editor.typed_text() != editor.stored else ""
        return "\n".join(filter(None, (self.model.unsaved(), cell)))

    def typed_cell(self) -> tuple[Grid, int, int] | None:
        """The columns, and row and section of the cell that is being typed; None before there is a source."""
        if self.model is None or self.view is None:
            return None
        at = self.view.currentIndex()
        return self.model.grid, at.row(), at.column()

    def type_again(self, grid: Grid, row: int, section: int) -> None:
        """Go on with these columns in this cell, after the window was recreated for another language or theme."""
        if self.model is not None and self.view is not None:
            if self.model.grid != grid and self.model.grid.record == grid.record:
                self.model.show_grid(grid)
            if row < self.model.rowCount() and section in self.model.typed_sections():
                self.view.type_in(row, section)

    def _use(self, grid: Grid, renamed: Mapping[str, str] | None = None) -> None:
        """Show the same rows with other columns; for a template of another record type, the rows of that type."""
        if self.model is None or self.view is None:
            return
        self.view.commit()
        if grid.record == self.model.grid.record:
            self.model.show_grid(grid, renamed)
            self.view.type_in(self.model.rowCount() - 1, self.model.first_to_type())
        else:
            self._show_rows(grid, self.model.source)

    def choose_columns(self) -> None:
        """Open the dialog that changes the columns, or saves them under a name."""
        if self.model is None:
            return
        self.commit()
        dialog = GridColumnsDialog(self._look, self.model.grid, self)
        dialog.chosen.connect(self._use)
        dialog.save_requested.connect(self._save_template)
        dialog.open()

    def _save_template(self, name: str, grid: Grid) -> None:
        catalogue = self._session.program.catalogue

        def work() -> None:
            with catalogue.change(message("Keep the columns “{name}”", name=name)) as change:
                save_template(change, grid.record, name, grid_values(grid))

        if self._session.attempt(work):
            self._offer_templates(grid.record)
            self.template.setCurrentText(name)

    def fill_down(self) -> None:
        """Open the dialog that fills the column downwards from the current cell."""
        model, view = self.model, self.view
        if model is None or view is None:
            return
        view.commit()
        at = view.currentIndex()
        head = model.column_at(at.column()).head
        rows = max(model.rowCount() - 1, at.row() + 1)
        dialog = FillDialog(self._look, head, at.row(), str(at.data() or ""), rows, self)
        label = message("Fill down: {column}", column=head)
        dialog.filled.connect(lambda texts: model.put_block(at.row(), at.column(), [[text] for text in texts], label))
        dialog.finished.connect(lambda _how: view.type_in(at.row(), at.column()))
        dialog.open()

    def remove_row(self) -> None:
        """Remove the current row; undo brings it back."""
        if self.model is not None and self.view is not None:
            self.view.editor.put(self.view.editor.stored)
            self.model.remove(self.view.currentIndex().row())
            self._count()

"""The page of the salvage: what can be read of a damaged catalogue is brought into a new one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHeaderView

from memoircat.catalogue.salvage.report import Fate, SalvageReport
from memoircat.desktop.care.care_page import CarePage
from memoircat.desktop.care.care_work import CareWork
from memoircat.desktop.care.pages import SALVAGE
from memoircat.desktop.dialogs.file_choosers import choose_new_catalogue
from memoircat.desktop.theme.tokens import CONTROL, FONT_SECONDARY
from memoircat.desktop.widgets.layouts import plain_label, row
from memoircat.desktop.widgets.quiet_table import figures_below, fill_row, quiet_table
from memoircat.desktop.widgets.text_line import text_line
from memoircat.messages import Label, Language, message
from memoircat.records.registry import PART_TYPES, RECORD_TYPES

_WIDTHS: Final = (320, 120, 120, 150, 180)  # of the columns, px at 100 %
_NUMBERS: Final = (1, 2, 3, 4)  # columns of figures


_KNOWN: Final = [*RECORD_TYPES, *PART_TYPES]


def _order(table: str) -> tuple[int, str]:
    """What people catalogue comes first, as it is declared; then what belongs to the program."""
    return (_KNOWN.index(table) if table in _KNOWN else len(_KNOWN), table)


class SalvagePage(CarePage):
    """The damaged catalogue is only read; the new one takes its name when it is whole."""

    def __init__(self, dialog: CareWork) -> None:
        super().__init__(dialog)
        self._made: Path | None = None
        self.explain(
            self.tr(
                "Reads every row that can still be reached and makes a new catalogue of them; what could not be read "
                "is listed in a file. The damaged catalogue is only read and stays as it is."
            )
        )
        line = row(self.look)
        label = plain_label(self.tr("New catalogue"), self.look, FONT_SECONDARY, token="text2", wrap=False)
        label.setMinimumHeight(self.look.px(CONTROL))
        self.to = text_line(self.look, "care-salvage-to", self.tr("New catalogue"))
        self.to.setText(str(self.cared.free_place(self.tr("{0} salvaged").format(self.cared.path.stem))))
        self.to.textChanged.connect(lambda _text: self.allow(busy=self.dialog.busy))
        label.setBuddy(self.to)
        self.choose = self.make_button("salvage-choose", self.tr("Choose…"), "folder-open", self._choose)
        self.run = self.make_button("salvage-run", self.tr("Salvage"), "layers", self._run, "primary")
        line.addWidget(label)
        line.addWidget(self.to, 1)
        line.addWidget(self.choose)
        line.addWidget(self.run)
        self.column.addLayout(line)
        heads = (
            self.tr("Table"),
            self.tr("Brought"),
            self.tr("Lost"),
            self.tr("Placeholders"),
            self.tr("From the history"),
        )
        self.table = quiet_table(self.look, heads, _WIDTHS, self.tr("What was brought"))
        self.table.setObjectName("care-brought")
        figures_below(self.table, _NUMBERS)
        self.table.horizontalHeader().setStretchLastSection(False)  # figures stay below one another
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.column.addWidget(self.table, 1)
        self.outcome = plain_label("", self.look, FONT_SECONDARY, token="text2")
        self.outcome.setObjectName("care-outcome")
        self.column.addWidget(self.outcome)
        last = row(self.look)
        self.open_new = self.make_button(
            "salvage-open", self.tr("Open the new catalogue"), "archive", self._open, "primary"
        )
        self.open_new.hide()
        last.addWidget(self.open_new)
        last.addStretch(1)
        self.column.addLayout(last)

    def begin_here(self) -> None:
        """The place of the new catalogue has the focus, afterwards the button that opens it."""
        (self.to if self._made is None else self.open_new).setFocus()

    def allow(self, *, busy: bool) -> None:
        """A salvage needs a place and something to read."""
        self.to.setEnabled(not busy)
        self.choose.setEnabled(not busy)
        self.run.setEnabled(not busy and bool(self.to.text().strip()) and self.cared.is_there)
        self.open_new.setEnabled(not busy)

    def _choose(self) -> None:
        place = choose_new_catalogue(self, self.tr("New catalogue"))
        if place is not None:
            self.to.setText(str(place))

    def _run(self) -> None:
        to = Path(self.to.text().strip()).expanduser()
        if self.cared.is_open:
            self.dialog.closing_needed.emit(SALVAGE, to)
        else:
            self.salvage_to(to)

    def salvage_to(self, to: Path) -> None:
        """Bring what can be read into a new catalogue at ``to``."""
        self.to.setText(str(to))
        self.dialog.write(lambda progress: self.cared.salvage(to, progress), lambda report: self._show(report, to))

    def _show(self, report: SalvageReport, to: Path) -> None:
        language = self.look.language
        self._made = to
        counts = {name: report.tables[name] for name in sorted(report.tables, key=_order)}
        counts = {name: count for name, count in counts.items() if count.read or count.lost or count.placeholders}
        self.table.setRowCount(len(counts))
        for number, (name, count) in enumerate(counts.items()):
            numbers = (count.read, count.lost, count.placeholders, count.rebuilt)
            cells = [SalvageWords().table(name, language), *(f"{value:,}" if value else "—" for value in numbers)]
            fill_row(self.table, number, cells, _NUMBERS)
        lines = []
        if report.left_out_log:
            lines.append(message("The write-ahead file beside it belongs to another catalogue and was left out."))
        if report.complete:
            lines.append(message("Everything came over."))
        else:
            lines.append(
                message(
                    "{n} {n:row is|rows are} lost; all that was read of them is in {file}.",
                    n=report.lost,
                    file=str(report.file),
                )
            )
        fates = [fate for fate in Fate if fate is not Fate.OLDER and report.fates.get(fate)]
        lines += [message("{n:,}: {what}", n=report.fates[fate], what=fate.words) for fate in fates]
        self.outcome.setText("\n".join(line.in_(language) for line in lines))
        self.open_new.show()
        self.allow(busy=False)
        self.begin_here()

    def _open(self) -> None:
        if self._made is not None:
            self.dialog.opening_wanted.emit(self._made, "")


class SalvageWords(QObject):
    """What the tables of a catalogue hold, in words."""

    def table(self, name: str, language: Language) -> str:
        """A table for people; its own name where it belongs to the program alone."""
        kind = RECORD_TYPES.get(name) or PART_TYPES.get(name)
        if kind is not None:
            label: Label = kind.label
            return label.in_(language)
        known = {
            "record": self.tr("All records"),
            "change": self.tr("History: rows"),
            "change_set": self.tr("History: changes"),
            "roster_row": self.tr("Rows of rosters"),
            "term": self.tr("Vocabularies"),
            "setting": self.tr("Settings"),
            "image": self.tr("Images"),
            "batch": self.tr("Imports"),
            "saved_search": self.tr("Saved searches"),
            "draft": self.tr("Text typed and not saved"),
            "code_counter": self.tr("Running numbers"),
            "mapping": self.tr("Kept mappings"),
            "entry_template": self.tr("Kept columns of entry"),
        }
        return known.get(name, name)

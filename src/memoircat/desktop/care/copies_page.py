"""The page of the copies: which there are and what they hold, make one, restore one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer

from memoircat.catalogue.copies import Copy
from memoircat.catalogue.restore import Restored
from memoircat.desktop.care.care_page import CarePage
from memoircat.desktop.care.care_work import CareWork
from memoircat.desktop.care.pages import COPIES, joined
from memoircat.desktop.care.question import Question
from memoircat.desktop.care.restore_dialog import RestoreDialog
from memoircat.desktop.dialogs.file_choosers import choose_folder
from memoircat.desktop.theme.tokens import FONT_SECONDARY, GAP
from memoircat.desktop.widgets.flow import FlowLayout
from memoircat.desktop.widgets.layouts import plain_label
from memoircat.desktop.widgets.quiet_table import figures_below, fill_row, quiet_table
from memoircat.errors import MemoirCatError, trouble
from memoircat.media.full_copy import FullCopy
from memoircat.messages import Language, message
from memoircat.records.registry import RECORD_TYPES

_WIDTHS: Final = (150, 190, 90, 170, 90)  # of the columns but the last, px at 100 %
_NUMBERS: Final = (2, 3, 4)  # columns of figures
_NEWEST: Final = 3  # changes since a copy that are named


class CopiesPage(CarePage):
    """Enter restores the copy that is marked, after a question."""

    def __init__(self, dialog: CareWork) -> None:
        super().__init__(dialog)
        self._rows: list[tuple[Copy, int | None]] = []
        self._listed = False
        words = self.tr("A copy is the whole database, proved when it is made. The images are in complete copies only.")
        self.explain(words)
        heads = (
            self.tr("Made"),
            self.tr("Why"),
            self.tr("Records"),
            self.tr("Changes since"),
            self.tr("Size"),
            self.tr("State"),
        )
        self.table = quiet_table(self.look, heads, _WIDTHS, self.tr("Copies"))
        self.table.setObjectName("care-copies-table")
        figures_below(self.table, _NUMBERS)
        self.table.setSelectionMode(self.table.SelectionMode.SingleSelection)
        self.table.currentCellChanged.connect(lambda *_at: self._describe())
        # Later: the key that activates a row goes on to the dialogs, and would press the button of the question.
        self.table.itemActivated.connect(lambda _item: QTimer.singleShot(0, self, self._ask))
        self.column.addWidget(self.table, 1)
        self.held = plain_label("", self.look, FONT_SECONDARY, token="text2")
        self.held.setObjectName("care-held")
        self.column.addWidget(self.held)
        self.elsewhere = plain_label("", self.look, FONT_SECONDARY, token="text2")
        self.elsewhere.setObjectName("care-elsewhere")
        self.column.addWidget(self.elsewhere)
        self._lay_out_buttons()

    def _lay_out_buttons(self) -> None:
        line = FlowLayout(self.look.px(GAP))
        self.make = self.make_button("make", self.tr("Make a copy now"), "copy", self._make, "primary")
        self.full = self.make_button("full", self.tr("Copy to another disk…"), "download", self._ask_for_disk)
        self.back = self.make_button("restore", self.tr("Restore this copy…"), "archive-restore", self._ask)
        self.other = self.make_button("from", self.tr("From a file or folder…"), "folder-open", self._ask_for_copy)
        for made in (self.make, self.full, self.back, self.other):
            line.addWidget(made)
        self.column.addLayout(line)

    # Showing ---------------------------------------------------------------------------------------------------

    def shown(self) -> None:
        """List the copies when the page is first turned to."""
        if not self._listed:
            self.list_again()

    def list_again(self) -> None:
        """Read the copies anew."""
        self._listed = True
        try:
            self._rows = self.cared.copies()
        except OSError as problem:
            self._rows = []
            if told := trouble(problem, self.cared.folder.backups):
                self.dialog.say(told.line.in_(self.look.language), "problem")
        words = CopyWords(self.look.language)
        self.table.setRowCount(len(self._rows))
        for number, (copy, since) in enumerate(self._rows):
            records = sum(copy.contents.records.values()) if copy.contents else None
            cells = (
                words.made(copy),
                words.why(copy.kind),
                "—" if records is None else f"{records:,}",
                "—" if since is None else f"{since:,}",
                words.size(copy.bytes),
                copy.why_not.in_(self.look.language) if copy.why_not else self.tr("Good"),
            )
            fill_row(self.table, number, cells, _NUMBERS)
            state = self.table.item(number, len(cells) - 1)
            if copy.why_not and state is not None:
                state.setForeground(self.look.colour("problem"))
        if self._rows:
            self.table.setCurrentCell(0, 0)
        self._describe()
        self._tell_elsewhere()

    def _tell_elsewhere(self) -> None:
        note = next(iter(self.cared.full_copies()), None)
        self.elsewhere.setText(
            self.tr("Last complete copy: {0}, {1}").format(note.made[:10], note.place)
            if note
            else self.tr("There is no complete copy with the images on another disk yet.")
        )

    def current(self) -> Copy | None:
        """The copy that is marked."""
        row = self.table.currentRow()
        return self._rows[row][0] if 0 <= row < len(self._rows) else None

    def _describe(self) -> None:
        """Say what the marked copy holds by type, and what was changed last since."""
        copy, language = self.current(), self.look.language
        if copy is None:
            self.held.setText(self.tr("There are no copies yet.") if not self._rows else "")
        elif copy.contents is None:
            self.held.setText("")
        else:
            counts = {**copy.contents.records, "": 0}
            held = [
                f"{kind.label.in_(language)} {counts[code]:,}"
                for code, kind in RECORD_TYPES.items()
                if counts.get(code)
            ]
            text = "　".join(held) or self.tr("no records")
            lines = [self.tr("It holds: {0}").format(text)]
            if changed := self._changed_since(self._rows[self.table.currentRow()][1]):
                lines.append(self.tr("Changed since: {0}").format(changed))
            self.held.setText("\n".join(lines))
        self.allow(busy=self.dialog.busy)

    def _changed_since(self, since: int | None) -> str:
        """The newest changes that a copy does not hold, in words."""
        program = self.cared.program
        if program is None or not since:
            return ""
        try:
            newest = program.catalogue.history(limit=min(since, _NEWEST))
        except MemoirCatError:
            return ""
        named = [change.label.in_(self.look.language) for change in newest]
        return " · ".join([*named, "…"] if since > len(named) else named)

    def begin_here(self) -> None:
        """The list has the focus."""
        self.table.setFocus()

    def allow(self, *, busy: bool) -> None:
        """A copy needs a database, restoring a copy."""
        there = self.cared.is_there
        self.make.setEnabled(not busy and there)
        self.full.setEnabled(not busy and there)
        self.back.setEnabled(not busy and self.current() is not None)
        self.other.setEnabled(not busy)
        self.table.setEnabled(not busy)

    # Making ----------------------------------------------------------------------------------------------------

    def _make(self) -> None:
        def done(_copy: Path) -> None:
            self.list_again()
            self.dialog.say(self.tr("The copy is made, and proved."), "ok")
            self.dialog.copied.emit()

        self.dialog.write(self.cared.make_copy, done)

    def _ask_for_disk(self) -> None:
        folder = choose_folder(self, self.tr("Folder on another disk"))
        if folder is not None:
            self.copy_to(folder)

    def copy_to(self, folder: Path) -> None:
        """Make a complete copy in a folder of another disk."""

        def done(made: FullCopy) -> None:
            self.list_again()
            language = self.look.language
            told = message("Images: {new} new, {there} there already.", new=made.images.new, there=made.images.there)
            words = self.tr("The complete copy is in {0}.").format(made.folder)
            if made.complete:
                self.dialog.say(joined(words, told.in_(language), language=language), "ok")
            else:
                lacking = len(made.images.missing) + len(made.images.changed)
                self.dialog.say(
                    joined(words, self.tr("Images that could not be copied: {0}").format(lacking), language=language),
                    "problem",
                )
            self.dialog.copied.emit()

        self.dialog.expect(self.tr("The copies made there before stay as they are."))
        self.dialog.write(lambda progress: self.cared.copy_to(folder, progress), done)

    # Restoring -------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        copy = self.current()
        if copy is not None and self.back.isEnabled():
            self._question(copy.path, CopyWords(self.look.language).made(copy), self._rows[self.table.currentRow()][1])

    def _question(self, backup: Path, made: str, since: int | None) -> None:
        sentences = [self.tr("The catalogue becomes what it was at {0}.").format(made)]
        if since:
            sentences.append(ChangesWords().not_in_it(since))
        sentences.append(
            self.tr("What is there now is put aside whole, in the folder “aside” of the catalogue. Nothing is deleted.")
        )
        question = Question(self.look, self.tr("Restore this copy?"), sentences, self.tr("Restore"), self)
        question.accepted.connect(lambda: self.restore(backup))
        question.open()

    def _ask_for_copy(self) -> None:
        dialog = RestoreDialog(self.look, self, self.cared.path)
        dialog.chosen.connect(lambda backup, _to: self.restore(backup))
        dialog.open()

    def restore(self, backup: Path) -> None:
        """Put a copy in the place of the catalogue; where that is open, ask the window to close it first."""
        if self.cared.is_open:
            self.dialog.closing_needed.emit(COPIES, backup)
            return

        def done(restored: Restored) -> None:
            self.dialog.opening_wanted.emit(restored.catalogue, restored_words(restored, self.look.language))

        self.dialog.write(lambda progress: self.cared.restore(backup, progress), done)


def restored_words(restored: Restored, language: Language) -> str:
    """What a restore did, in words."""
    when = restored.copy.made.astimezone().strftime("%Y-%m-%d %H:%M")
    records = sum(restored.contents.records.values())
    told = [message("Restored the copy of {date}: {n} {n:record|records}.", date=when, n=records)]
    if restored.aside:
        told.append(message("What was there is in {folder}.", folder=str(restored.aside)))
    if restored.brought:
        told.append(message("Images brought from the copy: {n}.", n=restored.brought))
    if restored.missing:
        told.append(message("Images that are missing: {n}.", n=len(restored.missing)))
    told += [message("Passed over {name}: {reason}", name=name, reason=why) for name, why in restored.passed_over]
    return joined(*(one.in_(language) for one in told), language=language)


class ChangesWords(QObject):
    """Counted words, in a class without heirs."""

    def not_in_it(self, since: int) -> str:
        """How many changes a copy lacks."""
        return self.tr("%n change(s) made since are not in it.", "", since)


class CopyWords(QObject):
    """When a copy was made, why, and how large it is, in words."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def made(self, copy: Copy) -> str:
        """When it was made, by the clock of this machine."""
        return copy.made.astimezone().strftime("%Y-%m-%d %H:%M")

    def why(self, kind: str) -> str:
        """Why it was made."""
        known = {
            "copy": self.tr("By hand"),
            "automatic": self.tr("By itself"),
            "before-import": self.tr("Before an import"),
            "before-restore": self.tr("Before a restore"),
            "damaged": self.tr("Catalogue was damaged"),
            "kept-aside": self.tr("Kept aside"),
        }
        return known.get(kind) or (self.tr("Before an upgrade") if kind.startswith("before-schema") else kind)

    def size(self, number: int) -> str:
        """A number of bytes."""
        value, unit = number / 1024, "KB"
        if value >= 1024:
            value, unit = value / 1024, "MB"
        return f"{value:,.0f} {unit}" if value >= 10 or unit == "KB" else f"{value:,.1f} {unit}"

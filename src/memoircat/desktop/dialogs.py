"""The small dialogs: same person?, move, keys, print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from memoircat.catalogue.hierarchy import TYPES
from memoircat.catalogue.views import RecordView
from memoircat.desktop.actions import ACTIONS, words
from memoircat.desktop.dialog import Dialog
from memoircat.desktop.form.editors import RecordEditor
from memoircat.desktop.layouts import plain
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.rows import RowDelegate
from memoircat.desktop.theme.tokens import ROW_LIST
from memoircat.linkage.decisions import STATUSES
from memoircat.records.naming import code_in
from memoircat.records.values import term_shown

_NAMED = 5  # records that a dialog names


class IdentifyDialog(Dialog):
    """Same person? The four answers stand equal, none is proposed; a reason is asked first."""

    def __init__(self, session: Session, look: Look, people: Sequence[RecordView], parent: QWidget | None) -> None:
        super().__init__(look, parent, accept="OK")
        self.setWindowTitle(self.tr("Same person?"))
        self.content.addWidget(plain(self.tr("Are these one person?"), look, 20, 600))
        for each in people:
            self.content.addWidget(plain(f"{each.code}　{each.label}", look, 14))
        form = QFormLayout()
        self.reason = QLineEdit()
        self.reason.setObjectName("identify-reason")
        self.reason.setMinimumHeight(look.px(32))
        self.status = QComboBox()
        self.status.setObjectName("identify-status")
        self.status.setMinimumHeight(look.px(32))
        self.status.addItem("—", "")
        for code in STATUSES:
            self.status.addItem(term_shown(session.vocabularies(), "match_status", code, look.language), code)
        self.status.currentIndexChanged.connect(self._allow)
        form.addRow(self.tr("Reason"), self.reason)
        form.addRow(self.tr("Decision"), self.status)
        self.content.addLayout(form)
        self.resize(look.px(520), look.px(280))
        self._allow()
        self.finish(self.tr("Decide"), push=True)

    def _allow(self) -> None:
        if self.accepting is not None:
            self.accepting.setEnabled(bool(self.status.currentData()))


class MoveDialog(Dialog):
    """What records are to lie in: looked up by title or code; ``chosen`` carries its id, 0 for nothing."""

    chosen = Signal(int)

    def __init__(self, session: Session, look: Look, records: Sequence[int], parent: QWidget | None) -> None:
        super().__init__(look, parent, accept="OK")
        self._session = session
        self.setObjectName("move-dialog")
        self.setWindowTitle(self.tr("Move"))
        self.content.addWidget(plain(self.tr("Move into"), look, 20, 600))
        shown = [f"{each.code}　{each.label}" for each in session.program.catalogue.views(records[:_NAMED])]
        more = [self.tr("and %n more", "", len(records) - _NAMED)] if len(records) > _NAMED else []
        self.content.addWidget(plain("\n".join([*shown, *more]), look, 13, token="text2"))
        self.line = RecordEditor(TYPES, session.look_up, look)
        self.line.makes = False
        self.line.setObjectName("move-into")
        self.line.setAccessibleName(self.tr("Title or code; empty: into nothing"))
        self.line.setPlaceholderText(self.tr("Title or code; empty: into nothing"))
        self.content.addWidget(self.line)
        self._wrong = plain("", look, 12, token="problem")
        self.content.addWidget(self._wrong)
        self.resize(look.px(520), look.px(240))
        self.finish(self.tr("Move"), push=True)
        self.line.setFocus()

    def accept(self) -> None:
        """Move, where the words name one record."""
        text = self.line.text().strip()
        code = code_in(text)
        found = self._session.look_up(TYPES, code) if text else []
        found = [each for each in found if each[1] == code] or found  # what lies in it begins with its code
        if text and len(found) != 1:
            self._wrong.setText(self.tr("That names no record, or more than one. Choose one from the list."))
            return
        self.chosen.emit(found[0][0] if found else 0)
        super().accept()


class KeysDialog(Dialog):
    """Every action with its key, from the one table."""

    def __init__(self, look: Look, parent: QWidget | None) -> None:
        super().__init__(look, parent)
        self.setWindowTitle(self.tr("Keys"))
        self.content.addWidget(plain(self.tr("Keys"), look, 20, 600))
        native = QKeySequence.SequenceFormat.NativeText
        lines = [(QKeySequence(spec.keys).toString(native), words(spec.text)) for spec in ACTIONS if spec.keys]
        lines += [
            ("Enter", self.tr("Open the record; save the statement")),
            ("Esc", self.tr("Back to the list; put back what stood in the field")),
            ("F4", self.tr("Open the list of a field")),
            ("P", self.tr("Prefer the statement that has the focus")),
        ]
        listed = QTableWidget(len(lines), 2)
        listed.setFont(look.font(14))
        listed.setItemDelegate(RowDelegate(look, listed))
        listed.verticalHeader().setDefaultSectionSize(look.px(ROW_LIST))
        listed.setAccessibleName(self.tr("Keys"))
        listed.setShowGrid(False)
        listed.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        listed.setTabKeyNavigation(False)
        listed.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        listed.verticalHeader().hide()
        listed.horizontalHeader().hide()
        listed.horizontalHeader().setStretchLastSection(True)
        listed.setColumnWidth(0, look.px(160))
        for number, line in enumerate(lines):
            for column, text in enumerate(line):
                listed.setItem(number, column, QTableWidgetItem(text))
        self.content.addWidget(listed)
        self.resize(look.px(520), look.px(600))
        self.finish()


@dataclass(frozen=True, slots=True)
class ReportWish:
    """What is to be printed, in which language, where to."""

    kind: str
    language: str
    scope: str  # all, one (the record), or list (as it is shown)
    group: str
    to: Path


class ReportDialog(Dialog):
    """Print: what, in which language, into which file."""

    def __init__(
        self,
        look: Look,
        kinds: Sequence[tuple[str, str]],
        record: RecordView | None,
        folder: Path,
        parent: QWidget | None,
        listed: str = "",
    ) -> None:
        super().__init__(look, parent, accept="OK")
        self.setWindowTitle(self.tr("Print a report"))
        self.content.addWidget(plain(self.tr("Print a report"), look, 20, 600))
        form = QFormLayout()
        form.setSpacing(look.px(8))
        self.kind = self._box("report-kind", kinds)
        self.scope = self._box("report-scope", [("all", self.tr("The whole catalogue"))])
        if listed:
            self.scope.insertItem(0, listed, "list")
            self.scope.setCurrentIndex(0)
        if record is not None:
            self.scope.insertItem(0, f"{record.code}　{record.label}"[:60], "one")
            self.scope.setCurrentIndex(0)
        groups = (("hierarchy", self.tr("As they lie")), ("year", self.tr("By year")), ("type", self.tr("By type")))
        self.group = self._box("report-group", groups)
        self.language = self._box("report-language", [("ja", "日本語"), ("en", "English")])
        self.language.setCurrentIndex(max(0, self.language.findData(look.language)))
        name = (record.code if record else "catalogue") + ".pdf"
        self.to = QLineEdit(str(folder / name))
        self.to.setObjectName("report-to")
        self.to.setMinimumHeight(look.px(32))
        form.addRow(self.tr("Report"), self.kind)
        form.addRow(self.tr("Of"), self.scope)
        form.addRow(self.tr("Arranged"), self.group)
        form.addRow(self.tr("Language"), self.language)
        form.addRow(self.tr("File (.pdf, .html, .csv)"), self.to)
        self.content.addLayout(form)
        self._replaces = plain("", look, 12, token="attention")
        self.content.addWidget(self._replaces)
        self._code = record.code if record else ""
        self.scope.currentIndexChanged.connect(self._name_file)
        self.to.textChanged.connect(self._warn)
        self._warn()
        self.resize(look.px(560), look.px(340))
        self.finish(push=True)

    def _name_file(self) -> None:
        """The file is named after what is printed, until the person names it."""
        path = Path(self.to.text())
        if path.stem in ("catalogue", self._code):
            name = self._code if self.scope.currentData() == "one" else "catalogue"
            self.to.setText(str(path.with_name(name + path.suffix)))

    def _warn(self) -> None:
        """A file that is there is replaced only by someone who was told so."""
        there = Path(self.to.text()).expanduser().is_file()
        self._replaces.setText(self.tr("There is a file of this name; it will be replaced.") if there else "")
        if self.accepting is not None:
            self.accepting.setText(self.tr("Replace the file") if there else self.tr("Print"))

    def _box(self, name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setMinimumHeight(self.look.px(32))
        for code, shown in choices:
            box.addItem(shown, code)
        return box

    def wish(self) -> ReportWish:
        """What the person asked for."""
        return ReportWish(
            str(self.kind.currentData()),
            str(self.language.currentData()),
            str(self.scope.currentData()),
            str(self.group.currentData()),
            Path(self.to.text()).expanduser(),
        )


def choose_images(parent: QWidget, title: str) -> list[Path]:
    """Ask for image files."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, "", "*.tif *.tiff *.jpg *.jpeg *.png *.webp *.gif *.bmp")
    return [Path(name) for name in names]


def choose_catalogue(parent: QWidget, title: str) -> Path | None:
    """Ask for a catalogue's folder."""
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


def choose_new_catalogue(parent: QWidget, title: str) -> Path | None:
    """Ask where a new catalogue is to lie."""
    name, _ = QFileDialog.getSaveFileName(parent, title, "", "*.memoircat")
    if not name:
        return None
    path = Path(name)
    return path if path.suffix == ".memoircat" else path.with_name(path.name + ".memoircat")


def choose_file(parent: QWidget, title: str, pattern: str) -> Path | None:
    """Ask for one file."""
    name, _ = QFileDialog.getOpenFileName(parent, title, "", pattern)
    return Path(name) if name else None

"""The small dialogs: history of a record, same person?, keys, print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
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

from memoircat.catalogue.change_sets import RowChange
from memoircat.catalogue.views import RecordView
from memoircat.desktop.actions import ACTIONS, words
from memoircat.desktop.dialog import Dialog
from memoircat.desktop.layouts import plain
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.linkage.decisions import STATUSES
from memoircat.messages import Label, Language
from memoircat.records.declare import fields_of
from memoircat.records.properties import PROPERTIES
from memoircat.records.record import Record
from memoircat.records.registry import PART_TYPES, RECORD_TYPES
from memoircat.records.values import term_shown
from memoircat.records.vocabularies import Vocabularies


class HistoryDialog(Dialog):
    """Who changed what, when: every value before and after."""

    def __init__(self, session: Session, look: Look, record: RecordView, parent: QWidget | None) -> None:
        super().__init__(look, parent)
        self.setWindowTitle(self.tr("History"))
        self.content.addWidget(plain(self.tr("History of {0}").format(record.label), look, 20, 600))
        self._vocabularies = session.vocabularies()
        self.table = QTableWidget(0, 5)
        self.table.setShowGrid(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setHorizontalHeaderLabels(
            [self.tr("When"), self.tr("Who"), self.tr("What"), self.tr("Before"), self.tr("After")]
        )
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setFont(look.font(13))
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setAccessibleName(self.tr("History"))
        for change in session.program.catalogue.row_changes(record.id):
            self._row(change)
        for column, width in enumerate((150, 90, 230, 220)):
            self.table.setColumnWidth(column, look.px(width))
        self.content.addWidget(self.table)
        self.resize(look.px(960), look.px(560))
        self.finish()

    def _row(self, change: RowChange) -> None:
        number = self.table.rowCount()
        self.table.insertRow(number)
        when = change.change_set.at.replace("T", " ").rstrip("Z")
        label = f"{change.change_set.label}（{_table_name(change.table, self.look.language)}）"
        language = self.look.language
        before, after = (told(change.table, row, language, self._vocabularies) for row in (change.before, change.after))
        texts = (when, change.change_set.by, label, before, after)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text[:2000])
            self.table.setItem(number, column, item)


_RECORD = Label("記録", "record", "запись")


def _table_name(table: str, language: Language) -> str:
    kind = RECORD_TYPES.get(table) or PART_TYPES.get(table)
    return kind.label.in_(language) if kind else _RECORD.in_(language)


def told(table: str, row: dict[str, Any] | None, language: Language, vocabularies: Vocabularies) -> str:
    """The values that people entered in a row, each with its field's name, in one line."""
    if row is None:
        return ""
    kind = RECORD_TYPES.get(table) or PART_TYPES.get(table)
    fields = kind.fields if kind else fields_of(Record)
    words = []
    for field in fields:
        value = row.get(field.columns[0])
        if value not in (None, "", 0):
            text = _property_word(field.name, value, language) or term_shown(
                vocabularies, field.vocabulary or "", str(value), language
            )
            words.append(
                f"{field.label.in_(language)}：{text}" if language == "ja" else f"{field.label.in_(language)}: {text}"
            )
    return "　".join(words)


def _property_word(name: str, value: object, language: Language) -> str:
    declared = PROPERTIES.get(str(value)) if name == "property" else None
    return declared.label.in_(language) if declared else ""


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
        listed.setAccessibleName(self.tr("Keys"))
        listed.setShowGrid(False)
        listed.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
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
    everything: bool
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
    ) -> None:
        super().__init__(look, parent, accept="OK")
        self.setWindowTitle(self.tr("Print a report"))
        self.content.addWidget(plain(self.tr("Print a report"), look, 20, 600))
        form = QFormLayout()
        form.setSpacing(look.px(8))
        self.kind = self._box("report-kind", kinds)
        self.scope = self._box("report-scope", [("all", self.tr("The whole catalogue"))])
        if record is not None:
            self.scope.insertItem(0, f"{record.code}　{record.label}"[:60], "one")
            self.scope.setCurrentIndex(0)
        self.language = self._box("report-language", [("ja", "日本語"), ("en", "English")])
        self.language.setCurrentIndex(max(0, self.language.findData(look.language)))
        name = (record.code if record else "catalogue") + ".pdf"
        self.to = QLineEdit(str(folder / name))
        self.to.setObjectName("report-to")
        self.to.setMinimumHeight(look.px(32))
        form.addRow(self.tr("Report"), self.kind)
        form.addRow(self.tr("Of"), self.scope)
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
            name = "catalogue" if self.scope.currentData() == "all" else self._code
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
            self.scope.currentData() == "all",
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

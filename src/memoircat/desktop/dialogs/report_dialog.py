"""The dialog that asks what report is to be printed, and into which file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from memoircat.catalogue.views import RecordView
from memoircat.desktop.dialogs.dialog import Dialog
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import CONTROL, FONT_MEANING, FONT_PAGE, GAP, SEMIBOLD
from memoircat.desktop.widgets.layouts import plain_label
from memoircat.options import options_of
from memoircat.reports.kinds import ReportKind

_LONGEST_RECORD = 60  # signs of a record's code and title
# px at 100 %
_WIDTH: Final = 560
_HEIGHT: Final = 340


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What report is to be written, and into which file. ``choices``: the values of its options by name."""

    kind: str  # as in `report_kinds`
    scope: str  # all, one (the record), or list (as it is shown)
    choices: Mapping[str, Any]
    to: Path


class ReportDialog(Dialog):
    """Offers reports of the whole catalogue, of the list (``listed``: its words) or of one record.

    What can be chosen for a kind of report is read off its options.
    """

    def __init__(
        self,
        look: Look,
        kinds: Sequence[ReportKind[Any]],
        record: RecordView | None,
        folder: Path,
        parent: QWidget | None,
        listed: str = "",
    ) -> None:
        super().__init__(look, parent, accept="OK")
        self.setWindowTitle(self.tr("Print a report"))
        self.content.addWidget(plain_label(self.tr("Print a report"), look, FONT_PAGE, SEMIBOLD))
        self._form = QFormLayout()
        self._form.setSpacing(look.px(GAP))
        self._kinds = {kind.code: kind for kind in kinds}
        self.kind = self._box("report-kind", [(kind.code, kind.label.in_(look.language)) for kind in kinds])
        self.scope = self._scope_box(record, listed)
        self._form.addRow(self.tr("Report"), self.kind)
        self._form.addRow(self.tr("Scope"), self.scope)
        self.choices = self._choice_boxes(kinds)
        name = (record.code if record else "catalogue") + ".pdf"
        self.to = QLineEdit(str(folder / name))
        self.to.setObjectName("report-to")
        self.to.setMinimumHeight(look.px(CONTROL))
        self._form.addRow(self.tr("File (.pdf, .html, .csv)"), self.to)
        self.content.addLayout(self._form)
        self._replaces = plain_label("", look, FONT_MEANING, token="attention")
        self.content.addWidget(self._replaces)
        self._code = record.code if record else ""
        self.kind.currentIndexChanged.connect(self._show_choices)
        self.scope.currentIndexChanged.connect(self._name_file)
        self.to.textChanged.connect(self._warn)
        if record is not None:
            self.kind.setCurrentIndex(max(0, self.kind.findData(_about(kinds, record))))
        self._show_choices()
        self._warn()
        self.resize(look.px(_WIDTH), look.px(_HEIGHT))
        self.finish(push=True)

    def _scope_box(self, record: RecordView | None, listed: str) -> QComboBox:
        box = self._box("report-scope", [("all", self.tr("The whole catalogue"))])
        if listed:
            box.insertItem(0, listed, "list")
        if record is not None:
            box.insertItem(0, f"{record.code}　{record.label}"[:_LONGEST_RECORD], "one")
        box.setCurrentIndex(0)
        return box

    def _choice_boxes(self, kinds: Sequence[ReportKind[Any]]) -> dict[str, QComboBox]:
        """A line for each option that dialogs show, of whichever kind of report."""
        boxes: dict[str, QComboBox] = {}
        language = self.look.language
        for option in (option for kind in kinds for option in options_of(kind.options)):
            if option.asked and option.name not in boxes:
                choices = [(code, label.in_(language)) for code, label in option.choices]
                box = boxes[option.name] = self._box(f"report-{option.name}", choices)
                first = language if option.name == "language" else option.default
                box.setCurrentIndex(max(0, box.findData(first)))
                self._form.addRow(option.label.in_(language), box)
        return boxes

    def _show_choices(self) -> None:
        """Show the lines of the kind that is chosen, and no others."""
        options = {option.name for option in options_of(self._kinds[self.kind.currentData()].options)}
        for name, box in self.choices.items():
            self._form.setRowVisible(box, name in options)

    def _name_file(self) -> None:
        """Name the file after what is printed, unless the user has named it."""
        path = Path(self.to.text())
        if path.stem in ("catalogue", self._code):
            name = self._code if self.scope.currentData() == "one" else "catalogue"
            self.to.setText(str(path.with_name(name + path.suffix)))

    def _warn(self) -> None:
        """Say where a file of this name would be replaced, below the line and on the button."""
        there = Path(self.to.text()).expanduser().is_file()
        self._replaces.setText(self.tr("There is a file of this name; it will be replaced.") if there else "")
        if self.accepting is not None:
            self.accepting.setText(self.tr("Replace the file") if there else self.tr("Print"))

    def _box(self, name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setMinimumHeight(self.look.px(CONTROL))
        for code, shown in choices:
            box.addItem(shown, code)
        return box

    def request(self) -> ReportRequest:
        """The report that the user requests."""
        kind = str(self.kind.currentData())
        options = {option.name for option in options_of(self._kinds[kind].options)}
        choices = {name: str(box.currentData()) for name, box in self.choices.items() if name in options}
        return ReportRequest(kind, str(self.scope.currentData()), choices, Path(self.to.text()).expanduser())


def _about(kinds: Sequence[ReportKind[Any]], record: RecordView) -> str:
    """The kind of report that is about records of this type, or nothing."""
    return next((kind.code for kind in kinds if kind.about == record.type.code), "")

"""The dialog that asks what report is to be printed, and into which file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLineEdit,
    QWidget,
)

from memoircat.catalogue.views import RecordView
from memoircat.desktop.dialogs.dialog import Dialog
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import CONTROL, FONT_MEANING, FONT_PAGE, GAP, SEMIBOLD
from memoircat.desktop.widgets.layouts import plain

_LONGEST_RECORD = 60  # signs of a record's code and title
# px at 100 %
_WIDTH: Final = 560
_HEIGHT: Final = 340


@dataclass(frozen=True, slots=True)
class ReportWish:
    """What report is to be printed, and into which file."""

    kind: str  # as in REPORT_KINDS
    language: str
    scope: str  # all, one (the record), or list (as it is shown)
    group: str  # hierarchy, year or type
    to: Path


class ReportDialog(Dialog):
    """Offers reports (``kinds``: name, words) of the whole catalogue, the list (``listed``: its words) or a record."""

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
        self.content.addWidget(plain(self.tr("Print a report"), look, FONT_PAGE, SEMIBOLD))
        form = QFormLayout()
        form.setSpacing(look.px(GAP))
        self.kind = self._box("report-kind", kinds)
        self.scope = self._box("report-scope", [("all", self.tr("The whole catalogue"))])
        if listed:
            self.scope.insertItem(0, listed, "list")
            self.scope.setCurrentIndex(0)
        if record is not None:
            self.scope.insertItem(0, f"{record.code}　{record.label}"[:_LONGEST_RECORD], "one")
            self.scope.setCurrentIndex(0)
        groups = (("hierarchy", self.tr("As they lie")), ("year", self.tr("By year")), ("type", self.tr("By type")))
        self.group = self._box("report-group", groups)
        self.language = self._box("report-language", [("ja", "日本語"), ("en", "English")])
        self.language.setCurrentIndex(max(0, self.language.findData(look.language)))
        name = (record.code if record else "catalogue") + ".pdf"
        self.to = QLineEdit(str(folder / name))
        self.to.setObjectName("report-to")
        self.to.setMinimumHeight(look.px(CONTROL))
        form.addRow(self.tr("Report"), self.kind)
        form.addRow(self.tr("Of"), self.scope)
        form.addRow(self.tr("Arranged"), self.group)
        form.addRow(self.tr("Language"), self.language)
        form.addRow(self.tr("File (.pdf, .html, .csv)"), self.to)
        self.content.addLayout(form)
        self._replaces = plain("", look, FONT_MEANING, token="attention")
        self.content.addWidget(self._replaces)
        self._code = record.code if record else ""
        self.scope.currentIndexChanged.connect(self._name_file)
        self.to.textChanged.connect(self._warn)
        self._warn()
        self.resize(look.px(_WIDTH), look.px(_HEIGHT))
        self.finish(push=True)

    def _name_file(self) -> None:
        """Name the file after what is printed, unless the person has named it."""
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

    def wish(self) -> ReportWish:
        """What the person asked for."""
        return ReportWish(
            str(self.kind.currentData()),
            str(self.language.currentData()),
            str(self.scope.currentData()),
            str(self.group.currentData()),
            Path(self.to.text()).expanduser(),
        )

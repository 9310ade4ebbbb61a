"""The dialog to fill a column downwards, with the same value or with consecutive numbers."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QRadioButton, QSpinBox, QWidget

from memoircat.desktop.dialogs.dialog import Dialog
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import CONTROL, FONT_BODY, FONT_MEANING, FONT_PAGE, GAP, SEMIBOLD
from memoircat.desktop.widgets.layouts import plain_label
from memoircat.editing.grid_rows import sequence

_MOST_ROWS: Final = 2_000
_SIZE: Final = (440, 320)  # px at 100 %


class FillDialog(Dialog):
    """Asks for a value and how many rows to fill. ``row``: the first, of ``rows``; ``text``: its present text."""

    filled = Signal(list)  # the texts, one for each row

    def __init__(self, look: Look, head: str, row: int, text: str, rows: int, parent: QWidget | None) -> None:
        super().__init__(look, parent, accept="OK")
        self.setObjectName("fill-down")
        self.setWindowTitle(self.tr("Fill down"))
        self.content.addWidget(plain_label(self.tr("Fill down: {0}").format(head), look, FONT_PAGE, SEMIBOLD))
        form = QFormLayout()
        form.setSpacing(look.px(GAP))
        self.text = QLineEdit(text)
        self.text.setObjectName("fill-text")
        self.count = QSpinBox()
        self.count.setObjectName("fill-count")
        self.count.setRange(1, _MOST_ROWS)
        self.count.setValue(max(1, rows - row))
        for widget, words in ((self.text, self.tr("Value, or first number")), (self.count, self.tr("Rows"))):
            widget.setFont(look.font(FONT_BODY))
            widget.setMinimumHeight(look.px(CONTROL))
            widget.setAccessibleName(words)
            form.addRow(words, widget)
        self.same = QRadioButton(self.tr("The same in every row"))
        self.same.setObjectName("fill-same")
        self.running = QRadioButton(self.tr("Numbers that run on"))
        self.running.setObjectName("fill-running")
        for way in (self.same, self.running):
            way.setFont(look.font(FONT_BODY))
            form.addRow("", way)
        self.same.setChecked(True)
        self.content.addLayout(form)
        self._shown = plain_label("", look, FONT_MEANING, token="text2")
        self.content.addWidget(self._shown)
        self.text.textChanged.connect(lambda _text: self._preview())
        self.count.valueChanged.connect(lambda _value: self._preview())
        self.running.toggled.connect(lambda _on: self._preview())
        self._preview()
        self.resize(*map(look.px, _SIZE))
        self.finish(self.tr("Fill"), push=True)
        self.text.selectAll()
        self.text.setFocus()

    def texts(self) -> list[str]:
        """The texts for the rows, from the first."""
        if self.running.isChecked():
            return list(sequence(self.text.text(), self.count.value()))
        return [self.text.text()] * self.count.value()

    def _preview(self) -> None:
        texts = self.texts()
        shown = texts if len(texts) <= 4 else [*texts[:3], "…", texts[-1]]
        self._shown.setText("、".join(shown) if self.look.language == "ja" else ", ".join(shown))

    def accept(self) -> None:
        """Emit `filled` and close."""
        self.filled.emit(self.texts())
        super().accept()

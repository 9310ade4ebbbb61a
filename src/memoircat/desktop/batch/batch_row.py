"""One field in the dialog that edits many records: what they hold, what is to be done, and the new value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QPlainTextEdit, QWidget

from memoircat.dates import ArchiveDate, format_date, read_date
from memoircat.desktop.form.editors import ChoiceEditor, RecordEditor
from memoircat.desktop.form.field_row import ProblemLine, Readings
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.theme.tokens import (
    CONTROL,
    FONT_MEANING,
    FONT_SECONDARY,
    GAP,
    GAP_IN_GROUP,
    ICON,
    ICON_SMALL,
    LARGE_TEXT,
)
from memoircat.desktop.widgets.buttons import IconButton
from memoircat.desktop.widgets.layouts import Elided, plain_label, set_tab_order
from memoircat.editing.batch_edit import EditAction, FieldChange, FieldEdit, FieldSummary
from memoircat.errors import InputError
from memoircat.records.declare import Field, Kind
from memoircat.records.naming import code_in

UNCHANGED = ""  # the choice for a field that is left unchanged
# px at 100 %
_LABEL_WIDTH: Final = {"ja": 112, "en": 144, "ru": 144}
_HOLDS_WIDTH: Final = 184  # of what the records hold
_WAY_WIDTH: Final = 128  # of the list of what can be done
_TWO_LINES: Final = 52  # height of an editor with two lines


class BatchRow(QWidget):
    """A field that is left as it is until someone types in it or chooses what to do; then it is marked."""

    touched = Signal()

    def __init__(
        self, field: Field, editor: Any, look: Look, ways: tuple[EditAction, ...], words: dict[EditAction, str]
    ) -> None:
        super().__init__()
        self.field = field
        self.editor = editor
        self._look = look
        self._reading: str | None = None
        self._filling = False
        self._usual = ways[0]  # what is done with a text that is typed, unless another way is chosen
        own = field.name if len(ways) > 1 else f"{field.name}-{ways[0]}"
        self.setObjectName(f"batch-{own}")
        name = field.label.in_(look.language)
        self.way = QComboBox()
        self.way.setObjectName(f"way-{own}")
        self.way.setAccessibleName(self.tr("{0}: what to do").format(name))
        self.way.setFont(look.font(FONT_SECONDARY))
        self.way.setMinimumHeight(look.px(CONTROL))
        self.way.addItem(self.tr("As it is"), UNCHANGED)
        for way in ways:
            self.way.addItem(words[way], str(way))
        self.holds = Elided("", look, FONT_MEANING, token="text2")
        self.mark = QLabel()
        self.mark.setFixedWidth(look.px(ICON))
        self.back = IconButton(look, "undo-2", self.tr("Put back: {0}").format(name), "Esc", small=True)
        self.back.setObjectName(f"back-{own}")
        self.message = ProblemLine(look)
        self.readings = Readings(look)
        editor.setObjectName(f"batch-editor-{own}")
        editor.setAccessibleName(name)
        if isinstance(editor, RecordEditor):
            editor.makes = False
        self._lay_out(name)
        self._listen()
        self._show_touched()

    def _lay_out(self, name: str) -> None:
        look = self._look
        label = plain_label(name, look, FONT_SECONDARY, token="text2")
        label.setMinimumHeight(look.px(CONTROL))
        label.setBuddy(self.editor)
        policy = self.back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(policy)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(GAP))
        grid.setVerticalSpacing(look.px(GAP_IN_GROUP))
        places: list[tuple[QWidget, int, int]] = [(self.back, 0, 5), (self.message, 1, 4), (self.readings, 2, 4)]
        if look.scale > LARGE_TEXT:
            head = QHBoxLayout()
            for part, stretch in ((self.mark, 0), (label, 1), (self.holds, 1)):
                head.addWidget(part, stretch)
            grid.addLayout(head, 0, 0, 1, 6)
            places = [(widget, row + 1, column) for widget, row, column in places]
            places += [(self.way, 1, 3), (self.editor, 1, 4)]
        else:
            label.setFixedWidth(look.px(_LABEL_WIDTH[look.language]))
            self.holds.setFixedWidth(look.px(_HOLDS_WIDTH))
            self.holds.setMinimumHeight(look.px(CONTROL))
            self.way.setFixedWidth(look.px(_WAY_WIDTH))
            places += [(self.mark, 0, 0), (label, 0, 1), (self.holds, 0, 2), (self.way, 0, 3), (self.editor, 0, 4)]
        grid.setColumnStretch(4, 1)
        for widget, row, column in places:
            grid.addWidget(widget, row, column)

    def _listen(self) -> None:
        self.way.activated.connect(lambda _index: self._say_way())
        self.back.clicked.connect(self._reset_by_button)
        self.readings.chosen.connect(self._choose)
        if isinstance(self.editor, ChoiceEditor):
            self.editor.activated.connect(lambda _index: self._typed())
        else:  # not `typed`, which is not emitted for a word that is taken from a list
            self.editor.textChanged.connect(lambda *_text: self._typed())
        self.editor.abandoned.connect(self.reset)

    def show_holding(self, words: str, holding: FieldSummary, listed: Callable[[FieldSummary], str]) -> None:
        """Say what the records hold now; the tool tip lists the values."""
        self.holds.setText(words)
        self.holds.setToolTip(listed(holding) or words)

    # What is wanted --------------------------------------------------------------------------------------------

    def edit(self) -> FieldEdit | None:
        """What is to be done with the field; None while it is left as it is."""
        way = self.way.currentData()
        if way == UNCHANGED:
            return None
        text = self.editor.text()
        if self.field.kind is Kind.RECORD:
            text = code_in(text)
        return FieldEdit(self.field.name, EditAction(way), text, self._reading)

    def _typed(self) -> None:
        if self._filling:
            return
        self._reading = None
        way, text = self.way.currentData(), self.editor.text()
        if text and way in (UNCHANGED, EditAction.CLEAR):
            self._set_way(self._usual)
        elif not text and way == self._usual:
            self._set_way(UNCHANGED)
        self._emit_touched()

    def _say_way(self) -> None:
        """A way was chosen. For clearing a field, or leaving it, nothing is written in it."""
        if self.way.currentData() in (UNCHANGED, EditAction.CLEAR):
            self._put("")
        self._emit_touched()

    def _choose(self, edtf: str) -> None:
        self._reading = edtf
        self._emit_touched()

    def _reset_by_button(self) -> None:
        self.editor.setFocus()  # the button is about to be hidden
        self.reset()

    def reset(self) -> None:
        """Leave the field unchanged, after all."""
        self._set_way(UNCHANGED)
        self._put("")
        self._emit_touched()

    def _put(self, text: str) -> None:
        self._filling, self._reading = True, None
        self.editor.put(text)
        self._filling = False

    def _set_way(self, way: str) -> None:
        self.way.setCurrentIndex(self.way.findData(str(way)))

    def _emit_touched(self) -> None:
        self._show_touched()
        self.touched.emit()

    def _show_touched(self) -> None:
        """Mark a touched field with a pencil at the left and a button that puts it back."""
        on = self.way.currentData() != UNCHANGED
        look = self._look
        if on:
            self.mark.setPixmap(pixmap("pencil", look.tokens.accent, look.px(ICON_SMALL)))
        else:
            self.mark.clear()
        self.mark.setAccessibleName(self.tr("changed") if on else "")
        self.back.setVisible(on)
        if not on:
            self.message.say("meaning", "")
            self.readings.hide()

    # What it means ---------------------------------------------------------------------------------------------

    def explain(self, change: FieldChange) -> None:
        """Say how the text was understood."""
        language = self._look.language
        if not isinstance(change.value, ArchiveDate):
            self.message.say("attention", change.warning.in_(language) if change.warning else "")
            return
        date, read = change.value, read_date(change.value.text)
        if read.ambiguous:
            self.readings.offer(read, date.edtf)
            set_tab_order(self)
        else:
            self.readings.hide()
        if date.edtf and date.edtf != date.text:
            self.message.say("meaning", f"{format_date(date.edtf, language)}　{date.edtf}")
        else:
            self.message.say("attention", read.problem.in_(language) if read.problem else "")

    def show_problem(self, problem: InputError) -> None:
        """Show why the text cannot be used; the text stays."""
        self.readings.hide()
        self.message.say("problem", problem.brief.in_(self._look.language))


def shorten(editor: Any, look: Look) -> None:
    """Give an editor of long texts two lines only, since there are many fields."""
    if isinstance(editor, QPlainTextEdit):
        editor.setFixedHeight(look.px(_TWO_LINES))

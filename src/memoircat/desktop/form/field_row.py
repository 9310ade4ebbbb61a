"""One field of the form: its label, its editor, and below them what the text means, what is wrong or what to choose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from memoircat.dates import ArchiveDate, DateReading, DateText, read_date
from memoircat.desktop.form.editors import RecordEditor
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.theme.tokens import (
    CARD_MARGIN,
    CONTROL,
    FONT_MEANING,
    FONT_SECONDARY,
    GAP,
    GAP_IN_GROUP,
    GAP_LABEL,
    GAP_LINES,
    ICON_SMALL,
    LABEL_WIDTH,
    LARGE_TEXT,
    SEMIBOLD,
)
from memoircat.desktop.widgets.layouts import clear, set_tab_order
from memoircat.errors import MemoirCatError
from memoircat.messages import Label
from memoircat.records.declare import Field, Kind
from memoircat.records.naming import NewRecord
from memoircat.records.values import Parsed

_MESSAGES = {  # kind → icon and token of the colour
    "problem": ("circle-alert", "problem"),
    "attention": ("triangle-alert", "attention"),
    "meaning": ("", "text2"),
}


class ProblemLine(QWidget):
    """A line below a field: a meaning ("meaning"), a warning ("attention") or a problem, by icon and colour."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, look.px(GAP_LINES), 0, 0)
        layout.setSpacing(look.px(GAP_IN_GROUP))
        self._icon = QLabel()
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setFont(look.font(FONT_MEANING))
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)
        self.hide()

    def say(self, kind: str, text: str) -> None:
        """Show a text of a kind named above; an empty text hides the line."""
        if not text:
            self.hide()
            return
        name, token = _MESSAGES[kind]
        self._icon.setVisible(bool(name))
        if name:
            self._icon.setPixmap(pixmap(name, self._look.tokens.colour(token), self._look.px(ICON_SMALL)))
        self._words.setText(text)
        self._words.setStyleSheet(f"color: {self._look.tokens.colour(token)}")
        self.show()

    def text(self) -> str:
        """The text that is shown; empty while the line is hidden."""
        return "" if self.isHidden() else self._words.text()


class Readings(QFrame):
    """The readings of an ambiguous date, to choose one of (``chosen`` carries its EDTF).

    None of them is chosen beforehand, and the user may leave without choosing.
    """

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "attention")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(*[look.px(CARD_MARGIN), look.px(GAP)] * 2)
        self._layout.setSpacing(look.px(GAP_IN_GROUP))
        self._group = QButtonGroup(self)
        self._offered: tuple[str, str | None] | None = None
        self.hide()

    def offer(self, read: DateText, chosen: str | None) -> None:
        """Show the readings and, last, the span over all of them. The same readings as before keep the focus."""
        if (read.text, chosen) == self._offered:
            self.show()
            return
        self._offered = (read.text, chosen)
        clear(self._layout)
        head = QLabel(self.tr("This date can be read two ways"))
        head.setFont(self._look.font(FONT_SECONDARY, SEMIBOLD))
        self._layout.addWidget(head)
        offered = [*read.readings, *([read.span_of_all] if read.span_of_all else [])]
        for number, reading in enumerate(offered):
            whole = number == len(read.readings)
            self._layout.addWidget(self._choice(reading, self.tr("spans both") if whole else "", chosen))
        self.show()

    def _choice(self, reading: DateReading, words: str, chosen: str | None) -> QRadioButton:
        language = self._look.language
        days = (
            f"{reading.earliest or '…'} ～ {reading.latest or '…'}"
            if language == "ja"
            else f"{reading.earliest or '…'} – {reading.latest or '…'}"
        )
        words = words or self._look.date(reading.edtf)
        button = QRadioButton(f"{words}　{days}")
        button.setFont(self._look.font(FONT_SECONDARY))
        button.setProperty("edtf", reading.edtf)
        button.setAccessibleName(f"{words}: {days}")
        button.setChecked(reading.edtf == chosen)
        self._group.addButton(button)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # `clicked`, not `toggled`: that one is emitted too when a choice made earlier is shown.
        button.clicked.connect(lambda: self.chosen.emit(reading.edtf))
        return button


class FieldRow(QWidget):
    """A field that is edited in place.

    ``parse`` reads a text and raises InputError where the field cannot hold it; ``save`` writes a value by the field's
    name and returns whether it was written. ``above``: the label is put above its editor, not before it.
    """

    focused = Signal(str)

    def __init__(
        self,
        field: Field,
        editor: Any,
        look: Look,
        parse: Callable[[Field, str], Parsed],
        save: Callable[[str, Any], bool],
        *,
        above: bool = False,
    ) -> None:
        super().__init__()
        self.field = field
        self.editor = editor
        self._look = look
        self._parse = parse
        self._save = save
        self._stored_text = ""
        self._stored: Any = None
        self.setObjectName(f"field-{field.name}")
        editor.setObjectName(f"editor-{field.name}")
        self._lay_out(above=above or look.scale > LARGE_TEXT)
        editor.committed.connect(self.commit)
        editor.abandoned.connect(self.put_back)
        editor.typed.connect(self._typing)

    def _lay_out(self, *, above: bool) -> None:
        """Put the label before its editor, or ``above`` it where the editor needs the whole width."""
        look = self._look
        label = QLabel(self.field.label.in_(look.language))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(look.font(FONT_SECONDARY))
        label.setProperty("kind", "label")
        label.setStyleSheet(f"color: {look.tokens.text2}")
        label.setWordWrap(True)
        label.setBuddy(self.editor)
        self.editor.setAccessibleName(self.field.label.in_(look.language))
        self.message = ProblemLine(look)
        self.readings = Readings(look)
        self.readings.chosen.connect(self._choose)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        japanese = look.language == "ja"
        grid.setHorizontalSpacing(look.px(GAP_LABEL if japanese else GAP))
        grid.setVerticalSpacing(look.px(GAP_IN_GROUP))
        if above:
            grid.addWidget(label, 0, 0)
            grid.addWidget(self.editor, 1, 0)
            grid.addWidget(self.message, 2, 0)
            grid.addWidget(self.readings, 3, 0)
            return
        label.setFixedWidth(look.px(LABEL_WIDTH[look.language]))
        label.setMinimumHeight(look.px(CONTROL))
        grid.addWidget(label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.editor, 0, 1)
        grid.addWidget(self.message, 1, 1)
        grid.addWidget(self.readings, 2, 1)
        grid.setColumnStretch(1, 1)

    def show_value(self, value: Any, text: str, *, keep_typing: bool = True) -> None:
        """Show a stored value and its text; with ``keep_typing``, what the user is typing here stays."""
        typing = keep_typing and self.editor.hasFocus() and self.editor.text() != self._stored_text
        self._stored, self._stored_text = value, text
        if not typing:
            self.editor.put(text)
            self._explain(value, None)
            self._mark("")

    def put_back(self) -> None:
        """Give up what was typed: show the stored text again."""
        self.editor.put(self._stored_text)
        self._explain(self._stored, None)
        self._mark("")

    @property
    def is_saved(self) -> bool:
        """Whether the text in the editor is what is stored. False also where a problem keeps it from being stored."""
        return bool(self.editor.text() == self._stored_text) and self._wanted() in (None, self._stored)

    def _wanted(self) -> NewRecord | None:
        """The record that is to be made of the text; None where that was not chosen."""
        return self.editor.to_make if isinstance(self.editor, RecordEditor) else None

    def say(self, problem: str) -> None:
        """Show a problem that the owner of the row has with the value; empty for none."""
        self.message.say("problem", problem)
        self._mark("problem" if problem else "")

    def unsaved(self) -> str:
        """The text that is typed here and not stored; empty for none."""
        text: str = self.editor.typed_text()
        return text if text.strip() and text != self._stored_text else ""

    def resume(self, text: str) -> None:
        """Show a text that was being typed when the program ended; it is saved when the field is left."""
        self.editor.resume(text)
        self._typing(text)
        self._mark("attention")
        if not self.message.text():
            self.message.say("attention", self.tr("Not saved yet. Enter saves it, Esc puts back what stood here."))

    def commit(self) -> None:
        """Save the text where it differs from what is stored; where it cannot be saved, it stays, with the reason."""
        text, new = self.editor.text(), self._wanted()
        if text == self._stored_text and new in (None, self._stored):
            if self.editor.property("state") == "attention":
                self.put_back()  # an unsaved text that was shown again has been edited back to what is stored
            return
        if not text.strip():
            self.editor.put(text := "")  # spaces alone were typed by mistake
        try:
            parsed = Parsed(new) if new else self._parse(self.field, text)
        except MemoirCatError as problem:  # an InputError, or the catalogue is being closed and has not taken the text
            self.say(problem.brief.in_(self._look.language))
            return
        self._mark("")
        before = self._stored
        if not self._save(self.field.name, parsed.value):
            return
        if new and self._stored != before:
            self.put_back()  # saving showed the record again: its code and label are the stored text now
        else:
            self._stored, self._stored_text = parsed.value, text
            self._explain(parsed.value, parsed.warning)

    def _choose(self, edtf: str) -> None:
        """Store the chosen reading as the meaning of the date; its words stay as they are typed."""
        self.commit()
        read = read_date(self._stored_text)
        if not read.ambiguous:
            return
        date = read.choose(edtf)
        if self._save(self.field.name, date):
            self._stored = date
            self._explain(date, None)

    def _typing(self, text: str) -> None:
        """Say what a date means while it is being typed."""
        if self.field.kind is Kind.DATE:
            self._explain_date(read_date(text).stored(), text)

    def _explain(self, value: Any, warning: Label | None) -> None:
        if isinstance(value, ArchiveDate):
            self._explain_date(value, value.text)
            return
        self.readings.hide()
        if warning:
            self.message.say("attention", warning.in_(self._look.language))
        else:
            self.message.say("meaning", "")

    def _explain_date(self, date: ArchiveDate, text: str) -> None:
        read = read_date(text)
        language = self._look.language
        if read.ambiguous:
            self.readings.offer(read, date.edtf)
            set_tab_order(self)
        else:
            self.readings.hide()
        if date.edtf and (read.ambiguous or date.edtf != text):
            self.message.say("meaning", f"{self._look.date(date.edtf)}　{date.edtf}")
        elif read.problem:
            self.message.say("attention", read.problem.in_(language))
        else:
            self.message.say("meaning", "")

    def _mark(self, state: str) -> None:
        if (self.editor.property("state") or "") == state:
            return
        self.editor.setProperty("state", state)
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

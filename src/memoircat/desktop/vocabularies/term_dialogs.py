"""The two small dialogs of the vocabularies: one for a new term, one for the term that another is merged into."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from memoircat.desktop.dialogs.dialog import Dialog
from memoircat.desktop.form.editors import LineEditor, TermEditor
from memoircat.desktop.form.field_row import ProblemLine
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import CONTROL, FONT_BODY, FONT_MEANING, FONT_SECONDARY, FONT_TITLE, GAP, SEMIBOLD
from memoircat.desktop.widgets.layouts import plain_label
from memoircat.messages import Label
from memoircat.records.vocabularies import Term, Vocabularies

_WIDTH: Final = 460  # of both dialogs at least, px at 100 %


class NewTermDialog(Dialog):
    """Asks for the word in three languages and for a code, which without one is made from the English word.

    ``add`` adds the term and returns what was wrong, or ""; while something is, the dialog stays open.
    """

    def __init__(self, look: Look, name: str, add: Callable[[Label, str], str], parent: QWidget | None) -> None:
        super().__init__(look, parent, accept="OK")
        self._add = add
        self.setWindowTitle(self.tr("New term"))
        self.content.addWidget(plain_label(self.tr("New term: {0}").format(name), look, FONT_TITLE, SEMIBOLD))
        form = QFormLayout()
        form.setSpacing(look.px(GAP))
        heads = {"ja": "日本語", "en": "English", "ru": "Русский", "code": self.tr("Code")}
        self.lines = {}
        for which, words in heads.items():
            line = self.lines[which] = LineEditor(look)
            line.setObjectName(f"term-{which}")
            line.setAccessibleName(words)
            label = plain_label(words, look, FONT_SECONDARY, token="text2")
            label.setMinimumHeight(look.px(CONTROL))
            label.setBuddy(line)
            form.addRow(label, line)
        self.lines["code"].setPlaceholderText(self.tr("Made from the English word"))
        self.content.addLayout(form)
        self.message = ProblemLine(look)
        self.content.addWidget(self.message)
        self.setMinimumWidth(look.px(_WIDTH))
        self.finish(self.tr("Add"))
        self.lines[look.language].setFocus()

    def accept(self) -> None:
        """Add the term, or say what is wrong."""
        ja, en, ru, code = (self.lines[name].text() for name in ("ja", "en", "ru", "code"))
        problem = self._add(Label(ja, en, ru), code)
        self.message.say("problem", problem)
        if not problem:
            super().accept()


class MergeDialog(Dialog):
    """Asks which term another is merged into; it is named by a word or its code, or chosen from the list (F4)."""

    chosen = Signal(str)  # the code of the target

    def __init__(
        self, look: Look, vocabularies: Vocabularies, term: Term, uses: int | None, parent: QWidget | None
    ) -> None:
        super().__init__(look, parent, accept="OK")
        self._vocabularies, self._term = vocabularies, term
        language = look.language
        self.setWindowTitle(self.tr("Merge"))
        self.content.addWidget(
            plain_label(self.tr("Merge “{0}” into").format(term.label.in_(language)), look, FONT_TITLE, SEMIBOLD)
        )
        others = [other for other in vocabularies.terms(term.vocabulary) if other.code != term.code]
        self.line = TermEditor([other.label.in_(language) for other in others], look)
        self.line.setObjectName("merge-into")
        self.line.setAccessibleName(self.tr("The term that stays"))
        self.line.setPlaceholderText(self.tr("Word or code; F4 opens the list"))
        self.line.textChanged.connect(lambda _text: self._allow())
        self.content.addWidget(self.line)
        self.named = plain_label("", look, FONT_MEANING, token="text2")
        self.content.addWidget(self.named)
        self.uses = plain_label("", look, FONT_BODY)
        self.uses.setObjectName("merge-uses")
        self.content.addWidget(self.uses)
        self.content.addWidget(
            plain_label(
                self.tr("Words as written stay as they are. The term goes; undo brings it and every use back."),
                look,
                FONT_SECONDARY,
                token="text2",
            )
        )
        self.show_uses(uses)
        self.setMinimumWidth(look.px(_WIDTH))
        self.finish(self.tr("Merge"))
        self._allow()
        self.line.setFocus()

    def show_uses(self, uses: int | None) -> None:
        """Say how many uses will change; None while they are being counted."""
        words = self.tr("Counting the uses…") if uses is None else self.tr("%n use(s) will change.", "", uses)
        self.uses.setText(words)

    def target(self) -> Term | None:
        """The term that is named; None where that is no term, or the same one."""
        target = self._vocabularies.understand(self._term.vocabulary, self.line.text())
        return target if target and target.code != self._term.code else None

    def _allow(self) -> None:
        target = self.target()
        if target is not None:
            words = " / ".join(filter(None, target.label))
            self.named.setText(f"{words}  ({target.code})")
        else:
            self.named.setText(self.tr("There is no such term.") if self.line.text().strip() else "")
        if self.accepting is not None:
            self.accepting.setEnabled(target is not None)

    def accept(self) -> None:
        """Close and emit `chosen`."""
        target = self.target()
        if target is not None:
            super().accept()
            self.chosen.emit(target.code)

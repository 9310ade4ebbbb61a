"""Every word of the window has its Japanese and its Russian, there is room for them, and the .qm are those of the .ts."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTableWidget,
    QToolButton,
    QWidget,
)

import memoircat.desktop
from memoircat.desktop.batch.batch_dialog import BatchDialog
from memoircat.desktop.batch.replace_dialog import ReplaceDialog, Scope
from memoircat.desktop.browse.browse_page import BrowsePage
from memoircat.desktop.care.care_dialog import CareDialog
from memoircat.desktop.care.cared_for import CaredFor
from memoircat.desktop.care.pages import PAGES
from memoircat.desktop.care.question import Question
from memoircat.desktop.care.restore_dialog import RestoreDialog
from memoircat.desktop.dialogs.history_dialog import HistoryDialog
from memoircat.desktop.dialogs.identify_dialog import IdentifyDialog
from memoircat.desktop.dialogs.move_dialog import MoveDialog
from memoircat.desktop.dialogs.preferences import PreferencesDialog
from memoircat.desktop.dialogs.redact_dialog import RedactDialog
from memoircat.desktop.dialogs.report_dialog import ReportDialog
from memoircat.desktop.grid.columns_dialog import GridColumnsDialog
from memoircat.desktop.roster import ImportWizard, RosterImports
from memoircat.desktop.runner import QtRunner
from memoircat.desktop.vocabularies.vocabularies_dialog import VocabulariesDialog
from memoircat.desktop.widgets.layouts import Elided
from memoircat.desktop.window.actions import MENUS
from memoircat.desktop.window.keys_dialog import KeysDialog
from memoircat.editing.grid_templates import shipped_templates
from memoircat.jobs import InlineRunner
from memoircat.messages import LANGUAGES, Language
from memoircat.records.registry import RECORD_TYPES
from memoircat.reports.kinds import report_kinds
from memoircat.shipped import shipped

COMPLETE = ("ja", "ru")  # English is the source
_ROOM, _SHORT = 1.75, 24  # times the English and, for short words, signs: buttons grow, but not over the window
_PLACES = re.compile(r"\{\w*\}|%n|%\d|%s")
_LATIN = re.compile(r"[A-Za-z]{3,}")
_ALLOWED = {"MemoirCat", "CSV", "PDF", "HTML", "Ctrl", "Enter", "Esc", "Alt", "Shift", "ISBN", "NDC", "English"}
_ALLOWED |= {"aside"}  # a folder
_SUFFIXES = re.compile(r"\.(pdf|html|csv|xlsx|toml|memoircat)\b")
_TAG, _PATH = re.compile(r"</?[a-z][^>]*>"), re.compile(r"(?<![^\s：])/\S+")
# What the keyboard has printed on it stays as it is printed.
_KEYS = {"Return", "Del", "Ins", "Left", "Right", "Down", "Home", "End", "PgUp", "PgDown", "Space", "Tab"}


@dataclass(frozen=True)
class Marked:
    """A text marked for translation, where it was found, and whether a number goes with it."""

    context: str
    text: str
    counted: bool


@dataclass(frozen=True)
class Translated:
    """A text's forms in one language. More than one where its number decides."""

    forms: tuple[str, ...]
    finished: bool


def source_files() -> list[Path]:
    return sorted(Path(memoircat.desktop.__file__).parent.rglob("*.py"))


def marked() -> set[Marked]:
    """Every text that the window's source marks, f-strings included."""
    found: set[Marked] = set()
    for file in source_files():
        found |= set(_marked_in(ast.parse(file.read_text(encoding="utf-8")), ""))
    return found


def _marked_in(node: ast.AST, owner: str) -> Iterator[Marked]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield from _marked_by(child, owner)
        yield from _marked_in(child, child.name if isinstance(child, ast.ClassDef) else owner)


def _marked_by(call: ast.Call, owner: str) -> Iterator[Marked]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    words = [each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    if name == "tr":
        assert isinstance(call.args[0], ast.Constant), f"lupdate cannot read {ast.unparse(call)} in {owner}"
        yield Marked(owner, words[0], len(call.args) > 2)
    elif name == "QT_TRANSLATE_NOOP":
        assert len(words) == 2, f"lupdate cannot read {ast.unparse(call)}"
        yield Marked(words[0], words[1], False)
    elif name == "words":  # the table of actions' own lookup
        yield from (Marked("actions", each, False) for each in words)


def translations(language: str) -> dict[tuple[str, str], Translated]:
    found = {}
    for context in ET.parse(shipped("translations") / f"memoircat_{language}.ts").iter("context"):
        for message in context.iter("message"):
            target = message.find("translation")
            assert target is not None
            forms = tuple(each.text or "" for each in target.iter("numerusform")) or (target.text or "",)
            key = (context.findtext("name") or "", message.findtext("source") or "")
            found[key] = Translated(forms, target.get("type") is None)
    return found


@pytest.mark.parametrize("language", COMPLETE)
def test_every_marked_text_is_translated(language: str) -> None:
    there = translations(language)
    missing = [each for each in marked() if (each.context, each.text) not in there]
    unfinished = [key for key, each in there.items() if not each.finished or not all(each.forms)]
    assert not missing, "run make translations"
    assert not unfinished


@pytest.mark.parametrize("language", COMPLETE)
def test_no_translation_is_left_over(language: str) -> None:
    texts = {(each.context, each.text) for each in marked()}
    assert not [key for key in translations(language) if key not in texts]


def test_japanese_keeps_places_and_access_keys() -> None:
    for (context, text), translated in translations("ja").items():
        for form in translated.forms:
            where = f"{context}: {text} → {form}"
            assert sorted(_PLACES.findall(form)) == sorted(_PLACES.findall(text)), where
            key = re.search(r"&(\w)", text)
            if key:
                assert form.endswith(f"(&{key[1].upper()})"), where
            else:
                assert "&" not in form, where
            assert text.endswith("…") == form.endswith("…"), where


def test_russian_keeps_places_and_access_keys() -> None:
    for (context, text), translated in translations("ru").items():
        for form in translated.forms:
            where = f"{context}: {text} → {form}"
            assert sorted(_PLACES.findall(form)) == sorted(_PLACES.findall(text)), where
            assert len(re.findall(r"&\w", form)) == len(re.findall(r"&\w", text)), where
            assert text.endswith("…") == form.endswith("…"), where


def test_the_menus_have_access_keys_of_their_own() -> None:
    for language in COMPLETE:
        names = [
            each for (context, text), each in translations(language).items() if context == "actions" and "&" in text
        ]
        keys = [re.search(r"&(\w)", each.forms[0]) for each in names]
        assert len({each[1] for each in keys if each}) == len(MENUS), language


def test_russian_has_three_forms_that_differ_where_the_word_does() -> None:
    there = translations("ru")
    for each in marked():
        if each.counted:
            forms = there[each.context, each.text].forms
            where = f"{each.context}: {each.text}"
            assert len(forms) == 3, where
            assert re.search(r"%n\s+\w{2,}", forms[0]) is None or len(set(forms)) > 1, where


def test_russian_keeps_the_house_style() -> None:
    for (context, text), translated in translations("ru").items():
        for form in translated.forms:
            where = f"{context}: {text} → {form}"
            assert not re.search(r"ошибк|успешн|погиб|геро[йяи]|неверн|!|\"", form, re.IGNORECASE), where
            assert form == form.strip(), where
            longest = max(_ROOM * len(text), _SHORT)
            assert len(form) <= longest, where


def test_japanese_keeps_the_house_style() -> None:
    for (context, text), translated in translations("ja").items():
        for form in translated.forms:
            where = f"{context}: {text} → {form}"
            assert not re.search(r"成功|エラー|[!！]|[–—]", form), where
            assert form == form.strip(), where


def test_english_has_both_forms_of_every_counted_text() -> None:
    there = translations("en")
    for each in marked():
        if each.counted:
            translated = there[each.context, each.text]
            assert translated.finished
            assert len(translated.forms) == 2
            for form in translated.forms:
                assert "(s)" not in form
                assert sorted(_PLACES.findall(form)) == sorted(_PLACES.findall(each.text))


def test_counted_texts_stand_in_classes_without_heirs() -> None:
    """PySide looks a text up in the heir first; Qt puts the number in even there, and the right class is not asked."""
    bases = {
        ast.unparse(base)
        for file in source_files()
        for owner in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(owner, ast.ClassDef)
        for base in owner.bases
    }
    assert not bases & {each.context for each in marked() if each.counted}


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_files_are_those_of_the_sources(language: str, tmp_path: Path) -> None:
    tool, fresh = Path(sys.executable).with_name("pyside6-lrelease"), tmp_path / "fresh.qm"
    folder = shipped("translations")
    source = str(folder / f"memoircat_{language}.ts")
    subprocess.run([str(tool), source, "-qm", str(fresh)], check=True, capture_output=True, timeout=60)
    assert fresh.read_bytes() == (folder / f"memoircat_{language}.qm").read_bytes(), "run make translations"


def seen(window: QWidget) -> Iterator[str]:
    """Every word that a window shows or tells a screen reader."""
    for widget in (window, *window.findChildren(QWidget)):
        yield widget.toolTip()
        yield widget.accessibleName()
        yield widget.windowTitle()
        if isinstance(widget, QMenu):
            yield widget.title()
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            yield widget.placeholderText()
        if isinstance(widget, QListWidget):
            yield from (widget.item(row).text() for row in range(widget.count()))
        if isinstance(widget, QTableWidget):
            heads = [widget.horizontalHeaderItem(column) for column in range(widget.columnCount())]
            yield from (head.text() for head in heads if head)
    for action in window.findChildren(QAction):
        yield from (action.text(), action.toolTip())


def english(window: QWidget) -> set[str]:
    """The texts with Latin words that nobody allowed; paths of files are what they are."""
    found = set()
    for text in seen(window):
        plain = _SUFFIXES.sub("", _PATH.sub("", _TAG.sub("", text)))
        if set(_LATIN.findall(plain)) - _ALLOWED - _KEYS:
            found.add(text)
    return found


def cut(window: QWidget) -> list[str]:
    """The texts of buttons, labels, tabs and heads that have less room than they need, and how much that is."""
    found = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and not isinstance(widget, Elided):
            found += [
                f"{text!r} in {widget.objectName() or type(widget).__name__}: {less}" for text, less in _cut(widget)
            ]
    return found


def _cut(widget: QWidget) -> Iterator[tuple[str, str]]:
    if isinstance(widget, QAbstractButton):
        yield from _cut_button(widget)
    elif isinstance(widget, QLabel) and widget.text():
        yield from _cut_label(widget)
    elif isinstance(widget, QTabBar):
        for number in range(widget.count()):
            if widget.tabRect(number).right() > widget.width():
                yield widget.tabText(number), "beyond the edge"
    elif isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
        for number in range(widget.count()):
            words = str(widget.model().headerData(number, Qt.Orientation.Horizontal) or "")
            if widget.fontMetrics().horizontalAdvance(words) > widget.sectionSize(number):
                yield words, f"{widget.sectionSize(number)} of {widget.fontMetrics().horizontalAdvance(words)}"


def _cut_button(button: QAbstractButton) -> Iterator[tuple[str, str]]:
    size, wanted = button.size(), button.sizeHint()
    if isinstance(button, QToolButton) and button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
        return
    if button.text() and (size.width() < wanted.width() or size.height() < wanted.height()):
        yield button.text(), f"{size.toTuple()} of {wanted.toTuple()}"
    elif button.text() and _beyond(button):
        yield button.text(), "beyond the edge"


def _cut_label(label: QLabel) -> Iterator[tuple[str, str]]:
    wide, high = label.width(), label.height()
    if not label.wordWrap() and wide < label.sizeHint().width():
        yield label.text(), f"{wide} of {label.sizeHint().width()}"
    elif label.wordWrap() and high + 1 < label.heightForWidth(wide):
        yield label.text(), f"{high} of {label.heightForWidth(wide)} high"
    elif label.wordWrap() and _longest(label) > wide:
        yield label.text(), f"{wide} of {_longest(label)} for its longest word"
    elif _beyond(label):
        yield label.text(), "beyond the edge"


def _longest(label: QLabel) -> int:
    """The width of a label's longest word; Japanese may break anywhere."""
    words = [each for each in label.text().split() if not re.search(r"[\u3040-\u9fff]", each)]
    return max((label.fontMetrics().horizontalAdvance(each) for each in words), default=0)


def _beyond(widget: QWidget) -> bool:
    """Whether something stands over the left or right edge of what it lies in: nothing is scrolled sideways."""
    window = widget.window()
    inside: QWidget | None = widget
    while inside is not None and inside is not window and (around := inside.parentWidget()) is not None:
        left = widget.mapTo(around, widget.rect().topLeft()).x()
        if left < 0 or left + widget.width() > around.width():
            return True
        inside = around
    return False


@pytest.mark.parametrize(("language", "first"), [("ja", "ファイル(&F)"), ("ru", "&Файл")])
def test_the_window_shows_no_english(language: Language, first: str, spoken: Any) -> None:
    desk = spoken(language)
    window = desk.window
    assert not english(window)
    menus = [each.text() for each in window.menuBar().actions()]
    assert menus[0] == first
    for code in RECORD_TYPES:
        desk.press("Ctrl+N", window)
        desk.choose(f"new-{code}")
        desk.settle()
        assert not english(window), code
        desk.press("Escape", window.work)
        desk.settle()
        assert not english(window), code


def test_statements_readings_and_results_are_japanese(desk: Any) -> None:
    window = desk.window
    desk.press("Ctrl+N", window)
    desk.choose("new-person")
    desk.settle()
    line = window.work.form.names.new_name
    desk.tab_to(line)
    desk.write("佐久間 辰蔵", line)
    desk.press("Return", line)
    desk.state("death", start="昭和21年冬頃")
    desk.settle()
    desk.state("death", start="昭和21年3月1日")
    desk.settle()
    assert not english(window)
    assert "記載 2件" in set(seen(window.work))
    window.search.results.show_commands(window._possible_commands())
    assert not english(window)


def test_numbers_are_told_in_three_russian_forms(spoken: Any) -> None:
    spoken("ru")
    said = {n: BrowsePage.tr("%n record(s)", "", n) for n in (1, 2, 5, 11, 21)}
    assert said == {1: "1 запись", 2: "2 записи", 5: "5 записей", 11: "11 записей", 21: "21 запись"}


@pytest.mark.parametrize("language", COMPLETE)
def test_the_dialogs_are_translated(language: Language, spoken: Any) -> None:
    for dialog in dialogs(spoken(language)):
        assert not english(dialog), type(dialog).__name__
        dialog.close()


def dialogs(desk: Any) -> Iterator[QWidget]:
    """The dialogs that one step shows, each made when it is asked for."""
    window = desk.window
    look, session = window.look, window.session
    with desk.catalogue.change("試し") as change:
        people = [change.create("person", kind="recorded") for _ in range(2)]
    views = desk.catalogue.views(people)
    yield HistoryDialog(session, look, views[0], window)
    yield IdentifyDialog(session, look, views, window)
    yield MoveDialog(session, look, people, window)
    yield KeysDialog(look, window)
    yield ReportDialog(look, list(report_kinds().values()), views[0], Path("/"), window)
    yield ImportWizard(look, RosterImports(session), InlineRunner(), window)
    yield BatchDialog(session, look, "person", people, window)
    yield ReplaceDialog(session, look, "person", [Scope("1", records=people)], window)
    yield VocabulariesDialog(session, look, window)
    yield PreferencesDialog(look, desk.program.settings, session, window)
    yield RedactDialog(session, look, views[0], window)
    yield RestoreDialog(look, window, session.path)
    yield Question(look, CareDialog.tr("Copies and check"), [], CareDialog.tr("Stop"), window)
    cared = CaredFor(session.path, "橋本", session.program, is_open=True)
    for page in PAGES:
        yield CareDialog(cared, QtRunner(), look, window, page)
    yield GridColumnsDialog(look, next(iter(shipped_templates(look.language).values())), window)


@pytest.mark.parametrize(("language", "scale"), [("ja", 200), ("en", 200), ("ru", 100), ("ru", 200)])
def test_nothing_is_cut_at_1280_by_800(language: Language, scale: int, spoken: Any) -> None:
    desk = spoken(language, scale)
    window = desk.window
    assert not cut(window)
    for code in RECORD_TYPES:
        window.commands.records.make(code)
        desk.settle()
        assert not cut(window), code
        window.show_browse()
        window.browse.show_type(code)
        desk.finish()  # the pieces of documents are counted beside the window
        assert not cut(window), code
    window.actions_["grid"].trigger()
    desk.settle()
    assert not cut(window)
    assert window.size().toTuple() == (1280, 800)


@pytest.mark.parametrize(("language", "scale"), [("ja", 200), ("en", 200), ("ru", 100), ("ru", 200)])
def test_nothing_is_cut_in_the_dialogs(language: Language, scale: int, spoken: Any) -> None:
    desk = spoken(language, scale)
    for dialog in dialogs(desk):
        dialog.show()
        desk.settle()
        assert not cut(dialog), type(dialog).__name__
        assert dialog.width() <= 1280, type(dialog).__name__
        assert dialog.height() <= 800, type(dialog).__name__
        dialog.close()

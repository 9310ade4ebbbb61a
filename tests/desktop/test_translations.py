"""Every word of the window has its Japanese, and the compiled files say what the .ts files say."""

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
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QTableWidget,
    QWidget,
)

import memoircat.desktop
from memoircat.desktop.dialogs import IdentifyDialog, KeysDialog, ReportDialog
from memoircat.desktop.history_dialog import HistoryDialog
from memoircat.desktop.roster import ImportWizard, RosterImports
from memoircat.jobs import InlineRunner
from memoircat.records.registry import RECORD_TYPES
from memoircat.shipped import shipped

_PLACES = re.compile(r"\{\w*\}|%n|%\d|%s")
_LATIN = re.compile(r"[A-Za-z]{3,}")
_ALLOWED = {"MemoirCat", "CSV", "PDF", "HTML", "Ctrl", "Enter", "Esc", "Alt", "Shift", "ISBN", "NDC", "English"}
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


def test_every_marked_text_has_finished_japanese() -> None:
    there = translations("ja")
    missing = [each for each in marked() if (each.context, each.text) not in there]
    unfinished = [key for key, each in there.items() if not each.finished or not all(each.forms)]
    assert not missing, "run make translations"
    assert not unfinished


def test_no_translation_is_left_over() -> None:
    texts = {(each.context, each.text) for each in marked()}
    assert not [key for key in translations("ja") if key not in texts]


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


@pytest.mark.parametrize("language", ["ja", "en"])
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


def test_the_window_shows_no_english_in_japanese(desk: Any) -> None:
    window = desk.window
    assert not english(window)
    menus = [each.text() for each in window.menuBar().actions()]
    assert menus[0] == "ファイル(&F)"
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
    line.setFocus()
    desk.write("佐久間 辰蔵", line)
    desk.press("Return", line)
    desk.state("death", start="昭和21年冬頃")
    desk.settle()
    desk.state("death", start="昭和21年3月1日")
    desk.settle()
    assert not english(window)
    assert "記載 2件" in set(seen(window.work))
    window.search.results.show_commands(window._commands())
    assert not english(window)


def test_the_dialogs_are_japanese(desk: Any) -> None:
    window = desk.window
    look, session = window.look, window.session
    with desk.catalogue.change("試し") as change:
        people = [change.create("person", kind="recorded") for _ in range(2)]
    views = desk.catalogue.views(people)
    for dialog in (
        HistoryDialog(session, look, views[0], window),
        IdentifyDialog(session, look, views, window),
        KeysDialog(look, window),
        ReportDialog(look, [("catalogue", "目録")], views[0], Path("/"), window),
        ImportWizard(look, RosterImports(session), InlineRunner(), window),
    ):
        assert not english(dialog), type(dialog).__name__
        dialog.close()

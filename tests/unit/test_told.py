"""What goes wrong is told in three languages: each message and hint of the source has its words, values come through."""

from __future__ import annotations

import ast
import csv
import itertools
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import memoircat
from memoircat import told as module
from memoircat.errors import KINDS, EnvironmentError_, InputError
from memoircat.messages import LANGUAGES, Label
from memoircat.shipped import shipped
from memoircat.told import sentence, told, told_briefly, told_label

_RAISED = {each.__name__ for each in KINDS} | {"MemoirCatError"}
_PLACE = "\0"
_PLACES = re.compile(r"\{(\d+)(?::[^}]*)?\}")
# Told before, or translated by the window: the sentence is another's.
_HANDED_ON = ("self.tr(", "problem.message", "problem.hint", "missing.message", "remark.reason")


# What the source says ------------------------------------------------------------------------------------------


def sources() -> list[Path]:
    """The source that the window runs: what only the command line says stays English."""
    root = Path(memoircat.__file__).parent
    return sorted(file for file in root.rglob("*.py") if file.relative_to(root).parts[0] != "cli")


@cache
def raised(part: str) -> dict[str, str]:
    """The templates, with ``{0}``, ``{1}``, of every ``message``, ``hint`` or ``where``, and a line that has each."""
    found: dict[str, str] = {}
    for file, tree in _trees().items():
        for scope, call in _calls(tree, tree):
            given = {each.arg: each.value for each in call.keywords} | {"message": call.args[0]}
            text = given.get(part)
            if text is not None and not ast.unparse(text).startswith(_HANDED_ON):
                at = f"{Path(file).name}:{text.lineno}"
                found |= {_numbered(each): at for each in _variants(text, scope, tree)}
    return found


@cache
def _trees() -> dict[str, ast.Module]:
    return {str(file): ast.parse(file.read_text(encoding="utf-8")) for file in sources()}


def _calls(node: ast.AST, scope: ast.AST) -> Iterator[tuple[ast.AST, ast.Call]]:
    """The problems that are made, each with the function around it."""
    for child in ast.iter_child_nodes(node):
        inner = child if isinstance(child, ast.FunctionDef) else scope
        if isinstance(child, ast.Call) and _name_of(child.func) in _RAISED:
            yield inner, child
        yield from _calls(child, inner)


def _name_of(node: ast.expr) -> str:
    """The last word of a name: InputError, errors.InputError."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _variants(node: ast.expr, scope: ast.AST, tree: ast.AST) -> list[str]:
    """All texts that an expression can be, with a sign where a value stands."""
    parts: list[list[str]] = [[_PLACE]]
    match node:
        case ast.Constant(value=str(text)):
            parts = [[text]]
        case ast.JoinedStr(values=values):
            parts = [_variants(each, scope, tree) for each in values]
        case ast.FormattedValue(value=value, conversion=-1, format_spec=None):
            parts = [_variants(value, scope, tree)]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            parts = [_variants(left, scope, tree), _variants(right, scope, tree)]
        case ast.IfExp(body=one, orelse=other) | ast.BoolOp(values=[one, ast.Constant() as other]):
            parts = [[*_variants(one, scope, tree), *_variants(other, scope, tree)]]
        case ast.Name(id=name):
            parts = [_assigned(name, scope, tree)]
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="format")):
            parts = [[re.sub(r"\{[^}]*\}", _PLACE, text)]]
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(value=ast.Name(id="self"), attr=name)):
            parts = [_returned(name, tree)]
    return ["".join(each) for each in itertools.product(*parts)]


def _assigned(name: str, scope: ast.AST, tree: ast.AST) -> list[str]:
    """What a name can be: given in the same function, or a constant of the module."""
    own = [*ast.walk(scope), *ast.iter_child_nodes(tree)]
    given = [each.value for each in own if isinstance(each, ast.Assign) and _name_of(each.targets[0]) == name]
    found = [text for each in given for text in _variants(each, scope, tree)]
    return found if found and _PLACE not in found else [_PLACE]


def _returned(name: str, tree: ast.AST) -> list[str]:
    """What a function of the module can answer."""
    made = next((each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef) and each.name == name), tree)
    given = [each.value for each in ast.walk(made) if isinstance(each, ast.Return) and each.value is not None]
    return [text for each in given for text in _variants(each, made, tree)] if made is not tree else [_PLACE]


def _numbered(text: str) -> str:
    places = itertools.count()
    return re.sub(f"{_PLACE}+", lambda _: f"{{{next(places)}}}", text)


# What the file says --------------------------------------------------------------------------------------------


@cache
def written() -> dict[str, Label]:
    """The file's rows by the English with bare places."""
    with shipped("messages.csv").open(encoding="utf-8", newline="") as file:
        return {_bare(row["en"]): Label(row["ja"], row["en"], row["ru"]) for row in csv.DictReader(file)}


def _bare(text: str) -> str:
    return _PLACES.sub(r"{\1}", text)


def test_every_message_and_hint_of_the_source_has_its_japanese_and_russian():
    said = raised("message") | raised("hint")
    assert len(said) > 150
    assert {text: at for text, at in said.items() if text not in written()} == {}
    assert set(written()) - set(said) == set(), "no longer said by the source"
    assert "{0}" not in said, f"{said.get('{0}')}: the test cannot read what this can be"


def test_every_row_has_words_with_the_same_places_in_order_in_english():
    for label in written().values():
        places = _PLACES.findall(label.en)
        assert places == [str(n) for n in range(len(places))], label
        for words in (label.ja, label.ru):
            assert words.strip() and sorted(_PLACES.findall(words)) == places, label
            assert not re.search("[!！]", words), label
        assert re.search("[ぁ-ん]", label.ja) or ("列" in label.ja or "種類" in label.ja or "例" in label.ja), label
        assert re.search("[а-я]", label.ru), label


def test_no_place_has_words_of_its_own_but_the_line():
    spoken = {text for text in raised("where") if re.search(r"[A-Za-z]{2,}", _PLACES.sub("", text)) and " " in text}
    assert {text for text in spoken if not text.endswith(", line {1}")} == set()


# How it is told ------------------------------------------------------------------------------------------------

_VALUES = {"": "日誌 [第{0}冊]", r"\d+": "12", r"\S+": "2026-11-01T09:00:00Z", r"\w+": "person", r"[\d,]+": "1,024"}


def _filled(label: Label, *given: str) -> tuple[str, list[str]]:
    """The English as it would be raised with these values where any value may stand, and all its values."""
    own = iter(given)
    kinds = re.findall(r"\{\d+:?([^}]*)\}", label.en)
    values = [_VALUES[kind] if kind else next(own, _VALUES[""]) for kind in kinds]
    return _bare(label.en).format(*values), values


@pytest.mark.parametrize("english", sorted(written()))
def test_the_sentence_that_fits_is_found_again(english: str):
    label = written()[english]
    text, values = _filled(label)
    assert sentence(text) == Label(label.ja.format(*values), text, label.ru.format(*values))


_CLOSED = sorted(text for text in written() if "{0}" in text and not text.startswith("{0} "))
_SIGNS = st.text(st.sampled_from('{}0:\\()[].*?+$^|“”’\n\r "田𠮷\ud867')) | st.text()


@given(st.sampled_from(_CLOSED), _SIGNS, _SIGNS)
def test_values_come_through_whatever_signs_they_hold(english: str, one: str, other: str):
    label = written()[english]
    text, values = _filled(label, one, other)
    assert sentence(text) == Label(label.ja.format(*values), text, label.ru.format(*values))


@pytest.mark.parametrize("english", [text for text in _CLOSED if "“{0}”" in text])
def test_a_value_that_quotes_another_sentence_misleads_nobody(english: str):
    label = written()[english]
    for other in written().values():
        for quoted in (_filled(other)[0], _filled(other)[0].removesuffix("."), f"{_filled(other)[0]} y"):
            text, values = _filled(label, quoted)
            assert sentence(text).ja == label.ja.format(*values)


def test_a_line_says_where_what_and_what_next():
    problem = InputError(
        "The row has 7 cells, the head 6.", where="名簿.csv, line 12", hint="Look for a comma too many or too few."
    )
    assert (
        told(problem, "ja")
        == "名簿.csv、12行目：この行の欄は7個、見出しは6個です。カンマの過不足がないか見てください。"
    )
    assert told(problem, "en") == (
        "名簿.csv, line 12: The row has 7 cells, the head 6. Look for a comma too many or too few."
    )
    assert told(problem, "ru") == (
        "名簿.csv, строка 12: Ячеек в строке: 7, в заголовке: 6. Проверьте, нет ли лишней или недостающей запятой."
    )
    assert told_briefly(problem, "ja") == "この行の欄は7個、見出しは6個です。カンマの過不足がないか見てください。"
    assert told_label(problem).en == f"{problem.message} {problem.hint}"


def test_what_no_sentence_fits_stays_as_it_was_raised():
    problem = InputError("Nobody wrote this down.", where="P-000001", hint="Check the path.")
    assert told(problem, "ja") == "P-000001：Nobody wrote this down. 場所を確かめてください。"
    assert told(InputError("Only this."), "ja") == "Only this."


def test_a_problem_is_told_although_the_shipped_files_are_gone(monkeypatch: pytest.MonkeyPatch):
    def gone(_name: str) -> Path:
        raise EnvironmentError_("The files that belong to the program are missing.", hint="Install MemoirCat again.")

    monkeypatch.setattr(module, "shipped", gone)
    module._sentences.cache_clear()
    sentence.cache_clear()
    try:
        lines = {told(InputError("There is no such file."), language) for language in LANGUAGES}
    finally:
        module._sentences.cache_clear()
        sentence.cache_clear()
    assert lines == {"There is no such file."}


def test_nothing_is_read_before_the_first_problem():
    code = "import memoircat.desktop.window.main_window, memoircat.told as told; print(told._sentences.cache_info().misses)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"

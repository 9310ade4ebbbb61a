"""Messages: each sentence of the source has its line in three languages, and values come through sign for sign."""

from __future__ import annotations

import ast
import csv
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
from memoircat import messages
from memoircat.errors import KINDS, EnvironmentError_, InputError
from memoircat.messages import LANGUAGES, Label, Language, Message, listed, message
from memoircat.shipped import shipped

_RAISED = {kind.__name__ for kind in KINDS} | {"MemoirCatError"}
_PLACES = re.compile(r"\{(\w+)(?::([^{}]+))?\}")
_FORMS = {"ja": 1, "en": 2, "ru": 3}  # of a word that goes with a number
_WRITTEN = {"ja": "[ぁ-んァ-ヶ一-龠]", "en": "[A-Za-z]", "ru": "[а-яА-Я]"}


# The source and the file ----------------------------------------------------------------------------------------


@cache
def calls() -> list[tuple[str, ast.Call]]:
    """Every call in the source with its place there."""
    files = sorted(Path(memoircat.__file__).parent.rglob("*.py"))
    trees = [(file, ast.parse(file.read_text(encoding="utf-8"))) for file in files]
    nodes = ((file, node) for file, tree in trees for node in ast.walk(tree))
    return [(f"{file.name}:{node.lineno}", node) for file, node in nodes if isinstance(node, ast.Call)]


def called(node: ast.Call) -> str:
    """The last word of what is called: InputError, catalogue.change."""
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def sentences() -> Iterator[tuple[str, str, set[str]]]:
    """The sentences of the source: where, the key, and what is put into its places."""
    for where, call in calls():
        if called(call) == "message":
            key, *others = call.args
            assert isinstance(key, ast.Constant) and isinstance(key.value, str) and not others, where
            yield where, key.value, {str(keyword.arg) for keyword in call.keywords}


@cache
def lines() -> dict[str, dict[Language, str]]:
    """The lines of the file by their English."""
    with shipped("messages.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["en"] for row in rows}) == len(rows)
    return {row["en"]: {language: row[language] for language in LANGUAGES} for row in rows}


def places(sentence: str) -> set[str]:
    return {place[1] for place in _PLACES.finditer(sentence)}


def test_every_sentence_of_the_source_has_its_line_and_every_line_its_sentence():
    said = {key: where for where, key, _ in sentences()}
    assert len(said) > 250
    assert {key: where for key, where in said.items() if key not in lines()} == {}
    assert set(lines()) - set(said) == set(), "no longer said by the source"


def test_every_sentence_gets_what_its_places_ask_for():
    assert {where: key for where, key, given in sentences() if given != places(key)} == {}


@pytest.mark.parametrize("key", sorted(lines()))
def test_a_line_has_words_and_the_same_places_in_each_language(key: str):
    for language, sentence in lines()[key].items():
        assert places(sentence) == places(key), language
        assert not set("{}") & set(_PLACES.sub("", sentence)), language
        assert not re.search("[!！]", sentence), language
        if re.search("[A-Za-z]{2}", _PLACES.sub("", key)):
            assert re.search(_WRITTEN[language], _PLACES.sub("", sentence)), language
        for _, forms in _PLACES.findall(sentence):
            assert forms in ("", ",") or len(forms.split("|")) == _FORMS[language], language


def test_problems_and_labels_are_messages_and_no_finished_texts():
    finished = []
    for where, call in calls():
        shown = [keyword.value for keyword in call.keywords if keyword.arg in ("hint", "label")]
        if called(call) in (*_RAISED, "change", "Change", "bring_back", "withdraw"):
            shown += call.args[:1]
        if called(call) in _RAISED or shown:
            finished += [where for value in shown if isinstance(value, ast.JoinedStr)]
            finished += [where for value in shown if isinstance(value, ast.Constant) and isinstance(value.value, str)]
            finished += [where for value in shown if isinstance(value, ast.Call) and called(value) == "tr"]
    assert finished == []


# How it is worded -----------------------------------------------------------------------------------------------


def test_values_labels_and_messages_are_worded_in_the_language_of_the_reader():
    label = message("{record}: {field}", record="凍土の記", field=Label("注記", "Note", "Примечание"))
    undone = message("Undo: {label}", label=label)
    assert undone.in_("ja") == "取り消し：凍土の記：注記"
    assert undone.in_("en") == str(undone) == "Undo: 凍土の記: Note"
    assert undone.in_("ru") == "Отмена: 凍土の記: Примечание"


@pytest.mark.parametrize(
    ("number", "en", "ru"),
    [
        (0, "Delete 0 records", "Удалить 0 записей"),
        (1, "Delete 1 record", "Удалить 1 запись"),
        (2, "Delete 2 records", "Удалить 2 записи"),
        (5, "Delete 5 records", "Удалить 5 записей"),
        (11, "Delete 11 records", "Удалить 11 записей"),
        (12, "Delete 12 records", "Удалить 12 записей"),
        (21, "Delete 21 records", "Удалить 21 запись"),
        (104, "Delete 104 records", "Удалить 104 записи"),
        (111, "Delete 111 records", "Удалить 111 записей"),
        (1001, "Delete 1001 records", "Удалить 1001 запись"),
    ],
)
def test_words_go_with_their_numbers(number: int, en: str, ru: str):
    deleted = message("Delete {n} {n:record|records}", n=number)
    assert (deleted.in_("ja"), deleted.in_("en"), deleted.in_("ru")) == (f"記録 {number}件を削除", en, ru)


def test_large_numbers_are_grouped_where_the_sentence_says_so():
    used = message("It is used {n:,} {n:time|times}, the trash included.", n=1234)
    assert used.in_("en") == "It is used 1,234 times, the trash included."
    assert used.in_("ja") == "ごみ箱も含めて1,234回使われています。"


def test_words_side_by_side_have_the_comma_of_the_language():
    fields = listed([Label("階級", "Rank", "Звание"), Label("性別", "Sex", "Пол"), "{備考}"])
    assert fields.in_("ja") == "階級、性別、{備考}"
    assert fields.in_("en") == "Rank, Sex, {備考}"
    assert listed(["一つ"]).in_("ru") == "一つ"


def test_a_sentence_that_the_file_does_not_have_is_said_in_english_by_english_rules():
    unknown = Message("{n} {n:box|boxes} of {what}", {"n": 21, "what": Label("手紙", "letters", "писем")})
    assert unknown.in_("ru") == "21 boxes of писем"


def test_messages_are_worded_in_english_although_the_shipped_files_are_gone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(messages, "resources_folder", lambda: None)
    messages._translations.cache_clear()
    try:
        said = {message("There is no such file.").in_(language) for language in LANGUAGES}
    finally:
        messages._translations.cache_clear()
    assert said == {"There is no such file."}


def test_nothing_is_read_before_the_first_message():
    code = "import memoircat.desktop.window.main_window, memoircat.messages as m; print(m._translations.cache_info().misses)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


# What comes through ---------------------------------------------------------------------------------------------

_TEXTS = st.text(st.sampled_from("{}:|,0n\\()[].*?+$^\"'“”’\n\r 田𠮷か\u3099é\u0301\U0001f4dc")) | st.text()
_NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
_SIMPLE = _TEXTS | _NUMBERS | st.builds(Label, _TEXTS, _TEXTS, _TEXTS)
_KEYS = st.sampled_from(sorted(lines())) | _TEXTS


def _messages(values: st.SearchStrategy) -> st.SearchStrategy[Message]:
    return st.builds(
        Message, _KEYS, st.dictionaries(st.sampled_from(["n", "text", "record", "label"]) | _TEXTS, values)
    )


_MESSAGES = _messages(st.recursive(_SIMPLE, _messages, max_leaves=6))


@given(_MESSAGES)
def test_what_is_stored_is_read_again(said: Message):
    again = Message.from_stored(said.stored())
    assert again == said
    assert [again.in_(language) for language in LANGUAGES] == [said.in_(language) for language in LANGUAGES]


@given(_TEXTS)
def test_a_plain_text_shows_itself_in_every_language(text: str):
    for plain in (Message.of(text), Message.from_stored(text), Message.from_stored(Message.of(text).stored())):
        assert {plain.in_(language) for language in LANGUAGES} == {text}


@pytest.mark.parametrize(
    "text",
    [
        "取り消し：{label}", "There is no record “{code}”.", "7", "null", '"x"', "[1]", "{", '{"key": 1, "values": {}}',
        '{"key": "x"}', '{"key": "x", "values": {"a": null}}', '{"key": "x", "values": {"a": {"ja": "い"}}}', "[" * 100_000,
    ],
)  # fmt: skip
def test_a_label_of_an_older_catalogue_is_shown_as_it_is(text: str):
    assert {Message.from_stored(text).in_(language) for language in LANGUAGES} == {text}


@given(st.sampled_from([key for key in sorted(lines()) if places(key)]), st.data())
def test_values_come_through_whatever_signs_they_hold(key: str, data: st.DataObject):
    values = {name: data.draw(_TEXTS) for name in sorted(places(key))}
    for language in LANGUAGES:
        marked = Message(key, {name: f"\ue000{name}\ue001" for name in values}).in_(language)
        expected = re.sub("\ue000(.*?)\ue001", lambda mark: values[mark[1]], marked)
        assert Message(key, values).in_(language) == expected


# Problems -------------------------------------------------------------------------------------------------------


def test_a_problem_says_where_what_and_what_next():
    problem = InputError(
        message("The row has {cells} {cells:cell|cells}, the head {head}.", cells=7, head=6),
        where=message("{file}, line {line}", file="名簿.csv", line=12),
        hint=message("Look for a comma too many or too few."),
    )
    said = "名簿.csv、12行目：この行の欄は7個、見出しは6個です。カンマの過不足がないか見てください。"
    assert problem.line.in_("ja") == said
    assert problem.line.in_("en") == (
        "名簿.csv, line 12: The row has 7 cells, the head 6. Look for a comma too many or too few."
    )
    assert problem.line.in_("ru") == (
        "名簿.csv, строка 12: Ячеек в строке: 7, в заголовке: 6. Проверьте, нет ли лишней или недостающей запятой."
    )
    assert problem.brief.in_("ja") == said.partition("：")[2]
    assert str(problem) == (
        "名簿.csv, line 12: The row has 7 cells, the head 6. — Look for a comma too many or too few."
    )
    assert problem.where == "名簿.csv, line 12"


def test_a_problem_in_plain_text_stays_as_it_was_raised():
    problem = InputError("Nobody wrote {this} down.", where="P-{0}", hint="Look {there}.")
    assert str(problem) == "P-{0}: Nobody wrote {this} down. — Look {there}."
    assert problem.line.in_("en") == "P-{0}: Nobody wrote {this} down. Look {there}."
    alone = InputError("Only this.")
    assert (alone.where, alone.hint, str(alone)) == ("", None, "Only this.")
    assert alone.line.in_("ja") == "Only this."


def test_that_the_shipped_files_are_gone_is_itself_a_problem(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("memoircat.shipped.resources_folder", lambda: None)
    with pytest.raises(EnvironmentError_) as missing:
        shipped("messages.csv")
    assert "Install MemoirCat again." in str(missing.value)

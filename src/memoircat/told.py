"""What went wrong, in the language of the window.

Problems are raised in English, with the names and values that they are about already in the sentence. The file
``resources/messages.csv`` (en, ja, ru) holds these sentences with places, ``{0}``, ``{1}``; the sentence that fits is
found again, and what stands in its places goes into the translation sign for sign. After a colon a place may say, as a
regular expression, what can stand in it: ``{0:\\d+}``. A text that no sentence fits stays English.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from string import Formatter

from memoircat.errors import EnvironmentError_, MemoirCatError
from memoircat.messages import Label, Language
from memoircat.shipped import shipped

_IN_LINE = re.compile(r"(?P<file>.*), line (?P<line>\d+)", re.DOTALL)
_LINE = Label("{file}、{line}行目", "{file}, line {line}", "{file}, строка {line}")
_COLON = Label("：", ": ", ": ")


def told(problem: MemoirCatError, language: Language) -> str:
    """A problem in one line: where, what, and what to do next."""
    where = f"{_where(problem.where).in_(language)}{_COLON.in_(language)}" if problem.where else ""
    return where + told_briefly(problem, language)


def told_briefly(problem: MemoirCatError, language: Language) -> str:
    """What happened and what to do next, for a place that shows by itself where it was."""
    return told_label(problem).in_(language)


def told_label(problem: MemoirCatError) -> Label:
    """What happened and what to do next, in the three languages."""
    return Label(*map(_joined, sentence(problem.message), sentence(problem.hint)))


@lru_cache(maxsize=64)  # many rows of a roster are rejected in the same words
def sentence(text: str) -> Label:
    """An English message or hint in the three languages; ``text`` itself where the file has no such sentence."""
    whole, with_places = _sentences()
    if text in whole:
        return whole[text]
    for fits, label in with_places:
        found = fits.fullmatch(text)
        if found:
            return Label(label.ja.format(*found.groups()), text, label.ru.format(*found.groups()))
    return Label(text, text, text)


@cache
def _sentences() -> tuple[dict[str, Label], list[tuple[re.Pattern[str], Label]]]:
    """The sentences without places by their text; those with places, the longest fixed text around them first.

    What stands around the places is no part of a value, so one that quotes another sentence does not mislead; only
    where a sentence begins with a code could the code be read so.
    """
    try:
        with shipped("messages.csv").open(encoding="utf-8", newline="") as file:
            labels = [Label(row["ja"], row["en"], row["ru"]) for row in csv.DictReader(file)]
    except (EnvironmentError_, OSError):
        labels = []  # the problem may be that the shipped files are gone: it is told all the same
    with_places = sorted((each for each in labels if "{" in each.en), key=_length_around, reverse=True)
    whole = {each.en: each for each in labels if "{" not in each.en}
    return whole, [(re.compile(_pattern(each.en), re.DOTALL), each) for each in with_places]


def _length_around(label: Label) -> int:
    return label.en.index("{") + len(label.en) - label.en.rindex("}")


def _pattern(english: str) -> str:
    parts = Formatter().parse(english)
    return "".join(re.escape(text) + ("" if place is None else f"({what or '.*?'})") for text, place, what, _ in parts)


def _where(where: str) -> Label:
    found = _IN_LINE.fullmatch(where)
    return _LINE.fill(**found.groupdict()) if found else Label(where, where, where)


def _joined(message: str, hint: str) -> str:
    """Japanese sentences follow each other without a space."""
    return f"{message}{'' if message.endswith('。') else ' '}{hint}" if hint else message

"""Splitting text into tokens for the word index: words of alphabets, and overlapping pairs of other characters.

Letters of an alphabet form words. Every other character (kanji, kana, digits, ●, punctuation), here called dense,
forms a token with the character after it; the last character of a run is a token alone. 第7収容所 becomes
第7 7収 収容 容所 所, so that any run of two or more characters can be found as a phrase of whole tokens, and a single
character as the beginning of a token.
"""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from memoircat.names import fold

_ALPHABETS = "A-Za-zÀ-ÖØ-öø-ɏЀ-ԯḀ-ỿ"
_LETTER = re.compile(f"[{_ALPHABETS}]")
_UNIT = re.compile(f"[{_ALPHABETS}][{_ALPHABETS}\u0300-\u036f]*|\\S")
_RUN = re.compile(f"([{_ALPHABETS}][{_ALPHABETS}\u0300-\u036f]*)|[^\\s{_ALPHABETS}]+")  # a word, or dense characters
_IN_WORD = re.compile(f"[{_ALPHABETS}\u0300-\u036f]")
_GAP = re.compile(r"\s+")
BREAK = "\u241e"
"""A token between two texts of a record, so that no phrase is found across both."""


def tokens(text: str) -> Iterator[str]:
    """The tokens of a text for the index, folded and in order."""
    for match in _RUN.finditer(fold(text)):
        run = match[0]
        if match[1]:
            yield run
        else:
            yield from map(operator.add, run, run[1:])
            yield run[-1]


def phrase(text: str) -> tuple[list[str], bool]:
    """The tokens to look for as a phrase, and whether the last of them is only the beginning of a token."""
    parts: list[str] = []
    beginning = False
    runs = [units for run in _GAP.split(fold(text)) if (units := _UNIT.findall(run))]
    for run_number, units in enumerate(runs, 1):
        for number, (unit, after) in enumerate(pairwise([*units, ""])):
            if _dense(unit) and _dense(after):
                parts.append(unit + after)
                beginning = False
            elif after or run_number < len(runs) or not _dense(unit) or number == 0 or not _dense(units[number - 1]):
                parts.append(unit)
                beginning = not after
    return parts, beginning


def stands_whole(text: str, phrase_: str) -> bool:
    """Whether a text contains a phrase as written, not beginning inside a word."""
    at = text.find(phrase_)
    while at > 0 and _IN_WORD.match(phrase_) and _IN_WORD.match(text[at - 1]):
        at = text.find(phrase_, at + 1)
    return at >= 0


def holds_phrase(text: str, wanted: str) -> bool:
    """Whether one text contains the words ``wanted`` side by side, as the index would find them in a record."""
    parts, beginning = phrase(wanted)
    held = list(tokens(text))
    whole, last = (parts[:-1], parts[-1]) if beginning else (parts, "")
    for at in range(len(held) - len(parts) + 1):
        if held[at : at + len(whole)] == whole and (not beginning or held[at + len(whole)].startswith(last)):
            return bool(parts)
    return False


def is_dense(text: str) -> bool:
    """Whether a text consists of dense characters only: no letter of an alphabet, no space."""
    return bool(text) and all(not unit.isspace() and _dense(unit) for unit in text)


@lru_cache(maxsize=20_000)
def folds(character: str) -> str | None:
    """What folding makes of a dense character; empty for a mark that joins its neighbour; None where it is no other."""
    if _LETTER.match(character) or character.isspace():
        return None
    if unicodedata.combining(character):
        return ""
    folded = fold(character)
    if unicodedata.combining(folded[:1] or " "):
        return ""  # ﾞ and ﾟ join their neighbour too
    return folded if folded != character else None


def _dense(unit: str) -> bool:
    """Whether a unit is a single dense character rather than a word."""
    return len(unit) == 1 and not _LETTER.match(unit)

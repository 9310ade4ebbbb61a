"""Text cut into tokens that find any run of Japanese, and words of other scripts whole or from their beginning.

A letter of an alphabet joins its neighbours into a word. Every other sign (kanji, kana, digits, ●, punctuation) makes
one token with the sign that follows it; the last of a run stands alone. 第7収容所 is 第7 7収 収容 容所 所, so that any
run of two or more signs is a phrase of exact tokens, and a single sign the beginning of a token.
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
_RUN = re.compile(f"([{_ALPHABETS}][{_ALPHABETS}\u0300-\u036f]*)|[^\\s{_ALPHABETS}]+")  # a word, or dense signs
_IN_WORD = re.compile(f"[{_ALPHABETS}\u0300-\u036f]")
_GAP = re.compile(r"\s+")
BREAK = "\u241e"  # between two pieces of text, so that no phrase runs over


def tokens(text: str) -> Iterator[str]:
    """The tokens of a text, in order, for the index."""
    for found in _RUN.finditer(fold(text)):
        run = found[0]
        if found[1]:
            yield run
        else:
            yield from map(operator.add, run, run[1:])
            yield run[-1]


def phrase(text: str) -> tuple[list[str], bool]:
    """The tokens to look for in a row, and whether the last is only the beginning of one."""
    found: list[str] = []
    beginning = False
    runs = [units for run in _GAP.split(fold(text)) if (units := _UNIT.findall(run))]
    for run_number, units in enumerate(runs, 1):
        for number, (unit, after) in enumerate(pairwise([*units, ""])):
            if _dense(unit) and _dense(after):
                found.append(unit + after)
                beginning = False
            elif after or run_number < len(runs) or not _dense(unit) or number == 0 or not _dense(units[number - 1]):
                found.append(unit)
                beginning = not after
    return found, beginning


def stands_whole(text: str, phrase_: str) -> bool:
    """Whether a phrase stands in a text as written, where no word begins before it."""
    at = text.find(phrase_)
    while at > 0 and _IN_WORD.match(phrase_) and _IN_WORD.match(text[at - 1]):
        at = text.find(phrase_, at + 1)
    return at >= 0


def holds_phrase(text: str, wanted: str) -> bool:
    """Whether a text holds these words side by side: what the index finds in a row, asked of one text."""
    parts, beginning = phrase(wanted)
    found = list(tokens(text))
    whole, last = (parts[:-1], parts[-1]) if beginning else (parts, "")
    for at in range(len(found) - len(parts) + 1):
        if found[at : at + len(whole)] == whole and (not beginning or found[at + len(whole)].startswith(last)):
            return bool(parts)
    return False


def is_dense(text: str) -> bool:
    """Whether a text is one run of signs that are indexed by pairs: no word of an alphabet, no space."""
    return bool(text) and all(not unit.isspace() and _dense(unit) for unit in text)


@lru_cache(maxsize=20_000)
def folds(sign: str) -> str | None:
    """What a sign becomes in keys, where that is something else; a mark that joins its neighbour becomes nothing."""
    if _LETTER.match(sign) or sign.isspace():
        return None
    if unicodedata.combining(sign):
        return ""
    folded = fold(sign)
    if unicodedata.combining(folded[:1] or " "):
        return ""  # ﾞ and ﾟ too join their neighbour
    return folded if folded != sign else None


def _dense(unit: str) -> bool:
    """Whether a unit is a sign that makes tokens with its neighbours rather than a word."""
    return len(unit) == 1 and not _LETTER.match(unit)

"""The keys under which a name is found: its folded spelling, whole and by parts, and the Hepburn sound of kana."""

from __future__ import annotations

import re
from typing import NamedTuple

import jaconv

from memoircat.names.fold import fold, unmark
from memoircat.names.scripts import script_of

SPELLING = "spelling"
SOUND = "sound"

_GAP = re.compile(r"[\s,，、・･=＝.]+")
_VARIANT = re.compile(r"(.)[(（](.)[)）]")
_KEEP = re.compile(r"[^\w●□〓〇]+")
_LONG = re.compile(r"(?:ou|oo|oh(?=$|[^aiueoy]))")


class NameKey(NamedTuple):
    """One key. ``kind`` is spelling or sound; ``part`` 0 is the whole name, 1 the first word, 2 the second …"""

    key: str
    kind: str
    part: int


def name_keys(text: str) -> tuple[NameKey, ...]:
    """All keys of a name as written. `竹夫(雄)` gives the keys of 竹夫 and of 竹雄."""
    keys: dict[NameKey, None] = {}
    for form in _forms(text):
        words = _words(form)
        for part, word in enumerate(["".join(words), *(words if len(words) > 1 else [])]):
            for key, kind in _word_keys(word):
                keys[NameKey(key, kind, part)] = None
    return tuple(keys)


def query_keys(text: str) -> tuple[tuple[NameKey, ...], ...]:
    """What to look for, word by word: each word's keys, all of which stand for the same word."""
    return tuple(tuple(NameKey(key, kind, 0) for key, kind in _word_keys(word)) for word in _words(text))


def _forms(text: str) -> tuple[str, ...]:
    if not _VARIANT.search(text):
        return (text,)
    return (_VARIANT.sub(r"\1", text), _VARIANT.sub(r"\2", text))


def _words(text: str) -> list[str]:
    return [word for part in _GAP.split(fold(text)) if (word := _KEEP.sub("", part))]


def _word_keys(word: str) -> list[tuple[str, str]]:
    if not word:
        return []
    script = script_of(word)
    if script in ("Hira", "Kana"):
        kana = jaconv.kata2hira(word)
        return [(kana, SPELLING), (_sound(jaconv.kana2alphabet(kana.replace("ー", ""))), SOUND)]
    if script == "Latn":
        return [(unmark(word), SPELLING), (_sound(unmark(word)), SOUND)]
    return [(word, SPELLING)]


def _sound(romaji: str) -> str:
    """Romaji with long vowels short, so that Satō, Satou, Satoh and Sato are one."""
    return _LONG.sub("o", romaji).replace("uu", "u").replace("mb", "nb").replace("mp", "np").replace("mm", "nm")

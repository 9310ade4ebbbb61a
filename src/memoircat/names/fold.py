"""Folding: one spelling for what can be written in several ways (width, case, ё, old and variant kanji).

Folded text is used for search keys only. The text of a source is never changed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from memoircat.shipped import shipped

# Pairs that occur in names and are missing in the shipped table: the variant, then the form that keys use.
_ALSO = (
    "齊斎 斉斎 邉辺 﨑崎 嵜崎 髙高 𠮷吉 嶌島 嶋島 冨富 濵浜 桒桑 栁柳 峯峰 祿禄 內内 硏研 每毎 敎教 旣既 吳呉 "
    "吿告 鷗鴎 埜野 壄野 "
    "藪薮 籔薮 薗園 舩船 舘館 桧檜 渕淵 莵兎 﨟臈 閒間 𠀋丈 姊姉 姬姫 羣群 煕熙 牀床 龝秋 穐秋 㑨俣 龍竜 瀧滝 曾曽 廣広"
)


class _Forms(dict[Any, Any]):
    """A table for `str.translate` that remembers unchanged characters too: each unknown one costs an exception."""

    def __missing__(self, character: int) -> int:
        self[character] = character
        return character


@cache
def kanji_forms() -> dict[int, Any]:
    """Code point → the text that keys have in its place: kanji, and nothing for variation selectors and joiners."""
    lines = shipped("names/kanji_forms.txt").read_text(encoding="utf-8").split()
    kanji = {ord(pair[0]): pair[1] for pair in (*lines, *_ALSO.split())}
    ends = {old: kanji.get(ord(new), new) for old, new in kanji.items()}
    selectors = dict.fromkeys((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)), "")
    joiners = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), "")
    return _Forms(ends | selectors | joiners)


_LETTERS = (("ё", "е"), ("ヶ", "ケ"), ("ヵ", "カ"), ("〱", ""), ("’", "'"))


def fold(text: str) -> str:
    """``text`` for keys: NFKC, one form of each kanji, lower case, ё as е, no variation selectors, no joiners."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text).translate(kanji_forms()).casefold()
    for written, key in _LETTERS:
        plain = plain.replace(written, key)
    return unicodedata.normalize("NFKC", plain)


_BETWEEN_WORDS = re.compile("[\\s,、・=/\u200b-\u200d\u2060\ufeff]+")  # once width is made even
# NFKC makes another form of these kanji, as of 神, but only their width is to be made even.
_COMPATIBILITY_KANJI = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")


@lru_cache(maxsize=20_000)
def as_written(text: str) -> str:
    """What two names that are written the same share: ``text`` apart from width, case, and what parts its words.

    Old and variant kanji stay apart, and so do the scripts.
    """
    pieces = _COMPATIBILITY_KANJI.split(text)
    even = "".join(piece if at % 2 else unicodedata.normalize("NFKC", piece) for at, piece in enumerate(pieces))
    return _BETWEEN_WORDS.sub("", even).casefold()


@cache
def kanji_with_variants() -> frozenset[str]:
    """The kanji, in the form that keys have, that are written in other forms too."""
    return frozenset(form for form in kanji_forms().values() if isinstance(form, str) and form)


def without_diacritics(text: str) -> str:
    """Latin text without diacritics: ō becomes o, é becomes e. Kana keep their voicing marks."""
    # The filter drops combining marks that NFC could not join to a letter.
    return "".join(
        unicodedata.normalize("NFD", letter)[0] if "LATIN" in unicodedata.name(letter, "") else letter
        for letter in unicodedata.normalize("NFC", text)
        if not 0x0300 <= ord(letter) <= 0x036F
    )

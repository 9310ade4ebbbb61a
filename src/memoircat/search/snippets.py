"""Snippets: the pieces of text around the words that were searched for."""

from __future__ import annotations

import json
from collections.abc import Sequence

from memoircat.catalogue import storage
from memoircat.names import fold
from memoircat.search.word_rows import TEXTS_OF

_AROUND = 24  # characters before and after a hit


def snippets(connection: storage.Connection, records: Sequence[int], wanted: Sequence[str]) -> list[tuple[str, str]]:
    """For each record the field that contains one of the words, and an excerpt with that word in 【】.

    ``records``: ids; ``wanted``: the words as typed. The first text with a word as typed is taken; where there is none,
    the first with its folded form, or else the first that has it after folding the text. Where no text contains one,
    the beginning of the record's first text; both are empty for a record without texts.
    """
    hits: dict[int, tuple[str, str]] = {}
    others: dict[int, list[tuple[str, str]]] = {}
    for record, name, text in connection.execute(TEXTS_OF, [json.dumps(records)]):
        if record in hits:
            continue
        for word in wanted:
            if (at := text.find(word)) >= 0:
                hits[record] = name, _cut(text, at, len(word))
                break
        else:
            others.setdefault(record, []).append((name, text))
    folded = [] if len(hits) == len(records) else [fold(word) for word in wanted]
    return [hits.get(record) or _in_another_form(others.get(record, []), folded) for record in records]


def _in_another_form(texts: Sequence[tuple[str, str]], folded: Sequence[str]) -> tuple[str, str]:
    for name, text in texts:  # 訳 where 譯 was typed; to fold whole texts takes a hundred times as long
        for word in folded:
            if (at := text.find(word)) >= 0:
                return name, _cut(text, at, len(word))
    for name, text in texts:
        keys = fold(text)
        for word in folded:
            if (at := keys.find(word)) >= 0:
                return name, _cut(text, at, len(word))
    return (texts[0][0], texts[0][1][: 2 * _AROUND]) if texts else ("", "")


def _cut(text: str, at: int, length: int) -> str:
    # Folding keeps positions except for a few ligatures: then the marks are off by a character, but the text is right.
    begin, end = max(0, at - _AROUND), min(len(text), at + length + _AROUND)
    before, hit, after = text[begin:at], text[at : at + length], text[at + length : end]
    return f"{'…' if begin else ''}{before}【{hit}】{after}{'…' if end < len(text) else ''}"

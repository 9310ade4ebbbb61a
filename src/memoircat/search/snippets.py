"""Where records hold the words, cut out of their texts."""

from __future__ import annotations

import json
from collections.abc import Sequence

from memoircat.catalogue import storage
from memoircat.names import fold
from memoircat.search.word_rows import TEXTS_OF

_AROUND = 24


def snippets(connection: storage.Connection, records: Sequence[int], wanted: Sequence[str]) -> list[tuple[str, str]]:
    """For each record the field of a text that holds one of the words, and the text around it with the hit in 【】.

    It is the first text that holds one as it is written; where none does, one that holds it as keys write it, or else
    in any other form.
    """
    found: dict[int, tuple[str, str]] = {}
    others: dict[int, list[tuple[str, str]]] = {}
    for record, name, words in connection.execute(TEXTS_OF, [json.dumps(records)]):
        if record in found:
            continue
        for each in wanted:
            if (at := words.find(each)) >= 0:
                found[record] = name, _cut(words, at, len(each))
                break
        else:
            others.setdefault(record, []).append((name, words))
    folded = [] if len(found) == len(records) else [fold(each) for each in wanted]
    return [found.get(each) or _in_another_form(others.get(each, []), folded) for each in records]


def _in_another_form(texts: Sequence[tuple[str, str]], folded: Sequence[str]) -> tuple[str, str]:
    for name, words in texts:  # 訳 where 譯 is asked for: to fold whole texts takes a hundred times as long
        for each in folded:
            if (at := words.find(each)) >= 0:
                return name, _cut(words, at, len(each))
    for name, words in texts:
        keys = fold(words)
        for each in folded:
            if (at := keys.find(each)) >= 0:
                return name, _cut(words, at, len(each))
    return (texts[0][0], texts[0][1][: 2 * _AROUND]) if texts else ("", "")


def _cut(words: str, at: int, length: int) -> str:
    # Folding keeps positions but for a few ligatures: the mark may then sit a sign off, the text never changes.
    begin, end = max(0, at - _AROUND), min(len(words), at + length + _AROUND)
    before, hit, after = words[begin:at], words[at : at + length], words[at + length : end]
    return f"{'…' if begin else ''}{before}【{hit}】{after}{'…' if end < len(words) else ''}"

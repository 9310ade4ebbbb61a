"""Where records hold the words, cut out of their texts."""

from __future__ import annotations

import json
from collections.abc import Sequence

from memoircat.catalogue import storage
from memoircat.names import fold
from memoircat.search.word_rows import TEXTS_OF

_AROUND = 24


def snippets(connection: storage.Connection, records: Sequence[int], wanted: Sequence[str]) -> list[tuple[str, str]]:
    """For each record the field of its first text that holds one of the words, and the text around it, hit in 【】."""
    sought = [(each, fold(each)) for each in wanted]
    first: dict[int, tuple[str, str]] = {}
    found: dict[int, tuple[str, str]] = {}
    for record, name, words in connection.execute(TEXTS_OF, [json.dumps(records)]):
        if record not in found:
            if cut := _around_first(words, sought):
                found[record] = name, cut
            first.setdefault(record, (name, words[: 2 * _AROUND]))
    return [found.get(each) or first.get(each, ("", "")) for each in records]


def _around_first(words: str, sought: Sequence[tuple[str, str]]) -> str:
    """A text around the first of the words that it holds, as written or folded; empty where it holds none."""
    folded = None
    for each, plain in sought:
        at = words.find(each)
        if at < 0:
            folded = folded or fold(words)
            at = folded.find(plain)
        if at >= 0:
            return _cut(words, at, len(each))
    return ""


def _cut(words: str, at: int, length: int) -> str:
    # Folding keeps positions but for a few ligatures: the mark may then sit a sign off, the text never changes.
    begin, end = max(0, at - _AROUND), min(len(words), at + length + _AROUND)
    before, hit, after = words[begin:at], words[at : at + length], words[at + length : end]
    return f"{'…' if begin else ''}{before}【{hit}】{after}{'…' if end < len(words) else ''}"

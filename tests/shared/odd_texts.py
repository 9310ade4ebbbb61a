"""Texts that nobody would type, for searches that must take any of them."""

from __future__ import annotations

import random

SIGNS = (
    *('"', "'", "*", "^", "NEAR(", "AND", " OR ", "NOT", "(", ")", "{", "}", ":", "+", "-", "|", "%", "_", "\\", ";", "--"),
    *("\0", "\ud800", "\udfff", "\u200b", "\u0301", "\u202e", "\ufeff", "\uffff", "\U0010ffff", "\x1b", "\t", "\n", "　"),
    *("佐久間", "さとう", "ー", "ゝ", "々", "〃", "□", "●", "〓", "㍿", "𠮷", "ﾞ", "ﾊﾟ", "1946", "昭和", "年", "?", "？"),
    *("Sato", "Сато", "ß", "İ", "ſ", "ﷺ", "👩‍👩‍👧‍👦", "ⓢ", "ⓣ", "␞", "<b>", "山" * 30, "a" * 50),
)  # fmt: skip
ALPHABETS = ((0x20, 0x7F), (0x3040, 0x30FF), (0x4E00, 0x9FFF), (0x400, 0x4FF), (0xAC00, 0xD7A3), (0x300, 0x36F))


def anything(rng: random.Random) -> str:
    """A text that nobody would type: signs of all Unicode, syntax of FTS5, one alphabet, or one thing again and again."""
    way = rng.random()
    if way < 0.45:
        return "".join(chr(rng.randrange(0x110000)) for _ in range(rng.randrange(1, 12)))
    if way < 0.85:
        return rng.choice(("", " ")).join(rng.choice(SIGNS) for _ in range(rng.randrange(1, 12)))
    if way < 0.93:
        first, last = rng.choice(ALPHABETS)
        return "".join(chr(rng.randrange(first, last)) for _ in range(rng.randrange(1, 60)))
    again = rng.choice((*SIGNS, "山 ", "a ", "の ", '"の ', "-山 ", "日 月 年 ", "サトウ ", "ー ", "0"))
    return again * (rng.choice((300, 3000, 100_000)) // len(again))

"""Which script a name is written in, as a code of ISO 15924: Jpan, Hira, Kana, Latn or Cyrl."""

from __future__ import annotations

from functools import lru_cache

_RANGES = (
    (0x3041, 0x309F, "Hira"),
    (0x30A0, 0x30FF, "Kana"),
    (0x31F0, 0x31FF, "Kana"),
    (0xFF66, 0xFF9F, "Kana"),
    (0x0400, 0x052F, "Cyrl"),
    (0x0041, 0x005A, "Latn"),
    (0x0061, 0x007A, "Latn"),
    (0x00C0, 0x024F, "Latn"),
    (0x1E00, 0x1EFF, "Latn"),
    (0xFF21, 0xFF3A, "Latn"),
    (0xFF41, 0xFF5A, "Latn"),
    (0x3005, 0x3007, "Jpan"),
    (0x3400, 0x9FFF, "Jpan"),
    (0xF900, 0xFAFF, "Jpan"),
    (0x20000, 0x3FFFF, "Jpan"),
)
_COMMON = {"ー", "・", "゠", "゛", "゜"}


@lru_cache(maxsize=20_000)
def script_of(text: str) -> str | None:
    """The script of most letters of ``text``; Jpan if any is kanji, None where it has no letter of these scripts."""
    counts: dict[str, int] = {}
    for letter in text:
        if letter in _COMMON:
            continue
        script = _script(ord(letter))
        if script:
            counts[script] = counts.get(script, 0) + 1
    if "Jpan" in counts:
        return "Jpan"
    return max(counts, key=lambda script: counts[script]) if counts else None


@lru_cache(maxsize=8192)
def _script(point: int) -> str | None:
    return next((script for first, last, script in _RANGES if first <= point <= last), None)

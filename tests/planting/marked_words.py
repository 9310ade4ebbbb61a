"""Texts with markers, in whatever spelling, so that a test can see which of them left the catalogue."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from memoircat.dates import ArchiveDate

FORMS = ("高浜 印{}終", "髙濵 印{}終", "ガギ印{}終グー", "印{}終", "Ōta Mark{}end", "Сёма Марк{}конец")
CORE = re.compile(r"印(\d+)終|mark(\d+)end|марк(\d+)конец")
VARIANTS = str.maketrans("髙濵\u2212", "高浜-")
FULL_WIDTH = {point: point + 0xFEE0 for point in range(0x21, 0x7F)}
SPELLINGS: tuple[Callable[[str], str], ...] = (
    lambda name: name,
    lambda name: name.replace("高", "髙").replace("浜", "濵"),
    lambda name: name.translate(FULL_WIDTH),
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: name.replace("ガギ", "ｶﾞｷﾞ").replace("グー", "ｸﾞｰ"),
    lambda name: name.replace(" ", "") if "印" in name else name,
    lambda name: name.replace("印", "\u3000印").replace(" ", "   "),
    lambda name: name.replace("印", "\n 印").replace(" ", "\n \t"),
    lambda name: name.replace("-", "\u2212"),
    str.upper,
)


def markers_in(output: str) -> set[int]:
    """The markers in a text, however it is spelled and broken into lines."""
    plain = "".join(unicodedata.normalize("NFKC", output).translate(VARIANTS).casefold().split())
    return {int(found[1] or found[2] or found[3]) for found in CORE.finditer(plain)}


@dataclass(frozen=True)
class Words:
    """A text, its own marker, and those of the names of other records that it holds."""

    text: str
    own: int
    named: tuple[int, ...] = ()
    date: bool = False

    def dated(self, edtf: str, earliest: str | None, latest: str | None) -> ArchiveDate:
        return ArchiveDate(self.text, edtf, earliest, latest)

"""Splitting a name as written into family name and given name, in every way it can be meant.

A part of a name is identified by a text, its key: the folded kanji (佐藤), the sound string of kana and Latin letters
(``sato``), or the Cyrillic letters where a letter е leaves the pronunciation open. Each key has one or more sound
strings. Costs are negative natural logarithms of probabilities: see `names.costs`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from memoircat.names.costs import learned_costs
from memoircat.names.fold import fold
from memoircat.names.parting import UNREAD, partings
from memoircat.names.readings import name_dictionary
from memoircat.names.roles import Role
from memoircat.names.scripts import script_of
from memoircat.names.sound import sound, sounds

ANY = UNREAD
"""Stands in a name for a character that could not be read; it matches any one character."""
LONGEST_NAME = 100  # characters that are read
_SWAPPED_THIRD = 1.5  # cost of the order «Имя Отчество Фамилия» (given name, patronymic, family name)
_LONGEST_KANJI = 10  # kanji of one part of a name; a longer text is no name, and is not read
_LIKELY = 1.2  # a way to split a name that costs no more than this above the best one is likely …
_LIKELY_ALONE = 3.0  # … and where the best is a part alone, the same as the other part that costs no more than this
_JOINED = 1.0  # cost of a family name in two words
_READ_BACK = 0.7  # cost of an е that was read as e although it is a ё: some readers know better
_YO = re.compile("yo|(?<=[kgnhbpmr])io|(?<=[SCZ])o")
_YO_READ = 2  # sounds yo of one part that may have been read as e
_HEARD = 10  # sound strings under which one part is looked for
_GAP = re.compile(r"[\s,，、・･=＝/]+")
_VARIANT = re.compile(r"([^\s(（])[(（]([^\s)）])[)）]")
_UNREAD = re.compile("[●□〓○◯◻■]")
_NOT_KEPT = re.compile(r"[^\w●?'’.々〆ヶゝゞヽヾー]+|_")
_INITIAL = re.compile(r"^([A-Za-z]|[\u0400-\u052f]{1,2})\.$|^[A-Za-z\u0400-\u052f]$")


class NameSplit(NamedTuple):
    """One way to split a name: the keys of its parts (see `part`; empty: there is no such part) and its cost."""

    family: str
    given: str
    cost: float

    @property
    def is_alone(self) -> bool:
        """Whether it is only a family name or only a given name."""
        return not (self.family and self.given)

    def with_added_cost(self, cost: float) -> NameSplit:
        """The same split at a higher cost."""
        return self._replace(cost=self.cost + cost)


def read_name(text: str) -> tuple[NameSplit, ...]:
    """The ways to split a written name, the likeliest first; empty where no character of it can be read.

    `竹夫(雄)` is read as 竹夫 and as 竹雄. Only the first `LONGEST_NAME` characters are read.
    """
    costs: dict[tuple[str, str], float] = {}
    for variant in variants(text[:LONGEST_NAME]):
        for form in _forms(words(variant)):
            key = (form.family, form.given)
            if any(key):
                costs[key] = min(form.cost, costs.get(key, form.cost))
    return tuple(NameSplit(*key, cost) for key, cost in sorted(costs.items(), key=lambda way: way[1]))


def likely_splits(splits: Sequence[NameSplit]) -> list[NameSplit]:
    """Those ways to split a name that are nearly as likely as the likeliest, which comes first.

    A single part may as well be the other part of a name.
    """
    most = _LIKELY_ALONE if splits and splits[0].is_alone else _LIKELY
    return [split for split in splits if split.cost <= splits[0].cost + (most if split.is_alone else _LIKELY)]


def variants(text: str) -> tuple[str, ...]:
    """The two names that a name with a character in brackets means, or the name itself: 竹夫(雄) is 竹夫 or 竹雄."""
    if not _VARIANT.search(text):
        return (text,)
    return (_VARIANT.sub(r"\1", text), _VARIANT.sub(r"\2", text))


def words(text: str) -> list[str]:
    """The words of a name without punctuation. Every mark for an unreadable character (□ 〓 …) becomes `ANY`."""
    cleaned = (_NOT_KEPT.sub("", _UNREAD.sub(ANY, word)) for word in _GAP.split(text))
    return [word for word in cleaned if word.strip(".'’")]


def is_initial(word: str) -> bool:
    """Whether a word is the initial of a name: one letter, with or without a full stop."""
    return bool(_INITIAL.match(word))


@lru_cache(maxsize=50_000)
def part(word: str) -> str:
    """The key of a part of a name (see the module); empty where no character of it can be read."""
    if not word.strip(ANY):
        return ""
    script = script_of(word)
    if script == "Jpan" or (script is None and ANY in word):
        return fold(word)
    if script == "Cyrl":
        letters = unicodedata.normalize("NFC", word.casefold()).replace(".", "")
        # A writer who uses ё at all means е where he writes е; in a word without ё, any е may be a ё.
        if "ё" not in letters and len(sounds(letters)) > 1:
            return letters
    return sound(word)


@lru_cache(maxsize=50_000)
def sounds_of(text: str, role: Role) -> tuple[tuple[str, float], ...]:
    """The sound strings of a key, each with its cost, the likeliest first; empty where a character is unreadable."""
    script = script_of(text)
    if script == "Cyrl":
        heard = [(symbols, number * learned_costs().yo) for symbols, number in sounds(text)]
    elif script == "Jpan":
        ways = () if ANY in text or len(text) > _LONGEST_KANJI else name_dictionary().readings(text, role)
        heard = [(symbols, cost) for kana, cost in ways if (symbols := sound(kana))]
    else:
        heard = [] if ANY in text or not text else [(text, 0.0)]
    cheapest: dict[str, float] = {}
    for symbols, cost in heard:
        cheapest[symbols] = min(cost, cheapest.get(symbols, cost))
    return tuple(sorted(cheapest.items(), key=lambda pair: pair[1]))


def heard_as(ways: Iterable[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """The sound strings under which a part may have been recorded, each with its cost, the likeliest first.

    ``ways``: its own sounds with their costs. Added are those with e for yo: a Soviet list has е for ё, and where it
    was transliterated back into katakana, エ stands for ヨ. しょう became セウ, よしお became エシオ.
    """
    heard = dict(ways)
    for symbols, cost in tuple(heard.items()):
        for match in list(_YO.finditer(symbols))[:_YO_READ]:
            other = symbols[: match.start()] + "e" + symbols[match.end() :]
            heard[other] = min(cost + learned_costs().yo + _READ_BACK, heard.get(other, math.inf))
    return tuple(sorted(heard.items(), key=lambda pair: pair[1])[:_HEARD])


def likely_readings(text: str, most: int = 4) -> list[str]:
    """How a name in kanji may be read, in hiragana with a space after the family name, the likeliest first.

    No more than ``most`` readings; none for a name without kanji or with unreadable characters.
    """
    costs: dict[str, float] = {}
    dictionary = name_dictionary()
    for form in read_name(text):
        parts = [(word, role) for word, role in ((form.family, Role.FAMILY), (form.given, Role.GIVEN)) if word]
        if any(ANY in word for word, _ in parts) or not any(script_of(word) == "Jpan" for word, _ in parts):
            continue
        ways = [dictionary.readings(word, role) for word, role in parts]
        for way in product(*ways):
            kana = " ".join(reading.kana for reading in way)
            cost = form.cost + sum(reading.cost for reading in way)
            costs[kana] = min(cost, costs.get(kana, cost))
    return sorted(costs, key=lambda kana: costs[kana])[:most]


def _forms(written: list[str]) -> Iterator[NameSplit]:
    """The ways to understand the words of a name, by their number and script."""
    if len(written) == 1:
        for way in partings(written[0]):
            yield NameSplit(way.family and part(way.family), way.given and part(way.given), way.cost)
    elif len(written) == 2:
        yield NameSplit(part(written[0]), part(written[1]), 0.0)
    elif written and script_of(written[0]) in ("Jpan", "Hira", "Kana"):
        yield NameSplit(part(written[0]), part("".join(written[1:])), 0.0)
        yield NameSplit(part(written[0] + written[1]), part("".join(written[2:])), _JOINED)
    elif written:
        # Family name, given name, patronymic; or given name, patronymic, family name.
        yield NameSplit(part(written[0]), part(written[1]), 0.0)
        yield NameSplit(part(written[2]), part(written[0]), _SWAPPED_THIRD)

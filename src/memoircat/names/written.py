"""A name as written, taken apart: which part is the family name, which the given name, in all ways it can be meant.

A part is known by a text: the folded kanji (佐藤), the sound string of kana and Latin letters (``sato``), or the
Cyrillic letters where a letter е leaves open how they sound. Each has sounds with their costs.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from memoircat.names.costs import learned_costs
from memoircat.names.fold import fold
from memoircat.names.readings import Role, name_dictionary
from memoircat.names.scripts import script_of
from memoircat.names.sound import sound, sounds

ANY = "●"
LONGEST_NAME = 100
_SWAPPED_THIRD = 1.5  # «Имя Отчество Фамилия»
_LONGEST_WORD = 40  # letters of an unspaced name
_LONGEST_KANJI = 10  # kanji of one part of a name; a longer text is no name, and is not read
_JOINED = 1.0  # a family name in two words
_UNLIKELIER = 4.0  # a way to part an unspaced name is kept while it is at most e⁴ times less likely
_WAYS = 3
_ALONE = 0.3  # of single words are a family or a given name alone
_PEOPLE = {Role.FAMILY: 1.2e8, Role.GIVEN: 4e6}  # bearers counted in the dictionary
_READ_BACK = 0.7  # of the letters е some are known for ё by the reader
_YO = re.compile("yo|(?<=[kgnhbpmr])io|(?<=[SCZ])o")
_YO_READ = 2
_HEARD = 10  # sounds that one part is looked for under
_GAP = re.compile(r"[\s,，、・･=＝/]+")
_VARIANT = re.compile(r"([^\s(（])[(（]([^\s)）])[)）]")
_UNREAD = re.compile("[●□〓○◯◻■]")
_KEEP = re.compile(r"[^\w●?'’.々〆ヶゝゞヽヾー]+|_")
_INITIAL = re.compile(r"^([A-Za-z]|[\u0400-\u052f]{1,2})\.$|^[A-Za-z\u0400-\u052f]$")


class Form(NamedTuple):
    """One way to take a name apart. An empty part is not there; ``cost``: how unlikely this way is, in nats."""

    family: str
    given: str
    cost: float

    def less_likely(self, nats: float) -> Form:
        """The same, so much less likely."""
        return self._replace(cost=self.cost + nats)


def read_name(text: str) -> tuple[Form, ...]:
    """The ways to take a written name apart, the likeliest first. `竹夫(雄)` is 竹夫 and 竹雄."""
    found: dict[tuple[str, str], float] = {}
    for variant in variants(text[:LONGEST_NAME]):
        for form in _forms(words(variant)):
            key = (form.family, form.given)
            if any(key):
                found[key] = min(form.cost, found.get(key, form.cost))
    return tuple(Form(*key, cost) for key, cost in sorted(found.items(), key=lambda each: each[1]))


def variants(text: str) -> tuple[str, ...]:
    """The names that one with a sign in brackets stands for."""
    if not _VARIANT.search(text):
        return (text,)
    return (_VARIANT.sub(r"\1", text), _VARIANT.sub(r"\2", text))


def words(text: str) -> list[str]:
    """The words of a name, without what is no part of one. Signs that could not be read are ●."""
    cleaned = (_KEEP.sub("", _UNREAD.sub(ANY, word)) for word in _GAP.split(text))
    return [word for word in cleaned if word.strip(".'’")]


def is_initial(word: str) -> bool:
    """Whether a word is one letter that stands for a name."""
    return bool(_INITIAL.match(word))


@lru_cache(maxsize=50_000)
def part(word: str) -> str:
    """The text under which a part of a name is known; empty where no sign of it could be read."""
    if not word.strip(ANY):
        return ""
    script = script_of(word)
    if script == "Jpan" or (script is None and ANY in word):
        return fold(word)
    if script == "Cyrl":
        letters = unicodedata.normalize("NFC", word.casefold()).replace(".", "")
        # Whoever writes ё means е where there is an е; where there is no ё, any е may be one.
        if "ё" not in letters and len(sounds(letters)) > 1:
            return letters
    return sound(word)


@lru_cache(maxsize=50_000)
def sounds_of(text: str, role: Role) -> tuple[tuple[str, float], ...]:
    """The sound strings of a part, each with its cost, the likeliest first; empty where it has a sign unread."""
    script = script_of(text)
    if script == "Cyrl":
        found = [(made, number * learned_costs().yo) for made, number in sounds(text)]
    elif script == "Jpan":
        ways = () if ANY in text or len(text) > _LONGEST_KANJI else name_dictionary().readings(text, role)
        found = [(made, cost) for kana, cost in ways if (made := sound(kana))]
    else:
        found = [] if ANY in text or not text else [(text, 0.0)]
    cheapest: dict[str, float] = {}
    for made, cost in found:
        cheapest[made] = min(cost, cheapest.get(made, cost))
    return tuple(sorted(cheapest.items(), key=lambda each: each[1]))


def heard_as(text: str, role: Role) -> tuple[tuple[str, float], ...]:
    """The sounds under which a part asked for may have been recorded: its own, and those with е read for ё.

    A Soviet list has е for ё, and what was read back from it into katakana has エ for ヨ: しょう is セウ, よしお
    is エシオ.
    """
    found = dict(sounds_of(text, role))
    for made, cost in tuple(found.items()):
        for match in list(_YO.finditer(made))[:_YO_READ]:
            other = made[: match.start()] + "e" + made[match.end() :]
            found[other] = min(cost + learned_costs().yo + _READ_BACK, found.get(other, math.inf))
    return tuple(sorted(found.items(), key=lambda each: each[1])[:_HEARD])


def likely_readings(text: str, most: int = 4) -> list[str]:
    """How a name in kanji may be read, family and given name with a space between, the likeliest first."""
    found: dict[str, float] = {}
    dictionary = name_dictionary()
    for form in read_name(text):
        parts = [(each, role) for each, role in ((form.family, Role.FAMILY), (form.given, Role.GIVEN)) if each]
        if any(ANY in each for each, _ in parts) or not any(script_of(each) == "Jpan" for each, _ in parts):
            continue
        ways = [dictionary.readings(each, role) for each, role in parts]
        for way in product(*ways):
            kana = " ".join(reading.kana for reading in way)
            cost = form.cost + sum(reading.cost for reading in way)
            found[kana] = min(cost, found.get(kana, cost))
    return sorted(found, key=lambda kana: found[kana])[:most]


def _forms(found: list[str]) -> Iterator[Form]:
    if len(found) == 1:
        yield from _parted(found[0])
    elif len(found) == 2:
        yield Form(part(found[0]), part(found[1]), 0.0)
    elif found and script_of(found[0]) in ("Jpan", "Hira", "Kana"):
        yield Form(part(found[0]), part("".join(found[1:])), 0.0)
        yield Form(part(found[0] + found[1]), part("".join(found[2:])), _JOINED)
    elif found:
        # The third word is a father's name, or the order is given name, father's name, family name.
        yield Form(part(found[0]), part(found[1]), 0.0)
        yield Form(part(found[2]), part(found[0]), _SWAPPED_THIRD)


@lru_cache(maxsize=20_000)
def _parted(word: str) -> tuple[Form, ...]:
    """The likeliest ways to part a name written in one word; it may also be one part only."""
    ways = [(math.log(_ALONE / 2) + _chance(word, role), role is Role.FAMILY) for role in Role]
    scored = [(score, Form(part(word), "", 0.0) if family else Form("", part(word), 0.0)) for score, family in ways]
    for at in range(1, min(len(word), _LONGEST_WORD)):
        family, given = word[:at], word[at:]
        if given[0] not in _NOT_FIRST and (chance := _chance(family, Role.FAMILY) + _chance(given, Role.GIVEN)):
            scored.append((math.log(1 - _ALONE) + chance, Form(part(family), part(given), 0.0)))
    best = max(score for score, _ in scored)
    kept = sorted((best - score, form) for score, form in scored if best - score <= _UNLIKELIER)
    return tuple(form._replace(cost=cost) for cost, form in kept[:_WAYS])


_NOT_FIRST = "ーゃゅょぁぃぅぇぉっャュョァィゥェォッ々ゝゞヽヾんン."


def _chance(word: str, role: Role) -> float:
    """The logarithm of how likely a word is as this part of a name."""
    if script_of(word) == "Jpan" or ANY in word:
        count = name_dictionary().written(word, role)
        unseen = 10.0 ** -min(40, 6 + 2 * abs(len(word) - 2))
    else:
        count = max((name_dictionary().borne(made, role) for made, _ in sounds(word)), default=0)
        unseen = 1e-9
    return math.log(count / _PEOPLE[role] if count else unseen)

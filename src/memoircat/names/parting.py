"""How a name that is written in one word is parted into family name and given name: by the likelihood of both parts.

A part that some list has is as likely as the share of people who bear it. One that no list has is as likely as such
names are together, times how likely it is among them by its length and signs (`names.shapes`, `names.reading_model`).
So a name is parted rightly although one of its parts was never seen.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from memoircat.names.readings import name_dictionary
from memoircat.names.roles import Role
from memoircat.names.scripts import script_of
from memoircat.names.shapes import chance_of_shape
from memoircat.names.sound import sounds

UNREAD = "●"  # a character of a name that could not be read
LONGEST_WORD = 40  # letters of a name that are parted
_WAYS = 3  # the likeliest partings that are kept
_ALONE = 0.15  # the share of single words that are a family name or a given name alone, for each of the two
_SWAPPED = 0.1  # the share of names written in one word in Latin or Cyrillic letters that begin with the given name
_WEIGHT = 0.3  # the cost of a parting is so much of the logarithm by which it is less likely than the best one
_IN_NO_LIST = {Role.FAMILY: 0.002, Role.GIVEN: 0.02}  # the share of people whose part in kanji no list has
_SOUND_IN_NO_LIST = {Role.FAMILY: 0.002, Role.GIVEN: 0.007}  # … and whose part sounds like none in the lists
_PEOPLE = {Role.FAMILY: 1.2e8, Role.GIVEN: 4e6}  # how many people the dictionary counts
_UNSOUNDED = -60.0  # the same logarithm for a text without any sound
_NOT_FIRST = frozenset("ーゃゅょぁぃぅぇぉっャュョァィゥェォッ々ゝゞヽヾんンЬьЪъ.'’")


class Parting(NamedTuple):
    """One way to part a word: family name and given name as they are written (one may be empty), and its cost."""

    family: str
    given: str
    cost: float


@lru_cache(maxsize=20_000)
def partings(word: str) -> tuple[Parting, ...]:
    """The likeliest ways to part a word, the best first; it may also be a family name or a given name alone.

    The three best ways to part it are among them, however unlikely they are. A word as a whole is one where that is
    likelier than the third of these; kanji that no list has as a name never come before the best of them.
    """
    parted = sorted(_parted(word), reverse=True)[:_WAYS]
    last = parted[-1][0] if parted else -math.inf
    ways = list(parted)
    for role in Role:
        alone = math.log(_ALONE) + chance(word, role)
        if parted and _is_kanji(word) and not is_listed(word, role):
            alone = min(alone, parted[0][0])
        if alone >= last:
            ways.append((alone, word, "") if role is Role.FAMILY else (alone, "", word))
    best = max(score for score, *_ in ways)
    ordered = sorted(ways, key=lambda way: -way[0])  # of equals those in two parts first
    return tuple(Parting(family, given, _WEIGHT * (best - score)) for score, family, given in ordered)


def _parted(word: str) -> list[tuple[float, str, str]]:
    """Every way to part a word in two, as logarithm of its probability, family name, given name."""
    ways = []
    swaps = script_of(word) in ("Latn", "Cyrl")
    for at in range(1, min(len(word), LONGEST_WORD)):
        one, two = word[:at], word[at:]
        if two[0] in _NOT_FIRST:
            continue
        ways.append((math.log(1 - _SWAPPED) + chance(one, Role.FAMILY) + chance(two, Role.GIVEN), one, two))
        if swaps:
            ways.append((math.log(_SWAPPED) + chance(two, Role.FAMILY) + chance(one, Role.GIVEN), two, one))
    return ways


def is_listed(word: str, role: Role) -> bool:
    """Whether some list has this part of a name: as it is written where that is in kanji, else by its sound."""
    return _count(word, role) > 0


@lru_cache(maxsize=50_000)
def chance(word: str, role: Role) -> float:
    """The natural logarithm of the probability that this part of a person's name is written so."""
    if count := _count(word, role):
        return math.log(count / _PEOPLE[role])
    if _is_kanji(word):
        return math.log(_IN_NO_LIST[role]) + name_dictionary().chance(word, role)
    return max((chance_of_sound(symbols, role) for symbols, _ in sounds(word) if symbols), default=_UNSOUNDED)


@lru_cache(maxsize=200_000)
def chance_of_sound(symbols: str, role: Role) -> float:
    """The natural logarithm of the probability that this part of a person's name sounds so; never of an empty sound."""
    if count := name_dictionary().count_by_sound(symbols, role):
        return math.log(count / _PEOPLE[role])
    return math.log(_SOUND_IN_NO_LIST[role]) + chance_of_shape(symbols, role)


def _count(word: str, role: Role) -> int:
    dictionary = name_dictionary()
    if _is_kanji(word):
        return dictionary.count_by_kanji(word, role)
    return max((dictionary.count_by_sound(symbols, role) for symbols, _ in sounds(word)), default=0)


def _is_kanji(word: str) -> bool:
    return script_of(word) == "Jpan" or UNREAD in word

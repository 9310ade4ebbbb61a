"""How kanji are read: several readings of each part of a name with their likelihood, from the shipped dictionary.

Sources and licences of the dictionary: NOTICE. It is made by `packaging/make_name_dictionary.py`. A name that it does
not have is read sign by sign. Costs are in nats: the negative logarithm of the share of people who read it so.
"""

from __future__ import annotations

import math
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from memoircat.names.blocks import Blocks
from memoircat.names.fold import fold
from memoircat.names.scripts import script_of
from memoircat.shipped import shipped

FAMILY_READINGS, GIVEN_READINGS = 6, 10
_UNLISTED_SHARE = 0.1  # of bearers read it in a listed way that no count supports
_USUAL = 0.8  # a reading that so many have is simply how the name is read
_OTHER_ROLE = 1.5  # a given name in the place of the family name, or the other way round
_BY_SIGN = 1.0  # read sign by sign, since no list has the name
_UNKNOWN_SIGN = "●"
_BEAM = 24


class Role(StrEnum):
    """Which part of a name."""

    FAMILY = "family"
    GIVEN = "given"


class Reading(NamedTuple):
    """One way to read a part of a name: in hiragana, with its cost in nats."""

    kana: str
    cost: float


class NameDictionary:
    """The dictionary of names; all of it is read from two files, block by block."""

    def __init__(self, readings: Blocks, sounds: Blocks) -> None:
        self._readings = readings
        self._sounds = sounds

    def readings(self, kanji: str, role: Role) -> tuple[Reading, ...]:
        """The readings of one part of a name, the likeliest first; never empty for a text with a sign in it."""
        folded = fold(kanji)
        most = FAMILY_READINGS if role is Role.FAMILY else GIVEN_READINGS
        own = self._listed(folded, role)
        other = Role.GIVEN if role is Role.FAMILY else Role.FAMILY
        found = own or [Reading(kana, cost + _OTHER_ROLE) for kana, cost in self._listed(folded, other)]
        return tuple((found or self._by_sign(folded))[:most])

    def borne(self, sound: str, role: Role) -> int:
        """How many people of the lists bear a name of this sound; 0 where no list has it."""
        fields = self._sounds.get(sound)
        return int(fields[0 if role is Role.FAMILY else 1]) if fields else 0

    def written(self, kanji: str, role: Role) -> int:
        """How many people of the lists write this part of their name so; 0 where no list has it."""
        fields = self._readings.get(fold(kanji))
        counted = fields[0 if role is Role.FAMILY else 1] if fields else ""
        return sum(count for _, count in _counts(counted))

    def _listed(self, folded: str, role: Role) -> list[Reading]:
        fields = self._readings.get(folded)
        counted = _counts(fields[0 if role is Role.FAMILY else 1]) if fields else []
        total = sum(count for _, count in counted)
        spread = _UNLISTED_SHARE / len(counted) if counted else 0.0
        shares = [(kana, (1 - _UNLISTED_SHARE) * count / total + spread) for kana, count in counted]
        return [Reading(kana, 0.0 if share > _USUAL else -math.log(share)) for kana, share in shares]

    def _by_sign(self, folded: str) -> list[Reading]:
        found = [Reading("", _BY_SIGN)]
        for sign in folded:
            ways = self._of_sign(sign)
            longer = (Reading(r.kana + kana, r.cost + cost) for r in found for kana, cost in ways)
            found = sorted(longer, key=lambda each: each.cost)[:_BEAM]
        return found

    def _of_sign(self, sign: str) -> list[Reading]:
        if script_of(sign) in ("Hira", "Kana"):
            return [Reading(sign, 0.0)]
        fields = self._readings.get(sign)
        counted = _counts(fields[2]) if fields else []
        total = sum(count for _, count in counted)
        return [Reading(kana, -math.log(count / total)) for kana, count in counted] or [Reading(_UNKNOWN_SIGN, 2.0)]


@lru_cache(maxsize=20_000)
def _counts(field: str) -> list[tuple[str, int]]:
    pairs = (pair.rsplit(":", 1) for pair in field.split())
    return [(kana, int(count)) for kana, count in pairs]


@cache
def name_dictionary() -> NameDictionary:
    """The dictionary shipped with the program."""
    return NameDictionary(Blocks(shipped("names/readings.bin")), Blocks(shipped("names/sounds.bin")))

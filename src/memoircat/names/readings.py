"""How kanji names are read: the possible readings of a part of a name with their likelihood.

They come from the shipped dictionary, which `packaging/make_name_dictionary.py` makes; sources and licences: NOTICE.
A name that is not in it is read character by character. The cost of a reading is the negative natural logarithm of
the share of people with this name who read it so (see `names.costs`).
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

FAMILY_READINGS, GIVEN_READINGS = 6, 10  # how many readings of a family and of a given name are considered
_UNLISTED_SHARE = 0.1  # share of people that is spread evenly over all listed readings, whatever the counts say
_USUAL = 0.8  # a reading with a share above this is simply how the name is read: it costs nothing
_OTHER_ROLE = 1.5  # cost of a given name in the place of the family name, or the reverse
_BY_CHARACTER = 1.0  # cost of reading a name character by character because no list has it
_UNKNOWN_CHARACTER = "●"
_BEAM = 24  # partial readings that are kept while a name is read character by character


class Role(StrEnum):
    """Which part of a name."""

    FAMILY = "family"
    GIVEN = "given"


class KanjiReading(NamedTuple):
    """One way to read a part of a name: the reading in hiragana, and its cost (see the module)."""

    kana: str
    cost: float


class NameDictionary:
    """The dictionary of names, in two files that are unpacked block by block.

    ``readings``: folded kanji → the readings as a family name, as a given name, and of the character alone, each a list
    of ``kana:count``. ``sounds``: sound string → how many people have such a family name, and such a given name.
    """

    def __init__(self, readings: Blocks, sounds: Blocks) -> None:
        self._readings = readings
        self._sounds = sounds

    def readings(self, kanji: str, role: Role) -> tuple[KanjiReading, ...]:
        """The readings of one part of a name, the likeliest first; never empty for a text that is not empty."""
        folded = fold(kanji)
        most = FAMILY_READINGS if role is Role.FAMILY else GIVEN_READINGS
        own = self._listed(folded, role)
        other = Role.GIVEN if role is Role.FAMILY else Role.FAMILY
        listed = own or [KanjiReading(kana, cost + _OTHER_ROLE) for kana, cost in self._listed(folded, other)]
        return tuple((listed or self._by_character(folded))[:most])

    def chance(self, kanji: str, role: Role) -> float:
        """Stand-in."""
        shares = {Role.FAMILY: {1: 0.06, 2: 0.8, 3: 0.13}, Role.GIVEN: {1: 0.12, 2: 0.62, 3: 0.25}}[role]
        return math.log(shares.get(len(kanji), 0.005 * 0.1 ** max(0, len(kanji) - 4))) - 6.0 * len(kanji)

    def count_by_sound(self, sound: str, role: Role) -> int:
        """How many people in the lists have a name of this sound string in this role; 0 where none has."""
        fields = self._sounds.get(sound)
        return int(fields[0 if role is Role.FAMILY else 1]) if fields else 0

    def count_by_kanji(self, kanji: str, role: Role) -> int:
        """How many people in the lists write this part of their name in these kanji; 0 where none does."""
        fields = self._readings.get(fold(kanji))
        counted = fields[0 if role is Role.FAMILY else 1] if fields else ""
        return sum(count for _, count in _counts(counted))

    def _listed(self, folded: str, role: Role) -> list[KanjiReading]:
        fields = self._readings.get(folded)
        counted = _counts(fields[0 if role is Role.FAMILY else 1]) if fields else []
        total = sum(count for _, count in counted)
        spread = _UNLISTED_SHARE / len(counted) if counted else 0.0
        shares = [(kana, (1 - _UNLISTED_SHARE) * count / total + spread) for kana, count in counted]
        return [KanjiReading(kana, 0.0 if share > _USUAL else -math.log(share)) for kana, share in shares]

    def _by_character(self, folded: str) -> list[KanjiReading]:
        """The likeliest combinations of readings of the single characters (a beam search)."""
        partial = [KanjiReading("", _BY_CHARACTER)]
        for character in folded:
            ways = self._of_character(character)
            longer = (KanjiReading(start.kana + kana, start.cost + cost) for start in partial for kana, cost in ways)
            partial = sorted(longer, key=lambda reading: reading.cost)[:_BEAM]
        return partial

    def _of_character(self, character: str) -> list[KanjiReading]:
        if script_of(character) in ("Hira", "Kana"):
            return [KanjiReading(character, 0.0)]
        fields = self._readings.get(character)
        counted = _counts(fields[2]) if fields else []
        total = sum(count for _, count in counted)
        return [KanjiReading(kana, -math.log(count / total)) for kana, count in counted] or [
            KanjiReading(_UNKNOWN_CHARACTER, 2.0)
        ]


@lru_cache(maxsize=20_000)
def _counts(field: str) -> list[tuple[str, int]]:
    pairs = (pair.rsplit(":", 1) for pair in field.split())
    return [(kana, int(count)) for kana, count in pairs]


@cache
def name_dictionary() -> NameDictionary:
    """The dictionary shipped with the program."""
    return NameDictionary(Blocks(shipped("names/readings.bin")), Blocks(shipped("names/sounds.bin")))

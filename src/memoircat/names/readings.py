"""How kanji names are read: the possible readings of a part of a name with their likelihood.

They come from the shipped dictionary, which `packaging/make_name_dictionary.py` makes; sources and licences: NOTICE.
The lists say which readings a name has and, of usual names, how many people have them; `names.reading_model` says how
likely each is by its signs, and reads the names that no list has. The cost of a reading is the negative natural
logarithm of the share of people with this name who read it so (see `names.costs`).
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import NamedTuple

from memoircat.names.blocks import Blocks
from memoircat.names.fold import fold
from memoircat.names.reading_model import ReadingModel
from memoircat.names.roles import KanjiReading, Role
from memoircat.names.sound import sound
from memoircat.shipped import shipped

MOST_READINGS = 10
FAMILY_READINGS, GIVEN_READINGS = 6, MOST_READINGS  # how many readings of a family and of a given name are considered
_USUAL = 0.8  # a reading with a share above this is simply how the name is read: it costs nothing


class NameDictionary:
    """The dictionary of names, in two files that are unpacked block by block.

    ``readings``: folded kanji → the readings as a family name and as a given name, each a list of
    ``kana:count:expected`` (`packaging/weigh_name_readings.py`).
    ``sounds``: sound string → how many people have such a family name, and such a given name. ``signs``: the counts of
    the model.
    """

    def __init__(self, readings: Blocks, sounds: Blocks, signs: Blocks) -> None:
        self._readings = readings
        self._sounds = sounds
        self._read = lru_cache(maxsize=20_000)(self._ranked)
        self.model = ReadingModel(signs, lambda kana, role: self.count_by_sound(sound(kana), role))

    def readings(self, kanji: str, role: Role) -> tuple[KanjiReading, ...]:
        """The readings of one part of a name, the likeliest first; never empty for a text that is not empty."""
        most = FAMILY_READINGS if role is Role.FAMILY else GIVEN_READINGS
        return self._read(fold(kanji), role)[:most]

    def chance(self, kanji: str, role: Role) -> float:
        """The natural logarithm of the probability of a part in kanji that no list has: see `ReadingModel.chance`."""
        return self.model.chance(fold(kanji), role)

    def count_by_sound(self, sound: str, role: Role) -> int:
        """How many people in the lists have a name of this sound string in this role; 0 where none has."""
        fields = self._sounds.get(sound)
        return int(fields[0 if role is Role.FAMILY else 1]) if fields else 0

    def count_by_kanji(self, kanji: str, role: Role) -> int:
        """How many people in the lists write this part of their name in these kanji; 0 where none does."""
        return sum(listed.borne for listed in self._listed(fold(kanji), role))

    def _ranked(self, folded: str, role: Role) -> tuple[KanjiReading, ...]:
        """The readings of the lists and those that the model adds; of a name in no list, those of the model."""
        listed = self._listed(folded, role)
        if not listed:
            return tuple(self.model.readings(folded, role, MOST_READINGS))
        total = sum(reading.borne + reading.expected for reading in listed)
        shares = [(reading.kana, (reading.borne + reading.expected) / total) for reading in listed]
        return tuple(KanjiReading(kana, 0.0 if share > _USUAL else -math.log(share)) for kana, share in shares)

    def _listed(self, folded: str, role: Role) -> tuple[_Listed, ...]:
        fields = self._readings.get(folded)
        return _read_listed(fields[0 if role is Role.FAMILY else 1]) if fields else ()


class _Listed(NamedTuple):
    """A reading in the dictionary: how many people the lists count, and how many the model expects beside them."""

    kana: str
    borne: int
    expected: int


@lru_cache(maxsize=20_000)
def _read_listed(field: str) -> tuple[_Listed, ...]:
    read = (
        _Listed(kana, int(count), int(expected)) for kana, count, expected in (one.split(":") for one in field.split())
    )
    return tuple(sorted(read, key=lambda reading: (-reading.borne - reading.expected, reading.kana)))


@cache
def name_dictionary() -> NameDictionary:
    """The dictionary shipped with the program."""
    return NameDictionary(*(Blocks(shipped(f"names/{name}.bin")) for name in ("readings", "sounds", "signs")))

"""How kanji names are read: the possible readings of a part of a name with their likelihood.

They come from the shipped dictionary, which `packaging/make_name_dictionary.py` makes; sources and licences: NOTICE.
The lists say which readings a name has and, of usual names, how many people have them; `names.reading_model` says how
likely each is by its signs, and reads the names that no list has. The cost of a reading is the negative natural
logarithm of the share of people with this name who read it so (see `names.costs`).
"""

from __future__ import annotations

import math
from functools import cache, lru_cache

from memoircat.names.blocks import Blocks
from memoircat.names.fold import fold
from memoircat.names.reading_model import ReadingModel
from memoircat.names.roles import KanjiReading, Role
from memoircat.names.sound import sound
from memoircat.shipped import shipped

FAMILY_READINGS, GIVEN_READINGS = 6, 10  # how many readings of a family and of a given name are considered
_USUAL = 0.8  # a reading with a share above this is simply how the name is read: it costs nothing
# Learned on persons whose own reading was left out of the counts. `_MODEL`: what the model weighs against the counts
# (in the unit of the lists, where 300 is one person). `_LISTED`: a reading gains so many times by being in a list.
_MODEL = {Role.FAMILY: 3000.0, Role.GIVEN: 300.0}
_LISTED = {Role.FAMILY: 100.0, Role.GIVEN: 30.0}
_STRANGE = 0.01  # the least chance of a listed reading, whatever the model says
_MODELLED = 48  # readings that the model is asked for where a list has the name


class NameDictionary:
    """The dictionary of names, in two files that are unpacked block by block.

    ``readings``: folded kanji → the readings as a family name and as a given name, each a list of ``kana:count``.
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
        fields = self._readings.get(fold(kanji))
        counted = fields[0 if role is Role.FAMILY else 1] if fields else ""
        return sum(count for _, count in _counts(counted))

    def _ranked(self, folded: str, role: Role) -> tuple[KanjiReading, ...]:
        """The readings of the lists and of the model."""
        fields = self._readings.get(folded)
        counts = dict(_counts(fields[0 if role is Role.FAMILY else 1])) if fields else {}
        modelled = self.model.readings(folded, role, _MODELLED)
        if not counts:
            return tuple(modelled)
        shares = _shares(counts, {reading.kana: math.exp(-reading.cost) for reading in modelled}, role)
        ranked = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(KanjiReading(kana, 0.0 if share > _USUAL else -math.log(share)) for kana, share in ranked)


def _shares(counts: dict[str, int], chances: dict[str, float], role: Role) -> dict[str, float]:
    """The shares of the listed readings and of those of the model: the counts, and what the model makes of the list."""
    expected = chances | {kana: (chances.get(kana, 0.0) + _STRANGE) * _LISTED[role] for kana in counts}
    weight = _MODEL[role] / sum(expected.values())
    total = sum(counts.values()) + _MODEL[role]
    return {kana: (counts.get(kana, 0) + weight * chance) / total for kana, chance in expected.items()}


@lru_cache(maxsize=20_000)
def _counts(field: str) -> list[tuple[str, int]]:
    pairs = (pair.rsplit(":", 1) for pair in field.split())
    return [(kana, int(count)) for kana, count in pairs]


@cache
def name_dictionary() -> NameDictionary:
    """The dictionary shipped with the program."""
    return NameDictionary(*(Blocks(shipped(f"names/{name}.bin")) for name in ("readings", "sounds", "signs")))

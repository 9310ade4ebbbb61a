"""How a name that no list has may be read, sign by sign, as the names of the lists are read.

`packaging/learn_name_readings.py` cuts the listed names into units, signs with their kana, and counts them; this module
reads a new name by the counts. A unit is usually one kanji; 大和 やまと is one unit of two. A name is read from left to
right: the chance of a unit is that of the readings of its signs in this role and place of a name, after an on or a kun
reading, and beside the signs next to it where the lists have both side by side. A reading that sounds like names of the
lists gains. The chances of all readings of a name are then divided by their sum.

The file (`names.blocks`) has a line for each string of signs that is a unit or stands in several names:

1. and 2. the pairs of readings of two signs side by side in family names, and in given names: ``i.j:count``, where i
   and j number the readings in the lines of the two signs;
3. its readings as one unit: ``kana;kind;places``. Kind: `Kind`. Places: a letter (`place_of`) and a count each, a12c5;
4. how often the signs stand side by side, as one unit or not.

The lines of the keys ``*family`` and ``*given`` have the number of names by their number of signs, the counts of each
place, and for each group of places (`KIN`) how likely a reading of each kind is (millionths), whatever the sign.
All counts are tenths of a name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from memoircat.names.blocks import Blocks
from memoircat.names.roles import KanjiReading, Role
from memoircat.names.scripts import script_of

UNKNOWN_SIGN = "●"
TOTALS = "*"
LONGEST_UNIT = 3  # signs
PLACES = "abcdefghijk"  # see `place_of`; in capitals: of given names
KIN = {p: kin for kin in ("a", "bc", "de", "fghijk") for p in kin}  # alone, first, inner, last
_AFTER = {"kun": "f", "on": "g", "n": "h"}
_TENTHS = 0.1
_BEAM = 12  # partial readings that are kept while a name is read
_LAST = 14  # whole readings whose sounds are compared with those of the lists
_HOPELESS = 9.0  # a reading so much below the best (ln) gains too little by its sound
_LEAST = 3e-4  # a unit less likely than this in its place is not tried
_KATAKANA = {point: point - 96 for point in range(0x30A1, 0x30F7)}
_PLACE_COUNT = re.compile("([a-kA-K])([0-9]+)")


class Kind(IntEnum):
    """What KANJIDIC says of a reading of a sign."""

    ON = 0
    STEM = 1  # a kun reading without its ending
    WHOLE = 2  # … with it
    DERIVED = 3  # … with another: the noun, the old form
    NANORI = 4
    ON_VARIED = 5  # an on reading as it sounds beside others
    VARIED = 6  # any other so
    UNEXPLAINED = 7


ON_KINDS = (Kind.ON, Kind.ON_VARIED)


class Weights(NamedTuple):
    """What the counts weigh: learned on names that were held out of them."""

    prior: float  # names that the kinds of readings weigh against the readings of a sign in all names …
    sign: float  # … these against its readings in the place …
    place: float  # … and these against its readings in the place after the kind of reading before it
    other: float  # names of the other role count so much
    pair: float  # names that the sign alone weighs against its readings after the unit before it
    ahead: float  # … and before the sign after it
    kind: float  # names that all signs weigh against what kind of reading stands before this sign
    joined: float  # names that say of any signs that they are not one unit
    sound: float  # a reading gains this power of how many people have a name of this sound
    outside: float  # share of names whose reading is none of those considered


WEIGHTS = {
    Role.FAMILY: Weights(5.0, 6.0, 6.0, 0.3, 0.5, 1.8, 4.0, 2.0, 0.18, 0.03),
    Role.GIVEN: Weights(2.0, 10.0, 6.0, 0.3, 3.0, 7.5, 4.0, 2.0, 0.45, 0.04),
}


def signs_of(folded: str) -> str:
    """The signs of a folded name as they are read: 々 is the sign before it, ッ between kanji is ツ."""
    signs = ""
    for sign in folded:
        signs += signs[-1] if sign in "々〻" and signs else "ツ" if sign == "ッ" else sign
    return signs


def place_of(at: int, size: int, length: int, before: str, before_is_on: bool) -> str:
    """The place of a unit that begins at sign ``at`` of a name of ``length`` signs: one of `PLACES`.

    a: the whole name; b, c: the first of two signs, of more; d, e: inner after a kun, an on reading; f, g, h: the last
    of two after kun, on, on with ん; i, j, k: the last of more. ``before``: the kana of the unit before.
    """
    last = at + size == length
    if at == 0:
        return "a" if last else "b" if length == 2 else "c"
    if not last:
        return "e" if before_is_on else "d"
    after = (2 if before.endswith("ん") else 1) if before_is_on else 0
    return "fghijk"[after + (3 if length > 2 else 0)]


class Unit(NamedTuple):
    """A way to read signs as one."""

    kana: str
    kind: int

    @property
    def is_on(self) -> bool:
        """Whether it is an on reading."""
        return self.kind in ON_KINDS


class _Line(NamedTuple):
    """A line of the file, read: see the module. ``places``: letter → number of a reading → count."""

    units: tuple[Unit, ...]
    places: dict[str, dict[int, float]]
    pairs: tuple[dict[tuple[int, int], float], dict[tuple[int, int], float]]
    seen: float


class _Totals(NamedTuple):
    """Of all names of a role: how many have how many signs, how many units are in which place, chances of `Kind`."""

    lengths: dict[int, float]
    places: dict[str, float]
    kinds: dict[str, tuple[float, ...]]


class _Partial(NamedTuple):
    """A name read up to a sign: score (ln), kana, and the unit before (its signs, its number among their readings)."""

    score: float
    kana: str
    signs: str
    number: int


_EMPTY = _Line((), {}, ({}, {}), 0.0)
_START = _Partial(0.0, "", "", 0)


class ReadingModel:
    """The counts of the file, and what follows from them.

    ``heard`` tells how many people have a name of these kana in a role.
    """

    def __init__(
        self, counts: Blocks, heard: Callable[[str, Role], int], weights: dict[Role, Weights] | None = None
    ) -> None:
        self._counts = counts
        self._heard = heard
        self._weights = weights or WEIGHTS
        self._line = lru_cache(maxsize=4096)(self._parsed)
        self._chances = lru_cache(maxsize=8192)(self._chances_of)
        self._totals_of = lru_cache(maxsize=2)(self._read_totals)

    def readings(self, kanji: str, role: Role, most: int) -> list[KanjiReading]:
        """The ``most`` likeliest readings of a folded name, the likeliest first; their probabilities sum to 1 or less.

        A sign that is in no list and no dictionary is read `UNKNOWN_SIGN`.
        """
        weights = self._weights[role]
        sums: dict[str, float] = {}
        for partial in self._read(signs_of(kanji), role):
            known = self._heard(partial.kana, role)
            score = partial.score + weights.sound * math.log1p(known)
            sums[partial.kana] = sums.get(partial.kana, 0.0) + math.exp(score)
        total = sum(sums.values())
        if not total:
            return []
        ranked = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
        inside = math.log(1 - weights.outside)
        return [KanjiReading(kana, -math.log(share / total) - inside) for kana, share in ranked if share]

    def chance(self, kanji: str, role: Role) -> float:
        """ln P(kanji | role) of a folded name that no list has: by its length and signs."""
        signs = signs_of(kanji)
        lengths, places, _ = self._totals_of(role)
        names = sum(lengths.values())
        score = math.log((lengths.get(len(signs), 0.0) + _TENTHS) / (names + 1)) if signs else -math.inf
        for at, sign in enumerate(signs):
            letters = _letters(at, len(signs), role)
            seen = sum(sum(self._line(sign).places.get(letter, {}).values()) for letter in letters)
            kin = sum(sum(self._line(sign).places.get(x, {}).values()) for p in PLACES for x in (_cased(p, role),))
            total = sum(places.get(letter, 0.0) for letter in letters)
            everywhere = (kin + 0.01) / (sum(places.values()) + 100)
            score += math.log((seen + 300 * everywhere) / (total + 300))
        return score

    def _read(self, signs: str, role: Role) -> list[_Partial]:
        """The readings of all signs that the beam keeps."""
        reached: list[list[_Partial]] = [[] for _ in range(len(signs) + 1)]
        reached[0] = [_START]
        for at in range(len(signs)):
            kept = sorted(reached[at], key=lambda partial: (-partial.score, partial.kana))[:_BEAM]
            for size in range(1, min(LONGEST_UNIT, len(signs) - at) + 1):
                chance = self._joined(signs, at, size, role)
                if chance > -math.inf:
                    for partial in kept:
                        reached[at + size] += self._further(partial, signs, at, size, role, chance)
        last = sorted(reached[-1], key=lambda partial: (-partial.score, partial.kana))
        return [partial for partial in last[: 2 * _BEAM] if partial.score > last[0].score - _HOPELESS]

    def _joined(self, signs: str, at: int, size: int, role: Role) -> float:
        """ln of the chance that the unit at a sign has this size."""
        weight = self._weights[role].joined
        if size > 1:
            line = self._line(signs[at : at + size])
            as_one = sum(sum(counts.values()) for counts in line.places.values())
            return math.log(as_one / (line.seen + weight)) if as_one else -math.inf
        single = 0.0
        for longer in range(2, min(LONGEST_UNIT, len(signs) - at) + 1):
            joined = self._joined(signs, at, longer, role)
            single += math.log1p(-min(0.99, math.exp(joined)))
        return single

    def _further(self, partial: _Partial, signs: str, at: int, size: int, role: Role, chance: float) -> list[_Partial]:
        """A partial reading with each reading of the next unit."""
        unit = signs[at : at + size]
        before = self._line(partial.signs).units[partial.number] if partial.signs else Unit("", Kind.STEM)
        place = _cased(place_of(at, size, len(signs), before.kana, before.is_on), role)
        chances = self._chances(unit, place)
        if partial.signs:
            chances = self._beside(partial, unit, chances, role)
            chance += self._after_kind(unit, place, role)
        chances = self._ahead(unit, signs[at + size : at + size + 1], chances, role)
        start = partial.score + chance
        return [
            _Partial(start + math.log(share), partial.kana + one.kana, unit, number)
            for number, (one, share) in enumerate(zip(self._line(unit).units, chances, strict=True))
            if share > _LEAST
        ]

    def _chances_of(self, unit: str, place: str) -> tuple[float, ...]:
        """The chances of the readings of a unit in a place, from its counts, in order of its line."""
        line = self._line(unit)
        role = Role.FAMILY if place.islower() else Role.GIVEN
        weights = self._weights[role]
        everywhere = [0.0] * len(line.units)
        kin = [0.0] * len(line.units)
        for letter, counts in line.places.items():
            own = letter.islower() == place.islower()
            near = own and KIN[letter.lower()] == KIN[place.lower()]
            for number, count in counts.items():
                everywhere[number] += count if own else count * weights.other
                kin[number] += count if near else 0.0
        here = line.places.get(place, {})
        kinds = self._totals_of(role).kinds[KIN[place.lower()]]
        prior = [kinds[unit.kind] for unit in line.units]
        chances = tuple(chance / sum(prior) for chance in prior)
        # How signs are read beside others says nothing of one alone: 清 is きよし, though 清 in 清一 is せい.
        if place.lower() != "a":
            chances = _mixed(everywhere, chances, weights.prior)
        chances = _mixed(kin, chances, weights.sign)
        return _mixed([here.get(number, 0.0) for number in range(len(line.units))], chances, weights.place)

    def _beside(self, partial: _Partial, unit: str, chances: tuple[float, ...], role: Role) -> tuple[float, ...]:
        """The chances after the unit before, where names have both side by side."""
        pairs = self._pairs(partial.signs + unit, role)
        if not pairs:
            return chances
        counts = [pairs.get((partial.number, number), 0.0) for number in range(len(chances))]
        return _mixed(counts, chances, self._weights[role].pair)

    def _ahead(self, unit: str, after: str, chances: tuple[float, ...], role: Role) -> tuple[float, ...]:
        """The chances before the sign after, where names have both side by side."""
        pairs = self._pairs(unit + after, role) if after else {}
        if not pairs:
            return chances
        counts = [0.0] * len(chances)
        for (number, _), count in pairs.items():
            counts[number] += count
        return _mixed(counts, chances, self._weights[role].ahead)

    def _pairs(self, signs: str, role: Role) -> dict[tuple[int, int], float]:
        return self._line(signs).pairs[0 if role is Role.FAMILY else 1] if len(signs) == 2 else {}

    def _after_kind(self, unit: str, place: str, role: Role) -> float:
        """ln of how much likelier this unit makes the kind of reading before it."""
        weights = self._weights[role]
        _, totals, _ = self._totals_of(role)
        like = [letter for group in ("de", "fgh", "ijk") if place.lower() in group for letter in group]
        letters = [_cased(letter, role) for letter in like]
        places = self._line(unit).places
        all_share = (totals.get(place, 0.0) + 1) / (sum(totals.get(letter, 0.0) for letter in letters) + 3)
        here = sum(places.get(place, {}).values())
        total = sum(sum(places.get(letter, {}).values()) for letter in letters)
        share = (here + weights.kind * all_share) / (total + weights.kind)
        return math.log(share / all_share)

    def _parsed(self, signs: str) -> _Line:
        fields = self._counts.get(signs)
        if not fields:
            return _EMPTY if len(signs) > 1 else _unlisted(signs)
        units = []
        places: dict[str, dict[int, float]] = {}
        for number, written in enumerate(fields[2].split()):
            kana, kind, counted = written.split(";")
            units.append(Unit(kana, int(kind)))
            for letter, count in _PLACE_COUNT.findall(counted):
                places.setdefault(letter, {})[number] = int(count) * _TENTHS
        return _Line(tuple(units), places, (_pairs(fields[0]), _pairs(fields[1])), _count(fields[3]))

    def _read_totals(self, role: Role) -> _Totals:
        fields = self._counts.get(f"{TOTALS}{role}") or ("", "", *[""] * len(set(KIN.values())))
        by_length = {int(n): int(count) * _TENTHS for n, count in (pair.split(":") for pair in fields[0].split())}
        by_place = {letter: int(count) * _TENTHS for letter, count in _PLACE_COUNT.findall(fields[1])}
        by_kind = {
            kin: tuple((int(chance) + 1) / 1e6 for chance in written.split())
            for kin, written in zip(dict.fromkeys(KIN.values()), fields[2:], strict=True)
        }
        return _Totals(by_length, by_place, by_kind)


def _mixed(counts: list[float], chances: tuple[float, ...], weight: float) -> tuple[float, ...]:
    """The shares of counts, where ``chances`` weigh as much as ``weight`` names."""
    total = sum(counts) + weight
    return tuple((count + weight * chance) / total for count, chance in zip(counts, chances, strict=True))


def _cased(place: str, role: Role) -> str:
    return place if role is Role.FAMILY else place.upper()


def _letters(at: int, length: int, role: Role) -> str:
    """All places that a sign in this part of a name can have, whatever stands before it."""
    if length == 1:
        return _cased("a", role)
    if at == 0:
        return _cased("b" if length == 2 else "c", role)
    return _cased("de" if at < length - 1 else "fgh" if length == 2 else "ijk", role)


def _pairs(field: str) -> dict[tuple[int, int], float]:
    pairs = {}
    for written in field.split():
        numbers, count = written.split(":")
        one, _, two = numbers.partition(".")
        pairs[int(one), int(two)] = int(count) * _TENTHS
    return pairs


def _count(field: str) -> float:
    return int(field) * _TENTHS if field else 0.0


def _unlisted(sign: str) -> _Line:
    """The line of a sign that the file has not: kana are read as they are, another sign is unknown."""
    kana = sign.translate(_KATAKANA) if script_of(sign) in ("Hira", "Kana") else UNKNOWN_SIGN
    return _Line((Unit(kana, Kind.STEM),), {}, ({}, {}), 0.0)

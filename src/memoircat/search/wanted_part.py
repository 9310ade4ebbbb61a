"""A part of a name that is searched for, and what recorded parts cost beside it.

All bounds and weights are costs or shares of them: negative natural logarithms of probabilities (`names.costs`). The
weights were found with `tests/bench/folds.py`, for the share of people among the first ten at 760,000.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log1p
from typing import TYPE_CHECKING, NamedTuple

from memoircat.names.parting import chance_of_sound
from memoircat.names.roles import Role
from memoircat.names.written import heard_as, sounds_of

if TYPE_CHECKING:
    from memoircat.names.nearby import SoundQuery

NEAR, FAR = 3.5, 8.0  # how much a part may cost; up to FAR only where too few people are within NEAR
_FAR_BY_SYMBOL = 1.8  # FAR is also limited to this times the length, so that one symbol does not match everything
FARTHEST = 18.0  # how much a whole name may cost
_READ_TYPED, _READ_RECORDED = 0.2, 0.3  # a reading costs so much of its logarithm, of typed and of recorded kanji
_OF_DISTANCE = 0.3  # the share of the distance that a recorded sound costs however likely it is the name searched for
# How many times likelier, at most, a recorded name counts than the one searched for, as a logarithm: what was typed may
# be misheard itself, and then says little of how usual the name is.
_ANOTHER_NAME = 2.0
OUT_OF_REACH = 11.0  # how much a part may cost where the other part of the name fits
TENTH = 10  # costs are stored as whole tenths
_WALKED_SYMBOLS = 44  # symbols of all readings of a part together: the time to walk the vocabulary grows with them
FIRST_KANJI = "\u2e80"  # only keys in kanji sort after this character: those of other scripts are ASCII or Cyrillic


class PartMatch(NamedTuple):
    """A recorded part of a name that may be the part searched for, and the cost.

    ``part`` and ``wanted`` are keys (see `names.written`), ``sound`` is the sound string by which the recorded part was
    compared. ``is_prefix``: the recorded part only begins with what was searched for.
    """

    part: str
    sound: str
    wanted: str
    cost: float
    is_prefix: bool = False


PartMatches = dict[str, PartMatch]  # by the key of the recorded part


@dataclass(frozen=True, slots=True)
class WantedPart:
    """A part searched for: its key, and the role (family or given name) in which it is looked for.

    ``swapped``: it is the other part of the name itself, and the recorded order is supposed to be the other one. How
    kanji are read, and how usual a sound is, follows from what it is.
    """

    text: str
    role: Role
    swapped: bool = False

    @property
    def own(self) -> Role:
        """Which part of the name it is."""
        if not self.swapped:
            return self.role
        return Role.GIVEN if self.role is Role.FAMILY else Role.FAMILY

    @property
    def sounds(self) -> tuple[tuple[str, float], ...]:
        """How it sounds, with costs: see `sounds_of`. Of kanji the rarer readings cost less than there."""
        return _typed_sounds(self.text, self.own)

    @property
    def heard(self) -> tuple[tuple[str, float], ...]:
        """How it may sound as recorded, with costs: see `heard_as`."""
        return _heard(self.text, self.own)

    @property
    def near_queries(self) -> list[SoundQuery]:
        """The queries for sounds near to it, one for each of its likeliest sounds, up to the widest bound.

        A rarer reading is looked for less far: what it saves in cost is taken from the bound.
        """
        heard = self.heard
        longest = max((len(sound) for sound, _ in heard), default=0)
        widest = min(FAR, _FAR_BY_SYMBOL * longest)
        saved = 1 / _READ_TYPED - 1 if is_kanji(self.text) else 0.0
        return [
            (((sound, cost),), widest - saved * cost)
            for sound, cost in heard[: max(1, _WALKED_SYMBOLS // max(1, longest))]
        ]

    @property
    def far_query(self) -> SoundQuery:
        """The same where the other part of the name fits: by its likeliest sound only, with a wider bound."""
        return self.heard[:1], OUT_OF_REACH

    def costs_of(self, near: Mapping[str, float]) -> dict[str, float]:
        """What recorded sounds cost, by their distance: less where one is no name of its own, but a usual one misheard.

        It is the negative logarithm of the probability that whoever is recorded so bears the name searched for, and not
        the name that is recorded; and a share of the distance, so that what sounds the same comes first.
        """
        if not self.sounds:
            return dict(near)
        own = {sound for sound, _ in self.sounds}
        usual = chance_of_sound(self.sounds[0][0], self.own)
        costs = {}
        for sound, distance in near.items():
            another = min(_ANOTHER_NAME, chance_of_sound(sound, self.own) - usual)
            costs[sound] = distance if sound in own else _OF_DISTANCE * distance + log1p(exp(distance + another))
        return costs


def weigh(
    rows: Iterable[tuple[str, str, int]],
    part: WantedPart,
    plain: Mapping[str, float],
    kanji: Mapping[str, float],
    candidates: PartMatches,
) -> None:
    """Add the recorded parts of these rows (sound, key, tenths) to ``candidates``, each at its least cost."""
    for sound, text, tenths in rows:
        if text >= FIRST_KANJI:
            cost = kanji.get(sound, FARTHEST) + _READ_RECORDED * tenths / TENTH
        else:
            cost = plain.get(sound, FARTHEST) + tenths / TENTH
        if cost < FARTHEST and (text not in candidates or cost < candidates[text].cost):
            candidates[text] = PartMatch(text, sound, part.text, cost)


@lru_cache(maxsize=5_000)
def _typed_sounds(text: str, role: Role) -> tuple[tuple[str, float], ...]:
    weight = _READ_TYPED if is_kanji(text) else 1.0
    return tuple((sound, cost * weight) for sound, cost in sounds_of(text, role))


@lru_cache(maxsize=5_000)
def _heard(text: str, role: Role) -> tuple[tuple[str, float], ...]:
    return heard_as(_typed_sounds(text, role))


def is_kanji(text: str) -> bool:
    """Whether the key of a part is in kanji, beside which there may be unreadable characters."""
    return text[:1] >= FIRST_KANJI or text[-1:] >= FIRST_KANJI

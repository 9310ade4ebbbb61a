"""Cut listed names into units: which kana each sign of a name is read as (for `learn_name_readings.py`).

The cuts are found by hard EM over monotone alignments: a sign is read as 1 to 5 kana, and two or three signs may be one
unit (大和 やまと). The first round knows only KANJIDIC; each later one has the counts of the round before.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from memoircat.names.reading_model import Kind

LONGEST = {1: 5, 2: 6, 3: 6}  # kana of a unit, by its number of signs
ROUNDS = 4
PRIOR = 2.0  # counts that the prior of a sign's readings weighs
JOINED = {2: 1e-3, 3: 1e-4}  # prior share of the places where signs side by side are one unit
STRANGE = 2e-3  # prior share of a reading that KANJIDIC does not explain, for each kana less by a factor of 3
CUT_SHORT = 0.02  # … of the beginning of a known reading: 心 ここ, 愛 あ
USUAL = {Kind.ON: 3.0, Kind.STEM: 2.0, Kind.WHOLE: 1.0, Kind.DERIVED: 0.5, Kind.NANORI: 2.0}
_SMALL = "ゃゅょぁぃぅぇぉっーん"  # no unit begins with them
_VOICED = {k: v.split() for k, v in zip("かきくけこさしすせそたちつてとはひふへほ", (
    "が", "ぎ", "ぐ", "げ", "ご", "ざ", "じ", "ず", "ぜ", "ぞ", "だ", "じ ぢ", "ず づ", "で", "ど", "ば ぱ", "び ぴ",
    "ぶ ぷ", "べ ぺ", "ぼ ぽ"), strict=True)}  # fmt: skip
_DOUBLED = re.compile("(?<=.)[つちくき]$")

Kinds = Mapping[str, Mapping[str, Kind]]
"""Sign → its readings in KANJIDIC, each of its kind."""


class Unit(NamedTuple):
    """Signs that are read together, and their kana."""

    signs: str
    kana: str


def variants(kana: str) -> dict[str, float]:
    """How a reading sounds beside others, each with its share: voiced, doubled, short, with an unwritten の."""
    heard = {kana: 1.0}
    voiced = [v + kana[1:] for v in _VOICED.get(kana[0], ())]
    for form in (kana, *voiced):
        share = 1.0 if form == kana else 0.2
        more = {form: share}
        if _DOUBLED.search(form):
            more[form[:-1] + "っ"] = 0.1 * share
        if len(form) > 1 and form[-1] in "うお":
            more[form[:-1]] = 0.08 * share
        if len(form) < LONGEST[1]:
            more[form + "の"] = 0.02 * share
            more["の" + form] = 0.01 * share
        for variant, chance in more.items():
            heard[variant] = max(chance, heard.get(variant, 0))
    return heard


def explained(kinds: Kinds) -> dict[str, dict[str, tuple[Kind, float]]]:
    """Sign → its readings with their variants; of each its kind and its share, by KANJIDIC alone."""
    shares: dict[str, dict[str, tuple[Kind, float]]] = {}
    for sign, readings in kinds.items():
        heard = {kana: (kind, USUAL[kind]) for kana, kind in readings.items()}
        for kana, kind in readings.items():
            varied = Kind.ON_VARIED if kind is Kind.ON else Kind.VARIED
            for variant, share in variants(kana).items():
                known = heard.get(variant, (varied, 0.0))
                if variant not in readings:
                    heard[variant] = (min(known[0], varied), known[1] + USUAL[kind] * share)
        total = sum(share for _, share in heard.values())
        shares[sign] = {kana: (kind, share / total) for kana, (kind, share) in heard.items()}
    return shares


class Aligner:
    """Cuts names by the chances of units that it has; `learn` improves these."""

    def __init__(self, kinds: Kinds) -> None:
        self._prior = explained(kinds)
        self._starts = {
            sign: {kana[:n] for kana in readings for n in range(1, len(kana))} for sign, readings in kinds.items()
        }
        self._counted: dict[str, Counter[str]] = defaultdict(Counter)
        self._seen: Counter[str] = Counter()
        self._chances: dict[tuple[str, str], float] = {}

    def learn(self, names: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], tuple[Unit, ...]]:
        """Cut all names (signs, kana) → weight in several rounds; the cut of each name that can be cut."""
        cuts: dict[tuple[str, str], tuple[Unit, ...]] = {}
        for _ in range(ROUNDS):
            cuts = {name: cut for name in names if (cut := self.cut(*name))}
            counted: dict[str, Counter[str]] = defaultdict(Counter)
            seen: Counter[str] = Counter()
            for (signs, kana), cut in cuts.items():
                weight = names[signs, kana]
                for unit in cut:
                    counted[unit.signs][unit.kana] += weight
                for size in (1, 2, 3):
                    for at in range(len(signs) - size + 1):
                        seen[signs[at : at + size]] += weight
            self._counted, self._seen, self._chances = counted, seen, {}
        return cuts

    def cut(self, signs: str, kana: str) -> tuple[Unit, ...]:
        """The likeliest units of a name; empty where it has fewer kana than signs, or none fit."""
        best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
        for at in range(len(signs)):
            for begin in [place[1] for place in best if place[0] == at]:
                cost = best[at, begin][0]
                for size in (1, 2, 3):
                    if at + size > len(signs):
                        break
                    last = at + size == len(signs)
                    for end in self._ends(kana, begin, LONGEST[size], last):
                        total = cost - self._chance(signs[at : at + size], kana[begin:end])
                        place = (at + size, end)
                        if place not in best or total < best[place][0]:
                            best[place] = (total, (at, begin))
        place, units = (len(signs), len(kana)), []
        if place not in best:
            return ()
        while place != (0, 0):
            before = best[place][1]
            units.append(Unit(signs[before[0] : place[0]], kana[before[1] : place[1]]))
            place = before
        return tuple(reversed(units))

    @staticmethod
    def _ends(kana: str, begin: int, longest: int, last: bool) -> Iterable[int]:
        if last:
            return (len(kana),) if 0 < len(kana) - begin <= longest else ()
        return [end for end in range(begin + 1, min(len(kana), begin + longest + 1)) if kana[end] not in _SMALL]

    def _chance(self, signs: str, kana: str) -> float:
        key = (signs, kana)
        chance = self._chances.get(key)
        if chance is None:
            prior = self._expected(signs, kana)
            counts = self._counted.get(signs)
            counted = counts[kana] if counts else 0.0
            chance = self._chances[key] = math.log((counted + PRIOR * prior) / (self._seen[signs] + PRIOR))
        return chance

    def _expected(self, signs: str, kana: str) -> float:
        strange = STRANGE * 3.0 ** (1 - len(kana))
        if len(signs) > 1:
            return JOINED[len(signs)] * strange / STRANGE
        if signs == kana:
            return 1.0
        known = self._prior.get(signs, {}).get(kana)
        return (known[1] if known else 0.0) + (CUT_SHORT if kana in self._starts.get(signs, ()) else 0.0) + strange

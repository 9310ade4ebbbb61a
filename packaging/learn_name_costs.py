"""Learn the costs of confusing sounds (see `memoircat.names.costs`) from real pairs of spellings.

    python packaging/learn_name_costs.py [--hold-out]

Writes resources/names/costs.json. With `--hold-out` it learns from half of the pairs, prints what the other half
costs, and writes nothing.

The pairs are in packaging/names/spellings.tsv: names in Latin letters or kana, each with a Russian spelling that is in
use (sources: NOTICE). Both spellings become sound strings, which are aligned. The program counts how often each symbol
is aligned with each other one, computes costs (negative natural logarithms of probabilities) from the counts, and
aligns again with these costs until they no longer change. This is Viterbi training of the memoryless channel of Ristad
and Yianilos ("Learning string-edit distance", 1998), made symmetric.

A confusion that does not occur in the pairs is not impossible. Each symbol therefore starts with a prior: `STRENGTH`
counts for each real one, distributed by how similarly sounds are articulated (consonants by place, manner and voice,
vowels by height and backness) and by what a Russian ear confuses. The prior also makes up for published spellings
having fewer errors than a clerk's.

A letter е may be a ё: of both readings the one with the lower cost is taken. How often it is a ё cannot be learned from
these pairs, because Wikidata writes ё where Soviet clerks usually did not; `YO` is an assumption.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from memoircat.names.costs import SYMBOL_INDEX, Costs  # noqa: E402 - from this checkout
from memoircat.names.distance import align, distance  # noqa: E402
from memoircat.names.sound import SYMBOLS, UNREADABLE, VOWELS, sound, sounds  # noqa: E402

Pair = tuple[str, tuple[tuple[str, int], ...]]  # a sound string; those of the other spelling, each with its letters ё

STRENGTH = 0.3  # prior counts for each real count of a symbol
YO = 0.2  # share of the letters е of a clerk that are ё
SHARE_SWAPPED, SHARE_DROPPED = 0.65, 0.35  # of the errors that the prior assumes
DEAREST = 9.0  # the highest cost
FREE = 0.2  # cost of an unreadable symbol against any other

# Place of articulation (0 lips, 1 teeth, 2 palate, 3 soft palate, 4 throat), manner ("hiss": fricative), voiced or not.
CONSONANTS = {
    "p": (0, "stop", 0), "b": (0, "stop", 1), "f": (0, "hiss", 0), "m": (0, "nasal", 1), "w": (0, "glide", 1),
    "t": (1, "stop", 0), "d": (1, "stop", 1), "c": (1, "affricate", 0), "s": (1, "hiss", 0), "z": (1, "hiss", 1),
    "n": (1, "nasal", 1), "r": (1, "flap", 1), "C": (2, "affricate", 0), "S": (2, "hiss", 0), "Z": (2, "hiss", 1),
    "y": (2, "glide", 1), "k": (3, "stop", 0), "g": (3, "stop", 1), "h": (3.5, "hiss", 0),
}  # fmt: skip
# What a Russian ear and hand confuse, as factors of the likeness: unstressed o and a are one sound, so are e and i;
# foreign h is written г or х (Гамлет); voiced consonants become voiceless at the end and before voiceless ones; ши, щи,
# сы and си sound the same, and so do йу, иу and ю; the lists have к for h and а for o.
RUSSIAN_EAR = {
    frozenset(pair): times
    for times, pairs in {12: "sS zZ yi", 8: "hg", 4: "ao hk", 3: "ei", 2: "kg td bp sz SZ wb CS"}.items()
    for pair in pairs.split()
}
NEAR_MANNERS = {frozenset(("stop", "affricate")), frozenset(("affricate", "hiss")), frozenset(("glide", "flap"))}
OPENNESS = {"i": (0, 0), "e": (1, 0), "a": (2, 1), "o": (1, 2), "u": (0, 2)}
EASILY_LOST = {"i": 3, "u": 3, "y": 3, "w": 2, "h": 2, "n": 1.5, "e": 1}


def likeness(one: str, two: str) -> float:
    """How easily one sound is taken for another, by articulation alone; above 0, up to 1."""
    if one in VOWELS and two in VOWELS:
        (height, back), (height2, back2) = OPENNESS[one], OPENNESS[two]
        return math.exp(-(abs(height - height2) + abs(back - back2) * 0.8))
    if one in CONSONANTS and two in CONSONANTS:
        (place, manner, voice), (place2, manner2, voice2) = CONSONANTS[one], CONSONANTS[two]
        apart = 0.0 if manner == manner2 else 0.7 if frozenset((manner, manner2)) in NEAR_MANNERS else 1.5
        return math.exp(-(abs(place - place2) * 0.9 + apart + abs(voice - voice2) * 0.5))
    return 0.3 if {one, two} in ({"y", "i"}, {"w", "u"}) else 0.01


def prior() -> tuple[dict[tuple[str, str], float], dict[str, float]]:
    """The prior: the shares of each swap and of each loss among the errors of a symbol."""
    swaps: dict[tuple[str, str], float] = {}
    for one in SYMBOLS:
        weights = {
            two: likeness(one, two) * RUSSIAN_EAR.get(frozenset((one, two)), 1)
            for two in SYMBOLS
            if two not in (one, UNREADABLE)
        }
        total = sum(weights.values())
        swaps |= {(one, two): SHARE_SWAPPED * weight / total for two, weight in weights.items()}
    lost = {symbol: SHARE_DROPPED * EASILY_LOST.get(symbol, 0.7) / 2 for symbol in SYMBOLS}
    return swaps, lost


def costs_from(swapped: Counter[tuple[str, str]], lost: Counter[str], seen: Counter[str]) -> Costs:
    """The costs from the prior and the counts: pairs of aligned symbols, symbols without a partner, all symbols."""
    swaps, losses = prior()
    common = sum(seen.values()) / len(SYMBOLS)

    def chance(count: float, share: float, symbol: str) -> float:
        strength = STRENGTH * (seen[symbol] * 0.5 + common * 0.5)
        return (count + strength * share) / (seen[symbol] + strength + common * 0.01)

    def swap(one: str, two: str) -> float:
        if one == two:
            return 0.0
        if UNREADABLE in (one, two):
            return FREE
        both = (chance(swapped[a, b], swaps[a, b], a) for a, b in ((one, two), (two, one)))
        return min(DEAREST, -math.log(sum(both) / 2))

    def gap(symbol: str) -> float:
        return FREE if symbol == UNREADABLE else min(DEAREST, -math.log(chance(lost[symbol], losses[symbol], symbol)))

    return Costs(tuple(tuple(swap(a, b) for b in SYMBOLS) for a in SYMBOLS), tuple(map(gap, SYMBOLS)), -math.log(YO))


def fit(pair: Pair, costs: Costs) -> tuple[float, str, int]:
    """The reading of the Cyrillic spelling that costs least: its cost, its sound string, how many letters ё it has."""
    one, readings = pair
    return min((distance(one, two, costs) + yo * costs.yo, two, yo) for two, yo in readings)


def count(pairs: Iterable[Pair], costs: Costs) -> Costs:
    """One round of training: align all pairs, count the aligned symbols in both directions, and compute the costs."""
    swapped: Counter[tuple[str, str]] = Counter()
    lost: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for one, readings in pairs:
        _, two, _ = fit((one, readings), costs)
        for step in align(one, two, costs):
            a, b = (text[at] if at is not None else "" for text, at in ((one, step.one), (two, step.two)))
            seen.update(symbol for symbol in (a, b) if symbol)
            if a and b:
                swapped.update([(a, b), (b, a)])
            else:
                lost.update([a or b])
    return costs_from(swapped, lost, seen)


def learn(pairs: Sequence[Pair]) -> Costs:
    """The costs after training until they no longer change, in 12 rounds at most."""
    costs = costs_from(Counter(), Counter(), Counter(dict.fromkeys(SYMBOLS, 1000)))
    for _ in range(12):
        better = count(pairs, costs)
        if better == costs:
            break
        costs = better
    return costs


def main() -> None:
    """Learn from all pairs and write the costs, or learn from half of them; print a summary."""
    lines = (ROOT / "packaging/names/spellings.tsv").read_text(encoding="utf-8").splitlines()
    read = (line.split("\t") for line in lines)
    pairs = [(one, two) for a, b, _ in read if (one := sound(a)) and (two := sounds(b))]
    learned = learn(pairs[::2] if "--hold-out" in sys.argv else pairs)
    held = sorted(fit(pair, learned)[0] for pair in (pairs[1::2] if "--hold-out" in sys.argv else pairs))
    print(
        "cost of a real pair:",
        {share: round(held[int(share * len(held))], 2) for share in (0.95, 0.97, 0.98, 0.99, 0.995)},
    )
    if "--hold-out" not in sys.argv:
        rows = [[round(cost, 2) for cost in row] for row in learned.swap]
        gaps = [round(cost, 2) for cost in learned.gap]
        out = json.dumps({"signs": SYMBOLS, "yo": round(learned.yo, 2), "gap": gaps, "swap": rows}).replace(
            "], [", "],\n["
        )
        (ROOT / "resources/names/costs.json").write_text(out + "\n", encoding="utf-8")
    examples = [
        f"{a}{b} {learned.swap[SYMBOL_INDEX[a]][SYMBOL_INDEX[b]]:.1f}"
        for a, b in ("sS", "zZ", "kg", "hk", "hg", "ao", "ei", "td", "Cc", "nm", "rd", "kn", "fh", "wb", "yi", "uo")
    ]
    print(
        f"ё {learned.yo:.1f}",
        *examples,
        *(f"-{symbol} {learned.gap[SYMBOL_INDEX[symbol]]:.1f}" for symbol in SYMBOLS),
        sep="  ",
    )


if __name__ == "__main__":
    main()

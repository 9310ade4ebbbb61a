"""Learn how names that no list has are likely to sound, from those that the dictionary has.

    python packaging/learn_name_shapes.py

Reads resources/names/sounds.bin, which `make_name_dictionary.py` writes, and writes resources/names/shapes.json: for
family and given names the cost (see `names.costs`) of each symbol of a sound string after the two before it. It is a
trigram model with the interpolation of Witten and Bell ("The zero-frequency problem", 1991). Every sound counts once,
however many people bear it: a name that no list has is more like the rare names than like the usual ones.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from memoircat.names.blocks import Blocks  # noqa: E402 - from this checkout
from memoircat.names.shapes import BEGIN, END  # noqa: E402
from memoircat.names.sound import SYMBOLS  # noqa: E402

OUT = ROOT / "resources" / "names"
AFTER = SYMBOLS + END


def learn(sounds: Iterable[str]) -> dict[str, list[int]]:
    """For each pair of symbols that was seen, the costs in tenths of each symbol of `AFTER` behind it."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sound in sounds:
        symbols = BEGIN + BEGIN + sound + END
        for at in range(2, len(symbols)):
            for context in (symbols[at - 2 : at], symbols[at - 1], ""):
                counts[context][symbols[at]] += 1
    alike = dict.fromkeys(AFTER, 1 / len(AFTER))
    single = _mixed(counts[""], alike)
    pairs = {context: _mixed(counts[context], single) for context in counts if len(context) == 1}
    triples = {context: _mixed(counts[context], pairs[context[1]]) for context in counts if len(context) == 2}
    return {
        context: [round(-10 * math.log(shares[symbol])) for symbol in AFTER]
        for context, shares in sorted((pairs | triples).items())
    }


def _mixed(counted: Counter[str], shorter: dict[str, float]) -> dict[str, float]:
    total, kinds = sum(counted.values()), len(counted)
    return {symbol: (counted[symbol] + kinds * shorter[symbol]) / (total + kinds) for symbol in AFTER}


def main() -> None:
    """Write shapes.json."""
    lines = [line.split("\t") for line in Blocks(OUT / "sounds.bin").lines()]
    shapes = {
        role: learn(sound for sound, *counts in lines if int(counts[at])) for at, role in enumerate(("family", "given"))
    }
    text = json.dumps({"symbols": AFTER, **shapes}, separators=(",", ":")).replace("],", "],\n")
    (OUT / "shapes.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

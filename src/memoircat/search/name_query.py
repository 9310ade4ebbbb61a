"""What is asked in one line: a name, and perhaps a year of birth, a prefecture, a rank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count

from memoircat.dates import read_date
from memoircat.names import script_of
from memoircat.names.written import Form, is_initial, read_name, words
from memoircat.records.vocabularies import Vocabularies

LONGEST_QUERY = 200
_DIGITS = frozenset("0123456789０１２３４５６７８９元〇一二三四五六七八九十")
# How a variant is described by those who cannot type it: 徳の心の上に一 is a way of writing 徳 (here 德).
_DESCRIBED = re.compile(
    r"([\u3400-\u9fff])の(?:[^\s\u3040-\u309f]{1,2}の)?(?:上|下|左|右|中|間)に[^\s\u3040-\u309f]{1,2}"
)
_AMBIGUOUS = 1.0  # a last word that may be a family name and a prefecture
_GIVEN_AND_PLACE = 8.0  # … where a given name stands before it: few ask for a given name and a place


@dataclass(frozen=True, slots=True)
class NameQuery:
    """One way to understand a line. ``cost``: how much less likely than the first way, in nats."""

    text: str
    words: tuple[str, ...]
    forms: tuple[Form, ...]
    script: str | None
    born: int | None = None
    prefecture: str | None = None
    rank: str | None = None
    cost: float = 0.0

    @property
    def has_initial(self) -> bool:
        """Whether one of its words is only the first letter of a name."""
        return len(self.words) > 1 and any(map(is_initial, self.words))


def read_query(
    line: str, terms: Vocabularies, *, born: int | None = None, from_place: str | None = None
) -> list[NameQuery]:
    """The ways to understand a line; none where there is no name in it. Never raises."""
    clean = line[:LONGEST_QUERY].encode("utf-8", "ignore").decode().replace("\0", " ")
    rest, years = [], []
    for word in _DESCRIBED.sub(r"\1", clean).split():
        year = _year(word)
        years.append(year) if year else rest.append(word)
    # A place that is no term is compared as it is written: some rosters have their own words.
    place = (_term(terms, "prefecture", from_place) or from_place) if from_place else None
    year = born or (years[0] if years else None)
    found = []
    for names, prefecture, rank, cost in _facts(rest, terms):
        text = " ".join(names)
        if forms := read_name(text):
            if cost:
                forms = tuple(each if each.family else each.less_likely(_GIVEN_AND_PLACE) for each in forms)
            query = NameQuery(text, tuple(words(text)), forms, script_of(text), year, place or prefecture, rank, cost)
            found.append(query)
    return found


def _facts(found: list[str], terms: Vocabularies) -> list[tuple[list[str], str | None, str | None, float]]:
    """The words of the name, and the facts that the last words may be."""
    ways: list[tuple[list[str], str | None, str | None, float]] = []
    prefecture = rank = None
    names = list(found)
    for _ in count():
        last = names[-1] if len(names) > 1 else ""
        as_place, as_rank = (_term(terms, each, last) if last else None for each in ("prefecture", "rank"))
        if not (as_place and prefecture is None) and not (as_rank and rank is None):
            break
        if len(names) == 2:  # 「Sakuma Yamagata」: a name of two words, or one word and where he came from
            ways.append((list(names), prefecture, rank, 0.0))
        prefecture, rank = as_place or prefecture, as_rank if not as_place else rank
        names.pop()
    ways.append((names, prefecture, rank, _AMBIGUOUS if ways else 0.0))
    return ways


def _term(terms: Vocabularies, vocabulary: str, word: str) -> str | None:
    found = terms.understand(vocabulary, word)
    return found.code if found else None


def _year(word: str) -> int | None:
    """The year that a word names: 1919, 1919年, 大正8年, T8."""
    if not _DIGITS & set(word):
        return None
    read = read_date(word)
    if len(read.readings) != 1:
        return None
    first, last = read.readings[0].earliest, read.readings[0].latest
    return int(first[:4]) if first and last and first[:4] == last[:4] and first >= "1800" else None

"""Reading a question that was typed in one line: a name, and perhaps a year of birth, a prefecture and a rank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count

from memoircat.dates import read_date
from memoircat.names import fold, script_of
from memoircat.names.fold import kanji_with_variants
from memoircat.names.written import NameSplit, is_initial, read_name, words
from memoircat.records.vocabularies import Vocabularies

LONGEST_QUERY = 200  # characters that are read
_DIGITS = frozenset("0123456789０１２３４５６７８９元〇一二三四五六七八九十")
# Who cannot type a variant of a kanji describes it: 徳の心の上に一 (徳 with a stroke above 心) is 德. What is added is
# one character, or a stroke by its name; with hiragana after it, it is a sentence: 木の下に埋めた describes no kanji.
_DESCRIBED = re.compile(
    r"([\u3400-\u9fff])の(?:[^\s\u3040-\u309f]{1,2}の)?(?:上|下|左|右|中|間)に"
    r"(?:[横縦][棒線画]|一[画点]|[^\s\u3040-\u309f])(?![\u3041-\u309f])"
)
_AMBIGUOUS = 1.0  # cost of taking a last word for a prefecture or rank where it may be a part of the name too
_GIVEN_AND_PLACE = 8.0  # … if only a given name is left before it: few ask for a given name and a place


@dataclass(frozen=True, slots=True)
class NameQuery:
    """One way to understand a line.

    ``text``: the name as typed, ``words``: its words, ``forms``: the ways to split it, ``script``: its script (ISO
    15924). ``described``: descriptions of variants in the line, each with the kanji that stands for it in ``text``.
    ``prefecture`` and ``rank`` are codes of terms, or the text of a place that is no term. ``cost``: added to
    that of the forms, the negative natural logarithm of how likely this way is.
    """

    text: str
    words: tuple[str, ...]
    forms: tuple[NameSplit, ...]
    script: str | None
    born: int | None = None
    prefecture: str | None = None
    rank: str | None = None
    cost: float = 0.0
    described: tuple[tuple[str, str], ...] = ()

    @property
    def has_initial(self) -> bool:
        """Whether one of its words is only the first letter of a name."""
        return len(self.words) > 1 and any(map(is_initial, self.words))


def read_name_query(
    line: str, terms: Vocabularies, *, born: int | None = None, from_place: str | None = None
) -> list[NameQuery]:
    """The ways to understand a line; none where there is no name in it. Never raises.

    ``terms``: the catalogue's vocabularies. ``born`` (a year) and ``from_place`` take precedence over the line.
    """
    clean = line[:LONGEST_QUERY].encode("utf-8", "ignore").decode().replace("\0", " ")
    rest, years = [], []
    described = tuple((match[0], match[1]) for match in _DESCRIBED.finditer(clean) if _has_variants(match[1]))
    for phrase, kanji in described:
        clean = clean.replace(phrase, kanji)
    for word in clean.split():
        year = _year(word)
        years.append(year) if year else rest.append(word)
    # A place that is no term is compared as written: some rosters have their own words.
    place = (_term(terms, "prefecture", from_place) or from_place) if from_place else None
    year = born or (years[0] if years else None)
    queries = []
    for names, prefecture, rank, cost in _facts(rest, terms):
        text = " ".join(names)
        if forms := read_name(text):
            if cost:
                forms = tuple(form if form.family else form.with_added_cost(_GIVEN_AND_PLACE) for form in forms)
            asked = (year, place or prefecture, rank)
            queries.append(NameQuery(text, tuple(words(text)), forms, script_of(text), *asked, cost, described))
    return queries


def _has_variants(kanji: str) -> bool:
    """Whether a kanji can be described at all: only one that is written in several forms."""
    return fold(kanji) in kanji_with_variants()


def _facts(rest: list[str], terms: Vocabularies) -> list[tuple[list[str], str | None, str | None, float]]:
    """The ways to divide the words of a line: words of the name, prefecture, rank, and the cost."""
    ways: list[tuple[list[str], str | None, str | None, float]] = []
    prefecture = rank = None
    names = list(rest)
    for _ in count():
        last = names[-1] if len(names) > 1 else ""
        as_place, as_rank = (_term(terms, vocabulary, last) if last else None for vocabulary in ("prefecture", "rank"))
        if not (as_place and prefecture is None) and not (as_rank and rank is None):
            break
        if len(names) == 2:  # "Sakuma Yamagata": a name of two words, or a name and a prefecture
            ways.append((list(names), prefecture, rank, 0.0))
        prefecture, rank = as_place or prefecture, as_rank if not as_place else rank
        names.pop()
    ways.append((names, prefecture, rank, _AMBIGUOUS if ways else 0.0))
    return ways


def _term(terms: Vocabularies, vocabulary: str, word: str) -> str | None:
    term = terms.understand(vocabulary, word)
    return term.code if term else None


def _year(word: str) -> int | None:
    """The year that a word means, as 1919, 1919年, 大正8年, T8; None where it does not mean one year, 1800 or later."""
    if not _DIGITS & set(word):
        return None
    read = read_date(word)
    if len(read.readings) != 1:
        return None
    first, last = read.readings[0].earliest, read.readings[0].latest
    return int(first[:4]) if first and last and first[:4] == last[:4] and first >= "1800" else None

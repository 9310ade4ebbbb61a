"""The controlled vocabularies that every new catalogue begins with, in three languages.

The seeds lie in ``resources/vocabularies.csv`` (vocabulary, code, ja, en, ru); a catalogue keeps its own, editable
copy in the table ``term``.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from memoircat.messages import Label
from memoircat.shipped import shipped


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a vocabulary."""

    vocabulary: str
    code: str
    label: Label
    order: int
    in_use: bool = True


@cache
def seed_terms() -> tuple[Term, ...]:
    """The terms shipped with the program, in the order of their file."""
    with shipped("vocabularies.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Term(row["vocabulary"], row["code"], Label(row["ja"], row["en"], row["ru"]), order)
            for order, row in enumerate(csv.DictReader(file))
        )


class Vocabularies:
    """Looks terms up by code or by their word in any of the three languages."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms: dict[str, dict[str, Term]] = {}
        self._words: dict[tuple[str, str], Term] = {}
        for term in terms:
            self._terms.setdefault(term.vocabulary, {})[term.code] = term
            for word in (term.code, *term.label):
                self._words.setdefault((term.vocabulary, _key(word)), term)
                self._words.setdefault((term.vocabulary, _short(term.vocabulary, _key(word))), term)

    def terms(self, vocabulary: str) -> tuple[Term, ...]:
        """The terms of a vocabulary in their order; empty where there is no such vocabulary."""
        return tuple(self._terms.get(vocabulary, {}).values())

    def names(self) -> tuple[str, ...]:
        """All vocabularies."""
        return tuple(self._terms)

    def term(self, vocabulary: str, code: str | None) -> Term | None:
        """The term of that code."""
        return self._terms.get(vocabulary, {}).get(code or "")

    def understand(self, vocabulary: str, text: str) -> Term | None:
        """The term that ``text`` means: its code, or its word in any language; None where no term fits exactly."""
        key = _key(text)
        return self._words.get((vocabulary, key)) or self._words.get((vocabulary, _short(vocabulary, key)))


def _key(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _short(vocabulary: str, key: str) -> str:
    """A prefecture is written with and without its 県: 山形 and 山形県 are one."""
    if vocabulary == "prefecture" and len(key) > 2 and key[-1] in "県府都":
        return key[:-1]
    return key

"""Reading the words that a user typed, and turning them into expressions for the word index (FTS5 MATCH)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from memoircat.search.tokens import phrase
from memoircat.search.word_rows import FIRST_CHARACTER, TITLED

LONGEST_QUERY = 1000  # characters that are read
_LONGEST_PHRASE = 48  # tokens
_QUERY = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')


@dataclass(frozen=True, slots=True)
class Word:
    """One word or phrase of a query: its text and its tokens.

    ``beginning``: the last token is only the beginning of a token. ``excluded``: records with it are left out (-word).
    ``exact``: it was typed in quotes and must be found as written, not only after folding.
    """

    text: str
    tokens: tuple[str, ...]
    beginning: bool
    excluded: bool
    exact: bool

    @property
    def is_parted(self) -> bool:
        """Whether its last token, a single character, is looked up separately; then the texts must be compared too."""
        parted = self.beginning and len(self.tokens) > 1 and len(self.tokens[-1]) == 1
        return parted and self.exact and not self.excluded

    @property
    def is_long(self) -> bool:
        """Whether only its beginning is looked up, because FTS5 takes long for each token; then texts are compared."""
        return len(self.tokens) > _LONGEST_PHRASE and not self.excluded

    def expression(self, mark: str = "") -> str:
        """The FTS5 expression for it; with ``mark`` `TITLED`, for its occurrence in titles and names."""
        if self.is_long:
            return _quoted([mark + token for token in self.tokens[:_LONGEST_PHRASE]])
        parts, last = [mark + token for token in self.tokens[:-1]], self.tokens[-1]
        if not self.beginning or len(last) > 1:
            return _quoted([*parts, mark + last]) + ("*" if self.beginning else "")
        # A prefix search for one character would read much of the index, so first characters are indexed by themselves.
        if not parts:
            return _quoted([mark + FIRST_CHARACTER + last])
        if self.is_parted:
            return f"({_quoted(parts)} AND {_quoted([mark + FIRST_CHARACTER + last])})"
        return _quoted([*parts, mark + last]) + "*"


def read_word_query(query: str) -> list[Word]:
    """The words of a query, each once, without those that contain nothing that can be searched for."""
    clean = query[:LONGEST_QUERY].encode("utf-8", "ignore").decode().replace("\0", " ")
    words = []
    for minus_phrase, quoted, minus_word, word in _QUERY.findall(clean):
        plain = quoted or word.replace('"', "")
        parts, beginning = phrase(plain)
        if parts:
            words.append(Word(plain, tuple(parts), beginning, bool(minus_phrase or minus_word), bool(quoted)))
    return list(dict.fromkeys(words))


def anywhere(words: Sequence[Word]) -> str:
    """The expression for records with all words and without the excluded ones."""
    return f"({_joined(words, 'AND')}){_unwanted(words)}"


def titled(words: Sequence[Word]) -> list[str]:
    """Narrower expressions, in the order of results: all words in titles and names, then some of them there."""
    every, some = _joined(words, "AND", TITLED), _joined(words, "OR", TITLED)
    unwanted = _unwanted(words)
    expressions = [f"({every}){unwanted}"]
    return expressions if every == some else [*expressions, f"(({_joined(words, 'AND')}) AND ({some})){unwanted}"]


def _joined(words: Sequence[Word], how: str, mark: str = "") -> str:
    return f" {how} ".join(word.expression(mark) for word in words if not word.excluded)


def _unwanted(words: Sequence[Word]) -> str:
    excluded = " OR ".join(word.expression() for word in words if word.excluded)
    return f" NOT ({excluded})" if excluded else ""


def _quoted(tokens: Sequence[str]) -> str:
    return '"' + " ".join(tokens).replace('"', '""') + '"'

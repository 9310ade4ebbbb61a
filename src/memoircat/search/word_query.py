"""What a person typed as words, turned into expressions for the word index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from memoircat.search.tokens import phrase
from memoircat.search.word_rows import SIGN, TITLED

LONGEST_QUERY = 1000
_QUERY = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')


@dataclass(frozen=True, slots=True)
class Word:
    """One word or phrase of a query: its text and its tokens. ``exact``: written in quotes, not folded.

    ``beginning``: the last token is only the beginning of one.
    """

    text: str
    tokens: tuple[str, ...]
    beginning: bool
    excluded: bool
    exact: bool

    @property
    def is_parted(self) -> bool:
        """Whether its last token, a single sign, is looked up apart from the others: the texts say the rest."""
        parted = self.beginning and len(self.tokens) > 1 and len(self.tokens[-1]) == 1
        return parted and self.exact and not self.excluded

    def expression(self, mark: str = "") -> str:
        """Where it stands; marked as `TITLED`, where it stands in titles and names."""
        parts, last = [mark + each for each in self.tokens[:-1]], self.tokens[-1]
        if not self.beginning or len(last) > 1:
            return _quoted([*parts, mark + last]) + ("*" if self.beginning else "")
        # To read all tokens that begin with one sign would be to read much of the index.
        if not parts:
            return _quoted([mark + SIGN + last])
        if self.is_parted:
            return f"({_quoted(parts)} AND {_quoted([mark + SIGN + last])})"
        return _quoted([*parts, mark + last]) + "*"


def read_query(query: str) -> list[Word]:
    """The words of a query; whatever holds no sign that can be searched is left out."""
    clean = query[:LONGEST_QUERY].encode("utf-8", "ignore").decode().replace("\0", " ")
    found = []
    for minus_phrase, quoted, minus_word, word in _QUERY.findall(clean):
        plain = quoted or word.replace('"', "")
        parts, beginning = phrase(plain)
        if parts:
            found.append(Word(plain, tuple(parts), beginning, bool(minus_phrase or minus_word), bool(quoted)))
    return found


def anywhere(words: Sequence[Word]) -> str:
    """The records with all words, and none that is excluded."""
    return f"({_joined(words, 'AND')}){_unwanted(words)}"


def titled(words: Sequence[Word]) -> list[str]:
    """Those of them with all words in titles and names; then those with all words, and some in titles and names."""
    every, some = _joined(words, "AND", TITLED), _joined(words, "OR", TITLED)
    unwanted = _unwanted(words)
    found = [f"({every}){unwanted}"]
    return found if every == some else [*found, f"(({_joined(words, 'AND')}) AND ({some})){unwanted}"]


def _joined(words: Sequence[Word], how: str, mark: str = "") -> str:
    return f" {how} ".join(each.expression(mark) for each in words if not each.excluded)


def _unwanted(words: Sequence[Word]) -> str:
    excluded = " OR ".join(each.expression() for each in words if each.excluded)
    return f" NOT ({excluded})" if excluded else ""


def _quoted(tokens: Sequence[str]) -> str:
    return '"' + " ".join(tokens).replace('"', '""') + '"'

"""What a search for people by name gives: hits, one a person, and groups of namesakes among them."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.messages import Label
from memoircat.names.fold import as_written
from memoircat.search.name_match import NameMatch
from memoircat.search.name_query import NameQuery
from memoircat.search.name_reasons import why_named


@dataclass(frozen=True, slots=True)
class RecordedName:
    """One recorded form of a person's name: text, script (ISO 15924), and code of the kind of name."""

    text: str
    script: str | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class PersonHit:
    """A person whose name matches.

    ``score``: 1 for the same name, falling towards 0. ``match`` and ``query``: which name matched, and how the question
    was understood. ``facts``: what is said about the other facts searched for, such as "born in 1919, as asked";
    ``agreeing``: how many of them agree. ``namesakes``: how many people in the results, this one counted, have a label
    that is written the same.
    """

    id: int
    code: str
    kind: str | None
    label: str
    names: tuple[RecordedName, ...]
    birth: str | None
    death: str | None
    prefecture: str | None
    fate: str | None
    score: float
    match: NameMatch
    query: NameQuery
    facts: tuple[Label, ...] = ()
    agreeing: int = 0
    namesakes: int = 1

    @property
    def why(self) -> tuple[Label, ...]:
        """Why the person matches, as sentences; worked out when it is read, since few hits are looked at."""
        return (*self.why_named, *self.facts)

    @property
    def why_named(self) -> tuple[Label, ...]:
        """What of this is said about the name alone."""
        return why_named(self.match, self.query, [name.text for name in self.names])


@dataclass(frozen=True, slots=True)
class Namesakes:
    """People in the results whose label is written the same: one row of what is looked at.

    Those who agree in more of the facts that were searched for are a group of their own. ``first`` is
    the best hit among them, ``ids`` are those of all, the best first.
    """

    first: PersonHit
    ids: tuple[int, ...]

    @property
    def key(self) -> str:
        """What tells this group from the others of one search."""
        return f"{as_written(self.first.label)} {self.first.agreeing}"

    @property
    def number(self) -> int:
        """How many people they are."""
        return len(self.ids)

    @property
    def why(self) -> tuple[Label, ...]:
        """Why they match: what holds for all of them, so that of several people only the name is spoken of."""
        return self.first.why if self.number == 1 else self.first.why_named


@dataclass(frozen=True, slots=True)
class PeopleResults:
    """The results of one search, or of its first tier.

    ``total``: how many people match, of whom ``hits`` are the best; beyond the candidates that were ranked in full it
    also counts people whom lists do not show. ``groups``: the same results with namesakes as one; as many groups as
    there may be hits. ``ms``: milliseconds since the search began. ``complete``: no further tier follows.
    ``more``: there are more matches than ``total``, too many to be counted.
    """

    query: str
    script: str | None
    total: int
    ms: float
    hits: tuple[PersonHit, ...]
    groups: tuple[Namesakes, ...]
    complete: bool = True
    more: bool = False

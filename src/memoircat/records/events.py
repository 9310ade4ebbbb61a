"""Sources disagree about an event: which statement speaks for it, and whether anyone has decided.

The one home of these rules. Stored rows (`catalogue.joint`) and the statements of a record shown (`catalogue.views`)
are both read as an `Opinion`, so that a list, a report and an export never give different answers.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Protocol, TypeVar

_LEAST_CERTAIN_LAST = {"certain": 0, None: 0, "probable": 1, "possible": 2, "doubtful": 3}


class Opinion(Protocol):
    """What one source says of one event.

    ``number`` is `Statement.occurrence`, before regrouping (the source's third camp); ``earliest`` is the first day it
    may have been; ``meaning`` is equal where two sources say the same in other words.
    """

    @property
    def id(self) -> int: ...
    @property
    def number(self) -> int: ...
    @property
    def earliest(self) -> str | None: ...
    @property
    def preferred(self) -> bool: ...
    @property
    def rejected(self) -> bool: ...
    @property
    def certainty(self) -> str | None: ...
    @property
    def meaning(self) -> Hashable: ...


AnyOpinion = TypeVar("AnyOpinion", bound=Opinion)


def accepted(event: Sequence[AnyOpinion]) -> list[AnyOpinion]:
    """The statements on an event that nobody has rejected: a rejected one counts for nothing but its own history."""
    return [opinion for opinion in event if not opinion.rejected]


def leading(event: Sequence[AnyOpinion]) -> AnyOpinion | None:
    """The statement that speaks for an event; None where there is none but rejected ones.

    The preferred one; where none is marked, the most certain one, and among equals the one entered first.
    """
    return min(
        accepted(event),
        key=lambda opinion: (not opinion.preferred, _LEAST_CERTAIN_LAST.get(opinion.certainty, 0), opinion.id),
        default=None,
    )


def latest(events: Iterable[Sequence[AnyOpinion]]) -> AnyOpinion | None:
    """What speaks for a property that happened several times: the leading statement on the latest of its events.

    An event of which every statement was rejected does not count.
    """
    leaders = (leading(event) for event in events)
    return max(
        (opinion for opinion in leaders if opinion is not None),
        key=lambda opinion: (opinion.earliest or "", opinion.number),
        default=None,
    )


def differs(event: Sequence[Opinion]) -> bool:
    """Whether the accepted statements on an event say different things, decided or not."""
    return len({opinion.meaning for opinion in accepted(event)}) > 1


def undecided(event: Sequence[Opinion]) -> bool:
    """Whether the accepted statements on an event differ and nobody has preferred one."""
    return differs(event) and not any(opinion.preferred for opinion in accepted(event))

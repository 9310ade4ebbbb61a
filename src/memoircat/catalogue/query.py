"""What a list shows, as a value: nothing of it is SQL, so that it can be kept under a name and compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Wanted = str | Sequence[str]
Where = Mapping[str, Wanted]  # column → the value, or the values of which any will do; see `catalogue.conditions`


@dataclass(frozen=True, slots=True)
class Query:
    """A list of records of one type: which of them, and in which order.

    ``where`` compares columns. ``everyone`` shows also recorded people who are members of an identified one; ``trash``
    only deleted records; ``records`` only these ids; ``words`` only records that hold them, in the texts of ``place``
    (a field, a property or a part: see `search.words.places`) where it is given. Without ``sort`` a list has the order
    of its names or titles.
    """

    record_type: str
    where: Where = field(default_factory=dict)
    sort: str | None = None
    descending: bool = False
    everyone: bool = False
    trash: bool = False
    records: Sequence[int] | None = None
    words: str = ""
    place: str = ""

"""What a list shows, as a value without any SQL, so that it can be compared and saved under a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Where = Mapping[str, str | Sequence[str]]  # column → the value, or values of which any will do; see `conditions`


@dataclass(frozen=True, slots=True)
class Query:
    """A list of records of one type: which of them, and in which order.

    ``where``: what columns must hold. ``everyone``: also recorded people who are members of an identified one.
    ``trash``: only records in the trash. ``records``: only those with these ids. ``words``: only records whose texts
    hold them; where ``place`` is given (a field, a property or a part, see `search.words.places`), in the texts there.
    ``sort``: the column to sort by; without it a list is in the order of names or titles.
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

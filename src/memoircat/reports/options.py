"""What a person asks of a report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from memoircat.catalogue.access import Audience
from memoircat.catalogue.conditions import Where
from memoircat.messages import Language

Grouping = Literal["hierarchy", "year", "type"]


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """The scope and the words of a report.

    ``types``: record types, all that have records where empty. ``where`` compares columns as lists do; types without
    such a column are left out. ``everyone``: those that lists leave out too. ``words``: only records that hold them, in
    the texts of ``place``. ``code``: only this record and what lies below it. ``group``: how documents (by year:
    everything that has a date) are arranged. ``day``: the day of the report, today where empty.
    """

    language: Language = "ja"
    audience: Audience = Audience.STAFF
    types: tuple[str, ...] = ()
    where: Where = field(default_factory=dict)
    everyone: bool = False
    words: str = ""
    place: str = ""
    code: str | None = None
    group: Grouping = "hierarchy"
    title: str = ""
    day: str = ""

"""What a person decides about single rows of a table before it is imported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class RowDecisions:
    """``left_out``: the lines of rows that are not to be imported. ``dates``: (line, column, text) → the EDTF chosen.

    The text is part of the key because a cell may hold several dates.
    """

    left_out: frozenset[int] = frozenset()
    dates: Mapping[tuple[int, str, str], str] = field(default_factory=dict)

    def with_row(self, line: int, *, left_out: bool) -> RowDecisions:
        """The same decisions, with one row left out, or imported again."""
        return replace(self, left_out=self.left_out | {line} if left_out else self.left_out - {line})

    def with_date(self, line: int, column: str, text: str, edtf: str | None) -> RowDecisions:
        """The same decisions, with the reading of one date chosen, or (None) left as written."""
        date = (line, column, text)
        others = {key: value for key, value in self.dates.items() if key != date}
        return replace(self, dates={**others, date: edtf} if edtf else others)


NO_DECISIONS = RowDecisions()

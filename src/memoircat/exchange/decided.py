"""What a person decides about single rows of a table before it comes in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Decided:
    """``left_out``: the lines of rows that are not to come in. ``dates``: (line, column, text) → EDTF.

    The text belongs to it since a cell may hold several dates.
    """

    left_out: frozenset[int] = frozenset()
    dates: Mapping[tuple[int, str, str], str] = field(default_factory=dict)

    def with_row(self, line: int, *, left_out: bool) -> Decided:
        """The same with one row left out, or in again."""
        return replace(self, left_out=self.left_out | {line} if left_out else self.left_out - {line})

    def with_date(self, line: int, column: str, text: str, edtf: str | None) -> Decided:
        """The same with the reading of one date chosen, or (None) left as written."""
        at = (line, column, text)
        others = {key: value for key, value in self.dates.items() if key != at}
        return replace(self, dates={**others, at: edtf} if edtf else others)


NOTHING_DECIDED = Decided()

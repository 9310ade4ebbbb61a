"""The kinds of reports that `types` names without importing them are those there are."""

from __future__ import annotations

from memoircat.cli.looking import REPORT_KINDS as NAMED
from memoircat.reports import REPORT_KINDS, REPORT_LABELS


def test_types_names_every_report() -> None:
    assert tuple(REPORT_KINDS) == NAMED
    assert REPORT_LABELS.keys() == REPORT_KINDS.keys()

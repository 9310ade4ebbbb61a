"""Writes a report to a file; the ending of its name says in which format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from memoircat.catalogue.whole import whole_file
from memoircat.errors import InputError
from memoircat.messages import message
from memoircat.reports import csv_report
from memoircat.reports.content import Report


def render(report: Report, to: Path) -> None:
    """Write a report as .pdf, .html or .csv. A file that is there is only replaced once the new one is complete.

    Raises InputError for another ending, EnvironmentError_ where the file cannot be written.
    """
    write = _WRITERS.get(to.suffix.lower())
    if write is None:
        raise InputError(
            message("A report cannot be written as “{ending}”.", ending=to.suffix or to.name),
            where=str(to),
            hint=message("Endings: {endings}.", endings=", ".join(_WRITERS)),
        )
    write(report, to)


def _pdf(report: Report, to: Path) -> None:
    from memoircat.reports import pdf  # noqa: PLC0415 - the typesetter is loaded only for whoever wants it

    _write_whole(to, pdf.page(report))


def _html(report: Report, to: Path) -> None:
    from memoircat.reports import html  # noqa: PLC0415 - Jinja is loaded only for whoever wants it

    _write_whole(to, html.page(report))


_WRITERS: dict[str, Callable[[Report, Path], None]] = {".pdf": _pdf, ".html": _html, ".csv": csv_report.write}
SUFFIXES = tuple(_WRITERS)


def _write_whole(to: Path, content: bytes) -> None:
    with whole_file(to) as unfinished:
        unfinished.write_bytes(content)

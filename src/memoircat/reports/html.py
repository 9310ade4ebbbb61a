"""A report as one HTML page that loads nothing else: no script, no font, nothing from the network."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from memoircat.reports import words
from memoircat.reports.content import Report
from memoircat.shipped import shipped


def page(report: Report) -> bytes:
    """The page, in UTF-8. All texts of records are escaped."""
    text = _template().render(
        report=report,
        words=words,
        total=lambda totals: words.report_words(report, totals),
        pieces=lambda count: words.pieces_words(count, report.language),
        made=words.MADE.fill(catalogue=report.catalogue, day=report.day).in_(report.language),
    )
    return text.encode("utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(shipped("reports")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("catalogue.html.j2")

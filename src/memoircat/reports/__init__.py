"""What is reported (a description free of any renderer) and how it is written: PDF, HTML, CSV."""

from collections.abc import Callable

from memoircat.catalogue.catalogue import Catalogue
from memoircat.jobs import Progress
from memoircat.messages import Label
from memoircat.reports.accession_slip import accession_slip
from memoircat.reports.catalogue_report import catalogue_report
from memoircat.reports.content import Entry, Group, Line, Note, Report, Totals
from memoircat.reports.options import ReportOptions
from memoircat.reports.render import SUFFIXES, render

Builder = Callable[[Catalogue, ReportOptions, Progress], Report]
REPORT_KINDS: dict[str, Builder] = {"catalogue": catalogue_report, "accession": accession_slip}
REPORT_LABELS: dict[str, Label] = {
    "catalogue": Label("目録", "Catalogue", "Каталог"),
    "accession": Label("受入票", "Accession slip", "Акт приёма"),
}

__all__ = [
    "REPORT_KINDS",
    "REPORT_LABELS",
    "SUFFIXES",
    "Builder",
    "Entry",
    "Group",
    "Line",
    "Note",
    "Report",
    "ReportOptions",
    "Totals",
    "accession_slip",
    "catalogue_report",
    "render",
]

"""The kinds of report.

To add one, write a module with a `KIND` and name it in `_MODULES`: the command line, its help, and the dialogs follow.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any, Protocol, TypeVar

from memoircat.catalogue.catalogue import Catalogue
from memoircat.jobs import Progress
from memoircat.messages import Label
from memoircat.reports.content import Report
from memoircat.reports.options import ReportOptions

_MODULES = (
    "catalogue_report",
    "accession_slip",
)

Options_contra = TypeVar("Options_contra", bound=ReportOptions, contravariant=True)


class ReportKind(Protocol[Options_contra]):
    """A kind of report; the module of each has one as its `KIND`."""

    @property
    def code(self) -> str:
        """Its name on the command line."""

    @property
    def label(self) -> Label:
        """Its name for people."""

    @property
    def options(self) -> type[ReportOptions]:
        """The dataclass that declares what can be chosen."""

    @property
    def about(self) -> str | None:
        """The type of the record that a report is about; None where it can be about records of any type."""

    def build(self, catalogue: Catalogue, options: Options_contra, progress: Progress) -> Report:
        """Make the report.

        Raises NotFound or InputError where the options name a record, type or column that there is not, Cancelled where
        ``progress`` is asked to stop.
        """


@cache
def report_kinds() -> dict[str, ReportKind[Any]]:
    """The kinds of report by their code, in the order in which they are offered."""
    kinds: list[ReportKind[Any]] = [import_module(f"memoircat.reports.{module}").KIND for module in _MODULES]
    return {kind.code: kind for kind in kinds}

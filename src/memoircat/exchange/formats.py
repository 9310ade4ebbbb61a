"""The formats in which records can be exported.

To add one, write a module with a `FORMAT` and name it in `_MODULES`: the command line and its help follow. A format
takes the records from `public_runs`, so that it writes nothing that its readers may not see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, TypeVar

from memoircat.catalogue.access import AUDIENCES, Audience
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.content import chunks
from memoircat.catalogue.public import PublicRecords, PublicView
from memoircat.catalogue.query import Query
from memoircat.jobs import Progress
from memoircat.messages import Label
from memoircat.options import option
from memoircat.search.reader import Reader

_MODULES = (
    "csv_export",
    "dublin_core",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """For whom to export, and which records: those of one type, those with some codes, or all."""

    audience: Audience = option(
        Label("対象", "Audience", "Для кого"), default=Audience.STAFF, choices=AUDIENCES, convert=Audience
    )
    type: str | None = option(Label("種類", "Type", "Вид"), help="Only records of this type.")
    codes: tuple[str, ...] = option(
        Label("記号", "Codes", "Шифры"), default=(), flag="code", many=True, help="Only the records with these codes."
    )


Options_contra = TypeVar("Options_contra", bound=ExportOptions, contravariant=True)


class ExchangeFormat(Protocol[Options_contra]):
    """A format; its module has it as its `FORMAT`.

    ``left_out`` and ``left_out_parts`` say what it does not carry of the staff's own view, and why.
    """

    @property
    def code(self) -> str:
        """Its name on the command line."""

    @property
    def label(self) -> Label:
        """Its name for people."""

    @property
    def options(self) -> type[ExportOptions]:
        """The dataclass that declares what can be chosen."""

    @property
    def left_out(self) -> Mapping[str, str]:
        """The fields that the format does not carry → the reason; a test asks for all of them."""

    @property
    def left_out_parts(self) -> Mapping[str, str]:
        """Part (``link``), or column of one that is carried (``name.family``) → why the format has no place for it."""

    def export(self, catalogue: Catalogue, to: Path, options: Options_contra, progress: Progress) -> dict[str, int]:
        """Write the records to a file or a folder; returns how many of each type were written.

        Raises EnvironmentError_ where a file cannot be written, Cancelled where ``progress`` is asked to stop.
        """


@cache
def exchange_formats() -> dict[str, ExchangeFormat[Any]]:
    """The formats by their code, in the order in which they are offered."""
    formats: list[ExchangeFormat[Any]] = [import_module(f"memoircat.exchange.{module}").FORMAT for module in _MODULES]
    return {format_.code: format_ for format_ in formats}


def public_runs(
    catalogue: Catalogue, records: PublicRecords, type_code: str, codes: Sequence[str], progress: Progress
) -> Iterator[list[PublicView]]:
    """The records of a type that may be shown, some hundreds at a time; with ``codes``, only those that have one.

    Recorded people who are members of an identified person are included. Raises Cancelled where ``progress`` is asked
    to stop.
    """
    with Reader.open(catalogue.folder.path) as reader:
        ids = reader.ids(Query(type_code, everyone=True))
    done = 0
    for run in chunks(ids):
        progress.step(done, len(ids))
        done += len(run)
        yield [view for view in records.views(run) if not codes or view.code in codes]

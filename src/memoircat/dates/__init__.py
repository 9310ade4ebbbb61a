"""Dates as people wrote them: Japanese eras, Russian, English, ISO and EDTF, with every meaning they can have.

The text is kept glyph for glyph; beside it stand EDTF level 1 and the earliest and latest day. A text that can mean
two things has two readings and no EDTF until someone chooses.
"""

from memoircat.dates.edtf import days_of
from memoircat.dates.eras import ERAS, Era, EraYear, era_year, era_years
from memoircat.dates.grammar import Order
from memoircat.dates.reading import read_date
from memoircat.dates.values import ArchiveDate, DateText, Reading, read_edtf
from memoircat.dates.wording import Style, format_date

__all__ = [
    "ERAS",
    "ArchiveDate",
    "DateText",
    "Era",
    "EraYear",
    "Order",
    "Reading",
    "Style",
    "days_of",
    "era_year",
    "era_years",
    "format_date",
    "read_date",
    "read_edtf",
]

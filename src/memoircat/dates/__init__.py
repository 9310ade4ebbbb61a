"""Dates as people wrote them: in Japanese eras, Russian, English, ISO 8601 or EDTF, with every meaning they can have.

The text of a date is kept character by character; stored beside it are its meaning in EDTF level 1 and its earliest
and latest day. A text that can mean two things has two readings, and no EDTF until an archivist chooses one.

`lexicon` turns a text into tokens, `grammar` reads the tokens of one date, `reading` adds ranges and marks and is the
entry point (`read_date`), `values` holds the results, `wording` goes the other way, from EDTF to words.
"""

from memoircat.dates.edtf import days_of
from memoircat.dates.eras import ERAS, Era, EraYear, era_year, era_years
from memoircat.dates.grammar import DateOrder
from memoircat.dates.reading import read_date
from memoircat.dates.values import ArchiveDate, DateReading, DateText, read_edtf
from memoircat.dates.wording import Style, format_date

__all__ = [
    "ERAS",
    "ArchiveDate",
    "DateOrder",
    "DateReading",
    "DateText",
    "Era",
    "EraYear",
    "Style",
    "days_of",
    "era_year",
    "era_years",
    "format_date",
    "read_date",
    "read_edtf",
]

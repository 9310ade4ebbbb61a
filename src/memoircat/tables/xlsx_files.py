"""Reading XLSX: the first sheet of a workbook as rows of text."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from memoircat.errors import InputError
from memoircat.messages import message
from memoircat.tables.csv_files import MOST_COLUMNS, TableRow

SIGNATURE = b"PK\x03\x04"  # the first bytes of every ZIP archive, and so of every workbook
LARGEST = 2 * 2**30  # bytes of a workbook after decompression


def read_xlsx(data: bytes, *, where: str) -> Iterator[TableRow]:
    """The rows of the first sheet with their numbers, without empty rows.

    A formula gives the value that was stored with it, a date its ISO form (without a time where that is midnight), a
    whole number no decimal point; of merged cells the first has the value. Raises InputError for what is not a
    workbook, is locked, or is too large; ``where`` is the name of the file in the message.
    """
    try:
        unpacked = sum(member.file_size for member in zipfile.ZipFile(io.BytesIO(data)).infolist())
        if unpacked > LARGEST:
            raise InputError(
                message("The workbook unpacks to {n:,} {n:byte|bytes}.", n=unpacked),
                where=where,
                hint=message("Save the sheet as CSV, and import that."),
            )
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        if sheet.total_width > MOST_COLUMNS:
            raise InputError(
                message("The sheet has {n} {n:column|columns}.", n=sheet.total_width),
                where=where,
                hint=message("Delete the empty ones."),
            )
    except PasswordError:
        raise InputError(
            message("The workbook is locked with a password."), where=where, hint=message("Save it without one.")
        ) from None
    except (CalamineError, zipfile.BadZipFile, IndexError, OSError) as problem:
        raise InputError(
            message("The workbook cannot be read ({problem}).", problem=str(problem)),
            where=where,
            hint=message("Save the sheet as CSV, and import that."),
        ) from None
    for number, cells in enumerate(sheet.iter_rows(), 1):
        texts = tuple(map(_text, cells))
        if any(texts):
            yield TableRow(number, texts)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(sep=" ")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return "" if value is None else str(value)

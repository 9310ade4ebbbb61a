"""The human codes of records: unique among live records, running on by themselves."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy import Connection, bindparam, insert, select, text, update

from memoircat.catalogue.digests import DigestChanges
from memoircat.catalogue.schema import code_counter, record
from memoircat.catalogue.stands import stands
from memoircat.errors import Conflict, NotFound
from memoircat.messages import message

_DIGITS = 6
_COUNT_ON = (
    update(code_counter)
    .where(code_counter.c.prefix == bindparam("wanted"))
    .values(last=code_counter.c.last + 1)
    .returning(code_counter.c.last)
)
NUMBERED: Final = re.compile(r"^(.*?)(\d+)(\D*)$", re.DOTALL)  # a text parted at its last number


def record_not_found(code: str) -> NotFound:
    """The problem that no record has this code."""
    return NotFound(
        message("There is no record “{code}”.", code=code),
        where=code,
        hint=message("`memoircat list` shows the codes there are."),
    )


def record_with_code(connection: Connection, code: str, besides: int | None = None) -> int | None:
    """The id of the record that stands and has ``code``; None where there is none but such as do not stand."""
    query = select(record.c.id).where(record.c.code == code, text(stands()))
    return next((bearer for bearer in connection.execute(query).scalars() if bearer != besides), None)


def require_free_code(connection: Connection, code: str, besides: int | None = None) -> str:
    """Return ``code``. Raises Conflict where another record that stands has it."""
    if record_with_code(connection, code, besides) is not None:
        raise Conflict(
            message("The code “{code}” is taken.", code=code),
            where=code,
            hint=message("Choose another, or leave the field empty to get the next number."),
        )
    return code


def next_code(connection: Connection, digests: DigestChanges, prefix: str) -> str:
    """The next code of a prefix: P-000123. The counter only grows, so that no undone code comes again.

    ``digests`` are those of the change.
    """
    while True:
        number = connection.execute(_COUNT_ON, {"wanted": prefix}).scalar()
        if number is None:
            number = 1
            connection.execute(insert(code_counter).values(prefix=prefix, last=number))
            digests.inserted("code_counter", {"prefix": prefix, "last": number})
        else:
            digests.updated("code_counter", {"prefix": prefix, "last": number - 1}, {"prefix": prefix, "last": number})
        code = f"{prefix}-{number:0{_DIGITS}}"
        if record_with_code(connection, code) is None:
            return code


def code_after(connection: Connection, code: str) -> str:
    """The next free code after ``code`` in the same manner: MB-0042-03 → MB-0042-04; without figures -2 is added."""
    match = NUMBERED.match(code)
    head, digits, tail = match.groups() if match else (f"{code}-", "1", "")
    number = int(digits)
    while True:
        number += 1
        candidate = f"{head}{number:0{len(digits)}}{tail}"
        if record_with_code(connection, candidate) is None:
            return candidate

"""What a record must have to be complete: the minimum of ISAD(G) 3.1.1–3.1.5, 3.2.1 and DACS chapter 1.

An incomplete record is saved all the same and "needs attention".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from memoircat.messages import Label
from memoircat.records.registry import RecordType

NAME_MISSING = Label("名前がありません", "No name", "Нет имени")
SOURCE_MISSING = Label("典拠のない記載があります", "A statement has no source", "Есть сведение без источника")
_MISSING = Label("「{field}」が空です", "“{field}” is empty", "Не заполнено: «{field}»")

NAMED_BY_NAMES = ("person", "place", "organisation")
NAMES, STATEMENTS = "names", "statements"


class Missing(NamedTuple):
    """One thing that is missing: where it would be entered (a field's name, NAMES or STATEMENTS), and the words."""

    where: str
    label: Label


def attention(
    record_type: RecordType, fields: Mapping[str, Any], *, names: int, statements_without_source: int
) -> tuple[Label, ...]:
    """What is missing, in words; empty for a complete record."""
    found = missing(record_type, fields, names=names, statements_without_source=statements_without_source)
    return tuple(each.label for each in found)


def missing(
    record_type: RecordType, fields: Mapping[str, Any], *, names: int, statements_without_source: int
) -> list[Missing]:
    """What is missing, each with the place where it is entered."""
    found = [
        Missing(
            field.name,
            Label(
                _MISSING.ja.format(field=field.label.ja),
                _MISSING.en.format(field=field.label.en),
                _MISSING.ru.format(field=field.label.ru),
            ),
        )
        for field in record_type.fields
        if field.declared.needed and fields.get(field.name) in (None, "", ())
    ]
    if record_type.code in NAMED_BY_NAMES and not names:
        found.append(Missing(NAMES, NAME_MISSING))
    if statements_without_source:
        found.append(Missing(STATEMENTS, SOURCE_MISSING))
    return found

"""What a record must have to be complete.

The required fields follow the elements that ISAD(G) calls essential (3.1.1–3.1.5: reference code, title, dates, level,
extent; 3.2.1: creator) and the single-level minimum of DACS, chapter 1. An incomplete record can be saved; it "needs
attention".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from memoircat.messages import Label
from memoircat.records.registry import RecordType

NAME_MISSING = Label("名前がありません", "No name", "Нет имени")
SOURCE_MISSING = Label("典拠のない記載があります", "A statement has no source", "Есть сведение без источника")
_MISSING = Label("「{field}」が空です", "“{field}” is empty", "Не заполнено: «{field}»")

NAMES, STATEMENTS = "names", "statements"


class Missing(NamedTuple):
    """One missing thing: where it is entered (a field's name, `NAMES` or `STATEMENTS`), and a sentence for people."""

    where: str
    label: Label


def attention(
    record_type: RecordType, fields: Mapping[str, Any], *, names: int, statements_without_source: int
) -> tuple[Label, ...]:
    """The sentences of `missing`; empty for a complete record."""
    gaps = missing(record_type, fields, names=names, statements_without_source=statements_without_source)
    return tuple(gap.label for gap in gaps)


def missing(
    record_type: RecordType, fields: Mapping[str, Any], *, names: int, statements_without_source: int
) -> list[Missing]:
    """What is missing in a record.

    ``fields``: the values of its fields by name. ``names``: how many names it has; a type without a title
    field needs at least one. ``statements_without_source``: how many of its statements cite no source.
    """
    gaps = [
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
    if record_type.title is None and not names:
        gaps.append(Missing(NAMES, NAME_MISSING))
    if statements_without_source:
        gaps.append(Missing(STATEMENTS, SOURCE_MISSING))
    return gaps

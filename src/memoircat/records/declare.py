"""How the fields of a record are declared: once each, as attributes of a dataclass, with labels in three languages.

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Memoir:
        title: str | None = catalogued(Label("題名", "Title", "Заглавие"), in_list=True, searchable=True, needed=True)
        published: ArchiveDate | None = catalogued(Label("刊行年", "Published", "Год издания"), in_list=True)

Tables, forms, lists, CSV mappings, the search index, history and reports all loop over what :func:`fields_of` returns.
The module imports neither Qt nor SQLAlchemy, so that the first list can be shown before SQLAlchemy is imported.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, get_type_hints

from memoircat.dates import ArchiveDate
from memoircat.messages import Label


class Kind(StrEnum):
    """The kind of a field's values; it follows from the annotation of the attribute."""

    TEXT = "text"  # one line, as written
    LONG = "long"  # several lines, as written
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"  # yes, no, or not known: three states
    DATE = "date"  # text as written, EDTF, earliest and latest day
    TERM = "term"  # a code of a vocabulary, or the text as written where no term fits
    TERMS = "terms"  # several terms
    TEXTS = "texts"  # several texts
    RECORD = "record"  # another record


@dataclass(frozen=True, slots=True)
class Declared:
    """The declaration of a field; `catalogued` describes the attributes."""

    label: Label
    vocabulary: str | None = None
    refers: tuple[str, ...] = ()
    long: bool = False
    needed: bool = False
    in_list: bool = False
    searchable: bool = False
    staff: bool = False
    dc: str | None = None
    check: Callable[[Any], Label | None] | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record type or part: its name, the kind of its values, and its declaration."""

    name: str
    kind: Kind
    declared: Declared

    @property
    def label(self) -> Label:
        """Its name for people, in three languages."""
        return self.declared.label

    @property
    def vocabulary(self) -> str | None:
        """The vocabulary that its terms are taken from, or None."""
        return self.declared.vocabulary

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns that store it; a date has four, one for each of `DATE_PARTS`."""
        if self.kind is Kind.DATE:
            return tuple(f"{self.name}_{part}" for part in DATE_PARTS)
        return (self.name,)


DATE_PARTS = ("text", "edtf", "first", "last")

_KINDS: dict[Any, Kind] = {
    str: Kind.TEXT,
    int: Kind.INTEGER,
    float: Kind.NUMBER,
    bool: Kind.FLAG,
    ArchiveDate: Kind.DATE,
}


def catalogued(
    label: Label,
    *,
    default: Any = None,
    vocabulary: str | None = None,
    refers: str | tuple[str, ...] = (),
    long: bool = False,
    needed: bool = False,
    in_list: bool = False,
    searchable: bool = False,
    staff: bool = False,
    dc: str | None = None,
    check: Callable[[Any], Label | None] | None = None,
) -> Any:
    """Declare one field: the value of a dataclass attribute.

    ``default``: the value of a new record or part. ``vocabulary``: its values are terms of this vocabulary.
    ``refers``: its value is the id of a record of one of these types. ``long``: the text may have several lines.
    ``needed``: a record without it "needs attention". ``in_list``: it is a column of lists. ``searchable``: the word
    index holds its text. ``staff``: for the staff alone, whatever the record's access: shelves, donors, notes. ``dc``:
    its Dublin Core element. ``check``: returns what is wrong with a value, or None.
    """
    types = (refers,) if isinstance(refers, str) else refers
    declared = Declared(label, vocabulary, types, long, needed, in_list, searchable, staff, dc, check)
    return dataclasses.field(default=default, metadata={"catalogued": declared})


def catalogued_list(label: Label, **more: Any) -> Any:
    """Declare a field of several texts or terms; ``more`` are arguments of `catalogued`."""
    return catalogued(label, default=(), **more)


@cache
def fields_of(declaration: type) -> tuple[Field, ...]:
    """The fields declared on a dataclass, in the order of its attributes."""
    hints = get_type_hints(declaration)
    fields = []
    for attribute in dataclasses.fields(declaration):
        declared = attribute.metadata.get("catalogued")
        if declared is not None:
            fields.append(Field(attribute.name, _kind(hints[attribute.name], declared), declared))
    return tuple(fields)


def _kind(hint: Any, declared: Declared) -> Kind:
    arguments = [argument for argument in getattr(hint, "__args__", (hint,)) if argument not in (type(None), ...)]
    if getattr(hint, "__origin__", None) is tuple:
        return Kind.TERMS if declared.vocabulary else Kind.TEXTS
    if declared.refers:
        return Kind.RECORD
    kind = _KINDS[arguments[0]]
    if kind is Kind.TEXT and declared.vocabulary:
        return Kind.TERM
    return Kind.LONG if kind is Kind.TEXT and declared.long else kind

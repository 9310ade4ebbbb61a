"""How a field is declared: once, on a dataclass attribute, in three languages.

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Memoir:
        title: str | None = catalogued(Label("題名", "Title", "Заглавие"), in_list=True, searchable=True, needed=True)
        published: ArchiveDate | None = catalogued(Label("刊行年", "Published", "Год издания"), in_list=True)

Tables, forms, lists, CSV mappings, the search index, history and reports all loop over what :func:`fields_of` reads
from here. The module knows neither Qt nor SQLAlchemy, so that the first list is painted before either database
toolkit is imported.
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
    """What a field holds; it follows from the attribute's annotation."""

    TEXT = "text"  # one line, as written
    LONG = "long"  # several lines, as written
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"  # yes, no, or not known: three states
    DATE = "date"  # text as written, EDTF, earliest and latest day
    TERM = "term"  # a code of a vocabulary, or the text as written where no term fits
    TERMS = "terms"  # several of these
    TEXTS = "texts"  # several texts
    RECORD = "record"  # another record


@dataclass(frozen=True, slots=True)
class Declared:
    """What is said about a field where it is declared."""

    label: Label
    vocabulary: str | None = None
    refers: tuple[str, ...] = ()
    long: bool = False
    needed: bool = False
    in_list: bool = False
    searchable: bool = False
    privacy: str | None = None
    dc: str | None = None
    check: Callable[[Any], Label | None] | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record type or part. ``columns`` are the names of its columns in the table."""

    name: str
    kind: Kind
    declared: Declared

    @property
    def label(self) -> Label:
        """Its name for people."""
        return self.declared.label

    @property
    def vocabulary(self) -> str | None:
        """The vocabulary its terms are from."""
        return self.declared.vocabulary

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that hold it; a date takes four."""
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
    privacy: str | None = None,
    dc: str | None = None,
    check: Callable[[Any], Label | None] | None = None,
) -> Any:
    """Declare one field.

    ``vocabulary``: its values are terms of it. ``refers``: it names a record of these types. ``needed``: a record
    without it "needs attention". ``in_list``: a column of lists. ``privacy``: one of the privacy classes.
    ``dc``: its Dublin Core element. ``check``: says what is wrong with a value, or None.
    """
    types = (refers,) if isinstance(refers, str) else refers
    declared = Declared(label, vocabulary, types, long, needed, in_list, searchable, privacy, dc, check)
    return dataclasses.field(default=default, metadata={"catalogued": declared})


def catalogued_list(label: Label, **more: Any) -> Any:
    """Declare a field that holds several texts or terms."""
    return catalogued(label, default=(), **more)


@cache
def fields_of(declaration: type) -> tuple[Field, ...]:
    """The fields declared on a dataclass, in the order they are written there."""
    hints = get_type_hints(declaration)
    found = []
    for attribute in dataclasses.fields(declaration):
        declared = attribute.metadata.get("catalogued")
        if declared is not None:
            found.append(Field(attribute.name, _kind(hints[attribute.name], declared), declared))
    return tuple(found)


def _kind(hint: Any, declared: Declared) -> Kind:
    arguments = [a for a in getattr(hint, "__args__", (hint,)) if a not in (type(None), ...)]
    if getattr(hint, "__origin__", None) is tuple:
        return Kind.TERMS if declared.vocabulary else Kind.TEXTS
    if declared.refers:
        return Kind.RECORD
    kind = _KINDS[arguments[0]]
    if kind is Kind.TEXT and declared.vocabulary:
        return Kind.TERM
    return Kind.LONG if kind is Kind.TEXT and declared.long else kind

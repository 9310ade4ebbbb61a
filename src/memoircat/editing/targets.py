"""The targets that a column of a table, or FIELD in FIELD=VALUE of a command, can be mapped to.

code, title, note …              a field of the record type
name, name.reading, name.family  a form of the name; the part is one of `NAME_PARTS`
birth, camp_stay[2].place        a property, its occurrence, a part of its statement (`STATEMENT_PARTS`)
identifier.number                a number that a place had (`IDENTIFIERS`)
tag                              a tag
row.source, row.locator          the source of every statement of the row, and the place in it
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from memoircat.errors import InputError
from memoircat.messages import message
from memoircat.records.declare import Field
from memoircat.records.properties import PROPERTIES
from memoircat.records.registry import RecordType

NAME_PARTS = {  # part of a name → the kind of a form of the name, a term of the vocabulary name_kind
    "family": None,
    "given": None,
    "reading": "reading",
    "latin": "romanised",
    "cyrillic": "as_recorded",
    "authorised": "authorised",
    "variant": "variant",
    "pen_name": "pen_name",
    "former": "former",
    "misprint": "misprint",
    "inferred": "inferred",
    "from_cyrillic": "from_cyrillic",
}
STATEMENT_PARTS = (
    "value", "from", "date", "until", "place", "source", "locator", "certainty", "note", "unit",
)  # fmt: skip
IDENTIFIERS = ("number", "post_box", "ministry_number")
_PROPERTY = re.compile(r"([a-z_]+)(?:\[0*([1-9][0-9]{0,2})\])?(?:\.([a-z_]+))?")

What = Literal["field", "name", "statement", "identifier", "tag", "row"]


@dataclass(frozen=True, slots=True)
class Target:
    """Where in a record a value goes: a field, a part of a name, a part of a statement on one event of a property …

    ``occurrence`` is the number of the event, counted from 1; ``field`` is set where ``what`` is "field".
    """

    what: What
    name: str
    part: str = ""
    occurrence: int = 1
    field: Field | None = None

    @property
    def text(self) -> str:
        """The target as it is written in a mapping; `read_target` reads it."""
        place = f"[{self.occurrence}]" if self.occurrence > 1 else ""
        return f"{self.name}{place}{'.' + self.part if self.part else ''}"


def read_target(text: str, kind: RecordType) -> Target:
    """The target that ``text`` names for a record type. Raises InputError for an unknown one."""
    field = kind.field(text)
    if field:
        return Target("field", text, field=field)
    head, _, part = text.partition(".")
    if head == "name" and (not part or part in NAME_PARTS):
        return Target("name", "name", part)
    if head == "identifier" and kind.code == "place" and part in IDENTIFIERS:
        return Target("identifier", "identifier", part)
    if text == "tag":
        return Target("tag", "tag")
    if text in ("row.source", "row.locator"):
        return Target("row", text)
    match = _PROPERTY.fullmatch(text)
    if match and match[1] in PROPERTIES and kind.code in PROPERTIES[match[1]].types:
        if match[3] and match[3] not in STATEMENT_PARTS:
            raise InputError(
                message("A statement has no part “{part}”.", part=match[3]),
                where=text,
                hint=message("Parts: {parts}.", parts=", ".join(STATEMENT_PARTS)),
            )
        return Target("statement", match[1], match[3] or "", int(match[2] or 1))
    raise InputError(
        message("“{type}” has no field or property “{name}”.", type=kind.label, name=text),
        where=text,
        hint=message("`memoircat types` lists them."),
    )

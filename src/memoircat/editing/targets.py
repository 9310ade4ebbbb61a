"""What a column, or a word FIELD=VALUE, can be mapped to.

code, title, note …            a field of the record type
name, name.reading, name.family a form of the name; the part may also be a kind of the vocabulary name_kind
birth, camp_stay[2].place       a property, its occurrence, a part of its statement
identifier.number               a number a place bore
tag                             a tag
row.source, row.locator         the source of every statement of the row, and the place in it
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

NAME_PARTS = {
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
_PROPERTY = re.compile(r"^([a-z_]+)(?:\[(\d{1,3})\])?(?:\.([a-z_]+))?$")

What = Literal["field", "name", "statement", "identifier", "tag", "row"]


@dataclass(frozen=True, slots=True)
class Target:
    """A place in a record: a field, a part of a name, a part of a statement on one occurrence of a property …"""

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
    """The target that ``text`` names for a record type. Raises InputError naming what there is."""
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
    found = _PROPERTY.match(text)
    if found and found[1] in PROPERTIES and kind.code in PROPERTIES[found[1]].types:
        if found[3] and found[3] not in STATEMENT_PARTS:
            raise InputError(
                message("A statement has no part “{part}”.", part=found[3]),
                where=text,
                hint=message("Parts: {parts}.", parts=", ".join(STATEMENT_PARTS)),
            )
        return Target("statement", found[1], found[3] or "", int(found[2] or 1))
    raise InputError(
        message("“{type}” has no field or property “{name}”.", type=kind.label, name=text),
        where=text,
        hint=message("`memoircat types` lists them."),
    )

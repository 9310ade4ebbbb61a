"""A record that is named before it is made: what its text becomes, a title or the first form of a name."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.names import script_of
from memoircat.records.parts import Name

_KINDS = {"Hira": "reading", "Kana": "reading", "Latn": "romanised", "Cyrl": "as_recorded"}


BETWEEN = "  "  # a record stands in an editor as code, two spaces, label


def code_in(text: str) -> str:
    """The code of the record that a text in an editor names."""
    return text.split(BETWEEN, maxsplit=1)[0].strip()


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that is to be made of a text, in the change that first refers to it."""

    type_code: str
    text: str


def name_of(text: str, *, first: bool, position: int = 0, source: int | None = None) -> Name:
    """A form of a name as a person types it; the ``first`` of a record is the authorised one."""
    script = script_of(text)
    words = text.split()
    family, given = words if len(words) == 2 else (None, None)
    return Name(
        text=text,
        family=family,
        given=given,
        script=script,
        kind="authorised" if first else _KINDS.get(script or "", "variant"),
        source=source,
        position=position,
    )

"""Records that are named in an editor: existing ones by code and label, new ones by the text they are made of."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.names import script_of
from memoircat.records.parts import Name

_KINDS = {"Hira": "reading", "Kana": "reading", "Latn": "romanised", "Cyrl": "as_recorded"}


BETWEEN = "  "
"""Editors show a record as its code, these two spaces, and its label."""


def code_in(text: str) -> str:
    """The code of the record that the text of an editor names."""
    return text.split(BETWEEN, maxsplit=1)[0].strip()


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that does not exist yet: it is made of this text in the change that first refers to it."""

    type_code: str
    text: str


def name_of(text: str, *, first: bool, position: int = 0, source: int | None = None) -> Name:
    """A form of a name from the text that a person typed; the ``first`` name of a record is the authorised one.

    Script and kind follow from the letters; a text of two words is family name and given name. ``source`` is the id
    of the record that is cited, ``position`` the place among the record's names.
    """
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

"""Names of records: which of several leads, which is a reading, and what a text makes that names a new record."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.names import script_of
from memoircat.records.parts import Name

_LEADING_KINDS = (
    *("authorised", "as_recorded", "former", "variant", "pen_name"),
    *("reading", "romanised", "from_cyrillic", "inferred"),
)
_LEADING_SCRIPTS = ("Jpan", "Hira", "Kana", "Latn", "Cyrl")
_KINDS = {"Hira": "reading", "Kana": "reading", "Latn": "romanised", "Cyrl": "as_recorded"}


BETWEEN = "  "
"""Editors show a record as its code, these two spaces, and its label."""


def code_in(text: str) -> str:
    """The code of the record that the text of an editor names."""
    return text.split(BETWEEN, maxsplit=1)[0].strip()


def name_rank(
    *, preferred: bool, script: str | None, kind: str | None, position: int, id: int
) -> tuple[bool, int, int, int, int]:
    """A sort key for the forms of a name; the smallest leads: the preferred form, else by script, kind and position.

    Kanji come before kana, so that a reading leads only where it is preferred or there are no kanji.
    """
    by_script = _LEADING_SCRIPTS.index(script) if script in _LEADING_SCRIPTS else len(_LEADING_SCRIPTS)
    by_kind = _LEADING_KINDS.index(kind) if kind in _LEADING_KINDS else len(_LEADING_KINDS)
    return (not preferred, by_script, by_kind, position, id)


def is_reading(text: str, kind: str | None) -> bool:
    """Whether a form of a name is written in kana and says how the name is read; what the program inferred is not."""
    return kind != "inferred" and script_of(text) in ("Hira", "Kana")


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that does not exist yet: it is made of this text in the change that first refers to it."""

    type_code: str
    text: str


def name_of(text: str, *, first: bool, position: int = 0, source: int | None = None) -> Name:
    """A form of a name from the text that the user typed; the ``first`` name of a record is the authorised one.

    Script and kind follow from the letters; a text of two words is family name and given name. ``source`` is the id
    of the record that is cited, ``position`` the index among the record's names.
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

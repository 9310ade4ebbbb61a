"""Options of reports and exchange formats: declared once, offered by the command line and by dialogs.

    @dataclass(frozen=True)
    class SlipOptions(ReportOptions):
        signed: bool = option(Label("署名欄", "Signature lines", "Место для подписи"), default=True)

An attribute declared without `option` is not offered to people: the program fills it in.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from memoircat.messages import Label


@dataclass(frozen=True, slots=True)
class Option:
    """One option. ``name`` is that of the attribute, ``flag`` the name on the command line, without its dashes.

    ``choices``: the values to choose from, with their labels; empty where any text will do. ``convert``: makes the
    value from its text. ``many``: it can be given several times. ``pairs``: a value has the form FIELD=VALUE.
    ``asked``: dialogs ask for it; the others follow there from what is shown or selected.
    """

    name: str
    label: Label
    flag: str
    help: str
    choices: tuple[tuple[str, Label], ...]
    convert: Callable[[str], Any] | None
    many: bool
    pairs: bool
    asked: bool
    default: Any


def option(
    label: Label,
    *,
    default: Any = None,
    flag: str = "",
    help: str = "",
    choices: Sequence[tuple[str, Label]] = (),
    convert: Callable[[str], Any] | None = None,
    many: bool = False,
    pairs: bool = False,
    asked: bool = False,
) -> Any:
    """Declare an attribute of a frozen dataclass as an option; see `Option` for the arguments."""
    metadata = {
        "option": {
            "label": label,
            "flag": flag,
            "help": help,
            "choices": tuple(choices),
            "convert": convert,
            "many": many,
            "pairs": pairs,
            "asked": asked,
        }
    }
    if isinstance(default, dict):
        return dataclasses.field(default_factory=dict, metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def options_of(declaration: type) -> tuple[Option, ...]:
    """The options declared on a dataclass; those of its base classes come first."""
    return tuple(
        Option(
            name=attribute.name,
            default=None if attribute.default is dataclasses.MISSING else attribute.default,
            **{**attribute.metadata["option"], "flag": attribute.metadata["option"]["flag"] or attribute.name},
        )
        for attribute in dataclasses.fields(declaration)
        if "option" in attribute.metadata
    )

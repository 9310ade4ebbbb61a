"""What the user can choose for a report or an exchange format: declared once, for the command line and dialogs.

    @dataclass(frozen=True)
    class SlipOptions(ReportOptions):
        signed: bool = option(Label("署名欄", "Signature lines", "Место для подписи"), default=True)

An attribute declared without `option` is not offered to the user; the program sets it.
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

    ``choices``: the allowed values with their labels; empty: any text. ``convert``: makes the value from the typed
    text. ``many``: several can be given. ``pairs``: each is FIELD=VALUE. ``asked``: shown in dialogs; options without
    it are on the command line only (dialogs take them from the selection).
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

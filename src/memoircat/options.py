"""What a person can choose for a report or an exchange format: declared once, asked by command line and dialogs.

    @dataclass(frozen=True)
    class SlipOptions(ReportOptions):
        signed: bool = option(Label("署名欄", "Signature lines", "Место для подписи"), default=True)

An attribute without `option` is no person's choice: the program fills it in.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from memoircat.messages import Label


@dataclass(frozen=True, slots=True)
class Option:
    """One choice. ``flag`` is its name on the command line.

    ``choices`` are the values that there are, each with its words; none: any text. ``convert`` makes
    the value of a text. ``many``: several can be given.
    ``pairs``: each is FIELD=VALUE. ``asked``: a dialog asks for it; others follow there from what is selected.
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
    """Declare an option as an attribute of a frozen dataclass; see `Option`."""
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
    """The options declared on a dataclass, those of its bases first."""
    return tuple(
        Option(
            name=attribute.name,
            default=None if attribute.default is dataclasses.MISSING else attribute.default,
            **{**attribute.metadata["option"], "flag": attribute.metadata["option"]["flag"] or attribute.name},
        )
        for attribute in dataclasses.fields(declaration)
        if "option" in attribute.metadata
    )

"""The options of reports and exchange formats on the command line, made from their declarations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import click

from memoircat.cli.output import pairs
from memoircat.options import Option, options_of

D = TypeVar("D")


def with_options(declarations: Iterable[type]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A decorator that gives a command the options that any of these dataclasses declares.

    Options that are not given on the command line are None, or an empty tuple.
    """
    options = {option.name: option for declaration in declarations for option in options_of(declaration)}

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options.values()):
            command = _click_option(option)(command)
        return command

    return decorate


def _click_option(option: Option) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    codes = [code for code, _ in option.choices]
    return click.option(
        f"--{option.flag}",
        option.name,
        type=click.Choice(codes) if codes else str,
        multiple=option.many,
        help=option.help or option.label.en + ".",
        metavar="FIELD=VALUE" if option.pairs else None,
    )


def chosen(declaration: type[D], name: str, given: Mapping[str, Any], **more: Any) -> D:
    """The options of one report or format (``declaration``), from those ``given`` on the command line.

    ``more`` are attributes that the program fills in. Raises click.UsageError for an option that the report or format
    called ``name`` does not have.
    """
    options = {option.name: option for option in options_of(declaration)}
    values: dict[str, Any] = dict(more)
    for option_name, value in given.items():
        if value in (None, ()):
            continue
        option = options.get(option_name)
        if option is None:
            known = ", ".join(f"--{option.flag}" for option in options.values())
            raise click.UsageError(f"“{name}” has no option {_flag(option_name)}. It takes {known}.")
        values[option_name] = _value(option, value)
    return declaration(**values)


def _value(option: Option, value: Any) -> Any:
    if option.pairs:
        return pairs(value)
    if option.many:
        return tuple(value)
    try:
        return option.convert(value) if option.convert else value
    except ValueError as problem:
        raise click.UsageError(f"--{option.flag}: “{value}” cannot be read.") from problem


def _flag(name: str) -> str:
    """The option of the command under way whose attribute has this name, as it is typed."""
    return next(option.opts[0] for option in click.get_current_context().command.params if option.name == name)

"""Commands that need the window: open, demo, screenshots."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from memoircat.cli.catalogue_argument import CATALOGUE
from memoircat.cli.output import say
from memoircat.errors import EnvironmentError_, InputError
from memoircat.messages import LANGUAGES, Language, message

_PATH = click.Path(path_type=Path)


@click.command("open", hidden=True)
@click.argument("catalogue", required=False, type=_PATH)
@click.option("--measure-start", is_flag=True, help="Quit when the first rows are painted, and print how long it took.")
def open_(catalogue: Path | None, measure_start: bool) -> int:
    """Open the window on a catalogue, or on the start page."""
    if measure_start and not _display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _check_display()
    from memoircat.desktop.app import run  # noqa: PLC0415 - Qt is imported only when a window is wanted

    return run(catalogue, measure_start=measure_start)


@click.command()
@click.argument("catalogue", required=False, type=_PATH)
@click.option("--no-window", is_flag=True, help="Make the catalogue only.")
def demo(catalogue: Path | None, no_window: bool) -> int:
    """Make the demonstration catalogue and open it."""
    from memoircat.demonstration import make_demonstration  # noqa: PLC0415 - not needed by `open`
    from memoircat.program import Program  # noqa: PLC0415 - SQLAlchemy would delay the first list

    path = catalogue or Path("見本.memoircat")
    if not path.exists():
        try:
            with Program.create(path, title="見本（公開された事実と架空の一家）") as program:
                make_demonstration(program)
        except BaseException:  # half of it would be opened the next time as if it were whole
            shutil.rmtree(path, ignore_errors=True)
            raise
    if no_window:
        click.echo(path)
        return 0
    _check_display()
    from memoircat.desktop.app import run  # noqa: PLC0415 - Qt is imported only when a window is wanted

    return run(path)


@click.command()
@CATALOGUE
@click.option("--to", required=True, type=_PATH, help="A folder for the PNG files.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="ja", show_default=True)
@click.option("--theme", type=click.Choice(["light", "dark", "contrast"]), default="light", show_default=True)
@click.option("--scale", type=click.Choice(["100", "125", "150", "175", "200"]), default="100", show_default=True)
@click.option("--size", default="1440x900", show_default=True)
def screenshots(catalogue: Path, to: Path, lang: Language, theme: str, scale: str, size: str) -> None:
    """Draw every screen as PNG."""
    width, times, height = size.partition("x")
    if not (times and width.isdecimal() and height.isdecimal()):
        raise InputError(
            message("“{size}” is no size.", size=size), where="--size", hint=message("For example 1280x800.")
        )
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from memoircat.desktop.screenshots import draw_screens, settings_for  # noqa: PLC0415 - Qt, only when wanted

    drawn = draw_screens(catalogue, to, settings_for(lang, theme, int(scale)), (int(width), int(height)))
    say({"drawn": [str(file) for file in drawn]})


def _check_display() -> None:
    """Raise EnvironmentError_ without a display; Qt itself would end the program with a stack trace."""
    if not _display():
        raise EnvironmentError_(
            message("There is no display to open a window on."),
            where="DISPLAY",
            hint=message("Use the commands, or `memoircat screenshots`."),
        )


def _display() -> bool:
    """Whether there is a display; only Linux can be without one."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)


COMMANDS: dict[str, click.Command] = {"open": open_, "demo": demo, "screenshots": screenshots}

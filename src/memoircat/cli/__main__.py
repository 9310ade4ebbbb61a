"""The program `memoircat`: its commands, or the window.

The module of a command is imported when it is called, so that `find` starts at once.
"""

from __future__ import annotations

import importlib
import json
import logging
import os
import sys
from contextlib import closing, suppress
from io import TextIOWrapper
from pathlib import Path

import click

from memoircat.errors import MemoirCatError, trouble
from memoircat.faults import fault_name, is_for_the_log, log_line
from memoircat.jobs import collect_garbage_rarely
from memoircat.log import start_log

_log = logging.getLogger("memoircat.cli")
# command → the module that holds it. Importing all of them would cost half a second at every call.
COMMANDS = {
    **dict.fromkeys(("find", "search", "list", "date", "types"), "looking"),
    **dict.fromkeys(("info", "show", "history", "check"), "reading"),
    **dict.fromkeys(("new", "add", "set", "state", "attach", "delete", "undo", "redo", "apply"), "writing"),
    **dict.fromkeys(("identify", "separate", "images", "redact"), "writing"),
    **dict.fromkeys(("backup", "restore"), "keeping"),
    **dict.fromkeys(("import", "mapping", "export"), "exchanging"),
    "report": "reporting",
    "term": "terms",
    "salvage": "salvaging",
    "password": "passwords",
    **dict.fromkeys(("demo", "screenshots", "open"), "window"),
}


class Commands(click.Group):
    """Imports the module of a command by its name; a first argument that is no command is a catalogue to open."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """All commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """The command of that name."""
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"memoircat.cli.{COMMANDS[name]}")
        command: click.Command = module.COMMANDS[name]
        return command

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Let `memoircat`, `memoircat CATALOGUE` and `memoircat CATALOGUE --measure-start` open the window."""
        if not args or (not args[0].startswith("-") and args[0] not in COMMANDS):
            args = ["open", *args]
        return super().parse_args(context, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="memoircat")
def memoircat() -> None:
    """Catalogue the memoirs, records and camp documents of the Japanese held in Soviet camps, 1945-56.

    `memoircat CATALOGUE` opens the window.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the program and exit: 0 done, 1 needs attention, 2 usage, 3 input, 4 environment, 70 a bug."""
    words = sys.argv[1:] if arguments is None else arguments
    if arguments is None:  # a process of its own
        collect_garbage_rarely()
    start_log(words[0] if words and words[0] in COMMANDS else "open", _sqlite)
    _show_what_is_not_utf8()
    try:
        status = memoircat.main(words, standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as problem:
        if "--json" in words:
            where = problem.ctx.command_path if isinstance(problem, click.UsageError) and problem.ctx else ""
            _say_error("usage", problem.format_message(), where, "Add --help.")
        else:
            problem.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(1)
    except MemoirCatError as problem:
        _tell(problem, as_json="--json" in words)
        sys.exit(problem.exit_status)
    except BrokenPipeError:
        # Whoever reads the output has seen enough. The interpreter flushes it once more at the end: into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as problem:  # noqa: BLE001 - the outermost line: a bug is told without names, and never as a trace
        if told := trouble(problem, _place(problem, words)) or _unreadable(words):
            told.__cause__ = problem  # for the log
            _tell(told, as_json="--json" in words)
            sys.exit(told.exit_status)
        _tell_bug(problem)
        sys.exit(70)
    sys.exit(status if isinstance(status, int) else 0)


def _sqlite() -> str:
    from memoircat.catalogue import storage  # noqa: PLC0415 - asked for only where there is something to log

    return f"SQLite {storage.DRIVER.sqlite_version},"


def _show_what_is_not_utf8() -> None:
    """Let bytes of a damaged text be printed as escapes, rather than end the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _tell(problem: MemoirCatError, *, as_json: bool) -> None:
    if is_for_the_log(problem):
        _log.error("%s", log_line(problem))
    if as_json:
        _say_error(problem.kind, str(problem.message), problem.where, str(problem.hint or ""))
    else:
        click.echo(f"memoircat: {problem}", err=True)


def _say_error(kind: str, message: str, where: str, hint: str) -> None:
    parts = {"kind": kind, "message": message, "where": where, "hint": hint}
    line = json.dumps({"error": parts}, ensure_ascii=False)
    click.echo(line.encode("utf-8", "backslashreplace").decode(), err=True)


def _place(problem: Exception, words: list[str]) -> Path:
    """The file that an error of the system speaks of; else the catalogue, which is the first argument of commands."""
    named = problem.filename if isinstance(problem, OSError) else None
    return Path(os.fsdecode(named) if isinstance(named, str | bytes) else next(iter(words[1:]), "."))


def _unreadable(words: list[str]) -> MemoirCatError | None:
    """The error to tell where the catalogue that a command was given holds a value that nothing can read."""
    from memoircat.catalogue import storage, unreadable  # noqa: PLC0415 - needs SQLAlchemy, and only after a failure

    folders = (Path(word) for word in words[1:] if not word.startswith("-"))
    for folder in (path for path in folders if (path / "catalogue.db").is_file()):
        with suppress(MemoirCatError, storage.DatabaseError), closing(storage.open_for_reading(folder)) as reader:
            if problem := next(unreadable.unreadable_values(reader), None):
                return unreadable.unreadable(problem)
    return None


def _tell_bug(problem: Exception) -> None:
    """Tell a bug by its place in the program, without the data of any record."""
    _log.error("%s", log_line(problem))
    name = fault_name(type(problem), problem.__traceback__)
    click.echo(f"memoircat: a bug ({name}). Nothing was lost; please report it.", err=True)
    if os.environ.get("MEMOIRCAT_DEBUG"):
        raise problem


if __name__ == "__main__":
    main()

"""Files that appear whole or not at all: written beside their place, moved there when they are complete."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from memoircat.catalogue.durable import to_disk
from memoircat.catalogue.staging import sweep_unfinished, unfinished
from memoircat.errors import EnvironmentError_, cannot_write

_ASIDE = ".export"  # what the name of the folder aside begins with


@contextmanager
def whole_file(to: Path) -> Iterator[Path]:
    """A path to write a file to, which then takes the place ``to``; a file that is there stays until it does.

    Raises the error of `cannot_write` for an OSError in the block. Nothing unfinished is left, whatever is raised.
    """
    begun = to.with_name(to.name + ".unfinished")
    try:
        yield begun
        to_disk(begun)
        begun.replace(to)
    except OSError as problem:
        raise cannot_write(to, problem) from problem
    finally:
        with suppress(OSError):
            begun.unlink(missing_ok=True)


@contextmanager
def whole_files(to: Path) -> Iterator[Path]:
    """A folder to write files into, which then take their places in the folder ``to``, made where it is not there.

    Files that are there stay until all new ones are complete. Raises as `whole_file` does, and leaves as little.
    """
    made: list[Path] = []
    aside: Path | None = None
    try:
        made = [folder for folder in (to, *to.parents) if not folder.exists()]
        to.mkdir(parents=True, exist_ok=True)
        is_new = not any(to.iterdir())
        begun = to if is_new else to / _ASIDE
        sweep_unfinished(begun.parent, f"{begun.name}.")  # of an export that was killed
        with unfinished(begun) as aside:
            yield aside
            for file in sorted(aside.iterdir()):
                to_disk(file)
            if is_new:
                _take_place(aside, to)
            else:  # among files that stay; a kill just now leaves some of the former ones
                for file in sorted(aside.iterdir()):
                    file.replace(to / file.name)
        made = []
    except OSError as problem:
        raise cannot_write(to, problem) from problem
    except EnvironmentError_ as problem:  # of a file in the folder aside, whose name nobody knows
        if aside is None or not problem.where.startswith(str(aside)):
            raise
        raise type(problem)(problem.message, where=str(to), hint=problem.hint) from problem
    finally:
        for folder in made:
            with suppress(OSError):
                folder.rmdir()


def _take_place(aside: Path, to: Path) -> None:
    """Let a complete folder take the place of an empty one, at once."""
    aside.chmod(to.stat().st_mode)
    to.rmdir()
    aside.rename(to)
    to_disk(to.parent)

"""The demonstration catalogue: public facts with their sources, and one invented family.

Everything is read from ``resources/demo``. The README there says what is fact, draft or invention.
"""

from __future__ import annotations

from memoircat.demonstration.facts import add_conflicts, add_returns, describe_sources, import_tables, make_topics
from memoircat.demonstration.family import Family
from memoircat.errors import Cancelled, Conflict
from memoircat.jobs import Progress
from memoircat.messages import message
from memoircat.program import Program
from memoircat.shipped import shipped


def make_demonstration(program: Program, progress: Progress | None = None) -> None:
    """Fill an empty catalogue, each group of records in a change of its own.

    Raises Conflict where the catalogue has records already, and Cancelled when ``progress`` is cancelled, after undoing
    what was made.
    """
    catalogue, progress = program.catalogue, progress or Progress()
    if any(catalogue.info()["records"].values()):
        raise Conflict(
            message("The catalogue is not empty."),
            where=str(catalogue.folder.path),
            hint=message("Make a new one for the demonstration."),
        )
    folder = shipped("demo")
    family = Family(program, folder)
    steps = (
        lambda: import_tables(catalogue, folder),
        lambda: describe_sources(catalogue, folder),
        lambda: make_topics(catalogue, folder),
        lambda: add_returns(catalogue, folder),
        lambda: add_conflicts(catalogue, folder),
        *family.steps(),
    )
    before = catalogue.to_undo()
    try:
        for done, step in enumerate(steps):
            progress.step(done, len(steps))
            step()
    except Cancelled:
        while catalogue.to_undo() != before:
            catalogue.undo()
        raise
    progress.step(len(steps), len(steps))

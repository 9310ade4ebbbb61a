"""What is done where the database of an open catalogue was replaced: its state is kept aside, nothing is written."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path

from memoircat.catalogue.clock import now
from memoircat.catalogue.engine import Engine
from memoircat.catalogue.folder import CatalogueFolder
from memoircat.catalogue.identity import Difference
from memoircat.errors import CatalogueReplaced
from memoircat.messages import Message, message


def give_up(
    engine: Engine, folder: CatalogueFolder, moved_to: Path | None, difference: Difference
) -> CatalogueReplaced:
    """Keep what was saved aside, close what writes, and say what happened; the error is for the caller to raise.

    ``moved_to``: where the folder lies now, where it was moved whole; then the database is there, and complete.
    """
    if difference is Difference.GONE and moved_to is not None and moved_to != folder.path.resolve():
        engine.give_up_writing(read_from=moved_to / "catalogue.db")
        moved = CatalogueReplaced(
            message("The folder of this catalogue was moved to {to} while it was open.", to=str(moved_to)),
            where=str(folder.path),
            hint=message(
                "Nothing was written since, and what was saved is there. Copy what you have typed, and open it there."
            ),
        )
        moved.moved_to = moved_to
        return moved
    copy, whole = _keep(engine, folder)
    replaced = CatalogueReplaced(_what(difference), where=str(folder.database), hint=_hint(copy, whole=whole))
    replaced.kept = copy if whole else None
    return replaced


def _what(difference: Difference) -> Message:
    if difference is Difference.GONE:
        return message("catalogue.db was deleted or moved away while it was open.")
    if difference is Difference.REPLACED:
        return message("catalogue.db was replaced by another file while it was open.")
    return message("catalogue.db was overwritten by another program while it was open.")


def _hint(copy: Path | None, *, whole: bool) -> Message:
    if copy is None:
        return message("Nothing was written since. Copy what you have typed, and restore the newest backup.")
    if whole:
        return message(
            "Nothing was written since. What was saved is kept in {copy}: `memoircat restore` makes a catalogue of it. "
            "Copy what you have typed before you close this one.",
            copy=str(copy),
        )
    return message(
        "Nothing was written since. What was not overwritten of the last saves is kept in {copy}; copy what you have "
        "typed, and restore the newest backup.",
        copy=str(copy),
    )


def _keep(engine: Engine, folder: CatalogueFolder) -> tuple[Path | None, bool]:
    """Keep the opened database in the first place that can be written: where, and whether it is whole."""
    stamp = now().replace(":", "")
    places = [
        folder.backups / f"kept-aside-{stamp}.db",
        folder.path.with_name(f"{folder.path.name} kept-aside-{stamp}.db"),
        user_data_path("memoircat", appauthor=False) / f"{folder.path.stem} kept-aside-{stamp}.db",
    ]
    for copy in places:
        if (copy.parent.is_dir() or copy == places[-1]) and engine.keep_aside(copy):
            engine.give_up_writing(read_from=copy, is_copy=True)
            return copy, True
    log = places[0].with_suffix(".db-wal")
    kept = engine.give_up_writing(log_to=log if log.parent.is_dir() else None)
    return (log, False) if kept else (None, False)

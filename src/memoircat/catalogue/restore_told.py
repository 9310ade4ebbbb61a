"""What the history is told of a restore: by whoever opens the restored catalogue for writing first."""

from __future__ import annotations

from memoircat.catalogue import swap
from memoircat.catalogue.catalogue import Catalogue
from memoircat.messages import message


def tell_of_restore(catalogue: Catalogue) -> None:
    """Write into the history that this is a restored copy, where a note waits: nobody opened it to restore it."""
    note = None if catalogue.read_only else swap.note_of(catalogue.folder.path)
    if note is None:
        return
    last = next(iter(catalogue.history(limit=1)), None)
    if last is None or last.kind != "restore":  # else the program was killed before it could remove the note
        label = message("Restored from the copy of {date}", date=note.get("made", "?"))
        with catalogue.change(label, kind="restore") as change:
            change.begin()
    swap.forget_note(catalogue.folder.path)

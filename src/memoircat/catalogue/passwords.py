"""The password of a catalogue: set, changed, removed.

With another password, or none, the database is written anew beside the old one, proved, and put in its place by the
plan of `swap`: a kill at any moment leaves the old one, or the new one. The old one is overwritten and removed. What
the password covers is the database and its copies made from then on: not the images, nor copies made before.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from memoircat.catalogue import keyring, rewriting, storage, swap
from memoircat.catalogue.backup import flaws, keep_copy
from memoircat.catalogue.copies import copies_in
from memoircat.catalogue.folder import CatalogueFolder
from memoircat.catalogue.keyring import Key
from memoircat.catalogue.manifest import DIGESTS, PAGES, Contents, manifest_of
from memoircat.catalogue.restore import locked, require_whole
from memoircat.catalogue.unlocking import require_good
from memoircat.causes import sqlite_code
from memoircat.errors import CatalogueInUse, EnvironmentError_, cannot_write
from memoircat.jobs import Progress
from memoircat.messages import message

_BUSY = 5  # the code of SQLite


@dataclass(frozen=True, slots=True)
class Protected:
    """What was done: whether the catalogue has a password now, and what still lies in its folder without this one.

    ``left``: copies in `backups` and `aside` that were made without the present password; ``removed``: how many were
    removed.
    """

    has_password: bool
    left: tuple[Path, ...]
    removed: int


def set_password(
    catalogue: Path, password: str | None, *, by: str, forget_copies: bool = False, progress: Progress | None = None
) -> Protected:
    """Give a catalogue a password, another one, or none (None). It must not be open in this process.

    ``forget_copies``: the copies made before are removed, once there is a new one. Raises InputError for a password
    that is too short, PasswordNeeded where the present one is not known; CatalogueInUse; EnvironmentError_; Cancelled.
    Nothing was changed then.
    """
    progress = progress or Progress()
    if password is not None:
        require_good(password)
    folder = CatalogueFolder(catalogue)
    require_whole(folder, by, read_only=False)
    key = Key.made_of(password) if password is not None else None
    try:
        with locked(folder, by):
            _prepare(folder, key, progress)
            swap.carry_out(folder.path)
    except (OSError, storage.DatabaseError) as problem:
        doing = message("The password was not changed.")
        raise cannot_write(folder.path, problem, doing=doing) from problem
    if forget_copies:
        return _without_copies(folder, key, progress)
    return Protected(key is not None, tuple(_others(folder, key)), 0)


def _prepare(folder: CatalogueFolder, key: Key | None, progress: Progress) -> None:
    """Make the new database, prove it, and decide that it takes the place of the old one."""
    staged = swap.prepare(folder.path)
    made = staged / swap.DATABASE
    try:
        with _alone(folder) as source, storage.stoppable(source, progress):
            counts, contents, facts = storage.row_counts(source), Contents.of(source), rewriting.shape(source)
            if key is not None:
                keyring.remember(key)
            rewriting.export(source, made, key)
            problems = flaws(made, counts, DIGESTS, progress)
            with closing(storage.connect_reader(made)) as copy:
                same = rewriting.shape(copy) == facts and Contents.of(copy) == contents
            if problems or not same or keyring.encrypted_with(made) != (key.salt if key else None):
                raise EnvironmentError_(
                    message(
                        "What was written is not what was read ({problem}).", problem=next(iter(problems), "schema")
                    ),
                    where=str(folder.path),
                    hint=message("Run `memoircat check` on the catalogue. Nothing was changed."),
                )
            swap.decide(folder.path, {swap.FORMER: swap.REMOVED})
    finally:
        swap.discard(folder.path)


@contextmanager
def _alone(folder: CatalogueFolder) -> Iterator[storage.Connection]:
    """A connection to the catalogue's database, which nobody else has open: as one file, and held so.

    Whoever still read the old file would read on in one that is overwritten.
    """
    try:
        with closing(rewriting.connect_alone(folder.database)) as source:
            yield source
    except storage.OperationalError as problem:
        if (sqlite_code(problem) or 0) & 0xFF != _BUSY:
            raise
        raise CatalogueInUse(
            message("The catalogue is open in another program."),
            where=str(folder.path),
            hint=message("Close it there, and try again. Nothing was changed."),
        ) from problem


# Copies made before --------------------------------------------------------------------------------------------


def _others(folder: CatalogueFolder, key: Key | None) -> list[Path]:
    """The copies in the folder that were not made with the present password."""
    salt = key.salt if key else None
    copies = [copy.path for copy in copies_in(folder.backups)]
    aside = folder.path / swap.ASIDE
    if not aside.is_symlink():
        copies += sorted(file for file in aside.rglob("*.db") if file.is_file() and not file.is_symlink())
    return [copy for copy in copies if keyring.encrypted_with(copy) != salt]


def _without_copies(folder: CatalogueFolder, key: Key | None, progress: Progress) -> Protected:
    """Make a copy, then remove those that were made without the present password."""
    keep_copy(folder.database, folder.backups, "password", proved=PAGES, progress=progress)
    others, removed = _others(folder, key), 0
    for copy in others:
        try:
            for file in (copy, *(copy.with_name(copy.name + end) for end in ("-wal", "-shm", "-journal"))):
                swap.wipe(file)
            manifest_of(copy).unlink(missing_ok=True)
            removed += 1
        except OSError as problem:
            raise cannot_write(copy, problem, doing=message("A copy made before was not removed.")) from problem
    return Protected(key is not None, tuple(_others(folder, key)), removed)

"""Restoring: a copy is proved, what is there is put aside whole, and the copy takes its place.

It works whatever is in the place of the catalogue: nothing, a damaged or a foreign database, half of one, a left
write-ahead file, a restore that was cut short.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from memoircat.catalogue import keyring, storage, swap
from memoircat.catalogue.backup import copy_before, flaws, is_damage, sha256_of
from memoircat.catalogue.copies import Copy, copies_in, copy_at
from memoircat.catalogue.folder import CatalogueFolder
from memoircat.catalogue.lock import Lock
from memoircat.catalogue.manifest import DIGESTS, PAGES, Contents
from memoircat.catalogue.staging import sweep_unfinished
from memoircat.errors import (
    CatalogueInUse,
    Conflict,
    EnvironmentError_,
    InputError,
    MemoirCatError,
    NotACatalogue,
    NotFound,
    cannot_write,
)
from memoircat.jobs import Progress
from memoircat.messages import Message, message

COPIES = ".memoircat-copies"  # how the name of a folder of complete copies ends
BEFORE_RESTORE = "before-restore"
_PARTS = (swap.DATABASE, "lock", "media", "backups", "aside", "restoring", f"{swap.DATABASE}-wal")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done: which copy took the place of the catalogue, what it holds, and where the former files are.

    ``passed_over``: newer copies in the same folder that are not good, and why. ``brought`` images came from a
    complete copy; ``missing``: the SHA-256 of those that the catalogue names and that are nowhere.
    """

    copy: Copy
    catalogue: Path
    contents: Contents
    aside: Path | None
    passed_over: tuple[tuple[str, Message], ...]
    brought: int = 0
    missing: tuple[str, ...] = ()


def restore_database(backup: Path, to: Path, *, by: str, progress: Progress | None = None) -> Restored:
    """Put the copy ``backup`` in the place of the catalogue ``to``, which need not be there.

    ``backup``: a copy, or a folder of copies, from which the newest good one is taken. Raises NotFound, InputError for
    a copy that is damaged, NotACatalogue for one of a newer program; CatalogueInUse; Conflict for a folder that holds
    something else; EnvironmentError_; Cancelled. Then nothing was changed. A copy of an older program is restored as it
    is: the catalogue is brought up to date when it is opened. What the history is told waits in a note until then.
    """
    progress = progress or Progress()
    copy, passed_over = proved_copy(backup, progress)
    folder = CatalogueFolder(to)
    _require_place(folder.path)
    try:
        for path in (folder.path, folder.media, folder.backups):
            path.mkdir(parents=True, exist_ok=True)
        with locked(folder, by):
            sweep_unfinished(folder.backups)
            if swap.is_decided(folder.path):
                swap.carry_out(folder.path)
            _copy_former(folder, progress)
            contents = _prepare(copy, folder, progress)
            aside = swap.carry_out(folder.path)
    except (OSError, storage.DatabaseError) as problem:
        raise cannot_write(folder.path, problem, doing=message("The catalogue was not restored.")) from problem
    return Restored(copy, folder.path, contents, aside, passed_over)


def require_whole(folder: CatalogueFolder, by: str, *, read_only: bool) -> None:
    """Raise NotACatalogue where a folder is no catalogue. Unless ``read_only``, what was cut short there is done first:

    a restore that was decided is carried out, one that was prepared is swept, as copies are. Nothing is done where one
    is just going on. Raises EnvironmentError_ where the folder cannot be written.
    """
    if not read_only:
        sweep_unfinished(folder.backups)
        if swap.is_prepared(folder.path):
            _finish(folder, by)
    storage.require_catalogue(folder.database)


def _finish(folder: CatalogueFolder, by: str) -> None:
    try:
        with suppress(CatalogueInUse), locked(folder, by):
            if swap.is_decided(folder.path):
                swap.carry_out(folder.path)
            swap.discard(folder.path)
    except OSError as problem:
        if swap.is_decided(folder.path):
            raise cannot_write(folder.path, problem) from problem


# Which copy -----------------------------------------------------------------------------------------------------


def copies_at(backup: Path) -> list[Copy]:
    """The copies that are meant by a path, the newest first: a file, or a folder with copies in it.

    A folder may be the `backups` of a catalogue, the catalogue, or one with complete copies, or the disk that has it.
    Raises NotFound where there are none, InputError where there are those of several catalogues.
    """
    if backup.is_file():
        return [copy_at(backup)]
    complete = [folder for folder in backup.glob(f"*{COPIES}") if folder.is_dir()] if backup.is_dir() else []
    if len(complete) > 1:
        raise InputError(
            message(
                "There are copies of several catalogues: {names}.", names=", ".join(sorted(c.name for c in complete))
            ),
            where=str(backup),
            hint=message("Name one of them."),
        )
    for folder in (*complete, backup):
        copies = copies_in(folder / "backups") or copies_in(folder)
        if copies:
            # What somebody has replaced by restoring is not what they mean, were it the newest: it comes last.
            return sorted(copies, key=lambda copy: copy.kind == BEFORE_RESTORE)
    raise NotFound(
        message("There is no copy of a catalogue at this path."),
        where=str(backup),
        hint=message("Name a copy, or the folder backups of a catalogue."),
    )


def proved_copy(backup: Path, progress: Progress) -> tuple[Copy, tuple[tuple[str, Message], ...]]:
    """The newest copy meant by a path that is proved good, and the newer ones that are not, with the reasons."""
    passed_over: list[tuple[str, Message]] = []
    copies = copies_at(backup)
    for copy in copies:
        reason = copy.why_not if len(copies) > 1 else None  # one that is named is judged by what it holds
        try:
            reason = reason or _why_not(copy, progress)
        except (OSError, storage.DatabaseError) as problem:
            reason = _reason(problem)
        if reason is None:
            return copy, tuple(passed_over)
        passed_over.append((copy.path.name, reason))
    raise InputError(
        message("No copy here can be restored. {name}: {reason}", name=passed_over[0][0], reason=passed_over[0][1]),
        where=str(backup),
        hint=message("Choose another copy, or bring out what is whole with `memoircat salvage`. Nothing was changed."),
    )


def _why_not(copy: Copy, progress: Progress) -> Message | None:
    """Prove a copy by all that is known of it; why it cannot be restored, or None.

    Raises NotACatalogue for one of a newer program.
    """
    keyring.require_key(copy.path)
    if not copy.bytes or copy.contents is None:
        return copy.why_not
    manifest = copy.manifest
    if manifest and manifest.damage:
        return copy.why_not
    if manifest and sha256_of(copy.path, progress) != manifest.sha256:
        return message("It is not what was written: its checksum differs.")
    try:
        reader = storage.connect_reader(copy.path)
    except NotACatalogue as problem:
        return problem.message
    with closing(reader):
        storage.refuse_newer(storage.stored_schema(reader), copy.path)
    problems = flaws(copy.path, None, DIGESTS, progress)
    return message("It is damaged: {problem}", problem=problems[0]) if problems else None


def _reason(problem: Exception) -> Message:
    if isinstance(problem, storage.DatabaseError) and is_damage(problem):
        return message("It is no copy of a catalogue, or it is damaged.")
    return message("It cannot be read ({problem}).", problem=str(problem))


# The place of the catalogue -------------------------------------------------------------------------------------


def _require_place(folder: Path) -> None:
    """Raise Conflict where ``folder`` is a file, or holds things of others and no part of a catalogue."""
    is_other = folder.exists() and not folder.is_dir()
    if not is_other and folder.is_dir() and any(folder.iterdir()):
        is_other = not any((folder / part).exists() or (folder / part).is_symlink() for part in _PARTS)
    if is_other:
        raise Conflict(
            message("There is something else at this path already."),
            where=str(folder),
            hint=message("Choose another name."),
        )


@contextmanager
def locked(folder: CatalogueFolder, by: str) -> Iterator[None]:
    """Hold the catalogue. Raises CatalogueInUse where another program has it, OSError where it cannot be written."""
    file = folder.path / "lock"
    with suppress(FileNotFoundError):
        if not S_ISREG(file.lstat().st_mode):
            swap.put_aside(folder.path, ("lock",), swap.new_aside(folder.path))
    lock = Lock(file)
    if not lock.take(by):
        holder = lock.holder()
        raise CatalogueInUse(
            message("The catalogue is open in another program."),
            where=str(folder.path),
            hint=message(
                "It is in use by {who} on {host}, since {since}. Close it there.",
                who=holder.who,
                host=holder.host,
                since=holder.since,
            ),
        )
    try:
        yield
    finally:
        lock.release()


def _copy_former(folder: CatalogueFolder, progress: Progress) -> None:
    """Make a copy of the catalogue that is there, so that it is listed with the others, where that can be done.

    Its files are put aside whole in any case.
    """
    with suppress(MemoirCatError, storage.DatabaseError):
        storage.require_catalogue(folder.database)
        copy_before(folder.database, folder.backups, BEFORE_RESTORE, progress)
    progress.step(0, 0)  # raises Cancelled, which is a MemoirCatError


def _prepare(copy: Copy, folder: CatalogueFolder, progress: Progress) -> Contents:
    """Make the new database, prove it, and decide that it takes the place of the old one."""
    try:
        staged = swap.prepare(folder.path)
        made = staged / swap.DATABASE
        with closing(storage.connect_reader(copy.path)) as source, storage.stoppable(source, progress):
            source.execute("BEGIN")
            counts, contents = storage.row_counts(source), Contents.of(source)
            with closing(storage.connect_copy(made, source)) as new:
                storage.copy_pages(source, new, progress)
        problems = flaws(made, counts, PAGES, progress)
        if problems:
            raise EnvironmentError_(
                message("What was written is not what was read ({problem}).", problem=problems[0]),
                where=str(folder.path),
                hint=message("The disk may be failing: choose another place. Nothing was changed."),
            )
        swap.decide(folder.path, {"copy": copy.path.name, "made": copy.made.strftime("%Y-%m-%d %H:%M UTC")})
    finally:
        swap.discard(folder.path)
    return contents

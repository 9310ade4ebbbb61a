"""One verified copy of a database: all pages, proved, on the disk, and only then under its name.

The copy is made by SQLite from one committed state, whoever writes meanwhile. It is proved on its own file, as it was
read back: every page, the number of rows of every table against the source's, and, with `DIGESTS`, every index against
its table and every digest of content. Pages are copied as they are, so that a copy has no fault that its source had
not; indexes and digests say whether the source is still what was typed. They cost a minute or more in a large
catalogue, and are left out of the copy before an import, where somebody waits (`PAGES`): a copy with all proofs is made
by the window twice a day. The command line makes copies before an import and when it is asked, not before `add` or
`set`, which would take a minute instead of half a second; the window does it for whoever works there.
"""

from __future__ import annotations

import hashlib
from contextlib import closing, suppress
from pathlib import Path

from memoircat.catalogue import storage
from memoircat.catalogue.clock import now
from memoircat.catalogue.copies import copies_in, is_changed_since, is_due, new_copy, newest_covering, rotate
from memoircat.catalogue.durable import to_disk
from memoircat.catalogue.integrity import content_problems
from memoircat.catalogue.manifest import DIGESTS, PAGES, Contents, Manifest, manifest_of, read_manifest, write_manifest
from memoircat.catalogue.staging import sweep_unfinished, unfinished
from memoircat.errors import Conflict, EnvironmentError_, MemoirCatError, NotACatalogue, cannot_write
from memoircat.jobs import Progress
from memoircat.messages import message

_BLOCK = 1 << 22  # bytes hashed at once
_DAMAGE_CODES = (11, 26)  # SQLITE_CORRUPT, SQLITE_NOTADB
_MOST_TOLD = 20  # problems that a manifest keeps


def back_up(
    database: Path, to: Path, *, kind: str = "copy", proved: str = DIGESTS, progress: Progress | None = None
) -> Path:
    """Copy a catalogue's database to the file ``to``, prove the copy, and let it take its name; returns ``to``.

    ``kind`` says why, ``proved`` how far it is proved. Raises Conflict where ``to`` is something else than an older
    copy of the same catalogue; EnvironmentError_ where it cannot be written, or where the catalogue is damaged: then
    the copy is kept under another name, as a witness, and a former good one stays; Cancelled.
    """
    progress = progress or Progress()
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        sweep_unfinished(to.parent)
        refuse_other(database, to)
        with unfinished(to) as folder:
            try:
                _make(database, to, folder, kind, proved, progress)
            except (OSError, storage.DatabaseError) as problem:  # told while the disk is as full as it was
                raise _not_written(to, problem, folder) from problem
    except (OSError, storage.DatabaseError) as problem:
        raise _not_written(to, problem) from problem
    return to


def _not_written(to: Path, problem: Exception, unfinished_in: Path | None = None) -> MemoirCatError:
    """The error for a copy that was not written. What grew too long for the disk is in the folder of the unfinished."""
    seen = unfinished_in / to.name if unfinished_in else to
    told = cannot_write(seen, problem, doing=message("The backup was not written."))
    return type(told)(told.message, where=str(to), hint=told.hint)


def keep_copy(
    database: Path, backups: Path, kind: str = "copy", *, proved: str = DIGESTS, progress: Progress | None = None
) -> Path:
    """Make a verified copy among the others of a catalogue, then let those go that are too many; see `back_up`."""
    try:
        return back_up(database, new_copy(backups, kind), kind=kind, proved=proved, progress=progress)
    finally:
        with suppress(OSError):  # too many copies are no reason to say that this one failed
            rotate(backups)


def copy_if_due(database: Path, backups: Path, progress: Progress | None = None) -> bool:
    """Make a copy, every digest proved, where the newest good one is old and something was changed since.

    Returns whether it was made; raises as `back_up` does.
    """
    with closing(storage.connect_reader(database)) as reader:
        due = is_due(reader, backups)
    if due:
        keep_copy(database, backups, "automatic", progress=progress)
    return due


def copy_before(
    database: Path, backups: Path, kind: str, progress: Progress | None = None, *, proved: str = PAGES
) -> Path | None:
    """Make a copy before something that changes much, where there was a change since the newest good one.

    Proved by `PAGES` alone: somebody waits; by `DIGESTS` there has to be one in any case. Raises as `back_up` does.
    """
    with closing(storage.connect_reader(database)) as reader:
        newest = newest_covering(reader, copies_in(backups))
        if (newest is not None or proved == PAGES) and not is_changed_since(reader, newest):
            return None
    return keep_copy(database, backups, kind, proved=proved, progress=progress)


def _make(database: Path, to: Path, folder: Path, kind: str, proved: str, progress: Progress) -> None:
    made = folder / "copy.db"
    with closing(storage.connect_reader(database)) as source, storage.stoppable(source, progress):
        source.execute("BEGIN")  # one committed state for the counts and the pages
        counts, contents = storage.row_counts(source), Contents.of(source)
        with closing(storage.connect_copy(made, source)) as copy:
            storage.copy_pages(source, copy, progress)
        problems = flaws(made, counts, proved, progress)
        if problems and not _has_flaws(source, proved, progress):
            raise EnvironmentError_(
                message("The backup is not sound ({problem}).", problem=problems[0]),
                where=str(to),
                hint=message("The catalogue itself is sound: the disk of the copy may be failing. Choose another one."),
            )
    to_disk(made)
    sha256 = sha256_of(made, progress)
    proved = proved if contents.schema == storage.SCHEMA else PAGES  # digests are known of this schema alone
    manifest = Manifest.new(now(), kind, sha256, made.stat().st_size, proved, contents)
    if not problems:
        take_place(made, to, manifest)
        return
    witness = to.with_name(f"damaged-{to.name}")
    damaged = Manifest(
        manifest.made,
        "damaged",
        manifest.program,
        sha256,
        manifest.bytes,
        proved,
        tuple(problems[:_MOST_TOLD]),
        contents,
    )
    take_place(made, witness, damaged)
    raise EnvironmentError_(
        message("The backup is not sound ({problem}).", problem=problems[0]),
        where=str(to),
        hint=message(
            "The catalogue itself is damaged: run `memoircat check` on it. Former copies stay; this one is kept as"
            " “{name}” and counts as none.",
            name=witness.name,
        ),
    )


def take_place(made: Path, to: Path, manifest: Manifest) -> None:
    """Give a finished copy its name, and put its manifest beside it. Raises OSError.

    A kill in between leaves a good copy without a manifest, never a copy with the manifest of another.
    """
    manifest_of(to).unlink(missing_ok=True)
    made.replace(to)
    write_manifest(to, manifest, made.parent)
    to_disk(to.parent)


def flaws(file: Path, counts: dict[str, int] | None, proved: str, progress: Progress) -> list[str]:
    """What is wrong with a copy, a line for each problem: read anew from its own file.

    ``counts``: the rows that every table should have. Raises Cancelled, and DatabaseError for what is no database.
    """
    with closing(storage.connect_reader(file)) as copy, storage.stoppable(copy, progress):
        problems = _problems(copy, proved, progress)
        if not problems and counts is not None:
            there = storage.row_counts(copy)
            names = sorted(counts.keys() | there.keys())
            problems = [
                f"{name}: {there.get(name, 0)} / {counts.get(name, 0)}"
                for name in names
                if there.get(name) != counts.get(name)
            ]
    return problems


def _problems(connection: storage.Connection, proved: str, progress: Progress) -> list[str]:
    problems = storage.integrity(connection, indexes=proved == DIGESTS)
    if not problems and proved == DIGESTS and storage.stored_schema(connection) == storage.SCHEMA:
        problems = [f"{problem.where}: {problem.message}" for problem in content_problems(connection, progress)]
    return problems


def _has_flaws(source: storage.Connection, proved: str, progress: Progress) -> bool:
    """Whether the source is damaged itself; asked only when its copy is."""
    try:
        return bool(_problems(source, proved, progress))
    except storage.DatabaseError as problem:
        if not is_damage(problem):
            raise
        return True


def sha256_of(file: Path, progress: Progress) -> str:
    """The SHA-256 of a file that no connection has open. Raises OSError and Cancelled."""
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            digest.update(block)
            progress.give_way()
            progress.step(0, 0)
    return digest.hexdigest()


def refuse_other(database: Path, to: Path) -> None:
    """Raise Conflict where ``to`` is there and is not an older copy of the same catalogue."""
    hint = message("Choose another name.")
    for beside in ("-wal", "-journal"):
        if to.with_name(to.name + beside).exists():
            raise Conflict(
                message("The file “{name}” beside it belongs to a database that is in use.", name=to.name + beside),
                where=str(to),
                hint=hint,
            )
    if to.name == "catalogue.db" and (to.parent / "lock").exists():
        raise Conflict(
            message("This is the database of a catalogue."),
            where=str(to),
            hint=message("To put a copy in the place of a catalogue, use `memoircat restore`."),
        )
    if not (_is_free(to) or _is_copy_of(database, to)) or not _may_have_manifest(to):
        raise Conflict(message("There is something else at this path already."), where=str(to), hint=hint)


def _is_free(to: Path) -> bool:
    return not (to.exists() or to.is_symlink())


def _is_copy_of(database: Path, to: Path) -> bool:
    if to.is_symlink() or not to.is_file() or to.samefile(database):
        return False
    try:
        with closing(storage.connect_reader(database)) as ours, closing(storage.connect_reader(to)) as there:
            return Contents.of(there).origin == Contents.of(ours).origin
    except (NotACatalogue, storage.DatabaseError):
        return False


def _may_have_manifest(to: Path) -> bool:
    """Whether nothing but a manifest of ours is where the manifest goes."""
    try:
        return read_manifest(to) is not None or not manifest_of(to).is_symlink()
    except ValueError:
        return False


def is_damage(problem: Exception) -> bool:
    """Whether SQLite met a damaged page, and not a full or missing disk."""
    return (getattr(problem, "sqlite_errorcode", 0) or 0) & 0xFF in _DAMAGE_CODES

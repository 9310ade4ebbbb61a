"""Salvage: everything that can still be read of a damaged catalogue, brought into a new one; see `salvage`."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from memoircat.catalogue import keyring, storage
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.content import CHUNK
from memoircat.catalogue.derived import Derived
from memoircat.catalogue.durable import to_disk
from memoircat.catalogue.folder import CatalogueFolder
from memoircat.catalogue.integrity import discrepancies
from memoircat.catalogue.migrate import upgrade
from memoircat.catalogue.salvage.btree_pages import Value
from memoircat.catalogue.salvage.damaged import Damaged, FoundRow
from memoircat.catalogue.salvage.database_bytes import DatabaseBytes
from memoircat.catalogue.salvage.media import bring_media
from memoircat.catalogue.salvage.mending import MendedRow, Mending
from memoircat.catalogue.salvage.new_rows import NewRows
from memoircat.catalogue.salvage.rebuilding import rebuild_from_history
from memoircat.catalogue.salvage.references import settle_references
from memoircat.catalogue.salvage.report import REPORT_FILE, Fate, Loss, Record, SalvageReport
from memoircat.catalogue.salvage.shapes import Shape
from memoircat.catalogue.salvage.stand_ins import SALVAGE, stand_in_for_lost
from memoircat.catalogue.schema import image
from memoircat.errors import Conflict, InputError, NotACatalogue, cannot_write
from memoircat.jobs import Progress
from memoircat.messages import message


@dataclass(frozen=True, slots=True)
class _Brought:
    """What was read from the file, before it is a catalogue."""

    schema: int
    pages: int
    damaged_pages: int
    tables: list[str]
    left_out_log: bool
    mended: list[MendedRow]


def salvage(
    source: Path, to: Path, *, by: str = "", derived: Sequence[Derived] = (), progress: Progress | None = None
) -> SalvageReport:
    """Bring every row that can still be read out of the catalogue at ``source`` into a new one at ``to``.

    ``source`` is its folder, or a database file; nothing in it is written or opened by SQLite. It must not be open in
    this process. The new catalogue takes its name when it is whole: a salvage that is stopped leaves nothing.
    Raises Conflict where something is at ``to``, InputError for a ``source`` that cannot be read, NotACatalogue where
    nothing of a catalogue is in it, EnvironmentError_ for the disk, Cancelled.
    """
    progress = progress or Progress()
    database, media = _parts(source)
    _require_readable(database)
    _require_free(source, to)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(dir=to.parent, prefix=f"{to.name}.", suffix=".unfinished"))
    except OSError as problem:
        raise cannot_write(to, problem) from problem
    try:
        report = _salvage_into(unfinished, database, media, to, by, derived, progress)
        if to.exists():
            to.rmdir()
        unfinished.chmod(0o755)
        unfinished.rename(to)
        to_disk(to.parent)
        return report
    except OSError as problem:
        raise cannot_write(to, problem) from problem
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _parts(source: Path) -> tuple[Path, Path]:
    """The database and the media folder of what is to be salvaged."""
    source = source.absolute()
    database = source / "catalogue.db" if source.is_dir() else source
    if not database.is_file() or database.is_symlink():
        raise InputError(
            message("This folder holds no catalogue (catalogue.db is missing)."),
            where=str(source),
            hint=message("Name the folder of the damaged catalogue, or its database file."),
        )
    return database, database.parent / "media"


def _require_readable(database: Path) -> None:
    """Raise InputError where a database has a password: its bytes say nothing, and SQLCipher reads whole pages only."""
    if keyring.encrypted_with(database) is not None:
        raise InputError(
            message("A catalogue with a password cannot be salvaged: what is damaged in it cannot be decrypted."),
            where=str(database),
            hint=message(
                "Restore a copy with `memoircat restore`. Where the catalogue still opens, remove its password first."
            ),
        )


def _require_free(source: Path, to: Path) -> None:
    if to.is_symlink() or (to.exists() and (not to.is_dir() or any(to.iterdir()))):
        raise Conflict(
            message("There is something at this path already."), where=str(to), hint=message("Choose another name.")
        )
    if source.is_dir() and to.resolve().is_relative_to(source.resolve()):
        raise InputError(
            message("The new catalogue cannot lie in the damaged one."),
            where=str(to),
            hint=message("Choose another folder; nothing is written into the damaged catalogue."),
        )


def _salvage_into(
    folder: Path, database: Path, media: Path, to: Path, by: str, derived: Sequence[Derived], progress: Progress
) -> SalvageReport:
    parts = CatalogueFolder(folder)
    parts.make()
    with (folder / REPORT_FILE).open("w", encoding="utf-8") as file:
        notes = Record(file)
        brought = _bring_rows(database, media, parts.database, notes, progress)
        with closing(Catalogue.open(folder, by=by, derived=derived)) as catalogue:
            altered = list(_altered(catalogue, brought.mended))
            for table, where in altered:
                notes.note(Loss(Fate.ALTERED, table, where))
            _seal(catalogue, progress)
            with catalogue.reading() as connection:
                hashes = [row.sha256 for row in connection.execute(image.select())]
            for sha256 in bring_media(media, parts.media, hashes, progress):
                notes.note(Loss(Fate.IMAGE, "image", sha256))
            _write_history(catalogue, brought.mended, notes, to.stem)
    to_disk(folder / REPORT_FILE)
    return SalvageReport(
        schema=brought.schema,
        pages=brought.pages,
        damaged_pages=brought.damaged_pages,
        tables=notes.tables(brought.tables),
        fates=dict(notes.fates),
        losses=tuple(notes.losses),
        left_out_log=brought.left_out_log,
        images=len(hashes),
        file=to / REPORT_FILE,
    )


# Reading the damaged file ------------------------------------------------------------------------------------------


def _bring_rows(database: Path, media: Path, new: Path, notes: Record, progress: Progress) -> _Brought:
    try:
        source, left_out_log = _with_its_log(database)
    except OSError as problem:
        raise InputError(
            message("The file cannot be read ({problem}).", problem=str(problem.strerror or problem)),
            where=str(database),
            hint=message("Copy it to another disk with a program that skips bad sectors, and salvage the copy."),
        ) from problem
    with source:
        damaged = Damaged(source)
        storage.refuse_newer(damaged.newer, database)
        damaged.shapes.make_empty(new)
        with closing(storage.connect_writer(new)) as writer:
            storage.leave_references(writer)
            writer.execute("BEGIN")
            mended = _fill(NewRows(writer, damaged.shapes, notes), damaged, media, progress)
            writer.execute("COMMIT")
            if damaged.shapes.number < storage.SCHEMA:
                upgrade(writer)
            # All that is derived is made anew when the rows have been looked at.
            writer.execute("DELETE FROM setting WHERE name = ?", [storage.STALE])
        if not sum(notes.read.values()) or not (damaged.known_names or notes.read["record"]):
            raise NotACatalogue(
                message("There is nothing of a catalogue in this file."),
                where=str(database),
                hint=message("Restore a backup, if there is one; nothing was changed."),
            )
        broken = {gap.page for gaps in damaged.gaps.values() for gap in gaps if gap.page and gap.cause}
        tables = [shape.name for shape in damaged.shapes.content]
        return _Brought(damaged.shapes.number, source.count, len(broken), tables, left_out_log, mended)


def _with_its_log(database: Path) -> tuple[DatabaseBytes, bool]:
    """The bytes of the database with what lies beside it, and whether that had to be left out.

    A write-ahead file of another catalogue, left where a file was put back by hand, makes a mixture of the two: it
    does not belong where the database is sound without it, and not with it.
    """
    source = DatabaseBytes(database)
    if source.has_log and Damaged(source).faults():
        alone = DatabaseBytes(database, with_log=False)
        if alone.header_stands and not Damaged(alone).faults():
            source.close()
            return alone, True
        alone.close()
    return source, False


def _fill(rows: NewRows, damaged: Damaged, media: Path, progress: Progress) -> list[MendedRow]:
    """Bring the rows over, the surest first, then make good what they lack."""
    _take_reached(rows, damaged, progress)
    given = dict(damaged.given_ids())
    damaged.claim_others()
    for number, (shape, row, current) in enumerate(damaged.strays(rows.type_of)):
        if number % CHUNK == 0:
            progress.step(rows.record.count, 0)
        rows.take(shape, row, current=current)
    for name, unread in rows.unread.items():
        for number, page in unread.items():
            damaged.lose(rows.shapes.tables[name], number, page)
    lost = {shape.name: _lost(rows, damaged, shape) for shape in rows.shapes.content}
    mending = Mending(rows, lost, damaged.gaps, given, media)
    rebuild_from_history(mending)
    stand_in_for_lost(mending)
    mending.tell_lost()
    settle_references(mending)
    _tell_gaps(rows, damaged)
    for table, highest in given.items():
        storage.set_given_id(rows.connection, table, highest)
    return mending.done


def _take_reached(rows: NewRows, damaged: Damaged, progress: Progress) -> None:
    """Bring over what the trees reach; last what lies on pages of which a newer version was there."""
    doubtful: list[tuple[Shape, FoundRow]] = []
    for shape in rows.shapes.content:
        for number, row in enumerate(damaged.rows(shape)):
            if number % CHUNK == 0:
                progress.give_way()
                progress.step(rows.record.count, 0)
            if isinstance(row, FoundRow) and row.doubtful:
                doubtful.append((shape, row))
            else:
                rows.take(shape, row)
    for shape, row in doubtful:
        rows.take(shape, row)


def _tell_gaps(rows: NewRows, damaged: Damaged) -> None:
    """Tell the gaps of those tables of which no whole index says what was in them."""
    for table, gaps in damaged.gaps.items():
        shape = rows.shapes.tables[table]
        for gap in gaps if shape.is_content and not damaged.proven(shape) else ():
            if gap.cause:
                rows.record.note(Loss(Fate.GAP, table, gap.keys, f"page {gap.page}: {gap.cause}"))


def _lost(rows: NewRows, damaged: Damaged, shape: Shape) -> dict[int, dict[str, Value]]:
    """The rows of a table that are known to be lost, with what the indexes know of them."""
    known: dict[int, dict[str, Value]] = {number: {} for number in rows.unread.get(shape.name, ())}
    for number, entry in damaged.indexed(shape):
        if number in known:
            known[number].update(entry)
        elif not rows.has(shape, number):
            known[number] = entry
    return {number: entry for number, entry in sorted(known.items()) if not rows.has(shape, number)}


# Making a catalogue of it ------------------------------------------------------------------------------------------


def _altered(catalogue: Catalogue, mended: Sequence[MendedRow]) -> Iterator[tuple[str, str]]:
    """What came over, but is not what was written: the table, and the code of the record or the row."""
    touched = {("record", row.record) for row in mended} | {(row.table, row.key) for row in mended}
    with closing(catalogue.raw_reader()) as reader:
        for discrepancy in discrepancies(reader):
            of_a_row = discrepancy.table not in ("", "content_digest")
            if of_a_row and (discrepancy.table, discrepancy.key) not in touched:
                yield discrepancy.counted_in, discrepancy.where


def _seal(catalogue: Catalogue, progress: Progress) -> None:
    """Make the digests of the new catalogue, and all that is derived."""
    catalogue.take_as_it_is()
    catalogue.rebuild(progress)
    catalogue.tidy(progress)


def _write_history(catalogue: Catalogue, mended: Sequence[MendedRow], notes: Record, title: str) -> None:
    """Write the salvage into the history, with each row that it made or altered."""
    unread = notes.fates[Fate.LOST] + notes.fates[Fate.PLACEHOLDER]
    label = message("Salvaged from a damaged catalogue: {n} {n:row|rows} could not be read", n=unread)
    with catalogue.change(label, kind=SALVAGE) as change:
        made = change.id  # it is written even where nothing was mended
        for row in mended:
            change.journal_as_done(row.table, row.key, row.before, row.after, record_id=row.record)
        assert made
        if not catalogue.setting("title"):
            change.insert_row("setting", {"name": "title", "value": title})

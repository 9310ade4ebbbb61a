"""A catalogue on disk: opened by one for writing, by many for reading; changed, undone and listened to."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select, text

from memoircat.catalogue import history, integrity, listing, migrate, redaction, storage
from memoircat.catalogue.bulk import BulkInsert
from memoircat.catalogue.change import Change, apply_inverse
from memoircat.catalogue.change_sets import REDACT, ChangeSet, RowChange
from memoircat.catalogue.codes import record_not_found
from memoircat.catalogue.content import chunks, driver_of
from memoircat.catalogue.derived import Derived, Problem
from memoircat.catalogue.engine import REFUSALS, Engine, history_opened
from memoircat.catalogue.folder import CatalogueFolder
from memoircat.catalogue.lock import Holder
from memoircat.catalogue.lost_changes import LOST, foreign_token
from memoircat.catalogue.place import Caution
from memoircat.catalogue.restore import require_whole
from memoircat.catalogue.schema import PART_TABLES, batch, image, record, roster_row, setting, term
from memoircat.catalogue.snapshot import view, views
from memoircat.catalogue.stands import not_withdrawn, stands
from memoircat.catalogue.summary import Summary, dependents, identified_with
from memoircat.catalogue.telling import telling
from memoircat.catalogue.tenure import Tenure
from memoircat.catalogue.unreadable import blamed
from memoircat.catalogue.upkeep import Upkeep
from memoircat.catalogue.views import RecordView
from memoircat.errors import Conflict, MemoirCatError, NotFound
from memoircat.faults import log_line
from memoircat.jobs import Progress
from memoircat.messages import Label, Message, Words, message
from memoircat.records.values import check_text
from memoircat.records.vocabularies import Term, Vocabularies, seed_terms

Listener = Callable[[ChangeSet], None]
_log = logging.getLogger(__name__)
_ASIDE_S = 0.05  # that what is kept aside waits for its turn: a step of `tidy` takes 20 ms


class Catalogue:
    """The one door to what is stored. Made by `create` and `open`; `close` makes it one file again."""

    def __init__(self, folder: CatalogueFolder, tenure: Tenure, by: str, derived: Sequence[Derived]) -> None:
        self.folder = folder
        self.by = by
        self.brought_up_to_date = False  # all that is derived was made again at opening
        self._tenure = tenure
        mode = tenure.place.journal_mode
        self._engine = Engine(folder.database, writable=not tenure.read_only, journal_mode=mode)
        self._writing = threading.RLock()
        self._listeners: list[Listener] = []
        self._vocabularies: Vocabularies | None = None
        self._upkeep = Upkeep(self._engine, (Summary(), *derived), self._turn_to_write)

    # Opening and closing ---------------------------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path, *, title: str = "", by: str = "", derived: Sequence[Derived] = ()) -> Catalogue:
        """Make an empty catalogue. Raises Conflict where something is there, EnvironmentError_ for the disk."""
        folder = CatalogueFolder(path)
        folder.make()

        def begin(connection: Connection) -> None:
            connection.execute(setting.insert(), [{"name": "title", "value": title or path.stem}])
            connection.execute(term.insert(), [_term_row(seed) for seed in seed_terms()])
            integrity.make_digests(driver_of(connection))

        try:
            return cls.open(path, by=by, derived=derived, new=begin)
        except BaseException:  # half a catalogue would be taken for one
            folder.unmake()
            raise

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        by: str = "",
        derived: Sequence[Derived] = (),
        new: Callable[[Connection], None] | None = None,
        progress: Progress | None = None,
    ) -> Catalogue:
        """Open a catalogue. Where another program holds it, or the folder cannot be written, it is read only.

        ``new`` writes the first rows of one that is to be made, in the same transaction as its tables.
        One of an older program is migrated after a backup; at 760,000 people this takes minutes, which are reported to
        ``progress``. Raises NotACatalogue where there is none, or one of a newer program, with nothing changed;
        OlderCatalogue where it cannot be written and so not migrated; EnvironmentError_ for a failed backup; Cancelled.
        """
        folder = CatalogueFolder(path)
        if new is None:
            with telling(folder.database):
                require_whole(folder, by, read_only=read_only)
        tenure = Tenure.take(folder, by, read_only=read_only, new=new is not None)
        try:
            with telling(folder.database, kinds=REFUSALS):
                migrate.bring_up_to_date(folder, writable=not tenure.read_only, new=new)
                catalogue = cls(folder, tenure, by or "?", derived)
        except BaseException:
            tenure.release()
            raise
        try:
            catalogue._follow(progress)
        except BaseException:
            catalogue.close()
            raise
        return catalogue

    def _follow(self, progress: Progress | None) -> None:
        """Let the derived rows follow to the schema, where that was not done or was cut short."""
        if not self.setting(storage.STALE):
            return
        if self.read_only:
            raise storage.older_catalogue(storage.SCHEMA, self.folder.path)
        self.rebuild(progress)
        self.tidy(progress)
        self.brought_up_to_date = True

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed through this object."""
        return self._tenure.read_only

    def why_read_only(self) -> Message:
        """Why nothing can be changed, and what to do about it; asked where it is `read_only`."""
        return self._tenure.why_read_only()

    @property
    def keeps_drafts(self) -> bool:
        """Whether typed text can be kept: where the database was replaced, in the copy of it that was kept aside."""
        return not self.read_only or self._engine.kept_aside

    @property
    def cautions(self) -> list[Caution]:
        """What a person should know of where the catalogue lies and what it lacks, with remedies."""
        return self._tenure.cautions

    def holder(self) -> Holder | None:
        """Who noted that they have the catalogue open for writing, where it is not us; see `CatalogueFolder.holder`."""
        return self._tenure.holder()

    def close(self) -> None:
        """Close the connections and release the lock. The last writer leaves one file: see `Engine.close`.

        Raises CatalogueReplaced, with everything closed, where the database is not the one that was opened any more.
        """
        try:
            if difference := self._engine.difference():
                raise self._tenure.give_up(self._engine, difference)
            if not self.read_only:
                with suppress(MemoirCatError, storage.DatabaseError):
                    self._upkeep.tidy_some()  # of what this process wrote; nobody waits long at closing time
        finally:
            try:
                self._engine.close()
            finally:
                self._tenure.release()

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def leave_checkpoints(self) -> None:
        """Leave checkpoints to the caller; see `Engine.leave_checkpoints`."""
        self._engine.leave_checkpoints()

    def checkpoint(self) -> None:
        """Copy committed pages from the write-ahead file into the database file; any thread may do it at any time.

        Raises CatalogueReplaced where the database is not the one that was opened any more.
        """
        if self._engine.difference():
            with self._turn_to_write():  # which tells it
                return
        self._engine.checkpoint()

    # Changing --------------------------------------------------------------------------------------------------

    @contextmanager
    def change(self, label: Words | str, *, kind: str = "do", progress: Progress | None = None) -> Iterator[Change]:
        """One transaction, one step of undo, one ChangeSet to listeners after the commit; an exception rolls all back.

        ``label`` names the step, in the language of whoever reads it; a plain text is shown as it is. ``kind`` is do,
        undo or redo. ``progress`` reports the update of derived rows at the end; stopping it rolls back too.
        """
        with self._writing:
            with self._transaction() as connection:
                change = Change(connection, Message.of(label), self.by, kind)
                yield change
                self._finish(change, progress)
            self._announce(change)

    def aside(self, work: Callable[[Connection], None]) -> bool:
        """Write rows that are not part of the content (drafts): no history, no undo, no listeners.

        Returns False, with nothing written, while another change is being written: an import may take minutes.
        """
        if not self._writing.acquire(timeout=_ASIDE_S):
            return False
        try:
            kept = self.keeps_drafts and self.read_only
            # A draft may outlive its record.
            with self._engine.writing_aside() if kept else self._transaction(references=False) as connection:
                work(connection)
        finally:
            self._writing.release()
        return True

    def undo(self, progress: Progress | None = None) -> ChangeSet | None:
        """Take back the newest change that is not undone; None without one. Raises Conflict for an edited import."""
        return self._turn(progress, forward=False)

    def redo(self, progress: Progress | None = None) -> ChangeSet | None:
        """Bring back the change undone last; None where there is none."""
        return self._turn(progress, forward=True)

    def _turn(self, progress: Progress | None, *, forward: bool) -> ChangeSet | None:
        with self._writing:
            # A withdrawn import may cite a source whose making is now undone: its hidden rows wait for a redo.
            with self._transaction(references=False) as connection:
                target = history.to_redo(connection) if forward else history.to_undo(connection)
                if target is None:
                    return None
                label = (
                    message("Redo: {label}", label=target.label)
                    if forward
                    else message("Undo: {label}", label=target.label)
                )
                change = Change(connection, label, self.by, "redo" if forward else "undo", target.id)
                apply_inverse(change, target.id, forward=forward, progress=progress)
                self._finish(change, progress)
            return self._announce(change)

    def bring_back(self, record_id: int, version: int, label: Message | str) -> None:
        """Make a record what it was after change set ``version``: one step of undo.

        Raises Conflict, InputError, NotFound.
        """
        with self.change(label) as change:
            history.bring_back(change, record_id, version)

    def withdraw(self, batch_id: int, label: Message | str) -> None:
        """Take back one import, whatever came after it.

        Raises NotFound where there is none with this id; Conflict, with the records, where they were edited since.
        """
        with self.change(label) as change:
            row = change.connection.execute(select(batch).where(batch.c.id == batch_id)).mappings().first()
            if row is None:
                raise NotFound(message("There is no import {id}.", id=batch_id))
            since = change.connection.execute(history.import_of(batch_id)).scalar_one()
            edited = history.edited_since(change.connection, batch_id, since)
            if edited:
                raise Conflict(
                    message(
                        "{n} of its records {n:was|were} edited since: {codes}.",
                        n=len(edited),
                        codes=", ".join(edited[:10]),
                    ),
                    where=row["file"],
                    hint=message("Undo those edits first, or keep the import."),
                )
            change.update_row("batch", batch_id, {"withdrawn_at": change.at})

    def _finish(self, change: Change, progress: Progress | None) -> None:
        """Update versions, authors and derived rows, inside the transaction of the change."""
        touched = sorted(change.touched)
        change.note_writing()
        resting = set(change.released)
        for chunk in chunks(touched):
            resting |= dependents(change.connection, chunk)
        for batch_id in change.batches:
            resting |= identified_with(change.connection, batch_id)
        # What was touched comes first: what rests on a record reads its label.
        self._upkeep.refresh(change.connection, [*touched, *sorted(resting - change.touched)], progress)
        change.seal()

    def _announce(self, change: Change) -> ChangeSet | None:
        if change.empty:
            return None
        self._engine.acknowledge(change.id, change.digest)
        if "term" in change.tables:
            self._vocabularies = None
        done = ChangeSet(
            change.id, change.at, change.by, change.label, change.kind, change.target,
            frozenset(change.touched), frozenset(change.tables),
        )  # fmt: skip
        _log.info("change set %d (%s): %d records", done.id, done.kind, len(done.records))
        for listener in list(self._listeners):
            try:
                listener(done)
            except Exception as problem:  # noqa: BLE001 - the change is on the disk: nothing that hears of it undoes that
                _log.error("a listener failed after change set %d: %s", done.id, log_line(problem))
        return done

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with every ChangeSet after its commit, never before; returns how to stop it.

        One that fails is logged, and the others are called all the same.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @contextmanager
    def _transaction(self, *, references: bool = True) -> Iterator[Connection]:
        self._tenure.require(self._engine)
        with self._engine.writing(references=references) as connection, blamed(driver_of(connection)):
            yield connection

    @contextmanager
    def _turn_to_write(self) -> Iterator[Connection]:
        """A transaction, when no other thread of this process writes."""
        with self._writing, self._transaction() as connection:
            yield connection

    # Reading ---------------------------------------------------------------------------------------------------

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one committed state while it is held."""
        with self._engine.reading() as connection, blamed(driver_of(connection)):
            yield connection

    def raw_reader(self) -> storage.Connection:
        """A driver's connection of the caller's own, for prepared SQL in `listing` and `search`; close it."""
        return self._engine.reader()

    def get(self, code: str) -> RecordView:
        """The record with this code, one that stands before one in the trash. Raises NotFound."""
        with self.reading() as connection:
            record_view = view(connection, self._find(connection, code))
        assert record_view is not None
        return record_view

    def view(self, record_id: int) -> RecordView | None:
        """The record with this id, in the trash or not; None where there is none."""
        with self.reading() as connection:
            return view(connection, record_id)

    def views(self, records: Sequence[int]) -> list[RecordView]:
        """Several records, in the order asked for."""
        with self.reading() as connection:
            return views(connection, records)

    def find(self, code: str) -> int:
        """The id of the record with this code; one that stands before one in the trash. Raises NotFound."""
        with self.reading() as connection:
            return self._find(connection, code)

    def _find(self, connection: Connection, code: str) -> int:
        check_text(code, "code")
        query = select(record.c.id).where(record.c.code == code, text(not_withdrawn("record")))
        record_id = connection.execute(query.order_by(record.c.deleted_at.is_not(None), record.c.id.desc())).scalar()
        if record_id is None:
            raise record_not_found(code)
        return int(record_id)

    def matched_to(self, member: int) -> int | None:
        """The id of the identified person with a decision about ``member``; None without one.

        A rejection counts only where there is no other decision.
        """
        match = PART_TABLES["match"]
        query = (
            select(match.c.record_id)
            .join(record, record.c.id == match.c.record_id)
            .where(match.c.member == member, text(stands()))
            .order_by(match.c.status == "rejected", match.c.id)
        )
        with self.reading() as connection:
            return connection.execute(query).scalar()

    def vocabularies(self) -> Vocabularies:
        """The catalogue's own terms."""
        if self._vocabularies is None:
            with self.reading() as connection:
                rows = connection.execute(select(term).order_by(term.c.vocabulary, term.c.position)).mappings()
                self._vocabularies = Vocabularies(
                    Term(r["vocabulary"], r["code"], Label(r["ja"], r["en"], r["ru"]), r["position"], bool(r["in_use"]))
                    for r in rows
                )
        return self._vocabularies

    def roster_rows(self, record_id: int) -> list[dict[str, Any]]:
        """The rows a record was made from, every cell as written: number of the line, cells by column, source's id."""
        query = select(roster_row).where(roster_row.c.made == record_id)
        with self.reading() as connection:
            return [
                {"number": row.number, "key": row.key, "cells": json.loads(row.cells), "source": row.source}
                for row in connection.execute(query)
            ]

    def images(self) -> dict[str, str]:
        """The images that records speak of: content hash → the name they came with."""
        sound = image.c.sha256.op("GLOB")("[0-9a-f]" * 64)  # of a damaged row the image is not known
        with self.reading() as connection:
            return {
                row.sha256: row.name for row in connection.execute(select(image.c.sha256, image.c.name).where(sound))
            }

    def info(self) -> dict[str, Any]:
        """Title, schema, number of live records by type, of images, and bytes on the disk."""
        with closing(self.raw_reader()) as reader:
            counts = listing.totals(reader, everyone=True)
        files = [file for file in self.folder.path.rglob("*") if file.is_file()]
        return {
            "title": self.setting("title") or "",
            "schema": storage.SCHEMA,
            "records": counts,
            "images": len(self.images()),
            "bytes": sum(file.stat().st_size for file in files),
        }

    def setting(self, name: str) -> str | None:
        """A setting of the catalogue, such as its title."""
        with self.reading() as connection:
            return connection.execute(select(setting.c.value).where(setting.c.name == name)).scalar()

    def history(self, record_id: int | None = None, limit: int | None = None) -> list[ChangeSet]:
        """The change sets, newest first; of one record where it is given."""
        with self.reading() as connection:
            return history.change_sets(connection, record_id=record_id, limit=limit)

    def row_changes(self, record_id: int) -> list[RowChange]:
        """Every row changed on a record, newest first."""
        with self.reading() as connection:
            return list(history.row_changes(connection, record_id))

    def count_rows(self, change_set: int, *, most: int) -> int:
        """How many rows a change set wrote, counted up to ``most``."""
        with self.reading() as connection:
            return history.count_rows(connection, change_set, most)

    def to_undo(self) -> ChangeSet | None:
        """What the next undo takes back."""
        with self.reading() as connection:
            return history.to_undo(connection)

    def to_redo(self) -> ChangeSet | None:
        """What the next redo brings back."""
        with self.reading() as connection:
            return history.to_redo(connection)

    # Keeping it sound ------------------------------------------------------------------------------------------

    def check(self, progress: Progress | None = None) -> Iterator[Problem]:
        """Look for lost changes, damage, and derived rows that are stale; nothing is changed. See `Upkeep.check`."""
        if lost := self._tenure.lost:
            yield Problem("lost", LOST, lost.what, str(lost.remedy))
        elif foreign := foreign_token(self._engine.database):
            yield foreign
        yield from self._upkeep.check(progress)

    def accept(self, names: Collection[str], label: Words | str) -> list[str]:
        """Take for good what `check` says was altered or lost outside the program: a person has decided so.

        ``names`` are those of `Problem.where`; returns those that were accepted. It is a step of the history, and undo
        passes over it. Raises NotFound for a name that `check` does not tell.
        """
        with self.change(label, kind="accept") as change, history_opened(change.connection):
            accepted = {one.where for one in integrity.accept(driver_of(change.connection), names, change.id)}
            if unknown := sorted(set(names) - accepted):
                raise NotFound(
                    message("Nothing of this name is damaged: {names}.", names=", ".join(unknown)),
                    hint=message("`memoircat check` names what is."),
                )
        return sorted(accepted)

    def take_as_it_is(self) -> None:
        """Make all digests, and the chain of the history, from what is stored: for a catalogue just salvaged."""
        with self._turn_to_write() as connection, history_opened(connection):
            integrity.make_digests(driver_of(connection))
            integrity.seal_history(driver_of(connection))

    def redact(self, record_id: int, label: Words | str) -> int:
        """Take the former texts of a record out of the history; returns how many of its rows (`redaction.redact`).

        ``label`` says why. Copies that were made before still hold them.
        """
        with self.change(label, kind=REDACT) as change:
            return redaction.redact(change, record_id)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Derive everything again; see `Upkeep.rebuild`."""
        self._upkeep.rebuild(progress)

    def tidy(self, progress: Progress | None = None) -> None:
        """Optimise the indexes for reading; see `Upkeep.tidy`."""
        self._upkeep.tidy(progress)

    def derive(self, connection: Connection, records: Sequence[int]) -> None:
        """Derive the rows of these records again, inside the transaction that changed them by other means."""
        self._upkeep.refresh(connection, records)

    def bulk(self, change: Change, batch_id: int) -> BulkInsert:
        """Inserts many new records of one import, inside the transaction of ``change``."""
        return BulkInsert(change, batch_id, self._upkeep.derived)

    def state(self) -> dict[str, Any]:
        """All stored rows but history and bookkeeping (see `whole_state`).

        For tests, and to prove that a stopped import changed nothing.
        """
        from memoircat.catalogue.state import whole_state  # noqa: PLC0415 - for tests and proofs, not for daily use

        with self.reading() as connection:
            return whole_state(connection)


def _term_row(term_: Term) -> dict[str, Any]:
    label = term_.label
    names = {"ja": label.ja, "en": label.en, "ru": label.ru}
    return {"vocabulary": term_.vocabulary, "code": term_.code, "position": term_.order, "in_use": 1, **names}

"""Bringing a catalogue's schema up to date with Alembic, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from memoircat.catalogue import storage
from memoircat.catalogue.backup import copy_before
from memoircat.catalogue.engine import schema_of, set_schema, upgrading
from memoircat.catalogue.folder import CatalogueFolder
from memoircat.catalogue.manifest import DIGESTS
from memoircat.catalogue.place import IN_PLACE

_SCRIPTS = Path(__file__).parent / "migrations"


def bring_up_to_date(
    folder: CatalogueFolder, *, writable: bool, new: Callable[[Connection], None] | None = None
) -> None:
    """Create the database, with the first rows that ``new`` writes, or migrate an older one after a verified backup.

    Raises NotACatalogue for one of a newer schema, OlderCatalogue where it would have to be migrated and cannot be
    written.
    """
    if new is not None:
        with closing(storage.connect_writer(folder.database, create=True, journal_mode=IN_PLACE)) as connection:
            upgrade(connection, then=new)
            storage.fold_back(connection)
        folder.to_disk()
        return
    reader = storage.connect_reader(folder.database)
    try:
        stored = storage.stored_schema(reader)
    finally:
        reader.close()
    storage.refuse_newer(stored, folder.path)
    if stored < storage.SCHEMA:
        if not writable:
            raise storage.older_catalogue(stored, folder.path)
        copy_before(folder.database, folder.backups, f"before-schema-{storage.SCHEMA}", proved=DIGESTS)
        connection = storage.connect_writer(folder.database, journal_mode=IN_PLACE)
        upgrade(connection)
        connection.close()


def upgrade(
    writer: storage.Connection, to: int = storage.SCHEMA, then: Callable[[Connection], None] | None = None
) -> None:
    """Run the migrations up to schema ``to`` on a connection that writes, and ``then`` what follows: all or nothing."""
    scripts = ScriptDirectory.from_config(_config())
    with upgrading(writer) as connection:
        stored = schema_of(connection)
        steps = [scripts.get_revision(f"{number:04}").module for number in range(stored + 1, to + 1)]
        with Operations.context(MigrationContext.configure(connection)):
            for step in steps:
                step.upgrade()
        if stored and not all(getattr(step, "DERIVED_STAYS", False) for step in steps):
            # Derived rows follow the new schema in a transaction of their own; until then the mark stays.
            connection.exec_driver_sql(
                f"INSERT OR REPLACE INTO setting (name, value) VALUES ('{storage.STALE}', 'yes')"
            )
        set_schema(connection, to)
        if then is not None:
            then(connection)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    return config

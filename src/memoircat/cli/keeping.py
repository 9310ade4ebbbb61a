"""Commands that keep a catalogue safe: backup and restore. They need no valid catalogue to restore one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from memoircat.catalogue import storage
from memoircat.catalogue.backup import back_up, keep_copy
from memoircat.catalogue.copies import Copy, changes_since_each, copies_in
from memoircat.catalogue.folder import CatalogueFolder
from memoircat.catalogue.full_copies import full_copies
from memoircat.catalogue.restore import Restored
from memoircat.cli.catalogue_argument import CATALOGUE
from memoircat.cli.output import JSON, language, say, table
from memoircat.errors import PasswordNeeded, WrongPassword
from memoircat.messages import message


@click.command()
@CATALOGUE
@click.option("--to", help="A file (….db), or a folder, for example on another disk: the images are copied too.")
@click.option("--list", "as_list", is_flag=True, help="List the copies instead.")
@JSON
def backup(catalogue: Path, to: str | None, as_list: bool, as_json: bool) -> int:
    """Make a verified copy of the database; with --to FOLDER a complete one, images included."""
    folder = CatalogueFolder(catalogue)
    if as_list:
        return _list(folder, as_json=as_json)
    storage.require_catalogue(folder.database)
    if to is not None and is_folder(to):
        return _full(folder, Path(to), as_json=as_json)
    made = back_up(folder.database, Path(to)) if to else keep_copy(folder.database, folder.backups)
    say({"copy": str(made)}) if as_json else click.echo(made)
    return 0


def is_folder(to: str) -> bool:
    """Whether a place for copies is meant as a folder: one that is there, or a name that is no name of a database."""
    if Path(to).is_file():
        return False
    return Path(to).is_dir() or to.endswith(("/", "\\")) or Path(to).suffix.lower() != ".db"


def _full(folder: CatalogueFolder, to: Path, *, as_json: bool) -> int:
    from memoircat.media.full_copy import full_copy  # noqa: PLC0415 - Pillow, which other copies do not wait for

    done = full_copy(folder, to)
    images = done.images
    if as_json:
        counts = {"new": images.new, "bytes": images.bytes, "there": images.there}
        lacking = {"missing": list(images.missing), "changed": list(images.changed)}
        say({"copy": str(done.copy.path), "folder": str(done.folder), "images": counts | lacking})
        return int(not done.complete)
    click.echo(done.copy.path)
    told = message("Images: {new} new, {there} there already.", new=images.new, there=images.there)
    click.echo(told.in_(language()))
    _tell_images(message("Missing in the catalogue: {n}.", n=len(images.missing)), images.missing)
    _tell_images(message("Changed in the catalogue, and not copied: {n}.", n=len(images.changed)), images.changed)
    return int(not done.complete)


def _tell_images(head: Any, images: tuple[str, ...]) -> None:
    if images:
        click.echo(head.in_(language()), err=True)
        for sha256 in images[:10]:
            click.echo(f"  {sha256}", err=True)


def _list(folder: CatalogueFolder, *, as_json: bool) -> int:
    copies = copies_in(folder.backups)
    since = changes_since_each(folder.database, copies)  # copies are listed although the catalogue itself is damaged
    elsewhere = full_copies(folder.backups)
    if as_json:
        places = [{"folder": note.place, "made": note.made} for note in elsewhere]
        say({"copies": [_entry(copy, since.get(copy.path)) for copy in copies], "complete": places})
        return 0
    words = language()
    for copy in copies:
        records = sum(copy.contents.records.values()) if copy.contents else None
        good = copy.why_not.in_(words) if copy.why_not else message("good").in_(words)
        table([(copy.path.name, copy.kind, f"{copy.bytes:,}", records, since.get(copy.path), good)])
    table((note.made, note.place) for note in elsewhere)
    return 0


def _entry(copy: Copy, since: int | None) -> dict[str, Any]:
    contents = copy.contents
    return {
        "file": str(copy.path),
        "kind": copy.kind,
        "made": copy.made.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "good": copy.good,
        "why_not": copy.why_not.in_(language()) if copy.why_not else None,
        "proved": copy.manifest.proved if copy.manifest else None,
        "bytes": copy.bytes,
        "schema": contents.schema if contents else None,
        "records": dict(contents.records) if contents else None,
        "images": contents.images if contents else None,
        "changes_since": since,
    }


@click.command()
@click.argument("backup", type=click.Path(path_type=Path))
@click.option("--to", "catalogue", required=True, type=click.Path(path_type=Path), metavar="CATALOGUE")
@JSON
def restore(backup: Path, catalogue: Path, as_json: bool) -> None:
    """Put the copy BACKUP, or the newest good one of a folder, in the place of CATALOGUE, which is put aside."""
    from memoircat.program import restore as run  # noqa: PLC0415 - SQLAlchemy, which `backup` does not wait for

    restored = _unlocking(lambda: run(backup, catalogue))
    if as_json:
        say(_restored(restored))
        return
    words = language()
    when = restored.copy.made.strftime("%Y-%m-%d %H:%M UTC")
    records = sum(restored.contents.records.values())
    told = message("Restored the copy of {date}: {n} {n:record|records}.", date=when, n=records)
    click.echo(f"{restored.catalogue}: {told.in_(words)}")
    if restored.aside:
        click.echo(message("What was there is in {folder}.", folder=str(restored.aside)).in_(words))
    for name, reason in restored.passed_over:
        click.echo(message("Passed over {name}: {reason}", name=name, reason=reason).in_(words), err=True)
    if restored.brought:
        click.echo(message("Images brought from the copy: {n}.", n=restored.brought).in_(words))
    _tell_images(message("Images that are missing: {n}.", n=len(restored.missing)), restored.missing)


def _unlocking(run: Callable[[], Restored]) -> Restored:
    """Restore; where a copy has a password, which is seen before anything is changed, ask for it and begin again."""
    while True:
        try:
            return run()
        except WrongPassword:
            raise
        except PasswordNeeded as problem:
            from memoircat.cli.passwords import unlock_for_command  # noqa: PLC0415 - few copies have a password

            unlock_for_command(Path(problem.where))


def _restored(restored: Restored) -> dict[str, Any]:
    return {
        "catalogue": str(restored.catalogue),
        "copy": str(restored.copy.path),
        "made": restored.copy.made.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "schema": restored.contents.schema,
        "records": dict(restored.contents.records),
        "aside": str(restored.aside) if restored.aside else None,
        "passed_over": [{"file": name, "reason": str(reason)} for name, reason in restored.passed_over],
        "images": {"brought": restored.brought, "missing": list(restored.missing)},
    }


COMMANDS: dict[str, click.Command] = {"backup": backup, "restore": restore}

"""The copies of a catalogue in a folder: listed and judged, the newest good one, which are due, and which may go.

A list does not open the databases: the manifest beside a copy says what it holds, and the length of the file is
compared with it. Copies of the first release have none: their own first page is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from memoircat.catalogue import storage
from memoircat.catalogue.clock import now
from memoircat.catalogue.durable import to_disk
from memoircat.catalogue.manifest import Contents, Manifest, manifest_of, read_manifest
from memoircat.catalogue.rotation import Dated, kept
from memoircat.errors import MemoirCatError, NotACatalogue, cannot_write
from memoircat.messages import Message, message

OLDEST_COPY = timedelta(hours=12)  # after which the window makes another one by itself
_CLOCKS_DIFFER = timedelta(days=1)  # how far in the future a copy may have been made
_STAMP = "%Y-%m-%dT%H%M%SZ"
_NAME = re.compile(r"(?:(?P<kind>[a-z]+(?:-[a-z0-9]+)*)-)?(?P<stamp>\d{4}-\d\d-\d\dT\d{6}Z)(?:-\d+)?")
_KEPT_ASIDE = "kept-aside-"  # a database that was found changed by others: never rotated away


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a catalogue's database.

    ``kind``: why it was made ("copy", "automatic", "before-import", "before-schema-8" …). ``why_not``: why it does not
    count as a good one; None for one that does. ``contents``: what it holds, where that is known.
    """

    path: Path
    kind: str
    made: datetime
    bytes: int
    contents: Contents | None
    manifest: Manifest | None
    why_not: Message | None

    @property
    def good(self) -> bool:
        """Whether it counts as a copy."""
        return self.why_not is None

    @property
    def order(self) -> tuple[datetime, int, int, str]:
        """Sorts copies by age; those of one second by what they hold, then by the number in their name."""
        return self.made, self.contents.change_set if self.contents else 0, len(self.path.name), self.path.name


def new_copy(backups: Path, kind: str = "copy") -> Path:
    """The path of a copy made now: named by the moment, without signs that a file system refuses."""
    name = now().replace(":", "") if kind == "copy" else f"{kind}-{now().replace(':', '')}"
    path, number = backups / f"{name}.db", 1
    while path.exists() or next(backups.glob(f"{path.name}.*"), None):
        number += 1
        path = backups / f"{name}-{number}.db"
    return path


def copies_in(backups: Path, today: datetime | None = None) -> list[Copy]:
    """The copies in a folder, newest first; none where there is no such folder. Raises OSError."""
    if not backups.is_dir():
        return []
    files = [file for file in backups.glob("*.db") if file.is_file() and not file.is_symlink()]
    copies = [_judged(file, today or datetime.now(UTC)) for file in files]
    return sorted(copies, key=lambda copy: copy.order, reverse=True)


def copy_at(file: Path) -> Copy:
    """One copy, wherever it is. Raises OSError where it cannot be read."""
    return _judged(file, datetime.now(UTC))


def newest_good(copies: Iterable[Copy]) -> Copy | None:
    """The newest good one; None where there is none."""
    return max((copy for copy in copies if copy.good), key=lambda copy: copy.order, default=None)


def last_copy(backups: Path) -> datetime | None:
    """When the newest good copy in a folder was made; None where there is none."""
    newest = newest_good(copies_in(backups))
    return newest.made if newest else None


def _judged(file: Path, today: datetime) -> Copy:
    size, manifest, contents, why_not = file.stat().st_size, None, None, None
    try:
        manifest = read_manifest(file)
        contents = manifest.contents if manifest else _contents(file)
        why_not = _why_not(size, manifest, contents)
    except ValueError:
        why_not = message("Its manifest cannot be read.")
    named = _NAME.fullmatch(file.stem)
    made = _made(file, manifest, named)
    if why_not is None and made > today + _CLOCKS_DIFFER:
        why_not = message("It is dated in the future.")
    kind = manifest.kind if manifest else (named["kind"] or "copy") if named else file.stem
    return Copy(file, kind, made, size, contents, manifest, why_not)


def _why_not(size: int, manifest: Manifest | None, contents: Contents | None) -> Message | None:
    if not size:
        return message("It is empty.")
    if manifest and manifest.damage:
        return message("The catalogue was damaged when it was made: {damage}", damage=manifest.damage[0])
    if manifest and manifest.bytes != size:
        return message("It is not as long as it was written.")
    if contents is None:
        return message("It is no copy of a catalogue, or it is damaged.")
    return None


def _contents(file: Path) -> Contents | None:
    """What a copy without a manifest says of itself; None for what is no copy of a catalogue."""
    with suppress(NotACatalogue, storage.DatabaseError), closing(storage.connect_reader(file)) as connection:
        return Contents.of(connection)
    return None


def _made(file: Path, manifest: Manifest | None, named: re.Match[str] | None) -> datetime:
    """When a copy was made: by its manifest, else its name, else its time of modification, which copying changes."""
    if manifest:
        with suppress(ValueError):
            return _utc(datetime.fromisoformat(manifest.made))
    if named:
        with suppress(ValueError):
            return datetime.strptime(named["stamp"], _STAMP).replace(tzinfo=UTC)
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


# What a copy covers ---------------------------------------------------------------------------------------------


def covers(connection: storage.Connection, contents: Contents) -> bool:
    """Whether a copy holds an earlier state of this catalogue: its newest change is one of ours.

    A copy made after the state to which a catalogue was restored does not, whatever its date.
    """
    if not contents.change_set:
        return not contents.origin or contents.origin == Contents.of(connection).origin
    row = connection.execute("SELECT at FROM change_set WHERE id = ?", (contents.change_set,)).fetchone()
    return row is not None and row[0] == contents.changed_at


def changes_since(connection: storage.Connection, contents: Contents) -> int | None:
    """How many changes came after a copy; None where it holds no earlier state of this catalogue."""
    if not covers(connection, contents):
        return None
    sql = "SELECT count(*) FROM change_set WHERE id > ?"
    return int(connection.execute(sql, (contents.change_set,)).fetchone()[0])


def changes_since_each(database: Path, copies: Iterable[Copy]) -> dict[Path, int | None]:
    """`changes_since` of copies, by their path; none of them where the catalogue itself cannot be read."""
    if not database.exists():
        return {}
    with suppress(storage.DatabaseError, MemoirCatError), closing(storage.connect_reader(database)) as reader:
        return {copy.path: changes_since(reader, copy.contents) for copy in copies if copy.contents}
    return {}


def newest_covering(connection: storage.Connection, copies: Iterable[Copy]) -> Copy | None:
    """The good copy that holds most of this catalogue; None where there is none."""
    covering = [copy for copy in copies if copy.good and copy.contents and covers(connection, copy.contents)]
    return max(covering, key=lambda copy: (copy.contents.change_set if copy.contents else 0, copy.order), default=None)


def is_changed_since(connection: storage.Connection, copy: Copy | None) -> bool:
    """Whether something was changed that this copy does not hold."""
    last = copy.contents.change_set if copy and copy.contents else 0
    return connection.execute("SELECT 1 FROM change_set WHERE id > ? LIMIT 1", (last,)).fetchone() is not None


def is_due(connection: storage.Connection, backups: Path, today: datetime | None = None) -> bool:
    """Whether something was changed since the newest good copy, and that is older than `OLDEST_COPY`.

    A copy of a damaged catalogue was an attempt, too: otherwise each opening would make another.
    """
    moment = today or datetime.now(UTC)
    copies = copies_in(backups, moment)
    newest = newest_covering(connection, copies)
    tried = max((c.made for c in copies if (c is newest or c.kind == "damaged") and c.made <= moment), default=None)
    return is_changed_since(connection, newest) and (tried is None or moment - tried > OLDEST_COPY)


def days_uncopied(connection: storage.Connection, contents: Contents | None, today: datetime | None) -> int | None:
    """The age in days of the oldest change that came after a copy; None where every change is in it."""
    last = contents.change_set if contents and covers(connection, contents) else 0
    row = connection.execute("SELECT at FROM change_set WHERE id > ? ORDER BY id LIMIT 1", (last,)).fetchone()
    return None if row is None else ((today or datetime.now(UTC)) - datetime.fromisoformat(row[0])).days


def days_without_copy(connection: storage.Connection, backups: Path, today: datetime | None = None) -> int | None:
    """The age in days of the oldest change that is in no good copy; None where every change is in one."""
    newest = newest_covering(connection, copies_in(backups, today))
    return days_uncopied(connection, newest.contents if newest else None, today)


# Which may go ---------------------------------------------------------------------------------------------------


def rotate(backups: Path) -> list[Path]:
    """Delete the copies that `rotation.kept` lets go; returns them. Raises OSError.

    Only files that carry a stamp of ours: what somebody has put there under another name is theirs. What is dated in
    the future stays until its time has come.
    """
    today = datetime.now(UTC)
    ours = [copy for copy in copies_in(backups, today) if _is_rotated(copy, today)]
    keeping = kept(Dated(copy.path.name, copy.made, copy.good, copy.kind) for copy in ours)
    gone = [copy.path for copy in ours if copy.path.name not in keeping]
    for path in gone:
        path.unlink(missing_ok=True)
        manifest_of(path).unlink(missing_ok=True)
    _sweep_manifests(backups)
    return gone


def remove_copies(paths: Iterable[Path]) -> None:
    """Delete copies, with their manifests, durably: a person has chosen them. Raises EnvironmentError_."""
    for path in paths:
        try:
            path.unlink(missing_ok=True)
            manifest_of(path).unlink(missing_ok=True)
            to_disk(path.parent)
        except OSError as problem:
            raise cannot_write(path, problem, doing=message("The copy was not deleted.")) from problem


def _is_rotated(copy: Copy, today: datetime) -> bool:
    name = copy.path.name
    stamped = _NAME.fullmatch(copy.path.stem) is not None
    return stamped and not name.startswith(_KEPT_ASIDE) and copy.made <= today + _CLOCKS_DIFFER


def _sweep_manifests(backups: Path) -> None:
    """Remove the manifests whose copies a program was killed while deleting."""
    for manifest in backups.glob("*.json"):
        if _NAME.fullmatch(manifest.stem) and not manifest.with_suffix(".db").exists():
            manifest.unlink(missing_ok=True)

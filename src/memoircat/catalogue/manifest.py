"""What is known of a copy of a catalogue: a small file beside it, so that a list need not open the databases."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from memoircat import __version__
from memoircat.catalogue import storage
from memoircat.catalogue.durable import to_disk
from memoircat.catalogue.stands import stands

_SHA256 = re.compile("[0-9a-f]{64}")
PAGES, DIGESTS = "pages", "digests"  # how far a copy was proved


@dataclass(frozen=True, slots=True)
class Contents:
    """What the database of a copy holds.

    ``records``: number of those that stand, by type. ``change_set``: the newest one (0: none), written at
    ``changed_at`` (UTC). ``origin`` is the same in all copies of one catalogue; "" before its first record.
    ``images`` and ``image_bytes``: the files that its rows name; which ones, the table `image` says.
    """

    schema: int
    records: Mapping[str, int]
    change_set: int
    changed_at: str
    origin: str
    images: int
    image_bytes: int

    @classmethod
    def of(cls, connection: storage.Connection) -> Contents:
        """Read them off a database of any schema of ours."""
        by_type = f"SELECT record_type, count(*) FROM record WHERE {stands()} GROUP BY 1 ORDER BY 1"
        last = connection.execute("SELECT id, at FROM change_set ORDER BY id DESC LIMIT 1").fetchone() or (0, "")
        first = connection.execute("SELECT uid FROM record ORDER BY id LIMIT 1").fetchone()
        images = connection.execute("SELECT count(*), coalesce(sum(bytes), 0) FROM image").fetchone()
        return cls(
            schema=storage.stored_schema(connection),
            records=dict(connection.execute(by_type).fetchall()),
            change_set=int(last[0]),
            changed_at=str(last[1]),
            origin=str(first[0]) if first else "",
            images=int(images[0]),
            image_bytes=int(images[1]),
        )


def images_of(connection: storage.Connection) -> dict[str, int]:
    """The image files that the rows of a database name: SHA-256 → bytes. What is no SHA-256 is left out."""
    rows = connection.execute("SELECT sha256, bytes FROM image")
    return {str(sha256): int(size) for sha256, size in rows if _SHA256.fullmatch(str(sha256))}


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is written beside a copy: when (UTC), why and by which version it was made, and how to know it again.

    ``proved``: `PAGES` or `DIGESTS`. ``damage``: what is wrong with the catalogue that was copied; such a copy is kept
    for whoever has to mend it, and is no good one.
    """

    made: str
    kind: str
    program: str
    sha256: str
    bytes: int
    proved: str
    damage: tuple[str, ...]
    contents: Contents | None

    @classmethod
    def new(cls, made: str, kind: str, sha256: str, size: int, proved: str, contents: Contents) -> Manifest:
        """The manifest of a good copy made by this program."""
        return cls(made, kind, __version__, sha256, size, proved, (), contents)


def manifest_of(copy: Path) -> Path:
    """Where the manifest of a copy is."""
    return copy.with_suffix(".json")


def write_manifest(copy: Path, manifest: Manifest, unfinished: Path) -> None:
    """Write it beside the copy, by way of the folder ``unfinished``. Raises OSError."""
    made = unfinished / "manifest.json"
    made.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    to_disk(made)
    made.replace(manifest_of(copy))


def read_manifest(copy: Path) -> Manifest | None:
    """The manifest of a copy; None where there is none. Raises ValueError for what is no manifest."""
    try:
        stored = json.loads(_text(manifest_of(copy)))
        contents = stored["contents"] and Contents(**_only(Contents, stored["contents"]))
        manifest = Manifest(**_only(Manifest, stored) | {"contents": contents, "damage": tuple(stored["damage"])})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as problem:
        raise ValueError(str(problem)) from problem
    if not _is_plausible(manifest):
        raise ValueError("types")
    return manifest


_LONGEST = 1 << 20  # bytes of a manifest; ours have about a thousand


def _text(file: Path) -> str:
    """The text of a small regular file. No link or pipe of a stranger is followed."""
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as opened:
        return opened.read(_LONGEST).decode()


def _only(kind: type, stored: Any) -> dict[str, Any]:
    """The values that a class knows: a newer program may write more."""
    known = {field.name for field in fields(kind)}
    return {name: value for name, value in stored.items() if name in known}


def _is_plausible(manifest: Manifest) -> bool:
    contents = manifest.contents
    texts = (manifest.made, manifest.kind, manifest.sha256, manifest.program, manifest.proved, *manifest.damage)
    numbers: tuple[Any, ...] = (manifest.bytes,)
    if contents is not None:
        texts = (*texts, contents.origin, contents.changed_at)
        numbers = (*numbers, contents.change_set, contents.schema, contents.images, contents.image_bytes)
        if not isinstance(contents.records, dict):
            return False
        numbers = (*numbers, *contents.records.values())
    return all(isinstance(text, str) for text in texts) and all(isinstance(number, int) for number in numbers)

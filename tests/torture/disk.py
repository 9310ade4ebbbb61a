"""A disk whose power may be cut: what is written waits in memory until it is synced, and a cut keeps some of it.

The model is harsher than most disks. Of a file, everything before its last fsync is there. Of what was written since, any sectors
survive: none, all, those of the first so many writes, or any; and its size may have grown where its data has not come. Of two writes
of one sector the later one wins, or the earlier, or what was there before. Names (made, renamed, removed) are

- with ``journal=False`` there only after an fsync of their folder; of the rest any survive, in their order, as POSIX allows;
- with ``journal=True`` there after any fsync, and in their order: as ext4, XFS and NTFS do it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

SECTOR = 512
_STYLES = ("nothing", "everything", "order", "order", "writes", "sectors", "sectors", "pages")


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a recording; see recorder.c for the kinds."""

    kind: str
    first: int
    second: int
    name: str
    data: bytes


@dataclass(slots=True)
class _Write:
    number: int  # the place in the order of all writes
    offset: int
    data: bytes | None  # None: the file was cut to ``offset``


@dataclass(slots=True, eq=False)
class _File:
    durable: bytes = b""
    pending: list[_Write] = field(default_factory=list)

    def sync(self) -> None:
        if self.pending:
            self.durable = _applied(self.durable, self.pending)
            self.pending = []


_FOLDER = _File()


@dataclass(frozen=True, slots=True)
class _Naming:
    number: int
    kind: str
    name: str
    to: str = ""
    file: _File | None = None

    def folders(self) -> set[str]:
        return {str(PurePosixPath(name).parent) for name in (self.name, self.to) if name}

    def apply(self, names: dict[str, _File]) -> None:
        if self.kind == "U":
            names.pop(self.name, None)
        elif self.kind == "R":
            for name in [name for name in names if name == self.name or name.startswith(self.name + "/")]:
                names[self.to + name[len(self.name) :]] = names.pop(name)
            if self.file is not None:  # its making may have been lost, its new name not
                names[self.to] = self.file
        elif self.file is not None:
            names[self.to or self.name] = self.file


class Disk:
    """The files below ``root``, beginning with what lies there now."""

    def __init__(self, root: Path, *, journal: bool) -> None:
        self.root = str(root)
        self.journal = journal
        self._number = 0
        self._pending: list[_Naming] = []
        self._durable: dict[str, _File] = {self.root: _FOLDER}
        self._files: dict[int, _File] = {}  # by inode, as it is used now
        for path in root.rglob("*"):
            self._durable[str(path)] = _FOLDER if path.is_dir() else _File(path.read_bytes())
            self._files[path.stat().st_ino] = self._durable[str(path)]
        self._names = dict(self._durable)

    def apply(self, event: Event) -> None:
        """Do what was recorded."""
        self._number += 1
        match event.kind:
            case "W" | "T":
                file = self._files.get(event.first)
                if file is not None:
                    wrote = event.kind == "W"
                    offset = event.second
                    file.pending.append(_Write(self._number, offset, event.data if wrote else None))
            case "S":
                if event.first in self._files:
                    self._files[event.first].sync()
                if self.journal:
                    self._sync_names(None)
            case "D":
                self._sync_names(None if self.journal else event.name)
            case "C":
                file = self._files[event.first] = _File()
                self._name(_Naming(self._number, "C", event.name, file=file))
            case "M":
                self._name(_Naming(self._number, "M", event.name, file=_FOLDER))
            case "R" | "L":
                source = self._names.get(event.name)
                file = None if source is _FOLDER else source
                self._name(_Naming(self._number, event.kind, event.name, event.data.decode(), file))
            case "U":
                self._name(_Naming(self._number, "U", event.name))

    def _name(self, naming: _Naming) -> None:
        naming.apply(self._names)
        self._pending.append(naming)

    def _sync_names(self, folder: str | None) -> None:
        kept = []
        for naming in self._pending:
            if folder is None or folder in naming.folders():
                naming.apply(self._durable)
            else:
                kept.append(naming)
        self._pending = kept

    def whole(self) -> dict[str, bytes]:
        """Every file as the program sees it: what a disk holds that lost nothing. Folders end in "/"."""
        return _contents(self._names, {file: _applied(file.durable, file.pending) for file in self._names.values()})

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """Every file as it may be found after the power was cut now."""
        style, until = chance.choice(_STYLES), chance.randint(0, self._number)
        share = chance.choice((0.1, 0.5, 0.9))
        names = dict(self._durable)
        for naming in self._pending:
            lives = naming.number <= until if self.journal or style == "order" else chance.random() < share
            if style == "everything" or (style != "nothing" and lives):
                naming.apply(names)
            elif self.journal:
                break  # a journal is read in its order
        files = {}
        for file in names.values():
            if not file.pending:
                files[file] = file.durable
                continue
            left = _applied(file.durable, _surviving(file.pending, style, until, share, chance))
            if chance.random() < 0.3:  # grown, and the data not yet written
                left = left.ljust(len(_applied(file.durable, file.pending)), b"\0")
            files[file] = left
        return _contents(names, files)


def _surviving(
    writes: Iterable[_Write], style: str, until: int, share: float, chance: random.Random
) -> Iterable[_Write]:
    unit = {"sectors": SECTOR, "pages": 4096}.get(style, 0)
    for write in writes:
        if style == "everything" or (style == "order" and write.number <= until):
            yield write
        elif style in ("nothing", "order"):
            continue
        elif write.data is None or not unit:
            if chance.random() < share:
                yield write
        else:
            end = write.offset + len(write.data)
            at = write.offset
            while at < end:
                to = min(at // unit * unit + unit, end)
                if chance.random() < share:
                    yield _Write(write.number, at, write.data[at - write.offset : to - write.offset])
                at = to


def _applied(before: bytes, writes: Iterable[_Write]) -> bytes:
    content = bytearray(before)
    for write in writes:
        if write.data is None:
            del content[write.offset :]
            content.extend(bytes(write.offset - len(content)))
        else:
            content.extend(bytes(max(0, write.offset - len(content))))
            content[write.offset : write.offset + len(write.data)] = write.data
    return bytes(content)


def _contents(names: Mapping[str, _File], files: Mapping[_File, bytes]) -> dict[str, bytes]:
    """Content by name; what lies in a folder that is not there is not there either."""
    folders = {name for name, file in names.items() if file is _FOLDER}
    reached: dict[str, bytes] = {}
    for name in sorted(names):
        parents = [str(parent) for parent in PurePosixPath(name).parents]
        shortest = min((parent for parent in folders), key=len, default="")
        if all(parent in folders for parent in parents if len(parent) >= len(shortest)):
            reached[name + "/" if names[name] is _FOLDER else name] = (
                b"" if names[name] is _FOLDER else files[names[name]]
            )
    return reached


def write_image(image: Mapping[str, bytes], root: str, to: Path) -> None:
    """Lay an image of a disk below another folder."""
    for name, data in image.items():
        place = to / name[len(root) + 1 :]
        if name.endswith("/"):
            place.mkdir(parents=True, exist_ok=True)
        else:
            place.write_bytes(data)

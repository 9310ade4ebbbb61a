"""Where a catalogue lies: on a disk of this machine, on a share, in the folder of a cloud, on a medium that is pulled.

A write-ahead log needs memory that all who have the file open share, and a file that nobody replaces: elsewhere than on
a disk of this machine there is neither, and each commit goes into the database file itself.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from memoircat.messages import Message, message

Kind = Literal["local", "network", "cloud", "removable", "read_only"]
WRITE_AHEAD, IN_PLACE = "WAL", "TRUNCATE"  # how commits reach the disk: journal modes of SQLite

_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|9p|ncpfs?|afs|afpfs|coda|ceph|glusterfs|lustre|beegfs|gpfs|davfs|webdav|vboxsf|vmhgfs|prl_fs"
    r"|virtiofs|drvfs|fuse\.(sshfs|rclone|davfs2?|gvfsd-fuse|smbnetfs|s3fs|goofys|curlftpfs|glusterfs|ceph|vmhgfs-fuse)"
)
_CLOUDS: Mapping[str, re.Pattern[str]] = {  # service → what a folder of it is called
    "OneDrive": re.compile(r"OneDrive( - .+|-.+)?"),
    "Dropbox": re.compile(r"Dropbox( \(.+\))?"),
    "Google Drive": re.compile(r"Google ?Drive(-.+)?|My Drive|マイドライブ|Мой диск"),
    "iCloud Drive": re.compile(r"iCloud ?Drive|com~apple~CloudDocs|Mobile Documents"),
    "Nextcloud": re.compile(r"Nextcloud\d?", re.IGNORECASE),
    "ownCloud": re.compile(r"ownCloud\d?", re.IGNORECASE),
    "Yandex.Disk": re.compile(r"Yandex\.?Disk(\.localized)?|Яндекс\.Диск"),
    "Box": re.compile(r"Box Sync|Box-Box"),
    "pCloud": re.compile(r"pCloud ?(Drive|Sync)"),
    "MEGA": re.compile(r"MEGA(sync)?( Downloads)?"),
    "Synology Drive": re.compile(r"SynologyDrive"),
}
_MARKS: Mapping[str, str] = {  # a file that a service leaves in the folder that it copies → the service
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
    ".megaignore": "MEGA",
}
_IN_HOME = {"Box": "Box", "MEGA": "MEGA"}  # names that say something only where they stand in the home folder
_SETTINGS = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")  # environment variables with a folder


@dataclass(frozen=True, slots=True)
class Place:
    """Where a catalogue lies. ``what`` names the service or the kind of file system, where that is worth saying."""

    kind: Kind
    what: str = ""

    @property
    def journal_mode(self) -> str:
        """How commits reach the disk here: `WRITE_AHEAD` or `IN_PLACE`."""
        return WRITE_AHEAD if self.kind == "local" else IN_PLACE

    @property
    def is_shared(self) -> bool:
        """Whether another machine may have the same catalogue open without a lock that this one sees."""
        return self.kind in ("network", "cloud")


@dataclass(frozen=True, slots=True)
class Caution:
    """Something about an open catalogue that a person should know: what kind, in words, and what to do about it."""

    kind: str
    what: Message
    remedy: Message

    @property
    def line(self) -> Message:
        """Both in one line."""
        return message("{what} {hint}", what=self.what, hint=self.remedy)


def caution(place: Place) -> Caution | None:
    """What to be told of a place; None where nothing is the matter with it."""
    remedy = message(
        "Make a working copy on a disk of this machine, work on that one, and copy it back when it is closed."
    )
    if place.kind == "network":
        words = message(
            "This catalogue lies on a network share ({what}): a connection that breaks off, or a second machine, "
            "can damage it.",
            what=place.what,
        )
        return Caution("network", words, remedy)
    if place.kind == "cloud":
        words = message(
            "This catalogue lies in a folder of {what}, which may replace it with another version while it is open.",
            what=place.what,
        )
        return Caution("cloud", words, remedy)
    return None


def place_of(folder: Path) -> Place:
    """Where a folder lies; what cannot be found out counts as a disk of this machine."""
    path = folder.resolve()
    if cloud := cloud_of(path, Path.home(), os.environ):
        return Place("cloud", cloud)
    place = _place_by_system(path)
    return Place("read_only") if place.kind == "local" and _is_read_only(path) else place


def cloud_of(path: Path, home: Path, settings: Mapping[str, str]) -> str | None:
    """The service whose folder a path lies in, by names, by files that it leaves there, and by its settings."""
    for folder in (path, *path.parents):
        for service, called in _CLOUDS.items():
            if called.fullmatch(folder.name):
                return service
        if folder.parent == home and folder.name in _IN_HOME:
            return _IN_HOME[folder.name]
        if folder.parent.name == "CloudStorage" and folder.parent.parent.name == "Library":
            return folder.name.partition("-")[0]
    for variable in _SETTINGS:
        if settings.get(variable) and path.is_relative_to(settings[variable]):
            return "OneDrive"
    return next((service for folder in path.parents for service in _marked(folder)), None)


def _marked(folder: Path) -> Iterator[str]:
    for mark, service in _MARKS.items():
        if os.path.lexists(folder / mark):
            yield service


def _is_read_only(path: Path) -> bool:
    try:
        return bool(os.statvfs(path).f_flag & os.ST_RDONLY)
    except (OSError, AttributeError):  # Windows does not say
        return False


class Mount(NamedTuple):
    """What is mounted where: the kind of file system, and the numbers of its device, such as ``8:1``."""

    point: str
    kind: str
    device: str


def mount_of(path: Path, mounts: str) -> Mount | None:
    """The mount that a path lies on, of those in the text of ``/proc/self/mountinfo``; None where none is known."""
    lying = [mount for mount in _mounts(mounts) if path.is_relative_to(mount.point)]
    return max(enumerate(lying), key=lambda pair: (len(pair[1].point), pair[0]), default=(0, None))[1]


def _mounts(text: str) -> Iterator[Mount]:
    for line in text.splitlines():
        fields, dash, kinds = line.partition(" - ")
        words = fields.split(" ")
        if dash and len(words) > 4:
            point = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), words[4])
            yield Mount(point, kinds.split(" ")[0], words[2])


if sys.platform == "win32":  # pragma: no cover - the Windows recipe is not built here

    def _place_by_system(path: Path) -> Place:
        import ctypes  # noqa: PLC0415 - Windows alone asks in this way

        drive = path.anchor
        if drive.startswith("\\\\"):
            return Place("network", drive.strip("\\"))
        kind = ctypes.windll.kernel32.GetDriveTypeW(drive)
        removable, remote, compact_disk = 2, 4, 5
        known = {removable: Place("removable"), remote: Place("network", drive), compact_disk: Place("read_only")}
        return known.get(kind, Place("local"))

elif sys.platform == "darwin":  # pragma: no cover - looked at by hand only

    def _place_by_system(path: Path) -> Place:
        import ctypes  # noqa: PLC0415 - macOS alone asks in this way

        answer = ctypes.create_string_buffer(4096)  # struct statfs with 64-bit inodes takes 2168 bytes of it
        library = ctypes.CDLL(None)
        statfs = getattr(library, "statfs$INODE64", None) or library.statfs
        if statfs(os.fsencode(path), answer) != 0:
            return Place("local")
        flags = int.from_bytes(answer.raw[64:68], sys.byteorder)
        kind = answer.raw[72:88].split(b"\0")[0].decode("ascii", "replace")
        is_local = 0x1000
        if not flags & is_local:
            return Place("network", kind)
        return Place("removable") if path.is_relative_to("/Volumes") and kind in ("msdos", "exfat") else Place("local")

else:

    def _place_by_system(path: Path) -> Place:
        try:
            mount = mount_of(path, Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape"))
        except OSError:
            mount = None
        if mount is None:
            return Place("local")
        if _NETWORK.fullmatch(mount.kind):
            return Place("network", mount.kind)
        return Place("removable") if _is_removable(mount.device) else Place("local")

    def _is_removable(device: str) -> bool:
        """Whether a device, or the disk of which it is a part, hangs on USB or says that it can be taken out."""
        try:
            disk = (Path("/sys/dev/block") / device).resolve(strict=True)
            if (disk / "partition").exists():
                disk = disk.parent
            return any(part.startswith("usb") for part in disk.parts) or (disk / "removable").read_text().strip() == "1"
        except OSError:
            return False

"""The sounds of a catalogue's names in memory, as a `names.nearby.Vocabulary` that follows what is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memoircat.catalogue import storage
from memoircat.names.costs import learned_costs

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from memoircat.names.nearby import Asked, Vocabulary

_WALKS_KEPT = 200
_MANY = 5_000  # sounds recorded since the vocabulary was packed, from which it is worth to pack it anew
_PACKED = "SELECT upto, packed FROM name_vocabulary"
_HIGHEST = "SELECT coalesce(max(id), 0) FROM name_sound"
_SOUNDS_UPTO = "SELECT DISTINCT sound FROM name_sound WHERE id <= ? AND sound <> ''"
_SOUNDS_SINCE = "SELECT DISTINCT sound FROM name_sound WHERE id > ? AND sound <> ''"
# A sound has one key, so that in the order of this index none need be remembered.
_ALL_SOUNDS = "SELECT DISTINCT key, sound FROM name_sound INDEXED BY name_sound_by_key WHERE sound <> ''"


def pack_sounds(connection: Connection) -> None:
    """Keep the vocabulary as it is now, where many sounds were recorded since it was kept."""
    highest = connection.exec_driver_sql(_HIGHEST).scalar_one()
    upto = connection.exec_driver_sql("SELECT max(upto) FROM name_vocabulary").scalar_one() or 0
    if highest - upto <= _MANY:
        return
    sounds = connection.exec_driver_sql(_ALL_SOUNDS)
    packed = _made([sound for _, sound in sounds]).pack()
    connection.exec_driver_sql("DELETE FROM name_vocabulary")
    connection.exec_driver_sql("INSERT INTO name_vocabulary VALUES (?, ?)", (highest, packed))


def missing_sounds(connection: Connection) -> set[str]:
    """Recorded sounds that should have been packed, and were not."""
    upto, packed = connection.exec_driver_sql(_PACKED).first() or (0, b"")
    known = _unpacked(packed)
    return set() if known is None else set(connection.exec_driver_sql(_SOUNDS_UPTO, (upto,)).scalars()) - set(known)


class NameVocabulary:
    """The sounds on one reading connection. Those recorded later are read by themselves, and walked beside the rest.

    A sound that nobody bears any more may still be among them: no row will be found by it.
    """

    def __init__(self, connection: storage.Connection) -> None:
        self._connection = connection
        self._read: Vocabulary | None = None
        self._later: Vocabulary | None = None
        self._read_upto = self._upto = self._version = -1
        self._walked: dict[Asked, dict[str, float]] = {}

    def load(self) -> None:
        """Read what has not been read yet."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if self._read is not None and version == self._version:
            return
        highest = self._connection.execute(_HIGHEST).fetchone()[0]
        if self._read is None or highest - self._read_upto > _MANY:
            self._read, self._read_upto = self._read_all(highest)
            self._upto = -1
        if highest != self._upto:
            self._walked.clear()
            self._later = _made([row[0] for row in self._connection.execute(_SOUNDS_SINCE, [self._read_upto])])
            self._upto = highest
        self._version = version

    def near(self, asked: Asked) -> dict[str, float]:
        """The recorded sounds within the bound of what is asked, each with its cost."""
        if asked not in self._walked:
            self.walk([asked])
        return self._walked[asked]

    def walk(self, asked: list[Asked]) -> None:
        """Look for several at once, so that `near` has them; begin a search with it, to follow what was recorded."""
        self.load()
        if len(self._walked) > _WALKS_KEPT:
            self._walked.clear()
        wanted = [each for each in dict.fromkeys(asked) if each not in self._walked]
        if not wanted:
            return
        assert self._read is not None and self._later is not None
        found = self._read.near_each(wanted)
        for each, near, later in zip(wanted, found, self._later.near_each(wanted), strict=True):
            self._walked[each] = near | later

    def _read_all(self, highest: int) -> tuple[Vocabulary, int]:
        """What was packed, or everything where little was or much has come since; up to which id."""
        upto, packed = self._connection.execute(_PACKED).fetchone() or (-1, b"")
        if upto <= highest <= upto + _MANY and (known := _unpacked(packed)) is not None:
            return known, upto
        lines = self._connection.execute(f"SELECT group_concat(sound, char(10)) FROM ({_ALL_SOUNDS})").fetchone()[0]
        return _made(lines.split("\n") if lines else []), highest


def _made(sounds: list[str]) -> Vocabulary:
    return _kind()(sorted(sounds), learned_costs())


def _unpacked(packed: bytes) -> Vocabulary | None:
    try:
        return _kind().unpack(packed, learned_costs()) if packed else None
    except ValueError:  # by another version of the program
        return None


def _kind() -> type[Vocabulary]:
    from memoircat.names.nearby import Vocabulary  # noqa: PLC0415 - numpy takes 0.1 s, and keys are looked up without it

    return Vocabulary

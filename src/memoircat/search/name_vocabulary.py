"""The sounds of all names of a catalogue in memory, as a `names.nearby.Vocabulary` that follows every change.

A vocabulary here is this set of sound strings; `records.vocabularies` has those of controlled terms.

Building the vocabulary takes long, so it is stored in packed form (table `name_vocabulary`). Sounds that were recorded
after that are kept in a second, small vocabulary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from memoircat.catalogue import storage
from memoircat.names.costs import learned_costs

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from memoircat.names.nearby import SoundQuery, Vocabulary

_WALKS_KEPT = 200  # queries whose results are remembered
_MANY = 5_000  # new sounds after which the vocabulary is packed again
_PACKED = "SELECT upto, packed FROM name_vocabulary"
_HIGHEST = "SELECT coalesce(max(id), 0) FROM name_sound"
_SOUNDS_UPTO = "SELECT DISTINCT sound FROM name_sound WHERE id <= ? AND sound <> ''"
_SOUNDS_SINCE = "SELECT DISTINCT sound FROM name_sound WHERE id > ? AND sound <> ''"
# A sound has only one key: DISTINCT needs no memory, since equal rows follow each other in this index.
_ALL_SOUNDS = f"SELECT DISTINCT key, sound FROM name_sound{storage.by_index('name_sound_by_key')} WHERE sound <> ''"


def pack_sounds(connection: Connection) -> None:
    """Store the vocabulary in packed form, if many sounds were recorded since it was stored."""
    highest = connection.exec_driver_sql(_HIGHEST).scalar_one()
    upto = connection.exec_driver_sql("SELECT max(upto) FROM name_vocabulary").scalar_one() or 0
    if highest - upto <= _MANY:
        return
    sounds = connection.exec_driver_sql(_ALL_SOUNDS)
    packed = _vocabulary_of([sound for _, sound in sounds]).pack()
    connection.exec_driver_sql("DELETE FROM name_vocabulary")
    connection.exec_driver_sql("INSERT INTO name_vocabulary VALUES (?, ?)", (highest, packed))


def missing_sounds(connection: Connection) -> set[str]:
    """Recorded sounds that should be in the packed vocabulary and are not."""
    upto, packed = connection.exec_driver_sql(_PACKED).first() or (0, b"")
    known = _unpacked(packed)
    return set() if known is None else set(connection.exec_driver_sql(_SOUNDS_UPTO, (upto,)).scalars()) - set(known)


class NameVocabulary:
    """The vocabulary of sounds as one reading connection sees it.

    It may still contain sounds that nobody bears any more, for which the index then has no row.
    """

    def __init__(self, connection: storage.Connection) -> None:
        self._connection = connection
        self._read: Vocabulary | None = None
        self._later: Vocabulary | None = None
        self._read_upto = self._upto = self._version = -1
        self._walked: dict[SoundQuery, dict[str, float]] = {}

    def load(self) -> None:
        """Read the vocabulary, or what other connections have recorded since it was read."""
        version = storage.changes_seen(self._connection)
        if self._read is not None and version == self._version:
            return
        highest = self._connection.execute(_HIGHEST).fetchone()[0]
        if self._read is None or highest - self._read_upto > _MANY:
            self._read, self._read_upto = self._read_all(highest)
            self._upto = -1
        if highest != self._upto:
            self._walked.clear()
            self._later = _vocabulary_of([row[0] for row in self._connection.execute(_SOUNDS_SINCE, [self._read_upto])])
            self._upto = highest
        self._version = version

    def near(self, query: SoundQuery) -> dict[str, float]:
        """The recorded sounds within the bound of a query, each with its cost."""
        if query not in self._walked:
            self.walk([query])
        return self._walked[query]

    def walk(self, queries: list[SoundQuery]) -> None:
        """Answer several queries at once, so that `near` has the results; call this first to see the newest sounds."""
        self.load()
        if len(self._walked) > _WALKS_KEPT:
            self._walked.clear()
        wanted = [query for query in dict.fromkeys(queries) if query not in self._walked]
        if not wanted:
            return
        assert self._read is not None and self._later is not None
        nearby = self._read.look_up(wanted)
        for query, near, later in zip(wanted, nearby, self._later.look_up(wanted), strict=True):
            self._walked[query] = near | later

    def _read_all(self, highest: int) -> tuple[Vocabulary, int]:
        """The packed vocabulary if it is new enough, else one made of all sounds; and the id up to which it goes."""
        upto, packed = self._connection.execute(_PACKED).fetchone() or (-1, b"")
        if upto <= highest <= upto + _MANY and (known := _unpacked(packed)) is not None:
            return known, upto
        lines = self._connection.execute(f"SELECT group_concat(sound, char(10)) FROM ({_ALL_SOUNDS})").fetchone()[0]
        return _vocabulary_of(lines.split("\n") if lines else []), highest


def _vocabulary_of(sounds: list[str]) -> Vocabulary:
    return _vocabulary_class()(sorted(sounds), learned_costs())


def _unpacked(packed: bytes) -> Vocabulary | None:
    try:
        return _vocabulary_class().unpack(packed, learned_costs()) if packed else None
    except ValueError:  # packed by another version of the program
        return None


def _vocabulary_class() -> type[Vocabulary]:
    from memoircat.names.nearby import Vocabulary  # noqa: PLC0415 - numpy takes 0.1 s, and keys are looked up without it

    return Vocabulary

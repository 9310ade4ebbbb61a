"""Texts that name a closed record: its names, its title and its code, wherever others have written them.

A place may be closed and yet be named in the text of a statement, in a title, in a description. What leaves for the
public says an ellipsis there instead.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select, text

from memoircat.catalogue.access import Gate, admits
from memoircat.catalogue.ancestry import WITH_ALL_BELOW
from memoircat.catalogue.schema import PART_TABLES, record
from memoircat.catalogue.stands import stands
from memoircat.names import fold, script_of
from memoircat.records.registry import RECORD_TYPES

ELLIPSIS = "…"
_WITHOUT_SPACES = ("Jpan", "Hira", "Kana")


class ClosedTexts:
    """Finds the names of closed records in texts; an empty one finds nothing and costs nothing.

    Japanese names are found anywhere in a text, with or without their spaces; names in other scripts, and codes, as
    whole words. A text of one sign is found only where it is the whole text: it would take every text apart.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._whole = {_Folded(text).key for text in texts} - {""}
        self._by_beginning: dict[str, set[str]] = {}
        for key in self._whole:
            if len(key) > 1:
                self._by_beginning.setdefault(key[:2], set()).add(key)
        self._beginnings = {key.replace(" ", "")[:2] for key in self._whole}

    def __bool__(self) -> bool:
        return bool(self._whole)

    def mask(self, text: str) -> str:
        """A text without the names of closed records: an ellipsis for each, nothing where it is one of them."""
        if not self._may_name(text):
            return text
        folded = _Folded(text)
        if folded.key in self._whole:
            return ""
        pieces, at = [], 0
        for first, last in self._spans(folded.key):
            pieces += [text[at : folded.origins[first][0]], ELLIPSIS]
            at = folded.origins[last - 1][1]
        return "".join([*pieces, text[at:]])

    def _may_name(self, text: str) -> bool:
        """A quick look, which most texts do not pass: does any name begin anywhere in the text?"""
        if not self._beginnings:
            return False
        plain = "".join(fold(unicodedata.normalize("NFC", text)).split())
        pairs = {plain[at : at + 2] for at in range(len(plain) - 1)}
        return len(plain) < 2 or not self._beginnings.isdisjoint(pairs)

    def _spans(self, key: str) -> list[tuple[int, int]]:
        """Where in a folded text a closed name begins and ends, from left to right, the longest first."""
        spans, at = [], 0
        while at < len(key) - 1:
            names = self._by_beginning.get(key[at : at + 2], ())
            longest = max((len(name) for name in names if _stands_at(name, key, at)), default=0)
            if longest:
                spans.append((at, at + longest))
            at += longest or 1
        return spans


class _Folded:
    """A text folded sign by sign: ``key`` without blanks beside Japanese signs, ``origins`` where each came from."""

    def __init__(self, text: str) -> None:
        signs = [
            (" " if sign.isspace() else sign, span)
            for span in _whole_signs(text)
            for sign in fold(unicodedata.normalize("NFC", text[span[0] : span[1]]))
        ]
        kept = [(sign, span) for n, (sign, span) in enumerate(signs) if sign != " " or _parts_words(signs, n)]
        self.key = "".join(sign for sign, _ in kept)
        self.origins = [span for _, span in kept]


def _whole_signs(text: str) -> Iterator[tuple[int, int]]:
    """Where each sign begins and ends, the marks that combine with it included."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            yield start, end
            start = end


def _parts_words(signs: list[tuple[str, tuple[int, int]]], at: int) -> bool:
    """Whether a blank stands between two words of a script that parts them by blanks."""
    if not 0 < at < len(signs) - 1:
        return False
    return all(script_of(signs[beside][0]) not in _WITHOUT_SPACES for beside in (at - 1, at + 1))


def _stands_at(name: str, text: str, at: int) -> bool:
    """Whether a name stands in a text at a place; one that begins or ends with a letter or a figure ends a word too."""
    end = at + len(name)
    if not text.startswith(name, at):
        return False
    begins = at == 0 or not (_is_lettered(text[at - 1]) and _is_lettered(name[0]))
    ends = end == len(text) or not (_is_lettered(text[end]) and _is_lettered(name[-1]))
    return begins and ends


def _is_lettered(sign: str) -> bool:
    """A letter or figure of a script that parts its words."""
    return sign.isalnum() and script_of(sign) not in _WITHOUT_SPACES


# Reading them --------------------------------------------------------------------------------------------------------

_TITLED = " ".join(
    f"UNION ALL SELECT {kind.title}, record_id FROM {kind.code}" for kind in RECORD_TYPES.values() if kind.title
)
_TEXTS = f"SELECT code AS text, id FROM record UNION ALL SELECT text, record_id FROM name {_TITLED}"
_OPEN_TEXTS = (
    "SELECT code AS text, id FROM record "
    f"UNION ALL SELECT text, record_id FROM name WHERE access IS NULL OR access = 'open' {_TITLED}"
)
_OF_CLOSED = text(f"SELECT DISTINCT text FROM ({_TEXTS}) WHERE id IN (SELECT value FROM json_each(:closed))")
_ALSO_OF_OPEN = text(
    f"SELECT DISTINCT text FROM ({_OPEN_TEXTS}) WHERE text IN (SELECT value FROM json_each(:texts)) "
    f"AND id NOT IN (SELECT value FROM json_each(:closed)) AND id IN (SELECT id FROM record WHERE {stands()})"
)


def read_closed_texts(connection: Connection, gate: Gate) -> ClosedTexts:
    """The codes, titles and names of the records that are closed to an audience, and the closed names of others.

    A text that an open record bears too names that one as well, and is no secret.
    """
    access = select(record.c.id, record.c.access, record.c.closed_until).where(record.c.access.is_not(None))
    restricted = [
        row.id
        for row in connection.execute(access)
        if not admits(row.access, row.closed_until, gate.audience, gate.day)
    ]
    closed = json.dumps(connection.execute(WITH_ALL_BELOW, {"records": json.dumps(restricted)}).scalars().all())
    texts = set(connection.execute(_OF_CLOSED, {"closed": closed}).scalars())
    name = PART_TABLES["name"]
    names = connection.execute(select(name.c.text, name.c.access).where(name.c.access.is_not(None)))
    texts |= {row.text for row in names if not admits(row.access, None, gate.audience, gate.day)}
    texts -= {None, ""}
    if texts:
        given = {"texts": json.dumps(sorted(texts)), "closed": closed}
        texts -= set(connection.execute(_ALSO_OF_OPEN, given).scalars())
    return ClosedTexts(texts)

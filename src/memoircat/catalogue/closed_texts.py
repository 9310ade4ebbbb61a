"""Texts that name a closed record: its names, its title and its code, wherever they are written in other records.

A place may be closed and yet be named in the text of a statement, a title or a description. Whatever leaves for the
public has an ellipsis there instead.
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
_WITHOUT_SPACES = ("Jpan", "Hira", "Kana")  # scripts (ISO 15924) that write words without spaces between them


class ClosedTexts:
    """Finds the names of closed records in texts and masks them; without ``texts`` it masks nothing and costs nothing.

    A Japanese name matches anywhere in a text, with or without its space; names in other scripts, and codes, match as
    whole words only. A name of one character matches only a text that consists of it: it is part of too many words.
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
        """The text with an ellipsis for every name of a closed record; "" for a text that is such a name itself."""
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
        """Whether any name could begin somewhere in the text: a quick test that rules out most texts."""
        if not self._beginnings:
            return False
        plain = "".join(fold(unicodedata.normalize("NFC", text)).split())
        pairs = {plain[at : at + 2] for at in range(len(plain) - 1)}
        return len(plain) < 2 or not self._beginnings.isdisjoint(pairs)

    def _spans(self, key: str) -> list[tuple[int, int]]:
        """Begin and end of the closed names in a folded text, from left to right; of several, the longest."""
        spans, at = [], 0
        while at < len(key) - 1:
            names = self._by_beginning.get(key[at : at + 2], ())
            longest = max((len(name) for name in names if _is_at(name, key, at)), default=0)
            if longest:
                spans.append((at, at + longest))
            at += longest or 1
        return spans


class _Folded:
    """A text folded character by character.

    ``key`` is the folded text, without the spaces beside Japanese characters; ``origins`` has, for every character of
    ``key``, begin and end of what it came from in the text.
    """

    def __init__(self, text: str) -> None:
        characters = [
            (" " if character.isspace() else character, span)
            for span in _character_spans(text)
            for character in fold(unicodedata.normalize("NFC", text[span[0] : span[1]]))
        ]
        kept = [
            (character, span)
            for at, (character, span) in enumerate(characters)
            if character != " " or _separates_words(characters, at)
        ]
        self.key = "".join(character for character, _ in kept)
        self.origins = [span for _, span in kept]


def _character_spans(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of every character, together with the combining marks that follow it."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            yield start, end
            start = end


def _separates_words(characters: list[tuple[str, tuple[int, int]]], at: int) -> bool:
    """Whether the space at ``at`` is between two words of a script that writes spaces between words."""
    if not 0 < at < len(characters) - 1:
        return False
    return all(script_of(characters[beside][0]) not in _WITHOUT_SPACES for beside in (at - 1, at + 1))


def _is_at(name: str, text: str, at: int) -> bool:
    """Whether ``text`` has ``name`` at ``at``; in scripts with spaces between words, as a whole word only."""
    end = at + len(name)
    if not text.startswith(name, at):
        return False
    begins = at == 0 or not (_in_spaced_word(text[at - 1]) and _in_spaced_word(name[0]))
    ends = end == len(text) or not (_in_spaced_word(text[end]) and _in_spaced_word(name[-1]))
    return begins and ends


def _in_spaced_word(character: str) -> bool:
    """Whether it is a letter or digit of a script that writes spaces between words."""
    return character.isalnum() and script_of(character) not in _WITHOUT_SPACES


# Reading them from the catalogue -------------------------------------------------------------------------------------

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
    """The codes, titles and names of the records that are closed to an audience, and the closed names of open records.

    A text that is also the name, title or code of an open record is left out: it may name that one, and is no secret.
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
        candidates = {"texts": json.dumps(sorted(texts)), "closed": closed}
        texts -= set(connection.execute(_ALSO_OF_OPEN, candidates).scalars())
    return ClosedTexts(texts)

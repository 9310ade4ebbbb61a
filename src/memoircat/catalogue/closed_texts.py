"""Finds the names, titles and codes of closed records in texts of other records, and masks them.

A place may be closed and yet be named in the text of a statement, in a title, in a description. The public reads an
ellipsis there instead.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Connection, select, text

from memoircat.catalogue.access import Gate, admits
from memoircat.catalogue.ancestry import WITH_ALL_BELOW
from memoircat.catalogue.schema import PART_TABLES, record
from memoircat.catalogue.stands import stands
from memoircat.names import fold, script_of
from memoircat.records.registry import RECORD_TYPES

ELLIPSIS = "…"
_WITHOUT_SPACES = ("Jpan", "Hira", "Kana")
_DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")  # a code is typed with any of them
_LONG_VOWEL = "ー"  # `script_of` leaves it out, since hiragana and katakana share it


class ClosedTexts:
    """Finds the names of closed records in texts and masks them; without ``texts`` it masks nothing and costs nothing.

    A Japanese name matches anywhere in a text, with or without its space; names in other scripts, and codes, match as
    whole words only. A name of one character matches only a text that consists of it: it is part of too many words.
    ``but_for``: names that are no secret, in whatever spelling.
    """

    def __init__(self, texts: Iterable[str] = (), but_for: Iterable[str] = ()) -> None:
        keys = {_Folded(text).key for text in texts} - {""}
        self._whole = keys - _keys_also_in(keys, but_for) if keys else keys
        self._by_beginning: dict[str, set[str]] = {}
        for key in self._whole:
            if len(key) > 1:
                self._by_beginning.setdefault(key[:2], set()).add(key)
        self._beginnings = {key.replace(" ", "")[:2] for key in self._whole}

    def __bool__(self) -> bool:
        return bool(self._whole)

    def mask(self, text: str) -> str:
        """``text`` with an ellipsis for each name of a closed record; empty where the whole text is such a name."""
        if not self._could_name_one(text):
            return text
        folded = _Folded(text)
        if folded.key in self._whole:
            return ""
        pieces, at = [], 0
        for first, last in self._spans(folded.key):
            pieces += [text[at : folded.origins[first][0]], ELLIPSIS]
            at = folded.origins[last - 1][1]
        return "".join([*pieces, text[at:]])

    def _could_name_one(self, text: str) -> bool:
        """Whether any name could begin somewhere in the text: a quick test that rules out most texts."""
        if not self._beginnings:
            return False
        plain = _without_spaces(text)
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
    """A text folded character by character.

    ``key`` is the folded text, with one space between words and none beside Japanese characters; ``origins`` has, for
    every character of ``key``, begin and end of what it came from in the text.
    """

    def __init__(self, text: str) -> None:
        characters: list[tuple[str, tuple[int, int]]] = []
        for span in _character_spans(text):
            for character in _folded(text[span[0] : span[1]]):
                if not character.isspace():
                    characters.append((character, span))
                elif characters and characters[-1][0] != " ":
                    characters.append((" ", span))
        kept = [
            (character, span)
            for n, (character, span) in enumerate(characters)
            if character != " " or _separates_words(characters, n)
        ]
        self.key = "".join(character for character, _ in kept)
        self.origins = [span for _, span in kept]


def _keys_also_in(keys: Collection[str], texts: Iterable[str]) -> set[str]:
    """Those of the keys to which one of the texts folds; there may be millions of texts."""
    plain = {key.replace(" ", "") for key in keys}
    return {_Folded(text).key for text in texts if _without_spaces(text) in plain}


def _without_spaces(text: str) -> str:
    return "".join(_folded(text).split())


def _folded(text: str) -> str:
    return fold(unicodedata.normalize("NFC", text)).translate(_DASHES)


def _character_spans(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of every character, together with the marks that belong to it."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not _belongs_to_character_before(text[end]):
            yield start, end
            start = end


def _belongs_to_character_before(character: str) -> bool:
    """Whether it is a combining mark, a voicing mark of half-width kana (ﾊﾞ), or a later part of a Korean syllable."""
    return unicodedata.category(character) in ("Mn", "Me") or character in "ﾞﾟ" or "\u1160" <= character <= "\u11ff"


def _is_japanese(character: str) -> bool:
    return character == _LONG_VOWEL or script_of(character) in _WITHOUT_SPACES


def _separates_words(characters: list[tuple[str, tuple[int, int]]], at: int) -> bool:
    """Whether a space lies between two words of a script that separates words by spaces."""
    if not 0 < at < len(characters) - 1:
        return False
    return not any(_is_japanese(characters[beside][0]) for beside in (at - 1, at + 1))


def _stands_at(name: str, text: str, at: int) -> bool:
    """Whether ``name`` occurs in ``text`` at ``at``.

    One that begins or ends with a letter or digit of a script with spaces must begin or end at a word boundary.
    """
    end = at + len(name)
    if not text.startswith(name, at):
        return False
    begins = at == 0 or not (_is_letter_of_spaced_word(text[at - 1]) and _is_letter_of_spaced_word(name[0]))
    ends = end == len(text) or not (_is_letter_of_spaced_word(text[end]) and _is_letter_of_spaced_word(name[-1]))
    return begins and ends


def _is_letter_of_spaced_word(character: str) -> bool:
    """Whether it is a letter or digit of a script that separates words by spaces."""
    return character.isalnum() and not _is_japanese(character)


# Reading them --------------------------------------------------------------------------------------------------------

_TITLED = " ".join(
    f"UNION ALL SELECT {kind.title}, record_id, NULL FROM {kind.code}" for kind in RECORD_TYPES.values() if kind.title
)
_TEXTS = (
    f"SELECT code AS text, id, NULL AS access FROM record UNION ALL SELECT text, record_id, access FROM name {_TITLED}"
)
_OF_CLOSED = text(f"SELECT DISTINCT text FROM ({_TEXTS}) WHERE id IN (SELECT value FROM json_each(:closed))")
_OF_OPEN = text(
    f"SELECT text, access FROM ({_TEXTS}) WHERE text IS NOT NULL "
    f"AND id NOT IN (SELECT value FROM json_each(:closed)) AND id IN (SELECT id FROM record WHERE {stands()})"
)


def read_closed_texts(connection: Connection, gate: Gate) -> ClosedTexts:
    """The codes, titles and names of the records that are closed to an audience, and the closed names of others.

    A text that is also the name, title or code of an open record is no secret: it names that one as well.
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
    borne = connection.execute(_OF_OPEN, {"closed": closed})
    open_texts = (row.text for row in borne if admits(row.access, None, gate.audience, gate.day))
    return ClosedTexts(texts - {None, ""}, open_texts)

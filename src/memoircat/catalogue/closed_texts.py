"""Texts that name a closed record: its names, its title and its code, wherever others have written them.

A place may be closed and yet be named in the text of a statement, in a title, in a description. What leaves for the
public says an ellipsis there instead.
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
    """Finds the names of closed records in texts; an empty one finds nothing and costs nothing.

    Japanese names are found anywhere in a text, with or without their spaces; names in other scripts, and codes, as
    whole words. A text of one sign is found only where it is the whole text: it would take every text apart.
    ``but_for``: names that are no secret, in whatever spelling.
    """

    def __init__(self, texts: Iterable[str] = (), but_for: Iterable[str] = ()) -> None:
        keys = {_Folded(text).key for text in texts} - {""}
        self._whole = keys - _keys_among(keys, but_for) if keys else keys
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
        plain = _without_blanks(text)
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
    """A text folded sign by sign: ``key`` with one blank between words and none beside Japanese signs.

    ``origins``: where in the text each sign of the key came from.
    """

    def __init__(self, text: str) -> None:
        signs: list[tuple[str, tuple[int, int]]] = []
        for span in _whole_signs(text):
            for sign in _folded(text[span[0] : span[1]]):
                if not sign.isspace():
                    signs.append((sign, span))
                elif signs and signs[-1][0] != " ":
                    signs.append((" ", span))
        kept = [(sign, span) for n, (sign, span) in enumerate(signs) if sign != " " or _parts_words(signs, n)]
        self.key = "".join(sign for sign, _ in kept)
        self.origins = [span for _, span in kept]


def _keys_among(keys: Collection[str], texts: Iterable[str]) -> set[str]:
    """Those of the keys that are the key of one of the texts, of which there may be millions."""
    plain = {key.replace(" ", "") for key in keys}
    return {_Folded(text).key for text in texts if _without_blanks(text) in plain}


def _without_blanks(text: str) -> str:
    return "".join(_folded(text).split())


def _folded(text: str) -> str:
    return fold(unicodedata.normalize("NFC", text)).translate(_DASHES)


def _whole_signs(text: str) -> Iterator[tuple[int, int]]:
    """Where each sign begins and ends, the marks that belong to it included."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not _belongs_to_sign_before(text[end]):
            yield start, end
            start = end


def _belongs_to_sign_before(sign: str) -> bool:
    """A mark that combines, the voicing mark of a half-width kana (ﾊﾞ), a vowel or final of Korean written in parts."""
    return unicodedata.category(sign) in ("Mn", "Me") or sign in "ﾞﾟ" or "\u1160" <= sign <= "\u11ff"


def _is_japanese(sign: str) -> bool:
    return sign == _LONG_VOWEL or script_of(sign) in _WITHOUT_SPACES


def _parts_words(signs: list[tuple[str, tuple[int, int]]], at: int) -> bool:
    """Whether a blank stands between two words of a script that parts them by blanks."""
    if not 0 < at < len(signs) - 1:
        return False
    return not any(_is_japanese(signs[beside][0]) for beside in (at - 1, at + 1))


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
    return sign.isalnum() and not _is_japanese(sign)


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
    borne = connection.execute(_OF_OPEN, {"closed": closed})
    open_texts = (row.text for row in borne if admits(row.access, None, gate.audience, gate.day))
    return ClosedTexts(texts - {None, ""}, open_texts)

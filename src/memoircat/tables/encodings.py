"""Which encoding a text file has.

An import never guesses; a preview shows the first possible encoding, and the user confirms it.

A byte order mark decides; else UTF-8, if the whole file decodes strictly. Otherwise the legacy encodings of Japan and
Russia are tried strictly; where more than one gives plausible text, the user decides.
"""

from __future__ import annotations

import codecs
import io
import mmap as mmap_module
import re
from dataclasses import dataclass
from mmap import mmap
from typing import Any, TextIO

from memoircat.errors import InputError
from memoircat.messages import message

Bytes = bytes | mmap  # the content of a file, read or mapped into memory
UNDECODED = re.compile("[\udc80-\udcff]")  # how Python marks a byte that could not be decoded (PEP 383)
LEGACY = ("iso-2022-jp", "cp932", "euc-jp", "cp1251", "koi8-r")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000  # characters by which plausibility is judged
_PIECE = 2**22  # bytes after which decoded or mapped memory is let go
_FEW = 0.05  # share of lines that may have bad bytes in an encoding that the user named
_PLAUSIBLE = 0.8  # share of the characters beyond ASCII that must be usual ones
_KANA = re.compile(r"[\u3041-\u30ff\u3000-\u3002\uff66-\uff9f「」『』〇々〃ー・（）]")
_RUSSIAN = re.compile(r"[А-Яа-яЁё№«»]")
_WORD = re.compile(r"[А-Яа-яЁё]{2,}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The bytes of a file and the encoding to read them in.

    ``errors``: the error handler of `bytes.decode`: "strict" where all bytes are valid in the encoding,
    "surrogateescape" (PEP 383) where the user named one in which a few are not.
    """

    data: Bytes
    encoding: str
    errors: str = "strict"

    @property
    def text(self) -> str:
        """The whole text."""
        return bytes(self.data).decode(self.encoding, self.errors)

    def lines(self) -> TextIO:
        """The text as a stream of lines with their line ends, so that a large file is never whole in memory."""
        marked = self.data[:3] == codecs.BOM_UTF8 and codecs.lookup(self.encoding).name == "utf-8"
        encoding = "utf-8-sig" if marked else self.encoding
        return io.TextIOWrapper(io.BufferedReader(_Reading(self.data)), encoding, self.errors, newline="")


class _Reading(io.RawIOBase):
    """Bytes, or a file mapped into memory, as a stream."""

    def __init__(self, data: Bytes) -> None:
        super().__init__()
        self._data = data
        self._at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._data[self._at : self._at + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        if self._at % _PIECE < len(piece):
            _let_go(self._data)
        return len(piece)


def _let_go(data: Bytes) -> None:
    """Let the system free the memory of a mapped file that has been read; the pages return when they are read again."""
    if isinstance(data, mmap) and hasattr(mmap_module, "MADV_DONTNEED"):
        data.madvise(mmap_module.MADV_DONTNEED)


def decode(data: Bytes, encoding: str = "auto", *, where: str = "") -> Decoded:
    """Decode a file, in a named encoding or ("auto") in the only one that is possible.

    ``where`` is the name of the file in messages. Raises InputError with the line of the first bad byte, with the
    encodings to choose from where several are possible, or where there is no encoding of that name.
    """
    if encoding != "auto":
        return _declared(data, encoding, where)
    possible = possible_encodings(data)
    if len(possible) > 1:
        raise InputError(
            message(
                "The file is not UTF-8, and more than one encoding is possible: {encodings}.",
                encodings=", ".join(possible),
            ),
            where=where,
            hint=message("Say which, for example --encoding {encoding}.", encoding=possible[0]),
        )
    return _strict(data, possible[0] if possible else "utf-8", where)


def possible_encodings(data: Bytes) -> tuple[str, ...]:
    """The encodings that a file may have: one where the bytes show it, several where the user must decide, or none."""
    for mark, name in _MARKS:
        if data[: len(mark)] == mark:
            return (name,)
    # ISO-2022-JP consists of ASCII bytes only, which would decode as UTF-8 too.
    if data.find(b"\x1b$") >= 0 and _fits(data, "iso-2022-jp"):
        return ("iso-2022-jp",)
    try:
        _check_bytes(data, "utf-8")
    except UnicodeDecodeError:
        return tuple(name for name in LEGACY if _fits(data, name))
    return ("utf-8",)


def _declared(data: Bytes, encoding: str, where: str) -> Decoded:
    """A file in an encoding that the user named; a few bad bytes are kept as marks, so that their rows can be shown."""
    try:
        return _strict(data, encoding, where)
    except InputError:
        marked = Decoded(data, encoding, "surrogateescape")
        lines = broken = 0
        try:
            text = marked.lines()
            while line := text.readline(_PIECE):
                lines += 1
                broken += UNDECODED.search(line) is not None
        except (LookupError, ValueError):
            lines = 0
        if not lines or broken > max(1, lines * _FEW):
            raise
        return marked


def _strict(data: Bytes, encoding: str, where: str) -> Decoded:
    try:
        "a".encode(encoding)  # of text; to unpack ZIP is a codec too
        _check_bytes(data, encoding)
        return Decoded(data, encoding)
    except UnicodeDecodeError as broken:
        raise _broken(data, encoding, broken.start, where) from None
    except (LookupError, ValueError):  # no name of a codec, or one that is not for text
        raise InputError(
            message("There is no encoding “{encoding}”.", encoding=encoding),
            where=where,
            hint=message("For example utf-8, cp932, euc-jp, cp1251, utf-16."),
        ) from None


def _check_bytes(data: Bytes, encoding: str) -> None:
    """Decode piece by piece. Raises UnicodeDecodeError with the position of the bad byte in the whole file."""
    bytes(4).decode(encoding, "replace")  # LookupError for codecs that are not for text: some of them unpack
    decoder = codecs.getincrementaldecoder(encoding)()
    pending = begin = 0
    try:
        for begin in range(0, len(data), _PIECE):
            decoder.decode(data[begin : begin + _PIECE])
            pending = len(decoder.getstate()[0])
            _let_go(data)
        begin = len(data)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as broken:
        broken.start += begin - pending  # it counts from what was left of the piece before
        raise


def _broken(data: Bytes, encoding: str, at: int, where: str) -> InputError:
    line = 1 + sum(data[begin : min(begin + _PIECE, at)].count(b"\n") for begin in range(0, at, _PIECE))
    return InputError(
        message(
            "Byte {byte} in line {line} is not {encoding}.", byte=data[at : at + 1].hex(), line=line, encoding=encoding
        ),
        where=where,
        hint=message("Say the right encoding with --encoding, or save the file as UTF-8."),
    )


def _fits(data: Bytes, encoding: str) -> bool:
    try:
        _check_bytes(data, encoding)
    except UnicodeDecodeError:
        return False
    if encoding == "iso-2022-jp":
        return data.find(b"\x1b") >= 0
    sample = data[: 2 * _SAMPLE].decode(encoding, "ignore")
    if encoding in ("cp1251", "koi8-r"):
        return _russian(sample)
    return _japanese(sample)


def _japanese(text: str) -> bool:
    """Whether nearly all characters beyond ASCII are kana, common kanji or full-width letters and digits."""
    others = [letter for letter in text if ord(letter) > 0x7F]
    good = sum(1 for letter in others if _KANA.match(letter) or _common_kanji(letter) or "０" <= letter <= "ｚ")
    return bool(others) and good >= _PLAUSIBLE * len(others)


def _common_kanji(letter: str) -> bool:
    """Whether a kanji is of JIS X 0208 level 1: in Shift JIS their first byte is below 0x98."""
    return "一" <= letter <= "鿿" and letter.encode("cp932", "replace")[0] < 0x98


def _russian(text: str) -> bool:
    """Whether nearly all characters beyond ASCII are Russian letters, in words of ordinary capitalisation.

    In the wrong encoding (cp1251 and koi8-r hold the same letters in another order) capitals and small letters are
    mixed within words.
    """
    others = [letter for letter in text if ord(letter) > 0x7F]
    good = sum(1 for letter in others if _RUSSIAN.match(letter))
    words = _WORD.findall(text)
    whole = sum(1 for word in words if word.islower() or word.istitle() or word.isupper())
    small = sum(1 for letter in others if letter.islower())
    return bool(words) and good >= _PLAUSIBLE * len(others) and whole >= 0.9 * len(words) and small >= 0.4 * good

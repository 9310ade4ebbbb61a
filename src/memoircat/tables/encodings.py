"""Which encoding a text file is in. Nothing is guessed in silence.

UTF-8 (or a byte order mark) that decodes strictly wins. Else the legacy encodings are tried strictly; where more than
one gives plausible text, a person decides.
"""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from typing import TextIO

from memoircat.errors import InputError

LEGACY = ("iso-2022-jp", "cp932", "euc-jp", "cp1251", "koi8-r")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000
_PIECE = 2**20
_UNDECODED = re.compile("[\udc80-\udcff]")
_FEW = 0.05
_PLAUSIBLE = 0.8
_KANA = re.compile(r"[\u3041-\u30ff\u3000-\u3002\uff66-\uff9f「」『』〇々〃ー・（）]")
_RUSSIAN = re.compile(r"[А-Яа-яЁё№«»]")
_WORD = re.compile(r"[А-Яа-яЁё]{2,}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's bytes and the encoding that they are in, proved. ``errors``: how bad bytes are read (PEP 383)."""

    data: bytes
    encoding: str
    errors: str = "strict"

    @property
    def text(self) -> str:
        """The whole text."""
        return self.data.decode(self.encoding, self.errors)

    def lines(self) -> TextIO:
        """The text line by line, with its line ends: a large file is never held twice."""
        marked = self.data.startswith(codecs.BOM_UTF8) and codecs.lookup(self.encoding).name == "utf-8"
        encoding = "utf-8-sig" if marked else self.encoding
        return io.TextIOWrapper(io.BytesIO(self.data), encoding, self.errors, newline="")


def decode(data: bytes, encoding: str = "auto", *, where: str = "") -> Decoded:
    """Decode a file. Raises InputError naming the place of the first bad byte, or the encodings that are possible."""
    if encoding != "auto":
        return _declared(data, encoding, where)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name, where)
    if b"\x1b$" in data and _fits(data, "iso-2022-jp"):  # its bytes are plain ASCII, so that it would pass as UTF-8
        return Decoded(data, "iso-2022-jp")
    try:
        _prove(data, "utf-8")
        return Decoded(data, "utf-8")
    except UnicodeDecodeError as broken:
        fitting = [name for name in LEGACY if _fits(data, name)]
        if len(fitting) == 1:
            return Decoded(data, fitting[0])
        if fitting:
            raise InputError(
                f"The file is not UTF-8, and more than one encoding is possible: {', '.join(fitting)}.",
                where=where,
                hint=f"Say which, for example --encoding {fitting[0]}.",
            ) from None
        raise _broken(data, "utf-8", broken.start, where) from None


def _declared(data: bytes, encoding: str, where: str) -> Decoded:
    """Text in an encoding that a person named. A few bad bytes are left as marks, so that their rows can be named."""
    try:
        return _strict(data, encoding, where)
    except InputError:
        try:
            text = data.decode(encoding, "surrogateescape")
        except (LookupError, ValueError):
            text = ""
        lines = text.splitlines()
        broken = [line for line in lines if _UNDECODED.search(line)]
        if not lines or len(broken) > max(1, len(lines) * _FEW):
            raise
        return Decoded(data, encoding, "surrogateescape")


def _strict(data: bytes, encoding: str, where: str) -> Decoded:
    try:
        _prove(data, encoding)
        return Decoded(data, encoding)
    except UnicodeDecodeError as broken:
        raise _broken(data, encoding, broken.start, where) from None
    except (LookupError, ValueError):  # no name of a codec, or one that is not for text
        raise InputError(
            f"There is no encoding “{encoding}”.", where=where, hint="For example utf-8, cp932, euc-jp, cp1251, utf-16."
        ) from None


def _prove(data: bytes, encoding: str) -> None:
    """Decode piece by piece; raises UnicodeDecodeError with the place in the whole."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for begin in range(0, len(data), _PIECE):
            decoder.decode(data[begin : begin + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        data.decode(encoding)


def _broken(data: bytes, encoding: str, at: int, where: str) -> InputError:
    line = data.count(b"\n", 0, at) + 1
    return InputError(
        f"Byte {data[at : at + 1].hex()} in line {line} is not {encoding}.",
        where=where,
        hint="Say the right encoding with --encoding, or save the file as UTF-8.",
    )


def _fits(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    if encoding == "iso-2022-jp":
        return b"\x1b" in data
    sample = text[:_SAMPLE]
    if encoding in ("cp1251", "koi8-r"):
        return _russian(sample)
    return _japanese(sample)


def _japanese(text: str) -> bool:
    """Kana and kanji of JIS level 1 make up nearly all that is not ASCII."""
    others = [letter for letter in text if ord(letter) > 0x7F]
    good = sum(1 for letter in others if _KANA.match(letter) or _common_kanji(letter) or "０" <= letter <= "ｚ")
    return bool(others) and good >= _PLAUSIBLE * len(others)


def _common_kanji(letter: str) -> bool:
    return "一" <= letter <= "鿿" and letter.encode("cp932", "replace")[0] < 0x98


def _russian(text: str) -> bool:
    """Cyrillic letters make up what is not ASCII, and their words are not a mixture of capitals and small letters."""
    others = [letter for letter in text if ord(letter) > 0x7F]
    good = sum(1 for letter in others if _RUSSIAN.match(letter))
    words = _WORD.findall(text)
    whole = sum(1 for word in words if word.islower() or word.istitle() or word.isupper())
    small = sum(1 for letter in others if letter.islower())
    return bool(words) and good >= _PLAUSIBLE * len(others) and whole >= 0.9 * len(words) and small >= 0.4 * good

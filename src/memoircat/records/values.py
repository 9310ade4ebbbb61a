"""Field values: read from the text that people type, and written as text for machines and for people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from memoircat.dates import ArchiveDate, DateOrder, read_date
from memoircat.errors import InputError
from memoircat.messages import Label, Language, message
from memoircat.records.declare import Field, Kind
from memoircat.records.vocabularies import Vocabularies

_SEPARATORS = re.compile(r"\s*[;；\n]\s*")
_TERM_SEPARATORS = re.compile(r"\s*[;；、\n]\s*")  # 、 too: no Japanese term contains it; some contain ","
_FLAGS = {
    **dict.fromkeys(("yes", "true", "1", "はい", "有", "あり", "да"), True),
    **dict.fromkeys(("no", "false", "0", "いいえ", "無", "なし", "нет"), False),
}
MOST_BYTES = 64 * 2**20  # of one text in UTF-8: whoever opens the catalogue has to hold it in memory, several times
HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # what UTF-8 cannot store
NOT_A_TERM = Label(
    "「{text}」は用語集にないので文字のまま残します",
    "“{text}” is not in the vocabulary and is kept as text",
    "«{text}» нет в словаре, сохранено как текст",
)
TWO_READINGS = Label(
    "「{text}」は二通りに読めます",
    "“{text}” can be read two ways",
    "«{text}» можно понять двояко",
)
NOT_A_DATE = Label(
    "「{text}」は日付として読めないので文字のまま残します",
    "“{text}” cannot be read as a date and is kept as text",
    "«{text}» не читается как дата, сохранено как текст",
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """The value that a text means for a field; ``warning`` says what was not understood and is kept as text."""

    value: Any
    warning: Label | None = None


@dataclass(frozen=True, slots=True)
class FieldReader:
    """Turns typed text into values.

    ``find_record`` returns the id of the record with a code and raises NotFound where there is none. ``date_order``
    is how dates in numbers are read: see `dates.read_date`.
    """

    vocabularies: Vocabularies
    find_record: Callable[[str], int]
    date_order: DateOrder | None = None

    def parse(self, field: Field, text: str) -> Parsed:
        """The value that ``text`` means in ``field``.

        Raises InputError where the field cannot have it, NotFound for the code of a record that does not exist.
        """
        if text == "":
            return Parsed(() if field.kind in (Kind.TERMS, Kind.TEXTS) else None)
        check_text(text, field.name)
        parsed = self._PARSERS[field.kind](self, field, text)
        wrong = field.declared.check(parsed.value) if field.declared.check else None
        return Parsed(parsed.value, wrong) if wrong else parsed

    def _text(self, _field: Field, text: str) -> Parsed:
        return Parsed(text)

    def _integer(self, field: Field, text: str) -> Parsed:
        plain = unicodedata.normalize("NFKC", text).strip().replace(",", "")
        if not re.fullmatch(r"[+-]?\d{1,15}", plain):
            raise InputError(
                message("“{text}” is not a whole number.", text=text),
                where=field.name,
                hint=message("Write figures only, as 12."),
            )
        return Parsed(int(plain))

    def _number(self, field: Field, text: str) -> Parsed:
        plain = unicodedata.normalize("NFKC", text).strip().replace(",", ".")
        if not re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,15})?", plain):
            raise InputError(
                message("“{text}” is not a number.", text=text), where=field.name, hint=message("Write it as 12.5.")
            )
        return Parsed(float(plain))

    def _flag(self, field: Field, text: str) -> Parsed:
        word = unicodedata.normalize("NFKC", text).strip().casefold()
        if word not in _FLAGS:
            raise InputError(
                message("“{text}” is neither yes nor no.", text=text),
                where=field.name,
                hint=message("Write yes or no, or leave it."),
            )
        return Parsed(_FLAGS[word])

    def _date(self, _field: Field, text: str) -> Parsed:
        date, warning = self.date(text)
        return Parsed(date, warning)

    def date(self, text: str) -> tuple[ArchiveDate, Label | None]:
        """The date as it is stored, and a warning where it is ambiguous or unreadable."""
        read = read_date(text, order=self.date_order)
        if read.ambiguous:
            return read.stored(), TWO_READINGS.fill(text=text)
        if not read.readings and not read.undated:
            return read.stored(), read.problem or NOT_A_DATE.fill(text=text)
        return read.stored(), None

    def _term(self, field: Field, text: str) -> Parsed:
        return self.term(field.vocabulary or "", text)

    def term(self, vocabulary: str, text: str) -> Parsed:
        """The code of the term that the text means, or the text itself with a warning."""
        term = self.vocabularies.understand(vocabulary, text)
        return Parsed(term.code) if term else Parsed(text, NOT_A_TERM.fill(text=text))

    def _terms(self, field: Field, text: str) -> Parsed:
        parsed = [self._term(field, part) for part in _TERM_SEPARATORS.split(text) if part]
        warning = next((term.warning for term in parsed if term.warning), None)
        return Parsed(tuple(term.value for term in parsed), warning)

    def _texts(self, _field: Field, text: str) -> Parsed:
        return Parsed(tuple(part for part in _SEPARATORS.split(text) if part))

    def _record(self, _field: Field, text: str) -> Parsed:
        return Parsed(self.find_record(text.strip()))

    _PARSERS: ClassVar[dict[Kind, Callable[[FieldReader, Field, str], Parsed]]] = {
        Kind.TEXT: _text,
        Kind.LONG: _text,
        Kind.INTEGER: _integer,
        Kind.NUMBER: _number,
        Kind.FLAG: _flag,
        Kind.DATE: _date,
        Kind.TERM: _term,
        Kind.TERMS: _terms,
        Kind.TEXTS: _texts,
        Kind.RECORD: _record,
    }


def check_text(text: str, where: str) -> None:
    """Raise InputError, which names ``where``, for text too long, or with half a character, which cannot be stored."""
    try:
        length = len(text.encode("utf-8"))
    except UnicodeEncodeError as broken:
        raise InputError(
            message("Character {number} is half a character and cannot be stored.", number=broken.start + 1),
            where=where,
            hint=message("Type it again."),
        ) from None
    if length > MOST_BYTES:
        raise InputError(
            message("The text has {mb} MB; {most} MB is the most.", mb=length // 2**20, most=MOST_BYTES // 2**20),
            where=where,
            hint=message("Keep it as a file, and say here where it is."),
        )


def as_written(field: Field, value: Any, code_of: Callable[[int], str]) -> str | list[str] | int | float | bool | None:
    """A value for machines: a date as its text, a record as its code (``code_of`` its id), a term as its code.

    Fields of several values are a list; None is an empty field.
    """
    if value is None:
        return None
    if field.kind is Kind.DATE:
        return str(value.text)
    if field.kind is Kind.RECORD:
        return code_of(value)
    if field.kind in (Kind.TERMS, Kind.TEXTS):
        return list(value)
    return value  # type: ignore[no-any-return] # text, number or flag, as its kind says


def typed(field: Field, value: Any, code_of: Callable[[int], str]) -> str:
    """A value as a text to be typed again.

    :meth:`FieldReader.parse` reads it back to the same value, except the chosen reading of a date, and texts and terms
    that contain separators.
    """
    plain = as_written(field, value, code_of)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    if isinstance(plain, list):
        return "; ".join(plain)
    if isinstance(plain, float):
        return format(Decimal(repr(plain)), "f").removesuffix(".0")  # in digits only: 1000000, not 1e+06
    return str(plain)


def shown(
    field: Field, value: Any, language: Language, vocabularies: Vocabularies, label_of: Callable[[int], str]
) -> str:
    """A value for people, in their language: terms in words, records by their labels, dates as written."""
    if value is None:
        return ""
    if field.kind is Kind.TERM:
        return term_shown(vocabularies, field.vocabulary or "", value, language)
    if field.kind is Kind.TERMS:
        comma = "、" if language == "ja" else ", "
        return comma.join(term_shown(vocabularies, field.vocabulary or "", code, language) for code in value)
    if field.kind is Kind.TEXTS:
        return ("、" if language == "ja" else "; ").join(value)
    if field.kind is Kind.RECORD:
        return label_of(value)
    return typed(field, value, lambda _id: "")


def term_shown(vocabularies: Vocabularies, vocabulary: str, code: str | None, language: Language) -> str:
    """The word for the term of this code, or the code itself where it is a text that is no term."""
    term = vocabularies.term(vocabulary, code)
    return term.label.in_(language) if term else code or ""

"""A record before it is written: what the cells of a row, or the words FIELD=VALUE, amount to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from memoircat.editing.targets import NAME_PARTS, Target
from memoircat.errors import InputError
from memoircat.messages import Label, message
from memoircat.names import script_of
from memoircat.records import parts
from memoircat.records.declare import Kind
from memoircat.records.properties import PROPERTIES, Holds
from memoircat.records.values import FieldReader, check_text

_QUANTITY = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LATER = re.compile(r"^\s*(?:more than|over|at least|以上|より)|以上|超", re.IGNORECASE)
CERTAINTIES = ("certain", "probable", "possible", "doubtful")


class Cell(NamedTuple):
    """One value with the target it is for; ``column`` names it in messages.

    ``meaning`` is what the text stands for, where the mapping or a person says so: a word of the vocabulary, a date.
    """

    column: str
    target: Target
    text: str
    certainty: str | None = None
    meaning: str | None = None


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that was not understood and is kept as text."""

    column: str
    value: str
    reason: Label
    dated: bool = False  # it was read as a date


@dataclass(slots=True)
class Draft:
    """The fields, names and statements of a record to be; ``source_text`` is the source its row names."""

    fields: dict[str, Any] = field(default_factory=dict)
    names: list[parts.Name] = field(default_factory=list)
    statements: list[parts.Statement] = field(default_factory=list)
    others: list[Any] = field(default_factory=list)
    source_text: str | None = None
    sources: dict[int, str] = field(default_factory=dict)
    warnings: list[Warned] = field(default_factory=list)


class SaidBefore:
    """What the same cells of a table have said in rows before: a roster says the same again and again."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Any, ...], tuple[parts.Statement, list[Warned], str | None]] = {}

    def statement(
        self, made: Draft, code: str, occurrence: int, cells: list[Cell], reader: FieldReader, locator: str | None
    ) -> parts.Statement:
        """The statement that these cells make."""
        key = (code, occurrence, locator, *((cell.column, cell.text, cell.meaning) for cell in cells))
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            alone = Draft()
            statement = _statement(alone, code, occurrence, cells, reader, locator)
            self._kept[key] = (statement, alone.warnings, alone.sources.get(0))
        statement, warnings, source = self._kept[key]
        made.warnings += warnings
        if source is not None:
            made.sources[len(made.statements)] = source
        return statement


_MOST_KEPT = 20_000


def draft(
    cells: Iterable[Cell], reader: FieldReader, *, name_kind: str = "authorised", before: SaidBefore | None = None
) -> Draft:
    """Put the cells together. Empty cells say nothing. Raises InputError where a field cannot hold a value.

    ``before`` keeps what cells mean, where rows of one table follow each other.
    """
    made = Draft()
    before = before or SaidBefore()
    said: dict[tuple[str, int], list[Cell]] = {}
    named: dict[tuple[str, int], Cell] = {}
    locator = None
    for cell in cells:
        if cell.text == "":
            continue
        target = cell.target
        if target.what == "field":
            _field(made, cell, reader)
        elif target.what == "name":
            named[target.part, target.occurrence] = cell
        elif target.what == "statement":
            said.setdefault((target.name, target.occurrence), []).append(cell)
        elif target.what == "identifier":
            made.others.append(parts.PlaceIdentifier(kind=target.part, value=cell.text, certainty=cell.certainty))
        elif target.what == "tag":
            made.others.extend(parts.Tag(text=each) for each in re.split(r"\s*[;；]\s*", cell.text) if each)
        elif target.name == "row.source":
            made.source_text = cell.text
        else:
            locator = cell.text
    made.names = _names(named, name_kind)
    for (code, occurrence), group in said.items():
        made.statements.append(before.statement(made, code, occurrence, group, reader, locator))
    return made


def _field(made: Draft, cell: Cell, reader: FieldReader) -> None:
    field_ = cell.target.field
    assert field_ is not None
    if field_.kind is Kind.DATE:
        check_text(cell.text, cell.column)
        made.fields[cell.target.name] = _date(made, cell, reader)
        return
    try:
        parsed = reader.parse(field_, cell.meaning or cell.text)
    except InputError as problem:
        raise type(problem)(problem.message, where=cell.column, hint=problem.hint) from None
    made.fields[cell.target.name] = parsed.value
    if parsed.warning:
        made.warnings.append(Warned(cell.column, cell.text, parsed.warning))


def _names(named: Mapping[tuple[str, int], Cell], kind: str) -> list[parts.Name]:
    """The forms of the name. Family and given name in columns of their own make one form, family name first."""
    made = []
    family, given = named.get(("family", 1)), named.get(("given", 1))
    if family or given:
        text = " ".join(cell.text for cell in (family, given) if cell)
        whole = _name(text, kind, family or given)
        made.append(replace(whole, family=family.text if family else None, given=given.text if given else None))
    for (part, _), cell in named.items():
        if part not in ("family", "given"):
            made.append(_name(cell.text, NAME_PARTS[part] or kind if part else kind, cell))
    return [replace(each, position=position) for position, each in enumerate(made)]


def split_cell(cell: Cell, separator: str) -> list[Cell]:
    """The cells that one with several values stands for; those of terms and texts stay one, parted as they are read."""
    pieces = [each for piece in cell.text.split(separator) if (each := piece.strip())]
    if cell.target.what in ("field", "tag"):
        return [cell._replace(text="; ".join(pieces))]
    targets = (replace(cell.target, occurrence=cell.target.occurrence + n) for n in range(len(pieces)))
    return [cell._replace(target=target, text=piece) for target, piece in zip(targets, pieces, strict=True)]


def _name(text: str, kind: str, cell: Cell | None) -> parts.Name:
    words = text.split()
    family, given = words if len(words) == 2 else (None, None)
    certainty = cell.certainty if cell else None
    return parts.Name(text=text, family=family, given=given, script=script_of(text), kind=kind, certainty=certainty)


def _statement(
    made: Draft, code: str, occurrence: int, cells: list[Cell], reader: FieldReader, locator: str | None
) -> parts.Statement:
    certainty = next((cell.certainty for cell in cells if cell.certainty), None) or "certain"
    said: _Said = {"property": code, "occurrence": occurrence, "certainty": certainty, "locator": locator}
    for cell in cells:
        _PARTS[cell.target.part](made, said, cell, reader)
    return parts.Statement(**said)


_Said = dict[str, Any]  # the values of a statement to be
_Setter = Callable[[Draft, _Said, Cell, FieldReader], None]


def _value(made: Draft, said: _Said, cell: Cell, reader: FieldReader) -> None:
    """The value itself, as the property holds it."""
    declared = PROPERTIES[said["property"]]
    if declared.holds is Holds.DATE:
        _start(made, said, cell, reader)
        return
    said["place_text" if declared.holds is Holds.PLACE else "value"] = cell.text
    if declared.holds is Holds.TERM:
        parsed = reader.term(declared.vocabulary or "", cell.meaning or cell.text)
        if parsed.warning:
            made.warnings.append(Warned(cell.column, cell.text, parsed.warning))
        said["term"] = None if parsed.warning else parsed.value
    elif declared.holds is Holds.QUANTITY:
        said["low"], said["high"] = quantity(cell.text)


def quantity(text: str) -> tuple[float | None, float | None]:
    """The bounds a figure names: "560,000–760,000" both, "378" one for both, "more than 70" the lower only."""
    plain = unicodedata.normalize("NFKC", text)
    numbers = [float(each.replace(",", "")) for each in _QUANTITY.findall(plain)]
    if not numbers:
        return None, None
    if len(numbers) == 1:
        return (numbers[0], None) if _LATER.search(plain) else (numbers[0], numbers[0])
    return (numbers[0], numbers[1]) if re.search(r"\d\s*[-–—~〜～]\s*\d", plain) else (numbers[0], numbers[0])


def _start(made: Draft, said: _Said, cell: Cell, reader: FieldReader) -> None:
    said["start"] = _date(made, cell, reader)


def _until(made: Draft, said: _Said, cell: Cell, reader: FieldReader) -> None:
    said["until"] = _date(made, cell, reader)


def _date(made: Draft, cell: Cell, reader: FieldReader) -> Any:
    """The date that is meant, with the words as written."""
    date, warning = reader.date(cell.meaning or cell.text)
    if warning:
        made.warnings.append(Warned(cell.column, cell.text, warning, dated=True))
    return replace(date, text=cell.text) if cell.meaning else date


def _plain(name: str) -> _Setter:
    def setter(_made: Draft, said: _Said, cell: Cell, _reader: FieldReader) -> None:
        said[name] = cell.text

    return setter


def _certainty(_made: Draft, said: _Said, cell: Cell, reader: FieldReader) -> None:
    parsed = reader.term("certainty", cell.text)
    if parsed.warning:
        hint = message("One of: {choices}.", choices=", ".join(CERTAINTIES))
        raise InputError(message("“{text}” is not a level of certainty.", text=cell.text), where=cell.column, hint=hint)
    said["certainty"] = parsed.value


def _source(made: Draft, _said: _Said, cell: Cell, _reader: FieldReader) -> None:
    # The source is found or made when the draft is written; until then its words are kept by the statement's place.
    made.sources[len(made.statements)] = cell.text


_PARTS: dict[str, _Setter] = {
    "": _value,
    "value": _plain("value"),
    "from": _start,
    "date": _start,
    "until": _until,
    "place": _plain("place_text"),
    "source": _source,
    "locator": _plain("locator"),
    "certainty": _certainty,
    "note": _plain("note"),
    "unit": _plain("unit"),
}

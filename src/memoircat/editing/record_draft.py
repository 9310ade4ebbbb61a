"""Drafts of records: what the cells of a row, or the arguments FIELD=VALUE of a command, say of a record."""

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
_OPEN_ENDED = re.compile(r"^\s*(?:more than|over|at least|以上|より)|以上|超", re.IGNORECASE)
CERTAINTIES = ("certain", "probable", "possible", "doubtful")


class MappedCell(NamedTuple):
    """One text with the target that its column is mapped to; ``column`` is the name of the column, for messages.

    ``certainty``: that of what it says, where the mapping sets one for the column. ``meaning``: what the text means,
    where the mapping or a person says so: a word of the vocabulary, a date in EDTF.
    """

    column: str
    target: Target
    text: str
    certainty: str | None = None
    meaning: str | None = None


@dataclass(frozen=True, slots=True)
class CellWarning:
    """A cell that was not understood and is kept as text; ``reason`` says why."""

    column: str
    value: str
    reason: Label
    dated: bool = False  # it was read as a date


@dataclass(slots=True)
class RecordDraft:
    """What is to be written of a record: the values of fields by name, names, statements and other parts.

    ``source_text``: the source that the row itself names, in words. ``sources``: the sources that single statements
    name, by their index in ``statements``.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    names: list[parts.Name] = field(default_factory=list)
    statements: list[parts.Statement] = field(default_factory=list)
    others: list[Any] = field(default_factory=list)
    source_text: str | None = None
    sources: dict[int, str] = field(default_factory=dict)
    warnings: list[CellWarning] = field(default_factory=list)


class StatementCache:
    """Keeps the statements that the cells of a table make: in a roster, many rows say the same."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Any, ...], tuple[parts.Statement, list[CellWarning], str | None]] = {}

    def add_to(
        self,
        draft: RecordDraft,
        code: str,
        occurrence: int,
        cells: list[MappedCell],
        reader: FieldReader,
        locator: str | None,
    ) -> None:
        """Add the statement that these cells make to a draft, with its warnings and its source."""
        key = (code, occurrence, locator, *((cell.column, cell.text, cell.meaning) for cell in cells))
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            alone = RecordDraft()
            statement = _statement(alone, code, occurrence, cells, reader, locator)
            self._kept[key] = (statement, alone.warnings, alone.sources.get(0))
        statement, warnings, source = self._kept[key]
        draft.warnings += warnings
        if source is not None:
            draft.sources[len(draft.statements)] = source
        draft.statements.append(statement)


_MOST_KEPT = 20_000


def draft_record(
    cells: Iterable[MappedCell],
    reader: FieldReader,
    *,
    name_kind: str = "authorised",
    cache: StatementCache | None = None,
) -> RecordDraft:
    """The draft of the record that these cells describe; empty cells are ignored.

    ``name_kind``: the kind of a form of the name whose target gives none. ``cache``: one for all rows of a table.
    Raises InputError, with the column, where a field cannot hold a value.
    """
    draft = RecordDraft()
    cache = cache or StatementCache()
    stated: dict[tuple[str, int], list[MappedCell]] = {}
    named: dict[tuple[str, int], MappedCell] = {}
    locator = None
    for cell in cells:
        if cell.text == "":
            continue
        target = cell.target
        if target.what == "field":
            _field(draft, cell, reader)
        elif target.what == "name":
            named[target.part, target.occurrence] = cell
        elif target.what == "statement":
            stated.setdefault((target.name, target.occurrence), []).append(cell)
        elif target.what == "identifier":
            draft.others.append(parts.PlaceIdentifier(kind=target.part, value=cell.text, certainty=cell.certainty))
        elif target.what == "tag":
            draft.others.extend(parts.Tag(text=text) for text in re.split(r"\s*[;；]\s*", cell.text) if text)
        elif target.name == "row.source":
            draft.source_text = cell.text
        else:
            locator = cell.text
    draft.names = _names(named, name_kind)
    for (code, occurrence), group in stated.items():
        cache.add_to(draft, code, occurrence, group, reader, locator)
    return draft


def _field(draft: RecordDraft, cell: MappedCell, reader: FieldReader) -> None:
    field_ = cell.target.field
    assert field_ is not None
    if field_.kind is Kind.DATE:
        check_text(cell.text, cell.column)
        draft.fields[cell.target.name] = _date(draft, cell, reader)
        return
    try:
        parsed = reader.parse(field_, cell.meaning or cell.text)
    except InputError as problem:
        raise type(problem)(problem.message, where=cell.column, hint=problem.hint) from None
    draft.fields[cell.target.name] = parsed.value
    if parsed.warning:
        draft.warnings.append(CellWarning(cell.column, cell.text, parsed.warning))


def _names(named: Mapping[tuple[str, int], MappedCell], kind: str) -> list[parts.Name]:
    """The forms of the name. Family and given name in columns of their own make one form, family name first."""
    forms = []
    family, given = named.get(("family", 1)), named.get(("given", 1))
    if family or given:
        text = " ".join(cell.text for cell in (family, given) if cell)
        whole = _name(text, kind, family or given)
        forms.append(replace(whole, family=family.text if family else None, given=given.text if given else None))
    for (part, _), cell in named.items():
        if part not in ("family", "given"):
            forms.append(_name(cell.text, NAME_PARTS[part] or kind if part else kind, cell))
    return [replace(form, position=position) for position, form in enumerate(forms)]


def split_cell(cell: MappedCell, separator: str) -> list[MappedCell]:
    """One cell for each of the values in a cell, which ``separator`` separates.

    Fields and tags can hold several values: their cell stays one, with "; " between the values.
    """
    values = [stripped for value in cell.text.split(separator) if (stripped := value.strip())]
    if cell.target.what in ("field", "tag"):
        return [cell._replace(text="; ".join(values))]
    targets = (replace(cell.target, occurrence=cell.target.occurrence + n) for n in range(len(values)))
    return [cell._replace(target=target, text=value) for target, value in zip(targets, values, strict=True)]


def _name(text: str, kind: str, cell: MappedCell | None) -> parts.Name:
    words = text.split()
    family, given = words if len(words) == 2 else (None, None)
    certainty = cell.certainty if cell else None
    return parts.Name(text=text, family=family, given=given, script=script_of(text), kind=kind, certainty=certainty)


def _statement(
    draft: RecordDraft, code: str, occurrence: int, cells: list[MappedCell], reader: FieldReader, locator: str | None
) -> parts.Statement:
    certainty = next((cell.certainty for cell in cells if cell.certainty), None) or "certain"
    values: _Values = {"property": code, "occurrence": occurrence, "certainty": certainty, "locator": locator}
    for cell in cells:
        _PARTS[cell.target.part](draft, values, cell, reader)
    return parts.Statement(**values)


_Values = dict[str, Any]  # the values of a statement, by column
_Setter = Callable[[RecordDraft, _Values, MappedCell, FieldReader], None]


def _value(draft: RecordDraft, values: _Values, cell: MappedCell, reader: FieldReader) -> None:
    """The value itself, in the column in which statements of the property have it."""
    declared = PROPERTIES[values["property"]]
    if declared.holds is Holds.DATE:
        _start(draft, values, cell, reader)
        return
    values["place_text" if declared.holds is Holds.PLACE else "value"] = cell.text
    if declared.holds is Holds.TERM:
        parsed = reader.term(declared.vocabulary or "", cell.meaning or cell.text)
        if parsed.warning:
            draft.warnings.append(CellWarning(cell.column, cell.text, parsed.warning))
        values["term"] = None if parsed.warning else parsed.value
    elif declared.holds is Holds.QUANTITY:
        values["low"], values["high"] = quantity(cell.text)


def quantity(text: str) -> tuple[float | None, float | None]:
    """The lowest and the highest number that a figure means; None for a bound that it does not give.

    "560,000–760,000" gives both, "378" one number as both, "more than 70" the lower only.
    """
    plain = unicodedata.normalize("NFKC", text)
    numbers = [float(figure.replace(",", "")) for figure in _QUANTITY.findall(plain)]
    if not numbers:
        return None, None
    if len(numbers) == 1:
        return (numbers[0], None) if _OPEN_ENDED.search(plain) else (numbers[0], numbers[0])
    return (numbers[0], numbers[1]) if re.search(r"\d\s*[-–—~〜～]\s*\d", plain) else (numbers[0], numbers[0])


def _start(draft: RecordDraft, values: _Values, cell: MappedCell, reader: FieldReader) -> None:
    values["start"] = _date(draft, cell, reader)


def _until(draft: RecordDraft, values: _Values, cell: MappedCell, reader: FieldReader) -> None:
    values["until"] = _date(draft, cell, reader)


def _date(draft: RecordDraft, cell: MappedCell, reader: FieldReader) -> Any:
    """The date that the cell means, with its text as written."""
    date, warning = reader.date(cell.meaning or cell.text)
    if warning:
        draft.warnings.append(CellWarning(cell.column, cell.text, warning, dated=True))
    return replace(date, text=cell.text) if cell.meaning else date


def _plain(name: str) -> _Setter:
    def setter(_draft: RecordDraft, values: _Values, cell: MappedCell, _reader: FieldReader) -> None:
        values[name] = cell.text

    return setter


def _certainty(_draft: RecordDraft, values: _Values, cell: MappedCell, reader: FieldReader) -> None:
    parsed = reader.term("certainty", cell.text)
    if parsed.warning:
        hint = message("One of: {choices}.", choices=", ".join(CERTAINTIES))
        raise InputError(message("“{text}” is not a level of certainty.", text=cell.text), where=cell.column, hint=hint)
    values["certainty"] = parsed.value


def _source(draft: RecordDraft, _values: _Values, cell: MappedCell, _reader: FieldReader) -> None:
    # The source is looked up, or made, when the draft is written.
    draft.sources[len(draft.statements)] = cell.text


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

"""Find and replace in the texts of many records.

All matches are found first; then those that a person has checked are replaced. Characters match as they are written:
髙 is not 高, and か does not match the か of か + ゛. Nothing but the match is changed in a text; what follows from it
(script and parts of a name, term and bounds of a statement) is derived again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby
from typing import Any

from memoircat.catalogue.change import Change
from memoircat.catalogue.content import chunks
from memoircat.catalogue.lookups import Connection
from memoircat.catalogue.selection import named_records, part_row, part_rows, text_fields, text_values
from memoircat.editing.record_draft import quantity
from memoircat.errors import Conflict, InputError
from memoircat.jobs import Progress
from memoircat.messages import Label, message
from memoircat.names import script_of
from memoircat.records.declare import Kind
from memoircat.records.parts import Name, Statement
from memoircat.records.properties import PROPERTIES, Holds
from memoircat.records.registry import PART_TYPES, RECORD_TYPES, RecordType
from memoircat.records.values import check_text
from memoircat.records.vocabularies import Vocabularies

MOST_PLACES = 20_000
_TURN = 100  # after so many texts, a window in the same process gets time to answer
_JOINER = "\u200d"  # ZERO WIDTH JOINER
_EXTENDING = ("Mn", "Me", "Mc")  # categories of characters that combine with the one before


class PartTexts(StrEnum):
    """The texts of a record that are not in its own fields but in its parts."""

    NAMES = "names"
    STATEMENTS = "statements"
    NOTES = "notes"


_COLUMNS: dict[PartTexts, tuple[str, tuple[str, ...]]] = {
    PartTexts.NAMES: ("name", ("text",)),
    PartTexts.STATEMENTS: ("statement", ("value", "place_text")),
    PartTexts.NOTES: ("statement", ("note",)),
}
_LABELS = {
    PartTexts.NAMES: PART_TYPES["name"].label,
    PartTexts.STATEMENTS: PART_TYPES["statement"].label,
    PartTexts.NOTES: Label("記載の注記", "Notes on statements", "Примечания к сведениям"),
}


@dataclass(frozen=True, slots=True)
class Replacement:
    """What is looked for, what replaces it, and where: ``fields`` are names of text fields and values of `PartTexts`.

    ``whole``: only texts that consist of what is looked for.
    """

    find: str
    replacement: str
    fields: Collection[str]
    match_case: bool = True
    whole: bool = False


@dataclass(frozen=True, slots=True)
class TextMatch:
    """One match: where it is, the text there, and begin and end of the match in it.

    ``table``, ``key`` and ``column`` say in which row and column it is, ``item`` in which of several texts of a field.
    ``what`` is the name of the field, "names", or the property of a statement.
    """

    record: int
    code: str
    label: str
    table: str
    key: int
    column: str
    item: int
    what: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextMatches:
    """The matches in the order of the records; ``more``: there are more than these."""

    places: tuple[TextMatch, ...]
    more: bool


def places_to_look(kind: RecordType) -> dict[str, Label]:
    """Where texts of a type can be replaced, as names for `Replacement.fields`, with their labels."""
    fields = {field.name: field.label for field in text_fields(kind.code)}
    in_parts = [part for part in PartTexts if part is PartTexts.NAMES or kind.properties]
    return {**fields, **{str(part): _LABELS[part] for part in in_parts}}


# Finding -------------------------------------------------------------------------------------------------------


def find_places(
    connection: Connection,
    type_code: str,
    records: Sequence[int],
    replacement: Replacement,
    progress: Progress | None = None,
) -> TextMatches:
    """The matches in these records, up to `MOST_PLACES`.

    Raises InputError where nothing to look for is given, or no field; Cancelled where ``progress`` is asked to stop.
    """
    _check(replacement)
    matches: list[TextMatch] = []
    for match in _search(connection, RECORD_TYPES[type_code], records, replacement, progress or Progress()):
        if len(matches) == MOST_PLACES:
            return TextMatches(tuple(matches), more=True)
        matches.append(match)
    return TextMatches(tuple(matches), more=False)


def _check(replacement: Replacement) -> None:
    """Raise InputError for a replacement that looks for nothing, or nowhere."""
    if not replacement.find:
        raise InputError(message("Nothing is written to look for."), hint=message("Write what is to be replaced."))
    if not replacement.fields:
        raise InputError(message("No field is chosen."), hint=message("Choose where to look."))
    check_text(replacement.find, "find")
    check_text(replacement.replacement, "replace")


def _search(
    connection: Connection, kind: RecordType, records: Sequence[int], replacement: Replacement, progress: Progress
) -> Iterator[TextMatch]:
    spans, done = _finder(replacement), 0
    for chunk in chunks(records):
        progress.step(done, len(records))
        done += len(chunk)
        named = named_records(connection, kind.code, chunk)
        by_record: dict[int, list[TextMatch]] = {}
        for number, stored in enumerate(_texts(connection, kind, list(named), replacement)):
            if not number % _TURN:
                progress.step(done, len(records))
                progress.give_way()
            for start, end in spans(stored.text):
                match = TextMatch(
                    *(stored.record, *named[stored.record], stored.table, stored.key, stored.column, stored.item),
                    *(stored.what, stored.text, start, end),
                )
                by_record.setdefault(stored.record, []).append(match)
        for record_id in chunk:
            yield from by_record.get(record_id, ())


@dataclass(frozen=True, slots=True)
class _StoredText:
    """A text in which matches are looked for, and where it is stored; see `TextMatch`."""

    record: int
    table: str
    key: int
    column: str
    item: int
    what: str
    text: str


def _texts(
    connection: Connection, kind: RecordType, records: list[int], replacement: Replacement
) -> Iterator[_StoredText]:
    """The texts of these records in the fields and parts in which to look."""
    fields = [field for field in text_fields(kind.code) if field.name in replacement.fields]
    if fields:
        for record_id, values in text_values(connection, kind.code, records):
            for field in fields:
                several = values[field.name] if field.kind is Kind.TEXTS else (values[field.name],)
                for item, text in enumerate(several):
                    if text:
                        yield _StoredText(record_id, kind.code, record_id, field.name, item, field.name, text)
    for texts in PartTexts:
        if texts in replacement.fields:
            yield from _part_texts(connection, texts, records, replacement)


def _part_texts(
    connection: Connection, texts: PartTexts, records: list[int], replacement: Replacement
) -> Iterator[_StoredText]:
    part, columns = _COLUMNS[texts]
    holding = replacement.find if replacement.match_case else ""  # SQLite leaves out most rows without a match
    for row in part_rows(connection, part, records, columns, holding):
        what = str(texts) if texts is PartTexts.NAMES else row["property"]
        for column in columns:
            if row[column]:
                yield _StoredText(row["record_id"], part, row["id"], column, 0, what, row[column])


def _finder(replacement: Replacement) -> Callable[[str], Iterator[tuple[int, int]]]:
    """A function that yields begin and end of the matches in a text, but not where the replacement is the same text."""
    pattern = re.compile(re.escape(replacement.find), 0 if replacement.match_case else re.IGNORECASE)

    def spans(text: str) -> Iterator[tuple[int, int]]:
        at = 0
        while match := pattern.search(text, at):
            start, end = match.span()
            if replacement.whole and (start, end) != (0, len(text)):
                return
            if _is_whole(text, start, end):
                if match.group() != replacement.replacement:
                    yield start, end
                at = end
            else:
                at = start + 1

    return spans


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a match cuts no character in two: what combines with the one before (see `_extends`) belongs to it."""
    return not (end < len(text) and _extends(text[end])) and not (start and text[start - 1] == _JOINER)


@cache
def _extends(character: str) -> bool:
    """Whether a character combines with the one before it: a combining mark, a joiner, a skin tone of an emoji."""
    return (
        unicodedata.category(character) in _EXTENDING
        or character in (_JOINER, "\uff9e", "\uff9f")  # the half-width marks of が and ぱ
        or 0x1F3FB <= ord(character) <= 0x1F3FF
    )


# Replacing -----------------------------------------------------------------------------------------------------


def replace_places(
    change: Change,
    vocabularies: Vocabularies,
    type_code: str,
    places: Collection[TextMatch],
    replacement: Replacement,
    progress: Progress | None = None,
) -> int:
    """Replace exactly these matches; returns how many records were changed.

    Raises Conflict where a text is no longer what it was when the matches were found, InputError where nothing would be
    left of a statement, Cancelled where ``progress`` is asked to stop.
    """
    _check(replacement)
    kind, progress = RECORD_TYPES[type_code], progress or Progress()
    records = list(dict.fromkeys(match.record for match in places))
    waiting = set(places)
    done = 0
    matches = _search(change.connection, kind, records, replacement, progress)
    for record_id, group in groupby(matches, lambda match: match.record):
        chosen = [match for match in group if match in waiting]
        waiting.difference_update(chosen)
        progress.step(done, len(records))
        progress.give_way()
        _replace_in(change, vocabularies, kind, record_id, chosen, replacement.replacement)
        done += 1
    if waiting:
        lost = next(iter(waiting))
        raise Conflict(message("It was changed meanwhile."), where=lost.code, hint=message("Search again."))
    return done


def replaced(text: str, spans: Sequence[tuple[int, int]], replacement: str) -> str:
    """``text`` with ``replacement`` instead of these spans (begin and end), which are in order and do not overlap."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], replacement]
        at = end
    return "".join([*pieces, text[at:]])


def _replace_in(
    change: Change,
    vocabularies: Vocabularies,
    kind: RecordType,
    record_id: int,
    places: Sequence[TextMatch],
    replacement: str,
) -> None:
    """Replace the matches in one record: in all of its fields at once, in names and statements row by row."""
    texts: dict[tuple[str, int], dict[str, dict[int, str]]] = {}
    for (table, key, column, item), group in groupby(places, lambda p: (p.table, p.key, p.column, p.item)):
        matches = list(group)
        text = replaced(matches[0].text, [(match.start, match.end) for match in matches], replacement)
        texts.setdefault((table, key), {}).setdefault(column, {})[item] = text
    for (table, key), columns in texts.items():
        if table == kind.code:
            change.set(record_id, **_fields(change, kind, record_id, columns))
        elif table == "name":
            _rename(change, key, columns["text"][0])
        else:
            _restate(change, vocabularies, key, {name: items[0] for name, items in columns.items()}, places[0].code)


def _fields(
    change: Change, kind: RecordType, record_id: int, columns: Mapping[str, Mapping[int, str]]
) -> dict[str, Any]:
    """The new values of the fields; of several texts, those that are empty now are removed, as in the form."""
    ((_, stored),) = text_values(change.connection, kind.code, [record_id])
    values: dict[str, Any] = {}
    for name, items in columns.items():
        if isinstance(stored[name], tuple):
            texts = (items.get(number, text) for number, text in enumerate(stored[name]))
            values[name] = tuple(text for text in texts if text)
        else:
            values[name] = items[0] or None
    return values


def _rename(change: Change, key: int, text: str) -> None:
    """Give a form of a name a new text, from which script and parts follow; remove it where the text is empty."""
    if not text:
        change.remove(Name, key)
        return
    row = part_row(change.connection, "name", key)
    family, given = name_parts(row["text"], row["family"], row["given"], text)
    change.edit(Name, key, text=text, script=script_of(text), family=family, given=given)


def name_parts(before: str, family: str | None, given: str | None, after: str) -> tuple[str | None, str | None]:
    """Family and given name of a form whose text has changed from ``before`` to ``after``.

    Two words stay family and given name in the order in which they were; parts that the new text still has stay;
    otherwise both become None.
    """
    parts, old, new = [part for part in (family, given) if part], before.split(), after.split()
    if len(parts) == len(old) == len(new) == 2 and sorted(parts) == sorted(old):
        return (new[0], new[1]) if old[0] == family else (new[1], new[0])
    if all(part in new for part in parts) or "".join(new) in ("".join(parts), "".join(reversed(parts))):
        return family, given
    return None, None


def _restate(change: Change, vocabularies: Vocabularies, key: int, texts: dict[str, str], code: str) -> None:
    """Give columns of a statement new texts; the term or the bounds that its value means follow, as in the form."""
    row = part_row(change.connection, "statement", key)
    values: dict[str, Any] = {name: text or None for name, text in texts.items()}
    after = {**row, **values}
    if not any(after[name] is not None for name in ("value", "place_text", "place", "start_text", "until_text")):
        raise InputError(
            message("A statement would say nothing then."), where=code, hint=message("Leave this place as it is.")
        )
    declared = PROPERTIES.get(row["property"])
    if declared is not None and "value" in values:
        value = values["value"] or ""
        if declared.holds is Holds.TERM:
            term = vocabularies.understand(declared.vocabulary or "", value)
            values["term"] = term.code if term else None
        elif declared.holds is Holds.QUANTITY:
            values["low"], values["high"] = quantity(value)
    change.edit(Statement, key, **values)

"""Find and replace in the texts of many records: every place is found first, and those that were checked are replaced.

A text is looked for sign by sign as it is written: 髙 is not 高, and か is not part of か + ゛. Nothing but the match
is touched; what follows from a text (script and parts of a name, term and bounds of a statement) follows anew.
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
from memoircat.editing.draft import quantity
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
_TURN = 100  # texts after which a window in the same process may answer
_JOINER = "\u200d"
_EXTENDING = ("Mn", "Me", "Mc")


class Beyond(StrEnum):
    """Texts that hang on a record and are no fields of it."""

    NAMES = "names"
    STATEMENTS = "statements"
    NOTES = "notes"


_COLUMNS: dict[Beyond, tuple[str, tuple[str, ...]]] = {
    Beyond.NAMES: ("name", ("text",)),
    Beyond.STATEMENTS: ("statement", ("value", "place_text")),
    Beyond.NOTES: ("statement", ("note",)),
}
_LABELS = {
    Beyond.NAMES: PART_TYPES["name"].label,
    Beyond.STATEMENTS: PART_TYPES["statement"].label,
    Beyond.NOTES: Label("記載の注記", "Notes on statements", "Примечания к сведениям"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, what is to stand in its place, and where: names of text fields, and of `Beyond`."""

    find: str
    replacement: str
    fields: Collection[str]
    match_case: bool = True
    whole: bool = False


@dataclass(frozen=True, slots=True)
class TextMatch:
    """One match: in which row and column (and which of several texts), and the text with the bounds of the match.

    ``what`` is the field's name, or the property of a statement.
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
    """The places in the order of the records; ``more``: there are others that are not among them."""

    places: tuple[TextMatch, ...]
    more: bool


def places_to_look(kind: RecordType) -> dict[str, Label]:
    """Where texts of a type can be replaced, with the words for it."""
    found = {field.name: field.label for field in text_fields(kind.code)}
    beyond = [each for each in Beyond if each is Beyond.NAMES or kind.properties]
    return {**found, **{str(each): _LABELS[each] for each in beyond}}


# Finding -------------------------------------------------------------------------------------------------------


def find_places(
    connection: Connection, type_code: str, records: Sequence[int], wanted: Wanted, progress: Progress | None = None
) -> TextMatches:
    """Every place in these records, up to `MOST_PLACES`. Raises InputError where nothing is looked for."""
    _refuse(wanted)
    found: list[TextMatch] = []
    for place in _search(connection, RECORD_TYPES[type_code], records, wanted, progress or Progress()):
        if len(found) == MOST_PLACES:
            return TextMatches(tuple(found), more=True)
        found.append(place)
    return TextMatches(tuple(found), more=False)


def _refuse(wanted: Wanted) -> None:
    if not wanted.find:
        raise InputError(message("Nothing is written to look for."), hint=message("Write what is to be replaced."))
    if not wanted.fields:
        raise InputError(message("No field is chosen."), hint=message("Choose where to look."))
    check_text(wanted.find, "find")
    check_text(wanted.replacement, "replace")


def _search(
    connection: Connection, kind: RecordType, records: Sequence[int], wanted: Wanted, progress: Progress
) -> Iterator[TextMatch]:
    matches, done = _matches(wanted), 0
    for chunk in chunks(records):
        progress.step(done, len(records))
        done += len(chunk)
        named = named_records(connection, kind.code, chunk)
        by_record: dict[int, list[TextMatch]] = {}
        for number, row in enumerate(_texts(connection, kind, list(named), wanted)):
            if not number % _TURN:
                progress.step(done, len(records))
                progress.give_way()
            for start, end in matches(row.text):
                place = TextMatch(row.record, *named[row.record], row.table, row.key, row.column, row.item, row.what,
                              row.text, start, end)  # fmt: skip
                by_record.setdefault(row.record, []).append(place)
        for each in chunk:
            yield from by_record.get(each, ())


@dataclass(frozen=True, slots=True)
class _Text:
    record: int
    table: str
    key: int
    column: str
    item: int
    what: str
    text: str


def _texts(connection: Connection, kind: RecordType, records: list[int], wanted: Wanted) -> Iterator[_Text]:
    """The texts of these records in the places that are wanted."""
    fields = [field for field in text_fields(kind.code) if field.name in wanted.fields]
    if fields:
        for record_id, values in text_values(connection, kind.code, records):
            for field in fields:
                several = values[field.name] if field.kind is Kind.TEXTS else (values[field.name],)
                for item, text in enumerate(several):
                    if text:
                        yield _Text(record_id, kind.code, record_id, field.name, item, field.name, text)
    for beyond in Beyond:
        if beyond in wanted.fields:
            yield from _part_texts(connection, beyond, records, wanted)


def _part_texts(connection: Connection, beyond: Beyond, records: list[int], wanted: Wanted) -> Iterator[_Text]:
    part, columns = _COLUMNS[beyond]
    holding = wanted.find if wanted.match_case else ""  # what the bounds of a sign are is seen below
    for row in part_rows(connection, part, records, columns, holding):
        what = str(beyond) if beyond is Beyond.NAMES else row["property"]
        for column in columns:
            if row[column]:
                yield _Text(row["record_id"], part, row["id"], column, 0, what, row[column])


def _matches(wanted: Wanted) -> Callable[[str], Iterator[tuple[int, int]]]:
    """What finds the bounds of each match in a text; a match that would be replaced by itself is none."""
    pattern = re.compile(re.escape(wanted.find), 0 if wanted.match_case else re.IGNORECASE)

    def found(text: str) -> Iterator[tuple[int, int]]:
        at = 0
        while match := pattern.search(text, at):
            start, end = match.span()
            if wanted.whole and (start, end) != (0, len(text)):
                return
            if _is_whole(text, start, end):
                if match.group() != wanted.replacement:
                    yield start, end
                at = end
            else:
                at = start + 1

    return found


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no sign is cut: a mark, a selector or a joiner after the match belongs to the sign before it."""
    return not (end < len(text) and _extends(text[end])) and not (start and text[start - 1] == _JOINER)


@cache
def _extends(sign: str) -> bool:
    return (
        unicodedata.category(sign) in _EXTENDING
        or sign in (_JOINER, "\uff9e", "\uff9f")  # the half-width marks of が and ぱ
        or 0x1F3FB <= ord(sign) <= 0x1F3FF
    )


# Replacing -----------------------------------------------------------------------------------------------------


def replace_places(
    change: Change,
    vocabularies: Vocabularies,
    type_code: str,
    places: Collection[TextMatch],
    wanted: Wanted,
    progress: Progress | None = None,
) -> int:
    """Replace exactly these places; returns how many records were changed.

    Raises Conflict where a text is no longer what was found, InputError where a statement would say nothing then.
    """
    _refuse(wanted)
    kind, progress = RECORD_TYPES[type_code], progress or Progress()
    records = list(dict.fromkeys(each.record for each in places))
    chosen = set(places)
    done = 0
    for record_id, group in groupby(_search(change.connection, kind, records, wanted, progress), lambda p: p.record):
        here = [each for each in group if each in chosen]
        chosen.difference_update(here)
        progress.step(done, len(records))
        progress.give_way()
        _replace_in(change, vocabularies, kind, record_id, here, wanted.replacement)
        done += 1
    if chosen:
        lost = next(iter(chosen))
        raise Conflict(message("It was changed meanwhile."), where=lost.code, hint=message("Search again."))
    return done


def replaced(text: str, bounds: Sequence[tuple[int, int]], replacement: str) -> str:
    """``text`` with the parts between these bounds, which follow each other, replaced."""
    pieces, at = [], 0
    for start, end in bounds:
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
    """The places of one record: its fields in one go, its names and statements row by row."""
    texts: dict[tuple[str, int], dict[str, dict[int, str]]] = {}
    for (table, key, column, item), group in groupby(places, lambda p: (p.table, p.key, p.column, p.item)):
        here = list(group)
        text = replaced(here[0].text, [(each.start, each.end) for each in here], replacement)
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
    """The values of the fields; of several texts one that is empty now is gone, as when it is emptied in the form."""
    ((_, stored),) = text_values(change.connection, kind.code, [record_id])
    values: dict[str, Any] = {}
    for name, items in columns.items():
        if isinstance(stored[name], tuple):
            several = (items.get(number, each) for number, each in enumerate(stored[name]))
            values[name] = tuple(each for each in several if each)
        else:
            values[name] = items[0] or None
    return values


def _rename(change: Change, key: int, text: str) -> None:
    """A form of a name: an empty one is gone; script and parts follow the text."""
    if not text:
        change.remove(Name, key)
        return
    row = part_row(change.connection, "name", key)
    family, given = name_parts(row["text"], row["family"], row["given"], text)
    change.edit(Name, key, text=text, script=script_of(text), family=family, given=given)


def name_parts(before: str, family: str | None, given: str | None, after: str) -> tuple[str | None, str | None]:
    """Family and given name of a form whose text has changed: as they were where they still fit, else read anew."""
    parts, old, new = [each for each in (family, given) if each], before.split(), after.split()
    if len(parts) == len(old) == len(new) == 2 and sorted(parts) == sorted(old):
        return (new[0], new[1]) if old[0] == family else (new[1], new[0])
    if all(each in new for each in parts) or "".join(new) in ("".join(parts), "".join(reversed(parts))):
        return family, given
    return None, None


def _restate(change: Change, vocabularies: Vocabularies, key: int, texts: dict[str, str], code: str) -> None:
    """A statement: the term or the bounds that its value means follow the text, as in the form."""
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

"""Guesses the mapping of a table from the headings of its columns, in three languages.

A guess is shown to a person before anything is written. The headings that are known are the labels of fields and
properties, and the words in `resources/columns.csv`.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from memoircat.dates import DateOrder
from memoircat.editing.targets import read_target
from memoircat.errors import InputError
from memoircat.exchange.mapping_text import NOTHING, MappingDraft
from memoircat.records.properties import PROPERTIES, Holds, properties_of
from memoircat.records.registry import RecordType, record_type
from memoircat.shipped import shipped

KEY = "key"  # in columns.csv, the headings of a column that numbers the rows
_SIDES = {
    "from": ("から", "自", "開始", "開始日", "from", "start", "с", "начало"),
    "until": ("まで", "至", "終了", "終了日", "until", "to", "end", "по", "до", "конец"),
}
_NUMBERED = re.compile(r"^(.*?)[\s_]*[(\[]?(\d{1,2})[)\]]?$")
_FIGURES = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})$")
_CYRILLIC = re.compile("[а-яё]")


def guess_mapping(rows: Sequence[Sequence[str]], type_code: str = "person", source: str = "") -> MappingDraft:
    """The likely mapping of a table, from its first rows; a column with an unknown heading is mapped to `NOTHING`.

    ``type_code``: the type of the records that rows are made into. ``source``: the source of the mapping.
    """
    kind = record_type(type_code)
    head = list(rows[0]) if rows else []
    header = _is_head(rows, kind)
    below = rows[1:] if header else rows
    width = max((len(row) for row in rows), default=0)
    names = head if header else [str(number) for number in range(1, width + 1)]
    columns = _targets(names, kind) if header else [(name, NOTHING) for name in names]
    return MappingDraft(
        record=type_code,
        source=source,
        header=header,
        key=_key(names, below) if header else None,
        date_order=_date_order(head if header else [], below),
        columns=columns,
    )


def guess_target(column: str, kind: RecordType) -> str | None:
    """The target that the heading of a column means for a record type; None where the heading is not known."""
    plain = _plain(column)
    words = _words(kind.code)
    if plain in words:
        return words[plain]
    for part, endings in _SIDES.items():
        for ending in endings:
            base = plain.removesuffix(ending).rstrip()
            if base != plain and base and (whole := guess_target(base, kind)) and (side := _side(whole, part, kind)):
                return side
    numbered = _NUMBERED.match(plain)
    if numbered and numbered[1] and (target := guess_target(numbered[1], kind)):
        return _occurrence(target, int(numbered[2]), kind)
    return None


def _is_head(rows: Sequence[Sequence[str]], kind: RecordType) -> bool:
    """Whether the first row has the headings.

    It has if its cells differ and one of them is a known heading, or if all are filled, differ, and hold no figures.
    """
    if not rows or not any(rows[0]):
        return False
    cells = [cell for cell in rows[0] if cell.strip()]
    if any(guess_target(cell, kind) or _plain(cell) in _key_words() for cell in cells):
        return len(set(cells)) == len(cells)
    return len(cells) == len(rows[0]) == len(set(cells)) and not any(re.search(r"\d", cell) for cell in cells)


def _targets(names: Sequence[str], kind: RecordType) -> list[tuple[str, str]]:
    """A target for every column, none of them twice; a second column for a property is its next occurrence."""
    taken: set[str] = set()
    columns = []
    for name in names:
        target = guess_target(name, kind) or NOTHING
        if target != NOTHING and target in taken:
            later = (_occurrence(target, number, kind) for number in range(2, 10))
            target = next((occurrence for occurrence in later if occurrence and occurrence not in taken), NOTHING)
        taken.add(target)
        columns.append((name, target))
    return columns


def _side(target: str, part: str, kind: RecordType) -> str | None:
    """The target for the beginning or the end (``part``) of what a target says; None where it has none."""
    read = read_target(target, kind)
    if read.what != "statement":
        return None
    return replace(read, part=part).text if PROPERTIES[read.name].holds is not Holds.DATE or part == "until" else None


def _occurrence(target: str, number: int, kind: RecordType) -> str | None:
    """The target for another occurrence of the same property; None where it happens once."""
    read = read_target(target, kind)
    if read.what != "statement" or not PROPERTIES[read.name].repeatable:
        return None
    return replace(read, occurrence=number).text


def _key(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str | None:
    """The first column whose heading is that of a key and whose cells are filled and differ in every row."""
    for position, name in enumerate(names):
        cells = [row[position] for row in rows if position < len(row)]
        if _plain(name) in _key_words() and all(cells) and len(set(cells)) == len(cells) == len(rows):
            return name
    return None


def _date_order(head: Sequence[str], rows: Sequence[Sequence[str]]) -> DateOrder | None:
    """The order of day, month and year in dates such as 3.4.46; None where nothing shows it.

    Dates that can be read in one way only show it, else Cyrillic headings: Russian writes the day first.
    """
    dates = [date for row in rows for cell in row if (date := _FIGURES.match(cell.strip()))]
    if any(int(date[1]) > 12 and int(date[2]) <= 12 and len(date[3]) == 4 for date in dates):
        return "dmy"
    if any(int(date[2]) > 12 and len(date[3]) == 4 for date in dates):
        return "mdy"
    return "dmy" if dates and any(_CYRILLIC.search(heading.casefold()) for heading in head) else None


@cache
def _words(type_code: str) -> Mapping[str, str]:
    """The headings that are known for a record type, as `_plain` returns them → the target that they mean."""
    kind = record_type(type_code)
    targets: dict[str, str] = {}
    for target, words in _listed().items():
        if target != KEY and _fits(target, kind):
            targets.update((_plain(word), target) for word in words)
    for field in kind.fields:
        for word in (field.name, field.label.ja, field.label.en, field.label.ru):
            targets.setdefault(_plain(word), field.name)
    for declared in properties_of(type_code):
        for word in (declared.code, declared.label.ja, declared.label.en, declared.label.ru):
            part = ".place" if declared.holds is Holds.PLACE else ""
            targets.setdefault(_plain(word), f"{declared.code}{part}")
    return targets


def _fits(target: str, kind: RecordType) -> bool:
    try:
        read_target(target, kind)
    except InputError:
        return False
    return True


@cache
def _key_words() -> frozenset[str]:
    return frozenset(map(_plain, _listed()[KEY]))


@cache
def _listed() -> Mapping[str, tuple[str, ...]]:
    with shipped("columns.csv").open(encoding="utf-8", newline="") as file:
        return {row["target"]: tuple(row["words"].split("|")) for row in csv.DictReader(file)}


def _plain(word: str) -> str:
    """A heading without what tells nothing: width and case of letters, runs of spaces, marks around it."""
    plain = unicodedata.normalize("NFKC", word).casefold()
    return re.sub(r"[\s_]+", " ", plain).strip(" :：*＊")

"""What a table may be: its head and its mapping, guessed from the words of the head in three languages.

A guess is shown to a person before anything is written. Words that say the same come from the labels of fields and
properties and from `resources/columns.csv`.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from memoircat.editing.targets import read_target
from memoircat.errors import InputError
from memoircat.exchange.mapping_text import NOTHING, MappingDraft
from memoircat.records.properties import PROPERTIES, Holds, properties_of
from memoircat.records.registry import RecordType, record_type
from memoircat.records.values import DateOrder
from memoircat.shipped import shipped

KEY = "key"
_SIDES = {
    "from": ("から", "自", "開始", "開始日", "from", "start", "с", "начало"),
    "until": ("まで", "至", "終了", "終了日", "until", "to", "end", "по", "до", "конец"),
}
_NUMBERED = re.compile(r"^(.*?)[\s_]*[(\[]?(\d{1,2})[)\]]?$")
_FIGURES = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})$")
_CYRILLIC = re.compile("[а-яё]")


def guess_mapping(rows: Sequence[Sequence[str]], type_code: str = "person", source: str = "") -> MappingDraft:
    """The likely mapping of a table by its first rows; columns that nothing is known of are mapped to nothing."""
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
    """The target that the name of a column means for a record type; None where nothing is known of it."""
    plain = _plain(column)
    words = _words(kind.code)
    if plain in words:
        return words[plain]
    for part, endings in _SIDES.items():
        for ending in endings:
            base = plain.removesuffix(ending).rstrip()
            if base != plain and base and (found := guess_target(base, kind)) and (side := _side(found, part, kind)):
                return side
    numbered = _NUMBERED.match(plain)
    if numbered and numbered[1] and (found := guess_target(numbered[1], kind)):
        return _occurrence(found, int(numbered[2]), kind)
    return None


def _is_head(rows: Sequence[Sequence[str]], kind: RecordType) -> bool:
    """A first row whose cells are all named, and one of them in a known way; or whose cells hold no figures."""
    if not rows or not any(rows[0]):
        return False
    cells = [each for each in rows[0] if each.strip()]
    if any(guess_target(each, kind) or _plain(each) in _key_words() for each in cells):
        return len(set(cells)) == len(cells)
    return len(cells) == len(rows[0]) == len(set(cells)) and not any(re.search(r"\d", each) for each in cells)


def _targets(names: Sequence[str], kind: RecordType) -> list[tuple[str, str]]:
    """A target for each column, none of them twice; a second column of one property is its next occurrence."""
    taken: set[str] = set()
    found = []
    for name in names:
        target = guess_target(name, kind) or NOTHING
        if target != NOTHING and target in taken:
            later = (_occurrence(target, number, kind) for number in range(2, 10))
            target = next((each for each in later if each and each not in taken), NOTHING)
        taken.add(target)
        found.append((name, target))
    return found


def _side(target: str, part: str, kind: RecordType) -> str | None:
    """The beginning or the end of what a target says, where it has one."""
    read = read_target(target, kind)
    if read.what != "statement":
        return None
    return replace(read, part=part).text if PROPERTIES[read.name].holds is not Holds.DATE or part == "until" else None


def _occurrence(target: str, number: int, kind: RecordType) -> str | None:
    read = read_target(target, kind)
    if read.what != "statement" or not PROPERTIES[read.name].repeatable:
        return None
    return replace(read, occurrence=number).text


def _key(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str | None:
    """The first column that is named as a number and differs in every row."""
    for position, name in enumerate(names):
        cells = [row[position] for row in rows if position < len(row)]
        if _plain(name) in _key_words() and all(cells) and len(set(cells)) == len(cells) == len(rows):
            return name
    return None


def _date_order(head: Sequence[str], rows: Sequence[Sequence[str]]) -> DateOrder | None:
    """How figures such as 3.4.46 are meant: by those that can be meant in one way only, else by the language."""
    figures = [found for row in rows for cell in row if (found := _FIGURES.match(cell.strip()))]
    if any(int(each[1]) > 12 and int(each[2]) <= 12 and len(each[3]) == 4 for each in figures):
        return "dmy"
    if any(int(each[2]) > 12 and len(each[3]) == 4 for each in figures):
        return "mdy"
    return "dmy" if figures and any(_CYRILLIC.search(each.casefold()) for each in head) else None


@cache
def _words(type_code: str) -> Mapping[str, str]:
    """What the heads of columns mean for a record type: plain words → target."""
    kind = record_type(type_code)
    found: dict[str, str] = {}
    for target, words in _listed().items():
        if target != KEY and _fits(target, kind):
            found.update((_plain(word), target) for word in words)
    for field in kind.fields:
        for word in (field.name, field.label.ja, field.label.en, field.label.ru):
            found.setdefault(_plain(word), field.name)
    for declared in properties_of(type_code):
        for word in (declared.code, declared.label.ja, declared.label.en, declared.label.ru):
            part = ".place" if declared.holds is Holds.PLACE else ""
            found.setdefault(_plain(word), f"{declared.code}{part}")
    return found


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
    """Width, case and the marks around a word say nothing."""
    plain = unicodedata.normalize("NFKC", word).casefold()
    return re.sub(r"[\s_]+", " ", plain).strip(" :：*＊")

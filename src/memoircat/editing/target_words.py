"""The targets of a record type in words, for people who map the columns of a table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from memoircat.editing.targets import NAME_PARTS, Target
from memoircat.messages import Label
from memoircat.records.properties import Holds, Property, properties_of
from memoircat.records.registry import RecordType
from memoircat.records.vocabularies import seed_terms

_MOST_TIMES = 4  # how many occurrences of a repeatable property are offered
NOT_MAPPED = Label("（行に残すだけ）", "(kept in the row only)", "(только в строке)")
_NAME = Label("名前", "Name", "Имя")
_PARTS = {
    "family": Label("姓", "family name", "фамилия"),
    "given": Label("名", "given name", "имя"),
    "from": Label("はじめ", "from", "с"),
    "until": Label("おわり", "until", "по"),
    "place": Label("場所", "place", "место"),
    "value": Label("内容", "value", "значение"),
    "certainty": Label("確かさ", "certainty", "достоверность"),
    "source": Label("典拠", "source", "источник"),
    "locator": Label("典拠の箇所", "place in the source", "место в источнике"),
    "note": Label("注", "note", "примечание"),
    "date": Label("日付", "date", "дата"),
    "unit": Label("単位", "unit", "единица"),
}
_ROWS = {
    "tag": Label("タグ", "Tag", "Метка"),
    "row.source": Label("この行の典拠", "Source of this row", "Источник этой строки"),
    "row.locator": Label("この行の典拠の箇所", "Place of this row in its source", "Место строки в источнике"),
}


@cache
def target_choices(kind: RecordType) -> dict[str, Label]:
    """The targets that are offered for the columns of a table, with their words: names, fields, statements, tags."""
    return dict(_choices(kind))


def target_words(target: Target, kind: RecordType) -> Label:
    """The words of a target, whether `target_choices` offers it or not."""
    known = target_choices(kind).get(target.text)
    if known is not None:
        return known
    if target.what == "name":
        return _joined(_NAME, _name_part(target.part))
    declared = next((declared for declared in properties_of(kind.code) if declared.code == target.name), None)
    if declared is None:
        return Label(target.text, target.text, target.text)
    return _statement(declared.label, target)


def _choices(kind: RecordType) -> Iterator[tuple[str, Label]]:
    yield "", NOT_MAPPED
    yield "name", _NAME
    for part in NAME_PARTS:
        yield f"name.{part}", _joined(_NAME, _name_part(part))
    for field in kind.fields:
        yield field.name, field.label
    for declared in properties_of(kind.code):
        times = _MOST_TIMES if declared.repeatable else 1
        for number in range(1, times + 1):
            for part in _parts_of(declared):
                target = Target("statement", declared.code, part, number)
                yield target.text, _statement(declared.label, target)
    yield from _ROWS.items()


def _parts_of(declared: Property) -> tuple[str, ...]:
    """The parts of a statement that are offered: those for which rosters have columns."""
    if declared.holds is Holds.DATE:
        return ("", "place")
    value = "place" if declared.holds is Holds.PLACE else ""
    return (value, "from", "until") if declared.repeatable or declared.holds is Holds.PLACE else (value,)


def _statement(label: Label, target: Target) -> Label:
    number = f" {target.occurrence}" if target.occurrence > 1 else ""
    numbered = Label(f"{label.ja}{number}", f"{label.en}{number}", f"{label.ru}{number}")
    return _joined(numbered, _PARTS.get(target.part))


def _joined(label: Label, part: Label | None) -> Label:
    if part is None:
        return label
    return Label(f"{label.ja}：{part.ja}", f"{label.en}: {part.en}", f"{label.ru}: {part.ru}")


def _name_part(part: str) -> Label | None:
    if part in _PARTS:
        return _PARTS[part]
    kind = {"cyrillic": "as_recorded", "latin": "romanised"}.get(part, part)
    terms = {term.code: term.label for term in seed_terms() if term.vocabulary == "name_kind"}
    if part == "cyrillic":
        return Label("ロシア文字", "Cyrillic", "кириллицей")
    return terms.get(kind, Label(part, part, part))

"""A report as PDF, set by Typst. The template gets the report as JSON: no text of a record is read as markup."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import typst

from memoircat.reports import words
from memoircat.reports.content import Group, Line, Note, Report
from memoircat.shipped import shipped

_LONGEST = 24  # characters without a space that surely fit into a line; see `breakable`
_ROWS_OF_THREE_PAGES = 150  # a longer report has a list of contents
_UNBROKEN = re.compile(rf"[^\s\u2E80-\uFFEF]{{{_LONGEST + 1},}}")


def page(report: Report) -> bytes:
    """The PDF, with its fonts embedded; they are those that come with the program."""
    data = json.dumps(_report(report), ensure_ascii=False, separators=(",", ":"))
    return typst.compile(
        shipped("reports") / "catalogue.typ",
        font_paths=[shipped("fonts")],
        ignore_system_fonts=True,
        sys_inputs={"report": data},
    )


def _report(report: Report) -> dict[str, Any]:
    language = report.language
    return {
        "language": language,
        "name": report.title,
        "title": breakable(report.title),
        "subtitle": breakable(report.subtitle),
        "made": breakable(words.MADE.fill(catalogue=report.catalogue, day=report.day).in_(language)),
        "total": words.report_words(report, report.totals),
        "extent": words.EXTENT.in_(language),
        "contents": words.CONTENTS.in_(language),
        "sheets": report.sheets,
        "signatures": list(report.signatures),
        "signed": words.SIGNED_ON.in_(language),
        "columns": [
            label.in_(language) for label in (words.CODE, words.TITLE, words.DATES, words.EXTENT, words.PIECES)
        ],
        "long": not report.sheets and sum(map(_rows, report.sections)) > _ROWS_OF_THREE_PAGES,
        "nothing": words.NOTHING.in_(language),
        "withheld": report.withheld,
        "sections": [_group(section, report) for section in report.sections],
    }


def _group(group: Group, report: Report) -> dict[str, Any]:
    return {
        "code": breakable(group.code),
        "kind": group.kind,
        "name": " ".join(group.title.split()),
        "title": breakable(group.title),
        "reading": breakable(group.reading),
        "total": words.report_words(report, group.totals),
        "lines": _texts([asdict(line) for line in group.lines]),
        "notes": _texts([asdict(note) for note in group.notes]),
        "entries": [
            {
                **_texts(asdict(entry)),
                "pieces": "" if entry.pieces is None else words.pieces_words(entry.pieces, report.language),
            }
            for entry in group.entries
        ],
        "groups": [_group(inner, report) for inner in group.groups],
    }


def _rows(group: Group) -> int:
    """About how many printed lines a group takes, to tell whether the report needs a list of contents."""
    own = 3 + _rows_of(group.lines, group.notes)
    entries = sum(2 + _rows_of(entry.lines, entry.notes) for entry in group.entries)
    return own + entries + sum(map(_rows, group.groups))


def _rows_of(lines: Sequence[Line], notes: Sequence[Note]) -> int:
    brief = sum(line.brief for line in lines)
    others = [line for line in lines if not line.brief] + [item for note in notes for item in note.items]
    return -(-brief // 3) + sum(1 + len(line.text) // 32 for line in others) + len(notes)


def _texts(value: Any) -> Any:
    """The same structure, with every text as `breakable` returns it."""
    if isinstance(value, str):
        return breakable(value)
    if isinstance(value, dict):
        return {name: _texts(inner) for name, inner in value.items()}
    if isinstance(value, Sequence):
        return [_texts(inner) for inner in value]
    return value


def breakable(text: str) -> str | list[list[str]]:
    """A text as it is; where it has several lines or a word that is too long for one, its lines as lists of pieces.

    The template lets a printed line break between two pieces.
    """
    if "\n" not in text and not _UNBROKEN.search(text):
        return text
    return [_pieces(line) for line in text.splitlines()]


def _pieces(line: str) -> list[str]:
    pieces, start = [], 0
    for run in _UNBROKEN.finditer(line):
        for cut in range(run.start() + _LONGEST, run.end(), _LONGEST):
            pieces.append(line[start:cut])
            start = cut
    return [*pieces, line[start:]]

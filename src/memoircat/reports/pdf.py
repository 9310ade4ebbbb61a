"""A report as PDF, set by Typst. The report goes to the template as JSON: no text of a record is ever markup."""

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

# A run of letters that no line could hold is offered in pieces; the text itself stays as it is.
_LONGEST = 24
_ROWS_OF_THREE_PAGES = 150
_UNBROKEN = re.compile(rf"[^\s\u2E80-\uFFEF]{{{_LONGEST + 1},}}")


def page(report: Report) -> bytes:
    """The PDF, with every font in it; the fonts are those shipped with the program."""
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
        "columns": [each.in_(language) for each in (words.CODE, words.TITLE, words.DATES, words.EXTENT, words.PIECES)],
        "long": not report.sheets and sum(map(_rows, report.sections)) > _ROWS_OF_THREE_PAGES,
        "nothing": words.NOTHING.in_(language),
        "withheld": report.withheld,
        "sections": [_group(each, report) for each in report.sections],
    }


def _group(group: Group, report: Report) -> dict[str, Any]:
    return {
        "code": breakable(group.code),
        "kind": group.kind,
        "name": " ".join(group.title.split()),
        "title": breakable(group.title),
        "reading": breakable(group.reading),
        "total": words.report_words(report, group.totals),
        "lines": _texts([asdict(each) for each in group.lines]),
        "notes": _texts([asdict(each) for each in group.notes]),
        "entries": [
            {
                **_texts(asdict(each)),
                "pieces": "" if each.pieces is None else words.pieces_words(each.pieces, report.language),
            }
            for each in group.entries
        ],
        "groups": [_group(each, report) for each in group.groups],
    }


def _rows(group: Group) -> int:
    """About how many rows a group takes on the page, for deciding on a contents list."""
    own = 3 + _rows_of(group.lines, group.notes)
    return own + sum(2 + _rows_of(each.lines, each.notes) for each in group.entries) + sum(map(_rows, group.groups))


def _rows_of(lines: Sequence[Line], notes: Sequence[Note]) -> int:
    run_on = sum(each.brief for each in lines)
    others = [each for each in lines if not each.brief] + [each for note in notes for each in note.items]
    return -(-run_on // 3) + sum(1 + len(each.text) // 32 for each in others) + len(notes)


def _texts(value: Any) -> Any:
    """The same structure with every text broken into what a line can hold."""
    if isinstance(value, str):
        return breakable(value)
    if isinstance(value, dict):
        return {name: _texts(each) for name, each in value.items()}
    if isinstance(value, Sequence):
        return [_texts(each) for each in value]
    return value


def breakable(text: str) -> str | list[list[str]]:
    """A text as it is, or as lines of pieces between which a line may break."""
    if "\n" not in text and not _UNBROKEN.search(text):
        return text
    return [_pieces(line) for line in text.splitlines()]


def _pieces(line: str) -> list[str]:
    found, start = [], 0
    for run in _UNBROKEN.finditer(line):
        for cut in range(run.start() + _LONGEST, run.end(), _LONGEST):
            found.append(line[start:cut])
            start = cut
    return [*found, line[start:]]

"""The rules of the vocabularies: adding, wording, ordering, taking out of use, removing and merging terms.

Each function works inside the `Change` of its caller, who decides what one step of undo is. `records.known_terms`
declares the codes that the program itself reads; these cannot be removed. A vocabulary that mirrors another one (see
`MIRRORED` there) always has the same codes as that one.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from memoircat.catalogue.kept import replace_in_searches
from memoircat.catalogue.term_places import Ask, TermColumn, count_of, in_lists, places, rows_with
from memoircat.errors import Conflict, InputError, NotFound
from memoircat.jobs import Progress
from memoircat.messages import Label, message
from memoircat.records.known_terms import MIRRORED, protection_of
from memoircat.records.values import check_text
from memoircat.records.vocabularies import LABELS, Term, Vocabularies

if TYPE_CHECKING:  # the window counts uses before it changes any
    from memoircat.catalogue.change import Change

_RUN = 2_000  # rows rewritten at once
_CODE = re.compile(r"[\w.-]+")
_NOT_IN_CODES = re.compile(r"[^a-z0-9]+")
_SEPARATORS = re.compile(r"[;；、]")
_Row = dict[str, Any]


def add_term(change: Change, vocabulary: str, words: Label, code: str = "") -> str:
    """Add a term at the end of a vocabulary and return its code; without ``code`` one is made from the English word.

    Raises InputError for a term without a word and for a word or code that cannot be used, Conflict for one that is
    taken and for a vocabulary that mirrors another, NotFound where there is no such vocabulary.
    """
    _refuse_mirror(vocabulary)
    rows = _rows(change, vocabulary)
    if not rows and vocabulary not in LABELS:
        raise NotFound(
            message("There is no vocabulary “{vocabulary}”.", vocabulary=vocabulary),
            where=vocabulary,
            hint=message("Choose one that is there."),
        )
    words = _usable(vocabulary, words, Label("", "", ""), rows)
    code = _given_code(vocabulary, code, rows) if code else _made_code(vocabulary, words, rows)
    for name in (vocabulary, *_mirrors(vocabulary)):
        last = max((row["position"] for row in _rows(change, name)), default=-1)
        values = {"vocabulary": name, "code": code, **words._asdict(), "position": last + 1, "in_use": 1}
        change.insert_row("term", values)
    return code


def word_term(change: Change, vocabulary: str, code: str, words: Mapping[str, str]) -> None:
    """Write words of a term, by language (ja, en, ru).

    Raises what `add_term` raises for words, but not for a word that stays as it was; NotFound for an unknown term.
    """
    rows = _rows(change, vocabulary)
    row = _row(rows, vocabulary, code)
    others = [other for other in rows if other is not row]
    stored = Label(row["ja"], row["en"], row["ru"])
    usable = _usable(vocabulary, stored._replace(**words), stored, others)
    change.update_row("term", row["id"], usable._asdict())


def move_term(change: Change, vocabulary: str, code: str, by: int) -> None:
    """Move a term ``by`` places down its vocabulary, or up where it is negative; at most to the end or the beginning.

    Raises NotFound for an unknown term.
    """
    rows = _rows(change, vocabulary)
    moved = _row(rows, vocabulary, code)
    before = rows.index(moved)
    order = [row for row in rows if row is not moved]
    order.insert(max(0, min(len(order), before + by)), moved)
    position = -1
    for row, old_position in zip(order, [row["position"] for row in rows], strict=True):
        position = max(position + 1, old_position)  # the numbers stay the same, but for terms that shared one
        change.update_row("term", row["id"], {"position": position})


def use_term(change: Change, vocabulary: str, code: str, in_use: bool) -> None:
    """Take a term into use or out of it. Out of use it is offered no more; records that have it keep it.

    Raises Conflict for a term that the program itself reads, NotFound for an unknown one.
    """
    if not in_use:
        _refuse_known(vocabulary, code)
    _refuse_mirror(vocabulary)
    for row in _twins(change, vocabulary, code):
        change.update_row("term", row["id"], {"in_use": int(in_use)})


def remove_term(change: Change, vocabulary: str, code: str) -> None:
    """Remove a term that nothing uses.

    Raises Conflict for a term in use and for one that the program itself reads, NotFound for an unknown one.
    """
    _refuse_known(vocabulary, code)
    _refuse_mirror(vocabulary)
    rows = _twins(change, vocabulary, code)
    if uses := count_of(_asking(change), vocabulary, code):
        raise Conflict(
            message("It is used {n:,} {n:time|times}, the trash included.", n=uses),
            where=_shown(rows[0]),
            hint=message("Merge it into another term, or take it out of use."),
        )
    for row in rows:
        change.delete_row("term", row["id"])


def merge_terms(change: Change, vocabulary: str, code: str, into: str, progress: Progress | None = None) -> int:
    """Write ``into`` wherever ``code`` is used, and remove ``code``; returns the number of uses.

    The words of sources stay as written, even where they are the words of the removed term. Saved searches ask for
    ``into`` from then on. Raises Conflict for a term that the program itself reads, InputError for merging a term into
    itself, NotFound for an unknown one, Cancelled where ``progress`` is asked to stop.
    """
    _refuse_known(vocabulary, code)
    _refuse_mirror(vocabulary)
    rows = _twins(change, vocabulary, code)
    _row(_rows(change, vocabulary), vocabulary, into)
    if code == into:
        raise InputError(
            message("A term cannot be merged into itself."), where=_shown(rows[0]), hint=message("Choose another one.")
        )
    progress = progress or Progress()
    done, total = 0, count_of(_asking(change), vocabulary, code)
    for column in places(vocabulary):
        for run in rows_with(_asking(change), column, code, _RUN):
            progress.give_way()
            progress.step(done, total)
            updates = [(key, owner, {column.column: _merged(column, value, code, into)}) for key, owner, value in run]
            change.update_rows(column.table, updates)
            done += len(run)
    replace_in_searches(change, vocabulary, code, into)
    for row in rows:
        change.delete_row("term", row["id"])
    return done


def _merged(column: TermColumn, value: str, code: str, into: str) -> str:
    """A stored value with ``into`` instead of ``code``; a list has it only once."""
    if not column.many:
        return into
    codes: list[str] = []
    for listed in json.loads(value):
        if listed not in (code, into):
            codes.append(listed)
        elif into not in codes:
            codes.append(into)
    return json.dumps(codes, ensure_ascii=False)


# What may be written ---------------------------------------------------------------------------------------------


def _usable(vocabulary: str, words: Label, stored: Label, others: Sequence[_Row]) -> Label:
    """The words as they are to be stored: one of spaces only becomes empty. Those equal to ``stored`` are not checked.

    Raises InputError where all are empty or one has characters that it may not have, Conflict where another term has
    the word.
    """
    kept = Label(*(word if word.strip() else "" for word in words))
    if not any(kept):
        raise InputError(
            message("A term needs a word."), where=vocabulary, hint=message("Write it in one language at least.")
        )
    taken = _looked_up(others)
    for word, before in zip(kept, stored, strict=True):
        if word and word != before:
            _check_characters(vocabulary, word)
            if other := taken.understand(vocabulary, word):
                raise Conflict(
                    message("This vocabulary has “{word}” already, as the term {code}.", word=word, code=other.code),
                    where=vocabulary,
                    hint=message("Write another word, or merge the two terms."),
                )
    return kept


def _check_characters(vocabulary: str, word: str) -> None:
    check_text(word, vocabulary)
    if any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in word):
        raise InputError(
            message("A word is one line without tabs."), where=vocabulary, hint=message("Write it in one line.")
        )
    if in_lists(vocabulary) and _SEPARATORS.search(word):
        raise InputError(
            message("“{word}” holds a sign that parts several terms typed in one field (; ； 、).", word=word),
            where=vocabulary,
            hint=message("Write a comma or ・ instead."),
        )


def _given_code(vocabulary: str, code: str, rows: Sequence[_Row]) -> str:
    check_text(code, vocabulary)
    if not _CODE.fullmatch(code):
        raise InputError(
            message("“{code}” cannot be a code.", code=code),
            where=vocabulary,
            hint=message("Use letters, figures and _ only."),
        )
    if _looked_up(rows).understand(vocabulary, code):
        raise Conflict(
            message("“{code}” is taken by another term.", code=code),
            where=vocabulary,
            hint=message("Choose another code."),
        )
    return code


def _made_code(vocabulary: str, words: Label, rows: Sequence[_Row]) -> str:
    """A code from the English word; where there is none, the vocabulary's name. A number makes it unique."""
    plain = unicodedata.normalize("NFKD", words.en).encode("ascii", "ignore").decode().lower()
    made = _NOT_IN_CODES.sub("_", plain).strip("_")
    taken, base, number = _looked_up(rows), made or vocabulary, 2 if made else 1
    code = made or f"{vocabulary}_1"
    while taken.understand(vocabulary, code):
        code = f"{base}_{number}"
        number += 1
    return code


def _looked_up(rows: Sequence[_Row]) -> Vocabularies:
    return Vocabularies(
        Term(row["vocabulary"], row["code"], Label(row["ja"], row["en"], row["ru"]), row["position"]) for row in rows
    )


def _refuse_known(vocabulary: str, code: str) -> None:
    if protection_of(vocabulary, code):
        raise Conflict(
            message("The program itself reads this term."),
            where=code,
            hint=message("Its words and its place can be changed."),
        )


def _refuse_mirror(vocabulary: str) -> None:
    if vocabulary in MIRRORED:
        raise Conflict(
            message("These terms come and go with those of the other direction."),
            where=vocabulary,
            hint=message("Do it there; words and order can be changed here."),
        )


# Rows ------------------------------------------------------------------------------------------------------------


def _mirrors(vocabulary: str) -> list[str]:
    return [mirror for mirror, mirrored in MIRRORED.items() if mirrored == vocabulary]


def _rows(change: Change, vocabulary: str) -> list[_Row]:
    """The terms of a vocabulary as they are inside this change, in their order."""
    names = ("id", "vocabulary", "code", "ja", "en", "ru", "position", "in_use")
    sql = f"SELECT {', '.join(names)} FROM term WHERE vocabulary = ? ORDER BY position, id"
    return [dict(zip(names, row, strict=True)) for row in _asking(change)(sql, [vocabulary])]


def _row(rows: Sequence[_Row], vocabulary: str, code: str) -> _Row:
    term = next((row for row in rows if row["code"] == code), None)
    if term is None:
        raise NotFound(
            message("The vocabulary “{vocabulary}” has no term “{code}”.", vocabulary=vocabulary, code=code),
            where=code,
            hint=message("`memoircat term list` shows what is there."),
        )
    return term


def _twins(change: Change, vocabulary: str, code: str) -> list[_Row]:
    """The row of a term, and those that mirror it."""
    rows = [_row(_rows(change, vocabulary), vocabulary, code)]
    for mirror in _mirrors(vocabulary):
        rows += [row for row in _rows(change, mirror) if row["code"] == code]
    return rows


def _shown(row: _Row) -> str:
    return Label(row["ja"], row["en"], row["ru"]).in_("en")


def _asking(change: Change) -> Ask:
    """The function that runs SQL on the connection of a change."""
    connection = change.connection
    return lambda sql, values: connection.exec_driver_sql(sql, tuple(values)).fetchall()

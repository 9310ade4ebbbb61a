"""Puts empty rows in the place of lost ones that others belong or refer to, with what an index still knows of them."""

from __future__ import annotations

import mimetypes
from contextlib import suppress

from memoircat.catalogue import storage
from memoircat.catalogue.clock import new_uid, now
from memoircat.catalogue.salvage.btree_pages import Value
from memoircat.catalogue.salvage.media import stored_file
from memoircat.catalogue.salvage.mending import Mending
from memoircat.catalogue.salvage.report import Fate
from memoircat.messages import Label, message
from memoircat.records.registry import RECORD_TYPES
from memoircat.records.vocabularies import seed_terms

SALVAGE = "salvage"  # the kind of a change set that a salvage has made; it is not undone
_NOBODY = "?"
_PEOPLE = ("member", "made", "shows", "donor")  # columns that refer to people, by and large
_UNKNOWN = "source"  # the type of a record of which only its number is known: it may be cited, and says least of itself

_Row = dict[str, Value]


def stand_in_for_lost(mending: Mending) -> None:
    """Put rows in the place of lost records, own rows of records, imports, rows of rosters, images and terms."""
    _records(mending)
    for code, number in mending.without_own_row():
        mending.make(Fate.PLACEHOLDER, code, number, mending.lost.get(code, {}).get(number, {}))
    _imports(mending)
    _roster_rows(mending)
    _images(mending)
    _terms(mending)
    _change_sets(mending)


def _records(mending: Mending) -> None:
    """A record for each that its parts, its own row, an index or a reference still knows of."""
    wanted: dict[int, _Row] = {number: dict(known) for number, known in mending.lost.get("record", {}).items()}
    guesses: dict[int, str] = {}
    for shape in mending.rows.shapes.content:
        for reference in shape.references:
            if reference.table == "record" and shape.name != "draft":
                for _, number in mending.dangling(shape, reference):
                    if mending.may_be_lost("record", number):
                        wanted.setdefault(number, {})
                        guesses.setdefault(number, "person" if reference.column in _PEOPLE else reference.column)
    at, note = now(), message("Salvaged; its own row was lost, and an empty one stands for it.")
    for number, known in sorted(wanted.items()):
        kind = _type_of_lost(mending, number, known, guesses.get(number))
        row: _Row = {"uid": new_uid(), "code": f"{RECORD_TYPES[kind].prefix}-?-{number}", "version": 1}
        row |= {"created_at": at, "created_by": _NOBODY, "modified_at": at, "modified_by": _NOBODY}
        row |= {name: value for name, value in known.items() if value is not None}
        row |= {"record_type": kind, "note": str(note)}
        if not mending.make(Fate.PLACEHOLDER, "record", number, row):
            mending.make(Fate.PLACEHOLDER, "record", number, {**row, "uid": new_uid()})


def _type_of_lost(mending: Mending, number: int, known: _Row, guess: str | None) -> str:
    """The type of a lost record: of the index, of its own row, by its history, its code, or by what refers to it."""
    tables = mending.rows.shapes.tables
    own = [code for code in RECORD_TYPES if code in tables and mending.rows.has(tables[code], number)]
    told = mending.rows.connection.execute(
        'SELECT "table" FROM change WHERE record = ? AND key = ?', [number, str(number)]
    ).fetchall()
    prefixes = {kind.prefix: code for code, kind in RECORD_TYPES.items()}
    by_code = prefixes.get(str(known.get("code") or "").partition("-")[0])
    candidates = (known.get("record_type"), *own, *(table for (table,) in told), by_code, guess)
    return next((str(code) for code in candidates if code in RECORD_TYPES), _UNKNOWN)


def _imports(mending: Mending) -> None:
    """The import that records say they came with: they stay together, and it can be withdrawn as before."""
    for shape in mending.rows.shapes.content:
        for reference in shape.references:
            if reference.table == "batch":
                for number in {number for _, number in mending.dangling(shape, reference)}:
                    row: _Row = {"file": "?", "file_hash": "", "read": 0, "imported": 0, "at": now(), "by": _NOBODY}
                    if mending.may_be_lost("batch", number):
                        mending.make(Fate.PLACEHOLDER, "batch", number, row)


def _roster_rows(mending: Mending) -> None:
    """A row of a roster of which an index knows source and key: a second import knows it again."""
    for number, known in mending.lost.get("roster_row", {}).items():
        if None not in (known.get("source"), known.get("key")):
            mending.make(Fate.PLACEHOLDER, "roster_row", number, {**known, "number": 0, "cells": "{}"})


def _images(mending: Mending) -> None:
    """An image of which an index knows the hash: its file is there."""
    for number, known in mending.lost.get("image", {}).items():
        sha256 = known.get("sha256")
        if isinstance(sha256, str):
            file = stored_file(mending.media, sha256)
            media_type = mimetypes.guess_type(file.name)[0] if file else None
            row: _Row = {"name": sha256, "media_type": media_type or "?", "bytes": file.stat().st_size if file else 0}
            mending.make(Fate.PLACEHOLDER, "image", number, {**row, **known, "added_at": now()})


def _terms(mending: Mending) -> None:
    """The shipped words for terms that are lost; for one of the archive's own, its code stands for its words."""
    shipped = {(seed.vocabulary, seed.code): seed for seed in seed_terms()}
    for number, known in mending.lost.get("term", {}).items():
        seed = shipped.get((str(known.get("vocabulary")), str(known.get("code"))))
        words = seed.label if seed else Label(*[str(known.get("code"))] * 3)
        row: _Row = {**known, "position": seed.order if seed else number, "in_use": 1, **words._asdict()}
        mending.make(Fate.PLACEHOLDER, "term", number, row)
    for seed in shipped.values() if mending.gaps.get("term") else ():
        row = {"vocabulary": seed.vocabulary, "code": seed.code, "position": seed.order, "in_use": 1}
        with suppress(storage.DatabaseError):  # it is there
            mending.rows.insert("term", {**row, **seed.label._asdict()})


def _change_sets(mending: Mending) -> None:
    """A change set for rows of the history that have lost theirs; it can be neither undone nor redone."""
    lost = mending.rows.connection.execute(
        "SELECT DISTINCT change_set FROM change WHERE change_set NOT IN (SELECT id FROM change_set)"
    ).fetchall()
    label = message("Salvaged; its own row was lost, and an empty one stands for it.").stored()
    for (number,) in lost:
        before = "SELECT at FROM change_set WHERE id < ? ORDER BY id DESC LIMIT 1"
        (at,) = mending.rows.connection.execute(before, [number]).fetchone() or (now(),)
        row: _Row = {"at": at, "by": _NOBODY, "label": label, "kind": SALVAGE}
        mending.make(Fate.PLACEHOLDER, "change_set", number, row)

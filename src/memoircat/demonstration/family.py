"""The invented family 佐久間, their gift to a museum, and the sources that speak of 佐久間辰蔵: `sakuma.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.change import Change
from memoircat.catalogue.images import attach
from memoircat.demonstration.words import import_whole, reader_in, statement
from memoircat.editing.operations import find_record, source_named
from memoircat.linkage.decisions import decision_label, identify, prefer
from memoircat.messages import message
from memoircat.program import Program
from memoircat.records.declare import Kind
from memoircat.records.parts import Attachment, ConditionSurvey, Link, Name, Statement, Transcription
from memoircat.records.registry import record_type
from memoircat.records.values import FieldReader

Table = Mapping[str, Any]

# Entries of a record's table that are not fields of its own.
_APART = {
    "key", "names", "statements", "source", "matches", "preferred", "rows", "mapping", "held_as", "condition",
    "maker", "creator",
}  # fmt: skip
_ILLUSTRATION = "{caption}（見本図）"


class Family:
    """Makes what the file tells, in the order of `steps`; remembers which key became which record."""

    def __init__(self, program: Program, folder: Path) -> None:
        self._program = program
        self._catalogue = program.catalogue
        self._folder = folder
        self._told: Table = tomllib.loads((folder / "sakuma.toml").read_text(encoding="utf-8"))
        self._ids: dict[str, int] = {}

    def steps(self) -> tuple[Callable[[], None], ...]:
        """What is to be done, in order."""
        return (
            self._import_roster,
            self._register_sources,
            self._register_people,
            self._decide,
            self._register_gift,
            self._connect,
            self._attach_pictures,
        )

    def _import_roster(self) -> None:
        told = next(each for each in self._told["source"] if "rows" in each)
        import_whole(self._catalogue, self._folder / told["rows"], self._folder / told["mapping"])

    def _register_sources(self) -> None:
        with self._catalogue.change(message("Enter the sources and memoirs of the Sakuma family")) as change:
            for type_code in ("source", "memoir"):
                self._make_all(change, type_code)

    def _register_people(self) -> None:
        with self._catalogue.change(message("Enter the people of the Sakuma family")) as change:
            self._make_all(change, "person")
            self._make(change, "person", self._told["identified"])

    def _register_gift(self) -> None:
        with self._catalogue.change(message("Enter the documents of the Sakuma family")) as change:
            for type_code in ("accession", "collection", "document"):
                self._make_all(change, type_code)

    # Records ---------------------------------------------------------------------------------------------------

    def _make_all(self, change: Change, type_code: str) -> None:
        for told in self._told[type_code]:
            self._make(change, type_code, told)

    def _make(self, change: Change, type_code: str, told: Table) -> None:
        """One record with its names, its statements and what else its table tells."""
        reader = reader_in(self._catalogue, change)
        fields = self._fields(reader, type_code, told)
        if "rows" in told:  # its roster was imported, and made the source
            new = source_named(change, told["title"])
            change.set(new, **fields)
        else:
            new = change.create(type_code, **fields)
        self._ids[told["key"]] = new
        source = told.get("source")
        for position, name in enumerate(told.get("names", ())):
            cited = name.get("source", source)
            known = {"source": self._ids[cited] if cited else None, "position": position}
            change.add(new, Name(**{**name, **known}))
        for said in told.get("statements", ()):
            change.add(new, self._statement(change, reader, type_code, {"source": source, **said}))
        for role in ("maker", "creator"):
            if role in told:
                change.add(new, Link(role=role, other=self._ids[told[role]]))
        if survey := told.get("condition"):
            date, _warning = reader.date(survey["date"])
            change.add(new, ConditionSurvey(**{**survey, "date": date}))

    def _fields(self, reader: FieldReader, type_code: str, told: Table) -> dict[str, Any]:
        kind = record_type(type_code)
        fields: dict[str, Any] = {}
        for name, value in told.items():
            if name in _APART:
                continue
            field = kind.field(name)
            if field and field.kind is Kind.RECORD:
                fields[name] = self._ids[value]
            elif field:
                fields[name] = reader.parse(field, "; ".join(value) if isinstance(value, list) else str(value)).value
            else:
                fields[name] = value  # `create` refuses it by name
        return fields

    def _statement(self, change: Change, reader: FieldReader, type_code: str, said: Table) -> Statement:
        parts = {name: said.get(name) for name in ("term", "date", "until", "locator", "certainty")}
        made = statement(
            reader, type_code, said["property"], said["value"], occurrence=said["occurrence"], **parts
        )  # fmt: skip
        place, other, source = (said.get(name) for name in ("place", "record", "source"))
        return replace(
            made,
            place=find_record(change, place) if place else None,
            place_text=said.get("place_text", made.place_text),
            other=self._ids[other] if other else None,
            source=self._ids[source] if source else None,
            reason=said.get("reason"),
        )

    # Decisions -------------------------------------------------------------------------------------------------

    def _decide(self) -> None:
        """The judgements in the order of the file, each by the person who made it; each is a step of undo."""
        told, catalogue = self._told["identified"], self._catalogue
        owner = self._ids[told["key"]]
        words = catalogue.vocabularies()
        for match in told["matches"]:
            codes = [self._code(owner), self._code(self._ids[match["person"]])]
            label = decision_label(words, codes, match["status"])
            with _signed(catalogue, match["by"]):
                identify(catalogue, codes, match["status"], match["reason"], label)
        for choice in told["preferred"]:
            seen = catalogue.get(self._code(owner))
            chosen = next(
                each.id
                for each in seen.statements
                if each.record_id == self._ids[choice["person"]] and each.part.property == choice["property"]
            )
            with _signed(catalogue, choice["by"]):
                prefer(catalogue, seen, chosen, message("Prefer a statement: {what}", what=choice["reason"]))

    def _code(self, record: int) -> str:
        found = self._catalogue.view(record)
        assert found is not None
        return found.code

    # Links and pictures ----------------------------------------------------------------------------------------

    def _connect(self) -> None:
        """Links between records, and sources with the memoir or document that they are held as."""
        words = self._catalogue.vocabularies()
        with self._catalogue.change(message("Enter the links between the documents of the Sakuma family")) as change:
            for link in self._told["link"]:
                relation = words.term("relation", link.get("relation"))
                note = link.get("note") or (relation.label.ja if relation else None)
                change.add(self._ids[link["record"]], Link(role=link["role"], other=self._ids[link["to"]], note=note))
            for source in self._told["source"]:
                if "held_as" in source:
                    change.set(self._ids[source["key"]], held_as=self._ids[source["held_as"]])

    def _attach_pictures(self) -> None:
        """The drawings with their transcriptions; the files are on the disk before a record speaks of them."""
        told = self._told["image"]
        files = [self._program.media.take_in(self._folder / "pictures" / each["file"]) for each in told]
        with self._catalogue.change(message("Enter the sample drawings")) as change:
            for each, file in zip(told, files, strict=True):
                key = each["record"]
                record = self._ids[key] if key in self._ids else find_record(change, key)
                (page,) = attach(change, record, [file], _ILLUSTRATION.format(caption=each["caption"]))
                change.edit(Attachment, page, role=each["role"])
                if "lines" in each:
                    change.add(record, _transcription(page, each))


def _transcription(attachment: int, told: Table) -> Transcription:
    return Transcription(
        attachment=attachment,
        kind="diplomatic",
        language=told["language"],
        direction=told["direction"],
        text="\n".join(told["lines"]),
    )


@contextmanager
def _signed(catalogue: Catalogue, by: str) -> Iterator[None]:
    """Changes made within bear another name than that of the person at the desk."""
    own, catalogue.by = catalogue.by, by
    try:
        yield
    finally:
        catalogue.by = own

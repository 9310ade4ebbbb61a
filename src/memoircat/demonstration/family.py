"""The invented family 佐久間, their gift to a museum, and the sources about 佐久間辰蔵, read from `sakuma.toml`."""

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
from memoircat.catalogue.lookups import find_record
from memoircat.demonstration.words import import_whole, reader_in, statement
from memoircat.editing.operations import source_named
from memoircat.linkage.decisions import decision_label, identify, toggle_preferred
from memoircat.messages import message
from memoircat.program import Program
from memoircat.records.declare import Kind
from memoircat.records.parts import Attachment, ConditionSurvey, Link, Name, Statement, Transcription
from memoircat.records.registry import record_type
from memoircat.records.values import FieldReader

Table = Mapping[str, Any]  # a table of the TOML file: one record, statement, link or image

# Entries of a record's table that are not fields of the record.
_APART = {
    "key", "names", "statements", "source", "matches", "preferred", "rows", "mapping", "held_as", "condition",
    "maker", "creator",
}  # fmt: skip
_ILLUSTRATION = "{caption}（見本図）"


class Family:
    """Makes the records that the file describes. The keys of the file are mapped to the ids of records (``_ids``)."""

    def __init__(self, program: Program, folder: Path) -> None:
        self._program = program
        self._catalogue = program.catalogue
        self._folder = folder
        self._entries: Table = tomllib.loads((folder / "sakuma.toml").read_text(encoding="utf-8"))
        self._ids: dict[str, int] = {}

    def steps(self) -> tuple[Callable[[], None], ...]:
        """The functions to be called, in this order."""
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
        roster = next(entry for entry in self._entries["source"] if "rows" in entry)
        import_whole(self._catalogue, self._folder / roster["rows"], self._folder / roster["mapping"])

    def _register_sources(self) -> None:
        with self._catalogue.change(message("Enter the sources and memoirs of the Sakuma family")) as change:
            for type_code in ("source", "memoir"):
                self._make_all(change, type_code)

    def _register_people(self) -> None:
        with self._catalogue.change(message("Enter the people of the Sakuma family")) as change:
            self._make_all(change, "person")
            self._make(change, "person", self._entries["identified"])

    def _register_gift(self) -> None:
        with self._catalogue.change(message("Enter the documents of the Sakuma family")) as change:
            for type_code in ("accession", "collection", "document"):
                self._make_all(change, type_code)

    # Records ---------------------------------------------------------------------------------------------------

    def _make_all(self, change: Change, type_code: str) -> None:
        for entry in self._entries[type_code]:
            self._make(change, type_code, entry)

    def _make(self, change: Change, type_code: str, entry: Table) -> None:
        """Make one record with its names, statements, links and condition."""
        reader = reader_in(self._catalogue, change)
        fields = self._fields(reader, type_code, entry)
        if "rows" in entry:  # the import of its roster has made the source already
            new = source_named(change, entry["title"])
            change.set(new, **fields)
        else:
            new = change.create(type_code, **fields)
        self._ids[entry["key"]] = new
        source = entry.get("source")
        for position, name in enumerate(entry.get("names", ())):
            cited = name.get("source", source)
            known = {"source": self._ids[cited] if cited else None, "position": position}
            change.add(new, Name(**{**name, **known}))
        for stated in entry.get("statements", ()):
            change.add(new, self._statement(change, reader, type_code, {"source": source, **stated}))
        for role in ("maker", "creator"):
            if role in entry:
                change.add(new, Link(role=role, other=self._ids[entry[role]]))
        if survey := entry.get("condition"):
            date, _warning = reader.date(survey["date"])
            change.add(new, ConditionSurvey(**{**survey, "date": date}))

    def _fields(self, reader: FieldReader, type_code: str, entry: Table) -> dict[str, Any]:
        kind = record_type(type_code)
        fields: dict[str, Any] = {}
        for name, value in entry.items():
            if name in _APART:
                continue
            field = kind.field(name)
            if field and field.kind is Kind.RECORD:
                fields[name] = self._ids[value]
            elif field:
                fields[name] = reader.parse(field, "; ".join(value) if isinstance(value, list) else str(value)).value
            else:
                fields[name] = value  # no such field: `create` will raise an error that names it
        return fields

    def _statement(self, change: Change, reader: FieldReader, type_code: str, entry: Table) -> Statement:
        parts = {name: entry.get(name) for name in ("term", "date", "until", "locator", "certainty")}
        new = statement(
            reader, type_code, entry["property"], entry["value"], occurrence=entry["occurrence"], **parts
        )  # fmt: skip
        place, other, source = (entry.get(name) for name in ("place", "record", "source"))
        return replace(
            new,
            place=find_record(change, place) if place else None,
            place_text=entry.get("place_text", new.place_text),
            other=self._ids[other] if other else None,
            source=self._ids[source] if source else None,
            reason=entry.get("reason"),
        )

    # Decisions -------------------------------------------------------------------------------------------------

    def _decide(self) -> None:
        """The decisions in the order of the file, each a change of its own, in the name of the person who made it."""
        person, catalogue = self._entries["identified"], self._catalogue
        owner = self._ids[person["key"]]
        words = catalogue.vocabularies()
        for match in person["matches"]:
            codes = [self._code(owner), self._code(self._ids[match["person"]])]
            label = decision_label(words, codes, match["status"])
            with _as_author(catalogue, match["by"]):
                identify(catalogue, codes, match["status"], match["reason"], label)
        for choice in person["preferred"]:
            seen = catalogue.get(self._code(owner))
            chosen = next(
                stated.id
                for stated in seen.statements
                if stated.record_id == self._ids[choice["person"]] and stated.part.property == choice["property"]
            )
            with _as_author(catalogue, choice["by"]):
                toggle_preferred(catalogue, seen, chosen, message("Prefer a statement: {what}", what=choice["reason"]))

    def _code(self, record: int) -> str:
        view = self._catalogue.view(record)
        assert view is not None
        return view.code

    # Links and pictures ----------------------------------------------------------------------------------------

    def _connect(self) -> None:
        """Add the links between records, and say which memoir or document a source is held as."""
        words = self._catalogue.vocabularies()
        with self._catalogue.change(message("Enter the links between the documents of the Sakuma family")) as change:
            for link in self._entries["link"]:
                relation = words.term("relation", link.get("relation"))
                note = link.get("note") or (relation.label.ja if relation else None)
                change.add(self._ids[link["record"]], Link(role=link["role"], other=self._ids[link["to"]], note=note))
            for source in self._entries["source"]:
                if "held_as" in source:
                    change.set(self._ids[source["key"]], held_as=self._ids[source["held_as"]])

    def _attach_pictures(self) -> None:
        """Attach the drawings with their transcriptions; the files are stored before a record refers to them."""
        images = self._entries["image"]
        files = [self._program.media.ingest(self._folder / "pictures" / image["file"]) for image in images]
        with self._catalogue.change(message("Enter the sample drawings")) as change:
            for image, file in zip(images, files, strict=True):
                key = image["record"]
                record = self._ids[key] if key in self._ids else find_record(change, key)
                (page,) = attach(change, record, [file], _ILLUSTRATION.format(caption=image["caption"]))
                change.edit(Attachment, page, role=image["role"])
                if "lines" in image:
                    change.add(record, _transcription(page, image))


def _transcription(attachment: int, image: Table) -> Transcription:
    return Transcription(
        attachment=attachment,
        kind="diplomatic",
        language=image["language"],
        direction=image["direction"],
        text="\n".join(image["lines"]),
    )


@contextmanager
def _as_author(catalogue: Catalogue, by: str) -> Iterator[None]:
    """Changes within this context are recorded in the name of ``by`` instead of the user's."""
    own, catalogue.by = catalogue.by, by
    try:
        yield
    finally:
        catalogue.by = own

"""The record types and the parts of records: the lists over which tables, forms, CSV, search and reports loop."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.errors import NotFound
from memoircat.messages import Label, message
from memoircat.records import parts
from memoircat.records.accession import Accession
from memoircat.records.collection import Collection
from memoircat.records.declare import Field, fields_of
from memoircat.records.document import Document
from memoircat.records.memoir import Memoir
from memoircat.records.organisation import Organisation
from memoircat.records.person import Person
from memoircat.records.place import Place
from memoircat.records.properties import Property, properties_of
from memoircat.records.record import Record
from memoircat.records.source import Source
from memoircat.records.topic import Topic
from memoircat.records.voyage import Voyage


@dataclass(frozen=True, slots=True)
class RecordType:
    """One kind of record.

    ``code`` is also the name of its table, ``declaration`` the dataclass of its fields, ``prefix`` the letter with
    which its reference codes begin. ``title`` is the field that names a record; None where names (parts) do so.
    """

    code: str
    label: Label
    declaration: type
    prefix: str
    title: str | None = None

    @property
    def own_fields(self) -> tuple[Field, ...]:
        """The fields of its own table."""
        return fields_of(self.declaration)

    @property
    def fields(self) -> tuple[Field, ...]:
        """All its fields in the order of the form: the code, its own fields, the other fields of every record."""
        common = fields_of(Record)
        return (common[0], *self.own_fields, *common[1:])

    @property
    def properties(self) -> tuple[Property, ...]:
        """The properties that its records may have, in the order of the form."""
        return properties_of(self.code)

    def field(self, name: str) -> Field | None:
        """The field of that name; None where there is none."""
        return next((field for field in self.fields if field.name == name), None)


RECORD_TYPES: dict[str, RecordType] = {
    kind.code: kind
    for kind in (
        RecordType("person", Label("人物", "People", "Люди"), Person, "P"),
        RecordType("memoir", Label("手記", "Memoirs", "Воспоминания"), Memoir, "M", "title"),
        RecordType("document", Label("資料", "Documents", "Документы"), Document, "D", "title"),
        RecordType("place", Label("収容所・場所", "Camps and places", "Лагеря и места"), Place, "L"),
        RecordType("voyage", Label("航海", "Voyages", "Рейсы"), Voyage, "V", "ship"),
        RecordType("source", Label("典拠・名簿", "Sources", "Источники"), Source, "S", "title"),
        RecordType("collection", Label("資料群", "Collections", "Фонды"), Collection, "C", "title"),
        RecordType("accession", Label("受入", "Accessions", "Поступления"), Accession, "A", "title"),
        RecordType("organisation", Label("団体", "Organisations", "Организации"), Organisation, "O"),
        RecordType("topic", Label("主題", "Topics", "Темы"), Topic, "T", "title"),
    )
}


@dataclass(frozen=True, slots=True)
class PartType:
    """One table of parts of records: its code and name, its dataclass, and the record types that have such parts.

    ``types`` None: records of every type.
    """

    code: str
    label: Label
    declaration: type
    types: tuple[str, ...] | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        """Its columns, as declared."""
        return fields_of(self.declaration)


PART_TYPES: dict[str, PartType] = {
    part.code: part
    for part in (
        PartType("name", Label("名前", "Names", "Имена"), parts.Name),
        PartType("statement", Label("記載", "Statements", "Сведения"), parts.Statement),
        PartType("link", Label("関係", "Links", "Связи"), parts.Link),
        PartType("attachment", Label("画像", "Images", "Изображения"), parts.Attachment),
        PartType("region", Label("領域", "Regions", "Области"), parts.Region),
        PartType("transcription", Label("翻刻", "Transcriptions", "Транскрипции"), parts.Transcription),
        PartType("condition_survey", Label("状態調査", "Condition", "Состояние"), parts.ConditionSurvey, ("document",)),
        PartType("movement", Label("移動", "Movements", "Перемещения"), parts.Movement, ("document",)),
        PartType("place_parent", Label("上位の場所", "Part of", "Входит в"), parts.PlaceParent, ("place",)),
        PartType("place_identifier", Label("番号", "Numbers", "Номера"), parts.PlaceIdentifier, ("place",)),
        PartType("tag", Label("タグ", "Tags", "Метки"), parts.Tag),
        PartType("match", Label("照合", "Matches", "Сопоставления"), parts.Match, ("person",)),
        PartType("judgement", Label("判断", "Judgements", "Решения"), parts.Judgement, ("person",)),
    )
}

PART_CODES: dict[type, str] = {part.declaration: part.code for part in PART_TYPES.values()}


def record_type(code: str) -> RecordType:
    """The record type of that code. Raises NotFound, with the list of types, where there is none."""
    if code not in RECORD_TYPES:
        raise NotFound(
            message("There is no record type “{code}”.", code=code),
            hint=message("Types: {types}.", types=", ".join(RECORD_TYPES)),
        )
    return RECORD_TYPES[code]

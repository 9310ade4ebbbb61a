"""The record types and the parts of records: the lists over which tables, forms, CSV, search and reports loop."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.errors import NotFound
from memoircat.messages import Label, message
from memoircat.records import parts
from memoircat.records.accession import Accession
from memoircat.records.collection import Collection
from memoircat.records.declare import Field, Kind, fields_of
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

    ``code`` is also the name of its table, ``declaration`` the dataclass of its fields. ``number`` is part of the row
    numbers in the index of words: a new type takes the next one. ``prefix`` is the letter with which its codes begin;
    ``title`` the field that names a record (None: names do so); ``icon`` a picture of resources/icons. ``order`` is the
    position of its section in the catalogue report, ``sorted_by`` the column that its entries are sorted by there
    (None: names or titles), ``dated_by`` the fields that date it, the first that is filled, ``kind_field`` the field by
    whose values the report groups them. ``levels`` is the vocabulary of its levels, where it has a place in the
    hierarchy of holdings.
    """

    code: str
    label: Label
    declaration: type
    number: int
    prefix: str
    icon: str
    order: int
    title: str | None = None
    sorted_by: str | None = None
    dated_by: tuple[str, ...] = ()
    kind_field: str | None = None
    levels: str | None = None

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
        RecordType("person", Label("人物", "People", "Люди"), Person, number=0, prefix="P", icon="users", order=3),
        RecordType(
            *("memoir", Label("手記", "Memoirs", "Воспоминания"), Memoir),
            number=1, prefix="M", icon="book-open", order=2, title="title", dated_by=("published",), kind_field="genre",
        ),
        RecordType(
            *("document", Label("資料", "Documents", "Документы"), Document),
            number=2, prefix="D", icon="file-text", order=1, title="title", sorted_by="code", dated_by=("date",),
            levels="document_level",
        ),
        RecordType(
            *("place", Label("収容所・場所", "Camps and places", "Лагеря и места"), Place),
            number=3, prefix="L", icon="map-pin", order=4, kind_field="kind",
        ),
        RecordType(
            *("voyage", Label("航海", "Voyages", "Рейсы"), Voyage),
            number=4, prefix="V", icon="ship", order=5, title="ship", sorted_by="departed",
            dated_by=("departed", "arrived"),
        ),
        RecordType(
            *("source", Label("典拠・名簿", "Sources", "Источники"), Source),
            number=5, prefix="S", icon="scroll-text", order=6, title="title", dated_by=("date",), kind_field="kind",
        ),
        RecordType(
            *("collection", Label("資料群", "Collections", "Фонды"), Collection),
            number=6, prefix="C", icon="archive", order=0, title="title", sorted_by="code", dated_by=("dates",),
            levels="collection_level",
        ),
        RecordType(
            *("accession", Label("受入", "Accessions", "Поступления"), Accession),
            number=7, prefix="A", icon="inbox", order=9, title="title", sorted_by="code", dated_by=("received",),
        ),
        RecordType(
            *("organisation", Label("団体", "Organisations", "Организации"), Organisation),
            number=8, prefix="O", icon="landmark", order=7, dated_by=("dates",),
        ),
        RecordType(
            *("topic", Label("主題", "Topics", "Темы"), Topic),
            number=9, prefix="T", icon="message-square-text", order=8, title="title",
        ),
    )
}  # fmt: skip

# The types that have a place in the hierarchy of the holdings, from fonds to piece: collections first.
HIERARCHY: tuple[str, ...] = tuple(
    kind.code for kind in sorted(RECORD_TYPES.values(), key=lambda kind: kind.order) if kind.levels
)


@dataclass(frozen=True, slots=True)
class PartType:
    """One table of parts of records: its code and name, its dataclass, and the record types that have such parts.

    ``types`` None: records of every type. ``staff``: for the staff alone, whatever the record's access.
    """

    code: str
    label: Label
    declaration: type
    types: tuple[str, ...] | None = None
    staff: bool = False

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
        PartType(
            "condition_survey",
            Label("状態調査", "Condition", "Состояние"),
            parts.ConditionSurvey,
            ("document",),
            staff=True,
        ),
        PartType("movement", Label("移動", "Movements", "Перемещения"), parts.Movement, ("document",), staff=True),
        PartType("place_parent", Label("上位の場所", "Part of", "Входит в"), parts.PlaceParent, ("place",)),
        PartType("place_identifier", Label("番号", "Numbers", "Номера"), parts.PlaceIdentifier, ("place",)),
        PartType("tag", Label("タグ", "Tags", "Метки"), parts.Tag, staff=True),
        PartType("match", Label("照合", "Matches", "Сопоставления"), parts.Match, ("person",), staff=True),
        PartType("judgement", Label("判断", "Judgements", "Решения"), parts.Judgement, ("person",), staff=True),
    )
}

PART_CODES: dict[type, str] = {part.declaration: part.code for part in PART_TYPES.values()}


def refers_to_record(field: Field) -> bool:
    """Whether the value of a field is the id of a record, not that of an image, a statement or a row of a roster."""
    return field.kind is Kind.RECORD and field.declared.refers[0] in (*RECORD_TYPES, "record")


def record_type(code: str) -> RecordType:
    """The record type of that code. Raises NotFound, with the list of types, where there is none."""
    if code not in RECORD_TYPES:
        raise NotFound(
            message("There is no record type “{code}”.", code=code),
            hint=message("Types: {types}.", types=", ".join(RECORD_TYPES)),
        )
    return RECORD_TYPES[code]

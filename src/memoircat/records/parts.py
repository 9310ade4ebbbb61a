"""The parts of a record: names, statements, links, images, and the repeatable groups of single record types.

Each class is one table. A row belongs to one record and is added, edited and removed through
`memoircat.catalogue.change.Change`. Fields of type int that refer to something hold the id of a row.
"""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.dates import ArchiveDate
from memoircat.messages import Label
from memoircat.records.declare import catalogued

_SOURCE = Label("典拠", "Source", "Источник")
_ACCESS = Label("公開", "Access", "Доступ")
_NOTE = Label("注記", "Note", "Примечание")
_KIND = Label("種類", "Kind", "Вид")
_ORDER = Label("順", "Order", "Порядок")
_FROM = Label("はじめ", "From", "С")
_UNTIL = Label("おわり", "Until", "По")
_BY = Label("担当", "By", "Кем")
_PREFERRED = Label("優先", "Preferred", "Основное")
_PLACE = Label("場所", "Place", "Место")
_LANGUAGE = Label("言語", "Language", "Язык")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One form of a name, as written, in one script."""

    text: str = catalogued(Label("名前", "Name", "Имя"), default="", searchable=True)
    family: str | None = catalogued(Label("姓", "Family name", "Фамилия"))
    given: str | None = catalogued(Label("名", "Given name", "Имя"))
    script: str | None = catalogued(Label("文字", "Script", "Письмо"), vocabulary="script")
    kind: str | None = catalogued(_KIND, vocabulary="name_kind")
    source: int | None = catalogued(_SOURCE, refers="source")
    certainty: str | None = catalogued(Label("確かさ", "Certainty", "Достоверность"), vocabulary="certainty")
    preferred: bool = catalogued(_PREFERRED, default=False)
    position: int = catalogued(_ORDER, default=0)
    access: str | None = catalogued(_ACCESS, vocabulary="access", staff=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one source says about one property of a record.

    ``property`` is the code of a property (`records.properties`). ``value`` is the text as written, ``term`` the code
    of the term it means. ``occurrence``: which event of the property, counted within this record (a second camp stay is
    2); for identified people `catalogue.joint` regroups the events. ``start`` and ``until`` are dates; a point in time
    has ``start`` alone. ``low`` and ``high`` are the bounds of a quantity, in ``unit``. ``rejected``: an archivist does
    not believe it, for the ``reason``.
    """

    property: str = catalogued(Label("項目", "Property", "Свойство"), default="")
    occurrence: int = catalogued(Label("回", "Occurrence", "Случай"), default=1)
    value: str | None = catalogued(Label("記載", "As written", "Как записано"), searchable=True)
    term: str | None = catalogued(Label("用語", "Term", "Термин"))
    place_text: str | None = catalogued(
        Label("場所（文字）", "Place, as written", "Место, как записано"), searchable=True
    )
    place: int | None = catalogued(_PLACE, refers="place")
    other: int | None = catalogued(Label("別の記録", "Other record", "Другая запись"), refers="record")
    low: float | None = catalogued(Label("最小", "Lowest", "Не менее"))
    high: float | None = catalogued(Label("最大", "Highest", "Не более"))
    unit: str | None = catalogued(Label("単位", "Unit", "Единица"))
    start: ArchiveDate | None = catalogued(_FROM, searchable=True)
    until: ArchiveDate | None = catalogued(_UNTIL, searchable=True)
    source: int | None = catalogued(_SOURCE, refers="source")
    locator: str | None = catalogued(Label("箇所", "Page or frame", "Место в источнике"), searchable=True)
    certainty: str | None = catalogued(Label("確かさ", "Certainty", "Достоверность"), vocabulary="certainty")
    preferred: bool = catalogued(_PREFERRED, default=False)
    rejected: bool = catalogued(Label("退けた", "Rejected", "Отклонено"), default=False)
    reason: str | None = catalogued(Label("理由", "Reason", "Причина"), searchable=True, staff=True)
    note: str | None = catalogued(_NOTE, searchable=True, staff=True)
    roster_row: int | None = catalogued(Label("名簿の行", "Roster row", "Строка списка"), refers="roster_row")
    access: str | None = catalogued(_ACCESS, vocabulary="access", staff=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A directed relation to another record; its role has words for either side: see `records.link_roles`."""

    role: str = catalogued(Label("関係", "Role", "Связь"), default="mentions", vocabulary="link_role")
    other: int | None = catalogued(Label("相手", "Other record", "Другая запись"), refers="record")
    note: str | None = catalogued(_NOTE, searchable=True, staff=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A page of an image file that is attached to a record. ``position`` orders the pages of the record."""

    image: int | None = catalogued(Label("画像", "Image", "Изображение"), refers="image")
    page: int = catalogued(Label("ページ", "Page", "Страница"), default=1)
    position: int = catalogued(_ORDER, default=0)
    caption: str | None = catalogued(Label("説明", "Caption", "Подпись"), searchable=True)
    role: str | None = catalogued(_KIND, vocabulary="attachment_role")
    access: str | None = catalogued(_ACCESS, vocabulary="access", staff=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A rectangle on an image. Position and size are fractions of the page, from its top left corner."""

    attachment: int | None = catalogued(Label("画像", "Image", "Изображение"), refers="attachment")
    left: float = catalogued(Label("左", "Left", "Слева"), default=0.0)
    top: float = catalogued(Label("上", "Top", "Сверху"), default=0.0)
    width: float = catalogued(Label("幅", "Width", "Ширина"), default=1.0)
    height: float = catalogued(Label("高さ", "Height", "Высота"), default=1.0)
    text: str | None = catalogued(Label("文字", "Text", "Текст"), searchable=True)
    shows: int | None = catalogued(Label("写っているもの", "Shows", "Изображено"), refers="record")


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcription:
    """The text of an image, or of a whole record where ``attachment`` is not set."""

    attachment: int | None = catalogued(Label("画像", "Image", "Изображение"), refers="attachment")
    kind: str | None = catalogued(_KIND, vocabulary="transcription_kind")
    language: str | None = catalogued(_LANGUAGE, vocabulary="language")
    direction: str | None = catalogued(Label("書字方向", "Direction", "Направление"), vocabulary="direction")
    text: str | None = catalogued(Label("本文", "Text", "Текст"), long=True, searchable=True)
    by: str | None = catalogued(_BY)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionSurvey:
    """A conservator's findings on one day."""

    date: ArchiveDate | None = catalogued(Label("調査日", "Date", "Дата"))
    grade: str | None = catalogued(Label("状態", "Condition", "Состояние"), vocabulary="condition_grade")
    text: str | None = catalogued(Label("所見", "Findings", "Описание"), long=True, searchable=True)
    by: str | None = catalogued(_BY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A loan, an exhibition, a treatment by a conservator, a move to another shelf."""

    kind: str | None = catalogued(_KIND, vocabulary="movement_kind")
    left: ArchiveDate | None = catalogued(Label("搬出", "Left", "Выбыло"))
    returned: ArchiveDate | None = catalogued(Label("返却", "Returned", "Возвращено"))
    whither: str | None = catalogued(Label("行き先", "Where to", "Куда"), searchable=True)
    note: str | None = catalogued(_NOTE, searchable=True, staff=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceParent:
    """The place or administration to which a place belonged, and when."""

    parent: int | None = catalogued(Label("上位", "Part of", "Входит в"), refers="place")
    start: ArchiveDate | None = catalogued(_FROM)
    until: ArchiveDate | None = catalogued(_UNTIL)
    source: int | None = catalogued(_SOURCE, refers="source")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceIdentifier:
    """A number of a camp: its own, that of its post box (п/я), or that of the ministry."""

    kind: str | None = catalogued(_KIND, vocabulary="identifier_kind")
    value: str | None = catalogued(Label("番号", "Number", "Номер"), searchable=True)
    certainty: str | None = catalogued(Label("確かさ", "Certainty", "Достоверность"), vocabulary="certainty")
    start: ArchiveDate | None = catalogued(_FROM)
    until: ArchiveDate | None = catalogued(_UNTIL)
    source: int | None = catalogued(_SOURCE, refers="source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A word that the archivists of this catalogue put on records."""

    text: str = catalogued(Label("タグ", "Tag", "Метка"), default="", searchable=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """On an identified person: the decision whether one recorded person is the same.

    ``status`` is a term of ``match_status``; ``by`` and ``at`` say who decided, and when (ISO 8601).
    """

    member: int | None = catalogued(Label("記録された人", "Recorded person", "Записанное лицо"), refers="record")
    status: str = catalogued(Label("判断", "Decision", "Решение"), default="possible", vocabulary="match_status")
    reason: str | None = catalogued(Label("理由", "Reason", "Причина"), searchable=True, staff=True)
    by: str | None = catalogued(_BY)
    at: str | None = catalogued(Label("いつ", "When", "Когда"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """On an identified person: a decision about a statement of one of the recorded people.

    ``occurrence`` is the event that the statement is about; None leaves it to the grouping by place and time.
    ``preferred`` applies to the identified person only; the recorded person is not changed.
    """

    statement: int | None = catalogued(Label("記載", "Statement", "Сведение"), refers="statement")
    occurrence: int | None = catalogued(Label("回", "Occurrence", "Случай"))
    preferred: bool = catalogued(_PREFERRED, default=False)

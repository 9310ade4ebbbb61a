"""What hangs on a record: names, statements, links, images and the repeating groups of single types.

Each class is one table; its rows belong to one record and are added, edited and removed through
`memoircat.catalogue.change.Change`.
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
    access: str | None = catalogued(_ACCESS, vocabulary="access")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who says what: one source's answer to one property of one record.

    ``occurrence`` numbers the event (a second camp stay is 2); statements on the same event share it. ``start`` and
    ``until`` hold dates; a point in time uses ``start`` alone. ``low`` and ``high`` bound a quantity.
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
    reason: str | None = catalogued(Label("理由", "Reason", "Причина"), searchable=True)
    note: str | None = catalogued(_NOTE, searchable=True)
    roster_row: int | None = catalogued(Label("名簿の行", "Roster row", "Строка списка"), refers="roster_row")
    access: str | None = catalogued(_ACCESS, vocabulary="access")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A directed relation to another record; the role has a reading from either side."""

    role: str = catalogued(Label("関係", "Role", "Связь"), default="mentions", vocabulary="link_role")
    other: int | None = catalogued(Label("相手", "Other record", "Другая запись"), refers="record")
    note: str | None = catalogued(_NOTE, searchable=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A page of an image file on a record, in page order."""

    image: int | None = catalogued(Label("画像", "Image", "Изображение"), refers="image")
    page: int = catalogued(Label("ページ", "Page", "Страница"), default=1)
    position: int = catalogued(_ORDER, default=0)
    caption: str | None = catalogued(Label("説明", "Caption", "Подпись"), searchable=True)
    role: str | None = catalogued(_KIND, vocabulary="attachment_role")
    access: str | None = catalogued(_ACCESS, vocabulary="access")


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A rectangle on an image, in fractions of the page from its top left corner."""

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
    """What a conservator found on one day."""

    date: ArchiveDate | None = catalogued(Label("調査日", "Date", "Дата"))
    grade: str | None = catalogued(Label("状態", "Condition", "Состояние"), vocabulary="condition_grade")
    text: str | None = catalogued(Label("所見", "Findings", "Описание"), long=True, searchable=True)
    by: str | None = catalogued(_BY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A loan, an exhibition, a stay with the conservator, a change of shelf."""

    kind: str | None = catalogued(_KIND, vocabulary="movement_kind")
    left: ArchiveDate | None = catalogued(Label("搬出", "Left", "Выбыло"))
    returned: ArchiveDate | None = catalogued(Label("返却", "Returned", "Возвращено"))
    whither: str | None = catalogued(Label("行き先", "Where to", "Куда"), searchable=True)
    note: str | None = catalogued(_NOTE, searchable=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceParent:
    """Under which place or administration a place stood, and when."""

    parent: int | None = catalogued(Label("上位", "Part of", "Входит в"), refers="place")
    start: ArchiveDate | None = catalogued(_FROM)
    until: ArchiveDate | None = catalogued(_UNTIL)
    source: int | None = catalogued(_SOURCE, refers="source")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceIdentifier:
    """A number a camp bore: its own, its post box (п/я), the ministry's."""

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
    """On an identified person: one recorded person who is, or is not, the same."""

    member: int | None = catalogued(Label("記録された人", "Recorded person", "Записанное лицо"), refers="record")
    status: str = catalogued(Label("判断", "Decision", "Решение"), default="possible", vocabulary="match_status")
    reason: str | None = catalogued(Label("理由", "Reason", "Причина"), searchable=True)
    by: str | None = catalogued(_BY)
    at: str | None = catalogued(Label("いつ", "When", "Когда"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """On an identified person: which of the members' statements is preferred, and which event it speaks of.

    ``occurrence`` overrules the grouping by place and span; None leaves it. ``preferred`` marks the statement for
    this identified person only: the recorded person keeps what its own source says.
    """

    statement: int | None = catalogued(Label("記載", "Statement", "Сведение"), refers="statement")
    occurrence: int | None = catalogued(Label("回", "Occurrence", "Случай"))
    preferred: bool = catalogued(_PREFERRED, default=False)

"""The properties of records: what sources make statements about, one line for each.

A property is not a field: several sources may answer it differently, and each answer is a
:class:`~memoircat.records.parts.Statement`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from memoircat.messages import Label


class Holds(StrEnum):
    """What kind of value a property has; every statement may also have dates, a place and a source."""

    TEXT = "text"
    TERM = "term"
    DATE = "date"
    SPAN = "span"
    PLACE = "place"
    RECORD = "record"
    QUANTITY = "quantity"


FOR_STAFF: Final = "staff"


@dataclass(frozen=True, slots=True)
class Property:
    """One question that sources answer.

    ``types``: the record types that have it. ``repeatable``: a record may have several events of it (camp stays).
    ``privacy``: its privacy class. Statements of the classes health, belief, accusation and family are withheld by
    default while the person may be living, those of `FOR_STAFF` always. ``vocabulary``: the vocabulary of its terms,
    where its values are terms.
    """

    code: str
    label: Label
    holds: Holds
    types: tuple[str, ...]
    repeatable: bool = False
    privacy: str | None = None
    vocabulary: str | None = None


def _person(
    code: str, holds: Holds, ja: str, en: str, ru: str, *, many: bool = False, privacy: str = "", vocabulary: str = ""
) -> Property:
    return Property(code, Label(ja, en, ru), holds, ("person",), many, privacy or None, vocabulary or None)


_T, _W, _D, _S, _P, _R, _Q = Holds.TEXT, Holds.TERM, Holds.DATE, Holds.SPAN, Holds.PLACE, Holds.RECORD, Holds.QUANTITY

_PERSON = (
    _person("birth", _D, "出生", "Birth", "Рождение"),
    _person("birthplace", _P, "出生地", "Birthplace", "Место рождения"),
    _person("age", _Q, "年齢", "Age", "Возраст"),
    _person("home_prefecture", _W, "本籍の都道府県", "Home prefecture", "Префектура", vocabulary="prefecture"),
    _person("home_address", _P, "本籍地", "Home address", "Адрес до призыва"),
    _person("nationality", _T, "国籍（記載）", "Nationality, as recorded", "Национальность, как записано"),
    _person("status", _W, "軍民の別", "Military or civilian", "Военный или гражданский", vocabulary="status"),
    _person("occupation", _T, "職業", "Occupation", "Профессия"),
    _person("father_name", _T, "父の名", "Father's name", "Имя отца"),
    _person("religion", _T, "宗教", "Religion", "Вероисповедание", privacy="belief"),
    _person("party", _T, "党派", "Party", "Партийность", privacy="belief"),
    _person("education", _T, "学歴", "Education", "Образование"),
    _person("conscription", _D, "入営", "Conscription", "Призыв"),
    _person("branch", _T, "兵種", "Branch of service", "Род войск"),
    _person("unit", _T, "部隊", "Unit", "Часть"),
    _person("rank", _W, "階級", "Rank", "Звание", many=True, vocabulary="rank"),
    _person("post", _T, "職務", "Post", "Должность", many=True),
    _person("capture", _D, "捕虜", "Capture", "Пленение"),
    _person("camp_stay", _P, "収容", "Camp stay", "Пребывание в лагере", many=True),
    _person("hospital", _P, "入院", "Hospital", "Госпиталь", many=True, privacy="health"),
    _person("sentence", _T, "判決", "Sentence", "Приговор", many=True, privacy="accusation"),
    _person("release", _D, "釈放", "Release", "Освобождение"),
    _person("amnesty", _D, "恩赦", "Amnesty", "Амнистия", privacy="accusation"),
    _person("work", _T, "労働", "Work", "Работа", many=True),
    _person("illness", _T, "病気", "Illness", "Болезнь", many=True, privacy="health"),
    _person("death", _D, "死亡", "Death", "Смерть"),
    _person(
        "cause_of_death", _W, "死因", "Cause of death", "Причина смерти", privacy="health", vocabulary="cause_of_death"
    ),
    _person("burial", _P, "埋葬", "Burial", "Захоронение"),
    _person("remains_returned", _D, "遺骨の帰還", "Remains returned", "Возвращение останков"),
    _person("transfer", _P, "移管", "Transfer", "Передача"),
    _person("embarkation", _P, "乗船", "Embarkation", "Посадка на судно"),
    _person("voyage", _T, "引揚船", "Voyage", "Рейс"),
    _person("landing", _D, "上陸", "Landing", "Прибытие"),
    _person("declaration_of_death", _D, "死亡宣告", "Declaration of death", "Объявление умершим"),
    _person("fate", _W, "運命", "Fate", "Судьба", vocabulary="fate"),
    _person("later_life", _T, "その後", "Later life", "Дальнейшая жизнь"),
    _person("family", _T, "家族", "Family", "Семья", many=True, privacy="family"),
    _person("height", _Q, "身長", "Height", "Рост"),
    _person("signature_present", _T, "署名", "Signature", "Подпись"),
    _person("inquiry", _T, "照会", "Inquiry", "Запрос", many=True, privacy=FOR_STAFF),
    _person("visit", _T, "墓参", "Visit to the grave", "Посещение могилы", many=True),
)

_OTHERS = (
    Property("opened", Label("開設", "Opened", "Открыт"), _D, ("place",)),
    Property("closed", Label("閉鎖", "Closed", "Закрыт"), _D, ("place",)),
    Property("population", Label("収容人数", "Population", "Численность"), _Q, ("place",), True),
    Property("deaths", Label("死亡者数", "Deaths", "Умерло"), _Q, ("place",), True),
    Property("renamed", Label("改称", "Renamed", "Переименован"), _T, ("place",)),
    Property("burial_count", Label("埋葬者数", "Burials", "Захоронено"), _Q, ("place",), True),
    Property("figure", Label("数", "Figure", "Число"), _Q, ("memoir", "document", "topic"), True),
    Property("maker", Label("作った人", "Maker", "Изготовитель"), _T, ("memoir", "document")),
    Property("made", Label("作成の時期", "Made", "Время создания"), _D, ("memoir", "document")),
    Property("when", Label("日付", "Date", "Дата"), _D, ("topic",)),
    Property("where", Label("場所", "Place", "Место"), _P, ("topic",)),
    Property("answer", Label("答え", "Answer", "Ответ"), _T, ("topic",), True),
    Property("founded", Label("設立", "Founded", "Основано"), _D, ("organisation",)),
    Property("dissolved", Label("解散", "Dissolved", "Распущено"), _D, ("organisation",)),
    Property("members", Label("人数", "Members", "Численность"), _Q, ("organisation",), True),
)

PROPERTIES: dict[str, Property] = {property_.code: property_ for property_ in (*_PERSON, *_OTHERS)}


def properties_of(record_type: str) -> tuple[Property, ...]:
    """The properties that records of a type may have, in the order of the form."""
    return tuple(property_ for property_ in PROPERTIES.values() if record_type in property_.types)

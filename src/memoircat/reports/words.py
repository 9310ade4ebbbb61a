"""The words of reports in three languages."""

from __future__ import annotations

from memoircat.messages import Label, Language
from memoircat.reports.content import Report, Totals

CODE = Label("記号", "Code", "Шифр")
TITLE = Label("題名", "Title", "Заглавие")
READING = Label("よみ", "Reading", "Чтение")
DATES = Label("年代", "Date", "Дата")
EXTENT = Label("数量", "Extent", "Объём")
PIECES = Label("点数", "Pieces", "Предметов")
SECTION = Label("部", "Section", "Раздел")
GROUP = Label("まとまり", "Group", "Группа")
DESCRIPTION = Label("内容", "Description", "Описание")
NOTES = Label("注", "Notes", "Примечания")
CONTENTS = Label("目次", "Contents", "Содержание")
SOURCES = Label("典拠", "Sources", "Источники")
OTHER_NAMES = Label("ほかの名", "Other names", "Другие имена")
RECORDED_AS = Label("記録", "Recorded as", "Записи")

STATEMENT = Label("記載", "Statement", "Сведение")
PREFERRED = Label("優先", "Preferred", "Основное")
NOT_DECIDED = Label("未決", "Not decided", "Не решено")
OTHER = Label("ほか", "Also", "Также")
REJECTED = Label("退けた記載", "Rejected", "Отклонено")
REASON = Label("理由：{reason}", "Reason: {reason}", "Причина: {reason}")
NO_SOURCE = Label("典拠なし", "no source", "источник не указан")
ANOTHER_SOURCE = Label("別の典拠", "another source", "другой источник")
NOT_CHOSEN = Label(
    "どの記載によるかは決まっていません。上には仮に一つを掲げました。",
    "It is not decided which statement to follow; one of them is shown above for now.",
    "Не решено, какому сведению следовать; выше пока приведено одно из них.",
)
NONE_ACCEPTED = Label("採った記載はありません", "No statement was accepted", "Ни одно сведение не принято")
TWO_WAYS = Label("二通りに読めます", "can be read two ways", "можно понять двояко")

COLLECTIONS = Label("資料群と資料", "Collections and documents", "Фонды и документы")
OUTSIDE = Label("資料群に属さない資料", "Documents outside any collection", "Документы вне фондов")
NO_KIND = Label("種別なし", "Without a kind", "Вид не указан")
NO_DATE = Label("年代不明", "Undated", "Без даты")
NO_READING = Label("ほか（かなのよみなし）", "Others, without a kana reading", "Прочие, без чтения каной")
KANA_ROW = Label("{kana}行", "{latin} ({kana}行)", "{latin} ({kana}行)")

CATALOGUE = Label("{title} 目録", "{title}: catalogue", "{title}: каталог")
MADE = Label("{catalogue}　{day} 作成", "{catalogue}, made on {day}", "{catalogue}, составлено {day}")
SLIP = Label("受入票", "Accession slip", "Акт приёма")
RECEIVED = Label("受入日", "Received", "Дата поступления")
DONOR = Label("寄贈者", "Donor", "Даритель")
RELATION = Label("作者との続柄", "Relation to the maker", "Отношение к автору")
REGISTER = Label("受入簿", "Accession register", "По книге поступлений")
REGISTERED = Label("登録済み", "Catalogued", "Внесено в каталог")
RECEIVED_ITEMS = Label("受け入れた資料", "What was received", "Принятые материалы")
NONE_YET = Label("まだありません", "nothing yet", "пока ничего")
BY_PIECE = Label(
    "点ごとの登録のため、件は数えていません",
    "catalogued piece by piece, items not counted",
    "внесены по отдельности, единицы не считаются",
)
DIFFERS = Label(
    "受入簿では{register}、登録済みは{records}です。",
    "The accession register says {register}; catalogued so far: {records}.",
    "По книге поступлений — {register}; внесено в каталог — {records}.",
)
RECEIVED_BY = Label("担当", "Received by", "Принял(а)")
SIGNED_ON = Label("日付", "Date", "Дата")
NOTHING = Label("条件に合う記録はありません。", "No record matches.", "Нет подходящих записей.")
A_FEW = Label(
    "このほか、ここに載せていない記録が数件あります。",
    "A few more records are not shown here.",
    "Ещё несколько записей здесь не показаны.",
)
SOME = Label(
    "このほか、ここに載せていない記録が {count} 件あります。",
    "{count} more records are not shown here.",
    "Здесь не показаны и другие записи: {count}.",
)
FEWEST_COUNTED = 5  # so many withheld records or more are told as a number


def withheld_words(count: int, language: Language) -> str:
    """A sentence on how many records are withheld; "" for none.

    Fewer than `FEWEST_COUNTED` are "a few": an exact small number could tell which records they are.
    """
    if count == 0:
        return ""
    return (SOME.fill(count=number(count)) if count >= FEWEST_COUNTED else A_FEW).in_(language)


def totals_words(totals: Totals, language: Language, en: str = "record", ru: str = "записей") -> str:
    """The numbers of records and, where there are documents, of pieces: ``214 件 231 点``.

    ``en`` and ``ru`` are the words for a record in English (singular) and Russian (genitive plural).
    """
    numbers = [] if totals.pieces and not totals.units else [_counted(totals.units, language, "件", en, ru)]
    if totals.pieces is not None:
        numbers.append(pieces_words(totals.pieces, language))
    return (" " if language == "ja" else ", ").join(numbers)


def slip_words(totals: Totals, language: Language) -> str:
    """Totals on an accession slip, where 件 are the items received."""
    return totals_words(totals, language, "item", "единиц")


def report_words(report: Report, totals: Totals) -> str:
    """Totals in the words of a report: `slip_words` on sheets, else `totals_words`."""
    return (slip_words if report.sheets else totals_words)(totals, report.language)


def pieces_words(count: int, language: Language) -> str:
    """A number of pieces: ``3 点``, ``3 pieces``."""
    return _counted(count, language, "点", "piece", "предметов")


def _counted(count: int, language: Language, ja: str, en: str, ru: str) -> str:
    if language == "ja":
        return f"{number(count)} {ja}"
    if language == "ru":
        return f"{ru}: {number(count)}"
    return f"{number(count)} {en}" + ("" if count == 1 else "s")


def number(count: int) -> str:
    """A number with a comma after every three digits: ``1,234``."""
    return f"{count:,}"


def comma(language: Language) -> str:
    """The separator between the parts of a value."""
    return "、" if language == "ja" else ", "


def bracketed(text: str, inner: str, language: Language) -> str:
    """A text with an explanation after it, in the brackets of the language."""
    return f"{text}（{inner}）" if language == "ja" else f"{text} ({inner})"

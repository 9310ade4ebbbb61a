"""The words and characters of written dates: from a text to a list of tokens.

The kind of a token is one character, so that the grammar can look at a date as a short string, its shape:

    n number   E era            y 年      g год, г.   m 月   d 日   M month name   S season   T third of a month
    D decade   x "month unknown" …         u "unknown" as an end    ~ about    ? uncertain    % both
    A after, from (before the date)        a から, 以後 (after it)   B until, before   b まで, 以前
    w between  & and           r to, по    – dash, ～  - hyphen     . / ( ) = ' themselves
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple


class Token(NamedTuple):
    """One word or character: its kind (see the module), and its value: digits, an era's letter, a month's number …"""

    kind: str
    value: str


UNDATED = frozenset(
    {
        *("undated", "unknown", "n.d.", "n.d", "nd", "s.d.", "no date", "date unknown"),
        *("н/д", "н.д.", "б/д", "б.д.", "без даты", "нет даты", "неизвестно", "неизвестна", "дата неизвестна"),
        *("不詳", "不明", "未詳", "なし", "無し", "日付なし", "日付不明", "日付不詳", "年月日不詳", "年月日不明"),
        *("年不詳", "年不明", "年代不明", "年代不詳"),
    }
)
"""Words that say there is no date, in the form that `plain` gives them."""

# Each line: the token's kind and value, then the words for it. "_": words without a meaning of their own.
_JAPANESE_LINES = """
EM 明治 明
ET 大正 大
ES 昭和 昭
EH 平成 平
ER 令和 令
y 年
m 月
d 日
n1 元
D 年代
S21 春
S22 夏
S23 秋
S24 冬
T1 上旬 初旬
T2 中旬
T3 下旬
mT1 月初 月初旬
mT3 月末
~ 頃 ころ ごろ 約
b 以前 まで
a 以後 以降 から
= ・
_ の 、
xmd 月日不明 月日不詳
xm 月不明 月不詳
xd 日不明 日不詳
u 不明 不詳
"""

_WESTERN_LINES = """
M01 january jan январь января январе янв
M02 february feb февраль февраля феврале фев февр
M03 march mar март марта марте мар
M04 april apr апрель апреля апреле апр
M05 may май мая мае
M06 june jun июнь июня июне июн
M07 july jul июль июля июле июл
M08 august aug август августа августе авг
M09 september sep sept сентябрь сентября сентябре сен сент
M10 october oct октябрь октября октябре окт
M11 november nov ноябрь ноября ноябре ноя нояб
M12 december dec декабрь декабря декабре дек
S21 spring весна весной весны весну весне
S22 summer лето летом лета лете
S23 autumn fall осень осенью осени
S24 winter зима зимой зимы зиму зиме
T1 early beginning начало начале начала
T2 mid middle середина середине середины
T3 late end конец конце конца
EM meiji мэйдзи мейдзи
ET taisho taishō taisyo тайсё тайсе
ES showa shōwa syowa сёва сева
EH heisei хэйсэй хейсей
ER reiwa рэйва рейва
g г гг год года году годы годов годах
~ c ca circa about around approximately approx ок около примерно прибл
A after from since с со после
B before until till by до
r to through
rB по
w between между
& and и
u unknown неизвестно
xmd monthanddayunknown
xm monthunknown
xd dayunknown
_ in of the on year в во на месяца мес числа
"""

_PHRASES = {
    "month and day unknown": "monthanddayunknown",
    "month unknown": "monthunknown",
    "day unknown": "dayunknown",
    "месяц и день неизвестны": "monthanddayunknown",
    "месяц неизвестен": "monthunknown",
    "день неизвестен": "dayunknown",
    "no later than": "until",
    "no earlier than": "from",
    "not before": "from",
    "не позднее": "до",
    "не позже": "до",
    "не ранее": "с",
    "не раньше": "с",
    "mid-": "mid ",
    "(?)": "?",
}

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_DASHES = dict.fromkeys(map(ord, "～〜–—‒―─━ー"), "–") | dict.fromkeys(map(ord, "‐‑−"), "-")
_FIGURES = "〇一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000}


def _by_word(lines: str) -> dict[str, str]:
    """Word → kind and value of its token; empty for a word without meaning."""
    rows = (line.split() for line in lines.strip().split("\n"))
    return {word: row[0].replace("_", "") for row in rows for word in row[1:]}


_JAPANESE = _by_word(_JAPANESE_LINES)
_WESTERN = _by_word(_WESTERN_LINES)


@cache
def _token_pattern() -> re.Pattern[str]:
    japanese = "|".join(sorted(_JAPANESE, key=len, reverse=True))
    return re.compile(
        r"(?P<decade>(?<=[0-9])(?:年代|'?s\b|-?(?:е|х|ые|ых)\b(?:\s*(?:годы|годов|годах|гг?\b\.?))?))"
        r"|(?P<ordinal>(?<=[0-9])(?:st|nd|rd|th|-?го)\b)"
        r"|(?P<number>[0-9]+x{0,2})"
        r"|(?P<letter>[mtshr])\.?\s*(?=元|[0-9]{1,2}(?![0-9]))"
        # A month in Roman numerals has separators around it: in 194I or 1I.2.46 the I is a misread 1.
        r"|(?P<roman>(?<=[./\s-])(?:viii|vii|vi|v|iv|ix|iii|ii|i|xii|xi|x)(?=[./\s-]))\.?"
        r"|(?P<word>[a-zа-яёō]+)\.?"
        rf"|(?P<japanese>{japanese})"
        r"|(?P<weekday>\([日月火水木金土](?:曜日?)?\))"
        r"|(?P<dash>\s-\s)"
        r"|(?P<sign>[-–/.()?~%='])"
        r"|(?P<blank>[\s,]+)"
    )


@cache
def _kanji_pattern() -> re.Pattern[str]:
    return re.compile("[〇零一二三四五六七八九十百千廿卅]+")


@cache
def _dot_pattern() -> re.Pattern[str]:
    return re.compile("(?<=[0-9元])・(?=[0-9])")  # 昭二〇・八・一五


def plain(text: str) -> str:
    """The text in the form that is read: NFKC, lower case, one kind of dash, kanji numerals as digits, stripped."""
    # ～ would become the ASCII tilde, which means "about" in EDTF.
    folded = unicodedata.normalize("NFKC", text.translate(_DASHES)).lower().strip()
    folded = _kanji_pattern().sub(lambda match: _kanji_number(match[0]), folded)
    folded = _dot_pattern().sub(".", folded)
    for phrase, word in _PHRASES.items():
        folded = folded.replace(phrase, word)
    return folded


def has_small_figures(text: str) -> bool:
    """Whether there are superscript, subscript or circled digits or fractions.

    NFKC would turn a footnote mark into a digit of the year.
    """
    tags = ("<super", "<sub", "<circle", "<fraction")
    return any(char > "\x7f" and unicodedata.decomposition(char).startswith(tags) for char in text)


def tokens_of(folded: str) -> list[Token] | None:
    """The tokens of a text that `plain` returned; None where it has a word or character that no date has."""
    tokens: list[Token] = []
    position = 0
    while position < len(folded):
        match = _token_pattern().match(folded, position)
        if not match:
            return None
        matched = _tokens(match.lastgroup or "", match[match.lastgroup or 0])
        if matched is None:
            return None
        tokens += matched
        position = match.end()
    return tokens


def _tokens(group: str, value: str) -> list[Token] | None:
    if group in {"ordinal", "weekday", "blank"}:
        return []
    if group in {"word", "japanese"}:
        code = (_JAPANESE if group == "japanese" else _WESTERN).get(value)
        if code is None:
            return None
        if code.startswith("mT"):  # 2月末: 月 is the unit of the number before it
            return [Token("m", ""), Token("T", code[2:])]
        return [Token(code[0], code[1:])] if code else []
    if group == "roman":
        return [Token("M", str(_ROMAN.index(value) + 1))]
    kinds = {"decade": "D", "number": "n", "letter": "E", "dash": "–"}
    return [Token(kinds.get(group, value), value.upper())]


def _kanji_number(run: str) -> str:
    """A kanji numeral in digits: 二十一 and 二一 are 21, 廿 is 20; unchanged where it is not a number."""
    run = run.replace("零", "〇")
    if all(char in _FIGURES for char in run):
        return "".join(str(_FIGURES.index(char)) for char in run)
    total, figure, unit_before = 0, 0, 10000
    for char in run.replace("廿", "二十").replace("卅", "三十"):
        if char in _UNITS:
            if _UNITS[char] >= unit_before:
                return run
            unit_before = _UNITS[char]
            total += (figure or 1) * unit_before
            figure = 0
        elif figure:
            return run
        else:
            figure = _FIGURES.index(char)
    return str(total + figure)

"""Written dates: what each text means, what is never guessed, and that words lead back to the same date."""

from __future__ import annotations

import datetime
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memoircat.dates import DateText, days_of, era_year, format_date, read_date, read_edtf
from memoircat.dates.edtf import month_length
from memoircat.errors import InputError
from memoircat.messages import LANGUAGES

ROWS = [
    ("昭和20年8月15日", "1945-08-15", "1945-08-15", "1945-08-15"),
    ("昭和二十年八月十五日", "1945-08-15", "1945-08-15", "1945-08-15"),
    ("昭和廿年八月十五日", "1945-08-15", "1945-08-15", "1945-08-15"),
    ("昭和二一年三月一日", "1946-03-01", "1946-03-01", "1946-03-01"),
    ("昭和二十一年三月一日", "1946-03-01", "1946-03-01", "1946-03-01"),
    ("昭和21年3月1日", "1946-03-01", "1946-03-01", "1946-03-01"),
    ("昭和 21 年 3 月 1 日", "1946-03-01", "1946-03-01", "1946-03-01"),
    ("昭和２１年３月１日", "1946-03-01", "1946-03-01", "1946-03-01"),
    ("\u3000昭和21年3月1日\u3000", "1946-03-01", "1946-03-01", "1946-03-01"),
    ("昭二〇・八・一五", "1945-08-15", "1945-08-15", "1945-08-15"),
    ("昭20.8", "1945-08", "1945-08-01", "1945-08-31"),
    ("昭20.8.15", "1945-08-15", "1945-08-15", "1945-08-15"),
    ("昭和20.8.15", "1945-08-15", "1945-08-15", "1945-08-15"),
    ("昭和20/8/15", "1945-08-15", "1945-08-15", "1945-08-15"),
    ("昭和20-8-15", "1945-08-15", "1945-08-15", "1945-08-15"),
    ("S20.8.9", "1945-08-09", "1945-08-09", "1945-08-09"),
    ("s20/8/9", "1945-08-09", "1945-08-09", "1945-08-09"),
    ("Ｓ２０．８．９", "1945-08-09", "1945-08-09", "1945-08-09"),
    ("S.20.8.9", "1945-08-09", "1945-08-09", "1945-08-09"),
    ("S20", "1945", "1945-01-01", "1945-12-31"),
    ("T8.3.1", "1919-03-01", "1919-03-01", "1919-03-01"),
    ("M42.3.1", "1909-03-01", "1909-03-01", "1909-03-01"),
    ("H元.1.8", "1989-01-08", "1989-01-08", "1989-01-08"),
    ("R1.5.1", "2019-05-01", "2019-05-01", "2019-05-01"),
    ("㍼20年8月15日", "1945-08-15", "1945-08-15", "1945-08-15"),
    ("明治元年", "1868", "1868-01-01", "1868-12-31"),
    ("明治45年7月29日", "1912-07-29", "1912-07-29", "1912-07-29"),
    ("大正元年", "1912", "1912-01-01", "1912-12-31"),
    ("大正8年", "1919", "1919-01-01", "1919-12-31"),
    ("大正八年", "1919", "1919-01-01", "1919-12-31"),
    ("大正15年", "1926", "1926-01-01", "1926-12-31"),
    ("大正15年12月31日", "1926-12-31", "1926-12-31", "1926-12-31"),
    ("昭和元年", "1926", "1926-01-01", "1926-12-31"),
    ("昭和元年3月1日", "1926-03-01", "1926-03-01", "1926-03-01"),
    ("昭和元年12月25日", "1926-12-25", "1926-12-25", "1926-12-25"),
    ("大正15＝昭和元", "1926", "1926-01-01", "1926-12-31"),
    ("大正15年・昭和元年", "1926", "1926-01-01", "1926-12-31"),
    ("昭和64年", "1989", "1989-01-01", "1989-12-31"),
    ("平成元年", "1989", "1989-01-01", "1989-12-31"),
    ("平成31年4月30日", "2019-04-30", "2019-04-30", "2019-04-30"),
    ("令和元年5月1日", "2019-05-01", "2019-05-01", "2019-05-01"),
    ("一九四六年二月", "1946-02", "1946-02-01", "1946-02-28"),
    ("一九四六年二月廿日", "1946-02-20", "1946-02-20", "1946-02-20"),
    ("昭和20年8月廿日", "1945-08-20", "1945-08-20", "1945-08-20"),
    ("昭和21年2月上旬", "1946-02-01/1946-02-10", "1946-02-01", "1946-02-10"),
    ("昭和21年2月初旬", "1946-02-01/1946-02-10", "1946-02-01", "1946-02-10"),
    ("昭和21年2月中旬", "1946-02-11/1946-02-20", "1946-02-11", "1946-02-20"),
    ("昭和21年2月下旬", "1946-02-21/1946-02-28", "1946-02-21", "1946-02-28"),
    ("昭和23年2月下旬", "1948-02-21/1948-02-29", "1948-02-21", "1948-02-29"),
    ("昭和21年2月中旬頃", "1946-02-11~/1946-02-20~", "1946-02-11", "1946-02-20"),
    ("昭和21年2月末", "1946-02-21/1946-02-28", "1946-02-21", "1946-02-28"),
    ("昭和21年春", "1946-21", "1946-03-01", "1946-05-31"),
    ("昭和21年春頃", "1946-21~", "1946-03-01", "1946-05-31"),
    ("昭和21年の夏", "1946-22", "1946-06-01", "1946-08-31"),
    ("1946年秋ごろ", "1946-23~", "1946-09-01", "1946-11-30"),
    ("1945–46年の冬", "1945-12/1946-02", "1945-12-01", "1946-02-28"),
    ("1945～46年の冬頃", "1945-12~/1946-02~", "1945-12-01", "1946-02-28"),
    ("昭和20–21年の冬", "1945-12/1946-02", "1945-12-01", "1946-02-28"),
    ("昭和20年8月15日頃", "1945-08-15~", "1945-08-15", "1945-08-15"),
    ("昭和20年8月ころ", "1945-08~", "1945-08-01", "1945-08-31"),
    ("1946年頃", "1946~", "1946-01-01", "1946-12-31"),
    ("約1946年", "1946~", "1946-01-01", "1946-12-31"),
    ("1946年？", "1946?", "1946-01-01", "1946-12-31"),
    ("1946年頃？", "1946%", "1946-01-01", "1946-12-31"),
    ("昭和20年8月15日頃？", "1945-08-15%", "1945-08-15", "1945-08-15"),
    ("1946年(?)", "1946?", "1946-01-01", "1946-12-31"),
    ("昭和21年以前", "../1946", None, "1946-12-31"),
    ("昭和21年2月以後", "1946-02/..", "1946-02-01", None),
    ("昭和21年2月14日以降", "1946-02-14/..", "1946-02-14", None),
    ("昭和21年2月まで", "../1946-02", None, "1946-02-28"),
    ("昭和21年2月から", "1946-02/..", "1946-02-01", None),
    ("昭和20年8月頃まで", "../1945-08~", None, "1945-08-31"),
    ("昭和20年8月～10月", "1945-08/1945-10", "1945-08-01", "1945-10-31"),
    ("昭和20年8～10月", "1945-08/1945-10", "1945-08-01", "1945-10-31"),
    ("昭和20年8月〜昭和21年2月", "1945-08/1946-02", "1945-08-01", "1946-02-28"),
    ("昭和20年8月から昭和21年2月まで", "1945-08/1946-02", "1945-08-01", "1946-02-28"),
    ("1946年2月14日～20日", "1946-02-14/1946-02-20", "1946-02-14", "1946-02-20"),
    ("1946年2月14～20日", "1946-02-14/1946-02-20", "1946-02-14", "1946-02-20"),
    ("1946年2月上旬～3月中旬", "1946-02-01/1946-03-20", "1946-02-01", "1946-03-20"),
    ("1946年春～秋", "1946-21/1946-23", "1946-03-01", "1946-11-30"),
    ("昭和20～22年", "1945/1947", "1945-01-01", "1947-12-31"),
    ("大正8年～10年", "1919/1921", "1919-01-01", "1921-12-31"),
    ("昭和20年—昭和22年", "1945/1947", "1945-01-01", "1947-12-31"),
    ("1946～", "1946/..", "1946-01-01", None),
    ("～1946", "../1946", None, "1946-12-31"),
    ("1946年～不明", "1946/", "1946-01-01", None),
    ("不明～1946年", "/1946", None, "1946-12-31"),
    ("S21.2.14～3.5", "1946-02-14/1946-03-05", "1946-02-14", "1946-03-05"),
    ("20.8.15–20.9.3", "1945-08-15/1945-09-03", "1945-08-15", "1945-09-03"),
    ("1940年代", "194X", "1940-01-01", "1949-12-31"),
    ("1940年代頃", "194X~", "1940-01-01", "1949-12-31"),
    ("昭和20年代", "1945/1954", "1945-01-01", "1954-12-31"),
    ("194X年", "194X", "1940-01-01", "1949-12-31"),
    ("1919", "1919", "1919-01-01", "1919-12-31"),
    ("１９１９", "1919", "1919-01-01", "1919-12-31"),
    ("1919年", "1919", "1919-01-01", "1919-12-31"),
    ("1946年2月", "1946-02", "1946-02-01", "1946-02-28"),
    ("1946.2", "1946-02", "1946-02-01", "1946-02-28"),
    ("1946.2.14", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("1946/2/14", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("1946/8", "1946-08", "1946-08-01", "1946-08-31"),
    ("昭和21(1946)年2月14日", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("1946年(昭和21年)2月", "1946-02", "1946-02-01", "1946-02-28"),
    ("1946年（昭和21年）2月14日", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("昭和20年8月15日(水)", "1945-08-15", "1945-08-15", "1945-08-15"),
    ("昭和20年8月15日（水曜日）", "1945-08-15", "1945-08-15", "1945-08-15"),
    ("1946年月不明", "1946-XX", "1946-01-01", "1946-12-31"),
    ("1946年2月日不明", "1946-02-XX", "1946-02-01", "1946-02-28"),
    ("1946年（月日不明）", "1946-XX-XX", "1946-01-01", "1946-12-31"),
    ("14.2.46", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("14.02.1946", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("14.II.1946", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("14.II.46", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("3.4.1946", "1946-04-03", "1946-04-03", "1946-04-03"),
    ("14-2-46", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("02.1946", "1946-02", "1946-02-01", "1946-02-28"),
    ("8.46", "1946-08", "1946-08-01", "1946-08-31"),
    ("14 февраля 1946 г.", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("14 февраля 1946 года", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("14 ФЕВРАЛЯ 1946", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("14-го февраля 1946 г.", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("14 фев. 1946", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("14 февраля 46 г.", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("февраль 1946", "1946-02", "1946-02-01", "1946-02-28"),
    ("в феврале 1946 года", "1946-02", "1946-02-01", "1946-02-28"),
    ("1946 г.", "1946", "1946-01-01", "1946-12-31"),
    ("в 1946 году", "1946", "1946-01-01", "1946-12-31"),
    ("46 г.", "1946", "1946-01-01", "1946-12-31"),
    ("весна 1946", "1946-21", "1946-03-01", "1946-05-31"),
    ("весной 1946 г.", "1946-21", "1946-03-01", "1946-05-31"),
    ("летом 1946", "1946-22", "1946-06-01", "1946-08-31"),
    ("осенью 1946 года", "1946-23", "1946-09-01", "1946-11-30"),
    ("зима 1945–46 г.", "1945-12/1946-02", "1945-12-01", "1946-02-28"),
    ("зимой 1945-1946 гг.", "1945-12/1946-02", "1945-12-01", "1946-02-28"),
    ("ок. 1946", "1946~", "1946-01-01", "1946-12-31"),
    ("около 1946 г.", "1946~", "1946-01-01", "1946-12-31"),
    ("примерно в феврале 1946", "1946-02~", "1946-02-01", "1946-02-28"),
    ("до 1946", "../1946", None, "1946-12-31"),
    ("до февраля 1946 г.", "../1946-02", None, "1946-02-28"),
    ("после 1946", "1946/..", "1946-01-01", None),
    ("не позднее 1946", "../1946", None, "1946-12-31"),
    ("не ранее 14.2.46", "1946-02-14/..", "1946-02-14", None),
    ("начало февраля 1946", "1946-02-01/1946-02-10", "1946-02-01", "1946-02-10"),
    ("в середине февраля 1946 г.", "1946-02-11/1946-02-20", "1946-02-11", "1946-02-20"),
    ("в конце февраля 1946 г.", "1946-02-21/1946-02-28", "1946-02-21", "1946-02-28"),
    ("1946–1948 гг.", "1946/1948", "1946-01-01", "1948-12-31"),
    ("1946-48 гг.", "1946/1948", "1946-01-01", "1948-12-31"),
    ("с 1945 по 1948 г.", "1945/1948", "1945-01-01", "1948-12-31"),
    ("между 1945 и 1947 гг.", "1945/1947", "1945-01-01", "1947-12-31"),
    ("14–20 февраля 1946 г.", "1946-02-14/1946-02-20", "1946-02-14", "1946-02-20"),
    ("14 февраля – 3 марта 1946 г.", "1946-02-14/1946-03-03", "1946-02-14", "1946-03-03"),
    ("ноябрь 1945 – март 1946 г.", "1945-11/1946-03", "1945-11-01", "1946-03-31"),
    ("14-20.2.46", "1946-02-14/1946-02-20", "1946-02-14", "1946-02-20"),
    ("14.2–20.2.46", "1946-02-14/1946-02-20", "1946-02-14", "1946-02-20"),
    ("1940-е годы", "194X", "1940-01-01", "1949-12-31"),
    ("1940-х гг.", "194X", "1940-01-01", "1949-12-31"),
    ("14 February 1946", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("Feb 14, 1946", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("14th of February, 1946", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("14 Feb 46", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("14-Feb-1946", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("February 1946", "1946-02", "1946-02-01", "1946-02-28"),
    ("Sept. 1946", "1946-09", "1946-09-01", "1946-09-30"),
    ("spring 1946", "1946-21", "1946-03-01", "1946-05-31"),
    ("in the autumn of 1946", "1946-23", "1946-09-01", "1946-11-30"),
    ("fall 1946", "1946-23", "1946-09-01", "1946-11-30"),
    ("winter 1945/46", "1945-12/1946-02", "1945-12-01", "1946-02-28"),
    ("winter of 1945-6", "1945-12/1946-02", "1945-12-01", "1946-02-28"),
    ("winter of 1999–00", "1999-12/2000-02", "1999-12-01", "2000-02-29"),
    ("c. 1946", "1946~", "1946-01-01", "1946-12-31"),
    ("ca. February 1946", "1946-02~", "1946-02-01", "1946-02-28"),
    ("circa 1946", "1946~", "1946-01-01", "1946-12-31"),
    ("about 14 February 1946?", "1946-02-14%", "1946-02-14", "1946-02-14"),
    ("before 1946", "../1946", None, "1946-12-31"),
    ("after February 1946", "1946-02/..", "1946-02-01", None),
    ("between 1945 and 1947", "1945/1947", "1945-01-01", "1947-12-31"),
    ("between February and April 1946", "1946-02/1946-04", "1946-02-01", "1946-04-30"),
    ("from 1945 until 1948", "1945/1948", "1945-01-01", "1948-12-31"),
    ("November 1945 to March 1946", "1945-11/1946-03", "1945-11-01", "1946-03-31"),
    ("early February 1946", "1946-02-01/1946-02-10", "1946-02-01", "1946-02-10"),
    ("mid-February 1946", "1946-02-11/1946-02-20", "1946-02-11", "1946-02-20"),
    ("late February 1946", "1946-02-21/1946-02-28", "1946-02-21", "1946-02-28"),
    ("1940s", "194X", "1940-01-01", "1949-12-31"),
    ("the 1940s", "194X", "1940-01-01", "1949-12-31"),
    ("Shōwa 21", "1946", "1946-01-01", "1946-12-31"),
    ("1946-02-14", "1946-02-14", "1946-02-14", "1946-02-14"),
    ("1946-02", "1946-02", "1946-02-01", "1946-02-28"),
    ("1946-02?", "1946-02?", "1946-02-01", "1946-02-28"),
    ("1946~", "1946~", "1946-01-01", "1946-12-31"),
    ("1946%", "1946%", "1946-01-01", "1946-12-31"),
    ("194X", "194X", "1940-01-01", "1949-12-31"),
    ("19XX", "19XX", "1900-01-01", "1999-12-31"),
    ("1946-XX", "1946-XX", "1946-01-01", "1946-12-31"),
    ("1946-02-XX", "1946-02-XX", "1946-02-01", "1946-02-28"),
    ("1946/1948", "1946/1948", "1946-01-01", "1948-12-31"),
    ("1945/46", "1945/1946", "1945-01-01", "1946-12-31"),
    ("1946–48", "1946/1948", "1946-01-01", "1948-12-31"),
    ("1946~1948", "1946/1948", "1946-01-01", "1948-12-31"),
    ("1945-11/..", "1945-11/..", "1945-11-01", None),
    ("../1946", "../1946", None, "1946-12-31"),
    ("/1946", "/1946", None, "1946-12-31"),
    ("1946/", "1946/", "1946-01-01", None),
    ("1946-21", "1946-21", "1946-03-01", "1946-05-31"),
    ("1946-24", "1946-24", "1946-12-01", "1947-02-28"),
    ("1944-02-29", "1944-02-29", "1944-02-29", "1944-02-29"),
    ("4/13/1946", "1946-04-13", "1946-04-13", "1946-04-13"),
    ("13/4/1946", "1946-04-13", "1946-04-13", "1946-04-13"),
    ("3/3/1946", "1946-03-03", "1946-03-03", "1946-03-03"),
]


@pytest.mark.parametrize(("text", "edtf", "earliest", "latest"), ROWS)
def test_one_meaning(text: str, edtf: str, earliest: str | None, latest: str | None) -> None:
    read = read_date(text)
    assert [(r.edtf, r.earliest, r.latest) for r in read.readings] == [(edtf, earliest, latest)]
    assert read.problem is None
    stored = read.stored()
    assert (stored.text, stored.edtf, stored.earliest, stored.latest) == (text, edtf, earliest, latest)
    assert not stored.undecided
    assert not stored.unread


@pytest.mark.parametrize(
    ("text", "readings", "hull"),
    [
        ("昭和21年冬", ["1945-12/1946-02", "1946-12/1947-02"], "1945-12/1947-02"),
        ("昭和21年冬頃", ["1945-12~/1946-02~", "1946-12~/1947-02~"], "1945-12~/1947-02~"),
        ("1946年冬", ["1945-12/1946-02", "1946-12/1947-02"], "1945-12/1947-02"),
        ("зимой 1946", ["1945-12/1946-02", "1946-12/1947-02"], "1945-12/1947-02"),
        ("зима 1946 г.", ["1945-12/1946-02", "1946-12/1947-02"], "1945-12/1947-02"),
        ("winter 1946", ["1945-12/1946-02", "1946-12/1947-02"], "1945-12/1947-02"),
        ("1946年冬まで", ["../1946-02", "../1947-02"], "../1947-02"),
        ("20.8.15", ["1915-08-20", "1945-08-15"], "1915-08-20/1945-08-15"),
        ("10.2.20", ["1920-02-10", "1935-02-20"], "1920-02-10/1935-02-20"),
        ("46.2.14", ["1971-02-14", "1946-02-14"], "1946-02-14/1971-02-14"),
        ("03/04/1946", ["1946-04-03", "1946-03-04"], "1946-03-04/1946-04-03"),
        ("1946年(昭和20年)2月", ["1946-02", "1945-02"], "1945-02/1946-02"),
        ("21年2月14日", ["1946-02-14", "1888-02-14", "1921-02-14"], "1888-02-14/1946-02-14"),
        ("1945/6", ["1945-06", "1945/1946"], "1945/1946"),
        ("1900s", ["190X", "19XX"], "190X/19XX"),
    ],
)
def test_several_meanings_are_offered(text: str, readings: list[str], hull: str) -> None:
    read = read_date(text)
    assert [reading.edtf for reading in read.readings] == readings
    assert read.ambiguous
    assert read.span_of_all is not None
    assert read.span_of_all.edtf == hull
    stored = read.stored()
    assert stored.undecided
    assert (stored.edtf, stored.earliest, stored.latest) == (None, read.span_of_all.earliest, read.span_of_all.latest)
    assert read.choose(readings[-1]).edtf == readings[-1]


@pytest.mark.parametrize(
    ("text", "order", "edtf"),
    [
        ("20.8.15", "dmy", ["1915-08-20"]),
        ("20.8.15", "ymd", ["1920-08-15", "1945-08-15"]),
        ("03/04/1946", "mdy", ["1946-03-04"]),
        ("03/04/1946", "dmy", ["1946-04-03"]),
        ("2.14.46", "mdy", ["1946-02-14"]),
        ("14.2.46", "mdy", []),
        ("1946-02-14", "mdy", ["1946-02-14"]),
    ],
)
def test_declared_order(text: str, order: str, edtf: list[str]) -> None:
    assert [reading.edtf for reading in read_date(text, order=order).readings] == edtf  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2月30日", "February has no 30th day"),
        ("昭和21年2月30日", "February has no 30th day"),
        ("1946-02-30", "February has no 30th day"),
        ("31.2.46", "February has no 31st day"),
        ("29.2.46", "February 1946 has no 29th day"),
        ("31 апреля 1946", "April has no 31st day"),
        ("1946年13月", "There is no month 13"),
        ("1946-13", "There is no month 13"),
        ("13月", "There is no month 13"),
        ("昭和70年", "There is no Shōwa 70"),
        ("大正16年", "There is no Taishō 16"),
        ("二月中旬", "No year"),
        ("2月14日", "No year"),
        ("14 февраля", "No year"),
        ("廿日", "No year"),
        ("20.8", "No year"),
        ("昭和20年11月～2月", "The end comes before"),
        ("1948–1946", "The end comes before"),
        ("1942-03-08 [08-15]", "This cannot be read"),
        ("昭和二●年", "This cannot be read"),
        ("昭和○年", "This cannot be read"),
        ("1946¹", "This cannot be read"),
        ("194I", "This cannot be read"),
        ("1I.2.46", "This cannot be read"),
        ("1I 1946", "This cannot be read"),
        ("46", "This cannot be read"),
        ("冬の朝", "This cannot be read"),
        ("1" * 201, "Too long"),
    ],
)
def test_no_meaning_has_a_reason(text: str, problem: str) -> None:
    read = read_date(text)
    assert read.readings == ()
    assert read.problem is not None
    assert read.problem.en.startswith(problem)
    assert read.stored().unread
    assert not read.undated


def test_impossible_day_in_three_languages() -> None:
    assert read_date("昭和21年2月30日").problem == (
        "2月に30日はありません（文字は残します）",
        "February has no 30th day (the text is kept)",
        "В феврале нет 30-го числа (текст сохранён)",
    )


@pytest.mark.parametrize("text", ["undated", "不詳", "不明", "なし", "н/д", "Б/Д", "неизвестно", "n.d.", "（不明）"])
def test_undated(text: str) -> None:
    read = read_date(text)
    assert (read.readings, read.problem, read.undated) == ((), None, True)


def test_empty_is_no_problem() -> None:
    for text in ("", "  ", "　"):
        assert (read_date(text).readings, read_date(text).problem, read_date(text).undated) == ((), None, False)


def test_label_of_a_winter() -> None:
    reading = read_date("1945–46年の冬").readings[0]
    assert reading.label == ("1945–46年の冬", "winter of 1945–46", "зима 1945–46 г.")


def test_winter_season_begins_in_its_year() -> None:
    assert days_of("1946-24") == ("1946-12-01", "1947-02-28")


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        "46",
        "1946-13",
        "1946-02-30",
        "1948/1946",
        "../..",
        "/",
        "194X-02",
        "1946-XX-01",
        "1946-21-01",
        "0000",
        "-1946",
        "1946-02-14T10",
        "1946?-02",
        "９９９９",
        "1/2/3",
    ],
)
def test_bad_edtf_is_an_input_error(edtf: str) -> None:
    with pytest.raises(InputError):
        read_edtf(edtf)
    with pytest.raises(InputError):
        read_date("x").choose(edtf)


@pytest.mark.parametrize(
    ("edtf", "style", "words"),
    [
        ("1946-02-14", "western", ("1946年2月14日", "14 February 1946", "14 февраля 1946 г.")),
        ("1946-02-14", "japanese", ("昭和21年2月14日", "14 February Shōwa 21", "14 февраля 21 г. Сёва")),
        ("1946-02", "both", ("1946年（昭和21年）2月", "February 1946 (Shōwa 21)", "февраль 1946 г. (21 г. Сёва)")),
        ("1926", "japanese", ("大正15年＝昭和元年", "Taishō 15 = Shōwa 1", "15 г. Тайсё = 1 г. Сёва")),
        ("1946-02~", "western", ("1946年2月頃", "c. February 1946", "ок. февраля 1946 г.")),
        ("194X", "japanese", ("1940年代", "1940s", "1940-е гг.")),
        ("1946/1948", "western", ("1946年～1948年", "1946–1948", "1946–1948 гг.")),
        ("../1946-02", "western", ("1946年2月まで", "until February 1946", "по февраль 1946 г.")),
        ("1945-12~/1946-02~", "western", ("1945–46年の冬頃", "c. winter of 1945–46", "ок. зимы 1945–46 г.")),
    ],
)
def test_words(edtf: str, style: str, words: tuple[str, ...]) -> None:
    assert tuple(format_date(edtf, language, style) for language in LANGUAGES) == words  # type: ignore[arg-type]


# ── properties ─────────────────────────────────────────────────────────────────────────────────────────────────────

_PIECES = [
    "昭和",
    "昭",
    "S",
    "20",
    "21",
    "年",
    "月",
    "日",
    "2",
    "8",
    "14",
    "46",
    "1946",
    "冬",
    "春",
    "頃",
    "～",
    "-",
    "–",
    ".",
    "/",
    "(",
    ")",
    "?",
    "~",
    "以前",
    "から",
    "まで",
    "зимой",
    "февраля",
    "до",
    "ок.",
    "г.",
    "гг.",
    "February",
    "c.",
    "between",
    "and",
    "early",
    "元",
    "X",
    "1940s",
    "年代",
    "上旬",
    "'",
    "=",
    "、",
    "不明",
    "廿",
]
_TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(_PIECES), max_size=10).map("".join),
    st.lists(st.sampled_from(_PIECES), max_size=10).map(" ".join),
)


@settings(max_examples=1500, deadline=None)
@given(_TEXTS, st.sampled_from([None, "dmy", "mdy", "ymd"]))
def test_any_text_has_an_answer(text: str, order: str | None) -> None:
    read = read_date(text, order=order)  # type: ignore[arg-type]
    stored = read.stored()
    assert read.text == stored.text == text
    assert (read.problem is None) == bool(read.readings or read.undated or not text.strip())
    assert len({reading.edtf for reading in read.readings}) == len(read.readings)
    for reading in read.readings:
        assert days_of(reading.edtf) == (reading.earliest, reading.latest)
        assert read_edtf(reading.edtf) == reading
        if reading.earliest and reading.latest:
            assert reading.earliest <= reading.latest
        if read.span_of_all:
            assert (read.span_of_all.earliest or "") <= (reading.earliest or "") or not read.span_of_all.earliest
            assert read.span_of_all.earliest is None or (reading.earliest or "") >= read.span_of_all.earliest
            assert read.span_of_all.latest is None or (reading.latest or "9999-99") <= read.span_of_all.latest


MOST_CALLS = 50_000  # of functions, for one text; the most tangled that is looked into takes 22,000


def _calls(text: str) -> int:
    """How many functions are called to read a text: its cost on any machine."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        read_date.__wrapped__(text)  # past the cache
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("piece", ["1946-", "1-", "–1946", "昭和20年8月～", "1946–47–", "昭和20年8月", "1946 ", "冬頃"])
def test_long_and_tangled_texts_cost_little(piece: str) -> None:
    for times in (1, 5, 9, 10, 13, 19, 20, 40, 100, 1000):
        assert _calls(piece * times) < MOST_CALLS, times


def _padded(parts: tuple[int, int, int]) -> str:
    year, month, day = parts
    return f"{year:04}-{month:02}-{min(day, month_length(year, month)):02}"


_YEARS = st.integers(1000, 2100)
_DAYS = st.tuples(_YEARS, st.integers(1, 12), st.integers(1, 31)).map(_padded)
_POINTS = st.one_of(
    _DAYS,
    _DAYS.map(lambda day: day[:7]),
    _DAYS.map(lambda day: day[:4]),
    _DAYS.map(lambda day: day[:7] + "-XX"),
    _YEARS.map(lambda year: f"{year}-XX"),
    _YEARS.map(lambda year: f"{year}-XX-XX"),
    _YEARS.map(lambda year: f"{year}"[:3] + "X"),
    _YEARS.map(lambda year: f"{year}"[:2] + "XX"),
    st.tuples(_YEARS, st.integers(21, 24)).map(lambda pair: f"{pair[0]}-{pair[1]}"),
)
_MARKED = st.tuples(_POINTS, st.sampled_from(["", "", "?", "~", "%"])).map("".join)


def _interval(pair: tuple[str, str]) -> str:
    first, second = pair
    if first in {"", ".."}:
        return f"{first}/{second}"
    if second not in {"", ".."} and days_of(first) > days_of(second):
        return f"{second}/{first}"
    return f"{first}/{second}"


_EDTF = st.one_of(
    _MARKED,
    st.tuples(_MARKED, _MARKED).map(_interval),
    st.tuples(st.sampled_from(["", ".."]), _MARKED).map(_interval),
    st.tuples(_MARKED, st.sampled_from(["", ".."])).map(_interval),
)


@pytest.mark.parametrize(
    ("readings", "hull"),
    [
        (("1946-02", "1947"), "1946-02/1947"),
        (("1947", "1946-02"), "1946-02/1947"),
        (("1945/..", "1946"), "1945/.."),
        (("1946", "1945/.."), "1945/.."),
        (("../1946", "1945"), "../1946"),
        (("1945", "../1946"), "../1946"),
        (("1946-02/..", "../1947"), None),
    ],
)
def test_a_span_over_several_readings_leaves_none_out_and_is_open_where_one_is(
    readings: tuple[str, ...], hull: str | None
) -> None:
    read = DateText("?", tuple(map(read_edtf, readings)), None)
    assert (read.span_of_all.edtf if read.span_of_all else None) == hull
    stored = read.stored()
    assert (stored.earliest, stored.latest) == (days_of(hull) if hull else (None, None))


@settings(max_examples=1500, deadline=None)
@given(_EDTF, st.sampled_from(LANGUAGES), st.sampled_from(["western", "japanese", "both"]))
def test_words_lead_back_to_the_date(edtf: str, language: str, style: str) -> None:
    words = format_date(edtf, language, style)  # type: ignore[arg-type]
    back = read_date(words)
    assert len(back.readings) == 1, (words, back)
    reading = back.readings[0]
    assert (reading.earliest, reading.latest) == days_of(edtf), words
    if "-24" not in edtf:  # a winter comes back as its months
        assert reading.edtf == edtf, words


@settings(max_examples=400, deadline=None)
@given(st.dates(datetime.date(1868, 1, 1), datetime.date(2117, 12, 31)), st.sampled_from(LANGUAGES))
def test_a_style_says_the_year_as_it_promises(day: datetime.date, language: str) -> None:
    western, japanese, both = (
        format_date(day.isoformat(), language, style)  # type: ignore[arg-type] # drawn from LANGUAGES, all known
        for style in ("western", "japanese", "both")
    )
    found = era_year(day.isoformat())
    assert found is not None, "there is an era for each of these days"
    era, number = found
    name = era.name.in_(language)  # type: ignore[arg-type] # drawn from LANGUAGES, all known
    count = "元" if number == 1 and language == "ja" else str(number)
    assert str(day.year) in western
    assert name not in western
    assert str(day.year) not in japanese
    for words in (japanese, both):
        assert name in words
        assert count in words
    assert str(day.year) in both


_FIRST_DAY, _LAST_DAY = datetime.date(1868, 10, 23), datetime.date(2026, 12, 31)


@settings(max_examples=600, deadline=None)
@given(st.dates(_FIRST_DAY, _LAST_DAY), st.sampled_from(LANGUAGES))
def test_era_days_come_back(day: datetime.date, language: str) -> None:
    iso = day.isoformat()
    words = format_date(iso, language, "japanese")  # type: ignore[arg-type]
    assert [reading.edtf for reading in read_date(words).readings] == [iso]
    named = era_year(iso)
    assert named is not None
    short = f"{named.era.letter}{named.number}.{day.month}.{day.day}"
    assert read_date(short).stored().edtf == iso


@pytest.mark.parametrize(
    ("day", "name", "number"),
    [
        ("1912-07-29", "明治", 45),
        ("1912-07-30", "大正", 1),
        ("1926-12-24", "大正", 15),
        ("1926-12-25", "昭和", 1),
        ("1989-01-07", "昭和", 64),
        ("1989-01-08", "平成", 1),
        ("2019-04-30", "平成", 31),
        ("2019-05-01", "令和", 1),
    ],
)
def test_eras_change_on_their_day(day: str, name: str, number: int) -> None:
    named = era_year(day)
    assert named is not None
    assert (named.era.name.ja, named.number) == (name, number)


def test_no_era_before_meiji() -> None:
    assert era_year("1867-12-31") is None
    assert format_date("1867", "ja", "japanese") == "1867年"

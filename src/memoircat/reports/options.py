"""The options that all kinds of report have; a kind can add its own."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.catalogue.access import AUDIENCES, Audience
from memoircat.messages import Label, Language
from memoircat.options import option

LANGUAGE = (
    ("ja", Label("日本語", "日本語", "日本語")),
    ("en", Label("English", "English", "English")),
)  # by its own name


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """What every report can be asked for.

    ``code``: only the record with this code and what lies in it. ``title``: instead of the title that the report has by
    itself. ``day``: the day of the report (YYYY-MM-DD), today where empty.
    """

    language: Language = option(
        Label("言語", "Language", "Язык"), default="ja", flag="lang", choices=LANGUAGE, asked=True
    )
    audience: Audience = option(
        Label("対象", "Audience", "Для кого"), default=Audience.STAFF, choices=AUDIENCES, convert=Audience
    )
    code: str | None = option(Label("記号", "Code", "Шифр"), help="One record and what is below it.")
    title: str = option(Label("題名", "Title", "Заглавие"), default="")
    day: str = ""

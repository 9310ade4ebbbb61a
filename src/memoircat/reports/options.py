"""What a person asks of any report; a kind of report adds what is its own."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.catalogue.access import AUDIENCES, Audience
from memoircat.messages import Label, Language
from memoircat.options import option

LANGUAGE = (("ja", Label("日本語", "日本語", "日本語")), ("en", Label("English", "English", "English")))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """The scope and the words of a report.

    ``code``: only this record and what lies below it. ``title``: instead of the report's own. ``day``: the day of the
    report, today where empty.
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

"""Topics: events, figures and questions about which sources disagree."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.messages import Label
from memoircat.records.declare import catalogued


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A question, such as how many people were interned or how many ships came to Maizuru; statements answer it."""

    title: str | None = catalogued(
        Label("主題", "Topic", "Тема"), in_list=True, searchable=True, needed=True, dc="title"
    )
    title_en: str | None = catalogued(
        Label("主題（英）", "Topic in English", "Тема по-английски"), in_list=True, searchable=True
    )
    question: str | None = catalogued(Label("問い", "Question", "Вопрос"), long=True, searchable=True, dc="description")

"""Controlled vocabularies: terms with codes and words in three languages.

A new catalogue begins with those in ``resources/vocabularies.csv`` (columns vocabulary, code, ja, en, ru) and keeps
its own, editable copy in the table ``term``.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from memoircat.messages import Label
from memoircat.shipped import shipped


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a vocabulary: its code, words, and position in the vocabulary; ``in_use``: it is still offered."""

    vocabulary: str
    code: str
    label: Label
    order: int
    in_use: bool = True


LABELS: dict[str, Label] = {
    "rank": Label("階級", "Ranks", "Звания"),
    "fate": Label("運命", "Fates", "Судьбы"),
    "cause_of_death": Label("死因", "Causes of death", "Причины смерти"),
    "prefecture": Label("都道府県", "Prefectures", "Префектуры"),
    "status": Label("軍民の別", "Military or civilian", "Военный или гражданский"),
    "sex": Label("性別", "Sex", "Пол"),
    "person_role": Label("人物の立場", "Roles of people", "Роли людей"),
    "person_kind": Label("人物の記録の種類", "Kinds of records of people", "Виды записей о людях"),
    "relation": Label("続柄", "Relations", "Степени родства"),
    "genre": Label("手記の種別", "Genres of memoirs", "Жанры воспоминаний"),
    "publication_form": Label("刊行の形", "Forms of publication", "Формы публикации"),
    "document_type": Label("資料の種別", "Types of documents", "Виды документов"),
    "document_level": Label("資料のレベル", "Levels of documents", "Уровни документов"),
    "support": Label("材料", "Supports", "Материалы"),
    "technique": Label("技法", "Techniques", "Техники"),
    "register_class": Label("登録区分", "Register classes", "Классы реестра"),
    "condition_grade": Label("資料の状態", "Condition", "Состояние"),
    "movement_kind": Label("移動の種類", "Kinds of movements", "Виды перемещений"),
    "collection_level": Label("資料群のレベル", "Levels of collections", "Уровни фондов"),
    "source_kind": Label("典拠の種類", "Kinds of sources", "Виды источников"),
    "place_kind": Label("場所の種類", "Kinds of places", "Виды мест"),
    "identifier_kind": Label("収容所番号の種類", "Kinds of camp numbers", "Виды номеров лагерей"),
    "organisation_kind": Label("団体の種類", "Kinds of organisations", "Виды организаций"),
    "link_role": Label("関係", "Links", "Связи"),
    "link_role_back": Label("関係（逆から）", "Links, from the other side", "Связи с другой стороны"),
    "language": Label("言語", "Languages", "Языки"),
    "script": Label("文字", "Scripts", "Письменности"),
    "name_kind": Label("名前の種類", "Kinds of names", "Виды имён"),
    "attachment_role": Label("画像の種類", "Kinds of images", "Виды изображений"),
    "transcription_kind": Label("翻刻の種類", "Kinds of transcriptions", "Виды транскрипций"),
    "direction": Label("書字方向", "Directions of writing", "Направления письма"),
    "certainty": Label("確かさ", "Certainty", "Достоверность"),
    "match_status": Label("照合の判断", "Decisions on matches", "Решения о сопоставлении"),
    "access": Label("公開", "Access", "Доступ"),
    "publication_permission": Label("掲載の許可", "Permissions to publish", "Разрешения на публикацию"),
}


def vocabulary_label(vocabulary: str) -> Label:
    """The name of a vocabulary for people; its code where the program has no name for it."""
    return LABELS.get(vocabulary) or Label(vocabulary, vocabulary, vocabulary)


@cache
def seed_terms() -> tuple[Term, ...]:
    """The terms shipped with the program, in the order of the file."""
    with shipped("vocabularies.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Term(row["vocabulary"], row["code"], Label(row["ja"], row["en"], row["ru"]), order)
            for order, row in enumerate(csv.DictReader(file))
        )


class Vocabularies:
    """Looks terms up by their code, or by their word in any of the three languages."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms: dict[str, dict[str, Term]] = {}
        self._words: dict[tuple[str, str], Term] = {}
        for term in terms:
            self._terms.setdefault(term.vocabulary, {})[term.code] = term
            for word in filter(None, (term.code, *term.label)):
                self._words.setdefault((term.vocabulary, _key(word)), term)
                self._words.setdefault((term.vocabulary, _short(term.vocabulary, _key(word))), term)

    def terms(self, vocabulary: str) -> tuple[Term, ...]:
        """The terms of a vocabulary in their order; empty where there is no such vocabulary."""
        return tuple(self._terms.get(vocabulary, {}).values())

    def codes(self) -> tuple[str, ...]:
        """The codes of all vocabularies."""
        return tuple(self._terms)

    def term(self, vocabulary: str, code: str | None) -> Term | None:
        """The term of that code; None where there is none."""
        return self._terms.get(vocabulary, {}).get(code or "")

    def understand(self, vocabulary: str, text: str) -> Term | None:
        """The term whose code, or word in any language, is ``text``; else None.

        Width and case are ignored, and so are 県, 府 and 都 at the end of a prefecture.
        """
        key = _key(text)
        return self._words.get((vocabulary, key)) or self._words.get((vocabulary, _short(vocabulary, key)))


def _key(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _short(vocabulary: str, key: str) -> str:
    """The key without 県, 府 or 都 at its end, for prefectures only: people write both 山形 and 山形県."""
    if vocabulary == "prefecture" and len(key) > 2 and key[-1] in "県府都":
        return key[:-1]
    return key

"""Terms whose codes the program itself reads: archivists can reword and reorder them, but not delete them.

Without such a term a rule of the program would no longer apply: records that were closed would be open. A test compares
this list with the places in the program that read the codes.
"""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.messages import Label


@dataclass(frozen=True, slots=True)
class ProtectedTerms:
    """Codes of one vocabulary that the program reads, and why: a sentence about a single term."""

    codes: tuple[str, ...]
    why: Label


MIRRORED = {"link_role_back": "link_role"}
"""Vocabularies that repeat the codes of another one, with the words from the other side. Both change together."""

_LEVELS = Label(
    "目録のレベルで、報告書と交換形式が使う",
    "It is a level of description that reports and exchange formats are built of.",
    "Это уровень описания, на котором строятся отчёты и форматы обмена.",
)

PROTECTED: dict[str, ProtectedTerms] = {
    "access": ProtectedTerms(
        ("open", "on_site", "family", "until", "closed"),
        Label("誰に見せるかを決める", "It decides who may see a record.", "Он решает, кто может видеть запись."),
    ),
    "certainty": ProtectedTerms(
        ("certain", "probable", "possible", "doubtful"),
        Label(
            "どの記載が先に立つかを決める",
            "It decides which statement leads.",
            "Он решает, какое сведение главное.",
        ),
    ),
    "match_status": ProtectedTerms(
        ("confirmed", "probable", "possible", "rejected"),
        Label("照合の判断である", "It is a decision on who is one person.", "Это решение о том, кто одно лицо."),
    ),
    "person_kind": ProtectedTerms(
        ("recorded", "identified"),
        Label(
            "名簿の人と特定した人を分ける",
            "It distinguishes people in rosters from identified people.",
            "Он отличает людей из списков от установленных.",
        ),
    ),
    "name_kind": ProtectedTerms(
        (
            "authorised",
            "as_recorded",
            "reading",
            "romanised",
            "from_cyrillic",
            "inferred",
            "pen_name",
            "former",
            "variant",
            "misprint",
        ),
        Label(
            "どの名前で呼ぶかを決め、取り込みの列になる",
            "It decides by which name a person goes, and columns of rosters are mapped to it.",
            "Он решает, каким именем назван человек, и служит столбцом при импорте.",
        ),
    ),
    "script": ProtectedTerms(
        ("Jpan", "Hira", "Kana", "Latn", "Cyrl"),
        Label(
            "名前の文字を見分けて付ける",
            "It is given to names by the characters they are written in.",
            "Он присваивается именам по знакам, которыми они написаны.",
        ),
    ),
    "fate": ProtectedTerms(
        ("died_in_captivity", "died_in_transit", "declared_dead"),
        Label(
            "存命かもしれない人の保護を終える",
            "It ends the protection of somebody who may be living.",
            "Он снимает защиту данных возможно живого человека.",
        ),
    ),
    "collection_level": ProtectedTerms(("fonds", "subfonds", "series", "subseries", "file"), _LEVELS),
    "document_level": ProtectedTerms(("item", "piece"), _LEVELS),
    "identifier_kind": ProtectedTerms(
        ("number", "post_box", "ministry_number"),
        Label(
            "取り込みの列になる",
            "Columns of rosters are mapped to it.",
            "Он служит столбцом при импорте.",
        ),
    ),
    "attachment_role": ProtectedTerms(
        ("scan",),
        Label("加えた画像に付く", "It is given to every image added.", "Он присваивается каждому изображению."),
    ),
    "link_role": ProtectedTerms(
        ("mentions", "related"),
        Label("関係の初めの値である", "A link begins with it.", "С него начинается связь."),
    ),
}


def protection_of(vocabulary: str, code: str) -> ProtectedTerms | None:
    """Why the term cannot be deleted; None where it can."""
    terms = PROTECTED.get(MIRRORED.get(vocabulary, vocabulary))
    return terms if terms and code in terms.codes else None

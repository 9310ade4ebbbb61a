"""The roles of links, which read differently from either record: "author" on a memoir is "wrote" on the person.

The words are in two vocabularies with the same codes, ``link_role`` and ``link_role_back``; both can be edited.
"""

from __future__ import annotations

from memoircat.messages import Language
from memoircat.records.vocabularies import Vocabularies

FORWARD, BACK = "link_role", "link_role_back"
UNSAID = "related"  # the role of a link that was made without naming one


def role_shown(vocabularies: Vocabularies, role: str, language: Language, *, back: bool) -> str:
    """The words for a role on the record that has the link or, with ``back``, on the record that it points at.

    A role that is no term is shown as it is written, from the far side with an arrow before it.
    """
    term = vocabularies.term(BACK if back else FORWARD, role)
    if term is not None:
        return term.label.in_(language)
    forward = vocabularies.term(FORWARD, role)
    word = forward.label.in_(language) if forward else role
    return f"← {word}" if back else word


def role_meant(vocabularies: Vocabularies, text: str) -> tuple[str, bool]:
    """The code of the role that a text means, and whether it is said from the far side.

    A text that is no term is itself the role; an empty text is `UNSAID`.
    """
    if not text.strip():
        return UNSAID, False
    for vocabulary in (FORWARD, BACK):
        term = vocabularies.understand(vocabulary, text)
        if term is not None:
            return term.code, vocabulary == BACK
    without_arrow = text.removeprefix("← ")
    if without_arrow != text:
        return role_meant(vocabularies, without_arrow)[0], True
    return text, False


def role_words(vocabularies: Vocabularies, language: Language) -> list[str]:
    """The words of all roles in use, without repetition: first those of this side, then those of the far side."""
    terms = [term for name in (FORWARD, BACK) for term in vocabularies.terms(name) if term.in_use]
    return list(dict.fromkeys(term.label.in_(language) for term in terms))

"""The roles of links, read from either side: a memoir's author is, seen from the person, what the person wrote.

The words lie in two vocabularies with the same codes, ``link_role`` and ``link_role_back``; both can be edited.
"""

from __future__ import annotations

from memoircat.messages import Language
from memoircat.records.vocabularies import Vocabularies

FORWARD, BACK = "link_role", "link_role_back"
UNSAID = "related"  # the role of a link whose role nobody has said


def role_shown(vocabularies: Vocabularies, role: str, language: Language, *, back: bool) -> str:
    """The reading of a role on the record that has the link, or (``back``) on the one that it points at."""
    term = vocabularies.term(BACK if back else FORWARD, role)
    if term is not None:
        return term.label.in_(language)
    forward = vocabularies.term(FORWARD, role)
    word = forward.label.in_(language) if forward else role
    return f"← {word}" if back else word


def role_meant(vocabularies: Vocabularies, text: str) -> tuple[str, bool]:
    """The role that a text means and whether it is read from the far side; other words are kept as the role."""
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
    """Every reading in use, once: those of this side, then those of the far side."""
    terms = [term for name in (FORWARD, BACK) for term in vocabularies.terms(name) if term.in_use]
    return list(dict.fromkeys(term.label.in_(language) for term in terms))

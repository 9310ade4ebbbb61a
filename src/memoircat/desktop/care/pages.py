"""The names of the pages, and how sentences are put: light, for the window asks before the dialog is imported."""

from __future__ import annotations

from typing import Final

from memoircat.errors import MemoirCatError
from memoircat.messages import Language

COPIES: Final = "copies"
CHECK: Final = "check"
SALVAGE: Final = "salvage"
PAGES: Final = (COPIES, CHECK, SALVAGE)


def joined(*sentences: str, language: Language) -> str:
    """Sentences one after the other: in Japanese without a space."""
    return ("" if language == "ja" else " ").join(filter(None, sentences))


def names_a_command(problem: MemoirCatError) -> bool:
    """Whether its hint is for the command line; the window has buttons instead."""
    return problem.hint is not None and "`memoircat" in problem.hint.in_("en")

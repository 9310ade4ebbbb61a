"""Words for people in three languages, for the parts of the program that know no Qt."""

from __future__ import annotations

from typing import Literal, NamedTuple, cast, get_args

Language = Literal["ja", "en", "ru"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Label(NamedTuple):
    """One thing named in Japanese, English and Russian."""

    ja: str
    en: str
    ru: str

    def in_(self, language: Language) -> str:
        """The word in ``language``; where it has none, that of another: a term may have been given one word only."""
        return cast(str, getattr(self, language)) or next(filter(None, self), "")

    def fill(self, **parts: object) -> Label:
        """The same label with ``{name}`` places filled in all three languages."""
        return Label(self.ja.format(**parts), self.en.format(**parts), self.ru.format(**parts))


def language_of(text: str | None) -> Language:
    """The program's language nearest to a locale name such as ``ja_JP.UTF-8``; English where there is none."""
    head = (text or "").lower()[:2]
    return next((each for each in LANGUAGES if each == head), "en")

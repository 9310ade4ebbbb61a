"""Words for people in three languages, for the parts of the program that know no Qt.

A `Label` is one thing named in the three languages where it is declared. A `Message` is a sentence with values in it:
its English stands in the code, its Japanese and Russian in ``resources/messages.csv``, and it is worded where it is
shown, so that what was raised or stored under one language is read in another.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, reduce
from typing import Any, Literal, NamedTuple, cast, get_args

from memoircat.resources_folder import resources_folder

Language = Literal["ja", "en", "ru"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
_PLACEHOLDER = re.compile(r"\{(?P<name>\w+)(?::(?P<forms>[^{}]+))?\}")
_GROUPED = ","
_AS_IT_IS = "{text}"


class Label(NamedTuple):
    """One thing named in Japanese, English and Russian."""

    ja: str
    en: str
    ru: str

    def in_(self, language: Language) -> str:
        """The word in ``language``; where it has none, that of another: a term may have been given one word only."""
        return cast(str, getattr(self, language)) or next(filter(None, self), "")

    def fill(self, **parts: object) -> Label:
        """The same label with its ``{name}`` placeholders filled in all three languages."""
        return Label(self.ja.format(**parts), self.en.format(**parts), self.ru.format(**parts))


@dataclass(frozen=True, slots=True)
class Message:
    """An English sentence with named placeholders, ``There is no record “{code}”.``, and what is in them.

    ``{n}`` shows the value, ``{n:,}`` a number in groups of three figures, ``{n:record|records}`` the form that goes
    with the number: one, other in English; one, few, many in Russian (``запись|записи|записей``).
    """

    key: str
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)

    @classmethod
    def of(cls, words: Words | str) -> Message:
        """A message as it is; a text or a label as a message that shows just that, whatever braces it has."""
        return words if isinstance(words, Message) else cls(_AS_IT_IS, {"text": words})

    def in_(self, language: Language) -> str:
        """The sentence in ``language``, with the messages and labels in it; in English where it has no translation."""
        translated = "" if language == "en" else _translations()[language].get(self.key, "")
        grammar = language if translated else "en"
        return _PLACEHOLDER.sub(lambda match: self._worded(match, language, grammar), translated or self.key)

    def __str__(self) -> str:
        """The English sentence."""
        return self.in_("en")

    def _worded(self, placeholder: re.Match[str], language: Language, grammar: Language) -> str:
        name, forms = placeholder["name"], placeholder["forms"]
        if name not in self.values:
            return placeholder[0]
        value = self.values[name]
        if isinstance(value, (Label, Message)):
            return value.in_(language)
        if isinstance(value, str) or forms is None:
            return str(value)
        if forms == _GROUPED:
            return f"{value:,}"
        choice = forms.split("|")
        return choice[min(_plural(value, grammar), len(choice) - 1)]

    def stored(self) -> str:
        """The message as text for a database; `from_stored` makes the same message of it."""
        return json.dumps(_as_json(self), ensure_ascii=False)

    @classmethod
    def from_stored(cls, text: str) -> Message:
        """The message that was `stored`; any other text, as older catalogues have it, is shown as it is."""
        try:
            return _message_from(json.loads(text))
        except (ValueError, RecursionError):
            return cls.of(text)


Value = str | int | float | Label | Message
Words = Label | Message


def message(key: str, /, **values: Value) -> Message:
    """An English sentence that has its line in ``resources/messages.csv``, and its values by placeholder."""
    return Message(key, values)


def listed(words: Sequence[Words | str]) -> Message:
    """Words, of which there is at least one, side by side with the comma of the language."""
    first, *others = words
    return reduce(lambda some, other: message("{some}, {other}", some=some, other=other), others, Message.of(first))


def language_of(text: str | None) -> Language:
    """The program's language nearest to a locale name such as ``ja_JP.UTF-8``; English where there is none."""
    head = (text or "").lower()[:2]
    return next((language for language in LANGUAGES if language == head), "en")


@cache
def _translations() -> dict[Language, dict[str, str]]:
    """The sentences of the file by their English; none where the file is missing, so that even that can be reported."""
    folder, rows = resources_folder(), list[dict[str, str]]()
    if folder is not None:
        with suppress(OSError), (folder / "messages.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    return {language: {row["en"]: row[language] for row in rows} for language in LANGUAGES}


def _plural(number: float, language: Language) -> int:
    """Which form goes with a number, by the plural rules of Unicode (CLDR)."""
    if language != "ru":
        return 0 if number == 1 else 1
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2


def _as_json(value: Value) -> Any:
    """A value in the types of JSON; `_value_from` is the way back."""
    if isinstance(value, Message):
        return {"key": value.key, "values": {name: _as_json(part) for name, part in value.values.items()}}
    return value._asdict() if isinstance(value, Label) else value


def _value_from(read: Any) -> Value:
    match read:
        case str() | int() | float():
            return read
        case {"ja": str(ja), "en": str(en), "ru": str(ru)}:
            return Label(ja, en, ru)
    return _message_from(read)


def _message_from(read: Any) -> Message:
    """Raises ValueError for what is no message."""
    match read:
        case {"key": str(key), "values": dict(values)}:
            return Message(key, {name: _value_from(value) for name, value in values.items()})
    raise ValueError("no message")

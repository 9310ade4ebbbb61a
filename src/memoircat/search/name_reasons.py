"""Why a person's name may be the one searched for, in sentences that hold for what was typed and what is recorded.

The search compares keys (see `names.written`), which hide in what two names differ. So the words that were typed, and
those recorded, are found again by their keys, and the sentences are made from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations
from typing import NamedTuple

from memoircat.messages import Label
from memoircat.names.explain import explain_beginning, explain_forms, explain_part
from memoircat.names.fold import as_written
from memoircat.names.roles import Role
from memoircat.names.written import ANY, part, read_name, variants, words
from memoircat.search.name_match import NameMatch
from memoircat.search.name_query import NameQuery
from memoircat.search.wanted_part import PartMatch

_WRITTEN = Label("氏名が同じ「{name}」", "the same name, “{name}”", "то же имя «{name}»")
_SAME = {
    Role.FAMILY: Label("姓が同じ「{name}」", "the same family name, “{name}”", "та же фамилия «{name}»"),
    Role.GIVEN: Label("名が同じ「{name}」", "the same given name, “{name}”", "то же имя «{name}»"),
}
_NOT_RECORDED = {
    Role.FAMILY: Label("姓は記録されていない", "no family name is recorded", "фамилия не записана"),
    Role.GIVEN: Label("名は記録されていない", "no given name is recorded", "имя не записано"),
}
_SWAPPED = Label("姓と名の順が逆", "family and given name in the other order", "фамилия и имя в другом порядке")
_ONE_PART = Label("「{name}」だけを比べた", "only “{name}” was compared", "сравнивалось только «{name}»")
_UNREAD = Label("読めない字（●）がある", "a character could not be read (●)", "есть нечитаемый знак (●)")
_COMPARED = Label("「{one}」と「{two}」を比べた", "“{one}” was compared with “{two}”", "«{one}» сравнивалось с «{two}»")
_DESCRIBED = Label(
    "「{phrase}」を「{kanji}」の字体の一つとして探した",
    "“{phrase}” was taken for a form of “{kanji}”",
    "«{phrase}» понято как одно из начертаний «{kanji}»",
)
_BEYOND = Label(
    "音は離れている。生年や本籍の合う人の中では近い",
    "the sounds are far apart, but nearest among those whose year or place fit",
    "звучание далёкое, но ближайшее среди тех, у кого совпадают год или место",
)
_WORDS = 4  # words of a name among which its parts are looked for


class _Parts(NamedTuple):
    """The words of a name as family and given name; empty where there is no such part."""

    family: str
    given: str


def why_named(match: NameMatch, query: NameQuery, recorded: Sequence[str]) -> tuple[Label, ...]:
    """Why the name may be the one searched for. ``recorded``: all names of the person as they are written."""
    if match.beyond:
        return (_BEYOND,)
    texts = [variant for text in recorded for variant in (text, *variants(text))]
    described = [_DESCRIBED.fill(phrase=phrase, kanji=kanji) for phrase, kanji in query.described]
    return tuple(dict.fromkeys((*(_whole(query, texts) or _by_parts(match, query, texts)), *described)))


def _whole(query: NameQuery, texts: Sequence[str]) -> list[Label]:
    """What is said where the whole text is written the same, or in other forms of its kanji, however it is parted."""
    typed = as_written(query.text)
    unread = [_UNREAD] if ANY in "".join(query.words) else []
    if not query.described and any(as_written(text) == typed for text in texts):
        return [_WRITTEN.fill(name=query.text), *unread]
    return next(([*forms, *unread] for text in texts if (forms := explain_forms(query.text, text))), [])


def _by_parts(match: NameMatch, query: NameQuery, texts: Sequence[str]) -> list[Label]:
    """What is said of each part that was compared, and of what was not."""
    pairs = [(pair, role) for pair, role in ((match.family, Role.FAMILY), (match.given, Role.GIVEN)) if pair]
    typed = next(_parted(query.words, match.form.family, match.form.given), None)
    named = _recorded(match, typed, texts)
    if typed is None or named is None or not pairs:
        return [_COMPARED.fill(one=query.text, two=texts[0])] if texts else []
    reasons: list[Label] = []
    for pair, role in pairs:
        reasons += _of_part(pair, getattr(typed, role), getattr(named, role), role)
    if match.swapped and len(pairs) > 1:
        reasons.append(_SWAPPED)
    if len(pairs) == 1 and typed.family and typed.given:
        compared = pairs[0][1]
        other = Role.GIVEN if compared is Role.FAMILY else Role.FAMILY
        lacks = not match.alone and not any(_may_have(text, other) for text in texts)
        reasons.append(_NOT_RECORDED[other] if lacks else _ONE_PART.fill(name=getattr(typed, compared)))
    return reasons


def _may_have(text: str, role: Role) -> bool:
    """Whether a name as it is recorded may have this part."""
    return len(words(text)) > 1 or any(getattr(form, role) for form in read_name(text)[:1])


def _of_part(pair: PartMatch, typed: str, named: str, role: Role) -> tuple[Label, ...]:
    if pair.is_prefix:
        return explain_beginning(typed, named, pair.sound, role)
    return explain_part(typed, named, pair.sound, role) or (_SAME[role].fill(name=typed),)


def _recorded(match: NameMatch, typed: _Parts | None, texts: Sequence[str]) -> _Parts | None:
    """The recorded words that the search compared; of several names that it may have been, the one typed alike."""
    family = match.family.part if match.family else None
    given = match.given.part if match.given else None
    ways = [way for text in texts for way in _parted(words(text), family, given)]

    def alike(way: _Parts) -> int:
        compared = [(match.family, way.family, typed and typed.family), (match.given, way.given, typed and typed.given)]
        return sum(bool(pair) and as_written(one) == as_written(two or "") for pair, one, two in compared)

    return max(ways, key=alike, default=None)


def _parted(written: Sequence[str], family: str | None, given: str | None) -> Iterator[_Parts]:
    """The ways to part the words of a name into parts with these keys; None stands for any."""
    for way in _partings(list(written[:_WORDS])):
        if family in (None, part(way.family)) and given in (None, part(way.given)):
            yield way


def _partings(written: list[str]) -> Iterator[_Parts]:
    """Two of the words, or of one word two pieces; then two words that make one part; then one word alone."""
    yield from (_Parts(*two) for two in permutations(written, 2))
    if len(written) > 2:
        yield _Parts(written[0], "".join(written[1:]))
        yield _Parts(written[0] + written[1], "".join(written[2:]))
    if len(written) == 1:
        yield from (_Parts(written[0][:at], written[0][at:]) for at in range(1, len(written[0])))
        yield from (_Parts(written[0][at:], written[0][:at]) for at in range(1, len(written[0])))
    for word in (*written, *("".join(two) for two in combinations(written, 2))):
        yield _Parts(word, "")
        yield _Parts("", word)

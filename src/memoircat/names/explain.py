"""Why two spellings may be one name, in words that a family understands, read off the alignment of their sounds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

import jaconv

from memoircat.messages import Label
from memoircat.names.costs import learned_costs
from memoircat.names.distance import Step, align, apart
from memoircat.names.readings import name_dictionary
from memoircat.names.roles import Role
from memoircat.names.scripts import script_of
from memoircat.names.sound import Sounded, sound, sounded, sounds
from memoircat.names.written import ANY, part

_SAME_SOUND = Label(
    "「{one}」と「{two}」は同じ音", "“{one}” and “{two}” sound the same", "«{one}» и «{two}» звучат одинаково"
)
_READ = Label("{kanji} は「{kana}」と読む", "{kanji} is read {kana}", "{kanji} читается {kana}")
_READ_ALSO = Label("{kanji} は「{kana}」とも読む", "{kanji} can also be read {kana}", "{kanji} читают и как {kana}")
_OTHER_FORM = Label(
    "「{two}」は「{one}」の別の字体", "“{two}” is another form of “{one}”", "«{two}» — другое начертание «{one}»"
)
_WRITTEN_AS = Label("「{one}」が「{two}」と書かれている", "“{one}” is written “{two}”", "«{one}» записано как «{two}»")
_LEFT_OUT = Label("「{one}」が書かれていない", "“{one}” is left out", "«{one}» пропущено")
_ADDED = Label("「{two}」が多い", "“{two}” is added", "«{two}» лишнее")
_LONG = Label("のばす音は書かれていない", "the long vowel is not written", "долгий гласный не обозначен")
_YO = Label("е は ё とも読める", "е may stand for ё", "е может означать ё")
_UNREAD = Label("読めない字（●）がある", "a character could not be read (●)", "есть нечитаемый знак (●)")
_LONG_MARKS = "ーうおいえウオイエ"
_USUAL = 1.2  # cost (negative natural log of the share of people) of a reading that nearly one in three people has


@lru_cache(maxsize=5_000)
def explain_part(wanted: str, recorded: str, heard: str, role: Role) -> tuple[Label, ...]:
    """Why the word ``wanted`` may be the word ``recorded``, as sentences; empty where both are written the same.

    ``heard`` is the sound string by which the search compared the recorded word.
    """
    if wanted == recorded:
        return ()
    if ANY in part(wanted) or ANY in part(recorded):
        return (_UNREAD,)
    if part(wanted) == part(recorded) and script_of(wanted) == "Jpan":
        return (_OTHER_FORM.fill(one=wanted, two=recorded),)
    mine, reading = _spoken(wanted, heard, role, beside=recorded)
    theirs, other = _spoken(recorded, heard, role, beside=wanted, exactly=True)
    reasons = [*reading, *other]
    different = list(_differences(mine, theirs))
    if not different and jaconv.kata2hira(mine.text) != jaconv.kata2hira(theirs.text):
        reasons.append(_SAME_SOUND.fill(one=wanted, two=recorded))
        reasons += [_LONG] if _is_long(mine) != _is_long(theirs) else []
    if script_of(recorded) == "Cyrl" and heard != sound(recorded):
        reasons.append(_YO)
    return (*reasons, *different)


def _spoken(word: str, heard: str, role: Role, *, beside: str, exactly: bool = False) -> tuple[Sounded, list[Label]]:
    """The sounds of a word, and where kanji are involved a sentence that says how they are read.

    Of several readings the one nearest to ``heard`` is taken; ``beside`` is the other word, whose kana settle a tie.
    With ``exactly`` a Cyrillic word whose letters е must be ё to sound as ``heard`` is read with ё.
    """
    if script_of(word) != "Jpan":
        ways = [symbols for symbols, _ in sounds(word)]
        if exactly and heard in ways[1:]:
            return sounded(word.casefold().replace("е", "ё")), []
        return sounded(word), []
    listed = name_dictionary().readings(word, role)
    same = jaconv.kata2hira(beside)
    nearest = min(listed, key=lambda reading: (apart(sound(reading.kana), heard), reading.kana != same, reading.cost))
    label = _READ if nearest.cost < _USUAL else _READ_ALSO
    return sounded(nearest.kana), [label.fill(kanji=word, kana=nearest.kana)]


def _differences(one: Sounded, two: Sounded) -> Iterator[Label]:
    """The stretches in which two words differ, each as a sentence that shows whole letters of both."""
    steps = align(one.symbols, two.symbols, learned_costs())
    differ = [not _is_same(step, one, two) for step in steps]
    for _ in steps:  # one letter may make several symbols: widen each difference until it ends at whole letters
        grown = [
            here
            or any(
                differ[at] and _share(steps[at], steps[number], one, two)
                for at in (number - 1, number + 1)
                if 0 <= at < len(steps)
            )
            for number, here in enumerate(differ)
        ]
        if grown == differ:
            break
        differ = grown
    for different, run in groupby(zip(differ, steps, strict=True), key=lambda pair: pair[0]):
        if different:
            yield _difference([step for _, step in run], one, two)


def _is_same(step: Step, one: Sounded, two: Sounded) -> bool:
    return step.one is not None and step.two is not None and one.symbols[step.one] == two.symbols[step.two]


def _share(step: Step, other: Step, one: Sounded, two: Sounded) -> bool:
    """Whether two steps belong to the same letter of either word."""
    mine = step.one is not None and other.one is not None and one.spans[step.one] == one.spans[other.one]
    theirs = step.two is not None and other.two is not None and two.spans[step.two] == two.spans[other.two]
    return mine or theirs


def _difference(run: list[Step], one: Sounded, two: Sounded) -> Label:
    mine = _letters(one, [step.one for step in run])
    theirs = _letters(two, [step.two for step in run])
    if mine and theirs:
        return _WRITTEN_AS.fill(one=mine, two=theirs)
    return _LEFT_OUT.fill(one=mine) if mine else _ADDED.fill(two=theirs)


def _letters(word: Sounded, indexes: list[int | None]) -> str:
    """The letters that the symbols at these indexes come from; empty for none."""
    spans = [word.spans[index] for index in indexes if index is not None]
    return word.text[min(begin for begin, _ in spans) : max(end for _, end in spans)] if spans else ""


def _is_long(word: Sounded) -> bool:
    """Whether a long vowel is written out."""
    if "ー" in word.text or any(letter in word.text for letter in "āīūēōâîûêô"):
        return True
    return any(word.text[end - 1 : end] in _LONG_MARKS and end - begin > 1 for begin, end in word.spans)

"""Why two spellings may be one name, in words that a family understands, read off the alignment of their sounds.

Each sentence must hold for the two texts as they are written, whatever the search compared them by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, product

import jaconv

from memoircat.messages import Label
from memoircat.names.costs import learned_costs
from memoircat.names.distance import Step, align, apart
from memoircat.names.fold import as_written, fold
from memoircat.names.readings import name_dictionary
from memoircat.names.roles import Role
from memoircat.names.scripts import script_of
from memoircat.names.sound import UNREADABLE, Sounded, sound, sounded, sounds
from memoircat.names.written import ANY

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
_BEGINS = Label("「{name}」で始まる", "begins with “{name}”", "начинается с «{name}»")
_BEGINS_SO = Label("「{name}」の音で始まる", "begins with the sound of “{name}”", "начинается со звука «{name}»")
_UNREAD = Label("読めない字（●）がある", "a character could not be read (●)", "есть нечитаемый знак (●)")
_COMPARED = Label("「{one}」と「{two}」を比べた", "“{one}” was compared with “{two}”", "«{one}» сравнивалось с «{two}»")
_LONG_MARKS = "ーうおいえあウオイエア"
_LONG_LETTERS = re.compile("oh(?![aiueoy])|aa|ii|uu|ee|oo|ou|[āīūēōâîûêô]|аа|ии|уу|ээ|оо|оу")  # in lower case
_LONGEST_YO = 3  # letters е of one name that are read both ways, as `names.sound` reads them
_USUAL = 1.2  # cost (negative natural log of the share of people) of a reading that nearly one in three people has


@lru_cache(maxsize=5_000)
def explain_part(wanted: str, recorded: str, heard: str, role: Role) -> tuple[Label, ...]:
    """Why the word ``wanted`` may be the word ``recorded``, as sentences; empty where both are written the same.

    ``heard`` is the sound string by which the search compared the recorded word.
    """
    if ANY in wanted or ANY in recorded:
        return (_UNREAD,)
    if as_written(wanted) == as_written(recorded):
        return ()
    if forms := explain_forms(wanted, recorded):
        return forms
    mine, reading = _spoken(wanted, heard, role, beside=recorded)
    theirs, other = _spoken(recorded, heard, role, beside=wanted)
    reasons = [*reading, *other]
    different = list(_differences(mine, theirs))
    in_kana = jaconv.kata2hira(as_written(mine.text)) == jaconv.kata2hira(as_written(theirs.text))
    said = in_kana and any(script_of(word) == "Jpan" for word in (wanted, recorded))  # by its reading
    if mine.symbols and not different and not said:
        reasons.append(_SAME_SOUND.fill(one=wanted, two=recorded))
        reasons += [_LONG] if _is_long(mine, wanted) != _is_long(theirs, recorded) else []
    reasons += different
    return tuple(dict.fromkeys(reasons)) or (_COMPARED.fill(one=wanted, two=recorded),)


def explain_forms(wanted: str, recorded: str) -> tuple[Label, ...]:
    """Which kanji of ``recorded`` are other forms of those typed; empty where more differs between the two, or less."""
    if script_of(wanted) != "Jpan" or as_written(wanted) == as_written(recorded):
        return ()
    one, two = (fold(as_written(word)) for word in (wanted, recorded))
    if one != two:
        return ()
    letters = [as_written(word) for word in (wanted, recorded)]
    if len(letters[0]) != len(letters[1]) or any(fold(a) != fold(b) for a, b in zip(*letters, strict=True)):
        return (_OTHER_FORM.fill(one=wanted, two=recorded),)
    pairs = dict.fromkeys((a, b) for a, b in zip(*letters, strict=True) if a != b)
    return tuple(_OTHER_FORM.fill(one=a, two=b) for a, b in pairs)


@lru_cache(maxsize=5_000)
def explain_beginning(wanted: str, recorded: str, heard: str, role: Role) -> tuple[Label, ...]:
    """Why the word ``recorded`` may be one that begins with ``wanted``, as sentences.

    ``heard`` is the sound string by which the search compared the recorded word; empty where it compared the writing.
    """
    begun = wanted.rstrip(".")
    if as_written(recorded).startswith(as_written(begun)):
        return (_BEGINS.fill(name=begun),)
    for end in range(1, len(recorded)):
        if forms := explain_forms(begun, recorded[:end]):
            return (*forms, _BEGINS.fill(name=recorded[:end]))
    theirs, other = _spoken(recorded, heard, role, beside=wanted)
    mine, reading = _spoken(begun, heard, role, beside=recorded, begins=True)
    if mine.symbols and theirs.symbols.startswith(mine.symbols):
        return (*reading, *other, _BEGINS_SO.fill(name=mine.text if reading else begun))
    different = _differences(mine, _beginning(theirs, len(mine.symbols)))
    return (*reading, *other, *different) or (_COMPARED.fill(one=wanted, two=recorded),)


def _beginning(word: Sounded, symbols: int) -> Sounded:
    """The first symbols of a word."""
    return Sounded(word.symbols[:symbols], word.text, word.spans[:symbols])


def _spoken(word: str, heard: str, role: Role, *, beside: str, begins: bool = False) -> tuple[Sounded, list[Label]]:
    """The sounds of a word, and a sentence that says how its kanji, or its letters е, are read.

    Of several ways the one nearest to ``heard`` is taken, or with ``begins`` one that ``heard`` begins with;
    ``beside`` is the other word, whose kana settle a tie.
    """
    if script_of(word) == "Cyrl":
        return _spoken_in_cyrillic(word, heard, begins=begins)
    if script_of(word) != "Jpan":
        return sounded(word), []
    same = jaconv.kata2hira(beside)
    ways = [reading for reading in name_dictionary().readings(word, role) if UNREADABLE not in sound(reading.kana)]
    if not ways:
        return Sounded("", word, ()), []
    nearest = min(ways, key=lambda way: (_off(sound(way.kana), heard, begins=begins), way.kana != same, way.cost))
    label = _READ if nearest.cost < _USUAL else _READ_ALSO
    return sounded(nearest.kana), [label.fill(kanji=word, kana=nearest.kana)]


def _off(symbols: str, heard: str, *, begins: bool) -> float:
    return float(not heard.startswith(symbols)) if begins else apart(symbols, heard)


def _spoken_in_cyrillic(word: str, heard: str, *, begins: bool) -> tuple[Sounded, list[Label]]:
    """The sounds of a Cyrillic word, with those letters е read as ё by which it comes nearest to ``heard``."""
    ways = [symbols for symbols, _ in sounds(word)]
    nearest = min(ways, key=lambda symbols: _off(symbols, heard, begins=begins), default="")
    plain = sounded(word)
    if not ways or nearest == ways[0]:
        return plain, []
    places = [at for at, letter in enumerate(plain.text) if letter in "еЕ"][:_LONGEST_YO]
    for choice in product((False, True), repeat=len(places)):
        letters = list(plain.text)
        for at, yo in zip(places, choice, strict=True):
            letters[at] = "ё" if yo else "э"
        if (way := sounded("".join(letters))).symbols == nearest:
            return way._replace(text=plain.text), [_YO]
    return plain, []


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


def _is_long(heard: Sounded, word: str) -> bool:
    """Whether a long vowel of ``word`` is written out; ``heard`` are its sounds, or those of its kana."""
    if "ー" in heard.text[1:] or (script_of(word) in ("Latn", "Cyrl") and _LONG_LETTERS.search(word.casefold())):
        return True
    return any(heard.text[end - 1 : end] in _LONG_MARKS and end - begin > 1 for begin, end in heard.spans)

"""From a written date to everything it can mean: marks ("about", "until"), ranges, and the dates inside them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from memoircat.dates.edtf import OPEN, UNKNOWN, DateRange, Point, parse_edtf
from memoircat.dates.grammar import DateOrder, Meaning, OtherHalf, grouped_shape, read_meanings, shape_of
from memoircat.dates.lexicon import UNDATED, Token, has_small_figures, plain, tokens_of
from memoircat.dates.problems import BACKWARDS, NOT_READ, TOO_LONG, Problems
from memoircat.dates.values import DateText, reading_of
from memoircat.errors import InputError

LONGEST = 200
"""Characters that a date may have; a longer text is a story, not a date."""

_MOST_TOKENS = 40  # the longest real dates have about twenty


@lru_cache(maxsize=8192)  # a roster repeats its dates, and the answer is frozen
def read_date(text: str, *, order: DateOrder | None = None) -> DateText:
    """Everything that a written date can mean; never raises, never guesses, keeps the text unchanged.

    ``order`` is what an import mapping declares about dates in numbers (14.2.46, 03/04/1946). Without it, numbers with
    dots are day.month.year (the Russian order) and, where the year has two digits, also year.month.day of Shōwa if
    that is possible; numbers with slashes or hyphens are also month/day/year. A two-digit year that is not counted in
    an era is read as 19xx.

    "About" (~) and "?" apply to the date beside which they are written, in a range to that half only. "Before",
    "until" and 以前 include the day they name, as do "after", "from" and 以後: the wider interval excludes nothing that
    the writer may have meant.
    """
    if len(text) > LONGEST:
        return DateText(text, (), TOO_LONG)
    folded = plain(text)
    if not folded:
        return DateText(text, (), None)
    if folded.strip("()[] ") in UNDATED:
        return DateText(text, (), None, undated=True)
    if has_small_figures(text):
        return DateText(text, (), NOT_READ)
    problems = Problems()
    date_ranges = _edtf(folded) or _read(folded, order, problems)
    readings = tuple(reading_of(date_range) for date_range in dict.fromkeys(date_ranges))
    return DateText(text, readings, None if readings else problems.best())


def _edtf(folded: str) -> list[DateRange]:
    try:
        return [parse_edtf(folded.upper())]
    except InputError:
        return []


def _read(folded: str, order: DateOrder | None, problems: Problems) -> list[DateRange]:
    tokens = tokens_of(folded.rstrip(".。 ") if folded.endswith(("。", " .", "].")) else folded)
    if not tokens or len(tokens) > _MOST_TOKENS:
        return []
    tokens = _open_ends(tokens)
    meanings = _single(tokens, order, problems)
    if not meanings or _may_be_years(tokens):
        meanings = [*meanings, *_ranges(tokens, order, problems)]
    return [meaning.date_range for meaning in meanings]


def _open_ends(tokens: list[Token]) -> list[Token]:
    """The tokens with a dash at one end as "until" or "from": ～1946, 1946～. So is по at the beginning."""
    if len(tokens) > 1 and (tokens[0].kind == "–" or tokens[0] == ("r", "B")):
        return [Token("B", ""), *tokens[1:]]
    if len(tokens) > 1 and tokens[-1].kind in "–-":
        return [*tokens[:-1], Token("a", "")]
    return tokens


def _may_be_years(tokens: list[Token]) -> bool:
    """Whether a year and a number may also be two years, not year and month: 1945/6, 1905–10."""
    core, _mark, _bound = _affixes(tokens)
    return grouped_shape(core) in {"Y–n", "Y-n", "Y/n"}


def _affixes(tokens: list[Token]) -> tuple[list[Token], str, str]:
    """The tokens without what is said about them: the date itself, its mark (``~ ? %`` or empty), and its bound.

    The bound is ``A`` for "from", ``B`` for "until", ``X`` for more than one of them, or empty.
    """
    core, about, doubt, bounds = list(tokens), False, False, ""
    while core:
        kind = core[0].kind
        if kind in "~?%AB" and len(core) > 1:
            core.pop(0)
        elif core[-1].kind in "~?%ab":
            kind = core.pop().kind
        else:
            break
        about |= kind in "~%"
        doubt |= kind in "?%"
        bounds += kind.upper() if kind in "AaBb" else ""
    mark = "%" if about and doubt else "~" if about else "?" if doubt else ""
    return core, mark, bounds if len(bounds) < 2 else "X"


def _single(
    tokens: list[Token], order: DateOrder | None, problems: Problems, other_half: OtherHalf | None = None
) -> list[Meaning]:
    """The meanings of one date with its mark; where it is a bound, an interval with an open side."""
    core, mark, bound = _affixes(tokens)
    if not core or bound == "X":
        return []
    meanings = []
    for meaning in read_meanings(core, order, problems, other_half):
        date_range = meaning.date_range.marked(mark)
        if bound == "A":
            date_range = DateRange(date_range.start, OPEN)
        elif bound == "B":
            date_range = DateRange(OPEN, date_range.final)
        meanings.append(meaning._replace(date_range=date_range))
    return meanings


def _ranges(tokens: list[Token], order: DateOrder | None, problems: Problems) -> list[Meaning]:
    """The meanings as a range, split at each dash or word that can separate the two halves."""
    meanings: list[Meaning] = []
    for at in range(1, len(tokens) - 1):
        if _parts_halves(tokens, at):
            left, right = tokens[:at], tokens[at + 1 :]
            if left[0].kind in "Aw" and len(left) > 1:
                left = left[1:]
            if right[-1].kind == "b" and len(right) > 1:
                right = right[:-1]
            meanings += _between(left, right, order, problems)
    return meanings


def _parts_halves(tokens: list[Token], at: int) -> bool:
    """Whether a token separates the halves of a range: a dash, から, "to".

    "And" does so only in "between … and", "until" only in "from … until".
    """
    kind, value = tokens[at]
    if kind == "~":
        return value == "~"  # 1946~1948, not 頃
    if kind == "/":
        return grouped_shape(tokens) in {"Y/n", "Y/Y"} and _slash_years(tokens)
    return kind in "–-ra" or (kind == "&" and tokens[0].kind == "w") or (kind == "B" and tokens[0].kind == "A")


def _slash_years(tokens: list[Token]) -> bool:
    """Whether a year and a number after a slash are two years: in 1945/46 and 1945/6 they follow; 1946/8 is August."""
    core, _mark, _bound = _affixes(tokens)
    numbers = [token.value for token in core if token.kind == "n" and token.value.isdigit()]
    if len(numbers) < 2 or len(numbers[-1]) > 2:
        return True
    return int(numbers[-1]) > 12 or str(int(numbers[0]) + 1).endswith(numbers[-1])


def _between(left: list[Token], right: list[Token], order: DateOrder | None, problems: Problems) -> list[Meaning]:
    """The ranges of two halves. Each half takes the year, month or unit that it leaves out from the other."""
    if shape_of(left) == "u" or shape_of(right) == "u":
        return _half_known(left, right, order, problems)
    left = _lend_unit(left, right)
    starts = _single(left, order, problems)
    pairs: list[tuple[Meaning, Meaning]] = []
    if starts:
        for start in starts:
            ends = _single(right, order, problems, OtherHalf(start, "left"))
            pairs += [(start, end) for end in ends]
    else:
        for end in _single(right, order, problems):
            pairs += [(start, end) for start in _single(left, order, problems, OtherHalf(end, "right"))]
    return list(_joined(pairs, problems))


def _half_known(left: list[Token], right: list[Token], order: DateOrder | None, problems: Problems) -> list[Meaning]:
    if shape_of(left) == "u":
        return [
            meaning._replace(date_range=DateRange(UNKNOWN, meaning.date_range.final))
            for meaning in _single(right, order, problems)
        ]
    return [
        meaning._replace(date_range=DateRange(meaning.date_range.start, UNKNOWN))
        for meaning in _single(left, order, problems)
    ]


def _lend_unit(left: list[Token], right: list[Token]) -> list[Token]:
    """The left half with the unit of the right one where it has none: 2～4月 is 2月～4月, 14～20日 is 14日～20日."""
    core, _mark, _bound = _affixes(right)
    if left[-1].kind == "n" and len(left[-1].value) <= 2 and shape_of(core) in {"nm", "nd"}:
        return [*left, core[-1]]
    return left


def _joined(pairs: Iterable[tuple[Meaning, Meaning]], problems: Problems) -> Iterable[Meaning]:
    """The pairs that are ranges: two dates, where possible read by one convention, the end not before the start."""
    pairs = list(pairs)
    same = [pair for pair in pairs if pair[0].convention == pair[1].convention]
    for left, right in same or pairs:
        start, end = left.date_range.start, right.date_range.final
        if not isinstance(start, Point) or not isinstance(end, Point):
            continue
        if start.first > end.last:
            problems.add(BACKWARDS)
            continue
        yield Meaning(DateRange(start, end), right.year)

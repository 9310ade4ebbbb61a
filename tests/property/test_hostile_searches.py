"""Any text may be searched for: no exception, and no more than 200 ms, whatever the signs, the length and the syntax."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest

from memoircat.catalogue.catalogue import Catalogue
from memoircat.demonstration import make_demonstration
from memoircat.program import Program
from memoircat.search.reader import Reader
from memoircat.search.words import Filters
from shared.timing import took

MOST_S = 0.2
SIGNS = (
    *('"', "'", "*", "^", "NEAR(", "AND", " OR ", "NOT", "(", ")", "{", "}", ":", "+", "-", "|", "%", "_", "\\", ";", "--"),
    *("\0", "\ud800", "\udfff", "\u200b", "\u0301", "\u202e", "\ufeff", "\uffff", "\U0010ffff", "\x1b", "\t", "\n", "　"),
    *("佐久間", "さとう", "ー", "ゝ", "々", "〃", "□", "●", "〓", "㍿", "𠮷", "ﾞ", "ﾊﾟ", "1946", "昭和", "年", "?", "？"),
    *("Sato", "Сато", "ß", "İ", "ſ", "ﷺ", "👩‍👩‍👧‍👦", "ⓢ", "ⓣ", "␞", "<b>", "山" * 30, "a" * 50),
)  # fmt: skip
ALPHABETS = ((0x20, 0x7F), (0x3040, 0x30FF), (0x4E00, 0x9FFF), (0x400, 0x4FF), (0xAC00, 0xD7A3), (0x300, 0x36F))


def anything(rng: random.Random) -> str:
    """A text that nobody would type: signs of all Unicode, syntax of FTS5, one alphabet, or one thing again and again."""
    way = rng.random()
    if way < 0.45:
        return "".join(chr(rng.randrange(0x110000)) for _ in range(rng.randrange(1, 12)))
    if way < 0.85:
        return rng.choice(("", " ")).join(rng.choice(SIGNS) for _ in range(rng.randrange(1, 12)))
    if way < 0.93:
        first, last = rng.choice(ALPHABETS)
        return "".join(chr(rng.randrange(first, last)) for _ in range(rng.randrange(1, 60)))
    again = rng.choice((*SIGNS, "山 ", "a ", "の ", '"の ', "-山 ", "日 月 年 ", "サトウ ", "ー ", "0"))
    return again * (rng.choice((300, 3000, 100_000)) // len(again))


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    folder = tmp_path_factory.mktemp("demonstration") / "demo.memoircat"
    with Program.create(folder, by="試験") as program:
        make_demonstration(program)
    with Reader.open(folder) as opened:
        opened.people.load()
        yield opened


def test_any_text_can_be_searched_for(reader: Reader) -> None:
    rng = random.Random(13)
    ways: tuple[Callable[[str], object], ...] = (
        reader.words,
        reader.people.find,
        lambda text: reader.words(text, Filters("person")),
        lambda text: reader.words(text, Filters(field="note")),
        reader.word_facets,
    )
    for number in range(500):
        text = anything(rng)
        for way in (*ways[:2], ways[2 + number % 3]):
            seconds = took(way, text)
            assert min(seconds, took(way, text) if seconds > MOST_S else 0) < MOST_S, ascii(text[:60])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("□" * 1000, id="an unread sign"),
        pytest.param("山 " * 500, id="a word"),
        pytest.param('"の' * 500, id="quotes"),
        pytest.param(" ".join(chr(0x4E00 + at) for at in range(500)), id="many words"),
    ],
)
def test_what_is_said_again_and_again_takes_no_longer(reader: Reader, text: str) -> None:
    ways: tuple[Callable[[str], object], ...] = (reader.words, reader.people.find, reader.word_facets)
    for way in ways:
        assert min(took(way, text) for _ in range(3)) < MOST_S


def test_a_long_text_is_found_where_it_stands_and_nowhere_else(program: Program, catalogue: Catalogue) -> None:
    text = "".join(chr(0x4E00 + at) for at in range(200))
    with catalogue.change("登録") as change:
        change.create("memoir", code="M-1", abstract=f"前文{text}後文")
        change.create("memoir", code="M-2", abstract=f"{text[:150]}・{text[150:]}")
    with program.reader() as reader:
        assert [hit.code for hit in reader.words(text).hits] == ["M-1"]
        assert [hit.code for hit in reader.words(f'"{text}"').hits] == ["M-1"]
        assert {hit.code for hit in reader.words(text[:150]).hits} == {"M-1", "M-2"}
        assert reader.words(text + "外").total == 0
        assert reader.words(f"-{text} 前文").total == 0

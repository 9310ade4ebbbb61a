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
from shared.odd_texts import anything
from shared.timing import took

MOST_S = 0.2


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

"""A mapping may come from anywhere: whatever stands in it, it is used or refused with the entry named; nothing hangs."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path
from typing import Any

import pytest

from memoircat.errors import MemoirCatError
from memoircat.exchange.mapping import load_mapping, parse_mapping
from memoircat.exchange.table_import import import_table
from memoircat.program import Program

TABLE = "番号,氏名,生年,備考\n1,佐久間 辰蔵,大正8年,x\n2,乙野 二郎,1920,y・z\n"
SOUND = {
    "record": '"person"',
    "source": '"名簿"',
    "encoding": '"utf-8"',
    "header": "true",
    "key": '"番号"',
    "date_order": '"dmy"',
    "columns": '{ "氏名" = "name", "生年" = "birth", "備考" = "camp_stay" }',
    "certainty": '{ "備考" = "probable" }',
    "values": '{ "備考" = { "x" = "タイシェト" } }',
    "constants": '{ "note" = "写し" }',
    "split": '{ "備考" = "・" }',
}
DEEP = 3000
ANYTHING = (
    *("0", "-1", "1", "4294967296", "1e400", "nan", "9" * 30, "9" * 5000, "true", "false", "1979-05-27", "07:32:00"),
    *('""', '"\\u0000"', '"a\\u0000b"', '"\\uFFFF"', '"' + "x" * 100_000 + '"', '"unknown"', '"\\n"', '"true"'),
    *("[]", "[1, [2]]", '["氏名"]', "{}", '{ "" = "" }', '{ "氏名" = 1 }', '{ "氏名" = {} }', '{ "氏名" = [] }'),
    *(
        '{ "氏名" = "name" }',
        '{ "氏名" = { "x" = {} } }',
        '{ "氏名" = true }',
        '{ "備考" = "sure" }',
        '{ "無い" = "name" }',
    ),
    *('{ "1" = "name" }', '{ "０" = "name" }', '{ "' + "9" * 5000 + '" = "name" }', '{ "氏名" = "\\u0000" }'),
    *("[" * DEEP + "]" * DEEP, "{ a = " * DEEP + "1" + " }" * DEEP, ".".join("a" * 500) + " = 1", "=", "\x00", "{"),
)
TARGETS = (
    *("", "name", "name.", "name.x", "birth[0]", "birth[2]", "birth[2147483648]", "birth[１]", "birth[-1]", "birth\\n"),
    *("camp_stay[999].until", "camp_stay.certainty", "camp_stay.place.place", "code", "id", "record_id", "row.source"),
    *(
        "row.locator",
        "tag",
        "identifier.number",
        "kind",
        "note",
        "closed_until",
        "x" * 10_000,
        "\\u0000",
        "name.family",
    ),
)
CODECS = (
    "zip",
    "rot13",
    "hex",
    "base64",
    "utf-7",
    "idna",
    "undefined",
    "utf-16",
    "mbcs",
    "../x",
    " ",
    "utf-8-sig",
    "UTF_8",
)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with Program.create(tmp_path_factory.mktemp("mappings") / "c.memoircat", by="試験") as opened:
        yield opened


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("table") / "名簿.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def hostile(rng: random.Random) -> str:
    """A mapping with one to three entries that are not what they should be."""
    entries = dict(SOUND)
    for name in rng.sample(list(SOUND), rng.randrange(1, 4)):
        way = rng.random()
        if way < 0.2 and name != "columns":
            del entries[name]
        elif way < 0.5 and name in ("columns", "constants"):
            pairs = zip(rng.sample(("氏名", "生年", "備考", "番号"), 3), rng.sample(TARGETS, 3), strict=True)
            lines = (f'"{k}" = "{v}"' if name == "columns" else f'"{v}" = "{k}"' for k, v in pairs)
            entries[name] = f"{{ {', '.join(lines)} }}"
        elif way < 0.5 and name == "encoding":
            entries[name] = f'"{rng.choice(CODECS)}"'
        else:
            entries[name] = rng.choice(ANYTHING)
    if rng.random() < 0.1:
        entries[f'"{rng.choice(TARGETS)}"'] = "1"
    text = "\n".join(f"{name} = {value}" for name, value in entries.items())
    if rng.random() < 0.1:
        at = rng.randrange(len(text))
        text = text[:at] + chr(rng.randrange(0xD800)) + text[at + rng.randrange(3) :]
    return text


def test_the_sound_one_is_sound(program: Program, table: Path) -> None:
    mapping = parse_mapping("\n".join(f"{name} = {value}" for name, value in SOUND.items()))
    outcome = import_table(program.catalogue, table, mapping, dry_run=True)
    assert (outcome.imported, outcome.rejected) == (2, [])


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of codecs that nobody uses
def test_any_mapping_is_used_or_refused_by_name(program: Program, table: Path) -> None:
    rng, refused, used = random.Random(11), 0, 0
    for _ in range(500):
        text = hostile(rng)
        begun = time.thread_time()
        try:
            import_table(program.catalogue, table, parse_mapping(text, where="m.toml"), dry_run=True)
            used += 1
        except MemoirCatError as problem:
            assert problem.where and problem.hint, (text[:300], problem)
            refused += 1
        assert time.thread_time() - begun < 2, text[:300]
    assert refused > 100
    assert used > 20


@pytest.mark.parametrize("entry", SOUND)
@pytest.mark.parametrize("value", ["[1]", "{ a = { b = { c = 1 } } }"])
def test_an_entry_of_the_wrong_kind_is_named(entry: str, value: str, program: Program, table: Path) -> None:
    entries = {**SOUND, entry: value}
    with pytest.raises(MemoirCatError) as refused:
        mapping = parse_mapping("\n".join(f"{name} = {text}" for name, text in entries.items()), where="m.toml")
        import_table(program.catalogue, table, mapping, dry_run=True)
    assert entry in str(refused.value) or refused.value.where == "m.toml, a"


def test_a_file_that_is_no_mapping_is_not_read(tmp_path: Path) -> None:
    long = tmp_path / "long.toml"
    long.write_bytes(b"#" * 2**20)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.toml")
    for file in (long, tmp_path / "pipe.toml", tmp_path, Path("/dev/zero"), tmp_path / "a\0b", tmp_path / ("x" * 300)):
        with pytest.raises(MemoirCatError):
            load_mapping(file)

"""A small roster, its mapping, and what brings it in."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from memoircat.catalogue.catalogue import Catalogue
from memoircat.exchange.mapping import parse_mapping
from memoircat.exchange.table_import import ImportOutcome, import_table

Listed = Callable[..., list[dict[str, Any]]]


HEAD = ("番号", "氏名", "生年", "階級", "死亡年月日", "収容所", "備考")


ROWS = (
    ("1", "佐久間 辰蔵", "大正8年", "一等兵", "昭和21年2月14日", "タイシェト", ""),
    ("2", "髙橋 德次", "大正6年", "рядовой", "S21.2.15", "チタ", "=1+1"),
    ("3", "𠮷田 清", "大正10年", "上等兵", "14.2.46", "チタ", "竹夫(雄)"),
)


MAPPING = """
record = "person"
source = "{source}"
key = "番号"
date_order = "dmy"
[columns]
"番号" = "row.locator"
"氏名" = "name"
"生年" = "birth"
"階級" = "rank"
"死亡年月日" = "death"
"収容所" = "camp_stay.place"
"備考" = "note"
[certainty]
"生年" = "probable"
[values."階級"]
"рядовой" = "private"
[constants]
"role" = "internee"
"""


def table(rows: Sequence[Sequence[str]], head: Sequence[str] | None = HEAD) -> str:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([*([head] if head else []), *rows])
    return file.getvalue()


class Roster:
    """A file and its mapping, imported into one catalogue."""

    def __init__(self, catalogue: Catalogue, folder: Path) -> None:
        self.catalogue = catalogue
        self.file = folder / "名簿.csv"

    def __call__(
        self, text: str | bytes, mapping: str = "", *, source: str = "死亡者名簿", **how: Any
    ) -> ImportOutcome:
        self.file.write_bytes(text.encode() if isinstance(text, str) else text)
        return import_table(self.catalogue, self.file, parse_mapping(mapping or MAPPING.format(source=source)), **how)


def person(catalogue: Catalogue, code: str) -> Any:
    found = catalogue.get(code)
    statements = {(each.part.property, each.occurrence): each.part for each in found.statements}
    return found, statements

"""The public facts: places, people and works, and the questions that sources answer differently."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from memoircat.catalogue import listing
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.change import Change
from memoircat.catalogue.views import Stated
from memoircat.demonstration.words import import_whole, reader_in, rows_of, statement
from memoircat.editing.operations import source_named
from memoircat.messages import message
from memoircat.records.parts import Statement

RETURNS = "年別の帰還者数"
# What conflicts.csv speaks of: its words → the type and the label of the record.
ABOUT = {
    "白樺日誌": ("memoir", "白樺日誌"),
    "石原吉郎": ("person", "石原吉郎"),
    "香月泰男": ("person", "香月泰男"),
    "ships to Maizuru": ("topic", "舞鶴入港船の数"),
    "people from the USSR landed at Maizuru": ("topic", "ソ連から舞鶴への上陸者数"),
    "last large group": ("topic", "最後の集団帰還"),
    "people interned": ("topic", "抑留者数"),
    "deaths": ("topic", "抑留中の死亡者数"),
    "labour camps": ("topic", "収容所の数"),
}
_TOPIC_PROPERTIES = {"date": "when", "note": "answer"}
_ALSO = "ほかの典拠：{source}"


def import_tables(catalogue: Catalogue, folder: Path) -> None:
    """Places, people and works, each by the importer and its mapping."""
    for name in ("camps", "people", "memoirs"):
        import_whole(catalogue, folder / f"{name}.csv", folder / f"{name}.toml")


def describe_sources(catalogue: Catalogue, folder: Path) -> None:
    """What is known of sources besides their title; the imported tables have named most of them already."""
    with catalogue.change(message("Enter the sources")) as change:
        for row in rows_of(folder / "sources.csv"):
            change.set(source_named(change, row["title"]), kind=row["kind"], reliability=row["reliability"] or None)


def make_topics(catalogue: Catalogue, folder: Path) -> None:
    """One topic a title, one statement a row. What is counted at another time is another event."""
    with catalogue.change(message("Enter the topics")) as change:
        reader = reader_in(catalogue, change)
        topics: dict[str, int] = {}
        times: dict[tuple[str, str], list[str]] = {}
        for row in rows_of(folder / "topics.csv"):
            title, code = row["title_ja"], _TOPIC_PROPERTIES.get(row["property"], row["property"])
            if title not in topics:
                topics[title] = change.create("topic", title=title, title_en=row["title_en"])
            made = statement(
                reader, "topic", code, row["value"],
                date=row["date"], unit=row["unit"], note=row["note"],
                occurrence=_event(times.setdefault((title, code), []), row["date"]),
            )  # fmt: skip
            if row["low"]:
                made = replace(made, low=float(row["low"]), high=float(row["high"]) if row["high"] else None)
            change.add(topics[title], replace(made, source=source_named(change, row["source"])))


def _event(times: list[str], date: str) -> int:
    """Which event a date speaks of; without a date, the first."""
    if not date:
        return 1
    if date not in times:
        times.append(date)
    return times.index(date) + 1


def tell_returns(catalogue: Catalogue, folder: Path) -> None:
    """The releases year by year: what `topics.csv` does not say already."""
    topic = _labelled(catalogue, "topic")[RETURNS]
    said = _said(catalogue, topic)
    with catalogue.change(message("Enter the returns year by year")) as change:
        reader = reader_in(catalogue, change)
        for occurrence, row in enumerate(rows_of(folder / "returns.csv"), 1):
            told = statement(
                reader, "topic", "figure", f"{int(row['released']):,}",
                date=row["year"], unit="people", note=row["note"], occurrence=occurrence,
            )  # fmt: skip
            _tell(change, topic, told, row["source"], said)


def tell_conflicts(catalogue: Catalogue, folder: Path) -> None:
    """Statements in which sources disagree, on the work, the person or the topic they speak of."""
    records = {kind: _labelled(catalogue, kind) for kind in ("memoir", "person", "topic")}
    with catalogue.change(message("Enter the statements that differ")) as change:
        reader = reader_in(catalogue, change)
        for row in rows_of(folder / "conflicts.csv"):
            kind, label = ABOUT[row["about"]]
            code = _TOPIC_PROPERTIES.get(row["property"], row["property"]) if kind == "topic" else row["property"]
            told = statement(
                reader, kind, code, row["value"], unit=row["unit"], certainty=row["certainty"], note=row["note"]
            )
            record = records[kind][label]
            _tell(change, record, told, row["source"], _said(catalogue, record))


def _tell(change: Change, record: int, told: Statement, source: str, said: list[Stated]) -> None:
    """Add a statement; where it is there already, another source for it is only noted on it."""
    cited = source_named(change, source)
    same = next((each for each in said if _agree(each.part, told)), None)
    if same is None:
        change.add(record, replace(told, source=cited))
    elif same.part.source != cited:
        note = "; ".join(filter(None, (same.part.note, _ALSO.format(source=source))))
        change.edit(Statement, same.id, note=note)


def _agree(one: Statement, two: Statement) -> bool:
    """Whether two statements say the same: the same figure (at times that do not differ), date or words."""
    if one.property != two.property:
        return False
    if one.low is not None and two.low is not None:
        return one.low == two.low and (not one.start or not two.start or one.start.edtf == two.start.edtf)
    if one.start and two.start:
        return one.start.edtf == two.start.edtf
    return one.value is not None and one.value == two.value


def _said(catalogue: Catalogue, record: int) -> list[Stated]:
    found = catalogue.view(record)
    return list(found.statements) if found else []


def _labelled(catalogue: Catalogue, type_code: str) -> dict[str, int]:
    """The records of a type by their label."""
    reader = catalogue.raw_reader()
    try:
        return {row["label"]: row["id"] for row in listing.iterate(reader, listing.Query(type_code), ("label",))}
    finally:
        reader.close()

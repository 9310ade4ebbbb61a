"""The public facts of the demonstration: places, people and works, and the questions on which sources disagree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.change import Change
from memoircat.catalogue.query import Query
from memoircat.catalogue.views import Stated
from memoircat.demonstration.words import import_whole, reader_in, rows_of, statement
from memoircat.editing.operations import source_named
from memoircat.messages import message
from memoircat.records.parts import Statement
from memoircat.search.reader import Reader

RETURNS = "年別の帰還者数"
# The column "about" of conflicts.csv → type and label of the record.
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
    """Import places, people and works, each from a CSV file with its mapping."""
    for name in ("camps", "people", "memoirs"):
        import_whole(catalogue, folder / f"{name}.csv", folder / f"{name}.toml")


def describe_sources(catalogue: Catalogue, folder: Path) -> None:
    """Set kind and reliability of the sources, most of which the imported tables have made already."""
    with catalogue.change(message("Enter the sources")) as change:
        for row in rows_of(folder / "sources.csv"):
            change.set(source_named(change, row["title"]), kind=row["kind"], reliability=row["reliability"] or None)


def make_topics(catalogue: Catalogue, folder: Path) -> None:
    """Make a topic for each title and a statement for each row; a count at another date is another event."""
    with catalogue.change(message("Enter the topics")) as change:
        reader = reader_in(catalogue, change)
        topics: dict[str, int] = {}
        times: dict[tuple[str, str], list[str]] = {}
        for row in rows_of(folder / "topics.csv"):
            title, code = row["title_ja"], _TOPIC_PROPERTIES.get(row["property"], row["property"])
            if title not in topics:
                topics[title] = change.create("topic", title=title, title_en=row["title_en"])
            new = statement(
                reader, "topic", code, row["value"],
                date=row["date"], unit=row["unit"], note=row["note"],
                occurrence=_event(times.setdefault((title, code), []), row["date"]),
            )  # fmt: skip
            if row["low"]:
                new = replace(new, low=float(row["low"]), high=float(row["high"]) if row["high"] else None)
            change.add(topics[title], replace(new, source=source_named(change, row["source"])))


def _event(times: list[str], date: str) -> int:
    """The number of the event of this date, which is added to ``times`` if it is new; without a date, 1."""
    if not date:
        return 1
    if date not in times:
        times.append(date)
    return times.index(date) + 1


def add_returns(catalogue: Catalogue, folder: Path) -> None:
    """Add the number of people released in each year, except what `topics.csv` has already."""
    topic = _labelled(catalogue, "topic")[RETURNS]
    known = _statements_of(catalogue, topic)
    with catalogue.change(message("Enter the returns year by year")) as change:
        reader = reader_in(catalogue, change)
        for occurrence, row in enumerate(rows_of(folder / "returns.csv"), 1):
            new = statement(
                reader, "topic", "figure", f"{int(row['released']):,}",
                date=row["year"], unit="people", note=row["note"], occurrence=occurrence,
            )  # fmt: skip
            _add_statement(change, topic, new, row["source"], known)


def add_conflicts(catalogue: Catalogue, folder: Path) -> None:
    """Add statements in which sources disagree to the work, person or topic that they are about."""
    records = {kind: _labelled(catalogue, kind) for kind in ("memoir", "person", "topic")}
    with catalogue.change(message("Enter the statements that differ")) as change:
        reader = reader_in(catalogue, change)
        for row in rows_of(folder / "conflicts.csv"):
            kind, label = ABOUT[row["about"]]
            code = _TOPIC_PROPERTIES.get(row["property"], row["property"]) if kind == "topic" else row["property"]
            new = statement(
                reader, kind, code, row["value"], unit=row["unit"], certainty=row["certainty"], note=row["note"]
            )
            record = records[kind][label]
            _add_statement(change, record, new, row["source"], _statements_of(catalogue, record))


def _add_statement(change: Change, record: int, new: Statement, source: str, known: list[Stated]) -> None:
    """Add a statement; where the record has the same one from another source, only note the source on that."""
    cited = source_named(change, source)
    same = next((stated for stated in known if _agree(stated.part, new)), None)
    if same is None:
        change.add(record, replace(new, source=cited))
    elif same.part.source != cited:
        note = "; ".join(filter(None, (same.part.note, _ALSO.format(source=source))))
        change.edit(Statement, same.id, note=note)


def _agree(one: Statement, two: Statement) -> bool:
    """Whether two statements say the same: the same figure (at dates that do not differ), date, or words."""
    if one.property != two.property:
        return False
    if one.low is not None and two.low is not None:
        return one.low == two.low and (not one.start or not two.start or one.start.edtf == two.start.edtf)
    if one.start and two.start:
        return one.start.edtf == two.start.edtf
    return one.value is not None and one.value == two.value


def _statements_of(catalogue: Catalogue, record: int) -> list[Stated]:
    view = catalogue.view(record)
    return list(view.statements) if view else []


def _labelled(catalogue: Catalogue, type_code: str) -> dict[str, int]:
    """The ids of the records of a type by their labels."""
    with Reader.open(catalogue.folder.path) as reader:
        return {row["label"]: row["id"] for row in reader.iterate(Query(type_code), ("label",))}

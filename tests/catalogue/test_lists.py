"""Lists of people from the index alone: sorted, filtered and counted as a walk over the rows would."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from memoircat.catalogue import listing, storage
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.list_columns import columns_of, facet_columns
from memoircat.catalogue.query import Query
from memoircat.dates import read_date
from memoircat.demonstration import make_demonstration
from memoircat.errors import InputError, NotFound
from memoircat.program import Program
from memoircat.records.parts import Statement

PEOPLE = [each.name for each in columns_of("person")]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[storage.Connection]:
    path: Path = tmp_path_factory.mktemp("lists") / "demo.memoircat"
    with Program.create(path, by="試験") as program:
        make_demonstration(program)
        connection = storage.open_for_reading(path)
        with program.catalogue.change("試験") as change:
            for each in _all(connection)[:3]:
                change.delete(each)
        yield connection
        connection.close()


def _all(reader: storage.Connection) -> list[int]:
    return list(listing.row_ids(reader, Query("person")))


def rows(reader: storage.Connection, query: Query) -> list[dict[str, object]]:
    names = [*(each.name for each in columns_of(query.record_type)), "access", "attention"]
    return listing.rows(reader, query.record_type, listing.row_ids(reader, query), names)


@pytest.mark.parametrize("column", PEOPLE)
@pytest.mark.parametrize("descending", [False, True])
def test_a_sorted_list_has_the_same_rows_those_without_a_value_last(
    reader: storage.Connection, column: str, descending: bool
) -> None:
    found = list(listing.row_ids(reader, Query("person", sort=column, descending=descending)))
    assert sorted(found) == sorted(_all(reader))
    values = [listing.membership(reader, Query("person", sort=column), [each])[each] for each in found]
    filled = [each for each in values if each is not None]
    assert values[len(filled) :] == [None] * (len(values) - len(filled))
    assert filled == sorted(filled, reverse=descending)


@pytest.mark.parametrize("type_code", ["person", "document", "place", "memoir"])
def test_a_facet_counts_the_rows_that_the_filter_shows(reader: storage.Connection, type_code: str) -> None:
    counted = listing.facets(reader, Query(type_code), longest=1000)
    assert list(counted) == [each.name for each in facet_columns(type_code)]
    walked = rows(reader, Query(type_code))
    for name, values in counted.items():
        held = (row[name] if isinstance(row[name], tuple) else (row[name],) for row in walked)
        assert dict(values) == Counter("" if each is None else str(each) for many in held for each in many or (None,))
        for value, number in values:
            assert listing.count(reader, Query(type_code, {name: value})) == number
            assert len(listing.row_ids(reader, Query(type_code, {name: value}))) == number


def test_a_facet_is_counted_among_what_the_others_leave(reader: storage.Connection) -> None:
    fate = listing.facets(reader, Query("person"))["fate"][0][0]
    filtered = listing.facets(reader, Query("person", {"fate": fate}), longest=1000)
    assert filtered["fate"] == listing.facets(reader, Query("person"), longest=1000)["fate"]
    assert sum(number for _, number in filtered["prefecture"]) == listing.count(reader, Query("person", {"fate": fate}))


def test_several_values_ask_for_any_of_them(reader: storage.Connection) -> None:
    one, two = (value for value, _ in listing.facets(reader, Query("person"))["fate"][:2])
    together = set(listing.row_ids(reader, Query("person", {"fate": [one, two]})))
    apart = [set(listing.row_ids(reader, Query("person", {"fate": each}))) for each in (one, two)]
    assert together == apart[0] | apart[1]
    assert set(listing.row_ids(reader, Query("person", {"fate": []}))) == set(_all(reader))


def test_a_list_of_given_records_holds_no_others(reader: storage.Connection) -> None:
    fate = listing.facets(reader, Query("person"))["fate"][0][0]
    some = list(listing.row_ids(reader, Query("person", {"fate": fate})))[:2]
    assert list(listing.row_ids(reader, Query("person", {"fate": fate}, records=some))) == some
    assert list(listing.row_ids(reader, Query("person", {"fate": fate}, records=[]))) == []


def test_a_range_of_years_holds_its_ends_and_leaves_out_what_has_no_date(reader: storage.Connection) -> None:
    walked = rows(reader, Query("person"))
    years = sorted({str(row["birth_year"]) for row in walked if str(row["birth_year"]).isdigit()})
    first, last = years[0], years[len(years) // 2]
    found = rows(reader, Query("person", {"birth_year": f"{first}/{last}"}))
    assert {row["birth_year"] for row in found if str(row["birth_year"]).isdigit()} == {
        each for each in years if first <= each <= last
    }
    dated = [row for row in walked if row["birth_year"] is not None]
    assert len(rows(reader, Query("person", {"birth": "../.."}))) == len(dated)
    assert len(rows(reader, Query("person", {"birth": f"../{last}"}))) >= len(found)


def test_documents_that_say_nothing_of_their_pieces_are_one_each(catalogue: Catalogue) -> None:
    with catalogue.change("登録") as change:
        for number in (None, 0, 1, 3):
            change.create("document", title="葉書", pieces=number, level="item")
        change.delete(change.create("document", title="葉書", pieces=100))
    reader = catalogue.raw_reader()
    assert listing.pieces(reader, Query("document")) == 6
    assert listing.pieces(reader, Query("document", {"level": "piece"})) == 0
    reader.close()


def test_a_range_of_dates_holds_its_first_day_and_its_last(
    catalogue: Catalogue, listed: Callable[..., list[dict[str, Any]]]
) -> None:
    with catalogue.change("登録") as change:
        for day in ("1917-12-31", "1918-01-01", "1919", "1920-12-31", "1921-01-01"):
            person = change.create("person", kind="recorded")
            change.add(person, Statement(property="birth", start=read_date(day).stored()))

    def born(wanted: str) -> list[str]:
        return [row["birth"] for row in listed("person", "birth", where={"birth": wanted}, sort="birth")]

    assert born("1918/1920") == ["1918-01-01", "1919", "1920-12-31"]
    assert born("1918-01-01/1918-01-01") == ["1918-01-01"]
    assert born("../1918-01-01") == ["1917-12-31", "1918-01-01"]
    assert born("1920-12-31/..") == ["1920-12-31", "1921-01-01"]


@pytest.mark.parametrize("wrong", ["1918/soon", "x/1920", "1920-13/1921"])
def test_a_range_that_is_none_is_refused_and_says_how_one_is_written(reader: storage.Connection, wrong: str) -> None:
    with pytest.raises(InputError) as refused:
        listing.count(reader, Query("person", {"birth": wrong}))
    assert wrong in str(refused.value)
    assert "1918/1920" in str(refused.value.hint)


def test_an_unknown_column_is_named(reader: storage.Connection) -> None:
    with pytest.raises(NotFound):
        listing.count(reader, Query("person", {"colour": "red"}))


@pytest.mark.parametrize(("everyone", "trash"), list(itertools.product([False, True], repeat=2)))
def test_everyone_and_the_trash_are_sorted_and_counted_too(
    reader: storage.Connection, everyone: bool, trash: bool
) -> None:
    query = Query("person", everyone=everyone, trash=trash)
    for column in PEOPLE:
        again = Query("person", sort=column, everyone=everyone, trash=trash)
        assert sorted(listing.row_ids(reader, again)) == sorted(listing.row_ids(reader, query))
    assert sum(number for _, number in listing.facets(reader, query, 1000)["fate"]) == listing.count(reader, query)


def test_a_list_is_read_from_the_index_alone(reader: storage.Connection) -> None:
    for sort in ("birth_year", "death", "prefecture", "fate", "rank", "last_camp", "kind"):
        for descending in (False, True):
            sql, values = listing._ordered(reader, Query("person", sort=sort, descending=descending), None)
            plan = " ".join(row[3] for row in reader.execute(f"EXPLAIN QUERY PLAN {sql}", values))
            assert "COVERING INDEX person_summary_by" in plan
            assert "TEMP B-TREE" not in plan
    sql, values = listing._ordered(reader, Query("person", {"prefecture": "yamagata"}), None)
    plan = " ".join(row[3] for row in reader.execute(f"EXPLAIN QUERY PLAN {sql}", values))
    assert "COVERING INDEX person_summary_by_prefecture (prefecture=?)" in plan
    assert "TEMP B-TREE" not in plan

"""Links between records as they are seen from both sides, and the words for each side."""

from __future__ import annotations

from pathlib import Path

import pytest

from memoircat.catalogue import listing
from memoircat.catalogue.access import Audience, admits
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.query import Query
from memoircat.editing.operations import make_named
from memoircat.exchange.mapping import parse_mapping
from memoircat.exchange.table_import import import_table
from memoircat.messages import LANGUAGES, Label
from memoircat.records.link_roles import BACK, FORWARD, role_meant, role_shown, role_words
from memoircat.records.naming import NewRecord
from memoircat.records.parts import Link, Name, Tag
from memoircat.records.registry import RECORD_TYPES
from memoircat.records.vocabularies import Term, Vocabularies, seed_terms


def two(catalogue: Catalogue) -> tuple[int, int]:
    with catalogue.change("登録") as change:
        person = change.create("person", kind="identified")
        change.add(person, Name(text="佐久間 辰蔵", kind="authorised"))
        return change.create("memoir", title="凍土の記"), person


def test_a_link_is_seen_from_both_records(catalogue: Catalogue) -> None:
    book, person = two(catalogue)
    with catalogue.change("関係") as change:
        link = change.add(book, Link(role="author", other=person, note="共著"))
    from_book, from_person = catalogue.views([book, person])
    assert [(each.id, each.record_id) for each in from_book.links] == [(link, book)]
    assert from_book.links_back == ()
    assert from_person.links == ()
    assert [(each.id, each.record_id, each.part.role) for each in from_person.links_back] == [(link, book, "author")]
    assert from_person.label_of(book) == "凍土の記"
    assert catalogue.view(person).links_back == from_person.links_back, "alone or with others"


def test_a_link_from_the_trash_is_not_seen_but_its_return_is_news(catalogue: Catalogue) -> None:
    book, person = two(catalogue)
    with catalogue.change("関係") as change:
        change.add(book, Link(role="author", other=person))
    with catalogue.change("削除") as change:
        change.delete(book)
    view = catalogue.view(person)
    assert view.links_back == ()
    assert view.rests_on({book}, {"record"})
    catalogue.undo()
    assert [each.record_id for each in catalogue.view(person).links_back] == [book]


def test_a_link_of_a_withdrawn_import_is_not_seen(catalogue: Catalogue, tmp_path: Path) -> None:
    table = tmp_path / "r.csv"
    table.write_text("氏名\n佐藤 正\n", encoding="utf-8")
    import_table(catalogue, table, parse_mapping('record = "person"\nsource = "名簿"\n[columns]\n"氏名" = "name"\n'))
    reader = catalogue.raw_reader()
    (imported,) = listing.row_ids(reader, Query("person"))
    reader.close()
    with catalogue.change("登録") as change:
        book = change.create("memoir", title="凍土の記")
    with catalogue.change("関係") as change:
        change.insert_row("link", {"record_id": imported, "role": "related", "other": book}, record_id=book)
    assert [each.record_id for each in catalogue.view(book).links_back] == [imported]
    batch = catalogue.view(imported).batch
    with catalogue.change("取り消し") as change:
        change.update_row("batch", batch, {"withdrawn_at": change.at})
    assert catalogue.view(book).links_back == ()


def test_a_record_linked_with_itself_is_seen_once(catalogue: Catalogue) -> None:
    book, _ = two(catalogue)
    with catalogue.change("関係") as change:
        change.add(book, Link(role="related", other=book))
    view = catalogue.view(book)
    assert (len(view.links), len(view.links_back)) == (1, 0)


def test_a_change_of_links_or_of_what_is_named_concerns_a_record(catalogue: Catalogue) -> None:
    book, person = two(catalogue)
    view = catalogue.view(person)
    assert view.rests_on({person}, {"person"})
    assert view.rests_on({book}, {"link"}), "a new link hangs on a record that is not known here yet"
    assert not view.rests_on({book}, {"memoir"})
    with catalogue.change("関係") as change:
        change.add(book, Link(role="author", other=person))
    assert catalogue.view(person).rests_on({book}, {"memoir"}), "its title is shown"


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reading_means_the_role_it_is_a_reading_of(language, back: bool) -> None:
    words = Vocabularies(seed_terms())
    assert {each.code for each in words.terms(FORWARD)} == {each.code for each in words.terms(BACK)}
    for term in words.terms(FORWARD):
        shown = role_shown(words, term.code, language, back=back)
        code, read_back = role_meant(words, shown)
        assert code == term.code
        assert role_shown(words, code, language, back=read_back) == shown
        assert shown in role_words(words, language)


def test_a_role_without_a_reverse_reading_is_read_with_an_arrow() -> None:
    """A catalogue whose archivists have added a role, and no words for its far side."""
    words = Vocabularies([Term(FORWARD, "godfather", Label("名づけ親", "Godfather", "Крёстный"), 0)])
    assert role_shown(words, "godfather", "ja", back=True) == "← 名づけ親"
    assert role_meant(words, "← 名づけ親") == ("godfather", True)
    assert role_meant(words, "隣人") == ("隣人", False)
    assert role_meant(words, " ") == ("related", False)


@pytest.mark.parametrize("type_code", list(RECORD_TYPES))
def test_a_record_of_any_type_is_made_of_a_text(catalogue: Catalogue, type_code: str) -> None:
    with catalogue.change("新規") as change:
        made = make_named(change, NewRecord(type_code, " 𠮷田  正"))
    view = catalogue.view(made)
    assert view.type.code == type_code
    written = view.fields[view.type.title] if view.type.title else view.names[0].part.text
    assert written == " 𠮷田  正", "not a sign is altered"
    catalogue.undo()
    assert catalogue.view(made) is None


def test_looking_up_begins_with_the_code_and_finds_what_contains_the_text(catalogue: Catalogue) -> None:
    with catalogue.change("登録") as change:
        for number in range(60):
            change.create("memoir", title=f"手記 {number:02}")
        gone = change.create("memoir", title="手記 消えた")
        change.delete(gone)
        place = change.create("place")
        change.add(place, Name(text="第7収容所"))
    reader = catalogue.raw_reader()
    try:
        assert [row[2] for row in listing.look_up(reader, ("memoir",), "記 07", 12)] == ["手記 07"]
        assert listing.look_up(reader, ("memoir",), "M-00000", 3)[0][1] == "M-000001"
        assert listing.look_up(reader, ("memoir",), "消えた", 12) == []
        assert listing.look_up(reader, ("memoir",), "第7", 12) == []
        assert [row[2] for row in listing.look_up(reader, ("memoir", "place"), "第7", 12)] == ["第7収容所"]
        assert len(listing.look_up(reader, ("memoir", "place"), "", 50)) == 50
        assert listing.look_up(reader, ("place", "memoir"), "", 50)[0][2] == "第7収容所"
    finally:
        reader.close()


def test_of_what_is_looked_up_that_comes_first_which_begins_with_the_text(catalogue: Catalogue) -> None:
    with catalogue.change("登録") as change:
        for title in ("あ 手記", "い 手記", "手記 ん"):
            change.create("memoir", title=title)
        change.create("source", title="手記 一覧")
    reader = catalogue.raw_reader()
    try:
        assert [row[2] for row in listing.look_up(reader, ("memoir",), "手記", 12)] == ["手記 ん", "あ 手記", "い 手記"]
        assert [row[2] for row in listing.look_up(reader, ("memoir",), "手記", 1)] == ["手記 ん"]
        both = [row[2] for row in listing.look_up(reader, ("memoir", "source"), "手記", 12)]
        assert both == ["手記 ん", "手記 一覧", "あ 手記", "い 手記"]
    finally:
        reader.close()


def test_tags_of_the_catalogue_come_by_how_often_they_are_used(catalogue: Catalogue) -> None:
    with catalogue.change("登録") as change:
        for words in (("甲", "乙"), ("乙",), ("丙",)):
            made = change.create("memoir", title="x")
            for word in words:
                change.add(made, Tag(text=word))
        change.delete(made)
    reader = catalogue.raw_reader()
    try:
        assert listing.tags(reader) == ["乙", "甲"]
    finally:
        reader.close()


@pytest.mark.parametrize("until", ["1.4.2027", "令和9年4月1日", "", "19450101x", "1945-01-011", "来年"])
def test_a_day_that_is_written_otherwise_opens_nothing(until: str) -> None:
    assert not admits("until", until, Audience.PUBLIC, "2026-05-12")

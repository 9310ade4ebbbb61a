"""The rules of the vocabularies: what may be added, worded, ordered, removed and merged, and what undo brings back."""

from __future__ import annotations

import ast
import random
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memoircat.catalogue.access import Audience, admits
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.kept import save_search, saved_searches
from memoircat.catalogue.query import Query
from memoircat.catalogue.snapshot import views
from memoircat.catalogue.term_places import count_uses
from memoircat.catalogue.terms import add_term, merge_terms, move_term, remove_term, use_term, word_term
from memoircat.editing.record_draft import CERTAINTIES
from memoircat.editing.targets import IDENTIFIERS
from memoircat.errors import Cancelled, Conflict, InputError, NotFound
from memoircat.exchange.mapping import parse_mapping
from memoircat.exchange.table_import import import_table
from memoircat.jobs import Progress
from memoircat.linkage import decisions
from memoircat.messages import Label
from memoircat.program import Program
from memoircat.records import parts
from memoircat.records.declare import Kind
from memoircat.records.known_terms import MIRRORED, PROTECTED
from memoircat.records.link_roles import UNSAID
from memoircat.records.naming import _LEADING_KINDS, _LEADING_SCRIPTS
from memoircat.records.properties import PROPERTIES
from memoircat.records.registry import PART_TYPES, RECORD_TYPES
from memoircat.records.values import FieldReader
from memoircat.records.vocabularies import LABELS, seed_terms

NOTHING = Label("", "", "")


def terms(catalogue: Catalogue, vocabulary: str) -> list[str]:
    return [each.code for each in catalogue.vocabularies().terms(vocabulary)]


def words(catalogue: Catalogue, vocabulary: str, code: str) -> Label:
    found = catalogue.vocabularies().term(vocabulary, code)
    assert found is not None
    return found.label


def do(catalogue: Catalogue, function: Any, *given: Any) -> Any:
    with catalogue.change("用語") as change:
        return function(change, *given)


def uses(catalogue: Catalogue, vocabulary: str) -> dict[str, int]:
    reader = catalogue.raw_reader()
    try:
        return count_uses(reader, vocabulary)
    finally:
        reader.close()


def walked(catalogue: Catalogue, vocabulary: str) -> dict[str, int]:
    """The same by looking at every record there is, one value after the other."""
    counted: Counter[str] = Counter()
    withdrawn = {
        row["id"] for row in map(ast.literal_eval, catalogue.state()["batch"]) if row["withdrawn_at"] is not None
    }
    with catalogue.reading() as connection:
        ids = connection.exec_driver_sql("SELECT id FROM record").scalars().all()
        found = views(connection, ids)
    for view in found:
        if view.batch in withdrawn:
            continue
        values = [(each, view.fields[each.name]) for each in view.type.fields]
        own = [(name, held) for name, rows in view.parts.items() for held in rows]
        own += [("name", each) for each in view.names if each.record_id == view.id]
        own += [("link", each) for each in view.links]
        own += [("attachment", each) for each in view.pictures]
        own += [("statement", each) for each in view.statements if each.record_id == view.id]
        for name, held in own:
            values += [(each, getattr(held.part, each.name)) for each in PART_TYPES[name].fields]
            if name == "statement" and PROPERTIES[held.part.property].vocabulary == vocabulary and held.part.term:
                counted[held.part.term] += 1
        for field, value in values:
            if field.vocabulary == vocabulary and value is not None:
                counted.update(set(value) if field.kind is Kind.TERMS else [value])
    return dict(counted)


def digests(catalogue: Catalogue) -> dict[int, tuple[int, ...]]:
    """The digests of each record but that of its own row, which counts how often it was written."""
    query = "SELECT id, own_digest, names_digest, statements_digest FROM record"
    with catalogue.reading() as connection:
        return {row[0]: tuple(row[1:]) for row in connection.exec_driver_sql(query)}


def content(catalogue: Catalogue) -> dict[str, Any]:
    """All that is stored but for versions and times."""
    return catalogue.state()


# Adding and wording ----------------------------------------------------------------------------------------------


def test_a_code_is_made_from_the_english_word_or_from_the_vocabulary(catalogue: Catalogue) -> None:
    assert do(catalogue, add_term, "rank", Label("軍医", "Army doctor", "военврач")) == "army_doctor"
    assert do(catalogue, add_term, "rank", Label("雇員", "Army, doctor!", "")) == "army_doctor_2"
    assert do(catalogue, add_term, "rank", Label("傭人", "", "")) == "rank_1"
    assert do(catalogue, add_term, "rank", Label("", "", "вольный"), "free") == "free"
    assert terms(catalogue, "rank")[-4:] == ["army_doctor", "army_doctor_2", "rank_1", "free"]
    assert [words(catalogue, "rank", "rank_1").in_(each) for each in ("ja", "en", "ru")] == ["傭人"] * 3
    assert catalogue.vocabularies().understand("rank", "") is None
    for _ in range(4):
        catalogue.undo()
    assert terms(catalogue, "rank")[-1] == "civilian"


@pytest.mark.parametrize(
    ("label", "code", "problem"),
    [
        (NOTHING, "", InputError),
        (Label(" ", "\u3000", ""), "new", InputError),
        (Label("軍\n医", "", ""), "", InputError),
        (Label("軍医", "", ""), "a b", InputError),
        (Label("軍医", "", ""), "private", Conflict),
        (Label("軍医", "", ""), "軍曹", Conflict),
        (Label("二等兵", "", ""), "", Conflict),
        (Label("", " PRIVATE ", ""), "", Conflict),
        (Label("", "", "сержант"), "", Conflict),
        (Label("軍\ud842", "", ""), "", InputError),
    ],
)
def test_what_cannot_be_a_term_is_refused(catalogue: Catalogue, label: Label, code: str, problem: type) -> None:
    before = content(catalogue)
    with pytest.raises(problem):
        do(catalogue, add_term, "rank", label, code)
    assert content(catalogue) == before


def test_a_vocabulary_must_be_there_and_may_have_become_empty(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound):
        do(catalogue, add_term, "ranks", Label("軍医", "", ""))
    for code in terms(catalogue, "sex"):
        do(catalogue, remove_term, "sex", code)
    assert do(catalogue, add_term, "sex", Label("女", "Female", "женский")) == "female"


def test_a_word_of_a_list_must_not_hold_what_parts_the_words_of_a_list(catalogue: Catalogue) -> None:
    with pytest.raises(InputError, match="parts several"):
        do(catalogue, add_term, "support", Label("竹、木", "Bamboo", ""))
    assert do(catalogue, add_term, "support", Label("竹・木", "Bamboo, wood", "")) == "bamboo_wood"
    assert do(catalogue, add_term, "rank", Label("兵、下士官", "Men", "")) == "men"  # one is typed alone


def test_words_are_changed_and_kept_as_they_were_typed(catalogue: Catalogue) -> None:
    do(catalogue, word_term, "rank", "private", Label(" 二等兵 ", "Private (2nd class)", "")._asdict())
    assert words(catalogue, "rank", "private") == Label(" 二等兵 ", "Private (2nd class)", "")
    assert catalogue.vocabularies().understand("rank", "二等兵").code == "private"  # type: ignore[union-attr] # None fails too
    with pytest.raises(InputError):
        do(catalogue, word_term, "rank", "private", NOTHING._asdict())
    with pytest.raises(Conflict, match="superior_private"):
        do(catalogue, word_term, "rank", "private", Label("上等兵", "Private", "")._asdict())
    with pytest.raises(NotFound):
        do(catalogue, word_term, "rank", "nobody", Label("誰", "", "")._asdict())
    history = len(catalogue.history())
    do(catalogue, word_term, "rank", "private", words(catalogue, "rank", "private")._asdict())
    assert len(catalogue.history()) == history, "nothing was changed, and there is nothing to undo"


def test_a_prefecture_is_one_with_and_without_its_last_sign(catalogue: Catalogue) -> None:
    with pytest.raises(Conflict, match="yamagata"):
        do(catalogue, add_term, "prefecture", Label("山形", "Yamagata region", ""))


# Order and use ---------------------------------------------------------------------------------------------------


@settings(max_examples=8)
@given(moves=st.lists(st.tuples(st.integers(0, 19), st.integers(-25, 25)), min_size=1, max_size=8))
def test_terms_move_as_in_a_list_and_other_vocabularies_stay(
    blank: Callable[..., Path], moves: list[tuple[int, int]]
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Program.open(blank(Path(folder) / "a.memoircat"), by="試験") as program,
    ):
        catalogue = program.catalogue
        order, others = terms(catalogue, "rank"), terms(catalogue, "fate")
        with catalogue.change("x") as change:  # a catalogue of elsewhere may have given one place to several
            change.connection.exec_driver_sql("UPDATE term SET position = 3 WHERE code IN ('general', 'major')")
            order = [row[0] for row in change.connection.exec_driver_sql(
                "SELECT code FROM term WHERE vocabulary = 'rank' ORDER BY position, id")]  # fmt: skip
        for at, by in moves:
            code = order.pop(at)
            order.insert(max(0, min(len(order), at + by)), code)
            do(catalogue, move_term, "rank", code, by)
            assert terms(catalogue, "rank") == order
        assert terms(catalogue, "fate") == others


def test_a_term_out_of_use_stays_where_it_is_written(catalogue: Catalogue) -> None:
    do(catalogue, use_term, "rank", "private", False)
    found = catalogue.vocabularies().term("rank", "private")
    assert found is not None
    assert not found.in_use
    do(catalogue, use_term, "rank", "private", True)
    assert catalogue.vocabularies().term("rank", "private").in_use  # type: ignore[union-attr] # None fails too


# What the program knows ------------------------------------------------------------------------------------------


def test_the_codes_that_the_program_reads_are_those_declared() -> None:
    seeds = {(each.vocabulary, each.code) for each in seed_terms()}
    assert {(name, code) for name, each in PROTECTED.items() for code in each.codes} <= seeds
    assert set(PROTECTED["certainty"].codes) == set(CERTAINTIES)
    assert set(PROTECTED["match_status"].codes) == set(decisions.STATUSES)
    assert set(PROTECTED["name_kind"].codes) >= set(_LEADING_KINDS)
    assert set(PROTECTED["script"].codes) == set(_LEADING_SCRIPTS)
    assert set(PROTECTED["identifier_kind"].codes) == set(IDENTIFIERS)
    assert {parts.Link().role, UNSAID} == set(PROTECTED["link_role"].codes)
    assert [each for each in PROTECTED["access"].codes if admits(each, None, Audience.PUBLIC, "2026-01-01")] == ["open"]
    assert {each for each in PROTECTED["access"].codes if admits(each, None, Audience.FAMILY, "2026-01-01")} == {
        "open", "on_site", "family",
    }  # fmt: skip
    assert {name for name, _ in seeds} == set(LABELS), "every vocabulary has a name for people"
    assert {code for name, code in seeds if name == "link_role_back"} == {c for n, c in seeds if n == "link_role"}


@pytest.mark.parametrize(
    ("vocabulary", "code"), [(name, code) for name, each in PROTECTED.items() for code in each.codes]
)
def test_a_term_that_the_program_knows_can_be_worded_but_not_go_away(
    catalogue: Catalogue, vocabulary: str, code: str
) -> None:
    other = do(catalogue, add_term, vocabulary, Label("別の用語", "Quite another", ""))
    for function, more in ((remove_term, ()), (merge_terms, (other,)), (use_term, (False,))):
        with pytest.raises(Conflict, match="itself reads"):
            do(catalogue, function, vocabulary, code, *more)
    do(catalogue, word_term, vocabulary, code, Label("新しい語", "New word", "")._asdict())
    do(catalogue, move_term, vocabulary, code, -1)
    do(catalogue, merge_terms, vocabulary, other, code)


def test_a_role_and_its_reading_from_the_other_side_come_and_go_together(catalogue: Catalogue) -> None:
    (mirror, first), *_ = MIRRORED.items()
    code = do(catalogue, add_term, first, Label("校閲者", "Reviewer", ""))
    assert terms(catalogue, mirror)[-1] == code
    do(catalogue, word_term, mirror, code, Label("校閲した", "Reviewed", "")._asdict())
    for function, more in ((remove_term, ()), (merge_terms, ("author",)), (use_term, (False,))):
        with pytest.raises(Conflict):
            do(catalogue, function, mirror, code, *more)
    with pytest.raises(Conflict):
        do(catalogue, add_term, mirror, Label("a", "b", "c"))
    with catalogue.change("x") as change:
        one, two = change.create("memoir"), change.create("person")
        change.add(one, parts.Link(role=code, other=two))
    assert uses(catalogue, mirror) == uses(catalogue, first) == {code: 1}
    do(catalogue, use_term, first, code, False)
    assert not catalogue.vocabularies().term(mirror, code).in_use  # type: ignore[union-attr] # None fails too
    do(catalogue, merge_terms, first, code, "editor")
    assert code not in (*terms(catalogue, first), *terms(catalogue, mirror))


# Uses, removing and merging --------------------------------------------------------------------------------------


@pytest.fixture
def used(catalogue: Catalogue) -> Catalogue:
    """Records that use terms in every way: a field, a list, a part, a statement, as free text, from the trash."""
    with catalogue.change("x") as change:
        memoir = change.create("memoir", genre="diary", language=("ja", "ru", "en"))
        change.create("memoir", genre="日記", language=("ru",))
        document = change.create("document", language=("ru", "ja"), script=("Jpan",))
        change.add(document, parts.Transcription(text="あ", language="ru"))
        for value, term in (("二等兵", "private"), ("一等兵", "private_first_class"), ("二等兵", None)):
            person = change.create("person")
            change.add(person, parts.Name(text="佐藤", script="Jpan"))
            change.add(person, parts.Statement(property="rank", value=value, term=term))
            change.add(person, parts.Statement(property="occupation", value="private", term="private"))
        change.add(memoir, parts.Link(role="author", other=person))
        gone = change.create("document", language=("ru",))
    with catalogue.change("x") as change:
        change.delete(gone)
    return catalogue


def test_uses_are_counted_as_a_walk_over_all_records_counts_them(used: Catalogue) -> None:
    assert uses(used, "language") == {"ja": 2, "ru": 5, "en": 1}
    assert uses(used, "rank") == {"private": 1, "private_first_class": 1}
    assert uses(used, "genre") == {"diary": 1, "日記": 1}
    for name in LABELS:
        assert uses(used, name) == walked(used, MIRRORED.get(name, name)), name


def test_a_term_in_use_is_not_removed_and_one_without_uses_is(used: Catalogue) -> None:
    with pytest.raises(Conflict, match="used 5 times") as refused:
        do(used, remove_term, "language", "ru")
    assert "Merge it" in str(refused.value.hint)
    with pytest.raises(Conflict, match="used 1 time,"):
        do(used, remove_term, "rank", "private")
    do(used, remove_term, "rank", "general")
    assert "general" not in terms(used, "rank")
    used.undo()
    assert terms(used, "rank")[0] == "general"


def test_merging_rewrites_every_use_once_and_leaves_words_as_written(used: Catalogue) -> None:
    before = content(used)
    history = len(used.history())
    assert do(used, merge_terms, "language", "ru", "ja") == 5
    assert do(used, merge_terms, "rank", "private", "private_first_class") == 1
    assert len(used.history()) == history + 2
    assert uses(used, "language") == {"ja": 5, "en": 1}
    assert "ru" not in terms(used, "language")
    languages = [view.fields["language"] for view in all_of(used, "memoir")]
    assert languages == [("ja", "en"), ("ja",)]
    said = [
        (each.part.property, each.part.value, each.part.term)
        for view in all_of(used, "person")
        for each in view.statements
    ]
    first, other = "private_first_class", ("occupation", "private", "private")
    assert said == [
        ("rank", "二等兵", first), other, ("rank", "一等兵", first), other, ("rank", "二等兵", None), other,
    ]  # fmt: skip
    assert ranks(used) == [first, first, "二等兵"]
    assert list(used.check()) == []
    used.undo()
    used.undo()
    assert content(used) == before
    used.redo()
    used.redo()
    assert uses(used, "language") == {"ja": 5, "en": 1}
    assert list(used.check()) == []


def all_of(catalogue: Catalogue, type_code: str) -> list[Any]:
    with catalogue.reading() as connection:
        ids = connection.exec_driver_sql("SELECT id FROM record WHERE record_type = ?", (type_code,)).scalars().all()
    return catalogue.views(ids)


def ranks(catalogue: Catalogue) -> list[str]:
    with catalogue.reading() as connection:
        return list(connection.exec_driver_sql("SELECT rank FROM person_summary ORDER BY record_id").scalars())


def test_what_cannot_be_merged_changes_nothing(used: Catalogue) -> None:
    before = content(used)
    with pytest.raises(InputError):
        do(used, merge_terms, "language", "ru", "ru")
    with pytest.raises(NotFound):
        do(used, merge_terms, "language", "ru", "fr")
    with pytest.raises(NotFound):
        do(used, merge_terms, "language", "fr", "ru")
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        do(used, merge_terms, "language", "ru", "ja", stopped)
    late = Progress(lambda done, of: late.cancel())
    with pytest.raises(Cancelled), used.change("x", progress=late) as change:
        merge_terms(change, "language", "ru", "ja")
    assert content(used) == before
    assert "ru" in terms(used, "language")


def test_a_saved_search_follows_the_term_that_it_asks_for(used: Catalogue) -> None:
    query = Query("person", {"rank": ["private", "private_first_class"], "fate": "private"})
    do(used, save_search, "兵", query)
    do(used, save_search, "二等兵", Query("person", {"rank": "private"}))
    do(used, merge_terms, "rank", "private", "private_first_class")
    assert [each.query.where for each in kept(used)] == [
        {"rank": ["private_first_class"], "fate": "private"},
        {"rank": "private_first_class"},
    ]
    used.undo()
    assert kept(used)[0].query == query


def kept(catalogue: Catalogue) -> Any:
    reader = catalogue.raw_reader()
    try:
        return saved_searches(reader)
    finally:
        reader.close()


def test_rows_of_a_withdrawn_import_neither_count_nor_change(catalogue: Catalogue, tmp_path: Path) -> None:
    file = tmp_path / "名簿.csv"
    file.write_text("番号,氏名,階級\n1,山田,二等兵\n2,田中,二等兵\n", encoding="utf-8")
    mapping = 'record = "person"\nsource = "名簿"\nkey = "番号"\n[columns]\n"氏名" = "name"\n"階級" = "rank"\n'
    import_table(catalogue, file, parse_mapping(mapping))
    assert uses(catalogue, "rank") == walked(catalogue, "rank") == {"private": 2}
    catalogue.undo()
    assert uses(catalogue, "rank") == walked(catalogue, "rank") == {}
    do(catalogue, remove_term, "rank", "private")
    assert "private" not in terms(catalogue, "rank")


def test_people_seen_whole_follow_a_merge_of_what_a_member_states(catalogue: Catalogue) -> None:
    with catalogue.change("x") as change:
        codes = []
        for number in range(2):
            made = change.create("person", code=f"R-{number}", kind="recorded")
            change.add(made, parts.Name(text="佐藤"))
            change.add(made, parts.Statement(property="fate", value="帰国", term="repatriated"))
            codes.append(f"R-{number}")
    code = decisions.identify(catalogue, codes, "confirmed", None, "照合")
    do(catalogue, merge_terms, "fate", "repatriated", "remained")
    with catalogue.reading() as connection:
        sql = "SELECT s.fate FROM person_summary s JOIN record r ON r.id = s.record_id WHERE r.code = ?"
        assert connection.exec_driver_sql(sql, (code,)).scalar() == "remained"
    assert list(catalogue.check()) == []


MERGED = ("genre", "language", "rank", "fate", "support", "source_kind", "relation", "person_role", "link_role")


class Writer:
    """Fills a catalogue with records whose term fields hold terms, free text and nothing."""

    def __init__(self, catalogue: Catalogue, rng: random.Random) -> None:
        self.catalogue, self.rng = catalogue, rng
        self.codes = {name: [*terms(catalogue, name)[:3], "自由な語"] for name in LABELS}

    def values(self, fields: Any) -> dict[str, Any]:
        found = {}
        for field in fields:
            if field.vocabulary and self.rng.random() < 0.7:
                codes = self.codes[field.vocabulary]
                some = tuple(self.rng.sample(codes, self.rng.randint(1, len(codes))))
                found[field.name] = some if field.kind is Kind.TERMS else some[0]
        return found

    def records(self, count: int) -> None:
        rng = self.rng
        with self.catalogue.change("記録") as change:
            made = []
            for _ in range(count):
                kind = RECORD_TYPES[rng.choice(list(RECORD_TYPES))]
                made.append(change.create(kind.code, **self.values(kind.fields)))
                fitting = [each for each in PART_TYPES.values() if each.types is None or kind.code in each.types]
                for part in fitting:
                    if part.code in ("name", "transcription", "movement", "link") and rng.random() < 0.4:
                        more: dict[str, Any] = {"text": "佐藤"} if part.code == "name" else {}
                        change.add(made[-1], part.declaration(**more, **self.values(part.fields)))
                for each in kind.properties:
                    if each.vocabulary and rng.random() < 0.6:
                        term = rng.choice([*self.codes[each.vocabulary], None])
                        change.add(made[-1], parts.Statement(property=each.code, value="記載", term=term))
            change.delete(rng.choice(made))


@settings(max_examples=12)
@given(seed=st.integers(0, 2**16), merges=st.lists(st.sampled_from(MERGED), min_size=1, max_size=3))
def test_merge_then_undo_gives_equal_digests_and_counts_agree_with_a_walk(
    blank: Callable[..., Path], seed: int, merges: list[str]
) -> None:
    rng = random.Random(seed)
    with (
        tempfile.TemporaryDirectory() as folder,
        Program.open(blank(Path(folder) / "a.memoircat"), by="試験") as program,
    ):
        catalogue = program.catalogue
        Writer(catalogue, rng).records(12)
        before, written = digests(catalogue), content(catalogue)
        done = 0
        for vocabulary in merges:
            codes = [each for each in terms(catalogue, vocabulary)[:3] if each not in _known(vocabulary)]
            if len(codes) > 1:
                one, two = rng.sample(codes, 2)
                counted = walked(catalogue, vocabulary)
                assert do(catalogue, merge_terms, vocabulary, one, two) == counted.get(one, 0)
                assert uses(catalogue, vocabulary) == walked(catalogue, vocabulary)
                assert one not in uses(catalogue, vocabulary)
                done += 1
        assert list(program.check()) == []
        for _ in range(done):
            assert catalogue.undo() is not None
        assert digests(catalogue) == before
        assert content(catalogue) == written
        assert FieldReader(catalogue.vocabularies(), lambda _code: 0).term("rank", "大将").value == "general"


def _known(vocabulary: str) -> tuple[str, ...]:
    return PROTECTED[vocabulary].codes if vocabulary in PROTECTED else ()

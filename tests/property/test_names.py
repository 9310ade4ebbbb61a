"""Names in any script: one sound for every spelling, an exact near search, an index that equals one built anew."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memoircat.catalogue import storage
from memoircat.dates import read_date
from memoircat.messages import LANGUAGES
from memoircat.names import fold, nearby
from memoircat.names.blocks import Blocks, write_blocks
from memoircat.names.costs import learned_costs
from memoircat.names.distance import align, distance
from memoircat.names.explain import explain_part
from memoircat.names.nearby import Vocabulary
from memoircat.names.readings import Role, name_dictionary
from memoircat.names.sound import SYMBOLS, sound, sound_key, sounded, sounds
from memoircat.names.written import likely_readings, part, read_name
from memoircat.program import Program
from memoircat.records.parts import Name, Statement
from memoircat.records.vocabularies import Vocabularies, seed_terms
from memoircat.search import name_match, name_vocabulary
from memoircat.search.name_query import read_name_query
from memoircat.search.people import PeopleFinder
from memoircat.search.words import search_words

SPELLINGS = Path(__file__).parents[2] / "packaging/names/spellings.tsv"
SYMBOL_STRINGS = st.text(alphabet=SYMBOLS, max_size=10)
ANY_TEXT = st.text(max_size=60)


# Sounds -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spellings",
    [
        "さとう サトウ ｻﾄｳ Satō Satô Satou Satoh SATO Сато сато",
        "しょういち ショウイチ Shōichi Shouichi Syôiti Syouiti Сёити Сёичи Шоичи Щоичи",
        "きょうじ Kyōji Kyoji Кёдзи Кёджи Кёзи",
        "つねお Tsuneo Tuneo Цунэо Цунео",
        "じゅんいち Jun'ichi Zyun'iti Junichi Дзюнъити Дзюнити Джуничи",
        "ほんま Honma Homma Хомма Хонма",
        "いっしき Isshiki Issiki Иссики",
        "ささき サヽキ Sasaki Сасаки",
        "すずき スヾキ Suzuki Судзуки Сузуки",
        "いのうえ Inoue Иноуэ Иноуе",
        "とみたか Tomitaka Томитака",
    ],
)
def test_all_spellings_of_a_name_are_one_sound(spellings: str) -> None:
    found = [{made for made, _ in sounds(each)} for each in spellings.split()]
    assert set.intersection(*found), [sorted(each) for each in found]


@pytest.mark.parametrize(
    ("written", "also"),
    [
        ("鐘ヶ江", "鐘ケ江"),
        ("鐘ヶ江", "鐘ｹ江"),
        ("市ヵ谷", "市カ谷"),
        ("Ёлкин", "Елкин"),
        ("O’Brien", "O'Brien"),
        ("渡邊", "渡辺"),
        ("齋藤", "斎藤"),
    ],
)
def test_signs_that_are_written_in_two_ways_are_one_in_keys(written: str, also: str) -> None:
    assert fold(written) == fold(also)
    assert fold("鐘ヶ江") != fold("鐘が江"), "what is written in hiragana is another name"


def test_a_name_with_a_small_ke_is_found_and_read_like_one_with_a_large_one(program: Program) -> None:
    with program.catalogue.change("登録") as change:
        for name in ("鐘ヶ江 清", "鐘ケ江 清", "鐘江 清"):
            change.add(change.create("person", kind="recorded"), Name(text=name))
    reader = program.catalogue.raw_reader()
    for asked in ("鐘ヶ江", "鐘ケ江", "鐘ｹ江"):
        small, large, other = PeopleFinder(reader).find(asked).hits
        assert {small.label, large.label, other.label} == {"鐘ヶ江 清", "鐘ケ江 清", "鐘江 清"}
        assert small.score == large.score > other.score
        assert {hit.label for hit in search_words(reader, asked).hits} == {"鐘ヶ江 清", "鐘ケ江 清"}
    assert {hit.label for hit in search_words(reader, '"鐘ヶ江"').hits} == {"鐘ヶ江 清"}, "in quotes as it is written"
    reader.close()
    assert likely_readings("鐘ヶ江 清")[0] == likely_readings("鐘ケ江 清")[0] == "かねがえ きよし"


def test_real_pairs_of_spellings_fall_on_one_key_and_within_the_search_distance() -> None:
    """The figures of the issue: at least .97 share a key, at least .99 are within reach."""
    from memoircat.search.name_match import FAR  # noqa: PLC0415 - the reach of the search, not of the sounds

    pairs = [line.split("\t")[:2] for line in SPELLINGS.read_text(encoding="utf-8").splitlines()]
    costs = learned_costs()
    one_key = near = 0
    for latin, cyrillic in pairs:
        readings = sounds(cyrillic)
        one_key += any(sound_key(sound(latin)) == sound_key(made) for made, _ in readings)
        near += min(distance(sound(latin), made, costs) + yo * costs.yo for made, yo in readings) <= FAR
    assert one_key / len(pairs) >= 0.97
    assert near / len(pairs) >= 0.99


@given(ANY_TEXT)
def test_any_text_has_a_sound_whose_signs_stand_for_places_in_it(text: str) -> None:
    heard = sounded(text)
    assert set(heard.symbols) <= set(SYMBOLS)
    assert len(heard.symbols) == len(heard.spans)
    assert all(0 <= begin <= end <= len(heard.text) for begin, end in heard.spans)
    assert all(sound(each.upper()) == sound(each) for each in (text,) if text.isascii())


@given(SYMBOL_STRINGS, SYMBOL_STRINGS)
def test_a_distance_is_that_of_its_alignment_and_the_same_both_ways(one: str, two: str) -> None:
    costs = learned_costs()
    steps = align(one, two, costs)
    assert distance(one, two, costs) == pytest.approx(sum(step.cost for step in steps))
    assert distance(one, two, costs) == pytest.approx(distance(two, one, costs))
    assert [step.one for step in steps if step.one is not None] == list(range(len(one)))
    assert [step.two for step in steps if step.two is not None] == list(range(len(two)))


@settings(max_examples=40)
@given(
    st.lists(SYMBOL_STRINGS.filter(bool), min_size=1, max_size=60, unique=True), SYMBOL_STRINGS.filter(bool), st.data()
)
def test_the_near_search_finds_exactly_what_a_scan_finds(
    vocabulary: list[str], asked: str, data: st.DataObject
) -> None:
    costs, bound = learned_costs(), data.draw(st.floats(0.5, 9))
    other = data.draw(st.sampled_from(vocabulary))
    built = Vocabulary(sorted(vocabulary), costs)
    if data.draw(st.booleans()):
        built = Vocabulary.unpack(built.pack(), costs)
    found, only = built.look_up([([(asked, 0.0), (other, 1.5)], bound), ([(other, 0.0)], 2.0)])
    (alone,) = built.look_up([([(other, 0.0)], 2.0)])
    assert only == pytest.approx(alone, abs=1e-3)
    scan = {}
    for each in vocabulary:
        cost = min(distance(asked, each, costs), 1.5 + distance(other, each, costs) if bound > 1.5 else 99)
        if abs(cost - bound) > 1e-4:  # single precision decides on the very edge
            scan[each] = cost
    assert {n: c for n, c in found.items() if n in scan} == pytest.approx(
        {n: c for n, c in scan.items() if c < bound}, abs=1e-3
    )


FIELDS = st.text(alphabet=st.characters(exclude_characters="\t\n", exclude_categories=["Cs"]), max_size=6)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(FIELDS, st.tuples(FIELDS, FIELDS), max_size=500), st.lists(FIELDS, max_size=20))
def test_a_dictionary_in_blocks_gives_back_every_line_and_no_other(
    tmp_path: Path, lines: dict[str, tuple[str, str]], others: list[str]
) -> None:
    file = tmp_path / "blocks.bin"
    write_blocks(file, ("\t".join((key, *fields)) for key, fields in lines.items()))
    blocks = Blocks(file)
    for key in (*lines, *others):
        assert blocks.get(key) == lines.get(key)


# Readings and writing ----------------------------------------------------------------------------------------------


def test_kanji_have_readings_in_every_case() -> None:
    dictionary = name_dictionary()
    assert dictionary.readings("佐藤", Role.FAMILY)[0].kana == "さとう"
    assert dictionary.readings("齋藤", Role.FAMILY)[0].kana == "さいとう"
    assert {"かつき", "かづき"} <= {each.kana for each in dictionary.readings("香月", Role.FAMILY)}
    assert {"ただし", "しょう"} <= {each.kana for each in dictionary.readings("正", Role.GIVEN)}
    assert dictionary.readings("辰三郎右衛門", Role.GIVEN), "a name that no list has is read sign by sign"
    assert likely_readings("佐久間辰蔵")[0] == "さくま たつぞう"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("佐藤昭一", ("佐藤", "昭一")),
        ("佐藤　昭一", ("佐藤", "昭一")),
        ("長谷川一夫", ("長谷川", "一夫")),
        ("東海林太郎", ("東海林", "太郎")),
        ("さとうしょういち", ("sato", "SoiCi")),
        ("satoshoichi", ("sato", "SoiCi")),
        ("Сакма Тацудзо Ивао", ("sakma", "tacuzo")),
        ("髙橋 德次", ("高橋", "徳次")),
        ("渡邊 ●吉", ("渡辺", "●吉")),
        ("Сато", ("sato", "")),
        ("佐藤", ("佐藤", "")),
        ("□□ 三郎", ("", "三郎")),
    ],
)
def test_a_name_is_taken_apart(name: str, parts: tuple[str, str]) -> None:
    assert read_name(name)[0][:2] == parts


def test_a_sign_in_brackets_makes_two_names() -> None:
    assert {form[:2] for form in read_name("山田 竹夫(雄)")} == {("山田", "竹夫"), ("山田", "竹雄")}


@given(ANY_TEXT)
def test_any_text_is_taken_apart(text: str) -> None:
    assert all(form.cost >= 0 and (form.family or form.given) for form in read_name(text))


# Explanations ------------------------------------------------------------------------------------------------------

EXPLAINED = [
    (
        "さとう",
        "Сато",
        "family",
        "のばす音は書かれていない",
        "the long vowel is not written",
        "долгий гласный не обозначен",
    ),
    ("さくま", "Сакма", "family", "「く」が「к」と書かれている", "“く” is written “к”", "«く» записано как «к»"),
    ("ひでお", "Гидео", "given", "「ひ」が「Ги」と", "“ひ” is written “Ги”", "«ひ» записано как «Ги»"),
    ("ひろし", "キロシ", "given", "「ひ」が「キ」と", "“ひ” is written “キ”", "«ひ» записано как «キ»"),
    ("おおその", "オオソナ", "family", "「の」が「ナ」と", "“の” is written “ナ”", "«の» записано как «ナ»"),
    ("しょういち", "Сеичи", "given", "е は ё とも読める", "е may stand for ё", "е может означать ё"),
    ("しょういち", "Сёити", "given", "同じ音", "sound the same", "звучат одинаково"),
    ("昭一", "Сёити", "given", "昭一 は「しょういち」と読む", "昭一 is read しょういち", "昭一 читается しょういち"),
    ("さくま", "佐久間", "family", "佐久間 は「さくま」と読む", "佐久間 is read さくま", "佐久間 читается さくま"),
    (
        "かづき",
        "香月",
        "family",
        "香月 は「かづき」とも読む",
        "香月 can also be read かづき",
        "香月 читают и как かづき",
    ),
    ("德次", "徳次", "given", "別の字体", "another form", "другое начертание"),
    ("高橋", "髙橋", "family", "別の字体", "another form", "другое начертание"),
    ("ほんま", "Хомма", "family", "同じ音", "sound the same", "звучат одинаково"),
    (
        "Satoh",
        "サトウ",
        "family",
        "のばす音は書かれていない",
        "the long vowel is not written",
        "долгий гласный не обозначен",
    ),
    ("よしお", "エシオ", "given", "「よ」が「エ」と", "“よ” is written “エ”", "«よ» записано как «エ»"),
    ("つねお", "Цнео", "given", "「つ」が「Ц」と", "“つ” is written “Ц”", "«つ» записано как «Ц»"),
    ("たけお", "タケア", "given", "「お」が「ア」と", "“お” is written “ア”", "«お» записано как «ア»"),
    ("佐●", "佐藤", "family", "読めない字", "could not be read", "нечитаемый знак"),
    ("ただし", "正", "given", "正 は「ただし」と読む", "正 is read ただし", "正 читается ただし"),
    ("しょう", "正", "given", "正 は「しょう」とも読む", "正 can also be read しょう", "正 читают и как しょう"),
]


@pytest.mark.parametrize(("asked", "recorded", "role", *LANGUAGES), EXPLAINED)
def test_a_hit_is_explained_in_words_for_a_family(
    asked: str, recorded: str, role: str, ja: str, en: str, ru: str
) -> None:
    readings = sounds(recorded) or [(sound(asked), 0)]
    heard = min((made for made, _ in readings), key=lambda made: distance(sound(asked), made, learned_costs()))
    if asked == "昭一":
        heard = "SoiCi"
    said = explain_part(asked, recorded, heard, Role(role))
    for language, words in zip(LANGUAGES, (ja, en, ru), strict=True):
        assert words in " · ".join(each.in_(language) for each in said)


# The index ---------------------------------------------------------------------------------------------------------

WORDS = [
    "佐藤",
    "佐久間",
    "渡邊",
    "髙橋",
    "昭一",
    "辰蔵",
    "正",
    "竹夫(雄)",
    "さとう",
    "しょういち",
    "Сато",
    "Сеичи",
    "Сакма",
    "Тацудзо",
    "Satō",
    "Shōichi",
    "●",
    "サクマ",
]


def index(program: Program) -> dict[str, Any]:
    state = program.catalogue.state()
    return {name: state[name] for name in ("name_posting", "name_sound")}


@pytest.mark.parametrize("seed", range(4))
def test_the_index_equals_one_built_anew_after_any_changes(program: Program, seed: int) -> None:
    chance = random.Random(seed)
    catalogue = program.catalogue
    people: list[int] = []
    names: list[int] = []
    states = [index(program)]
    for _ in range(25):
        with catalogue.change("変更") as change:
            for _ in range(chance.randint(1, 3)):
                text = " ".join(chance.choices(WORDS, k=chance.randint(1, 3)))
                step = chance.random()
                if step < 0.5 or not names:
                    people.append(change.create("person", kind="recorded"))
                    names.append(change.add(people[-1], Name(text=text, kind="as_recorded")))
                elif step < 0.7:
                    change.edit(Name, chance.choice(names), text=text)
                elif step < 0.85:
                    names.append(change.add(chance.choice(people), Name(text=text, kind="inferred")))
                else:
                    change.remove(Name, names.pop(chance.randrange(len(names))))
        states.append(index(program))
    assert list(program.check()) == []
    kept = index(program)
    catalogue.rebuild()
    assert index(program) == kept
    for before in states[-2::-1]:
        catalogue.undo()
        assert index(program) == before


def test_a_stale_index_is_told_and_mended(program: Program) -> None:
    with program.catalogue.change("登録") as change:
        change.add(change.create("person", kind="recorded"), Name(text="佐藤 昭一"))
    for damage in (
        "DELETE FROM name_posting",
        "DELETE FROM name_sound WHERE role = 'given'",
        "INSERT INTO name_sound (key, sound, part, role, cost) VALUES ('x', 'x', 'x', 'family', 0)",
        "UPDATE name_posting SET family = '佐東'",
    ):
        with program.catalogue._transaction() as connection:
            connection.exec_driver_sql(damage)
        assert {each.kind for each in program.check()} == {"names"}, damage
        program.catalogue.rebuild()
        assert list(program.check()) == []


def test_the_vocabulary_in_memory_is_never_that_of_another_time(program: Program) -> None:
    """A sound goes and another comes between two searches: their number, and their rows in the file, are as before."""
    catalogue = program.catalogue
    with catalogue.change("登録") as change:
        person = change.create("person", kind="recorded")
        first = change.add(person, Name(text="サクマ タツゾウ"))
    reader = catalogue.raw_reader()
    finder = PeopleFinder(reader)
    assert [hit.id for hit in finder.find("サカマ").hits] == [person]
    with catalogue.change("消す") as change:
        change.remove(Name, first)
    with catalogue.change("書く") as change:
        change.add(person, Name(text="ヒロセ タツゾウ"))
    assert [hit.id for hit in finder.find("ヒラセ").hits] == [person]
    reader.close()


def test_packed_sounds_and_those_recorded_since_are_searched_as_one(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_vocabulary, "_MANY", 2)
    catalogue = program.catalogue

    def record(*names: str) -> None:
        with catalogue.change("登録") as change:
            for name in names:
                change.add(change.create("person", kind="recorded"), Name(text=name))

    def upto() -> list[int]:
        reader = catalogue.raw_reader()
        found = reader.execute("SELECT upto FROM name_vocabulary").fetchall()
        reader.close()
        return [row[0] for row in found]

    def found(finder: PeopleFinder, query: str) -> list[str]:
        return [hit.label for hit in finder.find(query).hits]

    record("サクマ タツゾウ", "ヒロセ ヨシオ")
    catalogue.tidy()
    (first,) = upto()
    before = PeopleFinder(catalogue.raw_reader())
    assert found(before, "サカマ") == ["サクマ タツゾウ"]
    record("キムラ")
    catalogue.tidy()
    assert upto() == [first], "one sound more is not worth it"
    for finder in (before, PeopleFinder(catalogue.raw_reader())):
        assert found(finder, "サカマ") == ["サクマ タツゾウ"]
        assert found(finder, "キモラ") == ["キムラ"]
    record("ナカノ マサル", "オオタ シゲル")
    catalogue.tidy()
    assert upto() > [first]
    assert found(before, "ナカナ") == ["ナカノ マサル"]
    assert list(program.check()) == []
    catalogue.close()


def test_a_year_of_birth_that_is_asked_for_orders_namesakes_and_is_told(program: Program) -> None:
    with program.catalogue.change("登録") as change:
        for year in ("1917", "1918", "1919", "1920", "1921", "1920/1921", None):
            person = change.create("person", kind="recorded")
            change.add(person, Name(text="山田 正"))
            if year:
                change.add(person, Statement(property="birth", start=read_date(year).stored()))
    reader = program.catalogue.raw_reader()
    hits = PeopleFinder(reader).find("山田 正", born=1919).hits
    reader.close()
    told = [(hit.birth, hit.facts[0].en if hit.facts else "") for hit in hits]
    assert told[0] == ("1919", "born in 1919, as asked")
    assert sorted(told[1:4]) == [
        ("1918", "born in 1918, a year apart"),
        ("1920", "born in 1920, a year apart"),
        ("1920/1921", "born in 1920–1921, a year apart"),
    ]
    assert told[4] == (None, ""), "an unknown year says less than a wrong one"
    assert sorted(told[5:]) == [("1917", "born in 1917, not as asked"), ("1921", "born in 1921, not as asked")]


def test_a_prefecture_that_is_asked_for_orders_namesakes_and_is_told(program: Program) -> None:
    with program.catalogue.change("登録") as change:
        for prefecture in ("akita", None, "yamagata"):
            person = change.create("person", kind="recorded")
            change.add(person, Name(text="山田 正"))
            if prefecture:
                change.add(person, Statement(property="home_prefecture", value=prefecture, term=prefecture))
    reader = program.catalogue.raw_reader()
    hits = PeopleFinder(reader).find("山田 正", from_place="山形").hits
    reader.close()
    assert [(hit.prefecture, hit.facts[0].en if hit.facts else "") for hit in hits] == [
        ("yamagata", "home prefecture as asked"),
        (None, ""),
        ("akita", "another home prefecture"),
    ]
    assert hits[0].score > hits[1].score > hits[2].score


def test_who_has_one_part_of_the_name_alone_is_found_after_who_has_both(program: Program) -> None:
    with program.catalogue.change("登録") as change:
        for name in ("佐久間", "辰蔵", "佐久間 辰蔵"):
            change.add(change.create("person", kind="recorded"), Name(text=name))
    reader = program.catalogue.raw_reader()
    both, *alone = PeopleFinder(reader).find("佐久間 辰蔵").hits
    reader.close()
    assert both.label == "佐久間 辰蔵"
    assert {hit.label for hit in alone} == {"佐久間", "辰蔵"}
    assert both.score == 1
    assert max(hit.score for hit in alone) < 0.6


@pytest.mark.parametrize("name", ["Тацудзо Ёсиович Сакума", "Сакума Тацудзо Ёсиович", "Tatsuzo Yoshiovich Sakuma"])
def test_a_father_s_name_may_stand_between_or_behind(program: Program, name: str) -> None:
    family, given = (part(word) for word in ("Sakuma", "Tatsuzo"))
    assert (family, given) in {form[:2] for form in read_name(name)}
    with program.catalogue.change("登録") as change:
        for recorded in ("サクマ タツゾウ", "ヤマダ タロウ"):
            change.add(change.create("person", kind="recorded"), Name(text=recorded))
    reader = program.catalogue.raw_reader()
    assert PeopleFinder(reader).find(name).hits[0].label == "サクマ タツゾウ"
    reader.close()


@pytest.mark.parametrize(
    ("line", "born"),
    [("山田 正 1919", 1919), ("大正8年 山田 正", 1919), ("山田 正 1800", 1800), ("山田 正 1799", None)],
)
def test_a_year_in_the_line_is_one_of_birth_where_it_may_be(line: str, born: int | None) -> None:
    (asked,) = read_name_query(line, Vocabularies(seed_terms()))
    assert (asked.born, asked.words[:2]) == (born, ("山田", "正"))


def test_a_reading_that_the_program_supposed_counts_less_than_one_that_was_recorded(program: Program) -> None:
    with program.catalogue.change("登録") as change:
        for kind in ("inferred", "reading"):
            change.add(change.create("person", kind="recorded"), Name(text="さとう しょういち", kind=kind))
    reader = program.catalogue.raw_reader()
    first, second = PeopleFinder(reader).find("サトウ ショウイチ").hits
    reader.close()
    assert ([name.kind for name in first.names], [name.kind for name in second.names]) == (["reading"], ["inferred"])
    assert first.score == 1 > second.score


@pytest.mark.parametrize("symbols", [SYMBOLS, SYMBOLS[::-1]])
def test_packed_sounds_that_miss_some_are_told_and_those_of_another_version_not_read(
    program: Program, monkeypatch: pytest.MonkeyPatch, symbols: str
) -> None:
    monkeypatch.setattr(name_vocabulary, "_MANY", 2)
    with program.catalogue.change("登録") as change:
        for name in ("サクマ タツゾウ", "ヒロセ ヨシオ"):
            change.add(change.create("person", kind="recorded"), Name(text=name))
    program.catalogue.tidy()
    with monkeypatch.context() as other:
        other.setattr(nearby, "SYMBOLS", symbols)
        packed = Vocabulary(["hirose"], learned_costs()).pack()
    connection = storage.connect_writer(program.catalogue.folder.database)
    connection.execute("UPDATE name_vocabulary SET packed = ?", [packed])
    connection.close()
    if symbols == SYMBOLS:
        assert [each.where for each in program.check()] == ["packed sounds"]
        program.catalogue.rebuild()
        program.catalogue.tidy()
    assert list(program.check()) == []
    assert [hit.label for hit in PeopleFinder(program.catalogue.raw_reader()).find("サカマ").hits] == [
        "サクマ タツゾウ"
    ]


def test_people_too_many_to_be_counted_are_told_as_so_many_or_more(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    with program.catalogue.change("登録") as change:
        for number in range(30):
            change.add(change.create("person", kind="recorded"), Name(text=f"佐藤 {WORDS[number % 3]}{number}"))
    reader = program.catalogue.raw_reader()
    found = PeopleFinder(reader).find("佐藤")
    assert (found.total, found.more) == (30, False)
    monkeypatch.setattr(name_match, "_MOST_ALONE", 12)
    cut = PeopleFinder(reader).find("佐藤")
    assert cut.more
    assert cut.total < 30
    reader.close()


# Finding -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def finder(tmp_path_factory):
    recorded = [
        "佐久間 辰蔵", "Сакма Тацудзо", "サクマ タツゾウ", "佐藤 昭一", "Сато Сеичи", "サトウ セイチ", "山田 正", "Ямада Тадаси",
        "トーイヨタキ ホンデゼロ", "コチ カショニチ", "オオソナ キロシ", "竹夫(雄)", "渡邊 ●吉", "Ивао Сигэру Кэндзи", "木村 一",
    ]  # fmt: skip
    program = Program.create(tmp_path_factory.mktemp("c") / "c.memoircat", by="試験")
    with program.catalogue.change("登録") as change:
        for text in recorded:
            change.add(change.create("person", kind="recorded"), Name(text=text, kind="as_recorded"))
    reader = program.catalogue.raw_reader()
    yield PeopleFinder(reader)
    reader.close()
    program.close()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("さくま たつぞう", {"佐久間 辰蔵", "Сакма Тацудзо", "サクマ タツゾウ"}),
        ("Sakuma Tatsuzo", {"佐久間 辰蔵", "Сакма Тацудзо", "サクマ タツゾウ"}),
        ("Тацудзо Сакума", {"佐久間 辰蔵", "Сакма Тацудзо", "サクマ タツゾウ"}),
        ("佐久間辰蔵", {"佐久間 辰蔵", "Сакма Тацудзо", "サクマ タツゾウ"}),
        ("さくまたつぞう", {"佐久間 辰蔵", "Сакма Тацудзо", "サクマ タツゾウ"}),
        ("さとう しょういち", {"佐藤 昭一", "Сато Сеичи", "サトウ セイチ"}),
        ("Shoichi Sato", {"佐藤 昭一", "Сато Сеичи", "サトウ セイチ"}),
        ("Сато Сёити", {"佐藤 昭一", "Сато Сеичи", "サトウ セイチ"}),
        ("やまだ ただし", {"山田 正", "Ямада Тадаси"}),
        ("山田 正", {"山田 正", "Ямада Тадаси"}),
        ("おおその ひろし", {"オオソナ キロシ"}),
        ("わたなべ ●吉", {"渡邊 ●吉"}),
        ("渡辺 金吉", {"渡邊 ●吉"}),
        ("Сигэру Ивао", {"Ивао Сигэру Кэндзи"}),
        ("きむら はじめ", {"木村 一"}),
        ("Сато С.", {"Сато Сеичи", "サトウ セイチ", "佐藤 昭一"}),
    ],
)
def test_a_person_is_found_in_any_script(finder: PeopleFinder, query: str, expected: set[str]) -> None:
    hits = finder.find(query).hits
    assert {hit.label for hit in hits[: len(expected)]} == expected
    for hit in hits:
        assert hit.why and all(all(label) for label in hit.why)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_where_sound_cannot_reach_a_year_must(program: Program) -> None:
    """The documented distortion of 富高平十郎 in the returned lists (Asahi 2021-09)."""
    people = (("トーイヨタキ・ホンデゼロ", "1917"), ("サトウ キヨシ", "1917"), ("トーイヨタキ・ホンデゼロ", "1920"))
    with program.catalogue.change("登録") as change:
        for text, born in people:
            person = change.create("person", kind="recorded")
            change.add(person, Name(text=text, kind="as_recorded"))
            change.add(person, Statement(property="birth", start=read_date(born).stored()))
    reader = program.catalogue.raw_reader()
    assert PeopleFinder(reader).find("富高 平十郎").hits == ()
    first, *_ = PeopleFinder(reader).find("富高 平十郎 1917").hits
    assert (first.label, first.birth) == ("トーイヨタキ・ホンデゼロ", "1917")
    assert "音は離れている" in first.why[0].ja
    assert first.score < 0.05
    reader.close()


@pytest.mark.parametrize(
    ("asked", "agrees"), [("山形", True), ("Yamagata", True), ("旧樺太庁", False), ("福島", False)]
)
def test_a_place_that_is_asked_for_is_never_passed_over(program: Program, asked: str, agrees: bool) -> None:
    with program.catalogue.change("登録") as change:
        person = change.create("person", kind="recorded")
        change.add(person, Name(text="佐藤 昭一", kind="as_recorded"))
        change.add(person, Statement(property="home_prefecture", value="山形県", term="yamagata"))
    reader = program.catalogue.raw_reader()
    (hit,) = PeopleFinder(reader).find("佐藤 昭一", from_place=asked).hits
    assert any("本籍が一致" in each.ja for each in hit.why) == agrees
    assert any("本籍が異なる" in each.ja for each in hit.why) != agrees
    reader.close()


def test_the_first_tier_comes_before_the_last_and_holds_what_sounds_the_same(finder: PeopleFinder) -> None:
    first, *_, last = finder.tiers("さくま たつぞう")
    assert not first.complete
    assert last.complete
    assert {"佐久間 辰蔵", "サクマ タツゾウ"} <= {hit.label for hit in first.hits} <= {hit.label for hit in last.hits}


def took(finder: PeopleFinder, text: str) -> float:
    begun = time.thread_time()
    finder.find(text)
    return time.thread_time() - begun


def test_no_text_breaks_the_search_or_holds_it_up(finder: PeopleFinder) -> None:
    chance = random.Random(5)
    ranges = ((0x20, 0x7E), (0x3041, 0x30FF), (0x4E00, 0x9FFF), (0x400, 0x4FF), (0x1F300, 0x1F6FF), (0, 0x10FFFF))
    texts = [
        "".join(chr(chance.randint(*chance.choice(ranges))) for _ in range(chance.randint(0, 30))) for _ in range(1500)
    ]
    texts += [
        "   ",
        '"' * 300,
        "●" * 300,
        "あ" * 400_000,
        "\ud800さ",
        "佐(" * 200,
        "NULL; --",
        "%_*?[",
        "・" * 50,
        "А." * 99,
    ]
    for text in texts:
        # A second time where the first was slow: the collector of this process may have had its turn in it.
        assert took(finder, text) < 0.2 or took(finder, text) < 0.2, repr(text[:80])


def test_a_part_heard_quite_otherwise_is_found_beside_one_that_fits(program: Program) -> None:
    """ヒルフムン for ひろふみ (made by noise, as all in part c): further away than any part is looked for at first."""
    with program.catalogue.change("登録") as change:
        person = change.create("person", kind="recorded")
        change.add(person, Name(text="ウザワ ヒルフムン"))
        for name in ("フジモト ヒロフミ", "ウザワ タカシ", "イトウ ヒロフミ"):
            change.add(change.create("person", kind="recorded"), Name(text=name))
    hits = PeopleFinder(program.catalogue.raw_reader()).find("うざわ ひろふみ").hits
    assert hits[0].id == person
    assert not hits[0].match.alone
    assert hits[0].why


def test_a_family_name_that_is_a_prefecture_too_is_first_of_all_a_name(program: Program) -> None:
    with program.catalogue.change("登録") as change:
        asked = change.create("person", kind="recorded")
        change.add(asked, Name(text="Хукци Кенити"))
        from_there = change.create("person", kind="recorded")
        change.add(from_there, Name(text="イトウ ケンイチ"))
        change.add(from_there, Statement(property="home_prefecture", value="福井県", term="fukui"))
        of_family = change.create("person", kind="recorded")
        change.add(of_family, Name(text="サクマ タツゾウ"))
        change.add(of_family, Statement(property="home_prefecture", value="福井県", term="fukui"))
    finder = PeopleFinder(program.catalogue.raw_reader())
    assert [hit.id for hit in finder.find("Kenichi Fukui").hits] == [asked, from_there]
    assert finder.find("Sakuma Fukui").hits[0].id == of_family, "a family name, and where he came from"

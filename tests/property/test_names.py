"""Names in any script: one sound for every spelling, an exact near search, an index that equals one built anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memoircat.messages import LANGUAGES
from memoircat.names import fold
from memoircat.names.blocks import Blocks, write_blocks
from memoircat.names.costs import learned_costs
from memoircat.names.distance import align, distance
from memoircat.names.explain import explain_part
from memoircat.names.nearby import Vocabulary
from memoircat.names.readings import name_dictionary
from memoircat.names.roles import Role
from memoircat.names.sound import SYMBOLS, sound, sound_key, sounded, sounds
from memoircat.names.written import likely_readings, read_name
from memoircat.program import Program
from memoircat.records.parts import Name
from memoircat.search.people import PeopleFinder
from memoircat.search.words import search_words

SPELLINGS = Path(__file__).parents[2] / "packaging/names/spellings.tsv"


SYMBOL_STRINGS = st.text(alphabet=SYMBOLS, max_size=10)


ANY_TEXT = st.text(max_size=60)


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
    ("Satoh", "サトウ", "family", "同じ音", "sound the same", "звучат одинаково"),  # the h says that the o is long
    (
        "Sato",
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

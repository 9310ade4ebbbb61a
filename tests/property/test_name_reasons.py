"""A hit says why it matches, and each sentence holds for what was typed and what is recorded.

`Oracle` reads the English sentences and proves each from the two texts, without a look at how they were made.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memoircat.names import fold
from memoircat.names.readings import name_dictionary
from memoircat.names.roles import Role
from memoircat.names.scripts import script_of
from memoircat.names.sound import sounds
from memoircat.program import Program
from memoircat.records.parts import Name
from memoircat.search.people import PeopleFinder

UNREAD = "●□〓○◯"
KANJI = re.compile(r"[\u3400-\u9fff々ヶ\U00020000-\U0002ffff]")
QUOTED = "“([^”]+)”"
LONG = re.compile("[ぁ-ゖァ-ヺ][ーあいうえおアイウエオ]|aa|ii|uu|ee|oo|ou|oh|[āīūēō]|аа|ии|уу|ээ|оо|оу")


def even(text: str) -> str:
    """A text whatever its width and case, and by whatever mark it leaves a sign unread."""
    return re.sub(f"[{UNREAD}]", "●", unicodedata.normalize("NFKC", text).casefold())


def plain(text: str) -> str:
    """`even` without diacritics, and without an h that only says that an o is long: how Latin letters are heard."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", even(text)) if not 0x300 <= ord(sign) <= 0x36F)
    return re.sub("(?<=o)h(?![aiueoy])", "", bare)


def squeezed(text: str) -> str:
    return re.sub(r"[\s・,=、]", "", even(text))


def meant(text: str) -> list[str]:
    """A name with a character in brackets is the name with either."""
    bracket = r"(\S)[(（](\S)[)）]"
    return [text, re.sub(bracket, r"\1", text), re.sub(bracket, r"\2", text)]


@cache
def heard(text: str) -> frozenset[str]:
    """All ways in which a text may sound, by the dictionary where it has kanji."""
    if KANJI.search(text):
        return frozenset(one for kana in readings(text) for one, _ in sounds(kana))
    return frozenset(one for one, _ in sounds(text))


def readings(kanji: str) -> list[str]:
    return [reading.kana for role in Role for reading in name_dictionary().readings(kanji, role)]


def pieces(name: str) -> Iterator[str]:
    """What may be one part of a name: words, two words together, or an end of a name without spaces."""
    parts = [word for word in re.split(r"[\s・,、=]+", name) if word]
    yield from parts
    yield from ("".join(parts[at : at + 2]) for at in range(len(parts) - 1))
    yield from ("".join(parts[at:]) for at in range(len(parts)))
    if len(parts) == 1:
        yield from (name[:at] for at in range(1, len(name)))
        yield from (name[at:] for at in range(1, len(name)))


@dataclass
class Oracle:
    """Proves the sentences about one hit. ``line``: what was typed; ``recorded``: the person's name."""

    line: str
    recorded: str
    said: tuple[str, ...]

    def prove(self) -> None:
        assert self.said
        for sentence in self.said:
            for pattern, proof in self.PROOFS.items():
                if match := re.fullmatch(pattern, sentence):
                    assert proof(self, *match.groups()), (self.line, self.recorded, sentence, self.said)
                    break
            else:
                raise AssertionError(f"a sentence that nothing proves: {sentence}")

    def typed(self, stretch: str) -> bool:
        return any(even(stretch) in even(line) or plain(stretch) in plain(line) for line in self.lines())

    def lines(self) -> list[str]:
        """What was typed, and the same with the kanji in place of what describes a form of it, if that is told."""
        lines = [self.line]
        for sentence in self.said:
            if told := re.fullmatch(f"{QUOTED} was taken for a form of {QUOTED}", sentence):
                lines.append(lines[-1].replace(told[1], told[2]))
        return lines

    def stands(self, stretch: str) -> bool:
        return any(even(stretch) in even(text) or plain(stretch) in plain(text) for text in meant(self.recorded))

    def read(self) -> list[str]:
        """The readings that other sentences about this hit name."""
        return [match[1] for said in self.said if (match := re.fullmatch(".+ (?:is|can also be) read (.+)", said))]

    def same_name(self, name: str) -> bool:
        wanted = squeezed(name)
        return wanted == squeezed(self.line) and any(wanted == squeezed(text) for text in meant(self.recorded))

    def same_part(self, role: str, name: str) -> bool:
        return self.typed(name) and any(even(name) in self.may_be(role, text) for text in meant(self.recorded))

    def may_be(self, role: str, name: str) -> set[str]:
        """The recorded words that may be this part: the family name stands first but before a father's name."""
        parts = [even(word) for word in re.split(r"[\s・,、=]+", name) if word]
        if len(parts) == 1:
            whole = parts[0]
            cut = range(1, len(whole) + 1)
            swaps = script_of(name) in ("Latn", "Cyrl")  # in one word the given name may stand first
            begins, ends = {whole[:at] for at in cut}, {whole[-at:] for at in cut}
            return begins | ends if swaps else begins if role == "family" else ends
        if role == "family":
            return {parts[0], parts[0] + parts[1], parts[-1] if len(parts) == 3 else parts[0]}
        return {parts[1], "".join(parts[1:]), "".join(parts[2:]), parts[0] if len(parts) == 3 else parts[1]}

    def other_form(self, two: str, one: str) -> bool:
        return one != two and fold(one) == fold(two) and self.typed(one) and self.stands(two)

    def same_sound(self, one: str, two: str) -> bool:
        return even(one) != even(two) and self.typed(one) and self.stands(two) and bool(heard(one) & heard(two))

    def is_read(self, kanji: str, kana: str) -> bool:
        return (self.typed(kanji) or self.stands(kanji)) and kana in readings(kanji)

    def written(self, one: str, two: str) -> bool:
        return even(one) != even(two) and self.left_out(one) and self.added(two)

    def left_out(self, one: str) -> bool:
        return self.typed(one) or any(one in kana for kana in self.read())

    def added(self, two: str) -> bool:
        return self.stands(two) or any(two in kana for kana in self.read())

    def long_vowel(self) -> bool:
        texts = [even(text) for text in (self.line, self.recorded, *self.read())]
        return any(LONG.search(text) for text in texts)

    def unread_letter(self) -> bool:
        return any(sign in self.line + self.recorded for sign in UNREAD)

    def begins(self, name: str) -> bool:
        forms = [name, *(m[2] for s in self.said if (m := re.fullmatch(f"{QUOTED} is another form of {QUOTED}", s)))]
        whole = any(
            even(piece).startswith(even(name)) and even(piece) != even(name)
            for text in meant(self.recorded)
            for piece in pieces(text)
        )
        return whole and (self.typed(name) or len(forms) > 1)

    def begins_so(self, name: str) -> bool:
        starts = heard(name)
        known = self.typed(name) or name in self.read()
        parts = [piece for text in meant(self.recorded) for piece in pieces(text)]
        return known and any(sound.startswith(start) for part in parts for sound in heard(part) for start in starts)

    def e_for_yo(self) -> bool:
        return "е" in even(self.line) + even(self.recorded)

    def other_order(self) -> bool:
        return squeezed(self.line) != squeezed(self.recorded) and len(self.said) > 1

    def only(self, name: str) -> bool:
        return self.typed(name) and squeezed(name) != squeezed(self.line)

    def lacks(self, _role: str) -> bool:
        return len(re.split(r"[\s・,、=]+", self.recorded.strip())) == 1

    def compared(self, one: str, two: str) -> bool:
        return self.typed(one) and self.stands(two)

    def described(self, phrase: str, kanji: str) -> bool:
        forms = [chr(point) for point in range(0x3400, 0xA000) if fold(chr(point)) == fold(kanji)]
        return phrase in self.line and phrase.startswith(kanji) and len(forms) > 1

    PROOFS: ClassVar[dict[str, Callable[..., bool]]] = {
        f"the same name, {QUOTED}": same_name,
        f"the same (family|given) name, {QUOTED}": same_part,
        f"{QUOTED} is another form of {QUOTED}": other_form,
        f"{QUOTED} and {QUOTED} sound the same": same_sound,
        "(.+) is read (.+)": is_read,
        "(.+) can also be read (.+)": is_read,
        f"{QUOTED} is written {QUOTED}": written,
        f"{QUOTED} is left out": left_out,
        f"{QUOTED} is added": added,
        "the long vowel is not written": long_vowel,
        "е may stand for ё": e_for_yo,
        f"begins with {QUOTED}": begins,
        f"begins with the sound of {QUOTED}": begins_so,
        r"a character could not be read \(●\)": unread_letter,
        "family and given name in the other order": other_order,
        f"only {QUOTED} was compared": only,
        "no (family|given) name is recorded": lacks,
        f"{QUOTED} was compared with {QUOTED}": compared,
        f"{QUOTED} was taken for a form of {QUOTED}": described,
    }  # fmt: skip


FAMILIES = [
    "佐久間 さくま サクマ Sakuma Сакума", "山田 やまだ ヤマダ Yamada Ямада", "加藤 かとう カトウ Katō Като",
    "渡邊 わたなべ ワタナベ Watanabe Ватанабэ", "渡辺 わたなべ ﾜﾀﾅﾍﾞ Watanabé Ватанабе", "髙橋 たかはし タカハシ Takahashi Такахаси",
    "宮腰 みやこし ミヤコシ Miyakoshi Миякоси", "鐘ヶ江 かねがえ カネガエ Kanegae Канегае", "加● かと● カト□ Kato Ка?о",
    "霙埜 みぞれの ミゾレノ Mizoreno Мидзорено", "大江 おおえ オーエ Ohe Оэ",
]  # fmt: skip
GIVENS = [
    "辰蔵 たつぞう タツゾウ Tatsuzō Тацудзо", "正 ただし タダシ Tadashi Тадаси", "正一 しょういち ショウイチ Shōichi Сеити",
    "清三郎 せいざぶろう セイザブロウ Seizaburō Сейдзабуро", "德次 とくじ トクジ Tokuji Токудзи", "徳次 とくじ ﾄｸｼﾞ TOKUJI Токуджи",
    "光寛 みつひろ ミツヒロ Mitsuhiro Мицухиро", "●吉 ●きち ●キチ K. К.", "竹夫(雄) たけお タケオ Takeo Такео",
    "齓彧 てんいく テンイク Ten'iku Тэнъику", "善雄 よしお エシオ Yoshio Ешио", "大介 だいすけ ダイスケ D. Дайске",
]  # fmt: skip
SIGNS = "佐山正次さたようーンタЕсаеkoaō●"


@st.composite
def names(draw: st.DrawFn, families: list[str], givens: list[str]) -> str:
    """One of these names as somebody may write it: one part or both, in one script or two, with or without a space, with a slip."""
    script = draw(st.sampled_from([0, 0, 0, 1, 2, 3, 4]))
    other = script if draw(st.integers(0, 9)) else draw(st.integers(0, 4))
    parts = [draw(st.sampled_from(families)).split()[script], draw(st.sampled_from(givens)).split()[other]]
    kept = draw(st.sampled_from(["both", "both", "both", "both", "family", "given"]))
    parts = parts if kept == "both" else parts[:1] if kept == "family" else parts[1:]
    if not draw(st.integers(0, 5)):
        parts.reverse()
    text = draw(st.sampled_from([" ", " ", "", "", "　", "・"])).join(parts)
    if not draw(st.integers(0, 2)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(["", *SIGNS])) + text[at + draw(st.integers(0, 1)) :]
    return text


DESCRIBED = [
    "徳の心の上に一",
    "加藤 徳の心の上に一次",
    "加藤徳の心の上に一次",
    "山の上に一 正",
    "高の上に一橋 正",
    "木の下に埋めた",
]


@st.composite
def pairs(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """What is recorded and what is typed: a few names in many spellings, so that most are near to each other."""
    families = [*draw(st.sampled_from([FAMILIES[:3], FAMILIES[3:6], FAMILIES[6:9], FAMILIES[2:11:4]]))]
    givens = [*draw(st.sampled_from([GIVENS[:4], GIVENS[3:6], GIVENS[5:8], GIVENS[6:9], GIVENS[9:]]))]
    some = names(families, givens)
    typed = some | st.sampled_from(DESCRIBED) if not draw(st.integers(0, 4)) else some
    return draw(st.lists(some, min_size=10, max_size=20)), draw(st.lists(typed, min_size=6, max_size=10))


@settings(max_examples=60)
@given(pairs())
def test_each_reason_holds_for_what_was_typed_and_what_is_recorded(
    shelf: Program, pair: tuple[list[str], list[str]]
) -> None:
    recorded, typed = pair
    with shelf.catalogue.change("登録") as change:
        for text in recorded:
            change.add(change.create("person", kind="recorded"), Name(text=text, kind="as_recorded"))
    reader = shelf.catalogue.raw_reader()
    try:
        finder = PeopleFinder(reader)
        for line in typed:
            for hit in finder.find(line, limit=100).hits:
                Oracle(line, hit.names[0].text, tuple(reason.en for reason in hit.why)).prove()
    finally:
        reader.close()
        shelf.catalogue.undo()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    program = Program.create(tmp_path_factory.mktemp("c") / "c.memoircat", by="試験")
    yield program
    program.close()

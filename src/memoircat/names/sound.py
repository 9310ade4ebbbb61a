"""Sound strings: the pronunciation of a name in kana, Latin letters or Cyrillic, whichever way it was transliterated.

A sound string is made of these symbols: ``a i u e o``, ``k g s S(sh) z Z(j) t C(ch) c(ts) d n h f b p m r y w`` and
``?`` for a character that cannot be read. Long and short vowels are the same, so are single and doubled consonants;
apostrophes are ignored; kyo is ``kio``; m before b, p and m is n. さとう, Satō, Satoh and Сато are all ``sato``.
Russian is usually printed with е for ё, so a Cyrillic name with е has more than one sound string: see `sounds`.

Systems that are read: Hepburn, Kunrei-shiki and Nihon-shiki (both in ISO 3602) and the romanisation of input methods
(wāpuro); in Cyrillic the system of Polivanov (1917), and what people wrote by ear (ши щи сы for シ, джи зи жи for ジ,
ци ти for チ, йо ио for ヨ).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product
from typing import NamedTuple

SYMBOLS = "aiueokgsSzZtCcdnhfbpmryw?"
VOWELS = frozenset("aiueo")
UNREADABLE = "?"
_LONGEST = 60  # symbols of one part of a name; the rest adds nothing to its identity
_VARIANTS = 3  # letters е of one name that are read both ways; further ones are read as e

# Spelling=symbols. The longest spelling that fits is taken, and `_Hearing` joins the symbols.
_KANA = (
    "ア=a イ=i ウ=u エ=e オ=o カ=ka キ=ki ク=ku ケ=ke コ=ko サ=sa シ=Si ス=su セ=se ソ=so "
    "タ=ta チ=Ci ツ=cu テ=te ト=to "
    "ナ=na ニ=ni ヌ=nu ネ=ne ノ=no ハ=ha ヒ=hi フ=fu ヘ=he ホ=ho マ=ma ミ=mi ム=mu メ=me モ=mo ヤ=ya ユ=yu ヨ=yo "
    "ラ=ra リ=ri ル=ru レ=re ロ=ro ワ=wa ヰ=i ヱ=e ヲ=o ン=n ガ=ga ギ=gi グ=gu ゲ=ge ゴ=go ザ=za ジ=Zi ズ=zu "
    "ゼ=ze ゾ=zo "
    "ダ=da ヂ=Zi ヅ=zu デ=de ド=do バ=ba ビ=bi ブ=bu ベ=be ボ=bo パ=pa ピ=pi プ=pu ペ=pe ポ=po ヴ=bu "
    "ァ=a ィ=i ゥ=u ェ=e ォ=o ャ=ya ュ=yu ョ=yo ヮ=wa ヵ=ka ヶ=ke ッ= ー= ●=?? 〇=?? □=?? 〓=??"
)
_LATIN = (
    "a=a i=i u=u e=e o=o k=k g=g s=s z=z t=t d=d n=n h=h f=f b=b p=p m=m r=r y=y w=w j=Z c=k l=r q=k v=b x=ks "
    "sh=S sch=S sy=S si=Si ch=C tch=C ty=C cy=C ti=Ci ts=c tu=cu cu=ku ji=Zi zi=Zi di=Zi jy=Z zy=Z dy=Z dj=Z dzh=Z "
    "dz=z du=zu dzu=zu hu=fu ph=f th=t kw=k gw=g wu=u ye=e ?=? *=?"
)
_CYRILLIC = (
    "а=a б=b в=w г=g д=d е=e ё=yo ж=Z з=z и=i й=i к=k л=r м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=c ч=C ш=S щ=S ы=i "
    "э=e ю=yu я=ya і=i ї=i є=e ґ=g ў=w "
    "дзь=Z дзи=Zi дзы=Zi дзя=Za дзю=Zu дзё=Zo дзьё=Zo дз=z джь=Z джё=Zo джю=Zu джя=Za дж=Z жё=Zo "
    "тся=Ca тсу=cu тси=Ci тц=c тч=C тс=c сш=S чё=Co ци=Ci цы=Ci ця=Ca цю=Cu цё=Co ти=Ci тя=Ca тю=Cu тё=Co тьо=Co "
    "тьё=Co тью=Cu тья=Ca си=Si сы=Si ся=Sa сю=Su сё=So сьо=So сьё=So сью=Su сья=Sa щё=So шё=So зи=Zi зя=Za зю=Zu "
    "зё=Zo "
    "ди=Zi дя=Za дю=Zu дё=Zo йо=yo йе=ye йу=yu йа=ya йё=yo йю=yu йя=ya ху=fu ?=? *=?"
)


class Sounded(NamedTuple):
    """A sound string (``symbols``) and, for each symbol, the slice [begin, end) of ``text`` that it comes from.

    ``text`` is the name after NFKC.
    """

    symbols: str
    text: str
    spans: tuple[tuple[int, int], ...]


def _table(pairs: str) -> dict[str, str]:
    return dict(pair.rsplit("=", 1) for pair in pairs.split())


def _pattern(table: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(spelling) for spelling in sorted(table, key=len, reverse=True)))


_TABLES = tuple(map(_table, (_KANA, _LATIN, _CYRILLIC)))
_PATTERNS = tuple(map(_pattern, _TABLES))
_TO_KATAKANA = {point: point + 96 for point in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
_IS_KANA = re.compile("[ァ-ヺ]")
_IS_CYRILLIC = re.compile("[\u0400-\u052f]")
_H_OF_LENGTH = re.compile("(?<=o)h(?![aiueoy])")  # Satoh, Ohno: the h says that the o is long


@lru_cache(maxsize=50_000)
def sound(text: str) -> str:
    """The sound string of one part of a name; empty where no letter can be read. Kanji: see `names.readings`."""
    return sounded(text).symbols


@lru_cache(maxsize=50_000)
def sounds(text: str) -> tuple[tuple[str, int], ...]:
    """All sound strings of one part of a name, each with the number of letters е that it reads as ё.

    The first reads every е as е.
    """
    positions = [n for n, letter in enumerate(text) if letter in "еЕ"][:_VARIANTS]
    variants: dict[str, int] = {}
    for choice in product((False, True), repeat=len(positions)):
        letters = list(text)
        for at, yo in zip(positions, choice, strict=True):
            letters[at] = "ё" if yo else "э"
        symbols = sound("".join(letters)) if any(choice) else sound(text)
        if symbols:
            variants.setdefault(symbols, sum(choice))
    return tuple(variants.items())


@lru_cache(maxsize=5_000)
def sounded(text: str) -> Sounded:
    """The sound string of a part of a name, with the slices of the text that its symbols come from."""
    plain, number = _plain(text)
    heard = _Hearing()
    for match in _PATTERNS[number].finditer(plain):
        token, span = match.group(), match.span()
        if number == 0:
            heard.shorten(token)
        for symbol in _TABLES[number][token]:
            heard.vowel(symbol, span) if symbol in VOWELS else heard.consonant(symbol, span)
    shown = unicodedata.normalize("NFKC", text)
    letters = shown if len(shown) == len(plain) else plain
    return Sounded("".join(heard.symbols[:_LONGEST]), letters, tuple(heard.spans[:_LONGEST]))


def _plain(text: str) -> tuple[str, int]:
    """The text in the letters of its table, and the index of that table: 0 kana, 1 Latin, 2 Cyrillic."""
    plain = unicodedata.normalize("NFKC", text).translate(_TO_KATAKANA)
    if _IS_KANA.search(plain):
        return _repeat(plain), 0
    small = unicodedata.normalize("NFC", plain.casefold())
    if _IS_CYRILLIC.search(small):
        return small, 2
    letters = (letter for letter in unicodedata.normalize("NFD", small) if not unicodedata.combining(letter))
    return _H_OF_LENGTH.sub("", "".join(letters)), 1


def _repeat(kana: str) -> str:
    """Write iteration marks out: サヽキ is ササキ, スヾキ is スズキ."""
    out = ""
    for character in kana:
        if character in "ヽヾ" and out:
            again = unicodedata.normalize("NFD", out[-1])[0]
            out += unicodedata.normalize("NFC", again + ("\u3099" if character == "ヾ" else ""))
        else:
            out += character
    return out


class _Hearing:
    """Joins symbols one by one into a sound string, by the rules that make all spellings of a sound the same."""

    def __init__(self) -> None:
        self.symbols: list[str] = []
        self.spans: list[tuple[int, int]] = []

    def shorten(self, token: str) -> None:
        """Drop the vowel before a small kana that replaces it: テ + ィ is ti, キ + ョ is kyo."""
        before = self._before()
        replaces = (token in "ァィゥェォ" and before in VOWELS) or (token in "ャュョ" and before == "i")
        if replaces and len(self.symbols) > 1:
            self._drop()

    def vowel(self, symbol: str, span: tuple[int, int]) -> None:
        """Add a vowel. A long one becomes short; y after a consonant becomes i, and is dropped after sh, ch and j."""
        if self._before() == "y" and len(self.symbols) > 1:
            other = self.symbols[-2]
            if other in "SCZi":
                self._drop()
            elif other not in VOWELS:
                self.symbols[-1] = "i"
        elif self._before() == "w" and symbol == "u":
            self._drop()
        before = self._before()
        if before == symbol or (before == "o" and symbol == "u"):
            self._stretch(span)
        else:
            self._add(symbol, span)

    def consonant(self, symbol: str, span: tuple[int, int]) -> None:
        """Add a consonant. A doubled one becomes single; m before b, p and m becomes n."""
        before = self._before()
        if before == "m" and symbol in "bpm":
            self.symbols[-1] = "n"
        elif (before == symbol and symbol != UNREADABLE) or before + symbol in _DOUBLED:
            self.symbols[-1] = symbol
            self._stretch(span)
            return
        self._add(symbol, span)

    def _before(self) -> str:
        return self.symbols[-1] if self.symbols else ""

    def _add(self, symbol: str, span: tuple[int, int]) -> None:
        self.symbols.append(symbol)
        self.spans.append(span)

    def _drop(self) -> None:
        self.symbols.pop()
        self.spans.pop()

    def _stretch(self, span: tuple[int, int]) -> None:
        self.spans[-1] = (self.spans[-1][0], span[1])


_DOUBLED = ("sS", "zZ", "tC", "tc", "cC")  # っし, っち: the first half is written with the plain letter
_COARSE = str.maketrans("gSzZCdfbmy", "kssscthpni")
_SILENT_W = re.compile("w(?!a)")
_SOFT_I = re.compile("([sc])i(?=[aou])")
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=200_000)
def sound_key(symbols: str) -> str:
    """A coarse key of a sound string, for looking names up in an index: similar names nearly always share it.

    Voiced and unvoiced consonants become one, and so do the sibilants.
    """
    key = _SILENT_W.sub("", symbols).translate(_COARSE)
    return _REPEATED.sub(r"\1", _SOFT_I.sub(r"\1", key))

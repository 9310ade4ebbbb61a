"""How a clerk writes a Japanese name in Cyrillic by ear, and how such a name is read back into katakana.

A model, not data: which confusions are documented and which are assumed stands in ../data/names/README.md.
Do not fit the program to it; the real pairs (a1, a3) are there for that.
"""

from __future__ import annotations

from random import Random

_SMALL = "ャュョァィゥェォ"
_VOWEL = dict(zip("aiueo", "аиуэо"))
_ROWS = {
    "": "アイウエオ",
    "к": "カキクケコ",
    "с": "サシスセソ",
    "т": "タチツテト",
    "н": "ナニヌネノ",
    "х": "ハヒフヘホ",
    "м": "マミムメモ",
    "р": "ラリルレロ",
    "г": "ガギグゲゴ",
    "дз": "ザジズゼゾ",
    "д": "ダヂヅデド",
    "б": "バビブベボ",
    "п": "パピプペポ",
}
_SYLLABLE = {kana: (cons, vowel) for cons, row in _ROWS.items() for kana, vowel in zip(row, "аиуэо")}
_SYLLABLE |= {
    "ワ": ("в", "а"),
    "ヲ": ("", "о"),
    "ヰ": ("", "и"),
    "ヱ": ("", "э"),
    "ヤ": ("j", "а"),
    "ユ": ("j", "у"),
    "ヨ": ("j", "о"),
    "ヴ": ("в", "у"),
}

# spellings heard for a syllable, with weights
_YOON = {"а": "я85 иа12 а3", "у": "ю85 иу10 у5", "о": "ё33 йо17 ио20 е25 о5"}
_SPECIAL = {
    "シャ": "ся45 ша35 сиа10 са5 ща5",
    "シュ": "сю45 шу33 сиу10 су7 щу5",
    "ショ": "сё33 шо25 се22 сио10 со5 сйо5",
    "チャ": "тя40 ча38 ця10 тиа7 циа5",
    "チュ": "тю38 чу40 цю10 тиу6 циу6",
    "チョ": "тё25 чо35 те15 тио10 цио8 че7",
    "ジャ": "дзя40 джа20 зя12 дзиа10 жа8 дя10",
    "ジュ": "дзю42 джу20 зю12 жу8 дзиу8 дю10",
    "ジョ": "дзё27 дзе18 джо18 дзио12 зё7 жо8 дё5 зио5",
    "シ": "си60 ши27 щи4 сы2 се4 шы1 с2",
    "チ": "ти42 чи33 ци20 тси3 те2",
    "ジ": "дзи47 джи18 зи18 жи8 ди6 дзе3",
    "ヂ": "дзи47 джи18 зи18 жи8 ди6 дзе3",
    "ズ": "дзу50 зу43 су4 ду3",
    "ヅ": "дзу50 зу43 су4 ду3",
    "ツ": "цу74 ту10 тсу7 су4 зу2 ц3",
    "フ": "фу58 ху40 у2",
    "ヒ": "хи70 ши4 си4 ги8 ки6 фи5 и3",
    "ワ": "ва80 уа11 а5 я2 оа2",
}
_HAND = {"н": "к", "к": "н", "и": "н", "т": "г", "о": "а", "а": "о", "х": "к", "м": "ш", "у": "ц", "р": "г"}


def _pick(random: Random, choices: str) -> str:
    options = choices.split()
    texts = [o.rstrip("0123456789") for o in options]
    return random.choices(texts, [int(o[len(t) :]) for o, t in zip(options, texts)])[0]


def katakana(kana: str) -> str:
    return "".join(chr(ord(c) + 96) if "ぁ" <= c <= "ゖ" else c for c in kana)


def _morae(kana: str) -> list[str]:
    out: list[str] = []
    for c in katakana(kana):
        if c in _SMALL and out:
            out[-1] += c
        else:
            out.append(c)
    return out


def _nasal(after: str | None, random: Random) -> str:
    """ん before a consonant ("" before a vowel, None at the end)."""
    if after in ("б", "п", "м") and random.random() < 0.5:
        return "м"
    return "нъ" if after == "" and random.random() < 0.16 else "н"


def _syllable(cons: str, vowel: str, after: str | None, random: Random, noise: float) -> str:
    """A consonant and a vowel as they are heard and written, with the slips of a hand."""

    def sometimes(p: float) -> bool:
        return random.random() < p * noise

    written = ("е" if random.random() < (0.65 if cons else 0.4) else "э") if vowel == "э" else vowel
    if sometimes(0.035):
        written = {"о": "а", "а": "о", "у": "о", "и": "е", "э": "и"}.get(vowel, written)
    letter = cons
    if cons == "дз":
        letter = "з" if random.random() < 0.5 else "дз"
    elif cons == "х":
        letter = _pick(random, "х84 г9 к4 3")
    elif cons == "р" and sometimes(0.08):
        letter = "л"
    elif sometimes(0.035):
        letter = {"к": "г", "г": "к", "т": "д", "д": "т", "б": "п", "п": "б"}.get(cons, cons)
    elif cons == "б" and sometimes(0.02):
        letter = "в"
    if vowel in "уи" and cons in ("к", "с") and after in ("к", "с", "т") and sometimes(0.15):
        written = ""  # devoiced
    return letter + written


def cyrillic(kana: str, random: Random, noise: float = 1.0) -> str:
    """`kana` as a clerk might write it; `noise` 0 keeps to common spellings, 1 is a careless hand."""

    def sometimes(p: float) -> bool:
        return random.random() < p * noise

    morae, out, before = _morae(kana), [], ""
    for i, mora in enumerate(morae):
        after = _SYLLABLE.get(morae[i + 1][:1], ("", ""))[0] if i + 1 < len(morae) else None
        first, small = mora[0], mora[1:]
        if first == "ー" or (first not in _SYLLABLE and first not in "ンッ"):
            continue
        if first == "ッ":
            if after and random.random() < 0.5:
                out.append(after[0])
            continue
        if first == "ン":
            nasal = _nasal(after, random)
            out.append("" if sometimes(0.03) else nasal)
            before = "н"
            continue
        cons, vowel = _SYLLABLE[first]
        if not cons and not small and before:
            if (first, before) in {
                ("ウ", "о"),
                ("ウ", "у"),
                ("オ", "о"),
                ("ア", "а"),
            }:  # long vowel: mostly not written
                out.append(vowel if random.random() < 0.12 else "")
                continue
            if first == "イ" and before in "эи":
                out.append(_pick(random, "й60 и20 20"))
                continue
            if first == "イ":
                out.append(_pick(random, "й50 и48 2"))
                before = "и"
                continue
        if mora in _SPECIAL:
            out.append(_pick(random, _SPECIAL[mora]))
        elif small in tuple("ャュョ"):
            vowel = {"ャ": "а", "ュ": "у", "ョ": "о"}[small]
            out.append(("л" if cons == "р" and sometimes(0.08) else cons) + _pick(random, _YOON[vowel]))
        elif cons == "j":
            out.append(
                _pick(random, _YOON[vowel])
                if out
                else _pick(random, {"а": "я95 иа5", "у": "ю95 иу5", "о": "ё40 йо28 е28 ио4"}[vowel])
            )
        else:
            out.append(_syllable(cons, vowel, after, random, noise))
        before = vowel
    text = "".join(out)
    hand = "".join(_HAND.get(c, c) if sometimes(0.008) else "" if sometimes(0.005) else c for c in text)
    return (hand or text).capitalize()


_BACK = [
    ("дзя", "ザ"),
    ("дзю", "ズ"),
    ("дзё", "ゾ"),
    ("дзи", "ジ"),
    ("дзу", "ズ"),
    ("дзэ", "ゼ"),
    ("дзе", "ゼ"),
    ("дзо", "ゾ"),
    ("дза", "ザ"),
    ("джа", "ジャ"),
    ("джу", "ジュ"),
    ("джо", "ジョ"),
    ("джи", "ジ"),
    ("тси", "ツィ"),
    ("тсу", "ツ"),
    ("нъ", "ン"),
]
_LETTERS = {
    "к": "カキクケコク",
    "г": "ガギグゲゴグ",
    "с": "サシスセソス",
    "т": "タチツテトト",
    "н": "ナニヌネノン",
    "х": "ハヒフヘホフ",
    "м": "マミムメモム",
    "р": "ラリルレロル",
    "л": "ラリルレロル",
    "д": "ダジズデドド",
    "б": "バビブベボブ",
    "п": "パピプペポプ",
    "в": "ワビブベボブ",
    "з": "ザジズゼゾズ",
    "ф": "ハヒフヘホフ",
    "ш": "サシスセソシ",
    "щ": "サシスセソシ",
    "ж": "ザジズゼゾジ",
    "ч": "タチツテトチ",
    "ц": "タチツテトツ",
    "й": "ヤイユエヨイ",
}


def katakana_from(cyrillic_name: str) -> str:
    """Letter by letter back into katakana, the way the returned lists read."""
    s, out, i = cyrillic_name.lower(), "", 0
    plain = {"а": 0, "и": 1, "ы": 1, "у": 2, "э": 3, "е": 3, "о": 4}
    soft = {"я": "ャヤ", "ю": "ュユ", "ё": "ョヨ"}
    while i < len(s):
        for key, value in _BACK:
            if s.startswith(key, i):
                out, i = out + value, i + len(key)
                break
        else:
            c, after = s[i], s[i + 1 : i + 2]
            if c in plain:
                out, i = out + "アイウエオ"[plain[c]], i + 1
            elif c in soft:
                out, i = out + soft[c][1], i + 1
            elif c in _LETTERS and after in plain and after:
                out, i = out + _LETTERS[c][plain[after]], i + 2
            elif c in _LETTERS and after in soft and after:
                out, i = out + _LETTERS[c][1] + soft[after][0], i + 2
            elif c in _LETTERS:
                out, i = out + _LETTERS[c][5], i + 1
            else:
                i += 1
    return out

"""Make a roster of any size, with searches whose right answer is known.

    python people.py --people 760000 --out roster.csv --queries queries.tsv [--seed 1]

Each row holds the name in ONE form: a clerk's Cyrillic (50 %), katakana read back from it (25 %) or kanji without a reading (25 %). The
targets come from names: real persons; for a2 the Russian spelling of each part is an attested one. `roster.toml` beside
this file is the mapping. Everything is drawn from `--seed`; the same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import lzma
from itertools import accumulate
from pathlib import Path
from random import Random

import clerk

NAMES = Path(__file__).resolve().parent / "names"
COLUMNS = [
    "整理番号",
    "氏名",
    "生年",
    "本籍",
    "階級",
    "部隊",
    "収容所",
    "収容所から",
    "収容所まで",
    "収容所2",
    "収容所2から",
    "死亡年月日",
    "死因",
    "埋葬地",
    "帰還年月日",
    "帰還船",
    "備考",
]
PREFECTURES = [
    "北海道",
    "青森",
    "岩手",
    "宮城",
    "秋田",
    "山形",
    "福島",
    "茨城",
    "栃木",
    "群馬",
    "埼玉",
    "千葉",
    "東京",
    "神奈川",
    "新潟",
    "富山",
    "石川",
    "福井",
    "山梨",
    "長野",
    "岐阜",
    "静岡",
    "愛知",
    "三重",
    "滋賀",
    "京都",
    "大阪",
    "兵庫",
    "奈良",
    "和歌山",
    "鳥取",
    "島根",
    "岡山",
    "広島",
    "山口",
    "徳島",
    "香川",
    "愛媛",
    "高知",
    "福岡",
    "佐賀",
    "長崎",
    "熊本",
    "大分",
    "宮崎",
    "鹿児島",
    "沖縄",
]
RANKS = [
    "二等兵",
    "一等兵",
    "上等兵",
    "兵長",
    "伍長",
    "軍曹",
    "曹長",
    "准尉",
    "少尉",
    "中尉",
    "大尉",
    "рядовой",
    "ефрейтор",
    "軍属",
]
SHIPS = ["高砂丸", "興安丸", "栄豊丸", "信濃丸", "恵山丸", "遠州丸", "明優丸", "永禄丸", "山澄丸", "信洋丸"]
CAUSES = ["栄養失調", "肺炎", "発疹チフス", "事故", "凍傷", "結核", "赤痢", "不明", "дистрофия"]


def lexicon() -> tuple[list[tuple[str, str]], list[float], list[tuple[str, str]], list[float]]:
    parts: dict[str, list[tuple[str, str, float]]] = {"surname": [], "given": []}
    for line in lzma.open(NAMES / "lexicon.tsv.xz", "rt", encoding="utf-8"):
        kind, kanji, kana, weight = line.rstrip("\n").split("\t")
        parts[kind].append((kanji, kana, float(weight)))
    s, g = parts["surname"], parts["given"]
    return [x[:2] for x in s], list(accumulate(x[2] for x in s)), [x[:2] for x in g], list(accumulate(x[2] for x in g))


def _vary(random: Random, text: str) -> str:
    """A date as rosters write it."""
    year, month, day = text.split("-")
    return random.choice(
        [
            text,
            f"昭和{int(year) - 1925}年{int(month)}月{int(day)}日",
            f"{int(day)}.{int(month)}.{year[2:]}",
            f"S{int(year) - 1925}.{int(month)}.{int(day)}",
            f"昭和{int(year) - 1925}年{int(month)}月",
        ]
    )


def _rest(random: Random) -> list[str]:
    """Every column after the name."""
    died = random.random() < 0.09
    day = f"{random.choices(range(1945, 1957), [4, 6, 6, 5, 4, 2, 1, 1, 1, 1, 1, 1])[0]}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    camp, camp2 = (
        f"第{random.randint(1, 99)}収容所" + random.choice(["", "", f"第{random.randint(1, 25)}支部"]) for _ in range(2)
    )
    moved = random.random() < 0.4
    return [
        random.choice(
            [str(y := random.randint(1895, 1928)), f"大正{y - 1911}年" if 1912 < y < 1927 else str(y), str(y)]
        ),
        random.choice(PREFECTURES),
        random.choice(RANKS),
        f"満州第{random.randint(1, 999)}部隊",
        camp,
        "昭和20年秋" if random.random() < 0.3 else "1945-10",
        "1946-05" if moved else "",
        camp2 if moved else "",
        "昭和21年5月" if moved else "",
        _vary(random, day) if died else "",
        random.choice(CAUSES) if died else "",
        f"{camp}墓地 第{random.randint(1, 40)}区{random.randint(1, 90)}号" if died else "",
        "" if died else _vary(random, day),
        "" if died else random.choice(SHIPS),
        random.choice(["", "", "", "カード2枚あり", "名前は推定", "см. дело"]),
    ]


def _romaji(kana: str, random: Random) -> str:
    import jaconv

    text = jaconv.kana2alphabet(jaconv.kata2hira(clerk.katakana(kana)))
    style = random.choice(["hepburn", "hepburn", "wapuro", "kunrei", "macron"])
    if style == "kunrei":
        for a, b in (
            ("sha", "sya"),
            ("shu", "syu"),
            ("sho", "syo"),
            ("shi", "si"),
            ("cha", "tya"),
            ("chu", "tyu"),
            ("cho", "tyo"),
            ("chi", "ti"),
            ("tsu", "tu"),
            ("fu", "hu"),
            ("ja", "zya"),
            ("ju", "zyu"),
            ("jo", "zyo"),
            ("ji", "zi"),
        ):
            text = text.replace(a, b)
    if style == "hepburn":
        text = text.replace("ou", "o").replace("oo", "o").replace("uu", "u")
    if style == "macron":
        text = text.replace("ou", "ō").replace("oo", "ō").replace("uu", "ū")
    return text.capitalize()


def _queries(row: dict[str, str], random: Random) -> dict[str, str]:
    family, given = _romaji(row["sur_kana"], random), _romaji(row["giv_kana"], random)
    return {
        "kanji": row["sur_kanji"] + row["giv_kanji"],
        "kana": f"{row['sur_kana']} {row['giv_kana']}",
        "romaji": f"{given} {family}" if random.random() < 0.6 else f"{family} {given}",
    }


def targets(folder: Path, each: int, random: Random) -> list[tuple[str, str, dict[str, str]]]:
    """(cell, name as recorded, row) for `each` targets per kind of record."""

    def rows(name: str) -> list[dict[str, str]]:
        file = next(iter(sorted(folder.glob(f"{name}*.tsv.xz"))))
        with lzma.open(file, "rt", encoding="utf-8") as opened:
            found = list(csv.DictReader(opened, delimiter="\t"))
        old = [r for r in found if r["birth_year"] and 1850 < int(r["birth_year"]) <= 1950]
        random.shuffle(old)
        return old

    real, persons = rows("a2"), rows("b")
    out = [("russian", f"{r['sur_cyr']} {r['giv_cyr']}", r) for r in real[:each]]
    out += [("kanji", r["sur_kanji"] + " " + r["giv_kanji"], r) for r in persons[:each]]
    for r in persons[each : 2 * each]:
        out.append(("clerk", f"{clerk.cyrillic(r['sur_kana'], random)} {clerk.cyrillic(r['giv_kana'], random)}", r))
    for r in persons[2 * each : 3 * each]:
        out.append(
            (
                "katakana",
                " ".join(clerk.katakana_from(clerk.cyrillic(r[k], random)) for k in ("sur_kana", "giv_kana")),
                r,
            )
        )
    return out


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--people", type=int, default=10_000)
    cli.add_argument("--each", type=int, default=200, help="targets per kind of record")
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--names", type=Path, default=NAMES, help="folder with the a2 and b name lists")
    cli.add_argument("--out", type=Path, required=True)
    cli.add_argument("--queries", type=Path)
    given = cli.parse_args()
    random = Random(given.seed)
    surnames, sw, givens, gw = lexicon()
    wanted = targets(given.names, given.each, random)
    with given.out.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file)
        write.writerow(COLUMNS)
        for number, (_, name, row) in enumerate(wanted, 1):
            rest = _rest(random)
            rest[0] = row["birth_year"]
            write.writerow([f"T{number:07}", name, *rest])
        for number in range(len(wanted) + 1, given.people + 1):
            (sk, sr), (gk, gr) = random.choices(surnames, cum_weights=sw)[0], random.choices(givens, cum_weights=gw)[0]
            form = random.random()
            if form < 0.75:
                parts = [clerk.cyrillic(sr, random), clerk.cyrillic(gr, random)]
                if random.random() < 0.08:
                    parts.reverse()
                name = " ".join(parts if form < 0.5 else map(clerk.katakana_from, parts))
            else:
                name = f"{sk} {gk}"
            write.writerow([f"R{number:07}", name, *_rest(random)])
    if given.queries:
        with given.queries.open("w", encoding="utf-8", newline="") as file:
            write = csv.writer(file, delimiter="\t")
            write.writerow(["code", "cell", "script", "query", "born"])
            for number, (cell, _, row) in enumerate(wanted, 1):
                for script, query in _queries(row, random).items():
                    if (cell, script) != ("kanji", "kanji"):
                        write.writerow([f"T{number:07}", cell, script, query, row["birth_year"]])


if __name__ == "__main__":
    main()

"""Make documents with real Japanese text, with word searches whose hits are known.

    python texts.py --documents 20000 --out documents.csv --words words.tsv [--seed 1]

Passages (public-domain literature) are recombined; words of the field are sprinkled in. `documents.toml` beside this file is the mapping.
words.tsv: word, number of documents whose title, text or date contains it as written (a plain scan).
"""

from __future__ import annotations

import argparse
import csv
import lzma
from pathlib import Path
from random import Random

PASSAGES = Path(__file__).resolve().parent / "texts" / "passages.txt.xz"
FIELD = [
    "抑留",
    "舞鶴",
    "引揚",
    "収容所",
    "シベリア",
    "帰還",
    "強制労働",
    "復員",
    "俘虜用郵便葉書",
    "白樺日誌",
    "日本新聞",
    "栄養失調",
    "第7収容所",
    "第83師団",
    "チタ",
    "タイシェット",
    "ナホトカ",
    "興安丸",
    "昭和20年8月",
    "лагерь№7",
    "Тайшет",
    "Находка",
]
TYPES = ["diary", "postcard", "letter", "roster", "drawing", "photograph", "newspaper", "repatriation_certificate"]


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--documents", type=int, default=2000)
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--out", type=Path, required=True)
    cli.add_argument("--words", type=Path)
    given = cli.parse_args()
    random = Random(given.seed)
    passages = [line.strip() for line in lzma.open(PASSAGES, "rt", encoding="utf-8")]
    texts: list[str] = []
    with given.out.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file)
        write.writerow(["番号", "題名", "種別", "年月日", "内容"])
        for number in range(1, given.documents + 1):
            text = random.choice(passages) + random.choice(passages)
            at = random.randrange(max(1, len(text) - 1200))
            text = text[at : at + random.randint(300, 2000)]
            for _ in range(random.choice([0, 0, 1, 2])):
                word = random.choice(FIELD)
                places = [
                    at for at in range(1, len(text)) if all("\u3041" <= c <= "\u9fff" for c in text[at - 1 : at + 1])
                ]
                if places:  # never inside or against another inserted word of letters and digits
                    at = random.choice(places)
                    text = (
                        text[:at] + (f" {word} " if word[-1].isdigit() or "а" <= word[-1] <= "я" else word) + text[at:]
                    )
            title = text[: random.randint(4, 14)].strip("、。」「 ")
            date = f"昭和{random.randint(20, 31)}年{random.randint(1, 12)}月"
            write.writerow([f"D{number:06}", title, random.choice(TYPES), date, text])
            texts.append(f"{title}\n{date}\n{text}")
    if given.words:
        words = list(FIELD)
        for length in (1, 2, 3, 4, 6):
            for _ in range(25):
                text = random.choice(texts)
                at = random.randrange(len(text) - length)
                word = text[at : at + length]
                if all("\u3041" <= c <= "\u9fff" for c in word):
                    words.append(word)
        with given.words.open("w", encoding="utf-8", newline="") as file:
            write = csv.writer(file, delimiter="\t")
            write.writerow(["word", "documents"])
            for word in dict.fromkeys(words):
                write.writerow([word, sum(word in text for text in texts)])


if __name__ == "__main__":
    main()

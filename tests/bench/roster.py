"""A roster of any size, invented from common names: the columns of a ministry's list, drawn from a seed."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

HEAD = ("整理番号", "氏名", "生年", "本籍", "階級", "部隊", "収容所", "収容所から", "収容所まで", "収容所2", "収容所2から",
        "死亡年月日", "死因", "埋葬地", "帰還年月日", "帰還船", "備考")  # fmt: skip
SURNAMES = ["佐藤", "鈴木", "高橋", "田中", "渡辺", "伊藤", "山本", "中村", "小林", "加藤", "吉田", "山田", "佐々木", "山口", "松本", "井上", "木村", "林", "斎藤", "清水", "山崎", "森", "池田", "橋本", "阿部", "石川", "山下", "中島", "石井", "小川", "前田", "岡田", "長谷川", "藤田", "後藤", "近藤", "村上", "遠藤", "青木", "坂本", "斉藤", "福田", "太田", "西村", "藤井", "金子", "岡本", "藤原", "三浦", "中野"]  # fmt: skip
GIVEN = [
    "清",
    "三郎",
    "正",
    "茂",
    "勇",
    "実",
    "博",
    "進",
    "武",
    "昭一",
    "正雄",
    "義雄",
    "一郎",
    "辰蔵",
    "幸雄",
    "秀夫",
    "和夫",
    "敏夫",
    "勝",
    "弘",
    "正一",
    "健一",
    "三男",
    "竹夫",
    "德次",
    "喜一",
    "源蔵",
    "忠",
    "信夫",
    "文男",
]
PREFECTURES = [
    "北海道",
    "青森",
    "岩手",
    "宮城",
    "秋田",
    "山形",
    "福島",
    "新潟",
    "長野",
    "東京",
    "京都",
    "大阪",
    "広島",
    "福岡",
    "熊本",
    "鹿児島",
]
RANKS = ["二等兵", "一等兵", "上等兵", "兵長", "伍長", "軍曹", "曹長", "少尉"]
CAUSES = ["栄養失調", "肺炎", "発疹チフス", "事故", "結核"]


def write_roster(file: Path, people: int, seed: int = 1) -> Path:
    """Write a roster as CSV; the same arguments give the same bytes."""
    random = Random(seed)
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(HEAD)
        writer.writerows(_row(random, number) for number in range(1, people + 1))
    return file


def _row(random: Random, number: int) -> list[str]:
    died = random.random() < 0.09
    day = f"{random.randint(1945, 1949)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    camps = [f"第{random.randint(1, 60)}収容所第{random.randint(1, 20)}支部" for _ in range(2)]
    moved = random.random() < 0.4
    name = f"{random.choice(SURNAMES)} {random.choice(GIVEN)}"
    return [
        f"R-{number:06}", name, str(random.randint(1895, 1928)), random.choice(PREFECTURES), random.choice(RANKS),
        f"満州第{random.randint(1, 999)}部隊", camps[0], "1945-10", "1946-05" if moved else "", camps[1] if moved else "",
        "昭和21年5月" if moved else "", day if died else "", random.choice(CAUSES) if died else "",
        f"{camps[0]}墓地" if died else "", "" if died else day, "" if died else "高砂丸", "",
    ]  # fmt: skip

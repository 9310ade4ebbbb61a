"""Plans drawn from memory: a cemetery and a camp."""

from __future__ import annotations

import math

from PIL import ImageDraw

from demo_pictures.sheet import BLACK_INK, PENCIL, SCALE, Colour, Point, Sheet, font


def plan_paper(seed: int) -> Sheet:
    """An empty sheet that was folded twice."""
    sheet = Sheet(seed)
    mask = sheet.lay(sheet.outline((50, 44, 1550, 1116), 2.2), sheet.paper((218, 208, 188), (239, 231, 215)))
    fold = ImageDraw.Draw(sheet.image)
    for x in (800,):
        fold.line((x * SCALE, 50 * SCALE, x * SCALE, 1110 * SCALE), fill=(206, 194, 170), width=3 * SCALE)
    fold.line((56 * SCALE, 580 * SCALE, 1544 * SCALE, 580 * SCALE), fill=(206, 194, 170), width=3 * SCALE)
    sheet.age(mask, (128, 96, 56), 56, 20)
    return sheet


def north(sheet: Sheet, x: float, y: float) -> None:
    """An arrow to the north, its tip at (x, y)."""
    sheet.stroke(((x, y + 96), (x, y)), BLACK_INK, 3)
    sheet.stroke(((x - 15, y + 30), (x, y), (x + 15, y + 30)), BLACK_INK, 3, 0.6)
    sheet.line(x - 18, y - 14, "北", 36, BLACK_INK)


def centred(sheet: Sheet, x: float, y: float, text: str, size: float, ink: Colour = BLACK_INK) -> None:
    """Written text whose middle is at x, on the base line y."""
    width = font("NotoSerifJP-400", round(size * SCALE)).getlength(text) / SCALE * 1.02
    sheet.line(x - width / 2, y, text, size, ink, jitter=0.8)


def wood(sheet: Sheet, box: tuple[float, float, float, float], count: int, birch: bool) -> None:
    """Up to ``count`` trees, birches or pines, scattered over a box without touching."""
    places: list[Point] = []
    for _ in range(count * 30):
        place = (sheet.rng.uniform(box[0], box[2]), sheet.rng.uniform(box[1], box[3]))
        if len(places) < count and all(math.dist(place, other) > 46 for other in places):
            places.append(place)
    for x, y in sorted(places, key=lambda place: place[1]):
        if birch:
            sheet.stroke(((x, y), (x, y - 20)), PENCIL, 2.2, 0.5, 200)
            crown = [
                (x + 11 * math.cos(a / 12 * math.tau), y - 32 + 14 * math.sin(a / 12 * math.tau)) for a in range(13)
            ]
            sheet.stroke(crown, PENCIL, 2, 1.0, 190)
        else:
            sheet.stroke(((x, y), (x, y - 38)), PENCIL, 2.2, 0.6, 200)
            for dy, reach in ((-12, 12), (-22, 9), (-32, 6)):
                sheet.stroke(((x - reach, y + dy + 8), (x, y + dy), (x + reach, y + dy + 8)), PENCIL, 1.8, 0.5, 190)


def cemetery_plan(seed: int) -> Sheet:
    """Twelve graves in three rows, between a birch wood and a stream."""
    sheet = plan_paper(seed)
    sheet.line(110, 134, "墓地ノ図", 50, BLACK_INK, jitter=0.7)
    sheet.line(110, 184, "ジップヘーゲン　昭和二十二年　記憶ニヨル", 28, BLACK_INK, jitter=0.8)
    north(sheet, 1440, 126)
    left, top, width, height = 400, 320, 140, 150
    number = 0
    for r, name in enumerate("ABC"):
        y = top + r * (height + 46)
        sheet.line(left - 66, y + height / 2 + 14, name, 42, BLACK_INK)
        for c in range(5):
            x = left + c * (width + 22)
            number += 1
            if number <= 12:
                sheet.box((x, y, x + width, y + height), BLACK_INK, 2.6)
                centred(sheet, x + width / 2, y + 64, f"{name}-{c + 1}", 32)
                centred(sheet, x + width / 2, y + 118, f"({number})", 26, PENCIL)
            else:  # remembered as empty
                for a in range(0, width, 22):
                    for edge in (y, y + height):
                        sheet.stroke(((x + a, edge), (min(x + a + 11, x + width), edge)), PENCIL, 2, 0.5, 170)
                for a in range(0, height, 22):
                    for edge in (x, x + width):
                        sheet.stroke(((edge, y + a), (edge, min(y + a + 11, y + height))), PENCIL, 2, 0.5, 170)
    wood(sheet, (104, 350, 276, 1000), 30, birch=True)
    sheet.line(110, 290, "白樺林", 36, BLACK_INK)
    for offset in (0, 26):
        sheet.stroke(
            [(1300 + offset + 22 * math.sin(y / 90), float(y)) for y in range(270, 1010, 20)], PENCIL, 2.2, 0.8, 190
        )
    sheet.column(1392, 560, "小川", 38, BLACK_INK)
    for y in (912, 974):
        sheet.stroke(((300, y), (1255, y + 6)), BLACK_INK, 2.4, 1)
    sheet.line(420, 954, "道　　停車場ヘ　約一粁", 28, BLACK_INK)
    sheet.line(880, 1030, "（　）内ハ名簿ノ番号", 28, PENCIL)
    return sheet


def camp_plan(seed: int) -> Sheet:
    """A camp with its fence, watchtowers, barracks and gate."""
    sheet = plan_paper(seed)
    sheet.line(110, 134, "収容所略図", 50, BLACK_INK, jitter=0.7)
    sheet.line(110, 184, "チタ第二分所　昭和二十年冬　記憶ニヨル", 28, BLACK_INK, jitter=0.8)
    north(sheet, 1440, 126)
    sheet.box((230, 244, 1330, 1010), BLACK_INK, 3.4, 1.6)
    sheet.box((246, 260, 1314, 994), PENCIL, 1.8, 1.2)
    for x, y in ((230, 244), (1330, 244), (230, 1010), (1330, 1010)):
        sheet.box((x - 24, y - 24, x + 24, y + 24), BLACK_INK, 2.8)
    sheet.line(1362, 268, "望楼", 28, BLACK_INK)
    for i in range(4):
        y = 306 + i * 120
        sheet.box((300, y, 690, y + 84), BLACK_INK, 2.8)
        centred(sheet, 495, y + 56, f"第{'一二三四'[i]}棟", 34)
    for i in range(3):
        y = 306 + i * 120
        sheet.box((850, y, 1240, y + 84), BLACK_INK, 2.8)
        centred(sheet, 1045, y + 56, ("第二十一棟", "第二十二棟（医務室）", "炊事場")[i], 32)
    sheet.box((850, 686, 1030, 776), BLACK_INK, 2.8)
    centred(sheet, 940, 744, "浴場", 34)
    sheet.box((1080, 686, 1240, 776), BLACK_INK, 2.8)
    centred(sheet, 1160, 744, "便所", 34)
    sheet.column(770, 400, "広場（点呼）", 36, BLACK_INK)
    sheet.box((300, 860, 480, 944), BLACK_INK, 2.8)
    centred(sheet, 390, 916, "衛舎", 34)
    ImageDraw.Draw(sheet.image).rectangle((700 * SCALE, 976 * SCALE, 840 * SCALE, 1026 * SCALE), fill=(231, 222, 204))
    for x in (700, 840):
        sheet.stroke(((x, 978), (x, 1026)), BLACK_INK, 4)
    centred(sheet, 770, 964, "営門", 34)
    sheet.stroke(((770, 1030), (770, 1078)), BLACK_INK, 2.8)
    sheet.stroke(((757, 1058), (770, 1080), (783, 1058)), BLACK_INK, 2.8)
    sheet.line(800, 1078, "作業場・停車場ヘ", 30, BLACK_INK)
    wood(sheet, (96, 350, 190, 990), 18, birch=False)
    sheet.line(96, 290, "松林", 32, BLACK_INK)
    return sheet

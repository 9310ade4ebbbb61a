"""Papers of offices: a roster of burials, a Soviet registration card, a certificate of repatriation."""

from __future__ import annotations

from PIL import Image, ImageChops, ImageDraw

from demo_pictures.sheet import BLACK_INK, BLUE_INK, MAT, PENCIL, PRINT, SCALE, Sheet, font


def roster(rows: list[dict[str, str]], seed: int) -> Sheet:
    """A roster of burials by hand; ``rows`` are those of roster.csv."""
    sheet = Sheet(seed, (1600, 1240))
    mask = sheet.lay(sheet.outline((50, 44, 1550, 1156), 1.8), sheet.paper((221, 209, 184), (240, 231, 211)))
    sheet.age(mask, (128, 96, 56), 56, 20)
    sheet.line(96, 122, "埋葬者名簿", 46, BLACK_INK, jitter=0.7)
    sheet.line(1120, 120, "昭和二十二年　写", 32, BLACK_INK, jitter=0.8)
    heads = ["番号", "氏名", "カナ", "生年", "階級", "死亡年月日", "埋葬地", "備考"]
    edges = [90, 164, 440, 760, 852, 984, 1172, 1282, 1510]
    top, height = 152, 74
    for i in range(len(rows) + 2):
        sheet.stroke(
            ((edges[0], top + i * height), (edges[-1], top + i * height)),
            (92, 84, 76),
            2.6 if i in (0, 1) else 1.6,
            0.5,
        )
    for edge in edges:
        sheet.stroke(((edge, top), (edge, top + (len(rows) + 1) * height)), (92, 84, 76), 1.6, 0.5)
    for edge, right, head in zip(edges, edges[1:], heads, strict=False):
        width = font("NotoSerifJP-400", 26 * SCALE).getlength(head) / SCALE * 1.02
        sheet.line((edge + right - width) / 2, top + 47, head, 26, BLACK_INK, jitter=0.7)
    for i, row in enumerate(rows):
        base = top + (i + 1) * height + 50
        for edge, right, head in zip(edges, edges[1:], heads, strict=False):
            text = row[head]
            size = {"番号": 28, "氏名": 38, "備考": 25}.get(head, 30)
            fits = (right - edge - 18) / max(1, font("NotoSerifJP-400", 100).getlength(text) / 100 * 1.03)
            size = int(min(size, fits))
            width = font("NotoSerifJP-400", size * SCALE).getlength(text) / SCALE * 1.02
            start = edge + 12 if head in ("氏名", "カナ", "備考") else (edge + right - width) / 2
            sheet.line(start, base, text, size, BLACK_INK, jitter=1.0, alpha=232)
    return sheet


def registration_card(seed: int) -> Sheet:
    """A registration card for prisoners of war: printed in Russian, filled in by hand."""
    sheet = Sheet(seed, (1600, 1180))
    mask = sheet.lay(sheet.outline((56, 48, 1544, 1092), 1.6), sheet.paper((206, 178, 132), (226, 203, 162)))
    sheet.age(mask, (112, 78, 36), 64, 18)
    sheet.printed(110, 116, "НКВД СССР", 24)
    sheet.printed(110, 148, "Форма № ……", 24)
    sheet.printed(800, 142, "УЧЁТНАЯ КАРТОЧКА ВОЕННОПЛЕННОГО", 38, face="NotoSerifJP-600", anchor="ms")
    sheet.line(1372, 130, "0188", 40, (120, 60, 52), jitter=0.6)
    sheet.stroke(((110, 178), (1490, 178)), PRINT, 3, 0.2)
    fields = [
        ("1. Фамилия", "Сакма", 110, 250, 800),
        ("2. Имя", "Тацудзо", 840, 250, 1490),
        ("3. Отчество", "—", 110, 338, 800),
        ("4. Год рождения", "1919", 840, 338, 1490),
        ("5. Национальность", "японец", 110, 426, 800),
        ("6. Подданство", "Япония", 840, 426, 1490),
        ("7. Воинское звание", "рядовой", 110, 514, 800),
        ("8. Взят в плен", "август 1945", 840, 514, 1490),
    ]
    for label, value, left, y, right in fields:
        sheet.printed(left, y, label, 28)
        start = left + font("NotoSerifJP-400", 28 * SCALE).getlength(label) / SCALE + 20
        sheet.stroke(((start, y + 6), (right, y + 6)), PRINT, 1.6, 0.2)
        sheet.line(start + 18, y - 3, value, 48, BLUE_INK, slant=0.26, jitter=0.9)
    sheet.printed(110, 604, "9. Движение по лагерям", 28)
    edges, top, height = [110, 640, 1060, 1490], 630, 72
    for i in range(5):
        sheet.stroke(((110, top + i * height), (1490, top + i * height)), PRINT, 1.8, 0.2)
    for edge in edges:
        sheet.stroke(((edge, top), (edge, top + 4 * height)), PRINT, 1.8, 0.2)
    for edge, head in zip(edges, ("Лагерь, отделение", "Прибыл", "Убыл"), strict=False):
        sheet.printed(edge + 18, top + 46, head, 26)
    table = [("лаг. 24, отд. 2", "11.45", "1.46"), ("ОРБ 511 Жипхеген", "1.46", "2.46"), ("госп. 1841", "2.46", "")]
    for i, cells in enumerate(table):
        for edge, cell in zip(edges, cells, strict=False):
            sheet.line(edge + 24, top + (i + 1) * height + 50, cell, 42, BLUE_INK, slant=0.26, jitter=0.9)
    sheet.printed(110, 984, "10. Отметки", 28)
    sheet.stroke(((290, 990), (1490, 990)), PRINT, 1.6, 0.2)
    sheet.line(316, 980, "умер 14.2.46", 50, BLUE_INK, slant=0.26, jitter=0.9)
    sheet.line(1180, 978, "лаг. 7", 50, PENCIL, slant=0.2, jitter=1.1, alpha=190)
    for y in (330, 810):  # punched holes
        ImageDraw.Draw(sheet.image).ellipse((70 * SCALE, y * SCALE, 96 * SCALE, (y + 26) * SCALE), fill=MAT)
    return sheet


def certificate(seed: int) -> Sheet:
    """A certificate of repatriation: printed in columns, filled in by hand, with a seal."""
    sheet = Sheet(seed, (1180, 1600))
    mask = sheet.lay(sheet.outline((60, 50, 1120, 1506), 2.2), sheet.paper((216, 200, 168), (236, 224, 198)))
    ImageDraw.Draw(sheet.image).line(
        (66 * SCALE, 778 * SCALE, 1114 * SCALE, 778 * SCALE), fill=(200, 184, 150), width=4 * SCALE
    )
    sheet.age(mask, (120, 88, 48), 64, 20)
    pen = ImageDraw.Draw(sheet.image)
    pen.rectangle((110 * SCALE, 104 * SCALE, 1070 * SCALE, 1450 * SCALE), outline=PRINT, width=4 * SCALE)
    pen.rectangle((120 * SCALE, 114 * SCALE, 1060 * SCALE, 1440 * SCALE), outline=PRINT, width=1 * SCALE)

    def down(x: float, y: float, text: str, size: float, pitch: float = 1.1, face: str = "NotoSerifJP-400") -> None:
        sheet.column(x, y, text, size, PRINT, pitch=pitch, jitter=0, face=face, alpha=255)

    down(972, 360, "引揚証明書", 72, 1.8, "NotoSerifJP-600")
    columns = [
        ("本籍", "山形県（以下見本ニツキ略ス）"),
        ("氏名", "佐久間　ハル"),
        ("同行者", "長女　澄江（昭和十八年生）"),
        ("引揚地", "牡丹江"),
        ("上陸年月日", "昭和二十一年十月五日"),
    ]
    x = 856.0
    for label, value in [*columns, ("", "")]:
        pen.line(((x + 45) * SCALE, 170 * SCALE, (x + 45) * SCALE, 1384 * SCALE), fill=(150, 134, 106), width=SCALE)
        if label:
            down(x, 200, label, 36, 1.35)
            sheet.column(x, 500, value, 50, BLUE_INK, jitter=0.9, pitch=1.16, face="NotoSerifJP-600", alpha=225)
            x -= 90
    down(x - 22, 250, "右ノ者引揚者タルコトヲ証明ス", 44, 1.34)
    sheet.column(
        x - 108, 330, "昭和二十一年十月六日", 40, BLUE_INK, jitter=0.9, pitch=1.2, face="NotoSerifJP-600", alpha=225
    )
    down(x - 194, 540, "引揚援護局長（見本）", 46, 1.3)
    seal = Image.new("L", (170 * SCALE, 170 * SCALE), 0)
    mark = ImageDraw.Draw(seal)
    mark.rectangle((6, 6, 170 * SCALE - 7, 170 * SCALE - 7), outline=255, width=6 * SCALE)
    for i, pair in enumerate(("見本", "之印")):
        for j, char in enumerate(pair):
            mark.text(
                ((122 - i * 74) * SCALE, (50 + j * 72) * SCALE),
                char,
                fill=255,
                font=font("NotoSerifJP-600", 66 * SCALE),
                anchor="mm",
            )
    worn = sheet.noise(seal.size, (34, 34)).point(lambda v: 150 + v * 90 // 255)
    seal = ImageChops.multiply(seal, worn).rotate(2.5, Image.Resampling.BICUBIC, expand=True)
    sheet.image.paste((178, 44, 34), (round((x - 194 - 62) * SCALE), 1170 * SCALE), seal)
    sheet.line(880, 1420, "№ 000000", 28, (120, 60, 52), jitter=0.3, face="NotoSansJP-400")
    return sheet

"""What was written in the camp: leaves of birch bark, and postcards of prisoners of war, front and back."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageOps

from demo_pictures.sheet import PENCIL, PRINT, RED, SCALE, SOOT, Sheet, font


def leaf(lines: Sequence[str], seed: int) -> Sheet:
    """A leaf of birch bark, 12 × 9 cm, with columns written in soot ink; an empty line leaves a gap."""
    sheet = Sheet(seed)
    size = sheet.image.size
    bands = Image.blend(sheet.noise(size, (4, size[1] // 26)), sheet.noise(size, (9, 7)), 0.5)
    bands = Image.blend(bands, sheet.noise(size, (40, size[1] // 7)), 0.28)
    texture = ImageOps.colorize(bands, (190, 150, 104), (228, 198, 154), mid=(212, 176, 128))
    mask = sheet.lay(sheet.outline((70, 70, 1530, 1090), 10, 17), texture)
    sheet.age(mask, (92, 58, 26), 90, 22)
    for _ in range(150):  # the bark's own dashes
        x, y = sheet.rng.uniform(90, 1490), sheet.rng.uniform(90, 1075)
        reach = sheet.rng.choice((10, 14, 22, 30, 44, 60)) * sheet.rng.uniform(0.7, 1.2)
        if x + reach < 1512:
            clear = y < 116 or y > 800  # above and below the writing; among it a dark dash would look like a stroke
            dark = clear and sheet.rng.random() < 0.7
            sheet.stroke(
                ((x, y), (x + reach, y + sheet.rng.uniform(-1.5, 1.5))),
                (118, 80, 44) if dark else (240, 220, 186),
                sheet.rng.uniform(1.4, 3.4),
                0.5,
                sheet.rng.randint(80, 170) if dark else 120 if clear else 70,
            )
    for _ in range(5):
        sheet.stain(
            sheet.rng.uniform(160, 1440), sheet.rng.uniform(150, 1000), sheet.rng.uniform(24, 60), (150, 108, 62), 22
        )
    written = [text for text in lines if text]
    size_px = 62 if len(written) > 8 else 70
    pitch = min(168.0, 1290 / max(1, len(lines) - 1 + (1 if len(written) > 8 else 0)))
    x = 1530 - 70 - pitch * 0.62
    for text in lines:
        if text:
            sheet.column(
                x,
                140 + sheet.rng.uniform(-10, 14),
                text,
                size_px,
                SOOT,
                pitch=1.12,
                jitter=1.25,
                alpha=240,
                face="NotoSerifJP-600",
            )
        x -= pitch * (1 if text else 0.8)
    return sheet


def postcard_paper(seed: int) -> tuple[Sheet, Image.Image]:
    """An empty postcard, and its mask."""
    sheet = Sheet(seed, (1600, 1140))
    mask = sheet.lay(sheet.outline((60, 56, 1540, 1044), 1.2), sheet.paper((205, 184, 150), (228, 211, 181)))
    sheet.age(mask, (116, 84, 46), 60, 18)
    sheet.stain(sheet.rng.uniform(300, 1300), sheet.rng.uniform(700, 950), 46, (150, 112, 66), 20)
    return sheet, mask


def postcard_front(number: int, seed: int) -> Sheet:
    """The side of a postcard with the addresses; ``number`` is that of the censor."""
    sheet, _ = postcard_paper(seed)
    sheet.printed(800, 134, "ПОЧТОВАЯ КАРТОЧКА ВОЕННОПЛЕННОГО", 38, face="NotoSerifJP-600", anchor="ms")
    sheet.printed(800, 184, "俘 虜 用 郵 便 葉 書", 32, anchor="ms")
    for y in (210, 219):  # two red lines
        sheet.stroke(((110, y), (1490, y)), RED, 3.2, 0.3)
    sheet.printed(1490, 268, "Бесплатно", 26, anchor="rs")
    rows = [
        ("Кому", "宛名", "佐久間 ハル 様"),
        ("Куда", "宛先", "日本国 山形県 ○○郡 ○○村（見本）"),
        ("Отправитель", "差出人", "遠山 清一"),
        ("Адрес", "差出人住所", "С.С.С.Р.  п/я 7024-511"),
    ]
    y = 370
    for russian, japanese, text in rows:
        sheet.printed(120, y, russian, 28)
        sheet.printed(120, y + 36, japanese, 22)
        for x in range(330, 1490, 9):
            ImageDraw.Draw(sheet.image).ellipse(
                (x * SCALE, (y + 8) * SCALE, (x + 2.4) * SCALE, (y + 10.4) * SCALE), fill=PRINT
            )
        sheet.line(352, y - 4, text, 48, PENCIL, jitter=0.9, face="NotoSerifJP-600", alpha=220)
        y += 128
    # the censor's mark
    stamp = Image.new("L", (470 * SCALE, 150 * SCALE), 0)
    pen = ImageDraw.Draw(stamp)
    pen.rectangle((8, 8, 470 * SCALE - 8, 150 * SCALE - 8), outline=255, width=4 * SCALE)
    pen.text(
        (235 * SCALE, 56 * SCALE), "ВОЕННАЯ ЦЕНЗУРА", fill=255, font=font("NotoSansJP-600", 38 * SCALE), anchor="mm"
    )
    pen.text(
        (235 * SCALE, 108 * SCALE), f"00{number}00", fill=255, font=font("NotoSansJP-600", 36 * SCALE), anchor="mm"
    )
    worn = sheet.noise(stamp.size, (60, 24)).point(lambda v: 110 + v * 110 // 255)
    stamp = ImageChops.multiply(stamp, worn).rotate(sheet.rng.uniform(-5, 4), Image.Resampling.BICUBIC, expand=True)
    sheet.image.paste(
        RED, (round(sheet.rng.uniform(960, 1010)) * SCALE, round(sheet.rng.uniform(838, 858)) * SCALE), stamp
    )
    return sheet


def postcard_back(lines: Sequence[str], seed: int) -> Sheet:
    """The side of a postcard with the message in ruled columns, the signature last."""
    sheet, _ = postcard_paper(seed)
    pitch = 1300 / len(lines)
    pen = ImageDraw.Draw(sheet.image)
    for i in range(len(lines) + 1):
        x = 1450 - i * pitch
        pen.line((x * SCALE, 120 * SCALE, x * SCALE, 985 * SCALE), fill=(176, 148, 112), width=2 * SCALE)
    size = min(52.0, 830 / (max(map(len, lines)) * 1.1 + 0.2))
    for i, text in enumerate(lines):
        last = i == len(lines) - 1
        x = 1450 - (i + 0.5) * pitch
        sheet.column(
            x,
            190 if last else 140,
            text,
            size * (0.9 if last else 1),
            PENCIL,
            jitter=1.05,
            alpha=225,
            face="NotoSerifJP-600",
        )
    return sheet

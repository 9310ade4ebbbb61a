# ruff: noqa: C901 -- drawing by coordinates: long lists of small steps
"""Draw the pictures of the demonstration catalogue.

Nothing here copies an original: every sheet, name and line is invented, and each picture says so on its face.
The words come from ``resources/demo/sakuma.toml`` and ``resources/demo/roster.csv``, so that picture and
catalogue agree. The same fonts and the same Pillow give the same pictures.

    python packaging/draw_demo_pictures.py [FOLDER]
"""

from __future__ import annotations

import csv
import math
import random
import sys
import tomllib
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageOps

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
NOTICE = "見本図 — 実物の画像ではありません / Illustration, not an original"
SCALE = 2  # everything is drawn twice as large and made smaller at the end
MAT = "#CFCCC5"
SOOT = (52, 43, 36)
PENCIL = (58, 57, 60)
BLUE_INK = (44, 56, 104)
BLACK_INK = (40, 38, 40)
PRINT = (46, 43, 40)
RED = (158, 52, 40)

Point = tuple[float, float]
Colour = tuple[int, int, int]

TURNED = "ー—～（）「」『』〔〕…"
RAISED = "、。"
SMALL = "ァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ"


@cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(RESOURCES / "fonts" / f"{name}.ttf"), size)


class Sheet:
    """One picture: a mat, and what lies on it. Coordinates are those of the finished picture."""

    def __init__(self, seed: int, size: tuple[int, int] = (1600, 1200), mat: str = MAT) -> None:
        self.rng = random.Random(seed)
        self.size = size
        self.image = Image.new("RGB", (size[0] * SCALE, size[1] * SCALE), mat)

    # -- surfaces

    def noise(self, size: tuple[int, int], cells: tuple[int, int]) -> Image.Image:
        grain = Image.frombytes("L", cells, self.rng.randbytes(cells[0] * cells[1]))
        return grain.resize(size, Image.Resampling.BICUBIC)

    def outline(self, box: tuple[float, float, float, float], rough: float, step: float = 14) -> list[Point]:
        """The edge of a sheet, straight but for `rough` pixels of unevenness."""
        left, top, right, bottom = box
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        points: list[Point] = []
        drift = 0.0
        for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1], strict=True):
            count = max(2, int(math.dist((x0, y0), (x1, y1)) / step))
            for i in range(count):
                drift = 0.72 * drift + self.rng.uniform(-rough, rough) * 0.55
                t = i / count
                nx, ny = (y1 - y0), -(x1 - x0)
                length = math.hypot(nx, ny)
                points.append((x0 + (x1 - x0) * t + nx / length * drift, y0 + (y1 - y0) * t + ny / length * drift))
        return points

    def lay(self, points: Sequence[Point], texture: Image.Image, shadow: int = 70) -> Image.Image:
        """Lay a textured shape on the mat with a soft shadow; returns its mask."""
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).polygon([(x * SCALE, y * SCALE) for x, y in points], fill=255)
        mask = mask.filter(ImageFilter.GaussianBlur(0.8 * SCALE))
        fall = ImageChops.offset(mask, 3 * SCALE, 5 * SCALE).filter(ImageFilter.GaussianBlur(7 * SCALE))
        self.image.paste((60, 52, 44), (0, 0), fall.point(lambda v: v * shadow // 255))
        self.image.paste(texture, (0, 0), mask)
        return mask

    def paper(self, dark: Colour, light: Colour, fibres: float = 0.35) -> Image.Image:
        size = self.image.size
        cloud = self.noise(size, (9, 7))
        fine = self.noise(size, (size[0] // 6, size[1] // 6))
        return ImageOps.colorize(Image.blend(cloud, fine, fibres), dark, light)

    def age(self, mask: Image.Image, colour: Colour = (96, 70, 40), strength: int = 70, depth: float = 26) -> None:
        """Darken what lies near the edge of a sheet."""
        inner = mask.filter(ImageFilter.GaussianBlur(depth * SCALE)).point(lambda v: max(0, min(255, (v - 128) * 2)))
        rim = ImageChops.multiply(ImageOps.invert(inner), mask).point(lambda v: v * strength // 255)
        self.image.paste(colour, (0, 0), rim)

    def stain(self, x: float, y: float, radius: float, colour: Colour, strength: int) -> None:
        spot = Image.new("L", self.image.size, 0)
        pen = ImageDraw.Draw(spot)
        points = []
        for i in range(40):
            r = radius * self.rng.uniform(0.86, 1.08)
            a = i / 40 * math.tau
            points.append(((x + r * math.cos(a)) * SCALE, (y + 0.8 * r * math.sin(a)) * SCALE))
        pen.polygon(points, fill=strength)
        self.image.paste(colour, (0, 0), spot.filter(ImageFilter.GaussianBlur(radius * 0.12 * SCALE)))

    # -- lines

    def stroke(
        self, points: Sequence[Point], ink: Colour, width: float = 2.5, wobble: float = 1.2, alpha: int = 225
    ) -> None:
        """A line drawn by hand through the points."""
        path: list[Point] = []
        drift = 0.0
        for (x0, y0), (x1, y1) in pairwise(points):
            length = math.dist((x0, y0), (x1, y1)) or 1
            count = max(1, int(length / 16))
            for i in range(count + 1):
                drift = 0.8 * drift + self.rng.uniform(-wobble, wobble) * 0.5
                t = i / count
                path.append(
                    (
                        (x0 + (x1 - x0) * t - (y1 - y0) / length * drift) * SCALE,
                        (y0 + (y1 - y0) * t + (x1 - x0) / length * drift) * SCALE,
                    )
                )
        xs, ys = [p[0] for p in path], [p[1] for p in path]
        pad = int(width * SCALE) + 4
        left, top = int(min(xs)) - pad, int(min(ys)) - pad
        mask = Image.new("L", (int(max(xs)) + pad - left, int(max(ys)) + pad - top), 0)
        ImageDraw.Draw(mask).line(
            [(x - left, y - top) for x, y in path], fill=alpha, width=max(1, round(width * SCALE)), joint="curve"
        )
        self.image.paste(ink, (left, top), mask)

    def box(self, box: tuple[float, float, float, float], ink: Colour, width: float = 2.5, wobble: float = 1.2) -> None:
        left, top, right, bottom = box
        for a, b in (
            ((left, top), (right, top)),
            ((right, top), (right, bottom)),
            ((right, bottom), (left, bottom)),
            ((left, bottom), (left, top)),
        ):
            self.stroke((a, b), ink, width, wobble)

    # -- words

    def printed(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        ink: Colour = PRINT,
        face: str = "NotoSerifJP-400",
        anchor: str = "ls",
    ) -> None:
        ImageDraw.Draw(self.image).text(
            (x * SCALE, y * SCALE), text, fill=ink, font=font(face, round(size * SCALE)), anchor=anchor
        )

    def sign(
        self,
        x: float,
        y: float,
        char: str,
        size: float,
        ink: Colour,
        *,
        upright: bool = True,
        slant: float = 0.0,
        face: str = "NotoSerifJP-400",
        jitter: float = 1.0,
        alpha: int = 235,
    ) -> None:
        """One written sign, centred on (x, y) and a little different each time."""
        rng = self.rng
        px = round(size * SCALE * (1 + rng.uniform(-0.05, 0.05) * jitter))
        side = px * 2
        tile = Image.new("L", (side, side), 0)
        pen = ImageDraw.Draw(tile)
        if upright:
            pen.text((side / 2, side / 2), char, fill=255, font=font(face, px), anchor="mm")
        else:  # a letter on a line: the base line is kept
            pen.text((side / 2, side * 0.62), char, fill=255, font=font(face, px), anchor="ms")
        if slant:
            tile = tile.transform(
                tile.size, Image.Transform.AFFINE, (1, slant, -slant * side * 0.62, 0, 1, 0), Image.Resampling.BICUBIC
            )
        tile = tile.rotate(rng.uniform(-3.2, 3.2) * jitter, Image.Resampling.BICUBIC)
        if jitter and char != "●":  # ink gives out; print and blots do not
            wear = self.noise(tile.size, (7, 7)).point(lambda v: 170 + v * 85 // 255)
            tile = ImageChops.multiply(tile, wear)
        weight = int(alpha * rng.uniform(1 - 0.12 * jitter, 1.0))
        tile = tile.point(lambda v: v * weight // 255)
        dx, dy = rng.uniform(-0.035, 0.035) * px * jitter, rng.uniform(-0.035, 0.035) * px * jitter
        top = side / 2 if upright else side * 0.62
        self.image.paste(ink, (round(x * SCALE - side / 2 + dx), round(y * SCALE - top + dy)), tile)

    def column(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        ink: Colour,
        *,
        pitch: float = 1.08,
        jitter: float = 1.0,
        alpha: int = 235,
        face: str = "NotoSerifJP-400",
    ) -> None:
        """A line written downwards, its first sign in the cell whose top is y."""
        drift = 0.0
        for char in text:
            drift += self.rng.uniform(-0.02, 0.02) * size * jitter
            if char in "　 ":
                y += size * pitch * 0.8
                continue
            cx, cy = x + drift, y + size / 2
            if char in RAISED:
                self.sign(cx + size * 0.62, cy - size * 0.62, char, size, ink, jitter=jitter, alpha=alpha, face=face)
            elif char in SMALL:
                self.sign(cx + size * 0.1, cy - size * 0.08, char, size, ink, jitter=jitter, alpha=alpha, face=face)
            elif char in TURNED:
                self.turned(cx, cy, char, size, ink, alpha, face)
            else:
                self.sign(cx, cy, char, size, ink, jitter=jitter, alpha=alpha, face=face)
            y += size * pitch * (0.6 if char in RAISED else 1)

    def turned(self, x: float, y: float, char: str, size: float, ink: Colour, alpha: int, face: str) -> None:
        px = round(size * SCALE)
        tile = Image.new("L", (px * 2, px * 2), 0)
        ImageDraw.Draw(tile).text((px, px), char, fill=alpha, font=font(face, px), anchor="mm")
        tile = tile.rotate(-90)
        if char in "ー～":
            tile = ImageOps.mirror(tile)
        self.image.paste(ink, (round(x * SCALE - px), round(y * SCALE - px)), tile)

    def line(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        ink: Colour,
        *,
        slant: float = 0.0,
        jitter: float = 1.0,
        alpha: int = 235,
        face: str = "NotoSerifJP-400",
    ) -> None:
        """A line written from left to right on the base line y; x is its left edge."""
        for char in text:
            width = font(face, round(size * SCALE)).getlength(char) / SCALE
            if not char.isspace() and char != "　":
                self.sign(
                    x + width / 2, y, char, size, ink, upright=False, slant=slant, jitter=jitter, alpha=alpha, face=face
                )
            x += width * (1.02 + self.rng.uniform(-0.02, 0.02) * jitter)

    # -- the end

    def save(self, path: Path) -> None:
        image = self.image.resize(self.size, Image.Resampling.LANCZOS)
        pen = ImageDraw.Draw(image)
        face = font("NotoSansJP-500", 26)
        width = face.getlength(NOTICE)
        bottom = self.size[1] - 20
        pen.rounded_rectangle((24, bottom - 50, 24 + width + 36, bottom), 6, fill="#FFFFFF", outline="#857F75", width=2)
        pen.text((42, bottom - 25), NOTICE, fill="#211F1C", font=face, anchor="lm")
        for quality in (86, 80, 74, 66):
            image.save(path, quality=quality, optimize=True, progressive=True, subsampling=1)
            if path.stat().st_size < 380_000:
                break


# ------------------------------------------------------------------------------------------------ the pictures


def leaf(lines: Sequence[str], seed: int) -> Sheet:
    """A leaf of birch bark, twelve by nine centimetres, written in soot ink."""
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
            clear = y < 116 or y > 800  # beside the writing; within it a dark dash would be read as a stroke
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
    sheet = Sheet(seed, (1600, 1140))
    mask = sheet.lay(sheet.outline((60, 56, 1540, 1044), 1.2), sheet.paper((205, 184, 150), (228, 211, 181)))
    sheet.age(mask, (116, 84, 46), 60, 18)
    sheet.stain(sheet.rng.uniform(300, 1300), sheet.rng.uniform(700, 950), 46, (150, 112, 66), 20)
    return sheet, mask


def postcard_front(number: int, seed: int) -> Sheet:
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


def roster(rows: list[dict[str, str]], seed: int) -> Sheet:
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


def plan_paper(seed: int) -> Sheet:
    sheet = Sheet(seed)
    mask = sheet.lay(sheet.outline((50, 44, 1550, 1116), 2.2), sheet.paper((218, 208, 188), (239, 231, 215)))
    fold = ImageDraw.Draw(sheet.image)
    for x in (800,):
        fold.line((x * SCALE, 50 * SCALE, x * SCALE, 1110 * SCALE), fill=(206, 194, 170), width=3 * SCALE)
    fold.line((56 * SCALE, 580 * SCALE, 1544 * SCALE, 580 * SCALE), fill=(206, 194, 170), width=3 * SCALE)
    sheet.age(mask, (128, 96, 56), 56, 20)
    return sheet


def north(sheet: Sheet, x: float, y: float) -> None:
    sheet.stroke(((x, y + 96), (x, y)), BLACK_INK, 3)
    sheet.stroke(((x - 15, y + 30), (x, y), (x + 15, y + 30)), BLACK_INK, 3, 0.6)
    sheet.line(x - 18, y - 14, "北", 36, BLACK_INK)


def centred(sheet: Sheet, x: float, y: float, text: str, size: float, ink: Colour = BLACK_INK) -> None:
    width = font("NotoSerifJP-400", round(size * SCALE)).getlength(text) / SCALE * 1.02
    sheet.line(x - width / 2, y, text, size, ink, jitter=0.8)


def wood(sheet: Sheet, box: tuple[float, float, float, float], count: int, birch: bool) -> None:
    """Trees scattered over a box, none on top of another."""
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


def softened(points: Sequence[Point], rounds: int = 3) -> list[Point]:
    """Corners cut off again and again, until they are curves."""
    path = list(points)
    for _ in range(rounds):
        cut: list[Point] = []
        for (x0, y0), (x1, y1) in zip(path, path[1:] + path[:1], strict=True):
            near = min(0.25, 13 / (math.dist((x0, y0), (x1, y1)) or 1))
            cut.append((x0 + (x1 - x0) * near, y0 + (y1 - y0) * near))
            cut.append((x1 - (x1 - x0) * near, y1 - (y1 - y0) * near))
        path = cut
    return path


def coat(seed: int) -> Sheet:
    sheet = Sheet(seed, (1240, 1600), "#C9C6BE")
    size = sheet.image.size
    mat = ImageOps.colorize(
        Image.blend(sheet.noise(size, (6, 8)), sheet.noise(size, (310, 400)), 0.3), (190, 187, 180), (212, 209, 202)
    )
    sheet.image.paste(mat, (0, 0))
    weave = Image.blend(sheet.noise(size, (12, 16)), sheet.noise(size, (620, 800)), 0.42)
    cloth = ImageOps.colorize(weave, (84, 82, 60), (134, 130, 100), mid=(108, 105, 78))
    lining = ImageOps.colorize(weave, (52, 50, 40), (86, 82, 66))
    edge = (50, 48, 36)

    def part(points: Sequence[Point], texture: Image.Image = cloth, shadow: int = 90, soft: bool = False) -> None:
        if soft:
            points = softened(points)
        mask = sheet.lay(points, texture, shadow)
        sheet.age(mask, (40, 36, 24), 110, 10)
        sheet.stroke([*points, points[0]], edge, 2.2, 0.8, 170)

    # sleeves lie a little apart from the body
    left_sleeve = [
        (424, 250),
        (366, 280),
        (322, 336),
        (288, 430),
        (256, 540),
        (196, 860),
        (172, 1006),
        (286, 1042),
        (330, 880),
        (380, 690),
        (414, 560),
    ]
    part(left_sleeve, soft=True)
    part([(1240 - x, y) for x, y in left_sleeve], soft=True)
    body = [
        (470, 206),
        (412, 258),
        (404, 420),
        (410, 600),
        (402, 900),
        (372, 1200),
        (344, 1428),
        (480, 1452),
        (620, 1458),
        (760, 1452),
        (896, 1428),
        (868, 1200),
        (838, 900),
        (830, 600),
        (836, 420),
        (828, 258),
        (770, 206),
        (700, 196),
        (540, 196),
    ]
    part(body, soft=True)
    part([(540, 190), (562, 250), (620, 276), (678, 250), (700, 190), (660, 168), (580, 168)], lining, 40)
    collar = [(540, 186), (474, 214), (452, 300), (548, 372), (616, 296), (560, 250)]
    part(collar)
    part([(1240 - x, y) for x, y in collar])
    sheet.stroke(((640, 300), (646, 700), (650, 1100), (656, 1456)), edge, 3, 0.8)
    for x in (600, 628):  # the stitching along the front
        for y in range(390, 1440, 16):
            sheet.stroke(((x + (y - 300) * 0.012, y), (x + (y - 300) * 0.012, y + 8)), (150, 146, 116), 1.4, 0.3, 150)
    for i in range(6):
        x, y = 614 + i * 2, 410 + i * 140
        missing = i == 3
        pen = ImageDraw.Draw(sheet.image)
        if missing:  # only the thread is left
            sheet.stroke(((x - 8, y - 6), (x + 4, y + 3), (x + 10, y + 16)), (206, 198, 170), 2, 0.8)
        else:
            pen.ellipse([v * SCALE for v in (x - 17, y - 15, x + 19, y + 21)], fill=(58, 52, 38))
            pen.ellipse(
                [v * SCALE for v in (x - 18, y - 18, x + 18, y + 18)],
                fill=(94, 70, 44),
                outline=(44, 34, 22),
                width=2 * SCALE,
            )
            for dx, dy in ((-5, -5), (5, -5), (-5, 5), (5, 5)):
                pen.ellipse(
                    [v * SCALE for v in (x + dx - 2.4, y + dy - 2.4, x + dx + 2.4, y + dy + 2.4)], fill=(38, 30, 20)
                )
    for x in (430, 690):
        part([(x, 880), (x + 128, 880), (x + 128, 940), (x + 64, 956), (x, 940)], cloth, 60)
    for y in (700,):  # belt line
        sheet.stroke(((408, y), (620, y + 8), (832, y)), edge, 2.6, 0.6, 200)
        sheet.stroke(((408, y + 34), (620, y + 42), (832, y + 34)), edge, 2.6, 0.6, 200)
    for pts in (
        ((470, 470), (486, 600), (478, 690)),
        ((760, 480), (748, 590), (756, 690)),
        ((470, 1000), (450, 1200), (430, 1410)),
        ((770, 1000), (786, 1200), (806, 1410)),
        ((560, 980), (556, 1240), (548, 1440)),
        ((320, 480), (290, 640), (262, 800)),
        ((930, 470), (956, 640), (980, 800)),
    ):
        sheet.stroke(pts, (74, 72, 52), 5, 1.5, 90)
    # the tear in the left sleeve (the wearer's left is on the right), with its lining
    part(
        [(984, 640), (1004, 662), (1016, 720), (1004, 748), (990, 700), (976, 672)],
        ImageOps.colorize(weave, (176, 166, 140), (214, 204, 178)),
        30,
    )
    part(
        [(492, 1262), (566, 1270), (562, 1344), (486, 1336)],
        ImageOps.colorize(weave, (104, 92, 66), (150, 134, 98)),
        30,
    )  # a patch
    for a, b in (
        ((490, 1258), (570, 1266)),
        ((570, 1266), (566, 1348)),
        ((566, 1348), (482, 1340)),
        ((482, 1340), (490, 1258)),
    ):
        for t in range(0, 10, 2):
            p = (a[0] + (b[0] - a[0]) * t / 10, a[1] + (b[1] - a[1]) * t / 10)
            q = (a[0] + (b[0] - a[0]) * (t + 1) / 10, a[1] + (b[1] - a[1]) * (t + 1) / 10)
            sheet.stroke((p, q), (206, 198, 170), 2, 0.4, 200)
    pen = ImageDraw.Draw(sheet.image)
    for i in range(4):  # a scale of 4 × 5 cm
        x = 936 + i * 58
        pen.rectangle(
            [v * SCALE for v in (x, 1462, x + 58, 1478)],
            fill="#211F1C" if i % 2 == 0 else "#FFFFFF",
            outline="#211F1C",
            width=2,
        )
    sheet.printed(936, 1450, "0", 24, face="NotoSansJP-400", anchor="ms")
    sheet.printed(1168, 1450, "20 cm", 24, face="NotoSansJP-400", anchor="ms")
    return sheet


def certificate(seed: int) -> Sheet:
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


def main(folder: Path) -> None:
    demo = RESOURCES / "demo"
    told = tomllib.loads((demo / "sakuma.toml").read_text(encoding="utf-8"))
    lines = {image["file"]: image.get("lines", []) for image in told["image"]}
    with (demo / "roster.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    pictures: dict[str, Callable[[], Sheet]] = {
        "roster.jpg": partial(roster, rows, 31),
        "registration-card.jpg": partial(registration_card, 32),
        "cemetery-plan.jpg": partial(cemetery_plan, 33),
        "camp-plan.jpg": partial(camp_plan, 34),
        "coat.jpg": partial(coat, 35),
        "certificate.jpg": partial(certificate, 36),
    }
    for n in (1, 2, 3):
        pictures[f"leaf-{n}.jpg"] = partial(leaf, lines[f"leaf-{n}.jpg"], 10 + n)
        pictures[f"postcard-{n}-front.jpg"] = partial(postcard_front, n, 20 + n)
        pictures[f"postcard-{n}-back.jpg"] = partial(postcard_back, lines[f"postcard-{n}-back.jpg"], 40 + n)
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in sorted(pictures.items()):
        draw().save(folder / name)
        sys.stdout.write(f"{name} {(folder / name).stat().st_size}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else RESOURCES / "demo" / "pictures")

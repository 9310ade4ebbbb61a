"""A photograph of a soldier's coat with a torn sleeve and a patch, on a grey ground with a scale."""

from __future__ import annotations

from collections.abc import Sequence
from math import dist

from PIL import Image, ImageDraw, ImageOps

from demo_pictures.sheet import SCALE, Point, Sheet

WIDTH = 1240
SEAM = (50, 48, 36)
THREAD = (206, 198, 170)

LEFT_SLEEVE = [
    (424, 250), (366, 280), (322, 336), (288, 430), (256, 540), (196, 860), (172, 1006), (286, 1042), (330, 880),
    (380, 690), (414, 560),
]  # fmt: skip
BODY = [
    (470, 206), (412, 258), (404, 420), (410, 600), (402, 900), (372, 1200), (344, 1428), (480, 1452), (620, 1458),
    (760, 1452), (896, 1428), (868, 1200), (838, 900), (830, 600), (836, 420), (828, 258), (770, 206), (700, 196),
    (540, 196),
]  # fmt: skip
NECK = [(540, 190), (562, 250), (620, 276), (678, 250), (700, 190), (660, 168), (580, 168)]
COLLAR = [(540, 186), (474, 214), (452, 300), (548, 372), (616, 296), (560, 250)]
FOLDS = (
    ((470, 470), (486, 600), (478, 690)),
    ((760, 480), (748, 590), (756, 690)),
    ((470, 1000), (450, 1200), (430, 1410)),
    ((770, 1000), (786, 1200), (806, 1410)),
    ((560, 980), (556, 1240), (548, 1440)),
    ((320, 480), (290, 640), (262, 800)),
    ((930, 470), (956, 640), (980, 800)),
)
TEAR = [(984, 640), (1004, 662), (1016, 720), (1004, 748), (990, 700), (976, 672)]
PATCH = [(492, 1262), (566, 1270), (562, 1344), (486, 1336)]
STITCHES = [(490, 1258), (570, 1266), (566, 1348), (482, 1340)]  # around the patch


def coat(seed: int) -> Sheet:
    """The coat, seen from the front."""
    sheet = Sheet(seed, (WIDTH, 1600), "#C9C6BE")
    _ground(sheet)
    size = sheet.image.size
    weave = Image.blend(sheet.noise(size, (12, 16)), sheet.noise(size, (620, 800)), 0.42)
    cloth = ImageOps.colorize(weave, (84, 82, 60), (134, 130, 100), mid=(108, 105, 78))
    lining = ImageOps.colorize(weave, (52, 50, 40), (86, 82, 66))
    # sleeves lie a little apart from the body
    _piece(sheet, softened(LEFT_SLEEVE), cloth)
    _piece(sheet, softened(_mirrored(LEFT_SLEEVE)), cloth)
    _piece(sheet, softened(BODY), cloth)
    _piece(sheet, NECK, lining, 40)
    _piece(sheet, COLLAR, cloth)
    _piece(sheet, _mirrored(COLLAR), cloth)
    _front(sheet)
    for x in (430, 690):  # pockets
        _piece(sheet, [(x, 880), (x + 128, 880), (x + 128, 940), (x + 64, 956), (x, 940)], cloth, 60)
    for below in (0, 34):  # the belt
        sheet.stroke(((408, 700 + below), (620, 708 + below), (832, 700 + below)), SEAM, 2.6, 0.6, 200)
    for fold in FOLDS:
        sheet.stroke(fold, (74, 72, 52), 5, 1.5, 90)
    _damage(sheet, weave)
    _scale(sheet)
    return sheet


def softened(points: Sequence[Point], rounds: int = 3) -> list[Point]:
    """The outline with its corners cut off again and again, until they are curves."""
    path = list(points)
    for _ in range(rounds):
        cut: list[Point] = []
        for (x0, y0), (x1, y1) in zip(path, path[1:] + path[:1], strict=True):
            near = min(0.25, 13 / (dist((x0, y0), (x1, y1)) or 1))
            cut.append((x0 + (x1 - x0) * near, y0 + (y1 - y0) * near))
            cut.append((x1 - (x1 - x0) * near, y1 - (y1 - y0) * near))
        path = cut
    return path


def _mirrored(points: Sequence[Point]) -> list[Point]:
    return [(WIDTH - x, y) for x, y in points]


def _ground(sheet: Sheet) -> None:
    size = sheet.image.size
    ground = ImageOps.colorize(
        Image.blend(sheet.noise(size, (6, 8)), sheet.noise(size, (310, 400)), 0.3), (190, 187, 180), (212, 209, 202)
    )
    sheet.image.paste(ground, (0, 0))


def _piece(sheet: Sheet, points: Sequence[Point], texture: Image.Image, shadow: int = 90) -> None:
    """One piece of cloth with its seam."""
    mask = sheet.lay(points, texture, shadow)
    sheet.age(mask, (40, 36, 24), 110, 10)
    sheet.stroke([*points, points[0]], SEAM, 2.2, 0.8, 170)


def _front(sheet: Sheet) -> None:
    """The edge of the front, its stitching, and six buttons, of which one is lost."""
    sheet.stroke(((640, 300), (646, 700), (650, 1100), (656, 1456)), SEAM, 3, 0.8)
    for x in (600, 628):  # the stitching along the front
        for y in range(390, 1440, 16):
            sheet.stroke(((x + (y - 300) * 0.012, y), (x + (y - 300) * 0.012, y + 8)), (150, 146, 116), 1.4, 0.3, 150)
    for i in range(6):
        x, y = 614 + i * 2, 410 + i * 140
        if i == 3:  # only the thread is left
            sheet.stroke(((x - 8, y - 6), (x + 4, y + 3), (x + 10, y + 16)), THREAD, 2, 0.8)
        else:
            _button(sheet, x, y)


def _button(sheet: Sheet, x: int, y: int) -> None:
    pen = ImageDraw.Draw(sheet.image)
    pen.ellipse([v * SCALE for v in (x - 17, y - 15, x + 19, y + 21)], fill=(58, 52, 38))
    pen.ellipse(
        [v * SCALE for v in (x - 18, y - 18, x + 18, y + 18)], fill=(94, 70, 44), outline=(44, 34, 22), width=2 * SCALE
    )
    for dx, dy in ((-5, -5), (5, -5), (-5, 5), (5, 5)):
        pen.ellipse([v * SCALE for v in (x + dx - 2.4, y + dy - 2.4, x + dx + 2.4, y + dy + 2.4)], fill=(38, 30, 20))


def _damage(sheet: Sheet, weave: Image.Image) -> None:
    """The tear in the left sleeve (the wearer's left is on the right) with its lining, and the patch."""
    _piece(sheet, TEAR, ImageOps.colorize(weave, (176, 166, 140), (214, 204, 178)), 30)
    _piece(sheet, PATCH, ImageOps.colorize(weave, (104, 92, 66), (150, 134, 98)), 30)
    for a, b in zip(STITCHES, STITCHES[1:] + STITCHES[:1], strict=True):
        for t in range(0, 10, 2):
            p = (a[0] + (b[0] - a[0]) * t / 10, a[1] + (b[1] - a[1]) * t / 10)
            q = (a[0] + (b[0] - a[0]) * (t + 1) / 10, a[1] + (b[1] - a[1]) * (t + 1) / 10)
            sheet.stroke((p, q), THREAD, 2, 0.4, 200)


def _scale(sheet: Sheet) -> None:
    """A scale of four times 5 cm."""
    pen = ImageDraw.Draw(sheet.image)
    for i in range(4):
        x = 936 + i * 58
        pen.rectangle(
            [v * SCALE for v in (x, 1462, x + 58, 1478)],
            fill="#211F1C" if i % 2 == 0 else "#FFFFFF",
            outline="#211F1C",
            width=2,
        )
    sheet.printed(936, 1450, "0", 24, face="NotoSansJP-400", anchor="ms")
    sheet.printed(1168, 1450, "20 cm", 24, face="NotoSansJP-400", anchor="ms")

"""A drawn picture: paper on a mat, lines by hand, printed and written signs.

Coordinates and sizes are pixels of the finished picture. Everything is drawn `SCALE` times as large and reduced when
the picture is saved. Every unevenness comes from the sheet's own generator of random numbers, so that the same seed
gives the same picture.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageOps

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
NOTICE = "見本図 — 実物の画像ではありません / Illustration, not an original"
SCALE = 2  # how many times larger everything is drawn than it is saved
MAT = "#CFCCC5"
SOOT = (52, 43, 36)
PENCIL = (58, 57, 60)
BLUE_INK = (44, 56, 104)
BLACK_INK = (40, 38, 40)
PRINT = (46, 43, 40)
RED = (158, 52, 40)

Point = tuple[float, float]
Colour = tuple[int, int, int]

# Signs that are written differently in a column: turned by 90 degrees, at the upper right, a little to the upper right.
TURNED = "ー—～（）「」『』〔〕…"
RAISED = "、。"
SMALL = "ァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ"


@cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A font of ``resources/fonts``; ``size`` in pixels as drawn, that is times `SCALE`."""
    return ImageFont.truetype(str(RESOURCES / "fonts" / f"{name}.ttf"), size)


class Sheet:
    """One picture: a mat, and what is laid or drawn on it. ``seed`` is for its random numbers."""

    def __init__(self, seed: int, size: tuple[int, int] = (1600, 1200), mat: str = MAT) -> None:
        self.rng = random.Random(seed)
        self.size = size
        self.image = Image.new("RGB", (size[0] * SCALE, size[1] * SCALE), mat)

    # -- surfaces

    def noise(self, size: tuple[int, int], cells: tuple[int, int]) -> Image.Image:
        """A grey texture of ``size`` pixels as drawn: ``cells`` random values, smoothly enlarged."""
        grain = Image.frombytes("L", cells, self.rng.randbytes(cells[0] * cells[1]))
        return grain.resize(size, Image.Resampling.BICUBIC)

    def outline(self, box: tuple[float, float, float, float], rough: float, step: float = 14) -> list[Point]:
        """The outline of a sheet of paper, uneven by up to ``rough`` pixels, with a point every ``step`` pixels."""
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
        """Lay a textured shape on the mat with a soft shadow (0–255); returns its mask."""
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).polygon([(x * SCALE, y * SCALE) for x, y in points], fill=255)
        mask = mask.filter(ImageFilter.GaussianBlur(0.8 * SCALE))
        fall = ImageChops.offset(mask, 3 * SCALE, 5 * SCALE).filter(ImageFilter.GaussianBlur(7 * SCALE))
        self.image.paste((60, 52, 44), (0, 0), fall.point(lambda v: v * shadow // 255))
        self.image.paste(texture, (0, 0), mask)
        return mask

    def paper(self, dark: Colour, light: Colour, fibres: float = 0.35) -> Image.Image:
        """A texture of paper between two colours; ``fibres`` is the share of fine structure, from 0 to 1."""
        size = self.image.size
        cloud = self.noise(size, (9, 7))
        fine = self.noise(size, (size[0] // 6, size[1] // 6))
        return ImageOps.colorize(Image.blend(cloud, fine, fibres), dark, light)

    def age(self, mask: Image.Image, colour: Colour = (96, 70, 40), strength: int = 70, depth: float = 26) -> None:
        """Darken a sheet, given by its mask, near its edge: by ``strength`` (0–255), ``depth`` pixels inwards."""
        inner = mask.filter(ImageFilter.GaussianBlur(depth * SCALE)).point(lambda v: max(0, min(255, (v - 128) * 2)))
        rim = ImageChops.multiply(ImageOps.invert(inner), mask).point(lambda v: v * strength // 255)
        self.image.paste(colour, (0, 0), rim)

    def stain(self, x: float, y: float, radius: float, colour: Colour, strength: int) -> None:
        """A blurred stain around a point."""
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
        """A line drawn by hand through the points, which strays by about ``wobble`` pixels."""
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
        """A rectangle (left, top, right, bottom) of four hand-drawn lines."""
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
        """Printed text in one line; ``anchor``: which point of it is at (x, y), as Pillow names it."""
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
        """One written sign, a little different each time, by the measure of ``jitter``.

        With ``upright`` it is centred on (x, y), otherwise y is its base line; ``slant`` leans it to the right.
        """
        rng = self.rng
        px = round(size * SCALE * (1 + rng.uniform(-0.05, 0.05) * jitter))
        side = px * 2
        tile = Image.new("L", (side, side), 0)
        pen = ImageDraw.Draw(tile)
        if upright:
            pen.text((side / 2, side / 2), char, fill=255, font=font(face, px), anchor="mm")
        else:
            pen.text((side / 2, side * 0.62), char, fill=255, font=font(face, px), anchor="ms")
        if slant:
            tile = tile.transform(
                tile.size, Image.Transform.AFFINE, (1, slant, -slant * side * 0.62, 0, 1, 0), Image.Resampling.BICUBIC
            )
        tile = tile.rotate(rng.uniform(-3.2, 3.2) * jitter, Image.Resampling.BICUBIC)
        if jitter and char != "●":  # ink fades within a stroke; print and blots do not
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
        """Text written downwards; the cell of the first sign begins at y, and ``pitch`` sizes lead to the next."""
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
        """A sign turned by 90 degrees, as brackets and dashes are in a column, centred on (x, y)."""
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
        """Text written from left to right on the base line y, beginning at x."""
        for char in text:
            width = font(face, round(size * SCALE)).getlength(char) / SCALE
            if not char.isspace() and char != "　":
                self.sign(
                    x + width / 2, y, char, size, ink, upright=False, slant=slant, jitter=jitter, alpha=alpha, face=face
                )
            x += width * (1.02 + self.rng.uniform(-0.02, 0.02) * jitter)

    # -- the end

    def save(self, path: Path) -> None:
        """Write the picture with the notice that it is no original, as a JPEG of less than 380 kB if possible."""
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

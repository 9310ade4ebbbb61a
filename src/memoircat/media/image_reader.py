"""What a reader process does with an image file: proves that it can be shown, makes small pictures, sends its pixels.

Runs in a process apart (`memoircat.quarantine`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from PIL import Image

from memoircat.errors import InputError
from memoircat.media.decoding import go_to, load, opened, prove_frame, prove_size, readable, scales
from memoircat.media.gif_frames import count_frames
from memoircat.media.pixel_levels import PixelLevels
from memoircat.media.upright_strips import UprightStrips
from memoircat.messages import message
from memoircat.quarantine.frames import Frame

MOST_PAGES = 2_000


def inspect(file: BinaryIO, options: dict[str, Any]) -> Iterator[Frame]:
    """Yield format, width and height of the first page, and the number of pages.

    The first page is decoded whole, so that a file that was cut is noticed now; of all others the heads are read.
    Raises InputError for what is no image, is damaged, or has too many pixels or pages.
    """
    with opened(file) as image:
        kind = "JPEG" if image.format == "MPO" else str(image.format)  # a photograph with a second picture in it
        width, height = image.size
        prove_size(image, 1, options["memory"])
        load(image, 1, options["memory"])
        pages = 1 if kind == "JPEG" else _pages(image, file, kind, options["memory"])
    yield {"format": kind, "width": width, "height": height, "pages": pages}, b""


def thumbnail(file: BinaryIO, options: dict[str, Any]) -> Iterator[Frame]:
    """Yield a page (``page``, from 1) as a JPEG of at most ``size`` pixels each way, upright. Raises as `inspect`."""
    with _page(file, options) as image:
        yield {}, _jpeg(image, options["page"], options["size"])


def pixels(file: BinaryIO, options: dict[str, Any]) -> Iterator[Frame]:
    """Yield a page (``page``, from 1), upright: a JPEG of at most ``first`` pixels each way, then all its pixels.

    The JPEG comes with ``jpeg``, and is left out for a page that is hardly larger, and where ``first`` is 0. The pixels
    come as `PixelLevels.frames` yields them, and take at most ``most`` bytes: a page with more comes at a half, a
    quarter … of its size. Raises as `inspect`.
    """
    page, memory = options["page"], options["memory"]
    with _page(file, options) as image:
        first = options["first"] if max(image.size) > 2 * options["first"] else 0
        if first and scales(image):  # in an eighth of the time that the whole page takes
            yield {"jpeg": first}, _jpeg(image, page, first)
    with _page(file, options) as image:
        size = image.size
        load(image, page, memory)
        if first and not scales(image):
            yield {"jpeg": first}, _jpeg(image, page, first)
        with readable(page):
            strips = UprightStrips.of(image)
            yield from PixelLevels.of(strips, strips.upright(size), options["most"]).frames()


def _page(file: BinaryIO, options: dict[str, Any]) -> Image.Image:
    """A page whose head was read, and whose size is allowed."""
    file.seek(0)
    image = opened(file)
    go_to(image, options["page"], options["memory"])
    return image


def _jpeg(image: Image.Image, page: int, side: int) -> bytes:
    """A small picture of a page, with the size of the upright page in its comment."""
    made, size = io.BytesIO(), image.size
    with readable(page):
        image.draft("RGB", (side, side))  # of a JPEG, which is then decoded no larger than that
        image.load()
        strips = UprightStrips.of(image)
        width, height = strips.upright(size)
        strips.within(side).save(made, "JPEG", quality=88, comment=f"Page: {width} {height}")
    return made.getvalue()


def _pages(image: Image.Image, file: BinaryIO, kind: str, memory: int) -> int:
    """How many pages there are. The pages of a TIFF are images of their own, those of other formats all alike."""
    page = 1
    if kind == "GIF":
        page = max(1, count_frames(file, MOST_PAGES))
    elif kind != "TIFF":
        with readable(2):
            page = int(getattr(image, "n_frames", 1))
    if page > 1 and kind != "TIFF":
        prove_frame(image, 2, memory)
    while kind == "TIFF" and page <= MOST_PAGES:
        with readable(page + 1):
            try:
                image.seek(page)
            except EOFError:
                break
            page += 1
            prove_size(image, page, memory)
    if page > MOST_PAGES:
        raise InputError(
            message("The image has more than {n:,} {n:page|pages}.", n=MOST_PAGES),
            hint=message("Divide it into several files. Nothing was changed."),
        )
    return page

"""Decoding within limits: what the readers of images have in common.

Runs in a reader process; nothing but `decoding`, `upright_strips`, `pixel_levels` and `image_reader` imports Pillow.
Whatever Pillow raises over damaged bytes becomes an InputError here, and so does what is over a limit, which it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from PIL import Image

from memoircat.errors import InputError
from memoircat.messages import Message, message

MOST_PIXELS = 400_000_000  # of a page
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP")
_COLOUR = 4  # bytes of a decoded pixel in colour
_ONE_BYTE, _TWO_BYTES = ("1", "L", "P"), ("I;16", "I;16L", "I;16B", "I;16N")  # a pixel
_BESIDE = 64 * 2**20  # bytes that Python and a decoder take beside the pixels
_MEGA = 1_000_000
_ORIENTATION = 0x0112  # of EXIF: how the camera was held

Image.MAX_IMAGE_PIXELS = None  # it warns at 90 megapixels, where an A3 sheet at 600 dpi has 70; our limit is below


@contextmanager
def readable(page: int) -> Iterator[None]:
    """Tell as InputError whatever a library raises over damaged bytes of a page (from 1)."""
    try:
        yield
    except (InputError, MemoryError, GeneratorExit):
        raise
    except Exception as problem:  # noqa: BLE001 - whatever Pillow raises over damaged bytes
        raise _unreadable(problem, page) from None


def opened(file: BinaryIO) -> Image.Image:
    """The image in a file, of which only the head was read. Raises InputError."""
    with readable(1):
        return Image.open(file, formats=FORMATS)


def go_to(image: Image.Image, page: int, memory: int) -> None:
    """Turn to a page (from 1). Raises InputError where there is none, or it has more pixels than can be held.

    ``memory``: bytes that the process may take.
    """
    if page > 1 and image.format != "TIFF":
        prove_frame(image, page, memory)
    with readable(page):
        if page > 1:
            image.seek(page - 1)
    prove_size(image, page, memory)


def scales(image: Image.Image) -> bool:
    """Whether it can be decoded at a half, a quarter or an eighth of its size."""
    return image.format in ("JPEG", "MPO")


def prove_size(image: Image.Image, page: int, memory: int, each: int = 0) -> None:
    """Raise InputError for a page with more pixels than can be held; the message has the limit for its kind.

    ``memory``: bytes that the process may take. ``each``: the bytes that a pixel takes; 0: by the kind of the image.
    """
    pixels = image.width * image.height
    most = MOST_PIXELS if scales(image) else min(MOST_PIXELS, (memory - _BESIDE) // (each or _bytes_each(image)))
    if pixels > most:
        raise InputError(
            message(
                "Page {page} has {n:,} megapixels; at most {most:,} of its kind can be read.",
                page=page,
                n=-(-pixels // _MEGA),
                most=most // _MEGA,
            ),
            hint=message("Save it smaller, or in pieces. Nothing was changed."),
        )


def prove_frame(image: Image.Image, page: int, memory: int) -> None:
    """As `prove_size`, for a later page of what is no TIFF: it is laid over those before it, in colour."""
    prove_size(image, page, memory, each=2 * _COLOUR)


def load(image: Image.Image, page: int, memory: int) -> None:
    """Decode all pixels of the page; a JPEG that is too large at a half, a quarter or an eighth of its size."""
    with readable(page):
        for scale in (2, 4, 8):
            if scales(image) and image.width * image.height * _bytes_each(image) > memory - _BESIDE:
                image.draft(None, (image.width // scale, image.height // scale))
        image.load()


def orientation(image: Image.Image) -> int:
    """How the camera was held, from 1 (upright) to 8, as EXIF numbers it."""
    try:
        held = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - rubbish for EXIF says nothing about how the picture stands
        held = 1
    return held if isinstance(held, int) and 1 <= held <= 8 else 1


def _bytes_each(image: Image.Image) -> int:
    return 1 if image.mode in _ONE_BYTE else 2 if image.mode in _TWO_BYTES else _COLOUR


def _unreadable(problem: Exception, page: int) -> InputError:
    name = type(problem).__name__
    what: Message = message("The image cannot be read ({problem}).", problem=name)
    if page > 1:
        what = message("Page {page} of the image cannot be read ({problem}).", page=page, problem=name)
    return InputError(
        what, hint=message("Open it elsewhere and save it again as TIFF, JPEG or PNG. Nothing was changed.")
    )

"""What a reader process does with an image file: proves that it can be shown, and makes small pictures of its pages.

Runs in a process apart (`memoircat.quarantine`): nothing else imports Pillow.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from PIL import Image, ImageOps

from memoircat.errors import InputError
from memoircat.messages import Message, message
from memoircat.quarantine.frames import Frame

MOST_PIXELS = 400_000_000  # of a page
MOST_PAGES = 2_000
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP")
_ONE_BYTE, _TWO_BYTES = ("1", "L", "P"), ("I;16", "I;16L", "I;16B", "I;16N")  # a pixel
_COLOUR = 4  # bytes of a pixel in any other mode
_BESIDE = 64 * 2**20  # bytes that Python and a decoder take beside the pixels
_MEGA = 1_000_000
_STRIP = 1024  # rows of pixels with transparency that are made smaller at once

Image.MAX_IMAGE_PIXELS = None  # it warns at 90 megapixels, where an A3 sheet at 600 dpi has 70; our limit is below


def inspect(file: BinaryIO, options: dict[str, Any]) -> Iterator[Frame]:
    """Yield format, width and height of the first page, and the number of pages.

    The first page is decoded whole, so that a file that was cut is noticed now; of all others the heads are read.
    Raises InputError for what is no image, is damaged, or has too many pixels or pages.
    """
    with _opened(file) as image:
        kind = "JPEG" if image.format == "MPO" else str(image.format)  # a photograph with a second picture in it
        width, height = image.size
        _prove_size(image, 1, options["memory"])
        _load(image, options["memory"])
        pages = 1 if kind == "JPEG" else _pages(image, kind, options["memory"])
    yield {"format": kind, "width": width, "height": height, "pages": pages}, b""


def thumbnail(file: BinaryIO, options: dict[str, Any]) -> Iterator[Frame]:
    """Yield a page (``page``, from 1) as a JPEG of at most ``size`` pixels each way, upright. Raises as `inspect`."""
    size, page = options["size"], options["page"]
    with _opened(file) as image:
        try:
            if page > 1:
                image.seek(page - 1)
            _prove_size(image, page, options["memory"])
            image.draft("RGB", (size, size))
            small = _small(image, size)
        except (InputError, MemoryError):
            raise
        except Exception as problem:  # noqa: BLE001 - whatever Pillow raises over damaged bytes
            raise _unreadable(problem, page) from None
        made = io.BytesIO()
        _upright(small).convert("RGB").save(made, "JPEG", quality=88)
    yield {}, made.getvalue()


def _opened(file: BinaryIO) -> Image.Image:
    try:
        return Image.open(file, formats=FORMATS)
    except MemoryError:
        raise
    except Exception as problem:  # noqa: BLE001 - whatever Pillow raises over damaged bytes
        raise _unreadable(problem, 1) from None


def _load(image: Image.Image, memory: int) -> None:
    """Decode all pixels of the page; a JPEG that is too large at a half, a quarter or an eighth of its size."""
    try:
        for scale in (2, 4, 8):
            if image.format in ("JPEG", "MPO") and _bytes(image) > memory - _BESIDE:
                image.draft(None, (image.width // scale, image.height // scale))
        image.load()
    except MemoryError:
        raise
    except Exception as problem:  # noqa: BLE001 - whatever Pillow raises over damaged bytes
        raise _unreadable(problem, 1) from None


def _pages(image: Image.Image, kind: str, memory: int) -> int:
    """How many pages there are. The pages of a TIFF are images of their own, those of other formats all alike."""
    page = 1
    try:
        if kind != "TIFF":
            page = int(getattr(image, "n_frames", 1))
            if page > 1:  # each is laid over those before it, in colour
                _prove_size(image, 2, memory, each=2 * _COLOUR)
        while kind == "TIFF" and page <= MOST_PAGES:
            try:
                image.seek(page)
            except EOFError:
                break
            page += 1
            _prove_size(image, page, memory)
    except (InputError, MemoryError):
        raise
    except Exception as problem:  # noqa: BLE001 - whatever Pillow raises over damaged bytes
        raise _unreadable(problem, page + 1) from None
    if page > MOST_PAGES:
        raise InputError(
            message("The image has more than {n:,} {n:page|pages}.", n=MOST_PAGES),
            hint=message("Divide it into several files. Nothing was changed."),
        )
    return page


def _prove_size(image: Image.Image, page: int, memory: int, each: int = 0) -> None:
    """Raise InputError for a page with more pixels than can be held; the message has the limit for its kind.

    ``each``: the bytes that a pixel takes; 0: by the kind of the image.
    """
    pixels = image.width * image.height
    drafted = image.format in ("JPEG", "MPO")  # can be decoded at an eighth of its size
    most = MOST_PIXELS if drafted else min(MOST_PIXELS, (memory - _BESIDE) // (each or _bytes_each(image)))
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


def _bytes(image: Image.Image) -> int:
    """What the decoded page takes in memory."""
    return image.width * image.height * _bytes_each(image)


def _bytes_each(image: Image.Image) -> int:
    return 1 if image.mode in _ONE_BYTE else 2 if image.mode in _TWO_BYTES else _COLOUR


def _small(image: Image.Image, size: int) -> Image.Image:
    """The picture at most ``size`` pixels each way."""
    factor = min(image.size) // (3 * size)
    if image.mode in ("RGBA", "LA") and factor > 1:  # Pillow would hold the picture twice
        image = _reduced(image, factor)
    image.thumbnail((size, size), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return image


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    """Every ``factor`` pixels as one, made in strips."""
    width, height = -(-image.width // factor), -(-image.height // factor)
    reduced = Image.new(image.mode, (width, height))
    step = max(1, _STRIP // factor) * factor
    for top in range(0, image.height, step):
        strip = image.crop((0, top, image.width, min(top + step, image.height)))
        reduced.paste(strip.reduce(factor), (0, top // factor))
    reduced.info = image.info
    return reduced


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # noqa: BLE001 - rubbish for EXIF says nothing about how the picture stands
        return image


def _unreadable(problem: Exception, page: int) -> InputError:
    name = type(problem).__name__
    what: Message = message("The image cannot be read ({problem}).", problem=name)
    if page > 1:
        what = message("Page {page} of the image cannot be read ({problem}).", page=page, problem=name)
    return InputError(
        what, hint=message("Open it elsewhere and save it again as TIFF, JPEG or PNG. Nothing was changed.")
    )

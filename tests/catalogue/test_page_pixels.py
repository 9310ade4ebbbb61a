"""The pixels of a page as the program gets them: upright, in eight bits, at full size and at each half of it."""

from __future__ import annotations

import struct
import sys
import threading
import time
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from memoircat.errors import Cancelled
from memoircat.media import page_pixels
from memoircat.media.gif_frames import count_frames
from memoircat.media.page_pixels import PageLayout, Rows, read_page
from memoircat.quarantine import reading

sys.path.insert(0, str(Path(__file__).parents[1] / "torture"))

from hostile_files import gif

_RAW = {1: ("L", "L"), 3: ("RGB", "RGB"), 4: ("RGB", "BGRX")}


def pictures(file: Path, page: int = 1) -> tuple[PageLayout, list[Image.Image]]:
    """The layout of a page, and its levels as pictures."""
    layout, rows = None, dict[int, bytearray]()
    for part in read_page(file, page):
        if isinstance(part, PageLayout):
            layout = part
        elif isinstance(part, Rows):
            rows.setdefault(part.level, bytearray()).extend(part.pixels)
    assert layout is not None
    made = []
    for number, level in enumerate(layout.levels):
        mode, raw = _RAW[level.depth]
        made.append(
            Image.frombytes(mode, (level.width, level.height), bytes(rows[number]), "raw", raw, level.stride, 1)
        )
    return layout, made


def picture(file: Path, page: int = 1) -> Image.Image:
    return pictures(file, page)[1][0]


@pytest.fixture
def shades() -> Image.Image:
    """A picture that looks different however it is turned, of more rows than go over at once."""
    across, along = Image.linear_gradient("L").resize((301, 403)), Image.radial_gradient("L").resize((301, 403))
    return Image.merge("RGB", (across, along, across.transpose(Image.Transpose.FLIP_LEFT_RIGHT).rotate(180)))


@pytest.mark.parametrize("held", range(1, 9))
@pytest.mark.parametrize("ending", ["png", "tif", "webp"])
def test_every_way_a_camera_is_held_is_turned_upright(tmp_path: Path, shades, held: int, ending: str) -> None:
    exif, file = Image.Exif(), tmp_path / f"held.{ending}"
    exif[0x0112] = held
    shades.save(file, exif=exif, **({"lossless": True} if ending == "webp" else {}))
    with Image.open(file) as plain:
        wanted = ImageOps.exif_transpose(plain).convert("RGB")
    layout, made = pictures(file)
    assert made[0].size == (layout.width, layout.height) == wanted.size == ((301, 403) if held < 5 else (403, 301))
    assert made[0].tobytes() == wanted.tobytes()


def test_levels_are_halves_whose_edges_are_kept(tmp_path: Path) -> None:
    page = Image.linear_gradient("L").resize((2_051, 1_537)).convert("RGB")
    page.save(tmp_path / "page.png")
    layout, made = pictures(tmp_path / "page.png")
    assert [level.size for level in made] == [(2_051, 1_537), (1_026, 769), (513, 385)]
    assert (layout.scale, made[0].tobytes()) == (1, page.tobytes())
    for number, level in enumerate(made[1:], 1):
        assert level.tobytes() == made[number - 1].reduce(2).tobytes()


@pytest.mark.parametrize(
    ("mode", "colour", "wanted"),
    [
        ("1", 1, 255),
        ("L", 90, 90),
        ("I;16", 30_840, 120),
        ("F", 0.5, 127),
        ("RGB", (9, 8, 7), (9, 8, 7)),
        ("CMYK", (0, 255, 255, 0), (255, 0, 0)),
        ("YCbCr", (128, 128, 128), (128, 128, 128)),
        ("RGBA", (0, 0, 0, 0), (255, 255, 255)),
        ("RGBA", (10, 20, 30, 255), (10, 20, 30)),
        ("LA", (0, 0), (255, 255, 255)),
    ],
)
def test_colours_come_in_eight_bits_on_white(tmp_path: Path, mode: str, colour: object, wanted: object) -> None:
    Image.new(mode, (40, 30), colour).save(tmp_path / "plain.tif")
    assert picture(tmp_path / "plain.tif").getpixel((20, 20)) == wanted


def test_a_palette_with_a_colour_that_is_no_colour(tmp_path: Path) -> None:
    page = Image.new("P", (40, 30), 0)
    page.putpalette([1, 2, 3, 200, 100, 50])
    page.paste(1, (20, 0, 40, 30))
    page.save(tmp_path / "plain.png")
    assert [picture(tmp_path / "plain.png").getpixel((x, 9)) for x in (9, 29)] == [(1, 2, 3), (200, 100, 50)]
    page.save(tmp_path / "through.png", transparency=0)
    assert [picture(tmp_path / "through.png").getpixel((x, 9)) for x in (9, 29)] == [(255, 255, 255), (200, 100, 50)]


def test_sixteen_bits_of_each_colour(tmp_path: Path) -> None:
    """Written by hand: Pillow reads such pages and writes none."""
    fields = {256: 2, 257: 1, 258: 0, 259: 1, 262: 2, 273: 0, 277: 3, 278: 1, 279: 12}
    fields[258] = 8 + 2 + 12 * len(fields) + 4
    fields[273] = fields[258] + 6
    head = struct.pack("<2sHI", b"II", 42, 8) + struct.pack("<H", len(fields))
    entries = b"".join(struct.pack("<HHII", tag, 3, 3 if tag == 258 else 1, value) for tag, value in fields.items())
    pixels = struct.pack("<6H", 256 * 10, 256 * 20, 256 * 30, 0, 65_535, 0)
    (tmp_path / "deep.tif").write_bytes(head + entries + bytes(4) + struct.pack("<3H", 16, 16, 16) + pixels)
    assert [picture(tmp_path / "deep.tif").getpixel((x, 0)) for x in (0, 1)] == [(10, 20, 30), (0, 255, 0)]


def test_each_page_of_a_document_is_its_own(tmp_path: Path) -> None:
    first, second = Image.new("L", (50, 40), 10), Image.new("RGB", (60, 80), (1, 2, 3))
    first.save(tmp_path / "two.tif", save_all=True, append_images=[second])
    assert [picture(tmp_path / "two.tif", page).size for page in (1, 2)] == [(50, 40), (60, 80)]


def test_a_photograph_that_the_program_cannot_hold_comes_smaller(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(page_pixels, "MOST_BYTES", 4_000_000)
    Image.new("RGB", (2_600, 2_001), (7, 7, 7)).save(tmp_path / "large.jpg")
    layout, made = pictures(tmp_path / "large.jpg")
    assert ((layout.width, layout.height), layout.scale) == ((2_600, 2_001), 4)
    assert (made[0].size, made[0].getpixel((9, 9))) == ((650, 501), (7, 7, 7))


@pytest.mark.parametrize("frames", [1, 3, 2_000])
def test_frames_are_counted_by_their_blocks(tmp_path: Path, frames: int) -> None:
    (tmp_path / "made.gif").write_bytes(gif(10, frames))
    shots = [Image.effect_noise((90, 60), number + 9) for number in range(min(frames, 5))]
    shots[0].save(tmp_path / "saved.gif", save_all=True, append_images=shots[1:], loop=0, comment=b"x" * 900)
    for name, wanted in (("made.gif", frames), ("saved.gif", len(shots))):
        with (tmp_path / name).open("rb") as file:
            assert count_frames(file, 5_000) == wanted
            assert count_frames(file, 1) == min(wanted, 2)


def test_a_page_that_nobody_wants_any_more_ends_its_reader(tmp_path: Path) -> None:
    (tmp_path / "page.gif").write_bytes(gif(7_000, 2_000))  # each frame is laid over 49 megapixels
    over = threading.Event()
    threading.Timer(0.5, over.set).start()
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        list(read_page(tmp_path / "page.gif", 2_000, wanted=lambda: not over.is_set()))
    assert time.monotonic() - begun < 5
    assert reading._places._value == reading.MOST_READERS


def test_who_waits_for_a_reader_can_give_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_places", threading.BoundedSemaphore(1))
    Image.new("L", (9, 9)).save(tmp_path / "page.png")
    with reading.read_apart(tmp_path / "page.png", page_pixels.READER, "inspect", {}), pytest.raises(Cancelled):
        list(read_page(tmp_path / "page.png", 1, wanted=lambda: False))
    assert list(read_page(tmp_path / "page.png", 1))

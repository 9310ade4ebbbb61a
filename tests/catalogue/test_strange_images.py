"""Images that are larger than they look: each limit is told, and what archives really have is still taken in."""

from __future__ import annotations

import io
import struct
import sys
from pathlib import Path

import pytest
from PIL import Image

from memoircat.errors import InputError
from memoircat.media import decoding, image_reader
from memoircat.media.store import MediaStore, inspect_image
from memoircat.media.thumbnails import Thumbnails

sys.path.insert(0, str(Path(__file__).parents[1] / "torture"))

from hostile_files import gif, png, png_chunk, tiff, zeros


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "画像.bin"


def refused(file: Path, data: bytes) -> str:
    file.write_bytes(data)
    with pytest.raises(InputError) as told:
        inspect_image(file)
    assert told.value.where == str(file)
    assert told.value.hint is not None
    return str(told.value.message)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (tiff({}, {256: 30_000, 257: 30_000}), "Page 2 has 900 megapixels; at most 400"),
        (tiff({}, {256: None}), "Page 2 of the image cannot be read"),
        (tiff(*[{}] * 2_001), "more than 2,000 pages"),
        (tiff({256: 30_000, 257: 30_000}), "Page 1 has 900 megapixels"),
        (gif(13_000, 3), "Page 2 has 169 megapixels; at most 58"),
        (gif(10, 2_001), "more than 2,000 pages"),
        (gif(10, 300_000), "more than 2,000 pages"),
        (gif(65_535, 1), "Page 1 has 4,295 megapixels; at most 400"),
        (png(40_000, 40_000), "Page 1 has 1,600 megapixels; at most 400"),
        (png(8, 8, png_chunk(b"zTXt", b"k\0\0" + zeros(2**26))), "cannot be read"),
        (png(8, 8, png_chunk(b"acTL", struct.pack(">II", 10**9, 0))), "more than 2,000 pages"),
        (b"GIF89a", "cannot be read"),
        (b"", "cannot be read"),
    ],
)
def test_what_is_too_large_is_refused_with_its_limit(file: Path, data: bytes, words: str) -> None:
    assert words in refused(file, data)


def test_pages_in_a_ring_have_an_end(file: Path) -> None:
    file.write_bytes(tiff({}, {}, ring=True))
    assert inspect_image(file).pages == 2


def test_two_thousand_pages_are_taken_in(file: Path) -> None:
    file.write_bytes(tiff(*[{}] * 2_000))
    assert inspect_image(file).pages == 2_000


def test_a_map_of_108_megapixels_is_taken_in_and_shown(file: Path, tmp_path: Path) -> None:
    Image.new("RGB", (12_000, 9_000), (1, 2, 200)).save(file, "TIFF", compression="tiff_lzw")
    assert file.stat().st_size < 10_000_000, "packed, so that its size says nothing of what it takes"
    store = MediaStore(tmp_path / "media")
    taken = store.ingest(file)
    assert (taken.width, taken.height) == (12_000, 9_000)
    picture = Thumbnails(store, tmp_path / "cache").picture(taken.sha256, 96)
    assert picture is not None
    with Image.open(io.BytesIO(picture)) as small:
        assert small.size == (96, 72)


def test_a_large_photograph_is_proved_at_a_smaller_size(file: Path) -> None:
    Image.new("RGB", (14_000, 9_900), (9, 9, 9)).save(file, "JPEG", quality=20)
    assert (inspect_image(file).width, inspect_image(file).height) == (14_000, 9_900)
    whole = file.read_bytes()
    assert "cannot be read" in refused(file, whole[: len(whole) // 2])


def test_a_photograph_with_a_second_picture_is_one_photograph(file: Path) -> None:
    first, second = Image.new("RGB", (60, 40)), Image.new("RGB", (30, 20))
    first.save(file, "MPO", save_all=True, append_images=[second])
    taken = inspect_image(file)
    assert (taken.media_type, taken.width, taken.height, taken.pages) == ("image/jpeg", 60, 40, 1)


def test_transparent_pictures_are_made_smaller_in_strips(file: Path, tmp_path: Path) -> None:
    picture = Image.new("RGBA", (3_000, 3_100), (0, 0, 0, 255))
    picture.paste((255, 255, 255, 255), (0, 1_550, 3_000, 3_100))
    picture.save(file, "PNG")
    store = MediaStore(tmp_path / "media")
    made = Thumbnails(store, tmp_path / "cache").picture(store.ingest(file).sha256, 96)
    assert made is not None
    with Image.open(io.BytesIO(made)) as small:
        assert small.size == (93, 96)
        grey = small.convert("L")
        assert [grey.getpixel((50, at)) for at in (5, 44, 51, 90)] == pytest.approx([0, 0, 255, 255], abs=12)


def test_a_page_that_cannot_be_shown_has_no_thumbnail(file: Path, tmp_path: Path) -> None:
    store = MediaStore(tmp_path / "media")
    kept = tmp_path / "media" / "aa" / f"{'a' * 64}.tif"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(tiff({}, {256: 30_000, 257: 30_000}))  # as an older program took it in
    thumbnails = Thumbnails(store, tmp_path / "cache")
    assert thumbnails.picture("a" * 64, 96, page=1) is not None
    assert thumbnails.picture("a" * 64, 96, page=2) is None


def test_the_limits_are_those_that_the_message_of_the_program_names() -> None:
    assert (decoding.MOST_PIXELS, image_reader.MOST_PAGES) == (400_000_000, 2_000)

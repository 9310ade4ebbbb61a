"""How hostile files are made: whole ones of every kind, changes to them, and those that do harm on purpose."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache

import xlsxwriter
from PIL import Image

ABSURD = (0, 1, 2, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 13_000, 100_000)
_IMAGES = {"jpeg": "JPEG", "png": "PNG", "tiff": "TIFF", "webp": "WEBP", "gif": "GIF", "bmp": "BMP"}
_LINES = '番号,氏名,生年\n1,佐久間 辰蔵,大正8年\n2,"山田, 太郎",1919\n3,Ямада,昭和21年冬頃\n'
_MAPPING = """record = "person"
source = "名簿"
key = "番号"
encoding = "auto"
header = true
date_order = "dmy"
[columns]
"番号" = "code"
"氏名" = "name"
"生年" = "birth"
"収容所" = "camp_stay.place"
[certainty]
"生年" = "probable"
[values]
"収容所" = {"一" = "第一"}
[split]
"収容所" = "・"
[constants]
"note" = "x"
"""


@cache
def whole(kind: str) -> tuple[bytes, ...]:
    """Sound files of a kind, small, and as different as programs write them."""
    if kind in _IMAGES:
        return tuple(_images(kind))
    if kind == "xlsx":
        return (_workbook(), workbook_of('<row r="1"><c r="A1" t="inlineStr"><is><t>n</t></is></c></row>'))
    if kind == "csv":
        russian = "№,Имя\n1,Ямада Таро\n2,Накамура\n"
        japanese = _LINES.replace("Ямада", "ヤマダ")
        encodings = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le")
        texts = [(_LINES, code) for code in encodings] + [(russian, "cp1251"), (russian.replace("№", "N"), "koi8-r")]
        texts += [(japanese, code) for code in ("cp932", "euc-jp", "iso-2022-jp")]
        return tuple(text.encode(code) for text, code in texts)
    return (_MAPPING.encode(), b'record = "person"\nheader = false\n[columns]\n"1" = "name"\n')


def _images(kind: str) -> Iterator[bytes]:
    pictures = [Image.linear_gradient("L").resize((40, 30)).convert(mode) for mode in ("RGB", "L", "1", "P")]
    turned = Image.Exif()
    turned[0x0112] = 6
    for picture in pictures:
        made = io.BytesIO()
        extra = {"exif": turned} if kind in ("jpeg", "png", "webp", "tiff") else {}
        shown = picture.convert("RGB") if picture.mode in ("P", "1") and kind in ("jpeg", "webp") else picture
        shown.save(made, _IMAGES[kind], **extra)
        yield made.getvalue()
    if kind in ("tiff", "gif", "webp", "png"):
        for how in ({}, {"compression": "tiff_lzw"}, {"compression": "tiff_adobe_deflate"}):
            made = io.BytesIO()
            options = how if kind == "tiff" else {}
            pictures[0].save(made, _IMAGES[kind], save_all=True, append_images=pictures[1:3] * 2, **options)
            yield made.getvalue()
    if kind == "jpeg":
        for options in ({"progressive": True}, {"icc_profile": b"x" * 400}):
            made = io.BytesIO()
            pictures[0].save(made, "JPEG", **options)
            yield made.getvalue()


def _workbook() -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    sheet, day = book.add_worksheet("名簿"), book.add_format({"num_format": "yyyy/mm/dd"})
    for row in range(30):
        sheet.write_row(row, 0, [row, f"氏名 {row}", "大正8年", row / 7, row % 2 == 0])
        sheet.write_number(row, 6, 16_000 + row, day)
        sheet.write_formula(row, 7, '="a"&"b"', None, "ab")
    book.close()
    return made.getvalue()


def workbook_of(rows: str, *, strings: str = "", before: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    """A workbook by hand: the XML of its rows, of its shared texts, what stands before both, further parts."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    related = "".join(
        f'<Relationship Id="r{n}" Type="{office}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            (("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")), 1
        )
    )
    texts = {
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="a" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{related}</Relationships>',
        "xl/sharedStrings.xml": f'{before}<sst xmlns="{main}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
    }
    return zipped({name: text.encode() for name, text in texts.items()} | (parts or {}))


def zipped(parts: dict[str, bytes]) -> bytes:
    """An archive of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


# Changes ----------------------------------------------------------------------------------------------------------


def mutated(kind: str, data: bytes, chance: random.Random) -> bytes:
    """The file with one to four changes: to its bytes, or to what its format is made of."""
    inside = {"png": _change_chunk, "tiff": _change_entry, "xlsx": _change_part, "mapping": _change_value}.get(kind)
    for _ in range(chance.randint(1, 4)):
        data = inside(data, chance) if inside and chance.random() < 0.5 else change_bytes(data, chance)
    return data


def change_bytes(data: bytes, chance: random.Random) -> bytes:
    """One change that knows nothing of the format."""
    if not data:
        return bytes(chance.randbytes(chance.randint(0, 64)))
    made = bytearray(data)
    at, length = chance.randrange(len(made)), chance.randint(1, max(1, min(64, len(made) // 4)))
    match chance.randrange(8):
        case 0:
            for _ in range(chance.randint(1, 16)):
                made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
        case 1:
            del made[at:]
        case 2:
            del made[at : at + length]
        case 3:
            made[at:at] = made[at : at + length] * chance.randint(1, 50)
        case 4:
            other = chance.randrange(len(made))
            made[at : at + length], made[other : other + length] = (
                made[other : other + length],
                made[at : at + length],
            )
        case 5:
            made[at : at + length] = chance.randbytes(length)
        case 6:
            number = chance.choice(ABSURD)
            how = (
                chance.choice(("<H", ">H")) if number <= 0xFFFF and chance.random() < 0.5 else chance.choice("<>") + "I"
            )
            packed = struct.pack(how, number)
            made[at : at + len(packed)] = packed
        case _:
            made[at:at] = chance.choice(
                (b"\0" * 40, b'"', b"<!DOCTYPE a>", b"\xff\xd8", b"[" * 3000, b"=" * 5, b"9" * 5000)
            )
    return bytes(made)


def _change_chunk(data: bytes, chance: random.Random) -> bytes:
    """A PNG with a chunk that was changed, doubled, dropped or made, and the right checksum."""
    chunks, at = [], 8
    while at + 12 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        chunks.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += 12 + length
    if not chunks:
        return change_bytes(data, chance)
    number = chance.randrange(len(chunks))
    name, content = chunks[number]
    match chance.randrange(4):
        case 0:
            chunks[number] = (name, change_bytes(content, chance))
        case 1:
            chunks.insert(number, (name, content))
        case 2:
            del chunks[number]
        case _:
            text = zlib.compress(b"a" * chance.choice((10, 10**6, 3 * 10**6)))
            made = chance.choice(
                ((b"zTXt", b"k\0\0" + text), (b"iCCP", b"k\0\0" + text), (b"iTXt", b"k\0\1\0\0\0" + text))
            )
            chunks.insert(1, made)
    return data[:8] + b"".join(png_chunk(*chunk) for chunk in chunks)


def png_chunk(name: bytes, content: bytes) -> bytes:
    """A chunk of a PNG with its length and its checksum."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _change_entry(data: bytes, chance: random.Random) -> bytes:
    """A TIFF with another number in a field of one of its directories, or a directory that follows elsewhere."""
    order = "<" if data[:2] == b"II" else ">"
    made = bytearray(data)
    try:
        (at,) = struct.unpack_from(order + "I", made, 4)
        for _ in range(chance.randrange(3)):
            (count,) = struct.unpack_from(order + "H", made, at)
            (following,) = struct.unpack_from(order + "I", made, at + 2 + 12 * count)
            at = following or at
        (count,) = struct.unpack_from(order + "H", made, at)
        entry = at + 2 + 12 * chance.randrange(max(1, count))
        match chance.randrange(4):
            case 0:
                struct.pack_into(order + "I", made, entry + 8, chance.choice(ABSURD))
            case 1:
                struct.pack_into(order + "I", made, entry + 4, chance.choice(ABSURD))
            case 2:
                struct.pack_into(
                    order + "HH",
                    made,
                    entry,
                    chance.choice((256, 257, 258, 259, 273, 279, 34675)),
                    chance.randrange(14),
                )
            case _:
                struct.pack_into(
                    order + "I", made, at + 2 + 12 * count, chance.choice((8, at, chance.randrange(len(made))))
                )
    except struct.error:
        return change_bytes(data, chance)
    return bytes(made)


_MARKUP = (
    b'<c r="XFD1048576"><v>1</v></c>', b'<row r="1048576">', b'<c r="ZZZ9">', b'<c r="A1" t="s"><v>99999999</v></c>', b"<c/>",
    b'<c r="A1" t="zz"><v>1</v></c>', b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"</row>", b"</sheetData>", b"&b;", b"<si/>", b"<!-- -->",
    b'<c r="A1" s="-1"><v>1e999</v></c>', b"<![CDATA[", b'<row r="0"/>', b'<c r="B2" t="d"><v>T</v></c>',
)  # fmt: skip


def _change_part(data: bytes, chance: random.Random) -> bytes:
    """A workbook, packed again, one of whose parts was changed, renamed or left out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 - it was broken before
        return change_bytes(data, chance)
    name = chance.choice(
        [part for part in parts if "sheet" in part or "hared" in part or chance.random() < 0.3] or list(parts)
    )
    match chance.randrange(5):
        case 0 | 1:
            text = parts[name]
            places = [at for at, sign in enumerate(text) if sign in b"<>"] or [0]
            at = chance.choice(places)
            parts[name] = text[:at] + chance.choice(_MARKUP) + text[at:]
        case 2 | 3:
            parts[name] = change_bytes(parts[name], chance)
        case _:
            content = parts.pop(name)
            if chance.random() < 0.5:
                parts[chance.choice(("../" * 3 + "x", name.upper(), "mimetype", name + "\\"))] = content
    return zipped(parts)


_VALUES = ("1", "[]", "{}", '"x"', "true", "1979-05-27", "[[1]]", "{a = {b = 1}}", '""', "nan", '"\\u0000"', "[1, {}]")


def _change_value(data: bytes, chance: random.Random) -> bytes:
    """A mapping with another value, or another name, in one of its lines."""
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    name, sign, value = lines[at].partition(b" = ")
    if not sign:
        lines[at] = chance.choice((b"[columns]", b"[split]", b"[[columns]]", b"[values]", b"[certainty]", b"[x]", b""))
    elif chance.random() < 0.8:
        lines[at] = name + sign + chance.choice(_VALUES).encode()
    else:
        lines[at] = chance.choice((b"split", b"values", b"key", b"columns", b"constants", b'"1"')) + sign + value
    return b"\n".join(lines)


# Harm on purpose --------------------------------------------------------------------------------------------------


def bombs(kind: str) -> Iterator[tuple[str, bytes]]:
    """Files of a kind that are made to take time or memory, by name."""
    if kind == "gif":
        yield "13,000 pixels square in three frames", gif(13_000, 3)
        yield "65,535 pixels square", gif(65_535, 1)
        yield "half a million frames", gif(1, 500_000)
    elif kind == "png":
        yield "20,000 pixels square", png(20_000, 20_000)
        yield "two thousand million pixels square", png(0x7FFFFFFF, 0x7FFFFFFF)
        for name in (b"zTXt", b"iCCP"):
            yield f"128 MB in {name.decode()}", png(8, 8, png_chunk(name, b"k\0\0" + zeros(2**27)))
        yield "two thousand million frames", png(8, 8, png_chunk(b"acTL", struct.pack(">II", 0x7FFFFFFF, 0)))
    elif kind == "tiff":
        yield "60,000 pages", tiff(*[{}] * 60_000)
        yield "a second page of 900 megapixels", tiff({}, {256: 30_000, 257: 30_000})
        yield "a second page without a width", tiff({}, {256: None})
        yield "pages in a ring", tiff({}, {}, ring=True)
    elif kind == "bmp":
        head = struct.pack("<IIIiiHHIIiiII", 0, 54, 40, 60_000, 60_000, 1, 24, 0, 0, 0, 0, 0, 0)
        yield "60,000 pixels square", b"BM" + struct.pack("<I", 54) + head[4:]
    elif kind == "xlsx":
        yield from _workbook_bombs()
    elif kind == "csv":
        yield "a million columns", b"," * 1_000_000
        yield "a line of 30 MB", b"a" * 30_000_000
        yield "a quote that is not closed", b'1,"' + "あ,い\n".encode() * 500_000
        yield "nothing but NUL", b"\0" * 1_000_000
    elif kind == "mapping":
        yield "nested deeply", b"a = " + b"[" * 100_000
        yield "a number of a million figures", b'record = "person"\nkey = ' + b"9" * 1_000_000


def _workbook_bombs() -> Iterator[tuple[str, bytes]]:
    one = '<row r="1"><c r="A1"><v>1</v></c></row>'
    yield "a cell in the last corner", workbook_of(f'{one}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    stray = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 50_000))
    yield "a stray cell in the last column", workbook_of(f'{stray}<row r="50001"><c r="XFD50001"><v>1</v></c></row>')
    yield "a cell beyond the last column", workbook_of('<row r="1"><c r="XFE1"><v>1</v></c></row>')
    yield "a row beyond the last", workbook_of('<row r="1048577"><c r="A1048577"><v>1</v></c></row>')
    yield "rows that go backwards", workbook_of('<row r="2"><c r="A2"><v>1</v></c></row>' + one)
    yield "a cell twice", workbook_of('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')
    yield "a text that is not there", workbook_of('<row r="1"><c r="A1" t="s"><v>4000000000</v></c></row>')
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<!DOCTYPE a [<!ENTITY e0 "ha">{entities}]>'
    yield "entities that grow", workbook_of('<row r="1"><c r="A1" t="str"><v>&e9;</v></c></row>', before=laughs)
    yield "a hundred million blanks in a sheet", workbook_of(" " * 100_000_000)
    yield "sixty million blanks in a text", workbook_of(one, strings=f"<si><t>{' ' * 60_000_000}</t></si>")
    yield "nested deeply", workbook_of(f'<row r="1">{"<c>" * 500_000}')
    long = "x" * 900_000
    cells = "".join(f'<c r="{chr(65 + n // 26)}{chr(65 + n % 26)}1" t="s"><v>0</v></c>' for n in range(600))
    yield "one long text in every cell", workbook_of(f'<row r="1">{cells}</row>', strings=f"<si><t>{long}</t></si>")
    yield "65,536 parts", workbook_of(one, parts={f"xl/worksheets/sheet{n}.xml": b"" for n in range(2, 65_536)})
    yield "an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
    yield "an OpenDocument", zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})


def zeros(length: int) -> bytes:
    """That many zeros, compressed."""
    packer, piece = zlib.compressobj(9), bytes(2**20)
    whole_pieces, rest = divmod(length, len(piece))
    return b"".join(packer.compress(piece) for _ in range(whole_pieces)) + packer.compress(bytes(rest)) + packer.flush()


def png(width: int, height: int, *chunks: bytes) -> bytes:
    """A grey PNG of one bit a pixel, all black; large ones without their pixels."""
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    pixels = zeros((width // 8 + 1) * height) if width * height < 10**9 else zlib.compress(b"")
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + png_chunk(b"IDAT", pixels) + png_chunk(b"IEND", b"")


def gif(side: int, frames: int) -> bytes:
    """A square GIF, each of whose frames sets one pixel."""
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x08\x04\x00\x01\x04\x04\x00"
    return b"GIF89a" + struct.pack("<HHBBB", side, side, 0x80, 0, 0) + bytes(6) + frame * frames + b"\x3b"


def tiff(*pages: dict[int, int | None], ring: bool = False) -> bytes:
    """A TIFF of grey pages, each of one pixel, but for the fields that a page names; None leaves the field out."""
    made, at = bytearray(struct.pack("<2sHI", b"II", 42, 10) + b"\x80\x00"), 10
    for number, other in enumerate(pages):
        fields = {256: 1, 257: 1, 258: 8, 259: 1, 262: 1, 273: 8, 277: 1, 278: 1, 279: 1} | other
        entries = sorted((tag, value) for tag, value in fields.items() if value is not None)
        at += 2 + 12 * len(entries) + 4
        last = number == len(pages) - 1
        made += struct.pack("<H", len(entries))
        made += b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
        made += struct.pack("<I", (10 if ring else 0) if last else at)
    return bytes(made)

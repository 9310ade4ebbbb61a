"""The parts of a workbook beside its cells: which sheet is the first, its formats, the texts that cells share.

A workbook is an archive of XML. Nothing of it is trusted: parts are read piece by piece, XML that declares a document
type is refused (entities that grow), and every part has its limit.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO
from xml.etree import ElementTree as ET

from memoircat.errors import InputError
from memoircat.messages import Message, message
from memoircat.tables.cell_texts import CellFormat, format_of, trimmed, unescaped

LARGEST_PART = 2 * 2**30  # bytes of a sheet, or of the shared texts, after decompression
_LARGEST_TREE = 2**25  # bytes of a part that is read whole
_LARGEST_ELEMENT = 2**25  # bytes of a row, or of one text
_LARGEST_HEAD = 2**22  # bytes before the first of them
_PIECE = 2**18
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PLAIN_TEXT = re.compile(r'\s*<si>\s*<t( xml:space="preserve")?>([^<&\r]*)</t>\s*')
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Workbook:
    """An opened workbook: the name of the part that holds its first sheet, and what its cells refer to."""

    archive: zipfile.ZipFile
    sheet: str
    formats: dict[str, CellFormat]  # by the number of a style; only those that are not plain
    texts: list[str]
    since_1904: bool


@dataclass(frozen=True, slots=True)
class Pieces:
    """A long part, cut at the ends of its elements: ``head`` opens them, ``tail`` closes them, to parse any of them."""

    head: str
    tail: str
    end: str
    pieces: Iterator[str]

    def elements(self) -> Iterator[tuple[str, str]]:
        """Each element as it is written, without its end, and that end; the last empty ones have none."""
        for piece in self.pieces:
            *elements, rest = piece.split(self.end)
            for element in elements:
                yield element, self.end
            if rest.strip():
                yield rest, ""

    def parse(self, text: str) -> ET.Element:
        """Some whole elements as XML. Raises InputError for what is not well formed."""
        return parsed(f"{self.head}{text}{self.tail}")


def damaged(problem: Message | str) -> InputError:
    """The error for a workbook that cannot be read."""
    return InputError(
        message("The workbook cannot be read ({problem}).", problem=problem),
        hint=message("Save the sheet as CSV, and import that."),
    )


def open_workbook(file: BinaryIO) -> Workbook:
    """Open a workbook. Raises InputError for what is none, is locked, or holds no sheet of cells."""
    try:
        archive = zipfile.ZipFile(file)
        names = set(archive.namelist())
        _prove_kind(archive, names)
        main = next((target for kind, _, target in _relations(archive, "") if kind == "officeDocument"), "")
        main = main if main in names else "xl/workbook.xml"
        book = _tree(archive, main)
        related = {key: (kind, target) for kind, key, target in _relations(archive, main)}
        sheet = next(_named(book, "sheet"), None)
        if sheet is None:
            raise damaged(message("it has no sheet"))
        key = next((value for name, value in sheet.items() if name.endswith("}id")), "")
        kind, part = related.get(key, ("", ""))
        if kind != "worksheet" or part not in names:
            raise damaged(message("the first sheet has no cells"))
        by_kind = {kind: target for kind, target in related.values() if target in names}
        settings = next(_named(book, "workbookPr"), None)
        return Workbook(
            archive,
            part,
            _formats(archive, by_kind["styles"]) if "styles" in by_kind else {},
            list(_texts(archive, by_kind["sharedStrings"])) if "sharedStrings" in by_kind else [],
            settings is not None and settings.get("date1904", "") in ("1", "true"),
        )
    except ARCHIVE_ERRORS as problem:
        raise damaged(type(problem).__name__) from None


ARCHIVE_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    OSError,
    KeyError,
    ValueError,
    RuntimeError,  # NotImplementedError for a kind of compression, RuntimeError for a password
)


def _prove_kind(archive: zipfile.ZipFile, names: set[str]) -> None:
    """Raise InputError for an archive that is something else."""
    if "mimetype" in names or "xl/workbook.bin" in names:
        raise InputError(
            message("This is a spreadsheet, but no XLSX file."),
            hint=message("Save it as XLSX or as CSV, and import that."),
        )
    if any(archive.getinfo(name).flag_bits & 1 for name in names):
        raise InputError(message("The workbook is locked with a password."), hint=message("Save it without one."))


def _relations(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, str]]:
    """What a part refers to: the kind, the key, and the name of the other part."""
    folder, name = posixpath.split(part)
    where = posixpath.join(folder, "_rels", f"{name}.rels")
    if where not in archive.namelist():
        return
    for relation in _named(_tree(archive, where), "Relationship"):
        target = relation.get("Target", "").replace("\\", "/")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        yield relation.get("Type", "").rpartition("/")[2], relation.get("Id", ""), whole


def _formats(archive: zipfile.ZipFile, part: str) -> dict[str, CellFormat]:
    tree = _tree(archive, part)
    codes = {form.get("numFmtId", ""): form.get("formatCode", "") for form in _named(tree, "numFmt")}
    used = [style.get("numFmtId", "0") for cells in _named(tree, "cellXfs") for style in _named(cells, "xf")]
    formats = {str(n): format_of(_number(used_format), codes.get(used_format)) for n, used_format in enumerate(used)}
    return {style: form for style, form in formats.items() if form}


def _named(tree: ET.Element, name: str) -> Iterator[ET.Element]:
    """The elements of a name, in whatever namespace: there are two for workbooks."""
    return (element for element in tree.iter() if element.tag.rpartition("}")[2] == name)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _texts(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    """The texts that cells share, in their order."""
    with archive.open(part) as stream:
        pieces = cut(stream, "sst", "si", "")
        for text, end in pieces.elements():
            if (plain := _PLAIN_TEXT.fullmatch(text)) is not None:
                yield unescaped(trimmed(plain[2], bool(plain[1])))
            else:
                yield from map(shared_text, pieces.parse(text + end))


def shared_text(element: ET.Element) -> str:
    """The text of an element ``si`` or ``is``: itself, or its runs; the reading over it (furigana) is none of it."""
    texts = []
    for child in element:
        if child.tag.endswith("}t"):
            texts.append(child)
        elif child.tag.endswith("}r"):
            texts.extend(part for part in child if part.tag.endswith("}t"))
    return "".join(unescaped(trimmed(text.text or "", text.get(_SPACE) == "preserve")) for text in texts)


def cut(stream: IO[bytes], root: str, element: str, container: str) -> Pieces:
    """A long part as texts of whole elements. ``container``: the element inside ``root`` that holds them, if any.

    Raises InputError, here or while the pieces are taken, for what is not such a part, is cut short, or too large.
    """
    opening = re.compile(rb"<(?:(\w+):)?" + (container or root).encode() + rb"(?:\s[^>]*)?>")
    begun = b""
    while (found := opening.search(begun)) is None:
        more = stream.read(_PIECE)
        begun += more
        if not more or len(begun) > _LARGEST_HEAD:
            return Pieces("", "", "", iter(()))
    head = begun[: found.end()]
    if _DOCTYPE.search(head):
        raise damaged(message("it declares a document type"))
    prefix = (found[1] + b":").decode() if found[1] else ""
    root_tag = re.search(rb"<" + prefix.encode() + root.encode() + rb"(?:\s[^>]*)?>", head)
    if root_tag is None:
        raise damaged(message("its XML is damaged"))
    if found[0].endswith(b"/>"):
        return Pieces("", "", "", iter(()))
    end = f"</{prefix}{element}>"
    pieces = _pieces(stream, begun[found.end() :], end.encode(), f"</{prefix}{container or root}>".encode())
    return Pieces(_decoded(root_tag[0]), f"</{prefix}{root}>", end, pieces)


def _pieces(stream: IO[bytes], begun: bytes, end: bytes, last: bytes) -> Iterator[str]:
    """Texts that end where an element ends, up to where their container does; the last may end in empty elements."""
    rest, seen, size = bytearray(begun), 0, 0  # ``seen``: bytes of the rest in which no end was found
    while True:
        stop = rest.find(last, seen)
        if stop >= 0:
            yield _decoded(rest[:stop])
            return
        whole = rest.rfind(end, seen) + len(end)
        if whole >= len(end):
            yield _decoded(rest[:whole])
            del rest[:whole]
        seen = max(0, len(rest) - max(len(end), len(last)))
        more = stream.read(_PIECE)
        size += len(more)
        if not more:
            raise damaged(message("its XML is damaged"))
        if size > LARGEST_PART:
            raise _too_large(LARGEST_PART)
        if len(rest) > _LARGEST_ELEMENT:
            raise _too_large(_LARGEST_ELEMENT)
        rest += more


def _too_large(most: int) -> InputError:
    return damaged(message("a part of it is larger than {n:,} MB", n=most // 2**20))


def _decoded(data: bytes | bytearray) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise damaged(message("its XML is damaged")) from None


def parsed(text: str | bytes) -> ET.Element:
    """XML that declares no document type. Raises InputError for any other."""
    try:
        return ET.XML(text, ET.XMLParser(encoding="utf-8"))
    except (ET.ParseError, ValueError, LookupError):
        raise damaged(message("its XML is damaged")) from None


def _tree(archive: zipfile.ZipFile, part: str) -> ET.Element:
    """A part that is read whole."""
    with archive.open(part) as stream:
        data = stream.read(_LARGEST_TREE + 1)
    if len(data) > _LARGEST_TREE:
        raise _too_large(_LARGEST_TREE)
    if _DOCTYPE.search(data):
        raise damaged(message("it declares a document type"))
    return parsed(data)

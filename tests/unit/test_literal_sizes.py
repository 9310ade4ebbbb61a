"""Sizes and weights have names: in the window, no bare number is passed to what scales lengths and chooses faces."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import memoircat

DESKTOP = Path(memoircat.__file__).parent / "desktop"
ROOMS = tuple(sorted(room.name for room in DESKTOP.iterdir() if (room / "__init__.py").exists()))
TAKE_SIZES = {"px", "font", "plain_label", "Elided", "row", "column", "icon", "pixmap", "svg", "IconButton"}


def numbers_in(argument: ast.expr) -> Iterator[ast.Constant]:
    """The numbers other than 0 that are written out in an argument; those within calls and indexes are not its own."""
    match argument:
        case ast.Constant(value=bool() | 0):
            return
        case ast.Constant(value=int() | float()):
            yield argument
        case ast.IfExp():
            yield from numbers_in(argument.body)
            yield from numbers_in(argument.orelse)
        case ast.BinOp():
            yield from numbers_in(argument.left)
            yield from numbers_in(argument.right)
        case ast.UnaryOp():
            yield from numbers_in(argument.operand)


def literal_sizes(source: str) -> list[int]:
    """The lines of ``source`` that pass a bare number as a size."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
            if name in TAKE_SIZES and any(True for argument in arguments for _ in numbers_in(argument)):
                lines.append(node.lineno)
    return sorted(lines)


def test_no_size_is_a_bare_number() -> None:
    places = [
        f"{file.relative_to(DESKTOP)}:{line}"
        for room in ROOMS
        for file in sorted((DESKTOP / room).rglob("*.py"))
        for line in literal_sizes(file.read_text(encoding="utf-8"))
    ]

    assert places == []


def test_bare_numbers_are_seen_wherever_a_size_is_passed() -> None:
    sizes = "look.px(32)\nself.look.font(14, SEMIBOLD)\nplain_label(text, look, FONT_BODY, 600)\nlook.px(2 if one else GAP)\n"
    sums = "look.px(-4)\nlook.px(ROW * 2)\nicon(name, colour, size=14)\n"

    assert literal_sizes(sizes + sums) == [1, 2, 3, 4, 5, 6, 7]
    assert (
        literal_sizes("look.px(GAP)\nlook.px(0)\nlook.px(SIZE[1])\nlook.px(least) * 2 // 3\nindex.row(at(3))\n") == []
    )

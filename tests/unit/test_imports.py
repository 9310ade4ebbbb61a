"""No module imports itself by way of others, not even for its types: each can be read with only those below it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import memoircat

_PACKAGE = Path(memoircat.__file__).parent


def modules() -> dict[str, Path]:
    """Every module of the program by its dotted name; a package has the name of its folder."""
    files = {}
    for file in _PACKAGE.rglob("*.py"):
        parts = file.relative_to(_PACKAGE.parent).with_suffix("").parts
        files[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return files


def imports_of(source: str, known: Mapping[str, object]) -> Iterator[str]:
    """The modules of the program that a source imports anywhere: at its top, in functions, and under TYPE_CHECKING."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            for alias in node.names:
                submodule = f"{node.module}.{alias.name}"
                if submodule in known:
                    yield submodule
                elif node.module in known:
                    yield node.module


def test_there_is_no_import_circle() -> None:
    files = modules()
    graph = {name: set(imports_of(file.read_text(encoding="utf-8"), files)) for name, file in files.items()}
    assert sum(map(len, graph.values())) > len(files), "the imports are seen"
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" ← ".join(circle.args[1]))


def test_imports_for_types_and_within_functions_are_seen() -> None:
    source = """
from typing import TYPE_CHECKING
import m.one
if TYPE_CHECKING:
    from m.two import Two
def late():
    from m import three
"""
    assert list(imports_of(source, dict.fromkeys(("m", "m.one", "m.two", "m.three")))) == ["m.one", "m.two", "m.three"]

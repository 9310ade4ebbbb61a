"""SQL is written in the catalogue and in the search, and what is SQLite's own in still fewer places."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import memoircat

_PACKAGE = Path(memoircat.__file__).parent
_SQL = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA|CREATE TABLE)\s+\w", re.ASCII)
_SQLITES_OWN = re.compile(r"PRAGMA|INDEXED BY|sqlite_(schema|sequence|master)|USING fts5|fts5vocab", re.ASCII)
_CALLS = {"execute", "exec_driver_sql", "executemany", "executescript"}
_ROOMS = ("catalogue", "search")
_SQLITES_HOMES = {
    *("catalogue/engine.py", "catalogue/gate.py", "catalogue/storage.py", "catalogue/state.py"),
    *("catalogue/keyring.py", "catalogue/rewriting.py"),
    *("search/tables.py", "search/word_index.py", "search/word_proof.py", "search/name_index.py"),
}


def _sources() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(_PACKAGE.rglob("*.py")):
        yield file.relative_to(_PACKAGE).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def _texts(tree: ast.Module) -> Iterator[str]:
    """The texts in a source that are no docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(statement.value)
        for node in ast.walk(tree)
        if isinstance(node, documented)
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def _sql_in(name: str, tree: ast.Module) -> Iterator[str]:
    for text in _texts(tree):
        if _SQL.search(text):
            yield f"{name}: {text[:60]}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in _CALLS:
            yield f"{name}:{node.lineno} calls {node.attr}"


def test_no_sql_outside_the_catalogue_and_the_search() -> None:
    elsewhere = [found for name, tree in _sources() if not name.startswith(_ROOMS) for found in _sql_in(name, tree)]
    assert elsewhere == []


def test_what_is_sqlites_own_has_few_homes() -> None:
    elsewhere = [
        f"{name}: {text[:60]}"
        for name, tree in _sources()
        if name not in _SQLITES_HOMES and not name.startswith(("catalogue/migrations/", "catalogue/salvage/"))
        for text in _texts(tree)
        if _SQLITES_OWN.search(text)
    ]
    assert elsewhere == []


def test_no_connection_is_typed_as_anything() -> None:
    loose = [
        f"{name}:{node.lineno}"
        for name, tree in _sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.arg | ast.AnnAssign)
        and node.annotation is not None
        and "onnection" in (node.arg if isinstance(node, ast.arg) else ast.unparse(node.target))
        and ast.unparse(node.annotation) in ("Any", "object")
    ]
    assert loose == []


def test_sql_would_be_seen() -> None:
    planted = ast.parse('"""SELECT in a docstring."""\nrows = reader.execute("SELECT id FROM record")')
    assert len(list(_sql_in("desktop/planted.py", planted))) == 2

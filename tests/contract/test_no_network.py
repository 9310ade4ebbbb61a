"""Nothing goes out to a network, and what is temporary is private and gone afterwards: the main paths, with both denied."""

from __future__ import annotations

import ast
import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter
from PIL import Image

import memoircat
from shared.rosters import HEAD, MAPPING, ROWS

# Runs before the program in a child: what is forbidden is written down, in case that somebody swallows the exception.
GUARD = """
import os, socket, sys, tempfile

def deny(what):
    with open(os.environ["DENIED"], "a", encoding="utf-8") as file:
        file.write(what + "\\n")
    raise PermissionError(what)

class Guarded(socket.socket):
    def __init__(self, family=-1, *more, **named):
        if family in (-1, socket.AF_INET, socket.AF_INET6) and named.get("fileno") is None and len(more) < 3:
            deny("socket")
        super().__init__(family, *more, **named)

socket.socket = Guarded
for name in ("create_connection", "getaddrinfo", "gethostbyname", "gethostbyaddr", "getfqdn"):
    setattr(socket, name, lambda *_, name=name, **__: deny(name))

made = []

def watch(event, arguments):
    if event in ("tempfile.mkstemp", "tempfile.mkdtemp"):
        made.append(os.fspath(arguments[0]))
    elif event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(os.environ["TMPDIR"] + os.sep):
        writes = (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writes and not arguments[0].startswith(tuple(made)):
            deny(f"an open temporary file: {arguments[0]}")

sys.addaudithook(watch)
"""
RUN = """
import json, sys
from memoircat.cli.__main__ import main
for words in json.load(open(sys.argv[1], encoding="utf-8")):
    try:
        main(words)
    except SystemExit as ended:
        if ended.code:
            sys.exit(f"{words}: {ended.code}")
"""
_NETWORK = (
    "http",
    "urllib.request",
    "ftplib",
    "smtplib",
    "ssl",
    "socketserver",
    "xmlrpc",
    "requests",
    "PySide6.QtNetwork",
)


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """The environment of a child that may reach no network, with a folder of its own for temporary files."""
    for folder in ("guard", "temporary"):
        (tmp_path / folder).mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    paths = [str(tmp_path / "guard"), *filter(None, [os.environ.get("PYTHONPATH")])]
    temporary = str(tmp_path / "temporary")
    guarded = {"PYTHONPATH": os.pathsep.join(paths), "DENIED": str(tmp_path / "denied"), "QT_QPA_PLATFORM": "offscreen"}
    return {**os.environ, **guarded, **dict.fromkeys(("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"), temporary)}


def in_child(code: str, *words: object, surroundings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a program under the guard."""
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False, timeout=120)


def denied(surroundings: dict[str, str]) -> str:
    """What was tried and not allowed."""
    file = Path(surroundings["DENIED"])
    return file.read_text(encoding="utf-8") if file.exists() else ""


def main_paths(place: Path) -> Iterator[list[str]]:
    """The commands by which all parts of the program are used once."""
    folder, mapping = str(place / "c.memoircat"), place / "名簿.toml"
    mapping.write_text(MAPPING.format(source="名簿"), encoding="utf-8")
    with (place / "名簿.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *ROWS])
    with xlsxwriter.Workbook(place / "名簿.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([HEAD, *((f"1{row[0]}", *row[1:]) for row in ROWS)]):
            sheet.write_row(number, 0, row)
    Image.effect_noise((40, 40), 9).save(place / "page.png")
    yield ["new", folder, "--title", "試験"]
    yield ["add", folder, "memoir", "title=凍土の記"]
    yield ["import", folder, str(place / "名簿.csv"), "--mapping", str(mapping)]
    yield ["import", folder, str(place / "名簿.xlsx"), "--mapping", str(mapping)]
    yield ["find", folder, "さくま"]
    yield ["search", folder, "凍土"]
    yield ["list", folder, "person"]
    yield ["show", folder, "P-000001"]
    yield ["attach", folder, "M-000001", str(place / "page.png")]
    yield from (["report", folder, "catalogue", "--to", str(place / f"r.{kind}")] for kind in ("pdf", "html", "csv"))
    yield from (["export", folder, "--format", kind, "--to", str(place / kind)] for kind in ("csv", "dc"))
    yield ["backup", folder]
    yield ["check", folder, "--fixity"]
    yield ["undo", folder]
    yield ["demo", str(place / "demo.memoircat"), "--no-window"]
    yield ["screenshots", str(place / "demo.memoircat"), "--to", str(place / "screens"), "--size", "1280x800"]
    yield [folder, "--measure-start"]


def test_no_main_path_reaches_for_a_network_or_leaves_a_temporary_file(
    tmp_path: Path, surroundings: dict[str, str]
) -> None:
    (tmp_path / "paths.json").write_text(json.dumps(list(main_paths(tmp_path))), encoding="utf-8")
    ran = in_child(RUN, tmp_path / "paths.json", surroundings=surroundings)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert denied(surroundings) == ""
    assert [str(left) for left in Path(surroundings["TMPDIR"]).rglob("*")] == []
    assert [str(left) for left in tmp_path.rglob("*.unfinished")] == []


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('localhost', 9))",
        "import socket; socket.socket(socket.AF_INET6)",
        "import urllib.request; urllib.request.urlopen('http://localhost:9')",
        "import os; open(os.path.join(os.environ['TMPDIR'], 'names.txt'), 'w')",
    ],
    ids=["connection", "socket", "url", "open temporary file"],
)
def test_what_is_denied_is_caught(code: str, surroundings: dict[str, str]) -> None:
    """The control: were these not caught, the test above would prove nothing."""
    swallowed = f"try:\n    {code}\nexcept OSError:\n    pass\n"
    in_child(swallowed, surroundings=surroundings)
    assert denied(surroundings)


def test_nothing_of_a_network_is_imported() -> None:
    package = Path(memoircat.__file__).parent
    for file in package.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{name.name}" for name in node.names]
            reached = [name for name in names if f"{name}.".startswith(tuple(f"{known}." for known in _NETWORK))]
            assert reached == [], file

"""What the tests share: a catalogue in a temporary folder, and the command line run in this process."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from memoircat.catalogue import migrate, storage
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.listing import row_ids, rows
from memoircat.catalogue.query import Query
from memoircat.cli.__main__ import main
from memoircat.program import Program

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # without a display Qt ends the process

DEMONSTRATION = Path(__file__).parent.parent / "resources" / "demo"
ARCHIVIST = "佐久間"
_NOW = "2026-01-01T00:00:00Z"
_BASE = "uid, record_type, code, created_at, created_by, modified_at, modified_by, version"

settings.register_profile(
    "memoircat",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
settings.load_profile("memoircat")


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the folders of whoever runs it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.getbasetemp() / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state"))
    monkeypatch.setenv("MEMOIRCAT_LANG", "en")
    monkeypatch.delenv("MEMOIRCAT_DEBUG", raising=False)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Puts an empty catalogue at a path: a copy, since making its tables takes longer than most tests."""
    made: dict[str, Path] = {}

    def put(path: Path, title: str = "") -> Path:
        title = title or path.stem
        if title not in made:
            folder = tmp_path_factory.mktemp("blank") / "blank.memoircat"
            Program.create(folder, title=title, by=ARCHIVIST).close()
            made[title] = folder
        shutil.copytree(made[title], path)
        return path

    return put


@pytest.fixture
def program(tmp_path: Path, blank: Callable[..., Path]) -> Iterator[Program]:
    """An empty catalogue with all its indexes, open for writing."""
    opened = Program.open(blank(tmp_path / "test.memoircat", "試験"), by=ARCHIVIST)
    yield opened
    opened.close()


@pytest.fixture
def catalogue(program: Program) -> Catalogue:
    """The catalogue of `program`."""
    return program.catalogue


@pytest.fixture
def demonstration() -> Path:
    """The folder of the tables shipped for the demonstration."""
    return DEMONSTRATION


@pytest.fixture
def listed(catalogue: Catalogue) -> Callable[..., list[dict[str, Any]]]:
    """The rows of a list, with any of its columns."""

    def read(type_code: str, *columns: str, **query: Any) -> list[dict[str, Any]]:
        reader = catalogue.raw_reader()
        try:
            ids = row_ids(reader, Query(type_code, **query))
            return rows(reader, type_code, ids, ("code", "label", *columns))
        finally:
            reader.close()

    return read


@dataclass(frozen=True)
class Ran:
    """What a command printed and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its one line of JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """Its lines of JSON."""
        return [json.loads(line) for line in self.out.split("\n") if line]

    @property
    def error(self) -> dict[str, str]:
        """The error it told with `--json`."""
        (line,) = self.err.strip().split("\n")
        told: dict[str, str] = json.loads(line)["error"]
        return told


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run one command of `memoircat` in this process."""

    def command(*words: object) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        told = capsys.readouterr()
        status = ended.value.code
        assert isinstance(status, int)
        return Ran(status, told.out, told.err)

    return command


@pytest.fixture
def first_release() -> Callable[[Path], Path]:
    """Puts a catalogue at a path as the first release left it, with real rows."""

    def make(folder: Path) -> Path:
        folder.mkdir()
        for name in ("media", "backups"):
            (folder / name).mkdir()
        connection = storage.connect_writer(folder / "catalogue.db", create=True)
        migrate.upgrade(connection, to=1)
        for number, (kind, code) in enumerate(
            (("person", "P-000001"), ("place", "L-000001"), ("memoir", "M-000001"), ("person", "P-000002")), 1
        ):
            connection.execute(
                f"INSERT INTO record (id, {_BASE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)",
                (number, f"uid-{number}", kind, code, _NOW, "前任", _NOW, "前任"),
            )
        connection.execute(
            "INSERT INTO person (record_id, kind, role) VALUES (1, 'recorded', '[\"internee\"]'), (4, 'identified', NULL)"
        )
        connection.execute("INSERT INTO place (record_id, kind) VALUES (2, 'city')")
        connection.execute("INSERT INTO memoir (record_id, title, creators) VALUES (3, '凍土の記', '[\"佐久間\"]')")
        connection.execute(
            "INSERT INTO name (record_id, text, position, preferred) VALUES (1, '佐久間 辰蔵', 0, 0), (2, 'タイシェト', 0, 0)"
        )
        connection.execute(
            "INSERT INTO statement (record_id, property, occurrence, place, preferred, rejected) VALUES (1, 'camp_stay', 1, 2, 0, 0)"
        )
        connection.execute("INSERT INTO \"match\" (record_id, member, status) VALUES (4, 1, 'confirmed')")
        storage.fold_back(connection)
        connection.close()
        return folder

    return make

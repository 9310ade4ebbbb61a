"""Fixtures that several of these tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.commands import Run


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:
    """A new, empty catalogue, closed."""
    path = tmp_path / "c.memoircat"
    assert run("new", path, "--title", "舞鶴").status == 0
    return path


@pytest.fixture
def filled(run: Run, folder: Path) -> Path:
    """A catalogue with a person (P-000001), a memoir (M-000001), a place (L-000001) and a source."""
    run("add", folder, "person", "name=佐久間 辰蔵", "name.reading=さくま たつぞう", "role=internee")
    run("add", folder, "memoir", "title=凍土の記", "creators=佐久間辰蔵; 山形", "published=昭和25年", "language=ja")
    run("add", folder, "place", "name=タイシェト", "kind=city")
    run("state", folder, "P-000001", "death", "昭和21年3月1日", "--source", "戸籍", "--locator", "p.3", "--preferred")
    run("state", folder, "P-000001", "death", "14.2.46", "--source", "カード", "--certainty", "possible")
    run(
        "state",
        folder,
        "P-000001",
        "camp_stay",
        "第7収容所",
        "--place",
        "L-000001",
        "--date",
        "1946",
        "--until",
        "1947",
    )
    return folder

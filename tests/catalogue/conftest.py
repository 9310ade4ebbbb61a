"""Fixtures that several of these tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from memoircat.catalogue.catalogue import Catalogue
from shared.rosters import Roster


@pytest.fixture
def roster(catalogue: Catalogue, tmp_path: Path) -> Roster:
    return Roster(catalogue, tmp_path)

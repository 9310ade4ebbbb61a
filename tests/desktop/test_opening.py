"""Catalogues are opened; one of an older program is brought up to date over the window, and a copy is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from memoircat.catalogue.catalogue import Catalogue
from memoircat.desktop.app import Application
from memoircat.desktop.dialogs.progress_dialog import ProgressDialog
from memoircat.desktop.settings import Settings
from memoircat.jobs import Progress


def dialogs(program: Application) -> list[ProgressDialog]:
    assert program.window is not None
    return [each for each in program.window.findChildren(ProgressDialog) if each.isVisible()]


def test_an_older_catalogue_is_brought_up_to_date_and_opened(
    qapp: Any, qtbot: Any, tmp_path: Path, first_release: Callable[[Path], Path]
) -> None:
    old = first_release(tmp_path / "古い目録.memoircat")
    program = Application(Settings(user="橋本"), remember=False)
    program.show(old)
    assert "古い目録" in dialogs(program)[0].windowTitle()
    qtbot.waitUntil(lambda: program.session is not None and program.session.is_complete, timeout=20_000)
    assert program.window is not None
    assert program.window.browse is not None
    assert program.window.browse.model.rowCount() == 1
    assert not dialogs(program)
    assert list((old / "backups").iterdir())
    program.close()


def test_it_can_be_stopped_and_what_stops_it_is_told(
    qapp: Any, qtbot: Any, tmp_path: Path, first_release: Callable[[Path], Path], monkeypatch: Any
) -> None:
    old = first_release(tmp_path / "古い目録.memoircat")

    def endless(_catalogue: Catalogue, progress: Progress) -> None:
        while True:
            progress.step(1, 2)
            progress.give_way()

    monkeypatch.setattr(Catalogue, "rebuild", endless)
    program = Application(Settings(user="橋本"), remember=False)
    program.show(old)
    (dialog,) = dialogs(program)
    qtbot.waitUntil(lambda: dialog.bar.value() == 1, timeout=20_000)
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=5_000)
    assert program.session is None
    assert program.window is not None
    assert program.window.pages.currentWidget() is program.window.pages.start
    monkeypatch.undo()
    program.show(old)
    qtbot.waitUntil(lambda: program.session is not None and program.session.is_complete, timeout=20_000)
    program.close()

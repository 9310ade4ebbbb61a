"""Scenario A4 through the real window: what cannot come in is told with its line, nothing half, one step of undo."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer

from memoircat.desktop.import_dialog import ImportDialog

MAPPING = """
record = "person"
source = "死亡者名簿 昭和63年"
key = "整理番号"
[columns]
"整理番号" = "code"
"カナ氏名" = "name"
"生年" = "birth"
"階級" = "rank"
"死亡年月日" = "death"
"埋葬地" = "burial"
"""


def roster(folder: Path, *, broken: bool, rows: int = 1200) -> tuple[Path, Path]:
    lines = ["整理番号,カナ氏名,生年,階級,死亡年月日,埋葬地"]
    lines += [f"S-{n:05},サトウ {n},大正8年,一等兵,昭和21年2月{n % 28 + 1}日,チタ" for n in range(1, rows + 1)]
    for line in (100, 500, 900):
        lines[line] = lines[line].replace("昭和21年2月", "21・二・")
    if broken:
        lines[700] += ",余り"
    (folder / "名簿.csv").write_text("\n".join(lines) + "\n", encoding="cp932")
    (folder / "名簿.toml").write_text(MAPPING, encoding="utf-8")
    return folder / "名簿.csv", folder / "名簿.toml"


def ask(desk: Any, file: Path, mapping: Path) -> ImportDialog:
    desk.press("Ctrl+I", desk.window)
    dialog = next(each for each in desk.window.findChildren(ImportDialog) if each.isVisible())
    dialog.file.setText(str(file))
    dialog.mapping.setText(str(mapping))
    dialog.mapping.editingFinished.emit()
    return dialog


def column(dialog: ImportDialog, number: int) -> list[str]:
    return [dialog.problems.item(row, number).text() for row in range(dialog.problems.rowCount())]


def test_a4_a_roster_comes_in_whole_or_not_at_all(desk: Any, qtbot: Any, tmp_path: Path) -> None:
    before = desk.catalogue.state()
    dialog = ask(desk, *roster(tmp_path, broken=True))
    qtbot.waitUntil(lambda: dialog.problems.rowCount() == 4, timeout=20_000)
    assert column(dialog, 0) == ["701", "101", "501", "901"]
    assert "1,200" in dialog.told.text() or "1200" in dialog.told.text()
    assert not dialog.accepting.isEnabled(), "one row that cannot come in keeps all out"
    dialog.reject()
    assert desk.catalogue.state() == before

    dialog = ask(desk, *roster(tmp_path, broken=False))
    qtbot.waitUntil(dialog.accepting.isEnabled, timeout=20_000)
    assert "1200" in dialog.accepting.text()
    assert desk.catalogue.state() == before, "trying writes nothing"
    dialog.accepting.click()
    qtbot.waitUntil(lambda: desk.window.browse.model.rowCount() == 1200, timeout=20_000)
    desk.settle()
    assert desk.window.status_text().endswith("取り込み")
    desk.press("Ctrl+Z", desk.window)
    desk.settle()
    assert desk.window.browse.model.rowCount() == 0


def test_an_import_can_be_stopped_and_the_window_goes_on(desk: Any, qtbot: Any, tmp_path: Path) -> None:
    before = desk.catalogue.state()
    longest, last = 0.0, time.monotonic()

    def beat() -> None:
        nonlocal longest, last
        longest, last = max(longest, time.monotonic() - last), time.monotonic()

    timer = QTimer()
    timer.timeout.connect(beat)
    timer.start(10)
    dialog = ask(desk, *roster(tmp_path, broken=False, rows=6000))
    qtbot.waitUntil(lambda: dialog._under_way is not None and "500" in dialog.told.text(), timeout=20_000)
    begun = time.monotonic()
    dialog.reject()
    qtbot.waitUntil(lambda: dialog._under_way is None, timeout=5_000)
    timer.stop()
    assert time.monotonic() - begun < 2
    assert "変わっていません" in dialog.told.text()
    assert desk.catalogue.state() == before
    assert longest < 1, "the event loop went on"

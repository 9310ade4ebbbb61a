"""Records out through the clipboard, images and files in, commands by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QMenu

from memoircat.catalogue.placing import make_below
from memoircat.dates import read_date
from memoircat.desktop.grid.grid_view import cells_of
from memoircat.desktop.roster import ImportWizard
from memoircat.desktop.vocabularies.vocabularies_dialog import VocabulariesDialog
from memoircat.records.parts import Name, Statement


@pytest.fixture
def archive(desk: Any) -> Any:
    with desk.catalogue.change("x") as change:
        fonds = change.create("collection", code="MA-1", title="佐久間家資料", level="fonds")
        item = make_below(change, fonds, "document")
        change.set(item, title="葉書 髙橋宛", date=read_date("昭和21年3月1日").stored(), note="裏に\t追記\nあり")
        change.create(
            "memoir", code="M-1", title="凍土の記", creators=("佐久間 辰蔵",), publisher="私家版",
            published=read_date("1958").stored(),
        )  # fmt: skip
    desk.settle()
    return desk


def dropped(window: Any, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in files])
    assert window.acceptDrops()
    entering = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    )
    window.dragEnterEvent(entering)
    assert entering.isAccepted()
    window.dropEvent(
        QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    )


def test_a_record_is_copied_as_a_citation(archive: Any) -> None:
    archive.window.open_record(archive.catalogue.find("MA-1-01"))
    archive.press("Ctrl+Shift+C", archive.window)
    assert QApplication.clipboard().text() == (
        "「葉書 髙橋宛」、昭和21年3月1日（1946-03-01）、佐久間家資料、舞鶴コレクション、MA-1-01。"
    )
    archive.window.open_record(archive.catalogue.find("M-1"))
    archive.press("Ctrl+Shift+C", archive.window)
    assert QApplication.clipboard().text() == "佐久間 辰蔵、『凍土の記』、私家版、1958、舞鶴コレクション、M-1。"


def test_selected_rows_are_copied_as_a_table_that_a_spreadsheet_reads(archive: Any) -> None:
    archive.window.browse.navigation.choose("document")
    archive.window.browse.model.show_columns(["title", "date", "note", "code"])
    archive.tab_to(archive.window.browse.table)
    archive.window.browse.table.selectAll()
    archive.press("Ctrl+C", archive.window.browse.table)
    head, row = cells_of(QApplication.clipboard().text())
    assert len(head) == len(row)
    assert "葉書 髙橋宛" in row
    assert "昭和21年3月1日" in row


def test_a_record_is_copied_as_text_with_every_statement(archive: Any) -> None:
    with archive.catalogue.change("x") as change:
        person = change.create("person", kind="identified", code="P-1")
        change.add(person, Name(text="佐久間 辰蔵", kind="authorised"))
        change.add(person, Statement(property="occupation", value="農業"))
    archive.window.open_record(person)
    archive.press("Ctrl+Alt+C", archive.window)
    lines = QApplication.clipboard().text().split("\n")
    assert lines[0].startswith("佐久間 辰蔵")
    assert any("職業" in line and "農業" in line for line in lines)


def test_an_image_is_pasted_onto_a_record(
    archive: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    item = archive.catalogue.find("MA-1-01")
    archive.window.open_record(item)
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QApplication.clipboard().setImage(image)
    archive.press("Ctrl+Shift+V", archive.window)
    qtbot.waitUntil(lambda: len(archive.catalogue.view(item).pictures) == 1, timeout=10_000)
    picture = archive.catalogue.view(item).pictures[0]
    assert (picture.width, picture.height) == (30, 20)
    assert list((tmp_path / "temporary").iterdir()) == [], "no copy of an image stays with the temporary files"
    QApplication.clipboard().setText("x")
    archive.press("Ctrl+Shift+V", archive.window)
    archive.finish()
    assert len(archive.catalogue.view(item).pictures) == 1


def test_files_are_dropped_images_on_the_record_tables_into_the_import(
    archive: Any, qtbot: Any, tmp_path: Path
) -> None:
    item = archive.catalogue.find("MA-1-01")
    archive.window.open_record(item)
    Image.new("RGB", (12, 8)).save(tmp_path / "a.png")
    dropped(archive.window, tmp_path / "a.png")
    qtbot.waitUntil(lambda: len(archive.catalogue.view(item).pictures) == 1, timeout=10_000)
    (tmp_path / "名簿.csv").write_text("氏名\n佐藤\n", encoding="utf-8")
    dropped(archive.window, tmp_path / "名簿.csv")
    wizard = archive.window.findChild(ImportWizard)
    assert wizard.file.line.text() == str(tmp_path / "名簿.csv")
    wizard.reject()


def test_commands_are_found_by_name_and_catalogues_opened_last_are_listed(archive: Any, qtbot: Any) -> None:
    archive.press("Ctrl+Shift+P", archive.window)
    box = archive.window.search
    assert (box.text(), box.hasFocus()) == (">", True)
    assert box.results.list.count() > 10
    recent = archive.window.findChild(QMenu, "open-recent")
    assert [str(archive.program.session.path) in each.text() for each in recent.actions()] == [True]
    archive.write("用語", box)
    qtbot.waitUntil(lambda: box.results.list.count() == 2)  # the heading, and 用語集
    archive.press("Return", box)
    archive.settle()
    assert any(isinstance(each, VocabulariesDialog) for each in archive.window.children())

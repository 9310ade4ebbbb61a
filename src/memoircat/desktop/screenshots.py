"""Pictures (PNG) of every screen, drawn by the window itself: for the README, for reviews, without a display too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QEventLoop, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from memoircat.catalogue.whole import whole_files
from memoircat.desktop.app import Application, application
from memoircat.desktop.care.care_dialog import CareDialog
from memoircat.desktop.care.cared_for import CaredFor
from memoircat.desktop.care.pages import CHECK, PAGES
from memoircat.desktop.dialogs.history_dialog import HistoryDialog
from memoircat.desktop.dialogs.identify_dialog import IdentifyDialog
from memoircat.desktop.dialogs.report_dialog import ReportDialog
from memoircat.desktop.roster import ImportWizard, RosterImports
from memoircat.desktop.runner import QtRunner
from memoircat.desktop.settings import Settings
from memoircat.desktop.window.keys_dialog import KeysDialog
from memoircat.desktop.window.main_window import MainWindow
from memoircat.jobs import InlineRunner
from memoircat.messages import Language
from memoircat.program import Program
from memoircat.records.registry import RECORD_TYPES
from memoircat.reports.kinds import report_kinds
from memoircat.shipped import shipped


def draw_screens(catalogue: Path, folder: Path, settings: Settings, size: tuple[int, int] = (1440, 900)) -> list[Path]:
    """Draw start page, lists, work pages, search and dialogs into ``folder``; returns the files.

    Of a catalogue that cannot be written, the dialogs that write are left out. Raises EnvironmentError_ where the
    pictures cannot be written; none is there then.
    """
    with whole_files(folder) as aside:
        return [folder / file.name for file in _draw(catalogue, aside, settings, size)]


def _draw(catalogue: Path, folder: Path, settings: Settings, size: tuple[int, int]) -> list[Path]:
    application()
    program = Application(settings, remember=False)
    window = program.show()
    window.resize(*size)
    drawn = [_shot(window, folder / "01-start.png")]
    program.open(catalogue)
    session = program.session
    assert session is not None and program.window is not None
    session.complete(Program.open(catalogue, read_only=False)) if not session.is_complete else None
    window = program.window
    window.resize(*size)
    wait(120)
    drawn += _lists(window, folder)
    drawn += _records(window, folder)
    drawn += _searches(window, folder)
    drawn += _dialogs(window, folder)
    program.close()
    return drawn


_ROSTER = "埋葬者名簿（見本）"
_ROWS = [  # name, rank, prefecture, death, cause of death, plot: as the invented roster has them
    ["佐久間 辰蔵", "一等兵", "山形県", "21.2.14", "栄養失調", "A-1"],
    ["髙橋 德次", "上等兵", "〃", "21.2.15", "〃", "A-2"],
    ["渡邉 ●吉", "二等兵", "宮城県", "〃", "肺炎", "A-3"],
]


def wait(milliseconds: int) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _shot(widget: QWidget, file: Path) -> Path:
    wait(60)
    picture = QBuffer()
    widget.grab().save(picture, "PNG")
    file.write_bytes(bytes(picture.data().data()))  # Qt would not say why a file cannot be written
    return file


def _lists(window: MainWindow, folder: Path) -> list[Path]:
    """The list of each type that has records."""
    drawn = []
    browse = window.browse
    assert browse is not None
    totals = window.session.totals() if window.session else {}
    for number, code in enumerate(RECORD_TYPES):
        if totals.get(code):
            browse.navigation.choose(code)
            browse.select_first()
            if code == "person":
                for record_id, _, _ in window.session.look_up(("person",), "佐久間 辰蔵") if window.session else []:
                    browse.table.go_to(record_id)
            wait(120)
            drawn.append(_shot(window, folder / f"02-{number:02}-{code}.png"))
    browse.navigation.choose("person")
    return drawn


def _records(window: MainWindow, folder: Path) -> list[Path]:
    """A work page of each type: for people the one whose sources differ, for documents one with images."""
    drawn = []
    assert window.browse is not None and window.work is not None and window.session is not None
    wanted = {"person": "佐久間 辰蔵", "document": "白樺の手帳"}
    for number, code in enumerate(RECORD_TYPES):
        hits = window.session.look_up((code,), wanted.get(code, ""), 1)
        if hits:
            window.open_record(hits[0][0])
            wait(250)
            drawn.append(_shot(window, folder / f"03-{number:02}-{code}.png"))
            if code == "person":
                window.work.form.add_statement("death")
                wait(60)
                drawn.append(_shot(window, folder / "03-99-statement.png"))
                window.work.form.editor.leave()
    window.show_browse()
    return drawn


def _searches(window: MainWindow, folder: Path) -> list[Path]:
    drawn = []
    for number, text in enumerate(("さくま", "抑留", "> ")):
        window.search.setFocus()
        window.search.setText(text)
        window.search.textEdited.emit(text)
        wait(400)
        drawn.append(_shot(window, folder / f"04-search-{number}.png"))
    window.search.results.hide()
    window.search.clear()
    return drawn


def _dialogs(window: MainWindow, folder: Path) -> list[Path]:
    assert window.session is not None
    session, look = window.session, window.look
    ids = [id_ for id_, _, _ in session.look_up(("person",), "佐久間", 3)]
    people = session.program.catalogue.views(ids)
    kinds = list(report_kinds().values())
    drawn = []
    for name, dialog in (
        ("history", HistoryDialog(session, look, people[0], window)),
        ("identify", IdentifyDialog(session, look, people[:2], window)),
        ("print", ReportDialog(look, kinds, people[0], Path("/"), window)),
        ("keys", KeysDialog(look, window)),
    ):
        dialog.show()
        drawn.append(_shot(dialog, folder / f"05-{name}.png"))
        dialog.close()
    pages = [*_dialogs_of_actions(window, folder), *_import_pages(window, folder), *_care_pages(window, folder)]
    return [*drawn, *pages]


def _care_pages(window: MainWindow, folder: Path) -> list[Path]:
    """The pages of copies, check and salvage of the open catalogue; the check is run, and nothing is written."""
    assert window.session is not None
    cared = CaredFor(window.session.path, "橋本", window.session.program, is_open=True)
    drawn = []
    for page in PAGES:
        dialog = CareDialog(cared, QtRunner(), window.look, window, page)
        dialog.show()
        if page == CHECK:
            dialog.check.check()
            while dialog.busy:
                wait(60)
        drawn.append(_shot(dialog, folder / f"05-care-{page}.png"))
        dialog.close()
    return drawn


def _dialogs_of_actions(window: MainWindow, folder: Path) -> list[Path]:
    """The dialogs that actions open, with all documents selected; then the tree, and entry row by row."""
    browse = window.browse
    assert browse is not None and window.session is not None
    browse.navigation.choose("document")
    browse.table.selectAll()
    drawn = []
    for name in ("batch_edit", "replace", "vocabularies", "preferences"):
        window.actions_[name].trigger()
        wait(300)
        dialog = next((dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()), None)
        if dialog is None:
            continue
        drawn.append(_shot(dialog, folder / f"05-{name}.png"))
        dialog.close()
        wait(60)
    window.actions_["tree"].trigger()
    if browse.tree is not None:
        browse.tree.expandAll()
    wait(200)
    drawn.append(_shot(window, folder / "06-tree.png"))
    window.actions_["tree"].trigger()
    return [*drawn, _grid(window, folder)]


def _grid(window: MainWindow, folder: Path) -> Path:
    """Entry row by row, with rows of the demonstration's invented roster; they are taken back afterwards."""
    browse, session = window.browse, window.session
    assert browse is not None and session is not None
    sources = session.look_up(("source",), _ROSTER, 1)
    session.source_in_hand = sources[0][0] if sources else None
    browse.navigation.choose("person")
    window.actions_["grid"].trigger()
    view = window.pages.grid.view if window.pages.grid is not None else None
    if view is not None:
        view.editor.pasted.emit("\n".join("\t".join(row) for row in _ROWS))
    wait(300)
    drawn = _shot(window, folder / "06-grid.png")
    if view is not None:
        window.actions_["undo"].trigger()
    window.show_browse()
    return drawn


def _import_pages(window: MainWindow, folder: Path) -> list[Path]:
    """The import, step by step, of the demonstration's roster under another name."""
    assert window.session is not None
    wizard = ImportWizard(window.look, RosterImports(window.session), InlineRunner(), window)
    wizard.show()
    wizard.file.line.setText(str(shipped("demo/roster.csv")))
    drawn = []
    for name in ("file", "encoding", "columns", "trial"):
        if name == "trial":
            wizard.columns.source.setText("別の名簿")
        drawn.append(_shot(wizard, folder / f"05-import-{name}.png"))
        if name != "trial":
            wizard.accept()
    wizard.close()
    return drawn


def settings_for(language: Language, theme: str, scale: int) -> Settings:
    """Settings for drawing, with nothing from the settings of the user."""
    return replace(Settings(), language=language, theme=theme, scale=scale, user="橋本")

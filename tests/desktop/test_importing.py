"""Scenario A4 through the real window: what cannot come in is told with its line, nothing half, one step of undo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from memoircat.desktop import runner
from memoircat.desktop.dialogs.name_dialog import NameDialog
from memoircat.desktop.roster import ImportWizard
from memoircat.exchange.mapping import TableMapping
from memoircat.exchange.mapping_text import parse_mapping
from memoircat.exchange.table_import import ImportOutcome, import_table
from memoircat.jobs import Progress

HEAD = "整理番号,カナ氏名,生年,階級,死亡年月日,埋葬地"
STEP = 250  # rows between two reports of an import; tests/bench measures for how long the window waits
LONGEST_MS = 60_000


def roster(folder: Path, *, broken: bool = False, rows: int = 1200, encoding: str = "cp932") -> Path:
    lines = [HEAD]
    lines += [f"S-{n:05},サトウ {n},大正8年,一等兵,昭和21年2月{n % 28 + 1}日,チタ" for n in range(1, rows + 1)]
    for line in (100, 500, 900) if rows > 900 else ():
        lines[line] = lines[line].replace("昭和21年2月", "21・二・")
    if broken:
        lines[700] += ",余り"
    (folder / "名簿.csv").write_text("\n".join(lines) + "\n", encoding=encoding)
    return folder / "名簿.csv"


def ask(desk: Any, file: Path) -> ImportWizard:
    desk.press("Ctrl+I", desk.window)
    wizard = next(each for each in desk.window.findChildren(ImportWizard) if each.isVisible())
    desk.tab_to(wizard.file.line)
    desk.write(str(file), wizard.file.line)
    return wizard


def wait_until_closed(desk: Any, qtbot: Any) -> None:
    """The list hears of an import before its wizard does."""
    qtbot.waitUntil(
        lambda: not any(each.isVisible() for each in desk.window.findChildren(ImportWizard)), timeout=LONGEST_MS
    )


def go_on(wizard: ImportWizard, qtbot: Any, step: int) -> None:
    """Press the button of the page until ``step`` is shown and nothing runs."""
    while wizard.step < step:
        before = wizard.step
        wizard.accepting.click()
        qtbot.waitUntil(lambda before=before: wizard.step > before and wizard._under_way is None, timeout=LONGEST_MS)


def column(wizard: ImportWizard, number: int) -> list[str]:
    table = wizard.trial.problems
    return [table.item(row, number).text() for row in range(table.rowCount())]


def told(wizard: ImportWizard) -> str:
    return " ".join(each.text() for each in wizard.trial.findChildren(QLabel))


def test_a4_a_roster_comes_in_whole_or_not_at_all(desk: Any, qtbot: Any, tmp_path: Path) -> None:
    before = desk.catalogue.state()
    wizard = ask(desk, roster(tmp_path, broken=True))
    go_on(wizard, qtbot, 3)
    assert column(wizard, 0) == ["701", "101", "501", "901"]
    assert "1,200" in told(wizard)
    assert not wizard.accepting.isEnabled(), "one row that cannot come in keeps all out"
    wizard.trial.skip.click()
    assert wizard.accepting.isEnabled(), "unless a person leaves it out"
    assert "1199" in wizard.accepting.text()
    wizard.reject()
    assert desk.catalogue.state() == before

    wizard = ask(desk, roster(tmp_path))
    go_on(wizard, qtbot, 3)
    assert "1200" in wizard.accepting.text()
    assert desk.catalogue.state() == before, "trying writes nothing"
    wizard.accepting.click()
    qtbot.waitUntil(lambda: desk.window.browse.model.rowCount() == 1200, timeout=LONGEST_MS)
    wait_until_closed(desk, qtbot)
    desk.settle()
    assert desk.window.status_text().endswith("取り込み")
    desk.press("Ctrl+Z", desk.window)
    desk.settle()
    assert desk.window.browse.model.rowCount() == 0


def test_rows_and_dates_are_decided_one_by_one(desk: Any, qtbot: Any, tmp_path: Path) -> None:
    file = roster(tmp_path, rows=20, encoding="utf-8")
    lines = file.read_text(encoding="utf-8").split("\n")
    lines[3] += ",余り"
    lines[5] = lines[5].replace("昭和21年2月6日", "昭和21年冬頃")
    lines[7] = lines[7].replace("昭和21年2月8日", "21・二・八")
    file.write_text("\n".join(lines), encoding="utf-8")
    wizard = ask(desk, file)
    go_on(wizard, qtbot, 3)
    table, trial = wizard.trial.problems, wizard.trial
    assert column(wizard, 0) == ["4", "6", "8"]
    assert column(wizard, 3)[0] == "この行の欄は7個、見出しは6個です。カンマの過不足がないか見てください。"
    assert not wizard.accepting.isEnabled()
    desk.tab_to(table)
    desk.press("Space", table)
    assert column(wizard, 4)[0] != column(wizard, 4)[1]
    assert "19" in wizard.accepting.text(), "the broken row is left out, and no other asked for it"

    desk.press("Down", table)
    cells = [trial.pane.row.item(0, n).text() for n in range(trial.pane.row.columnCount())]
    assert cells == lines[5].split(","), "the row stands there as it is in the file"
    marked = [n for n in range(len(cells)) if trial.pane.row.item(0, n).font().underline()]
    assert [cells[n] for n in marked] == ["昭和21年冬頃"]
    desk.press("Return", table)
    answers = trial.pane.answers
    assert [each.isChecked() for each in answers] == [True, False, False, False, False], "as written, until decided"
    assert answers[0].hasFocus()
    desk.press("Down", answers[0])
    assert trial.decided.dates[6, "死亡年月日", "昭和21年冬頃"] == "1945-12~/1946-02~"
    desk.tab_to(table)
    desk.press("Down", table)
    desk.press("Space", table)
    assert "18" in wizard.accepting.text()
    counts = [int(each.text()) for each in trial._counts]
    assert counts == [20, 18, 0, 2]
    wizard.accepting.click()
    qtbot.waitUntil(lambda: desk.window.browse.model.rowCount() == 18, timeout=LONGEST_MS)
    wait_until_closed(desk, qtbot)
    desk.settle()
    people = [desk.catalogue.view(desk.window.browse.model.id_at(n)) for n in range(18)]
    deaths = {each.events("death")[1][0].part.start.text: each.events("death")[1][0].part.start for each in people}
    assert deaths["昭和21年冬頃"].edtf == "1945-12~/1946-02~"
    assert "21・二・八" not in deaths


def test_rows_are_not_written_where_the_file_or_the_catalogue_is_not_as_it_was_tried(
    desk: Any, qtbot: Any, tmp_path: Path
) -> None:
    wizard = ask(desk, roster(tmp_path, rows=3, encoding="utf-8"))
    go_on(wizard, qtbot, 2)
    wizard.columns.choose(0, "code")
    go_on(wizard, qtbot, 3)
    assert "3" in wizard.accepting.text()
    roster(tmp_path, rows=4, encoding="utf-8")
    wizard.accepting.click()
    qtbot.waitUntil(lambda: wizard._under_way is None, timeout=LONGEST_MS)
    assert wizard.isVisible()
    assert "変わりました" in wizard.findChild(QLabel, "import-problem").text()
    assert desk.catalogue.info()["records"].get("person", 0) == 0
    wizard.back()
    go_on(wizard, qtbot, 3)
    assert "4" in wizard.accepting.text()
    with desk.catalogue.change("人") as change:
        change.create("person", code="S-00002")
    wizard.accepting.click()
    qtbot.waitUntil(lambda: wizard._under_way is None and column(wizard, 0) == ["3"], timeout=LONGEST_MS)
    assert wizard.isVisible()
    assert "まだ何も書き込んでいません" in wizard.trial.summary.text()
    wizard.trial.skip.click()
    wizard.accepting.click()
    wait_until_closed(desk, qtbot)
    assert desk.catalogue.info()["records"]["person"] == 4


def test_what_was_decided_stays_while_file_and_mapping_are_the_same(desk: Any, qtbot: Any, tmp_path: Path) -> None:
    file = roster(tmp_path, rows=3, encoding="utf-8")
    text = file.read_text(encoding="utf-8").replace("昭和21年2月3日", "昭和21年冬頃")
    file.write_text(text, encoding="utf-8")
    wizard = ask(desk, file)
    go_on(wizard, qtbot, 3)
    desk.press("Space", wizard.trial.problems)
    assert "2" in wizard.accepting.text()
    wizard.back()
    go_on(wizard, qtbot, 3)
    assert wizard.trial.decided.left_out == {3}
    assert [int(each.text()) for each in wizard.trial._counts] == [3, 2, 0, 1]
    wizard.back()
    wizard.columns.choose(1, "name")
    go_on(wizard, qtbot, 3)
    assert wizard.trial.decided.left_out == frozenset(), "another mapping"
    desk.press("Space", wizard.trial.problems)
    file.write_text(text + text.split("\n")[1].replace("S-00001", "S-00009") + "\n", encoding="utf-8")
    wizard.back()
    go_on(wizard, qtbot, 3)
    assert wizard.trial.decided.left_out == frozenset(), "another file"
    wizard.reject()


def test_a_row_known_already_is_not_taken_from_those_to_write(desk: Any, qtbot: Any, tmp_path: Path) -> None:
    first = ask(desk, roster(tmp_path, rows=2, encoding="utf-8"))
    go_on(first, qtbot, 3)
    first.accepting.click()
    wait_until_closed(desk, qtbot)
    file = roster(tmp_path, rows=3, encoding="utf-8")
    text = file.read_text(encoding="utf-8").split("\n")
    file.write_text("\n".join([*text[:2], text[2].replace("一等兵", "上等兵"), *text[3:]]), encoding="utf-8")
    wizard = ask(desk, file)
    go_on(wizard, qtbot, 3)
    assert [int(each.text()) for each in wizard.trial._counts] == [3, 1, 2, 0]
    desk.press("Space", wizard.trial.problems)
    assert [int(each.text()) for each in wizard.trial._counts] == [3, 1, 1, 1]
    wizard.accepting.click()
    wait_until_closed(desk, qtbot)
    assert desk.catalogue.info()["records"]["person"] == 3


def test_enter_in_the_path_leads_on(desk: Any, qtbot: Any, tmp_path: Path) -> None:
    wizard = ask(desk, roster(tmp_path, rows=20))
    desk.press("Return", wizard.file.line)
    qtbot.waitUntil(lambda: wizard.step == 1, timeout=LONGEST_MS)
    wizard.reject()


def test_the_columns_are_guessed_changed_and_kept_under_a_name(desk: Any, qtbot: Any, tmp_path: Path) -> None:
    wizard = ask(desk, roster(tmp_path, rows=20))
    go_on(wizard, qtbot, 2)
    page = wizard.columns
    guessed = dict(page.draft().columns)
    assert guessed == {
        "整理番号": "", "カナ氏名": "name.reading", "生年": "birth", "階級": "rank", "死亡年月日": "death", "埋葬地": "burial",
    }  # fmt: skip
    assert page.draft().key == "整理番号"
    page.choose(0, "code")
    page.choose(1, "name")
    page.source.setText("死亡者名簿 昭和63年")
    page.save_requested.emit(page.draft().text())
    dialog = wizard.findChild(NameDialog)
    assert dialog.line.text() == "死亡者名簿 昭和63年"
    dialog.accept()
    desk.settle()
    assert page.mapping.currentText() == "死亡者名簿 昭和63年"
    wizard.accepting.click()
    qtbot.waitUntil(lambda: wizard.step == 3 and "20" in wizard.accepting.text(), timeout=LONGEST_MS)
    wizard.accepting.click()
    qtbot.waitUntil(lambda: desk.window.browse.model.rowCount() == 20, timeout=LONGEST_MS)
    wait_until_closed(desk, qtbot)
    desk.settle()
    found = desk.catalogue.get("S-00007")
    assert found.names[0].part.text == "サトウ 7"

    again = ask(desk, roster(tmp_path, rows=20))
    go_on(again, qtbot, 2)
    again.columns.mapping.setCurrentIndex(again.columns.mapping.findText("死亡者名簿 昭和63年"))
    again.columns.mapping.activated.emit(again.columns.mapping.currentIndex())
    assert dict(again.columns.draft().columns)["整理番号"] == "code"
    again.accepting.click()
    qtbot.waitUntil(lambda: again.trial.outcome is not None, timeout=LONGEST_MS)
    assert again.trial.outcome.unchanged == 20
    assert not again.accepting.isEnabled(), "a second import of the same file adds nothing"
    again.reject()


def test_an_encoding_is_asked_for_where_two_fit_and_shown_as_it_reads(desk: Any, qtbot: Any, tmp_path: Path) -> None:
    file = tmp_path / "半角.csv"
    file.write_bytes("1,ﾀｶﾊｼ ﾄｸｼﾞ\n2,ﾔﾏﾀﾞ\n".encode("cp932"))
    wizard = ask(desk, file)
    go_on(wizard, qtbot, 1)
    assert wizard.preview.possible == ("cp932", "euc-jp")
    page = wizard.encoding
    offered = [page.list.item(row).text() for row in range(page.list.count())]
    page.list.setCurrentRow(offered.index("EUC-JP"))
    qtbot.waitUntil(lambda: wizard._under_way is None and wizard.preview.encoding == "euc-jp", timeout=LONGEST_MS)
    assert page.table.item(0, 1).text() != "ﾀｶﾊｼ ﾄｸｼﾞ"
    page.list.setCurrentRow(offered.index("CP932 / Shift_JIS"))
    qtbot.waitUntil(lambda: wizard._under_way is None and wizard.preview.encoding == "cp932", timeout=LONGEST_MS)
    assert page.table.item(0, 1).text() == "ﾀｶﾊｼ ﾄｸｼﾞ"
    go_on(wizard, qtbot, 2)
    wizard.columns.choose(1, "name")
    go_on(wizard, qtbot, 3)
    assert "2" in wizard.accepting.text()
    wizard.reject()


def test_what_is_wrong_with_a_file_is_said_below_the_page_and_nothing_is_lost(
    desk: Any, qtbot: Any, tmp_path: Path
) -> None:
    file = tmp_path / "開いたまま.csv"
    file.write_text('番号,氏名\n1,"佐藤\n', encoding="utf-8")
    wizard = ask(desk, file)
    wizard.accepting.click()
    said = wizard.findChild(QLabel, "import-problem")
    qtbot.waitUntil(lambda: not said.isHidden(), timeout=LONGEST_MS)
    assert "2行目：表を読めません" in said.text()
    assert wizard.step == 0
    assert wizard.file.line.text() == str(file)
    wizard.reject()


class RowsBeside:
    """The rows that an import reads in its thread: all, and those between two turns of the window's loop.

    Rows and not seconds: on a machine with more to do both the import and the window take their time.
    """

    def __init__(self, wizard: ImportWizard, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read = self._heard = 0
        self._between: list[int] = []
        import_table = wizard._target.import_table

        def counted(file: Path, mapping: TableMapping, encoding: str, progress: Progress, **how: Any) -> ImportOutcome:
            give_way = progress.give_way

            def count() -> None:
                self.read += 1
                give_way()

            monkeypatch.setattr(progress, "give_way", count)
            return import_table(file, mapping, encoding, progress, **how)

        monkeypatch.setattr(wizard._target, "import_table", counted)
        self._timer = QTimer(wizard)
        self._timer.timeout.connect(self._hear)
        self._timer.start(5)

    def _hear(self) -> None:
        read = self.read
        self._between.append(read - self._heard)
        self._heard = read

    def most(self) -> int:
        """The most rows for which the loop has waited, but for two strays, which are the machine's."""
        return sorted(self._between)[-3]


def test_an_import_can_be_stopped_and_the_window_goes_on(
    desk: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.catalogue.state()
    wizard = ask(desk, roster(tmp_path, rows=6000))
    go_on(wizard, qtbot, 2)
    rows, told_rows = RowsBeside(wizard, monkeypatch), []
    wizard.progressed.connect(told_rows.append)
    wizard.accepting.click()
    qtbot.waitUntil(lambda: bool(told_rows), timeout=LONGEST_MS)
    assert str(told_rows[-1]) in wizard.trial.summary.text()
    assert wizard._under_way is not None
    stopped_at = rows.read
    wizard.reject()
    qtbot.waitUntil(lambda: wizard._under_way is None, timeout=LONGEST_MS)
    assert rows.read < stopped_at + 4 * STEP, "it was heard at one of the next steps"
    assert "変わっていません" in wizard.trial.summary.text()
    assert desk.catalogue.state() == before
    assert rows.most() < STEP, "the event loop went on"


def test_scrolling_sorting_and_searching_go_on_during_an_import(
    desk: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = '"整理番号" = "code"\n"カナ氏名" = "name"\n"階級" = "rank"\n"死亡年月日" = "death"\n'
    mapping = parse_mapping(f'record = "person"\nsource = "名簿"\n[columns]\n{columns}')
    import_table(desk.catalogue, roster(tmp_path, rows=3000), mapping)
    desk.finish()
    table, search = desk.window.browse.table, desk.window.search
    assert table.list_model.rowCount() == 3000
    wizard = ask(desk, roster(tmp_path, rows=8000))
    go_on(wizard, qtbot, 2)
    wizard.columns.source.setText("もう一つの名簿")
    rows = RowsBeside(wizard, monkeypatch)
    wizard.accepting.click()
    qtbot.waitUntil(lambda: rows.read > 0, timeout=LONGEST_MS)
    for turn in range(40):
        assert wizard._under_way is not None, "the import runs all the while"
        table.setCurrentIndex(table.list_model.index((turn * 701) % 3000, 0))
        table.scrollTo(table.currentIndex())
        table.list_model.sort(turn % 5)
        search.setText("さとう"[: turn % 3 + 1])
        search.textEdited.emit(search.text())
        QTest.qWait(30)
    wizard.reject()
    qtbot.waitUntil(lambda: wizard._under_way is None, timeout=LONGEST_MS)
    assert rows.most() < STEP


def test_an_import_beside_the_window_lets_go_of_the_interpreter_at_each_row(
    desk: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(runner.time, "sleep", slept.append)
    wizard = ask(desk, roster(tmp_path, rows=20))
    go_on(wizard, qtbot, 3)
    assert len(slept) == 20
    assert min(slept) > 0
    wizard.reject()

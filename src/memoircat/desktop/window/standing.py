"""Where a person stands in the window, so that one made anew (language, theme, text size) shows the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from memoircat.catalogue.drafts import Draft
from memoircat.catalogue.listing import Query

if TYPE_CHECKING:
    from memoircat.desktop.window.main_window import MainWindow
    from memoircat.editing.grid_rows import Grid

PREFERENCES = "preferences"  # the dialog's name, known here since the dialog is imported late


@dataclass(frozen=True, slots=True)
class Standing:
    """The list or tree with its current record; the open record (None: none is), its field, what is unsaved there."""

    query: Query
    tree: bool
    current: int | None
    record: int | None
    field: str | None
    unsaved: Sequence[Draft]
    grid: tuple[Grid, int, int] | None = None  # entry row by row: its columns, row and section


def standing_in(window: MainWindow) -> Standing | None:
    """Where the person stands; None on the start page. What is typed has been saved as far as it can be."""
    browse, work = window.browse, window.work
    if browse is None:
        return None
    shown = work if work is not None and window.pages.currentWidget() is work else None
    return Standing(
        query=browse.model.asked,
        tree=browse.tree_shown() is not None,
        current=browse.current_id(),
        record=shown.record.id if shown is not None and shown.record is not None else None,
        field=shown.form.focused_field() if shown is not None else None,
        unsaved=work.drafts.hand_over() if work is not None else (),
        grid=window.grid.standing() if window.grid is not None and window.pages.is_shown(window.grid) else None,
    )


def stand_again(window: MainWindow, standing: Standing) -> None:
    """Show the same in a new window on the same catalogue."""
    browse = window.browse
    assert browse is not None
    browse.show_list(standing.query)
    if standing.current is not None:
        browse.table.go_to(standing.current)
    if standing.tree:
        browse.show_tree(standing.current)
    browse.focus_list()
    if standing.grid is not None and window.work is not None:
        window.commands.enter_rows(standing.grid[0].record)
        if window.grid is not None:
            window.grid.stand_again(*standing.grid)
        return
    if standing.record is None or window.work is None:
        return
    window.open_record(standing.record)
    for draft in standing.unsaved:
        if draft.record == standing.record:
            window.work.drafts.take_up(draft)
    if standing.field is not None:
        window.work.form.focus_field(standing.field)


def dialogs_over(window: MainWindow) -> list[QDialog]:
    """The open dialogs that a window made anew would take away; the preferences are shown again."""
    shown = (each for each in window.findChildren(QDialog) if each.isVisible())
    return [each for each in shown if each.objectName() != PREFERENCES]


def preferences_asked(window: MainWindow) -> str | None:
    """The control that has the focus in the preferences, by its name, where they are open; they are closed."""
    dialog = window.findChild(QDialog, PREFERENCES)
    if not isinstance(dialog, QDialog) or not dialog.isVisible():
        return None
    control = dialog.focusWidget()
    name = control.objectName() if control is not None else ""
    dialog.close()
    return name

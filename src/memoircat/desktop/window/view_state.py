"""What the window shows: saved before the window is recreated (language, theme, text size), restored in the new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from memoircat.catalogue.drafts import Draft
from memoircat.catalogue.query import Query
from memoircat.desktop.dialogs.dialog import PREFERENCES
from memoircat.desktop.window.desk import Desk

if TYPE_CHECKING:  # the first list is shown before it is imported
    from memoircat.editing.grid_rows import Grid


@dataclass(frozen=True, slots=True)
class ViewState:
    """The list or tree with its current record, and the page that is shown over it.

    ``record`` is the record that is open for editing (None: no record is), ``field`` the field with the focus there,
    ``unsaved`` what could not be saved of it. ``grid`` is the page of entry row by row, where that is shown: its
    columns, the current row and the current section.
    """

    query: Query
    tree: bool
    current: int | None
    record: int | None
    field: str | None
    unsaved: Sequence[Draft]
    grid: tuple[Grid, int, int] | None = None


def view_state(desk: Desk) -> ViewState | None:
    """What the window shows; None on the start page. What is being typed must have been saved before."""
    pages = desk.pages
    browse, work, grid = pages.browse, pages.work, pages.grid
    if browse is None:
        return None
    shown = work if work is not None and pages.is_shown(work) else None
    return ViewState(
        query=browse.model.requested_query,
        tree=browse.tree_shown() is not None,
        current=browse.current_id(),
        record=shown.record.id if shown is not None and shown.record is not None else None,
        field=shown.form.focused_field() if shown is not None else None,
        unsaved=work.drafts.hand_over() if work is not None else (),
        grid=grid.typed_cell() if grid is not None and pages.is_shown(grid) else None,
    )


def show_again(desk: Desk, state: ViewState) -> None:
    """Show the same in a new window on the same catalogue."""
    pages = desk.pages
    browse, work = pages.browse, pages.work
    assert browse is not None
    browse.show_list(state.query)
    if state.current is not None:
        browse.table.go_to(state.current)
    if state.tree:
        browse.toggle_tree(state.current)
    browse.focus_list()
    if work is None:
        return
    if state.grid is not None:
        desk.enter_rows(state.grid[0].record)
        if pages.grid is not None:
            pages.grid.type_again(*state.grid)
    elif state.record is not None:
        pages.open_record(state.record)
        for draft in state.unsaved:
            if draft.record == state.record:
                work.drafts.take_up(draft)
        if state.field is not None:
            work.form.focus_field(state.field)


def dialogs_over(window: QWidget) -> list[QDialog]:
    """The open dialogs that would be lost with the window. The preferences are not: they are opened again."""
    shown = (dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())
    return [dialog for dialog in shown if dialog.objectName() != PREFERENCES]


def close_preferences(window: QWidget) -> str | None:
    """Close the preferences; the object name of the control that had the focus there, or None: they were not open."""
    dialog = window.findChild(QDialog, PREFERENCES)
    if not isinstance(dialog, QDialog) or not dialog.isVisible():
        return None
    control = dialog.focusWidget()
    name = control.objectName() if control is not None else ""
    dialog.close()
    return name

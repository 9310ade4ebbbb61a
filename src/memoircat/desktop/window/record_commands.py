"""Commands on records: making, duplicating, moving, deleting, editing many at once."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from memoircat.catalogue.codes import code_after
from memoircat.catalogue.placing import make_below, move_below
from memoircat.catalogue.query import Query
from memoircat.desktop.batch.batch_dialog import BatchDialog
from memoircat.desktop.batch.replace_dialog import ReplaceDialog, Scope
from memoircat.desktop.dialogs.history_dialog import HistoryDialog
from memoircat.desktop.dialogs.move_dialog import MoveDialog
from memoircat.desktop.grid import GridPage
from memoircat.desktop.theme.icons import icon
from memoircat.desktop.theme.tokens import FONT_BODY, ICON
from memoircat.desktop.window.command_group import CommandGroup
from memoircat.messages import message
from memoircat.records.registry import HIERARCHY, RECORD_TYPES

# Where the menu of record types opens: below the button that makes a record, px at 100 %
_MENU_FROM_RIGHT: Final = 240
_MENU_FROM_TOP: Final = 84

_NOT_COPIED = ("code",)
_HOLDS_COLLECTIONS = ("fonds", "subfonds")  # levels of a collection in which a new record is a collection


class RecordCommands(CommandGroup):
    """What is made of, or done to, records of every type."""

    # Making and removing ---------------------------------------------------------------------------------------

    def new(self) -> None:
        """Ask for the type of record, beginning with the type that the list shows."""
        look, parent = self._desk.look, self._desk.dialog_parent
        menu = QMenu(parent)
        menu.setObjectName("new-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(look.font(FONT_BODY))
        listed = self._listed_type()
        for code in sorted(RECORD_TYPES, key=lambda code: code != listed):
            words = RECORD_TYPES[code].label.in_(look.language)
            action = menu.addAction(icon(RECORD_TYPES[code].icon, look.tokens.text2, look.px(ICON)), words)
            action.setObjectName(f"new-{code}")
            action.triggered.connect(lambda _checked=False, code=code: self.make(code))
        menu.setActiveAction(menu.actions()[0])
        corner = QPoint(parent.width() - look.px(_MENU_FROM_RIGHT), look.px(_MENU_FROM_TOP))
        menu.popup(parent.mapToGlobal(corner))

    def make(self, type_code: str) -> None:
        """Make an empty record and open it with the focus where entering begins."""
        self._save_typing()
        made: list[int] = []

        def work() -> None:
            with self._session.program.catalogue.change(
                message("New: {type}", type=RECORD_TYPES[type_code].label)
            ) as change:
                more: dict[str, Any] = {"kind": "identified"} if type_code == "person" else {}
                made.append(change.create(type_code, **more))

        if self._session.attempt(work):
            self._open(made[0], type_code)

    def duplicate(self) -> None:
        """Duplicate the record under the next code, without images, names and statements."""
        self._save_typing()
        record, made = self._record(), []
        if record is None:
            return

        def work() -> None:
            with self._session.program.catalogue.change(message("Duplicate {code}", code=record.code)) as change:
                values = {name: value for name, value in record.fields.items() if name not in _NOT_COPIED}
                made.append(change.create(record.type.code, code=code_after(change.connection, record.code), **values))

        if self._session.attempt(work):
            self._open(made[0], record.type.code)

    def new_below(self) -> None:
        """Make a record below the selected collection or document, with the next code there."""
        self._save_typing()
        parent, made = self._record(), []
        if parent is None or parent.type.code not in HIERARCHY:
            self._note(self.tr("Select one collection or document first."))
            return
        kind = "collection" if parent.fields["level"] in _HOLDS_COLLECTIONS else "document"

        def work() -> None:
            with self._session.program.catalogue.change(message("New in {record}", record=parent.label)) as change:
                made.append(make_below(change, parent.id, kind))

        if self._session.attempt(work):
            self._open(made[0], kind)

    def enter_rows(self, record_type: str = "") -> None:
        """Enter records of a type, else of that of the list, row by row from the source in hand."""
        self._save_typing()
        pages = self._desk.pages
        grid = pages.grid
        if grid is None:
            grid = GridPage(self._session, self._desk.look)
            grid.closed.connect(pages.show_list)
            if pages.work is not None:
                grid.attend(pages.work.drafts)
        pages.show_grid(grid)
        grid.begin(record_type or self._listed_type())

    def _open(self, record_id: int, type_code: str) -> None:
        """Open a new record, and go to it in the list."""
        pages = self._desk.pages
        if pages.browse is not None:
            pages.browse.go_to(record_id, type_code)
        pages.open_record(record_id)
        if pages.work is not None:
            pages.work.focus_first()

    def delete(self) -> None:
        """Put the selected records into the trash, or bring them back from there, in one step of undo."""
        self._save_typing()
        records = self._records()
        if not records:
            return
        if records[0].deleted_at:
            label = message("Bring back {record}", record=records[0].label)
        elif len(records) > 1:
            label = message("Delete {n} {n:record|records}", n=len(records))
        else:
            label = message("Delete {record}", record=records[0].label)

        def work() -> None:
            with self._session.program.catalogue.change(label) as change:
                for record in records:
                    change.restore(record.id) if record.deleted_at else change.delete(record.id)

        self._session.attempt(work)

    # Moving ----------------------------------------------------------------------------------------------------

    def move(self) -> None:
        """Ask for the parent into which the selected collections or documents are moved."""
        self._save_typing()
        ids = self._ids()
        if not ids or self._record_type() not in HIERARCHY:  # in the tree nothing else is shown
            self._note(self.tr("Select collections or documents first."))
            return
        dialog = MoveDialog(self._session, self._desk.look, ids, self._desk.dialog_parent)
        dialog.chosen.connect(lambda parent: self.move_into(ids, parent))
        dialog.open()

    def move_into(self, ids: list[int], parent: int) -> None:
        """Move records into ``parent`` (0: to the top level) as one undo step; a problem is shown in the status bar."""
        catalogue, label = self._session.program.catalogue, message("Move {n} {n:record|records}", n=len(ids))

        def work() -> None:
            with catalogue.change(label) as change:
                move_below(change, ids, parent or None)

        browse = self._desk.pages.browse
        if self._session.attempt(work) and browse is not None and browse.tree is not None:
            browse.tree.go_to(ids[0])

    # Many at once ----------------------------------------------------------------------------------------------

    def batch_edit(self) -> None:
        """Edit the selected records together."""
        self._save_typing()
        ids, type_code, browse = self._ids(), self._record_type(), self._desk.pages.browse
        if browse is not None and browse.mixes_types():
            ids = [record.id for record in self._records() if record.type.code == type_code]
        if not ids:
            self._note(self.tr("Select records in the list first."))
            return
        BatchDialog(self._session, self._desk.look, type_code, ids, self._desk.dialog_parent).open()

    def replace(self) -> None:
        """Find and replace in the texts of the selected, of the list as it is shown, or of all of its type."""
        self._save_typing()
        type_code, desk = self._record_type(), self._desk
        ReplaceDialog(self._session, desk.look, type_code, self._scopes(type_code), desk.dialog_parent).open()

    def _scopes(self, type_code: str) -> list[Scope]:
        """Where to look; the list first, unless several records are selected or one is open."""
        pages, ids = self._desk.pages, self._ids()
        scopes = []
        if pages.browse is not None and pages.browse.model.query.record_type == type_code:
            model = pages.browse.model
            model.count_now()
            scopes.append(Scope(self.tr("The list as it is shown (%n)", "", model.rowCount()), query=model.query))
        if ids:
            at = 0 if len(ids) > 1 or pages.is_shown(pages.work) else len(scopes)
            scopes.insert(at, Scope(self.tr("The selected (%n)", "", len(ids)), records=ids))
        label = RECORD_TYPES[type_code].label.in_(self._desk.look.language)
        return [*scopes, Scope(self.tr("All: {0}").format(label), query=Query(type_code, everyone=True))]

    # Looking ---------------------------------------------------------------------------------------------------

    def history(self) -> None:
        """Show the history of the record."""
        record = self._record()
        if record is not None:
            HistoryDialog(self._session, self._desk.look, record, self._desk.dialog_parent).open()

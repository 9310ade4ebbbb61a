"""What the actions on records do: new, duplicate, delete, undo, attach, identify, print, import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, QPoint, QStandardPaths, Qt
from PySide6.QtWidgets import QMenu

from memoircat import __version__
from memoircat.catalogue.access import Audience
from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.codes import code_after
from memoircat.catalogue.hierarchy import TYPES
from memoircat.catalogue.listing import Query
from memoircat.catalogue.placing import make_below, move_below
from memoircat.catalogue.views import RecordView
from memoircat.desktop.batch.batch_dialog import BatchDialog
from memoircat.desktop.batch.replace_dialog import ReplaceDialog, Scope
from memoircat.desktop.browse.navigation import ICONS
from memoircat.desktop.dialogs import file_choosers
from memoircat.desktop.dialogs.beside_dialog import AT_ONCE, BesideDialog
from memoircat.desktop.dialogs.history_dialog import HistoryDialog
from memoircat.desktop.dialogs.identify_dialog import IdentifyDialog
from memoircat.desktop.dialogs.keys_dialog import KeysDialog
from memoircat.desktop.dialogs.move_dialog import MoveDialog
from memoircat.desktop.dialogs.preferences import show_preferences
from memoircat.desktop.dialogs.report_dialog import ReportDialog, ReportWish
from memoircat.desktop.grid import GridPage
from memoircat.desktop.roster import ImportWizard, RosterImports
from memoircat.desktop.session import Session
from memoircat.desktop.theme.icons import icon
from memoircat.desktop.vocabularies.vocabularies_dialog import VocabulariesDialog
from memoircat.desktop.window.actions import words
from memoircat.desktop.window.copying import MOST_WHOLE, TABLES, Copying
from memoircat.errors import MemoirCatError
from memoircat.jobs import Progress
from memoircat.linkage import decisions
from memoircat.messages import message
from memoircat.records.registry import RECORD_TYPES
from memoircat.reports import REPORT_KINDS, REPORT_LABELS, ReportOptions, render
from memoircat.reports.options import Grouping

if TYPE_CHECKING:
    from memoircat.desktop.window.main_window import MainWindow

_COPIED_NOT = ("code",)
_HOLDS_COLLECTIONS = ("fonds", "subfonds")


class RecordCommands(QObject):
    """The commands of one window, on the records it shows."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    @property
    def _session(self) -> Session:
        session = self._window.session
        assert session is not None
        return session

    def _records(self, most: int | None = None) -> list[RecordView]:
        return self._session.program.catalogue.views(self._window.current_ids()[:most])

    def _record(self) -> RecordView | None:
        """The one record that a command is for; None for none and for several, which may be all: they are not read."""
        ids = self._window.current_ids()
        return self._session.view(ids[0]) if len(ids) == 1 else None

    def _settle(self) -> None:
        """Save what is being typed: a command is about the record as the person sees it."""
        self._window.keep_typing()

    # Making and removing ---------------------------------------------------------------------------------------

    def new(self) -> None:
        """Ask for the kind of record, beginning with the kind that the list shows."""
        menu = QMenu(self._window)
        menu.setObjectName("new-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        look = self._window.look
        menu.setFont(look.font(14))
        shown = self._window.browse.model.query.record_type if self._window.browse else "person"
        kinds = sorted(RECORD_TYPES, key=lambda code: code != shown)
        for code in kinds:
            action = menu.addAction(
                icon(ICONS[code], look.tokens.text2, look.px(16)), RECORD_TYPES[code].label.in_(look.language)
            )
            action.setObjectName(f"new-{code}")
            action.triggered.connect(lambda _checked=False, code=code: self.make(code))
        menu.setActiveAction(menu.actions()[0])
        top = self._window.mapToGlobal(QPoint(self._window.width() - look.px(240), look.px(84)))
        menu.popup(top)

    def make(self, type_code: str) -> None:
        """Make an empty record and open it with the focus where entering begins."""
        self._settle()
        made: list[int] = []
        label = message("New: {type}", type=RECORD_TYPES[type_code].label)

        def work() -> None:
            with self._session.program.catalogue.change(label) as change:
                more: dict[str, Any] = {"kind": "identified"} if type_code == "person" else {}
                made.append(change.create(type_code, **more))

        if self._session.attempt(work):
            self._open(made[0], type_code)

    def duplicate(self) -> None:
        """The same record again with the next number; images, names and statements belong to the first alone."""
        self._settle()
        record, made = self._record(), []
        if record is None:
            return

        def work() -> None:
            with self._session.program.catalogue.change(message("Duplicate {code}", code=record.code)) as change:
                values = {name: value for name, value in record.fields.items() if name not in _COPIED_NOT}
                made.append(change.create(record.type.code, code=code_after(change.connection, record.code), **values))

        if self._session.attempt(work):
            self._open(made[0], record.type.code)

    def new_below(self) -> None:
        """A new record in the selected collection or document, with the next number there."""
        self._settle()
        parent, made = self._record(), []
        if parent is None or parent.type.code not in TYPES:
            self._session.told.emit("note", self.tr("Select one collection or document first."))
            return
        kind = "collection" if parent.fields["level"] in _HOLDS_COLLECTIONS else "document"

        def work() -> None:
            with self._session.program.catalogue.change(message("New in {record}", record=parent.label)) as change:
                made.append(make_below(change, parent.id, kind))

        if self._session.attempt(work):
            self._open(made[0], kind)

    def move(self) -> None:
        """Ask what the selected collections or documents are to lie in."""
        self._settle()
        records = self._window.current_ids()
        if not records or self._type() not in TYPES:  # in the tree nothing else is shown
            self._session.told.emit("note", self.tr("Select collections or documents first."))
            return
        dialog = MoveDialog(self._session, self._window.look, records, self._window)
        dialog.chosen.connect(lambda parent: self.move_into(records, parent))
        dialog.open()

    def move_into(self, ids: list[int], parent: int) -> None:
        """Let records lie in another one (0: in nothing), as one step of undo; what forbids it is told."""
        catalogue, label = self._session.program.catalogue, message("Move {n} {n:record|records}", n=len(ids))

        def work() -> None:
            with catalogue.change(label) as change:
                move_below(change, ids, parent or None)

        if self._session.attempt(work) and self._window.browse is not None and self._window.browse.tree is not None:
            self._window.browse.tree.go_to(ids[0])

    def enter_rows(self, record_type: str = "") -> None:
        """Enter records of a type, else of that of the list, row by row from the source in hand."""
        self._settle()
        window = self._window
        grid = window.grid
        if grid is None:
            grid = GridPage(self._session, window.look)
            grid.left.connect(window.show_browse)
            if window.work is not None:
                grid.attend(window.work.drafts)
        window.pages.show_grid(grid)
        grid.begin(record_type or (window.browse.model.query.record_type if window.browse else "person"))

    def _open(self, record_id: int, type_code: str) -> None:
        window = self._window
        if window.browse is not None:
            window.browse.go_to(record_id, type_code)
        window.open_record(record_id)
        if window.work is not None:
            window.work.focus_first()

    def delete(self) -> None:
        """Put the selected records into the trash, or bring them back from there, in one step of undo."""
        self._settle()
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

    # Many at once ----------------------------------------------------------------------------------------------

    def _type(self) -> str:
        """The type of the records that a command is for."""
        window = self._window
        if window.work is not None and window.work.record is not None and window.pages.currentWidget() is window.work:
            return window.work.record.type.code
        return window.browse.model.query.record_type if window.browse else "person"

    def batch_edit(self) -> None:
        """Edit the selected records together."""
        self._settle()
        records = self._window.current_ids()
        if self._window.browse is not None and self._window.browse.mixes_types():
            records = [each.id for each in self._records() if each.type.code == self._type()]
        if not records:
            self._session.told.emit("note", self.tr("Select records in the list first."))
            return
        BatchDialog(self._session, self._window.look, self._type(), records, self._window).open()

    def replace(self) -> None:
        """Find and replace in the texts of the selected, of the list as it is shown, or of all of its type."""
        self._settle()
        window, type_code = self._window, self._type()
        ReplaceDialog(self._session, window.look, type_code, self._scopes(type_code), window).open()

    def _scopes(self, type_code: str) -> list[Scope]:
        """Where to look; the list first, unless several records are selected or one is open."""
        browse, records = self._window.browse, self._window.current_ids()
        label = RECORD_TYPES[type_code].label.in_(self._window.look.language)
        scopes = []
        if browse is not None and browse.model.query.record_type == type_code:
            browse.model.count_now()
            shown = self.tr("The list as it is shown (%n)", "", browse.model.rowCount())
            scopes.append(Scope(shown, query=browse.model.query))
        if records:
            at = 0 if len(records) > 1 or self._window.pages.currentWidget() is self._window.work else len(scopes)
            scopes.insert(at, Scope(self.tr("The selected (%n)", "", len(records)), records=records))
        return [*scopes, Scope(self.tr("All: {0}").format(label), query=Query(type_code, everyone=True))]

    def undo(self) -> None:
        """Take back the newest change."""
        self._settle()
        catalogue = self._session.program.catalogue
        self._turn(catalogue.to_undo(), words("Undo"), catalogue.undo)

    def redo(self) -> None:
        """Bring back the change undone last."""
        self._settle()
        catalogue = self._session.program.catalogue
        self._turn(catalogue.to_redo(), words("Redo"), catalogue.redo)

    def _turn(self, target: ChangeSet | None, verb: str, turn: Callable[[Progress | None], object]) -> None:
        """Turn a change back or forth: a large one beside the window, where it can be stopped."""
        if target is None:
            return
        if self._session.program.catalogue.rows_of(target.id, most=AT_ONCE + 1) <= AT_ONCE:
            self._session.attempt(lambda: turn(None))
            return
        colon = "：" if self._window.look.language == "ja" else ": "
        title = f"{verb}{colon}{target.label.in_(self._window.look.language)}"
        BesideDialog(self._session.runner, self._window.look, title, turn, self._window).open()

    # Images ----------------------------------------------------------------------------------------------------

    def attach(self) -> None:
        """Ask for image files and hang them on the record."""
        files = file_choosers.choose_images(self._window, self.tr("Add images"))
        if files:
            self.attach_files(files)

    def attach_files(self, files: Sequence[Path]) -> None:
        """Hang image files on the record that is open or selected; they are read in the background."""
        record, session = self._record(), self._session
        if record is None or session.read_only:
            return
        label = message("Add {n} {n:image|images}: {record}", n=len(files), record=record.label)
        session.told.emit("note", self.tr("Taking %n image(s) in…", "", len(files)))

        def taken(found: list[Any]) -> None:
            session.attempt(lambda: session.program.attach_taken(record.id, found, label=label))

        session.runner.submit(
            lambda progress: [self._take(session, path, n, len(files), progress) for n, path in enumerate(files)],
            taken,
            self._failed,
        )

    @staticmethod
    def _take(session: Session, path: Path, number: int, of: int, progress: Progress) -> Any:
        progress.step(number, of)
        return session.program.media.take_in(path)

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, MemoirCatError):
            raise problem
        self._session.tell_problem(problem)

    # People ----------------------------------------------------------------------------------------------------

    def identify(self) -> None:
        """Ask whether the selected people are one, and decide."""
        people = [each for each in self._records() if each.type.code == "person"]
        if len(people) < 2:
            self._session.told.emit("note", self.tr("Select two or more people in the list first."))
            return
        dialog = IdentifyDialog(self._session, self._window.look, people, self._window)
        dialog.accepted.connect(lambda: self._decide(dialog, people))
        dialog.open()

    def _decide(self, dialog: IdentifyDialog, people: Sequence[RecordView]) -> None:
        codes = [each.code for each in people]
        status, reason = str(dialog.status.currentData()), dialog.reason.text() or None
        found: list[str] = []
        session = self._session
        label = decisions.decision_label(session.vocabularies(), codes, status)
        if session.attempt(
            lambda: found.append(decisions.identify(session.program.catalogue, codes, status, reason, label))
        ):
            record = session.program.catalogue.get(found[0])
            if self._window.browse is not None and record.listed:
                self._window.browse.go_to(record.id, "person")

    def separate(self) -> None:
        """Take the decisions on the person back."""
        record, catalogue = self._record(), self._session.program.catalogue
        if record is not None:
            label = message("Separate {record}", record=record.label)
            self._session.attempt(lambda: decisions.separate(catalogue, record.code, label))

    # Looking, printing, importing ------------------------------------------------------------------------------

    def history(self) -> None:
        """Who changed the record, when, and what."""
        record = self._record()
        if record is not None:
            HistoryDialog(self._session, self._window.look, record, self._window).open()

    def vocabularies(self) -> None:
        """The vocabularies and their terms."""
        self._settle()
        VocabulariesDialog(self._session, self._window.look, self._window).open()

    def keys(self) -> None:
        """The list of keys."""
        KeysDialog(self._window.look, self._window).open()

    def preferences(self) -> None:
        """Language, dates, look, name and copies."""
        self.ask_preferences("")

    def ask_preferences(self, control: str) -> None:
        """The same, with the focus on one control."""
        show_preferences(self._window, control)

    def about(self) -> None:
        """Version and licence, in the status bar."""
        self._window.tell("note", f"MemoirCat {__version__} — MIT")

    def print_report(self) -> None:
        """Ask what to print and print it in the background."""
        record, several = self._record(), len(self._window.current_ids()) > 1
        language = self._window.look.language
        kinds = [(name, REPORT_LABELS[name].in_(language)) for name in REPORT_KINDS]
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        browse = self._window.browse
        listed = "" if browse is None or browse.model.query.trash else browse.list_words()
        dialog = ReportDialog(self._window.look, kinds, record, Path(documents), self._window, listed)
        if self._window.browse is not None and self._window.browse.isVisible() and not several:
            dialog.scope.setCurrentIndex(max(0, dialog.scope.findData("list" if self._is_narrowed() else "one")))
        if record is not None and record.type.code == "accession":
            dialog.kind.setCurrentIndex(max(0, dialog.kind.findData("accession")))
        dialog.accepted.connect(lambda: self._print(dialog.wish(), record))
        dialog.open()

    def _print(self, wish: ReportWish, record: RecordView | None) -> None:
        session = self._session
        options = ReportOptions(
            language="ja" if wish.language == "ja" else "en",
            audience=Audience.STAFF,
            code=record.code if wish.scope == "one" and record is not None else None,
            group=cast("Grouping", wish.group),
        )
        if wish.scope == "list" and self._window.browse is not None:
            query = self._window.browse.model.query
            options = replace(
                options,
                types=(query.record_type,),
                where=query.where,
                words=query.words,
                place=query.place,
                everyone=query.everyone,
            )
        session.told.emit("note", self.tr("Printing…"))

        def work(progress: Progress) -> Path:
            wish.to.parent.mkdir(parents=True, exist_ok=True)
            render(REPORT_KINDS[wish.kind](session.program.catalogue, options, progress), wish.to)
            return wish.to

        session.runner.submit(
            work, lambda path: session.told.emit("saved", self.tr("Printed to {0}").format(path)), self._failed
        )

    def _is_narrowed(self) -> bool:
        """Whether the list shows less than all of its records."""
        query = self._window.browse.model.query if self._window.browse else None
        return query is not None and bool(query.where or query.words)

    def import_table(self) -> ImportWizard:
        """Bring a table in, step by step."""
        session = self._session
        wizard = ImportWizard(self._window.look, RosterImports(session), session.runner, self._window)
        wizard.open()
        return wizard

    # The clipboard, and files from elsewhere -------------------------------------------------------------------

    @cached_property
    def _copying(self) -> Copying:
        return Copying(self._session, self._window.look.language, self)

    def copy_rows(self) -> None:
        """The selected rows of the list, with its heads."""
        browse = self._window.browse
        if browse is not None:
            self._copying.rows(browse.model, browse.selected_rows())

    def copy_citation(self) -> None:
        """The records as they are cited."""
        self._copying.citations(self._records(MOST_WHOLE))

    def copy_text(self) -> None:
        """The records with all their fields."""
        self._copying.texts(self._records(MOST_WHOLE))

    def paste_image(self) -> None:
        """Hang what is on the clipboard on the record."""
        self._settle()
        self._copying.paste_image(self.attach_files)

    def take_files(self, files: Sequence[Path]) -> None:
        """Files were dropped on the window: a table is imported, images hang on the record."""
        table = next((each for each in files if each.suffix.lower() in TABLES), None)
        if table is not None and not self._session.read_only:
            self.import_table().file.line.setText(str(table))
        elif files:
            self.attach_files(files)

    def ask_for_catalogue(self) -> Path | None:
        """Which catalogue to open."""
        return file_choosers.choose_catalogue(self._window, self.tr("Open a catalogue"))

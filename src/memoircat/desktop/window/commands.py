"""The commands that need the whole program, by subject. Imported late: the first list would wait for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from memoircat.desktop.window.catalogue_commands import CatalogueCommands
from memoircat.desktop.window.desk import Desk
from memoircat.desktop.window.image_commands import ImageCommands
from memoircat.desktop.window.output_commands import OutputCommands
from memoircat.desktop.window.people_commands import PeopleCommands
from memoircat.desktop.window.record_commands import RecordCommands

_TABLES = (".csv", ".tsv", ".txt", ".xlsx")  # the suffixes of files that the import reads


class WindowCommands:
    """The commands of one window; ``handlers`` has them by the names of their actions."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.records = RecordCommands(desk)
        self.images = ImageCommands(desk)
        self.people = PeopleCommands(desk)
        self.output = OutputCommands(desk)
        self.catalogue = CatalogueCommands(desk)
        self.handlers: dict[str, Callable[[], object]] = {
            "new": self.records.new,
            "new_below": self.records.new_below,
            "duplicate": self.records.duplicate,
            "delete": self.records.delete,
            "move": self.records.move,
            "batch_edit": self.records.batch_edit,
            "replace": self.records.replace,
            "grid": self.records.enter_rows,
            "history": self.records.history,
            "attach": self.images.attach,
            "paste_image": self.images.paste_image,
            "identify": self.people.identify,
            "separate": self.people.separate,
            "print": self.output.print_report,
            "copy_rows": self.output.copy_rows,
            "copy_citation": self.output.copy_citation,
            "copy_text": self.output.copy_text,
            "undo": self.catalogue.undo,
            "redo": self.catalogue.redo,
            "vocabularies": self.catalogue.vocabularies,
            "import": self.catalogue.import_table,
            "preferences": self.catalogue.preferences,
            "keys": self.catalogue.keys,
            "open_log": self.catalogue.open_log,
            "about": self.catalogue.about,
        }

    def take_files(self, files: Sequence[Path]) -> None:
        """Take files dropped on the window: a table is imported, images are attached to the record."""
        table = next((file for file in files if file.suffix.lower() in _TABLES), None)
        session = self._desk.session
        if table is not None and session is not None and not session.read_only:
            self.catalogue.import_table().file.line.setText(str(table))
        elif files:
            self.images.attach_files(files)

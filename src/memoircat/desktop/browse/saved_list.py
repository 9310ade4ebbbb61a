"""The saved searches in the bar at the left. Enter shows one, Del forgets it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.kept import SavedSearch, forget_search, save_search, saved_searches
from memoircat.catalogue.listing import Query
from memoircat.desktop.browse.side_list import SideList, ValueRole
from memoircat.desktop.dialogs.name_dialog import NameDialog
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.messages import message


class SavedSearches(SideList):
    """``chosen`` carries the query of the search."""

    chosen = Signal(object)  # Query

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__(look, "saved-searches", "")
        self._session = session
        self.setAccessibleName(self.tr("Saved searches"))
        self.itemActivated.connect(self._choose)
        self.itemClicked.connect(self._choose)
        session.changed.connect(self._changed)
        self.show_all()

    def show_all(self) -> None:
        """Read them anew."""
        self.clear()
        found = saved_searches(self._session.reader)
        if found:
            self.add_heading(self.tr("Saved searches"))
        for each in found:
            self.add(each.name, each, sign="bookmark")
        self.fit()

    def _changed(self, change: ChangeSet) -> None:
        if "saved_search" in change.tables:
            self.show_all()

    def _choose(self, item: QListWidgetItem) -> None:
        found: SavedSearch | None = item.data(ValueRole)
        if found is not None:
            self.chosen.emit(found.query)

    def save(self, query: Query, words: str) -> None:
        """Ask for a name and keep the list under it."""
        dialog = NameDialog(self.look, self.tr("Save the search"), words, self.window())
        dialog.named.connect(lambda name: self.keep(name, query))
        dialog.open()

    def keep(self, name: str, query: Query) -> None:
        """Keep a list under a name; one of the same name is replaced."""
        catalogue = self._session.program.catalogue

        def work() -> None:
            with catalogue.change(message("Save the search “{name}”", name=name)) as change:
                save_search(change, name, query)

        self._session.attempt(work)

    def forget(self, found: SavedSearch) -> None:
        """Remove a saved search; undo brings it back."""
        catalogue = self._session.program.catalogue

        def work() -> None:
            with catalogue.change(message("Forget the search “{name}”", name=found.name)) as change:
                forget_search(change, found.id)

        self._session.attempt(work)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del forgets the search that is marked."""
        found: SavedSearch | None = self.currentItem().data(ValueRole) if self.currentItem() else None
        if event.key() == Qt.Key.Key_Delete and found is not None and not self._session.read_only:
            self.forget(found)
        else:
            super().keyPressEvent(event)

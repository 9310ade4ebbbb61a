"""The saved searches in the pane at the left. Enter shows the list of one, Del removes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.kept import SavedSearch, forget_search, save_search
from memoircat.catalogue.query import Query
from memoircat.desktop.browse.side_list import SideList, ValueRole
from memoircat.desktop.dialogs.name_dialog import NameDialog
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.messages import message


class SavedSearches(SideList):
    """Saved searches by name; ``chosen`` carries the query of one."""

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
        """Read the saved searches and list them."""
        self.clear()
        searches = self._session.reader.saved_searches()
        if searches:
            self.add_heading(self.tr("Saved searches"))
        for search in searches:
            self.add(search.name, search, icon_name="bookmark")
        self.fit()

    def _changed(self, change: ChangeSet) -> None:
        if "saved_search" in change.tables:
            self.show_all()

    def _choose(self, item: QListWidgetItem) -> None:
        search: SavedSearch | None = item.data(ValueRole)
        if search is not None:
            self.chosen.emit(search.query)

    def save(self, query: Query, words: str) -> None:
        """Ask for a name and save the list under it."""
        dialog = NameDialog(self.look, self.tr("Save the search"), words, self.window())
        dialog.named.connect(lambda name: self.save_as(name, query))
        dialog.open()

    def save_as(self, name: str, query: Query) -> None:
        """Save a list under a name; one of the same name is replaced."""
        catalogue = self._session.program.catalogue

        def work() -> None:
            with catalogue.change(message("Save the search “{name}”", name=name)) as change:
                save_search(change, name, query)

        self._session.attempt(work)

    def forget(self, search: SavedSearch) -> None:
        """Remove a saved search; undo brings it back."""
        catalogue = self._session.program.catalogue

        def work() -> None:
            with catalogue.change(message("Forget the search “{name}”", name=search.name)) as change:
                forget_search(change, search.id)

        self._session.attempt(work)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del removes the search that is current."""
        search: SavedSearch | None = self.currentItem().data(ValueRole) if self.currentItem() else None
        if event.key() == Qt.Key.Key_Delete and search is not None and not self._session.read_only:
            self.forget(search)
        else:
            super().keyPressEvent(event)

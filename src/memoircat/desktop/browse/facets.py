"""The filters of a list: words, a range of years, and the values of its facets with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QListWidgetItem, QVBoxLayout, QWidget

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.list_columns import Column, columns_of, facet_columns
from memoircat.catalogue.query import Query, Where
from memoircat.desktop.browse.side_list import IconRole, SideList, ValueRole
from memoircat.desktop.form.editors import ChoiceEditor
from memoircat.desktop.latest_question import LatestQuestion
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import (
    FONT_MEANING,
    FONT_SECONDARY,
    GAP,
    GAP_IN_GROUP,
    MEDIUM,
    PANE_MARGIN,
    PANE_MARGIN_WIDE,
)
from memoircat.desktop.widgets.layouts import button, plain_label
from memoircat.errors import MemoirCatError
from memoircat.records.declare import Kind
from memoircat.records.values import term_shown
from memoircat.search.words import places

_REST_MS = 400  # after a change, until the values are counted again
_SOON_MS = 30  # after another list is shown, so that its rows are painted first
_SHOWN = 5  # values of a facet, until more are requested
_MOST_SHOWN = 60  # values of a facet then
_Value = tuple[str, str]  # the name of a facet, and a value
_Counts = dict[str, list[tuple[str, int]]]  # the values of each facet with their numbers of records


class FacetPane(QWidget):
    """Checked values narrow the list; of several of one facet any will do. They are counted in a background thread."""

    narrowed = Signal(object)  # Query

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._query: Query | None = None
        self._counted: _Counts = {}
        self._unfolded: set[str] = set()  # facets of which more values are shown
        self._filling = False  # while items are made, their signals are not a person's checks
        self._question = LatestQuestion(session, self)
        self.range = QLineEdit()
        self.range.setObjectName("facet-range")
        self.range.setFont(look.font(FONT_SECONDARY))
        self.range.setPlaceholderText("1918/1920")
        self.range.editingFinished.connect(self._take_range)
        self.words = QLineEdit()
        self.words.setObjectName("facet-words")
        self.words.setFont(look.font(FONT_SECONDARY))
        self.words.setPlaceholderText(self.tr("Words"))
        self.words.setAccessibleName(self.tr("Only records with these words"))
        self.words.editingFinished.connect(self._take_words)
        self.place = ChoiceEditor([], look)
        self.place.setObjectName("facet-place")
        self.place.setAccessibleName(self.tr("Where the words stand"))
        self.place.committed.connect(self._take_words)
        self._range_head = plain_label("", look, FONT_MEANING, MEDIUM, token="text2", wrap=False)
        self._wrong = plain_label("", look, FONT_MEANING, token="problem")
        self.list = SideList(look, "facets", self.tr("Narrow the list"))
        self.list.itemChanged.connect(self._checked)
        self.list.itemActivated.connect(self._activated)
        self.list.itemClicked.connect(self._activated)
        self.clear_button = button(self.tr("Without filters"), look)
        self.clear_button.clicked.connect(self.clear)
        self._lay_out()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._count)
        session.changed.connect(self._changed)
        session.closing.connect(self._rest.stop)

    def _lay_out(self) -> None:
        look = self._look
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(GAP_IN_GROUP))
        inner = QVBoxLayout()
        inner.setContentsMargins(look.px(PANE_MARGIN_WIDE), look.px(GAP), look.px(PANE_MARGIN), 0)
        inner.setSpacing(look.px(GAP_IN_GROUP))
        for widget in (self.words, self.place, self._range_head, self.range, self._wrong, self.clear_button):
            inner.addWidget(widget)
        layout.addLayout(inner)
        layout.addWidget(self.list)
        self._wrong.hide()
        self.clear_button.hide()

    # What is requested -----------------------------------------------------------------------------------------

    def show_query(self, query: Query) -> None:
        """Show the filters of a list, and count its values."""
        if self._query is None or query.record_type != self._query.record_type:
            self._counted, self._unfolded = {}, set()
            self._offer_places(query.record_type)
        self._query = query
        self.words.setText(query.words)
        self.place.put(query.place)
        self.place.setVisible(bool(query.words))
        column = range_column(query.record_type)
        self._range_head.setVisible(column is not None)
        self.range.setVisible(column is not None)
        self._wrong.hide()
        if column is not None:
            words = self.tr("{0}: from/to").format(column.label.in_(self._look.language))
            self._range_head.setText(words)
            self.range.setAccessibleName(words)
            wanted = query.where.get(column.name, "")
            self.range.setText(wanted if isinstance(wanted, str) else "")
        self.clear_button.setVisible(bool(query.where or query.words))
        self._fill()
        self._question.stop()  # it counts the list before
        self._rest.start(_SOON_MS)

    def begin(self) -> None:
        """Put the focus on the list of values, at the first where none is current; without values on the range."""
        first = next((row for row in range(self.list.count()) if self.list.item(row).data(ValueRole)), None)
        if first is None:
            self.range.setFocus()
            return
        self.list.setFocus()
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(first)

    def clear(self) -> None:
        """Take all filters away."""
        if self._query is not None:
            self.narrowed.emit(replace(self._query, where={}, words="", place=""))

    def _offer_places(self, type_code: str) -> None:
        """Offer the places where words can be looked for in a record of this type."""
        self.place.clear()
        self.place.addItem(self.tr("in all texts"), "")
        for code, label in places(type_code):
            self.place.addItem(label.in_(self._look.language), code)

    def _take_words(self) -> None:
        query = self._query
        if query is None:
            return
        words, place = self.words.text(), self.place.text()
        if not words.strip():
            words = place = ""
        if (words, place) != (query.words, query.place):
            self.narrowed.emit(replace(query, words=words, place=place))

    def say_wrong(self, text: str) -> None:
        """Say below the range why it cannot be used, and leave what was typed."""
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))

    def _take_range(self) -> None:
        if self._query is None:
            return
        column = range_column(self._query.record_type)
        text = self.range.text().strip()
        if column is None or text == self._query.where.get(column.name, ""):
            return
        where = {name: value for name, value in self._query.where.items() if name != column.name}
        if text:
            where[column.name] = text if "/" in text else f"{text}/{text}"
        self._narrow(where)

    def _checked(self, item: QListWidgetItem) -> None:
        facet_value: _Value | None = item.data(ValueRole)
        if self._filling or self._query is None or facet_value is None:
            return
        name, value = facet_value
        chosen = [other for other in self._chosen(name) if other != value]
        if item.checkState() == Qt.CheckState.Checked:
            chosen.append(value)
        where = {other: wanted for other, wanted in self._query.where.items() if other != name}
        if chosen:
            where[name] = chosen
        self._narrow(where)

    def _narrow(self, where: Where) -> None:
        """Request the list with these filters, once it is known that it can be read."""
        assert self._query is not None
        try:
            self._session.reader.ids(Query(self._query.record_type, where), 1)
        except MemoirCatError as problem:
            self.say_wrong(problem.brief.in_(self._look.language))
            return
        self.narrowed.emit(replace(self._query, where=where))

    def _activated(self, item: QListWidgetItem) -> None:
        """“More…” shows further values of a facet."""
        value: _Value | None = item.data(ValueRole)
        if value is not None and item.data(IconRole):
            self._unfolded.add(value[0])
            self._fill()

    def _chosen(self, name: str) -> list[str]:
        """The values of a facet that are checked."""
        wanted: str | Sequence[str] = self._query.where.get(name, ()) if self._query else ()
        return [wanted] if isinstance(wanted, str) else list(wanted)

    # Counting --------------------------------------------------------------------------------------------------

    def _count(self) -> None:
        query = self._query
        if query is not None:
            self._question.ask(lambda reader: reader.facets(query, _MOST_SHOWN), self._show_counts)

    def _show_counts(self, counted: _Counts) -> None:
        self._counted = counted
        self._fill()

    def _changed(self, _change: ChangeSet) -> None:
        self._rest.start(_REST_MS)

    # Showing ---------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        """List the facets again; the current row stays current."""
        if self._query is None:
            return
        current = self.list.currentItem().data(ValueRole) if self.list.currentItem() else None
        self._filling = True
        self.list.clear()
        for column in facet_columns(self._query.record_type):
            self._fill_facet(column)
        for row in range(self.list.count()):
            if current is not None and self.list.item(row).data(ValueRole) == current:
                self.list.setCurrentRow(row)
        self.list.fit()
        self._filling = False

    def _fill_facet(self, column: Column) -> None:
        chosen = self._chosen(column.name)
        values = sorted(self._counted.get(column.name, []), key=lambda counted: not counted[0])  # no value comes last
        if column.kind is Kind.FLAG:
            values = [counted for counted in values if counted[0] == "1"]
        elif len(values) < 2 and not chosen:
            return  # a facet that all rows share says nothing
        missing = [(value, 0) for value in chosen if value not in dict(values)]
        if not values and not missing:
            return
        most = _MOST_SHOWN if column.name in self._unfolded else _SHOWN
        self.list.add_heading(self.tr("Narrow by {0}").format(column.label.in_(self._look.language)))
        shown = [counted for n, counted in enumerate(values) if n < most or counted[0] in ("", *chosen)]
        for value, number in [*missing, *shown]:
            item = self.list.add(self._words(column, value), (column.name, value), count=number)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in chosen else Qt.CheckState.Unchecked)
        if len(values) > len(shown):
            self.list.add(self.tr("More…"), (column.name, ""), icon_name="chevron-down")

    def _words(self, column: Column, value: str) -> str:
        if column.kind is Kind.FLAG:
            return column.label.in_(self._look.language)
        if not value:
            return self.tr("Not recorded")
        words = self._session.vocabularies()
        return term_shown(words, column.vocabulary, value, self._look.language) if column.vocabulary else value


def range_column(type_code: str) -> Column | None:
    """The first column of dates, by whose years a list of this type can be narrowed; None where it has none."""
    return next((column for column in columns_of(type_code) if column.kind is Kind.DATE), None)


def filter_words(session: Session, look: Look, query: Query) -> str:
    """The filters of a list in words; empty where it has none."""
    columns = {column.name: column for column in (*columns_of(query.record_type), *facet_columns(query.record_type))}
    filters = [f"「{query.words}」" if look.language == "ja" else f"“{query.words}”"] if query.words else []
    for name, wanted in query.where.items():
        column = columns[name]
        values = [wanted] if isinstance(wanted, str) else list(wanted)
        shown = [
            term_shown(session.vocabularies(), column.vocabulary, value, look.language)
            if column.vocabulary and value
            else value or QCoreApplication.translate("FacetPane", "Not recorded")
            for value in values
        ]
        if column.kind is Kind.FLAG:
            filters.append(column.label.in_(look.language))
        else:
            filters.append(f"{column.label.in_(look.language)} {'・'.join(shown)}")
    return "、".join(filters) if look.language == "ja" else ", ".join(filters)

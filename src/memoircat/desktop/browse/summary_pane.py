"""The pane beside the list: the current record with its names, fields and statements, to be read only."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from memoircat.catalogue.views import RecordView
from memoircat.desktop.form.life import stops_of
from memoircat.desktop.form.link_lines import link_lines
from memoircat.desktop.form.part_row import PartRow, columns_of
from memoircat.desktop.form.statements_section import StatementsSection
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.theme.tokens import (
    FONT_BODY,
    FONT_DISPLAY,
    FONT_MEANING,
    FONT_SECONDARY,
    GAP,
    GAP_COLUMNS,
    GAP_IN_GROUP,
    GAP_LABEL,
    GAP_LINES,
    GAP_SECTIONS,
    ICON_LARGE,
    LABEL_WIDTH,
    MEDIUM,
    PANE_MARGIN_WIDE,
    RADIUS,
    ROOMY_TEXT,
    SEMIBOLD,
)
from memoircat.desktop.viewer.loading import Loader
from memoircat.desktop.viewer.scans import read_small
from memoircat.desktop.widgets.layouts import button, clear, grounded, line, plain_label, row, scrolled
from memoircat.desktop.widgets.life_line import LifeLine
from memoircat.messages import Label
from memoircat.names import script_of
from memoircat.quarantine.reader_process import Wanted
from memoircat.records.declare import Field, Kind
from memoircat.records.properties import PROPERTIES, Holds
from memoircat.records.registry import PART_TYPES
from memoircat.records.values import shown, term_shown

_PHOTO: Final = 84  # width and height, px at 100 %
_THUMBNAIL = 256  # pixels of the picture that is scaled to it
_COLUMNS = 3  # of names and of statements, where there is room
_MOST_LINKS = 20
# What tells namesakes apart, with the vocabulary of its terms
_BORN: Final = Label("{date} 生", "born {date}", "род. {date}")
_FACTS = {"birth": "", "home_prefecture": "prefecture", "rank": "rank", "fate": "fate"}


class SummaryPane(QWidget):
    """Shows one record; ``opened`` requests its page, or that of a linked record."""

    opened = Signal(int)

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self.record: RecordView | None = None
        grounded(self, "panel")
        self._inside = QWidget()
        self._layout = QVBoxLayout(self._inside)
        self._layout.setContentsMargins(*[look.px(PANE_MARGIN_WIDE)] * 4)
        self._layout.setSpacing(look.px(GAP_SECTIONS))
        self._area: QScrollArea = scrolled(self._inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)
        columns = _COLUMNS if look.scale <= ROOMY_TEXT else 1
        self._statements = StatementsSection(session, look, editable=False, columns=columns)
        self._loader = Loader()
        self._loader.signals.done.connect(self._photo_read)
        self.destroyed.connect(self._loader.drop)  # what is still read ends with the pane
        session.closing.connect(self._stop)
        self._photo_label = QLabel()

    def show_record(self, record: RecordView | None) -> None:
        """Show a record, or that none is selected."""
        same = self.record is not None and record is not None and self.record.id == record.id
        self.record = record
        self._loader.drop()  # the label for the picture of the record before is deleted
        self._layout.removeWidget(self._statements)  # so that it is not deleted: it uses its widgets again
        self._statements.setParent(self._inside)
        self._statements.hide()
        clear(self._layout)
        if record is None:
            self._layout.addWidget(
                plain_label(self.tr("Nothing is selected."), self._look, FONT_SECONDARY, token="text2")
            )
            self._layout.addStretch(1)
            return
        self._layout.addLayout(self._head(record))
        self._attention(record)
        self._layout.addWidget(line(self._look))
        if record.names:
            self._layout.addWidget(self._names(record))
        self._fields(record)
        stops = stops_of(record, self._look) if record.type.code == "person" else []
        if len(stops) > 1:
            self._layout.addWidget(plain_label(self.tr("Life"), self._look, FONT_BODY, SEMIBOLD))
            self._layout.addWidget(LifeLine(self._look, stops))
        if record.statements:
            self._statements.show_record(record)
            self._layout.addWidget(self._statements)
            self._statements.show()
        self._members(record)
        self._links(record)
        self._tags(record)
        self._layout.addStretch(1)
        if not same:
            self._area.verticalScrollBar().setValue(0)

    def _head(self, record: RecordView) -> QHBoxLayout:
        look = self._look
        head = row(look, GAP_COLUMNS)
        head.addWidget(self._photo(record), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(look.px(GAP_LINES))
        reading = next((n.part.text for n in record.names if script_of(n.part.text) in ("Hira", "Kana")), "")
        if reading and reading != record.label:
            words.addWidget(plain_label(reading, look, FONT_MEANING, token="text2"))
        words.addWidget(plain_label(record.label, look, FONT_DISPLAY, SEMIBOLD))
        words.addWidget(plain_label(self._facts(record), look, FONT_SECONDARY, token="text2"))
        words.addWidget(plain_label(self._code_line(record), look, FONT_MEANING, token="text2"))
        head.addLayout(words, 1)
        opening = button(self.tr("Open"), look)
        opening.setToolTip(self.tr("Open the record (Enter)"))
        opening.setObjectName("open-record")
        opening.clicked.connect(lambda: self.opened.emit(record.id))
        head.addWidget(opening, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _photo(self, record: RecordView) -> QLabel:
        size = self._look.px(_PHOTO)
        photo = QLabel()
        photo.setFixedSize(size, size)
        photo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._photo_label = photo
        if record.pictures:
            first, thumbnails = record.pictures[0], self._session.program.thumbnails

            def read(wanted: Wanted) -> QImage | None:  # beside the window: a picture that was never made takes time
                made = thumbnails.picture(first.sha256, _THUMBNAIL, first.part.page, wanted=wanted)
                return read_small(made, QSize(size, size))

            self._loader.start(read)
        else:
            self._show_no_photo(record)
        return photo

    def _stop(self) -> None:
        self._loader.drop()

    def _photo_read(self, ticket: int, image: object) -> None:
        if self.record is None or not self._loader.wants(ticket):
            return
        self._loader.mark_taken(ticket)
        if not isinstance(image, QImage):
            self._show_no_photo(self.record)
        else:
            self._photo_label.setPixmap(QPixmap.fromImage(image))
            self._photo_label.setAccessibleName(self.tr("First image of the record"))

    def _show_no_photo(self, record: RecordView) -> None:
        look, photo = self._look, self._photo_label
        photo.setPixmap(
            pixmap("user" if record.type.code == "person" else "image", look.tokens.text3, look.px(ICON_LARGE))
        )
        photo.setStyleSheet(f"border: 1px dashed {look.tokens.line2}; border-radius: {look.px(RADIUS)}px")
        photo.setAccessibleName(self.tr("No image"))

    def _facts(self, record: RecordView) -> str:
        """The few facts that tell namesakes apart."""
        language = self._look.language
        if record.type.code != "person":
            fields = [
                field for field in record.type.own_fields if field.declared.in_list and field.name != record.type.title
            ]
            values = [self._shown(record, field) for field in fields]
            return "・".join(filter(None, values)) if language == "ja" else " · ".join(filter(None, values))
        facts = [self._fact(record, code, vocabulary) for code, vocabulary in _FACTS.items()]
        return ("・" if language == "ja" else " · ").join(filter(None, facts))

    def _fact(self, record: RecordView, code: str, vocabulary: str) -> str:
        """What the leading statement on a property says in a few words; nothing where none is accepted."""
        language, stated = self._look.language, record.leading(code)
        if stated is None:
            return ""
        part = stated.part
        if PROPERTIES[code].holds is Holds.DATE:
            return _BORN.fill(date=part.start.text).in_(language) if part.start else ""
        if part.term:
            return term_shown(self._session.vocabularies(), vocabulary, part.term, language)
        return part.value or ""

    def _code_line(self, record: RecordView) -> str:
        parts = [record.code]
        if record.type.code == "person" and record.members:
            parts.append(self.tr("Identified person, %n record(s)", "", len(record.members)))
        elif record.identified_as:
            parts.append(self.tr("Row of a roster → {0}").format(record.identified_as.code))
        access = record.fields["access"]
        if access not in (None, "open"):
            parts.append(term_shown(self._session.vocabularies(), "access", access, self._look.language))
        return "　".join(parts)

    def _attention(self, record: RecordView) -> None:
        if not record.missing:
            return
        missing = "　".join(label.in_(self._look.language) for label in record.missing)
        label = plain_label(
            self.tr("Needs attention: %n", "", len(record.missing)) + "　" + missing,
            self._look,
            FONT_SECONDARY,
            token="attention",
        )
        label.setProperty("kind", "attention")
        label.setContentsMargins(*[self._look.px(GAP)] * 4)
        self._layout.addWidget(label)

    def _names(self, record: RecordView) -> QWidget:
        look = self._look
        widget = QWidget()
        grid = QGridLayout(widget)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(GAP_COLUMNS))
        grid.setVerticalSpacing(look.px(GAP))
        columns = _COLUMNS if look.scale <= ROOMY_TEXT else 1
        for number, held in enumerate(record.names):
            cell = QVBoxLayout()
            cell.setSpacing(0)
            kind = term_shown(self._session.vocabularies(), "name_kind", held.part.kind, look.language)
            cell.addWidget(plain_label(kind + (" ★" if held.part.preferred else ""), look, FONT_MEANING, token="text2"))
            cell.addWidget(plain_label(held.part.text, look, FONT_BODY, MEDIUM))
            if held.part.source:
                cell.addWidget(plain_label(record.label_of(held.part.source), look, FONT_MEANING, token="text2"))
            grid.addLayout(cell, number // columns, number % columns, Qt.AlignmentFlag.AlignTop)
        for number in range(columns):
            grid.setColumnStretch(number, 1)
        return widget

    def _fields(self, record: RecordView) -> None:
        """The fields that hold something, label left, value right."""
        look = self._look
        widget = QWidget()
        grid = QGridLayout(widget)
        grid.setContentsMargins(0, 0, 0, 0)
        japanese = look.language == "ja"
        grid.setHorizontalSpacing(look.px(GAP_LABEL if japanese else GAP))
        grid.setVerticalSpacing(look.px(GAP_IN_GROUP))
        grid.setColumnStretch(1, 1)
        number = 0
        for field in record.type.fields:
            value = self._shown(record, field)
            if value and field.name not in ("code", record.type.title):
                label = plain_label(field.label.in_(look.language), look, FONT_SECONDARY, token="text2")
                label.setFixedWidth(look.px(LABEL_WIDTH[look.language]))
                grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(plain_label(value, look, FONT_SECONDARY), number, 1)
                number += 1
        if number:
            self._layout.addWidget(widget)

    def _shown(self, record: RecordView, field: Field) -> str:
        value = record.fields[field.name]
        text = shown(field, value, self._look.language, self._session.vocabularies(), record.label_of)
        if field.kind is Kind.DATE and value and value.edtf and value.edtf != value.text:
            meant = self._look.meaning(value.edtf)
            return f"{text}（{meant}）" if self._look.language == "ja" else f"{text} ({meant})"
        return text

    def _links(self, record: RecordView) -> None:
        """The links of the record, from either side; Enter and the button open the other record."""
        lines = link_lines(record, self._session.vocabularies(), self._look.language)
        if not lines:
            return
        look = self._look
        self._layout.addWidget(plain_label(PART_TYPES["link"].label.in_(look.language), look, FONT_BODY, SEMIBOLD))
        inside = QVBoxLayout()
        inside.setSpacing(look.px(GAP_IN_GROUP))
        columns = columns_of(lines, look)
        for link in lines[:_MOST_LINKS]:
            part_row = PartRow(link, columns, look, "linked", editable=False, follows=True)
            part_row.followed.connect(self.opened)
            inside.addWidget(part_row)
        self._layout.addLayout(inside)
        if len(lines) > _MOST_LINKS:
            more = self.tr("and %n more", "", len(lines) - _MOST_LINKS)
            self._layout.addWidget(plain_label(more, look, FONT_MEANING, token="text2"))

    def _tags(self, record: RecordView) -> None:
        words = [held.part.text for held in record.parts["tag"]]
        if words:
            look = self._look
            label = PART_TYPES["tag"].label.in_(look.language)
            joined = ("、" if look.language == "ja" else ", ").join(words)
            self._layout.addWidget(plain_label(f"{label}　{joined}", look, FONT_SECONDARY, token="text2"))

    def _members(self, record: RecordView) -> None:
        """Who was judged to be this person, with the decision and its reason."""
        if not record.members:
            return
        look = self._look
        self._layout.addWidget(plain_label(self.tr("Records of this person"), look, FONT_BODY, SEMIBOLD))
        for member in record.members:
            status = term_shown(self._session.vocabularies(), "match_status", member.status, look.language)
            reason = f"　{member.reason}" if member.reason else ""
            self._layout.addWidget(
                plain_label(f"{member.code}　{member.label}　{status}{reason}", look, FONT_SECONDARY)
            )

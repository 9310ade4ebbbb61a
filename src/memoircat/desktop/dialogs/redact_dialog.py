"""The dialog that takes former texts of a record out of the history, and out of the copies that are named for it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from memoircat.catalogue.copies import copies_in, remove_copies
from memoircat.catalogue.views import RecordView
from memoircat.desktop.dialogs.dialog import Dialog
from memoircat.desktop.form.field_row import ProblemLine
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_BODY, FONT_SECONDARY, FONT_TITLE, ROW_LIST, SEMIBOLD
from memoircat.desktop.widgets.layouts import plain_label, set_tab_order
from memoircat.desktop.widgets.text_line import text_line
from memoircat.errors import MemoirCatError, trouble
from memoircat.messages import message

_PathRole = Qt.ItemDataRole.UserRole
# px at 100 %
_WIDTH: Final = 640
_HEIGHT: Final = 480


class RedactDialog(Dialog):
    """Asks for a reason, which the history keeps, and which copies are to go. What the record holds now stays."""

    def __init__(self, session: Session, look: Look, record: RecordView, parent: QWidget | None) -> None:
        super().__init__(look, parent, accept="OK")
        self._session = session
        self._record = record
        self.setObjectName("redact-dialog")
        self.setWindowTitle(self.tr("Take former texts out of the history"))
        head = self.tr("Former texts of {0}").format(record.label)
        self.content.addWidget(plain_label(head, look, FONT_TITLE, SEMIBOLD))
        words = self.tr(
            "What this record held before is taken out of the history; what it holds now stays. Nothing that was done "
            "before this can be undone any more. The history tells who did it, when and why."
        )
        self.content.addWidget(plain_label(words, look, FONT_BODY))
        self.reason = text_line(look, "redact-reason", self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("Reason, for example: the family asked for it"))
        self.reason.textChanged.connect(lambda _text: self._allow())
        self.content.addWidget(self.reason)
        self.content.addWidget(
            plain_label(
                self.tr("These copies still hold the former texts. Those that are marked are deleted for good."),
                look,
                FONT_SECONDARY,
                token="text2",
            )
        )
        self.copies = self._list_copies()
        self.content.addWidget(self.copies, 1)
        words = self.tr("Complete copies on other disks, and what restoring put aside, are not touched.")
        self.content.addWidget(plain_label(words, look, FONT_SECONDARY, token="text2"))
        self.problem = ProblemLine(look)
        self.content.addWidget(self.problem)
        self.resize(look.px(_WIDTH), look.px(_HEIGHT))
        self.finish(self.tr("Take out"))
        set_tab_order(self)
        self._allow()
        self.reason.setFocus()

    def _list_copies(self) -> QListWidget:
        listed = QListWidget()
        listed.setObjectName("redact-copies")
        listed.setAccessibleName(self.tr("Copies to delete"))
        listed.setFont(self.look.font(FONT_SECONDARY))
        listed.setMinimumHeight(self.look.px(ROW_LIST))
        try:
            copies = copies_in(self._session.program.catalogue.folder.backups)
        except OSError:
            copies = []
        for copy in copies:
            made = copy.made.astimezone().strftime("%Y-%m-%d %H:%M")
            item = QListWidgetItem(f"{made}　{copy.path.name}")
            item.setSizeHint(QSize(0, self.look.px(ROW_LIST)))
            item.setData(_PathRole, str(copy.path))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            listed.addItem(item)
        if copies:
            listed.setCurrentRow(0)
        return listed

    def _marked(self) -> list[Path]:
        """The copies that are to be deleted."""
        items = [self.copies.item(row) for row in range(self.copies.count())]
        return [Path(item.data(_PathRole)) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _allow(self) -> None:
        if self.accepting is not None:
            self.accepting.setEnabled(bool(self.reason.text().strip()))

    def accept(self) -> None:
        """Take the texts out, delete the marked copies, and close; where that fails, say why and stay."""
        reason = self.reason.text().strip()
        if not reason:
            return
        label = message(
            "Take former texts of {record} out of the history: {reason}", record=self._record.code, reason=reason
        )
        try:
            self._session.program.catalogue.redact(self._record.id, label)
            remove_copies(self._marked())
        except MemoirCatError as problem:
            self._session.report_problem(problem)
            told = trouble(problem, self._session.path)
            self.problem.say("problem", told.line.in_(self.look.language) if told else "")
            return
        super().accept()

"""Commands on people: who of the recorded is the same person."""

from __future__ import annotations

from collections.abc import Sequence

from memoircat.catalogue.views import RecordView
from memoircat.desktop.dialogs.identify_dialog import IdentifyDialog
from memoircat.desktop.window.command_group import CommandGroup
from memoircat.linkage import decisions
from memoircat.messages import message


class PeopleCommands(CommandGroup):
    """Decisions on recorded people, made and taken back."""

    def identify(self) -> None:
        """Ask whether the selected people are one, and decide."""
        people = [record for record in self._records() if record.type.code == "person"]
        if len(people) < 2:
            self._note(self.tr("Select two or more people in the list first."))
            return
        dialog = IdentifyDialog(self._session, self._desk.look, people, self._desk.dialog_parent)
        dialog.accepted.connect(lambda: self._decide(dialog, people))
        dialog.open()

    def _decide(self, dialog: IdentifyDialog, people: Sequence[RecordView]) -> None:
        codes = [person.code for person in people]
        status, reason = str(dialog.status.currentData()), dialog.reason.text() or None
        label = decisions.decision_label(self._session.vocabularies(), codes, status)
        identified: list[str] = []
        session = self._session
        if session.attempt(
            lambda: identified.append(decisions.identify(session.program.catalogue, codes, status, reason, label))
        ):
            person, browse = session.program.catalogue.get(identified[0]), self._desk.pages.browse
            if browse is not None and person.listed:
                browse.go_to(person.id, "person")

    def separate(self) -> None:
        """Undo the decisions about the person."""
        record, catalogue = self._record(), self._session.program.catalogue
        if record is not None:
            label = message("Separate {record}", record=record.label)
            self._session.attempt(lambda: decisions.separate(catalogue, record.code, label))

"""The links of a record: those on it and those on other records that lead to it, each read from this record."""

from __future__ import annotations

from typing import Any

from memoircat.catalogue.change import Change
from memoircat.catalogue.views import Held, RecordView
from memoircat.desktop.form.editors import TermEditor
from memoircat.desktop.form.link_lines import link_lines
from memoircat.desktop.form.part_row import PartLine
from memoircat.desktop.form.parts_section import PartsSection
from memoircat.errors import InputError
from memoircat.messages import message
from memoircat.records.declare import Field
from memoircat.records.link_roles import FORWARD, UNSAID, role_meant, role_shown, role_words
from memoircat.records.parts import Link
from memoircat.records.values import NOT_A_TERM, Parsed


class LinksSection(PartsSection):
    """Enter opens the other record, F2 edits the link, Del removes it, whichever of the two records it is on."""

    _follows = True

    def _lines_of(self, record: RecordView) -> list[PartLine]:
        return link_lines(record, self._session.vocabularies(), self._look.language)

    def _find(self, part_id: int, record: RecordView) -> tuple[Held[Link], bool]:
        """A link, and whether it is on the other record."""
        own = next((held for held in record.links if held.id == part_id), None)
        return (own, False) if own else (next(held for held in record.links_back if held.id == part_id), True)

    def _values(self, part_id: int, record: RecordView) -> dict[str, Any]:
        held, back = self._find(part_id, record)
        role = role_shown(self._session.vocabularies(), held.part.role, self._look.language, back=back)
        return {"role": role, "other": held.record_id if back else held.part.other, "note": held.part.note}

    def _text(self, field: Field, value: Any) -> str:
        return str(value) if field.name == "role" else super()._text(field, value)

    def _editor_for(self, field: Field) -> Any:
        if field.name == "role":
            return TermEditor(role_words(self._session.vocabularies(), self._look.language), self._look)
        return super()._editor_for(field)

    def _parse(self, field: Field, text: str) -> Parsed:
        """Read a text; the words of a role are unchanged, since they say too from which record it is read."""
        if field.name != "role":
            return super()._parse(field, text)
        code, back = role_meant(self._session.vocabularies(), text)
        known = back or code == UNSAID or self._session.vocabularies().term(FORWARD, code)
        return Parsed(text or None, None if known else NOT_A_TERM.fill(text=text))

    def _write(self, change: Change, record: RecordView, part_id: int | None, values: dict[str, Any]) -> int | None:
        """Write the link on the record that its role is said of. Where that changes, the link is recreated there."""
        far = values["other"]
        if far is None:
            raise InputError(
                message("The other record is not named yet."),
                where="other",
                hint=message("Type its name or code, or press F4 for a list."),
            )
        if far == record.id:
            raise InputError(
                message("A record is not linked with itself."), where="other", hint=message("Name another record.")
            )
        held, back = self._find(part_id, record) if part_id is not None else (None, False)
        role = held.part.role if held else UNSAID
        if part_id is None or values["role"] != self._values(part_id, record)["role"]:
            role, back = role_meant(self._session.vocabularies(), values["role"] or "")
        owner, other = (far, record.id) if back else (record.id, far)
        if held is not None and held.record_id == owner:
            change.edit(Link, held.id, role=role, other=other, note=values["note"])
            return held.id
        if held is not None:
            change.remove(Link, held.id)
        return change.add(owner, Link(role=role, other=other, note=values["note"]))

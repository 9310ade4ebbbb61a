"""What the readers of a report may see of a record: every name, statement and reference passes here.

Nothing is read from a `RecordView` directly that its reader may not know: its label can be a closed name, a
statement can come from a closed card, a source's title can belong to a closed record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from memoircat.catalogue.access import Audience, Gate
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.views import RecordView, Stated
from memoircat.names import script_of
from memoircat.records.declare import Kind
from memoircat.records.parts import Name

_STAFF_FIELDS = {
    *("access", "closed_until", "access_reason", "location", "register_class", "rights_holder", "publication"),
    *("donor", "donor_text", "relation", "terms"),
}


class Sight:
    """Looks at records for one audience. `learn` reads what a run of records refers to, once for each."""

    def __init__(self, catalogue: Catalogue, gate: Gate) -> None:
        self._catalogue = catalogue
        self._gate = gate
        self._known: dict[int, str | None] = {}
        self.staff = gate.audience is Audience.STAFF

    def learn(self, views: Sequence[RecordView]) -> None:
        """Find out which of the records that these refer to may be named, and how."""
        if self.staff:
            return
        wanted = sorted({each for view in views for each in _references(view)} - self._known.keys())
        self._known.update(dict.fromkeys(wanted))
        for other in self._catalogue.views(wanted):
            self._known[other.id] = self.title(other) if self._gate.record(other) else None

    def record(self, view: RecordView) -> bool:
        """May the record be shown?"""
        return self._gate.record(view)

    def field(self, name: str) -> bool:
        """May the field be shown? Shelves, donors, terms and reasons for closing are the staff's own."""
        return self.staff or name not in _STAFF_FIELDS

    def label_of(self, view: RecordView, other: int | None) -> str:
        """How a record that this one refers to may be named; empty where it may not."""
        if other is None:
            return ""
        return view.label_of(other) if self.staff else self._known.get(other) or ""

    def names(self, view: RecordView) -> list[Name]:
        """The forms of its name that may be shown."""
        return [held.part for held in view.names if self._owner(view, held.record_id) and self._gate.name(held.part)]

    def statements(self, view: RecordView) -> frozenset[int]:
        """The ids of the statements that may be shown."""
        return frozenset(each.id for each in view.statements if self._statement(view, each))

    def title(self, view: RecordView) -> str:
        """What it is called: its title in full, else the best name that may be shown, else its code."""
        if view.type.title:
            return str(view.fields[view.type.title] or "") or view.code
        names = self.names(view)
        by_label = (each for each in names if _is_label(each.text, view.label))
        best = next(by_label, None) or next((each for each in names if each.preferred), None)
        return best.text if best else names[0].text if names else view.code

    def reading(self, view: RecordView) -> str:
        """Its reading in kana; empty where it has none or it is the title itself."""
        if "yomi" in view.fields:
            return str(view.fields["yomi"] or "")
        kana = [
            each for each in self.names(view) if each.kind != "inferred" and script_of(each.text) in ("Hira", "Kana")
        ]
        best = min(kana, key=lambda each: (not each.preferred, script_of(each.text) != "Hira"), default=None)
        return best.text if best else ""

    def _statement(self, view: RecordView, stated: Stated) -> bool:
        return self._owner(view, stated.record_id) and self._gate.statement(view, stated.part)

    def _owner(self, view: RecordView, record_id: int) -> bool:
        """Whether the record that a part hangs on (a member of an identified person) may be shown."""
        return self.staff or record_id == view.id or self._known.get(record_id) is not None


def _is_label(text: str, label: str) -> bool:
    plain = " ".join(text.split("\n"))
    return plain == label or (label.endswith("…") and plain.startswith(label[:-1]))


def _references(view: RecordView) -> Iterable[int]:
    fields = (view.fields[each.name] for each in view.type.fields if each.kind is Kind.RECORD)
    said = (ref for each in view.statements for ref in (each.part.source, each.part.place, each.part.other))
    held = (getattr(each.part, name, None) for code in _PLACED for each in view.parts[code] for name in _NAMES)
    others = (
        *fields,
        *said,
        *held,
        *(each.part.source for each in view.names),
        *(each.record_id for each in view.members),
        *(each.record_id for each in view.statements),
    )
    return (each for each in others if each is not None and each != view.id)


_PLACED = ("place_parent", "place_identifier")
_NAMES = ("parent", "source")

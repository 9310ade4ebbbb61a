"""Who may see what: the one answer that every list, report, export and edition for the public asks for.

The strictest restriction above wins. Privacy classes restrict statements without being asked while the person may be
living: no death is stated and the birth is unknown or less than 110 years ago (the limit is the archive's own choice,
table ``retention_rule``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from memoircat.catalogue.views import RecordView
from memoircat.records import parts
from memoircat.records.properties import PROPERTIES
from memoircat.records.record import is_day

LIFE_SPAN = 110


class Audience(StrEnum):
    """For whom something is shown."""

    PUBLIC = "public"
    READING_ROOM = "reading_room"
    FAMILY = "family"
    STAFF = "staff"


_MAY = {
    "on_site": {Audience.READING_ROOM, Audience.FAMILY, Audience.STAFF},
    "family": {Audience.FAMILY, Audience.STAFF},
    "until": {Audience.STAFF},
    "closed": {Audience.STAFF},
}


def today() -> str:
    """This day in UTC, as YYYY-MM-DD."""
    return datetime.now(UTC).date().isoformat()


def admits(access: str | None, closed_until: str | None, audience: Audience, day: str) -> bool:
    """Whether one restriction lets the audience in on a day. An unknown word restricts to the staff."""
    if audience is Audience.STAFF or access in (None, "open"):
        return True
    # A day that is written in another way opens nothing: it cannot be compared.
    if closed_until and is_day(closed_until) and closed_until <= day:
        return True
    return audience in _MAY.get(access or "", {Audience.STAFF})


@dataclass(frozen=True, slots=True)
class Gate:
    """Answers for one audience on one day."""

    audience: Audience
    day: str

    def record(self, view: RecordView) -> bool:
        """May the record be shown at all?"""
        return view.deleted_at is None and admits(
            view.fields["access"], view.fields["closed_until"], self.audience, self.day
        )

    def name(self, part: parts.Name) -> bool:
        """May this form of the name be shown?"""
        return admits(part.access, None, self.audience, self.day)

    def statement(self, view: RecordView, part: parts.Statement) -> bool:
        """May this statement be shown, its own access and the privacy class of its property considered?"""
        if not admits(part.access, None, self.audience, self.day):
            return False
        declared = PROPERTIES.get(part.property)
        private = declared is not None and declared.privacy is not None
        return not private or self.audience is Audience.STAFF or not maybe_living(view, self.day)

    def attachment(self, part: parts.Attachment) -> bool:
        """May this image be shown?"""
        return admits(part.access, None, self.audience, self.day)


def maybe_living(view: RecordView, day: str) -> bool:
    """Whether a person may be alive: no death stated, and born less than 110 years ago or at an unknown time."""
    if view.type.code != "person":
        return False
    if any(each.part.property in ("death", "declaration_of_death") for each in view.statements):
        return False
    fates = {each.part.term for each in view.statements if each.part.property == "fate"}
    if fates & {"died_in_captivity", "died_in_transit", "declared_dead"}:
        return False
    births = [each.part.start.latest for each in view.statements if each.part.property == "birth" and each.part.start]
    known = [each for each in births if each]
    return not known or int(max(known)[:4]) + LIFE_SPAN >= int(day[:4])

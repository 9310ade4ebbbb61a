"""May this audience see this? The one answer, on which `catalogue.public` builds all that leaves the catalogue.

The strictest restriction wins: a record inherits those of every collection, document or organisation that it lies in.
Statements of a private kind (health, belief, accusation, family) are restricted without anybody asking for it while the
person may be living: no accepted statement tells of a death, and the birth is unknown or at most 110 calendar years
ago. The archive can set another number of years for a kind in the table ``retention_rule``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from memoircat.catalogue.views import RecordView
from memoircat.messages import Label
from memoircat.records import parts
from memoircat.records.events import accepted
from memoircat.records.properties import FOR_STAFF, PROPERTIES
from memoircat.records.record import is_day

LIFE_SPAN = 110  # calendar years after a birth during which a person may be living
_NEVER = "9999-12-31"
_DEATH = ("death", "declaration_of_death")
_FATES_OF_THE_DEAD = frozenset({"died_in_captivity", "died_in_transit", "declared_dead"})


class Audience(StrEnum):
    """For whom something is shown."""

    PUBLIC = "public"
    READING_ROOM = "reading_room"
    FAMILY = "family"
    STAFF = "staff"


AUDIENCES = tuple(
    (audience.value, label)
    for audience, label in (
        (Audience.PUBLIC, Label("一般", "Public", "Для всех")),
        (Audience.READING_ROOM, Label("閲覧室", "Reading room", "Читальный зал")),
        (Audience.FAMILY, Label("家族", "Family", "Для родственников")),
        (Audience.STAFF, Label("館員", "Staff", "Для сотрудников")),
    )
)

_ADMITTED = {
    "on_site": {Audience.READING_ROOM, Audience.FAMILY, Audience.STAFF},
    "family": {Audience.FAMILY, Audience.STAFF},
    "until": {Audience.STAFF},
    "closed": {Audience.STAFF},
}


def today() -> str:
    """Today's date in UTC, as YYYY-MM-DD."""
    return datetime.now(UTC).date().isoformat()


def admits(access: str | None, closed_until: str | None, audience: Audience, day: str) -> bool:
    """Whether one restriction lets the audience in on a day.

    ``access`` is a term of the vocabulary ``access``; None is open, an unknown one is for the staff only. A restriction
    ends with the day ``closed_until``. Both days are written YYYY-MM-DD.
    """
    if audience is Audience.STAFF or access in (None, "open"):
        return True
    # A day that is written in any other form cannot be compared, so it opens nothing.
    if closed_until and is_day(closed_until) and closed_until <= day:
        return True
    return audience in _ADMITTED.get(access or "", {Audience.STAFF})


@dataclass(frozen=True, slots=True)
class Gate:
    """Says what one audience may see on one day (YYYY-MM-DD).

    ``years``: for how many years after a birth a person may be living, by privacy class, where the archive has set it;
    else `LIFE_SPAN`.
    """

    audience: Audience
    day: str
    years: Mapping[str, int] = field(default_factory=dict)

    @property
    def staff(self) -> bool:
        """Whether nothing is withheld."""
        return self.audience is Audience.STAFF

    def allows_record(self, view: RecordView) -> bool:
        """Whether the record may be shown at all; nobody sees one in the trash or of a withdrawn import."""
        return view.stands and all(
            admits(restriction.access, restriction.closed_until, self.audience, self.day)
            for restriction in view.restrictions
        )

    def allows_name(self, part: parts.Name) -> bool:
        """Whether this form of the name may be shown."""
        return admits(part.access, None, self.audience, self.day)

    def allows_statement(self, view: RecordView, part: parts.Statement) -> bool:
        """Whether this statement may be shown, by its own access and by the privacy class of its property."""
        if self.staff:
            return True
        if part.rejected or not admits(part.access, None, self.audience, self.day):
            return False
        declared = PROPERTIES.get(part.property)
        privacy = declared.privacy if declared else None
        if privacy is None:
            return True
        return privacy != FOR_STAFF and not maybe_living(view, self.day, self.years.get(privacy, LIFE_SPAN))

    def allows_attachment(self, part: parts.Attachment) -> bool:
        """Whether this image may be shown."""
        return admits(part.access, None, self.audience, self.day)


def maybe_living(view: RecordView, day: str, years: int = LIFE_SPAN) -> bool:
    """Whether a person may be alive: no death is stated, and the birth is unknown or recent.

    Recent: its latest year is ``years`` calendar years ago or less. Of several births the latest day that any of them
    can mean counts: "1930 or later" may be any day. Rejected statements do not count, neither of a death nor of a
    birth. False for any record but a person.
    """
    if view.type.code != "person":
        return False
    stated = [statement.part for statement in accepted(view.statements)]
    if any(part.property in _DEATH for part in stated):
        return False
    if any(part.property == "fate" and part.term in _FATES_OF_THE_DEAD for part in stated):
        return False
    dates = [part.start for part in stated if part.property == "birth" and part.start]
    births = [date.latest or _NEVER for date in dates if date.earliest or date.latest]
    return not births or int(max(births)[:4]) + years >= int(day[:4])

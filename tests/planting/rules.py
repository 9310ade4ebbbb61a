"""Who may see what, in plain steps: written from the rules of access, asking nothing of the program's own answer.

Of the program only the declarations of records are read, never `catalogue.access`, `public` or `closed_texts`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from memoircat.catalogue.access import Audience
from memoircat.records.properties import PROPERTIES, Holds
from planting.marked_words import Words
from planting.records import Planted, PlantedPart, PlantedStatement

STAFF_FIELDS = {
    *("access", "closed_until", "access_reason", "rights_holder", "publication", "note"),  # of every record
    *("location", "register_class", "donor", "donor_text", "relation", "terms"),
}
STAFF_PARTS = {"tag", "condition_survey", "movement", "match", "judgement"}
STAFF_COLUMNS = {"note", "reason"}  # of statements and links
PRIVATE = {
    **dict.fromkeys(("illness", "hospital", "cause_of_death"), "health"),
    **dict.fromkeys(("religion", "party"), "belief"),
    **dict.fromkeys(("sentence", "amnesty"), "accusation"),
    "family": "family",
}
FOR_STAFF_ALONE = {"inquiry"}
ADMITTED = {"on_site": ("reading_room", "family"), "family": ("family",)}
YEAR = datetime.datetime.now(datetime.UTC).year


class Oracle:
    """Answers what one audience may see of what was planted, rule by rule."""

    def __init__(self, planted: list[Planted], years: Mapping[str, int], audience: Audience) -> None:
        self.records = planted
        self.years = years
        self.audience = audience
        self.staff = audience is Audience.STAFF
        self.secret = set() if self.staff else self._secret()

    # Records and restrictions ------------------------------------------------------------------------------------

    def admits(self, word: str | None, until: str | None = None) -> bool:
        # Nothing said, or open: for everybody. The staff see everything.
        if self.staff or word in (None, "open"):
            return True
        # A restriction ends on its day, if that is a day of the calendar.
        if until == "2020-01-01":
            return True
        # Else it lets in whom it names; closed, until, and a word that nobody knows let nobody in but the staff.
        return self.audience.value in ADMITTED.get(word or "", ())

    def closed(self, record: Planted) -> bool:
        # A record is closed by its own restriction, or by that of anything that it lies in, in the trash or not.
        above: Planted | None = record
        while above is not None:
            if not self.admits(above.access, above.until):
                return True
            above = above.parent
        return False

    def seen(self, record: Planted) -> bool:
        # What is in the trash, or came with a withdrawn import, is shown to nobody.
        return not record.trashed and not record.withdrawn and not self.closed(record)

    def named(self, record: Planted) -> bool:
        # A record may be named where it may be seen; the staff see what is referred to even in the trash.
        return self.staff or self.seen(record)

    def _secret(self) -> set[int]:
        """The names that texts may not speak of: those of closed records, and closed names of others."""
        secret: set[int] = set()
        borne: set[int] = set()
        for record in self.records:
            said = {record.code.own} | ({record.title.own} if record.title else set())
            shown = {name.words.own for name in record.names if self.admits(name.access)}
            every = {name.words.own for name in record.names}
            secret |= every - shown  # a closed name, whoever bears it
            if self.closed(record):
                secret |= said | every
            if self.seen(record):
                borne |= said | shown
        return secret - borne  # what an open record bears too is no secret

    def says(self, words: Words) -> set[int]:
        # A text that is nothing but a secret name says nothing; a date in words that hold one neither.
        if words.own in self.secret or (words.date and self.secret & set(words.named)):
            return set()
        return {words.own, *words.named} - self.secret  # an ellipsis stands in the place of each secret name

    def words(self, record: Planted, *names: str) -> set[int]:
        return {
            marker
            for name in names
            if self.staff or name not in STAFF_FIELDS
            for said in record.fields.get(name, ())
            for marker in self.says(said)
        }

    # People ------------------------------------------------------------------------------------------------------

    def members(self, person: Planted) -> list[Planted]:
        # Whoever is confirmed to be this person; one in the trash or of a withdrawn import counts for nothing.
        return [
            other
            for other, status, _ in person.matches
            if status == "confirmed" and not other.trashed and not other.withdrawn
        ]

    def statements(self, record: Planted) -> list[PlantedStatement]:
        return [said for owner in (record, *self.members(record)) for said in owner.statements]

    def maybe_living(self, person: Planted, years: int) -> bool:
        # What was rejected counts for nothing. A death, a declaration of death, or a fate that is one: dead.
        accepted = [said.part for said in self.statements(person) if not said.part.rejected]
        for part in accepted:
            if part.property in ("death", "declaration_of_death"):
                return False
            if part.property == "fate" and part.term in ("died_in_captivity", "died_in_transit", "declared_dead"):
                return False
        # Of several births the latest counts; one of which nobody knows the end may be any day until today.
        births = [part.start for part in accepted if part.property == "birth" and part.start]
        if not births or any(birth.latest is None for birth in births):
            return True
        return max(int(str(birth.latest)[:4]) for birth in births) + years >= YEAR

    def names(self, record: Planted) -> set[int]:
        # Its names and those of its members who may be seen, but for closed names.
        owners = [record, *(member for member in self.members(record) if self.named(member))]
        return {name.words.own for owner in owners for name in owner.names if self.admits(name.access)}

    # Statements --------------------------------------------------------------------------------------------------

    def shown(self, record: Planted) -> list[PlantedStatement]:
        return [said for said in self.statements(record) if self._stated(record, said)]

    def _stated(self, record: Planted, said: PlantedStatement) -> bool:
        part = said.part
        if self.staff:
            return True
        # Rejected or closed ones are not shown, nor those of a member who is closed.
        if part.rejected or not self.admits(part.access) or not (said.owner is record or self.seen(said.owner)):
            return False
        # Some are for the staff for ever; private ones while the person may be living, by the archive's own years.
        if part.property in FOR_STAFF_ALONE:
            return False
        if part.property in PRIVATE and self.maybe_living(record, self.years.get(PRIVATE[part.property], 110)):
            return False
        # What is left must say something.
        return bool(part.term or self.of_place(said) or self.of_other(said) or self.said(said, *_SAYING))

    def said(self, said: PlantedStatement, *columns: str) -> set[int]:
        """The markers of columns of a statement that is shown."""
        hidden = said.place is not None and not self.named(said.place)
        markers: set[int] = set()
        for column in columns:
            words = said.words.get(column)
            if words is None or (column in STAFF_COLUMNS and not self.staff):
                continue
            # The words for a place that may not be named: of a camp stay the value is such words too.
            holds = PROPERTIES[said.part.property].holds
            if hidden and (column == "place_text" or (column == "value" and holds is Holds.PLACE)):
                continue
            # A page in a source that may not be named.
            if column == "locator" and said.source is not None and not self.named(said.source):
                continue
            markers |= self.says(words)
        return markers

    def of_place(self, said: PlantedStatement) -> list[set[int]]:
        return self.label(said.place)

    def of_other(self, said: PlantedStatement) -> list[set[int]]:
        return self.label(said.other)

    def label(self, record: Planted | None) -> list[set[int]]:
        """What a record is called: one of these must be said, where it may be named; nothing where it may not."""
        if record is None or not self.named(record):
            return []
        title = self.says(record.title) if record.title else set()
        if title:
            return [title]
        names = [{name} for name in self.names(record)]
        if names and not record.title:
            return names
        # The staff also see the names of those who are only supposed to be this person.
        supposed = [{name.words.own} for member, _, _ in record.matches for name in member.names if self.staff]
        return [{record.code.own}, *supposed]

    def leads(self, record: Planted, event: list[PlantedStatement]) -> PlantedStatement | None:
        # The preferred one; else the most certain one, of equals the one entered first. Never a rejected one.
        certain = {"certain": 0, None: 0, "probable": 1, "possible": 2, "doubtful": 3}
        accepted = [said for said in event if not said.part.rejected]
        return min(
            accepted, key=lambda s: (not self.preferred(record, s), certain[s.part.certainty], s.id), default=None
        )

    def preferred(self, record: Planted, said: PlantedStatement) -> bool:
        if not self.members(record):
            return said.part.preferred
        once = [s.id for s in self.statements(record) if s.part.property == said.part.property]
        judged = record.judged & set(once)
        if judged:
            return said.id in judged
        return said.owner is record and said.part.preferred

    # Everything of a record that may be seen ---------------------------------------------------------------------

    def everything(self, record: Planted) -> set[int]:
        """The markers of a record that may be seen, with all its parts."""
        markers = {record.code.own} | self.words(record, *record.fields) | self.names(record)
        for said in self.shown(record):
            markers |= self.said(said, *said.words)
        pictures = [p for p in record.pictures if self.admits(p.file_access) and self.admits(p.access)]
        for picture in pictures:
            # An image is shown under no name of its own: the name of a file can tell what its record does not.
            columns = ("name", "caption", "role") if self.staff else ("caption", "role")
            markers |= {marker for column in columns for marker in self.says(picture.words[column])}
        for part in record.parts:
            if part.picture is None or part.picture in pictures:
                markers |= self.part(part)
        if self.staff:
            for member, status, reason in record.matches:
                markers |= {reason.own, *reason.named} if status == "confirmed" and self.named(member) else set()
        return markers

    def part(self, part: PlantedPart) -> set[int]:
        if part.code in STAFF_PARTS and not self.staff:
            return set()
        if part.code == "link" and "other" in part.refs and not self.named(part.refs["other"]):
            return set()
        said = {
            column: self.says(words)
            for column, words in part.words.items()
            if self.staff or column not in STAFF_COLUMNS
        }
        # A part that says nothing any more is not shown.
        named = [other for column, other in part.refs.items() if column in ("parent", "shows")]
        left = any(said.get(column) for column in _SAYING) or any(map(self.named, named))
        if not left and (named or set(part.words) & set(_SAYING)):
            return set()
        return {marker for markers in said.values() for marker in markers}


_SAYING = ("value", "place_text", "start", "until", "text")

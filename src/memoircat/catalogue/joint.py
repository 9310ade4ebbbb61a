"""An identified person seen whole: the statements and names of the confirmed members beside its own.

Statements on things that happen once stand together. Those on repeatable ones are grouped where place or span
agree, unless an archivist has joined or parted them (a judgement stored on the identified person).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from memoircat.catalogue.columns import Row
from memoircat.catalogue.content import Content
from memoircat.names import fold
from memoircat.records.properties import PROPERTIES


@dataclass(frozen=True, slots=True)
class Said:
    """A stored statement as it counts for the person shown: its event, and whether it is the preferred one there.

    An `Opinion` for the rules of `records.events`.
    """

    row: Row
    occurrence: int
    preferred: bool

    @property
    def id(self) -> int:
        """The statement's id."""
        return int(self.row["id"])

    @property
    def number(self) -> int:
        """The number that the source itself gives the event."""
        return int(self.row["occurrence"])

    @property
    def earliest(self) -> str | None:
        """The first day it may speak of."""
        day: str | None = self.row["start_first"]
        return day

    @property
    def rejected(self) -> bool:
        """Whether an archivist has rejected it."""
        return bool(self.row["rejected"])

    @property
    def certainty(self) -> str | None:
        """How sure the source is."""
        certainty: str | None = self.row["certainty"]
        return certainty

    @property
    def meaning(self) -> tuple[object, ...]:
        """What it says, whatever the words: equal for two statements that agree."""
        row = self.row
        return (
            row["term"] or fold(row["value"] or ""),
            row["start_edtf"] or fold(row["start_text"] or ""),
            row["until_edtf"] or fold(row["until_text"] or ""),
            row["place"] or fold(row["place_text"] or ""),
        )


def members_of(content: Content, contents: Mapping[int, Content], *statuses: str) -> list[Content]:
    """The recorded people matched to a person in one of these degrees, in the order of the decisions.

    One in the trash, or of a withdrawn import, says nothing here, as it does nowhere else, until it is brought back.
    """
    matched = (contents.get(row["member"]) for row in content.rows("match") if row["status"] in statuses)
    return [each for each in matched if each is not None and each.stands]


def said_of(content: Content, members: Sequence[Content] = ()) -> list[Said]:
    """All statements on a person and on its confirmed members, grouped into events."""
    judgements = {row["statement"]: row for row in content.rows("judgement")}
    rows = [row for each in (content, *members) for row in each.rows("statement")]
    if not members:
        return [Said(row, row["occurrence"], bool(row["preferred"])) for row in rows]
    said: list[Said] = []
    for code in dict.fromkeys(row["property"] for row in rows):
        said.extend(_grouped([row for row in rows if row["property"] == code], code, judgements))
    return _one_preferred(said, judgements, content.base["id"])


def _grouped(rows: list[Row], code: str, judgements: dict[int, Row]) -> list[Said]:
    declared = PROPERTIES.get(code)
    if declared is None or not declared.repeatable:
        return [Said(row, 1, False) for row in rows]
    events: list[list[Row]] = []
    for row in sorted(rows, key=_time):
        event = next((each for each in events if _belongs(row, each, judgements)), None)
        if event is None:
            events.append([row])
        else:
            event.append(row)
    return [Said(row, number, False) for number, event in enumerate(events, 1) for row in event]


def _time(row: Row) -> tuple[str, int, int]:
    return (row["start_first"] or row["until_first"] or "9999", row["occurrence"], row["id"])


def _belongs(row: Row, event: list[Row], judgements: dict[int, Row]) -> bool:
    """Whether a statement speaks of the event that others speak of."""
    if decided := _decided(row, event, judgements):
        return decided == "joined"
    for other in event:
        if other["record_id"] == row["record_id"]:
            # One source that numbers two stays means two stays.
            return bool(other["occurrence"] == row["occurrence"])
    return any(_agree(row, other) for other in event)


def _decided(row: Row, event: list[Row], judgements: dict[int, Row]) -> str | None:
    own = judgements.get(row["id"], {}).get("occurrence")
    theirs = {judgements.get(each["id"], {}).get("occurrence") for each in event} - {None}
    if own is None or not theirs:
        return "parted" if own is not None and not theirs else None
    return "joined" if own in theirs else "parted"


def _agree(one: Row, two: Row) -> bool:
    starts = _meet(one, two, "start")
    untils = _meet(one, two, "until")
    if starts is False or untils is False:
        return False
    return _same_place(one, two) or (starts is True and (untils is True or _open(one, two)))


def _open(one: Row, two: Row) -> bool:
    return not (one["until_first"] and two["until_first"])


def _meet(one: Row, two: Row, side: str) -> bool | None:
    """Whether two dates can be the same; None where either is not known."""
    first, last = f"{side}_first", f"{side}_last"
    if not (one[first] and two[first] and one[last] and two[last]):
        return None
    return bool(one[first] <= two[last] and two[first] <= one[last])


def _same_place(one: Row, two: Row) -> bool:
    if one["place"] is not None and two["place"] is not None:
        return bool(one["place"] == two["place"])
    texts = [fold(row["place_text"] or row["value"] or "") for row in (one, two)]
    return texts[0] == texts[1] != ""


def _one_preferred(said: list[Said], judgements: dict[int, Row], owner: int) -> list[Said]:
    """At most one preferred statement an event: the judgement's, else one marked on the person itself."""
    result: list[Said] = []
    for event in dict.fromkeys((each.row["property"], each.occurrence) for each in said):
        group = [each for each in said if (each.row["property"], each.occurrence) == event]
        chosen = next((each for each in group if judgements.get(each.row["id"], {}).get("preferred")), None)
        chosen = chosen or next((e for e in group if e.row["record_id"] == owner and e.row["preferred"]), None)
        result.extend(replace(each, preferred=each is chosen) for each in group)
    return result

"""An identified person seen whole: the statements of its confirmed members beside its own, grouped into events.

All statements on a property that happens once are about one event. Those on a repeatable one are about the same event
where their places or spans of time agree, unless an archivist has joined or separated them (a `Judgement` on the
identified person).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from memoircat.catalogue.columns import Row
from memoircat.catalogue.content import Content
from memoircat.names import fold
from memoircat.records.properties import PROPERTIES


@dataclass(frozen=True, slots=True)
class StatementRow:
    """The stored row of a statement, with the event that it is about for the person shown.

    ``occurrence`` is the number of that event, ``preferred`` whether the statement is the preferred one on it: both may
    differ from the row, which is the member's own. An `Opinion` for the rules of `records.events`.
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
        """The first day that it may mean (YYYY-MM-DD)."""
        day: str | None = self.row["start_first"]
        return day

    @property
    def rejected(self) -> bool:
        """Whether an archivist has rejected it."""
        return bool(self.row["rejected"])

    @property
    def certainty(self) -> str | None:
        """How sure the source is: a term of the vocabulary ``certainty``."""
        certainty: str | None = self.row["certainty"]
        return certainty

    @property
    def meaning(self) -> tuple[object, ...]:
        """What it says, whatever its words: equal for two statements that agree."""
        row = self.row
        return (
            row["term"] or fold(row["value"] or ""),
            row["start_edtf"] or fold(row["start_text"] or ""),
            row["until_edtf"] or fold(row["until_text"] or ""),
            row["place"] or fold(row["place_text"] or ""),
        )


def members_of(content: Content, contents: Mapping[int, Content], *statuses: str) -> list[Content]:
    """The recorded people whose match with a person has one of these statuses, in the order of the decisions.

    Those in the trash, or of a withdrawn import, are left out, as everywhere else.
    """
    matched = (contents.get(row["member"]) for row in content.rows("match") if row["status"] in statuses)
    return [member for member in matched if member is not None and member.stands]


def statement_rows(content: Content, members: Sequence[Content] = ()) -> list[StatementRow]:
    """All statements on a person and on its confirmed members, grouped into events."""
    judgements = {row["statement"]: row for row in content.rows("judgement")}
    rows = [row for person in (content, *members) for row in person.rows("statement")]
    if not members:
        return [StatementRow(row, row["occurrence"], bool(row["preferred"])) for row in rows]
    statements: list[StatementRow] = []
    for code in dict.fromkeys(row["property"] for row in rows):
        statements.extend(_grouped([row for row in rows if row["property"] == code], code, judgements))
    return _one_preferred(statements, judgements, content.base["id"])


def _grouped(rows: list[Row], code: str, judgements: dict[int, Row]) -> list[StatementRow]:
    declared = PROPERTIES.get(code)
    if declared is None or not declared.repeatable:
        return [StatementRow(row, 1, False) for row in rows]
    events: list[list[Row]] = []
    for row in sorted(rows, key=_time):
        event = next((known for known in events if _belongs(row, known, judgements)), None)
        if event is None:
            events.append([row])
        else:
            event.append(row)
    return [StatementRow(row, number, False) for number, event in enumerate(events, 1) for row in event]


def _time(row: Row) -> tuple[str, int, int]:
    return (row["start_first"] or row["until_first"] or "9999", row["occurrence"], row["id"])


def _belongs(row: Row, event: list[Row], judgements: dict[int, Row]) -> bool:
    """Whether a statement is about the event that others are about."""
    if decided := _decided(row, event, judgements):
        return decided == "joined"
    for other in event:
        if other["record_id"] == row["record_id"]:
            # A source that gives two stays two numbers means two stays.
            return bool(other["occurrence"] == row["occurrence"])
    return any(_agree(row, other) for other in event)


def _decided(row: Row, event: list[Row], judgements: dict[int, Row]) -> str | None:
    """What an archivist decided on a statement and an event: "joined", "parted", or None."""
    own = judgements.get(row["id"], {}).get("occurrence")
    theirs = {judgements.get(other["id"], {}).get("occurrence") for other in event} - {None}
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
    """Whether two dates can mean the same day; None where either is not known. ``side``: start or until."""
    first, last = f"{side}_first", f"{side}_last"
    if not (one[first] and two[first] and one[last] and two[last]):
        return None
    return bool(one[first] <= two[last] and two[first] <= one[last])


def _same_place(one: Row, two: Row) -> bool:
    if one["place"] is not None and two["place"] is not None:
        return bool(one["place"] == two["place"])
    texts = [fold(row["place_text"] or row["value"] or "") for row in (one, two)]
    return texts[0] == texts[1] != ""


def _one_preferred(statements: list[StatementRow], judgements: dict[int, Row], owner: int) -> list[StatementRow]:
    """The statements event by event, at most one of them preferred: by a judgement, else by its mark on the owner."""
    result: list[StatementRow] = []
    for event in dict.fromkeys((one.row["property"], one.occurrence) for one in statements):
        group = [one for one in statements if (one.row["property"], one.occurrence) == event]
        preferred = next((one for one in group if judgements.get(one.row["id"], {}).get("preferred")), None)
        preferred = preferred or next(
            (one for one in group if one.row["record_id"] == owner and one.row["preferred"]), None
        )
        result.extend(replace(one, preferred=one is preferred) for one in group)
    return result

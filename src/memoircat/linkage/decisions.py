"""Deciding that recorded people are one person, probably one, or not one; and taking the decision back.

The recorded people (members) keep their names and statements; the identified person shows them together. Only the
status "confirmed" removes a member from lists; "rejected" is kept, so that nobody has to decide again.
"""

from __future__ import annotations

from collections.abc import Sequence

from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.change import Change
from memoircat.catalogue.views import RecordView
from memoircat.errors import Conflict, InputError
from memoircat.messages import Message, message
from memoircat.records.parts import Judgement, Match
from memoircat.records.vocabularies import Vocabularies

STATUSES = ("confirmed", "probable", "possible", "rejected")


def identify(catalogue: Catalogue, codes: Sequence[str], status: str, reason: str | None, label: Message | str) -> str:
    """Decide whether people are one person; returns the code of the identified person.

    ``codes``: recorded people, and at most one identified person, to whom they are added; without one, an identified
    person is made. ``status``: one of `STATUSES`. ``label`` names the change in the history.

    Raises Conflict where two identified people are named or a member is confirmed elsewhere, NotFound for an unknown
    code, InputError for a wrong status, for fewer than two people, and for records that are no people or in the trash.
    """
    if status not in STATUSES:
        raise InputError(
            message("“{status}” is no decision.", status=status),
            where="status",
            hint=message("One of: {choices}.", choices=", ".join(STATUSES)),
        )
    people = [_person(catalogue, code) for code in dict.fromkeys(codes)]
    identified_person = _identified_among(people)
    members = [person for person in people if identified_person is None or person.id != identified_person.id]
    if not members or (identified_person is None and len(members) < 2):
        raise InputError(
            message("Two people are needed for a decision."), hint=message("Name the other person's code too.")
        )
    with catalogue.change(label) as change:
        identified = (
            identified_person.id
            if identified_person
            else change.create("person", kind="identified", role=_roles(members))
        )
        for member in members:
            _decide(change, identified, identified_person, member, status, reason)
    view = catalogue.view(identified)
    assert view is not None
    return view.code


def decision_label(vocabularies: Vocabularies, codes: Sequence[str], status: str) -> Message:
    """How the history names a decision on people."""
    term = vocabularies.term("match_status", status)
    return message("Same person? {codes}: {status}", codes=" · ".join(codes), status=term.label if term else status)


def separate(catalogue: Catalogue, code: str, label: Message | str) -> None:
    """Undo the decision about a recorded person, or all decisions of an identified person.

    An identified person with nothing of its own and fewer than two members left is moved to the trash, so that
    everything is as it was before. ``label`` names the change in the history. Raises NotFound for an unknown code,
    InputError for a record that is no person or in the trash, and where no decision was made about the person.
    """
    person = _person(catalogue, code)
    identified = person if person.members else _identified_of(catalogue, person)
    if identified is None:
        raise InputError(
            message("This person is not identified with anyone."),
            where=code,
            hint=message("Nothing is to be separated."),
        )
    removed = [member for member in identified.members if person.members or member.record_id == person.id]
    remaining = [member for member in identified.members if member not in removed]
    if len(remaining) < 2 and _made_by_decision(identified):
        removed, remaining = list(identified.members), []
    with catalogue.change(label) as change:
        gone = {member.record_id for member in removed}
        for judgement in identified.parts["judgement"]:
            if any(said.id == judgement.part.statement and said.record_id in gone for said in identified.statements):
                change.remove(Judgement, judgement.id)
        for member in removed:
            change.remove(Match, member.match_id)
        if not remaining and _made_by_decision(identified):
            change.delete(identified.id)


def toggle_preferred(catalogue: Catalogue, record: RecordView, statement_id: int, label: Message | str) -> None:
    """Prefer a statement of ``record``, or undo that if it is preferred already.

    On an identified person the preference is a `Judgement` of that record, and it replaces any other preference about
    the same event; the recorded people are not changed. ``label`` names the change in the history. Raises StopIteration
    where the statement is not one of ``record``.
    """
    chosen = next(statement for statement in record.statements if statement.id == statement_id)
    with catalogue.change(label) as change:
        if not record.members:
            change.prefer(statement_id, not chosen.preferred)
            return
        event = {statement.id for statement in record.events(chosen.part.property)[chosen.occurrence]}
        for statement in record.statements:
            if statement.id in event and statement.record_id == record.id and statement.part.preferred:
                change.prefer(statement.id, False)
        existing = {statement.part.statement: statement for statement in record.parts["judgement"]}
        for stated_id in event:
            wanted = stated_id == statement_id and not chosen.preferred
            if stated_id in existing:
                change.edit(Judgement, existing[stated_id].id, preferred=wanted)
            elif wanted:
                change.add(record.id, Judgement(statement=stated_id, preferred=True))


def _person(catalogue: Catalogue, code: str) -> RecordView:
    person = catalogue.get(code)
    if person.deleted_at:
        raise InputError(
            message("This person is in the trash."), where=code, hint=message("Bring the person back first.")
        )
    if person.type.code != "person":
        raise InputError(
            message("This is not a person ({type}).", type=person.type.label),
            where=code,
            hint=message("Name people only."),
        )
    return person


def _identified_among(people: Sequence[RecordView]) -> RecordView | None:
    """The identified person among these people, or None."""
    owners = [person for person in people if person.fields["kind"] == "identified"]
    if len(owners) > 1:
        one, other = (person.code for person in owners[:2])
        raise Conflict(
            message("{one} and {other} are both identified people.", one=one, other=other),
            hint=message("Separate one of them first."),
        )
    return owners[0] if owners else None


def _roles(members: Sequence[RecordView]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(role for member in members for role in member.fields["role"]))


def _decide(
    change: Change,
    identified: int,
    identified_person: RecordView | None,
    member: RecordView,
    status: str,
    reason: str | None,
) -> None:
    confirmed_in = member.identified_as
    if status == "confirmed" and confirmed_in and confirmed_in.record_id != identified:
        raise Conflict(
            message("{member} is already part of {identified}.", member=member.code, identified=confirmed_in.code),
            where=member.code,
            hint=message("Separate {member} first.", member=member.code),
        )
    values = {"status": status, "reason": reason, "by": change.by, "at": change.at}
    existing = (
        next((other for other in identified_person.members if other.record_id == member.id), None)
        if identified_person
        else None
    )
    if existing:
        change.edit(Match, existing.match_id, **values)
    else:
        change.add(identified, Match(member=member.id, status=status, reason=reason, by=change.by, at=change.at))


def _identified_of(catalogue: Catalogue, person: RecordView) -> RecordView | None:
    """The identified person that has this one as a member of any status, or None."""
    if person.identified_as:
        return catalogue.view(person.identified_as.record_id)
    identified_id = catalogue.matched_to(person.id)
    return catalogue.view(identified_id) if identified_id else None


def _made_by_decision(identified: RecordView) -> bool:
    """Whether the record has nothing but the decisions."""
    owners = [
        *(name.record_id for name in identified.names),
        *(statement.record_id for statement in identified.statements),
    ]
    own = identified.id in owners
    return not (own or identified.links or identified.pictures or identified.fields["note"])

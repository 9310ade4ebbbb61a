"""Deciding that recorded people are one, probably one, or not one; and taking it back.

A recorded person keeps its names and statements; the identified person shows them together. Only "confirmed" takes a
member out of lists; "rejected" is remembered.
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
    """Decide on people; returns the code of the identified person.

    An identified person among ``codes`` (or one that already has one of them as a confirmed member) is joined,
    otherwise one is made. Raises Conflict where two identified people are named, InputError for anything else that
    cannot be decided.
    """
    if status not in STATUSES:
        raise InputError(
            message("“{status}” is no decision.", status=status),
            where="status",
            hint=message("One of: {choices}.", choices=", ".join(STATUSES)),
        )
    people = [_person(catalogue, code) for code in dict.fromkeys(codes)]
    owner = _owner(people)
    members = [each for each in people if owner is None or each.id != owner.id]
    if not members or (owner is None and len(members) < 2):
        raise InputError(
            message("Two people are needed for a decision."), hint=message("Name the other person's code too.")
        )
    with catalogue.change(label) as change:
        identified = owner.id if owner else change.create("person", kind="identified", role=_roles(members))
        for each in members:
            _decide(change, identified, owner, each, status, reason)
    found = catalogue.view(identified)
    assert found is not None
    return found.code


def decision_label(vocabularies: Vocabularies, codes: Sequence[str], status: str) -> Message:
    """How the history names a decision on people."""
    term = vocabularies.term("match_status", status)
    return message("Same person? {codes}: {status}", codes=" · ".join(codes), status=term.label if term else status)


def separate(catalogue: Catalogue, code: str, label: Message | str) -> None:
    """Take decisions back: of one member, or all those of an identified person.

    An identified person that has nothing of its own and fewer than two members left is put into the trash, so that
    everything stands as before. Raises InputError where nobody was identified.
    """
    person = _person(catalogue, code)
    identified = person if person.members else _identified_of(catalogue, person)
    if identified is None:
        raise InputError(
            message("This person is not identified with anyone."),
            where=code,
            hint=message("Nothing is to be separated."),
        )
    going = [each for each in identified.members if person.members or each.record_id == person.id]
    staying = [each for each in identified.members if each not in going]
    if len(staying) < 2 and _made_by_decision(identified):
        going, staying = list(identified.members), []
    with catalogue.change(label) as change:
        gone = {each.record_id for each in going}
        for judgement in identified.parts["judgement"]:
            if any(said.id == judgement.part.statement and said.record_id in gone for said in identified.statements):
                change.remove(Judgement, judgement.id)
        for each in going:
            change.remove(Match, each.match_id)
        if not staying and _made_by_decision(identified):
            change.delete(identified.id)


def prefer(catalogue: Catalogue, record: RecordView, statement_id: int, label: Message | str) -> None:
    """Prefer a statement on the record shown: on an identified person it is a judgement stored there."""
    said = next(each for each in record.statements if each.id == statement_id)
    with catalogue.change(label) as change:
        if not record.members:
            change.prefer(statement_id, not said.preferred)
            return
        event = {each.id for each in record.events(said.part.property)[said.occurrence]}
        for each in record.statements:
            if each.id in event and each.record_id == record.id and each.part.preferred:
                change.prefer(each.id, False)
        held = {each.part.statement: each for each in record.parts["judgement"]}
        for each_id in event:
            wanted = each_id == statement_id and not said.preferred
            if each_id in held:
                change.edit(Judgement, held[each_id].id, preferred=wanted)
            elif wanted:
                change.add(record.id, Judgement(statement=each_id, preferred=True))


def _person(catalogue: Catalogue, code: str) -> RecordView:
    found = catalogue.get(code)
    if found.deleted_at:
        raise InputError(
            message("This person is in the trash."), where=code, hint=message("Bring the person back first.")
        )
    if found.type.code != "person":
        raise InputError(
            message("This is not a person ({type}).", type=found.type.label),
            where=code,
            hint=message("Name people only."),
        )
    return found


def _owner(people: Sequence[RecordView]) -> RecordView | None:
    """The identified person that is joined."""
    owners = [each for each in people if each.fields["kind"] == "identified"]
    if len(owners) > 1:
        one, other = (each.code for each in owners[:2])
        raise Conflict(
            message("{one} and {other} are both identified people.", one=one, other=other),
            hint=message("Separate one of them first."),
        )
    return owners[0] if owners else None


def _roles(members: Sequence[RecordView]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(role for each in members for role in each.fields["role"]))


def _decide(
    change: Change, identified: int, owner: RecordView | None, member: RecordView, status: str, reason: str | None
) -> None:
    bound = member.identified_as
    if status == "confirmed" and bound and bound.record_id != identified:
        raise Conflict(
            message("{member} is already part of {identified}.", member=member.code, identified=bound.code),
            where=member.code,
            hint=message("Separate {member} first.", member=member.code),
        )
    values = {"status": status, "reason": reason, "by": change.by, "at": change.at}
    held = next((each for each in owner.members if each.record_id == member.id), None) if owner else None
    if held:
        change.edit(Match, held.match_id, **values)
    else:
        change.add(identified, Match(member=member.id, status=status, reason=reason, by=change.by, at=change.at))


def _identified_of(catalogue: Catalogue, person: RecordView) -> RecordView | None:
    """The identified person that has this one as a member in any degree."""
    if person.identified_as:
        return catalogue.view(person.identified_as.record_id)
    owner = catalogue.matched_to(person.id)
    return catalogue.view(owner) if owner else None


def _made_by_decision(identified: RecordView) -> bool:
    """Whether nothing was entered on it but the decisions themselves."""
    owners = [*(name.record_id for name in identified.names), *(said.record_id for said in identified.statements)]
    own = identified.id in owners
    return not (own or identified.links or identified.pictures or identified.fields["note"])

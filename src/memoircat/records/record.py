"""The fields that every record has, whatever its type: identity, access, rights and a note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from memoircat.messages import Label
from memoircat.records.declare import catalogued

_NOT_A_DAY = Label(
    "期限は 2027-04-01 のように書きます。それまでは期限なしの非公開として扱います",
    "Write the day as 2027-04-01. Until it is, the record stays closed without limit",
    "Запишите день как 2027-04-01. До тех пор ограничение бессрочно",
)


def is_day(text: str) -> bool:
    """Whether a text is an existing day written as 2027-04-01; only such a text can be compared with today's date."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _day_problem(value: str | None) -> Label | None:
    return _NOT_A_DAY if value and not is_day(value) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The editable fields that every record has; they are columns of the table ``record``."""

    code: str | None = catalogued(
        Label("記号", "Code", "Шифр"), in_list=True, searchable=True, needed=True, dc="identifier"
    )
    access: str | None = catalogued(Label("公開", "Access", "Доступ"), vocabulary="access", dc="rights", staff=True)
    closed_until: str | None = catalogued(
        Label("非公開の期限", "Closed until", "Закрыто до"), check=_day_problem, staff=True
    )
    access_reason: str | None = catalogued(Label("非公開の理由", "Reason for closing", "Причина закрытия"), staff=True)
    content_note: str | None = catalogued(Label("内容の注意", "Content note", "О содержании"), long=True)
    rights_holder: str | None = catalogued(Label("権利者", "Rights holder", "Правообладатель"), dc="rights", staff=True)
    publication: str | None = catalogued(
        Label("掲載の許可", "Permission to publish", "Разрешение на публикацию"),
        vocabulary="publication_permission",
        staff=True,
    )
    note: str | None = catalogued(
        Label("注記", "Note", "Примечание"), long=True, searchable=True, dc="description", staff=True
    )

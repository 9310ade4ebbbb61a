"""What every record has, whatever its type: identity, access, rights and a note."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.messages import Label
from memoircat.records.declare import catalogued


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The fields of the base table that people edit."""

    code: str | None = catalogued(
        Label("記号", "Code", "Шифр"), in_list=True, searchable=True, needed=True, dc="identifier"
    )
    access: str | None = catalogued(Label("公開", "Access", "Доступ"), vocabulary="access", dc="rights")
    closed_until: str | None = catalogued(Label("非公開の期限", "Closed until", "Закрыто до"))
    access_reason: str | None = catalogued(Label("非公開の理由", "Reason for closing", "Причина закрытия"))
    content_note: str | None = catalogued(Label("内容の注意", "Content note", "О содержании"), long=True)
    rights_holder: str | None = catalogued(Label("権利者", "Rights holder", "Правообладатель"), dc="rights")
    publication: str | None = catalogued(
        Label("掲載の許可", "Permission to publish", "Разрешение на публикацию"), vocabulary="publication_permission"
    )
    note: str | None = catalogued(Label("注記", "Note", "Примечание"), long=True, searchable=True, dc="description")

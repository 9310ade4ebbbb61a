"""People: a recorded person is a person as one source has it, an identified person is several of them taken together.

What is known about a person (birth, camps, death …) is not a field but statements: see `properties`.
"""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.messages import Label
from memoircat.records.declare import catalogued, catalogued_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A recorded or an identified person."""

    kind: str | None = catalogued(Label("記録の種類", "Kind of record", "Вид записи"), vocabulary="person_kind")
    role: tuple[str, ...] = catalogued_list(Label("立場", "Role", "Роль"), vocabulary="person_role")
    sex: str | None = catalogued(Label("性別", "Sex", "Пол"), vocabulary="sex")

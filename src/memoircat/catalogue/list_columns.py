"""The columns of lists: what a column shows, what it sorts by, and which columns are counted as facets.

SQL here names `record` as ``r``, the table of the record type as ``t``, and the summary of people as ``s``: a column is
written as ``r.label``, and the letter before the point says which table has to be read for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.errors import NotFound
from memoircat.messages import Label, message
from memoircat.records.declare import Field, Kind
from memoircat.records.registry import record_type


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: its name, its heading, the SQL of its value and of what it sorts by."""

    name: str
    label: Label
    sql: str
    sort: str
    vocabulary: str | None = None
    kind: Kind = Kind.TEXT

    @property
    def many(self) -> bool:
        """Whether a row can hold several values, kept as JSON."""
        return self.kind in (Kind.TERMS, Kind.TEXTS)

    @property
    def counted(self) -> tuple[str, str]:
        """The SQL of one value for a count, and what FROM must have in addition to read it."""
        return ("j.value", f", {self.each} j") if self.many else (self.sql, "")

    @property
    def each(self) -> str:
        """The SQL of a table of its several values; one that is no JSON, which other programs left there, has none."""
        return f"json_each(CASE WHEN json_valid({self.sql}) THEN {self.sql} END)"


def table_of(column: str) -> str:
    """The table in the SQL of a column: r of ``r.label``."""
    return column.partition(".")[0]


_CODE = Label("記号", "Code", "Шифр")
_PERSON_COLUMNS = (
    Column("label", Label("氏名", "Name", "Имя"), "r.label", "s.sort_key"),
    Column("reading", Label("よみ", "Reading", "Чтение"), "s.reading", "s.sort_key"),
    Column("birth_year", Label("生年", "Born", "Год рожд."), "s.birth_year", "s.birth_day", kind=Kind.DATE),
    Column(
        "prefecture", Label("本籍", "Prefecture", "Префектура"), "s.prefecture", "s.prefecture", "prefecture", Kind.TERM
    ),
    Column("fate", Label("運命", "Fate", "Судьба"), "s.fate", "s.fate", "fate", Kind.TERM),
    Column("code", _CODE, "r.code", "r.code"),
    Column("birth", Label("出生", "Birth", "Рождение"), "s.birth", "s.birth_day", kind=Kind.DATE),
    Column("death", Label("死亡", "Death", "Смерть"), "s.death", "s.death_day", kind=Kind.DATE),
    Column("rank", Label("階級", "Rank", "Звание"), "s.rank", "s.rank", "rank", Kind.TERM),
    Column("last_camp", Label("最後の収容所", "Last camp", "Последний лагерь"), "s.last_camp", "s.last_camp"),
    Column("kind", Label("記録の種類", "Kind", "Вид"), "s.kind", "s.kind", "person_kind", Kind.TERM),
)
_PERSON_FACETS = ("fate", "prefecture", "rank", "last_camp", "kind", "access", "attention")
_NAMED = Label("名称", "Name", "Название")
_COMMON_COLUMNS = (Column("label", _NAMED, "r.label", "r.sort_key"), Column("code", _CODE, "r.code", "r.code"))
_ACCESS = Label("公開", "Access", "Доступ")
_ATTENTION = Label("要確認", "Needs attention", "Требует внимания")


def columns_of(type_code: str) -> tuple[Column, ...]:
    """The columns that a list of this type can show; those that a new list shows come first."""
    kind = record_type(type_code)
    if type_code == "person":
        return _PERSON_COLUMNS
    shown = [field for field in kind.own_fields if field.declared.in_list and field.name != kind.title]
    rest = [field for field in kind.own_fields if not field.declared.in_list and field.name != kind.title]
    title = kind.field(kind.title) if kind.title else None
    label = Column("label", title.label if title else _NAMED, "r.label", "r.sort_key")
    code = Column("code", _CODE, "r.code", "r.code")
    return (label, *map(_column, shown), code, *map(_column, rest))


def shown_columns(type_code: str) -> tuple[Column, ...]:
    """The columns that a new list of this type shows."""
    if type_code == "person":
        return _PERSON_COLUMNS[:5]
    kind = record_type(type_code)
    names = {"label", "code", *(field.name for field in kind.own_fields if field.declared.in_list)}
    return tuple(known for known in columns_of(type_code) if known.name in names)


def facet_columns(type_code: str) -> tuple[Column, ...]:
    """The columns whose values are counted beside a list: terms, access, and whether a record needs attention."""
    if type_code == "person":
        return tuple(find_column(type_code, name) for name in _PERSON_FACETS)
    terms = [known for known in columns_of(type_code) if known.kind in (Kind.TERM, Kind.TERMS) and known.vocabulary]
    return (*terms, *(find_column(type_code, name) for name in ("access", "attention")))


def find_column(type_code: str | None, name: str | None) -> Column:
    """The column of this name, ``access`` and ``attention`` included; without a type, one that every record has.

    Raises NotFound, and names the columns that there are.
    """
    columns = columns_of(type_code) if type_code else _COMMON_COLUMNS
    for known in columns:
        if known.name == name:
            return known
    table = "s" if type_code == "person" else "r"
    if name == "access":
        return Column("access", _ACCESS, f"{table}.access", f"{table}.access", "access", Kind.TERM)
    if name == "attention":
        return Column("attention", _ATTENTION, f"{table}.attention", f"{table}.attention", kind=Kind.FLAG)
    names = ", ".join(known.name for known in columns)
    if type_code is None:
        raise NotFound(
            message("Not every record has a column “{name}”.", name=name or ""),
            hint=message(
                "Say of which type the records are to be, or use one of: {columns}, access, attention.", columns=names
            ),
        )
    raise NotFound(
        message("The list “{type}” has no column “{name}”.", type=record_type(type_code).label, name=name or ""),
        hint=message("Columns: {columns}, access, attention.", columns=names),
    )


def _column(field: Field) -> Column:
    if field.kind is Kind.DATE:
        return Column(field.name, field.label, f"t.{field.name}_text", f"t.{field.name}_first", kind=Kind.DATE)
    name = f't."{field.name}"'
    return Column(field.name, field.label, name, name, field.vocabulary, field.kind)

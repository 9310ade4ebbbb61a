"""What a catalogue keeps under a name: saved searches, mappings of tables, templates for entering rows.

All of it is written through `Change`, so that it can be undone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from memoircat.catalogue.list_columns import find_column
from memoircat.catalogue.query import Query
from memoircat.catalogue.storage import Connection
from memoircat.errors import InputError, NotFound
from memoircat.messages import message
from memoircat.records.registry import RECORD_TYPES

if TYPE_CHECKING:  # lists read saved searches before SQLAlchemy is there
    from memoircat.catalogue.change import Change


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A list that a person wants to come back to."""

    id: int
    name: str
    query: Query


def saved_searches(connection: Connection) -> list[SavedSearch]:
    """The saved searches in their order; one that this program does not understand is left out."""
    rows = connection.execute("SELECT id, name, query FROM saved_search ORDER BY position, id").fetchall()
    searches = [(id_, name, _query(_read(text))) for id_, name, text in rows]
    return [SavedSearch(id_, name, query) for id_, name, query in searches if query is not None]


def save_search(change: Change, name: str, query: Query) -> int:
    """Keep a list under a name, instead of one of the same name; returns its id. Raises InputError for no name."""
    values = {"name": _name(name), "query": json.dumps(_plain(query), ensure_ascii=False)}
    return _keep(change, "saved_search", values)


def forget_search(change: Change, search_id: int) -> None:
    """Remove a saved search. Raises NotFound where it is gone already."""
    change.delete_row("saved_search", search_id)


def replace_in_searches(change: Change, vocabulary: str, code: str, into: str) -> None:
    """Let the saved searches that ask for the term ``code`` ask for ``into`` instead: the first is merged into it."""
    rows = change.connection.exec_driver_sql("SELECT id, query FROM saved_search").fetchall()
    for id_, text in rows:
        query = _query(kept := _read(text))
        for name, wanted in (query.where if query else {}).items():
            several = [wanted] if isinstance(wanted, str) else list(wanted)
            if code in several and query and _vocabulary(query.record_type, name) == vocabulary:
                replaced = list(dict.fromkeys(into if value == code else value for value in several))
                kept["where"][name] = into if isinstance(wanted, str) else replaced
                change.update_row("saved_search", id_, {"query": json.dumps(kept, ensure_ascii=False)})


def _vocabulary(type_code: str, column: str) -> str | None:
    """The vocabulary of a column; None where there is no such column any more."""
    try:
        return find_column(type_code, column).vocabulary
    except NotFound:
        return None


def saved_mappings(connection: Connection) -> dict[str, str]:
    """The saved mappings: name → text in TOML, in the order of their names."""
    return dict(connection.execute("SELECT name, text FROM mapping ORDER BY name").fetchall())


def save_mapping(change: Change, name: str, text: str) -> int:
    """Keep a mapping under a name, instead of one of the same name; returns its id. Raises InputError for no name."""
    return _keep(change, "mapping", {"name": _name(name), "text": text})


def entry_templates(connection: Connection, type_code: str) -> dict[str, Any]:
    """The templates by which records of a type are entered row by row: name → what `save_template` was given.

    One that cannot be read is left out.
    """
    sql = 'SELECT name, "values" FROM entry_template WHERE record_type = ? ORDER BY name'
    templates = {name: _read(text) for name, text in connection.execute(sql, [type_code]).fetchall()}
    return {name: template for name, template in templates.items() if template is not None}


def save_template(change: Change, type_code: str, name: str, values: Any) -> int:
    """Keep a template under a name, instead of one of the same name; returns its id. Raises InputError for no name."""
    row = {"record_type": type_code, "name": _name(name), "values": json.dumps(values, ensure_ascii=False)}
    return _keep(change, "entry_template", row, ("record_type", "name"))


def _keep(change: Change, table: str, values: dict[str, Any], known_by: Sequence[str] = ("name",)) -> int:
    same = " AND ".join(f"{column} = ?" for column in known_by)
    sql = f"SELECT id FROM {table} WHERE {same}"
    stored = change.connection.exec_driver_sql(sql, tuple(values[column] for column in known_by)).scalar()
    if stored is None:
        return int(change.insert_row(table, values))
    change.update_row(table, stored, values)
    return int(stored)


def _name(name: str) -> str:
    if not name.strip():
        raise InputError(message("It needs a name."), hint=message("Write one."))
    return name.strip()


def _plain(query: Query) -> dict[str, Any]:
    where = {name: value if isinstance(value, str) else list(value) for name, value in query.where.items()}
    return {
        "record_type": query.record_type,
        "where": where,
        "sort": query.sort,
        "descending": query.descending,
        "everyone": query.everyone,
        "words": query.words,
        "place": query.place,
    }


def _read(text: Any) -> Any:
    """What is kept as JSON; None for what is not, which another program left there."""
    try:
        return json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return None


def _query(kept: Any) -> Query | None:
    if not isinstance(kept, dict) or kept.get("record_type") not in RECORD_TYPES:
        return None
    where: dict[str, str | Sequence[str]] = dict(kept.get("where") or {})
    return Query(
        kept["record_type"],
        where,
        kept.get("sort"),
        bool(kept.get("descending")),
        bool(kept.get("everyone")),
        words=str(kept.get("words") or ""),
        place=str(kept.get("place") or ""),
    )

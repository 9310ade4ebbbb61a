"""The rule which records are in force: a record stands if it is not in the trash and its import was not withdrawn.

Everything that reads records for people takes the rule from here, as a condition for its SQL.
"""

from __future__ import annotations

from memoircat.catalogue.storage import Connection

WITHDRAWN = "SELECT id FROM batch WHERE withdrawn_at IS NOT NULL"


def not_withdrawn(table: str) -> str:
    """The condition that a row was not imported, or its import not withdrawn; ``table`` is its name in the query."""
    return f"({table}.batch IS NULL OR {table}.batch NOT IN ({WITHDRAWN}))"


def stands(record: str = "record") -> str:
    """The condition that a record stands; ``record`` is the name of its table in the query."""
    return f"{record}.deleted_at IS NULL AND {not_withdrawn(record)}"


def not_withdrawn_now(connection: Connection, record: str = "r") -> str:
    """`not_withdrawn` for lists, with the ids of the imports withdrawn at this moment; "" where there are none.

    A list without this condition can be read from an index of the summaries of people alone.
    """
    withdrawn = [row[0] for row in connection.execute(WITHDRAWN)]
    if not withdrawn:
        return ""
    return f"({record}.batch IS NULL OR {record}.batch NOT IN ({', '.join(map(str, withdrawn))}))"


def stands_now(connection: Connection, record: str = "r") -> str:
    """`stands` for lists, with the ids of the imports withdrawn at this moment: see `not_withdrawn_now`."""
    withdrawn = not_withdrawn_now(connection, record)
    return f"{record}.deleted_at IS NULL" + (f" AND {withdrawn}" if withdrawn else "")

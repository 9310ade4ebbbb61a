"""Whether a record stands: it is not in the trash, and the import that it came with was not withdrawn.

The one home of the rule. Whatever reads records for people asks it here, as a condition of SQL.
"""

from __future__ import annotations

from memoircat.catalogue.storage import Connection

WITHDRAWN = "SELECT id FROM batch WHERE withdrawn_at IS NOT NULL"


def not_withdrawn(table: str) -> str:
    """The condition that a row of a table (named as in the query) did not come with an import that was withdrawn."""
    return f"({table}.batch IS NULL OR {table}.batch NOT IN ({WITHDRAWN}))"


def stands(record: str = "record") -> str:
    """The condition that a record (the table's name in the query) stands."""
    return f"{record}.deleted_at IS NULL AND {not_withdrawn(record)}"


def not_withdrawn_now(connection: Connection, record: str = "r") -> str:
    """`not_withdrawn` for lists, which walk over many rows: the numbers of the imports, or nothing where none is.

    Without this condition a list of people can be read from an index of their summaries alone.
    """
    withdrawn = [row[0] for row in connection.execute(WITHDRAWN)]
    if not withdrawn:
        return ""
    return f"({record}.batch IS NULL OR {record}.batch NOT IN ({', '.join(map(str, withdrawn))}))"


def stands_now(connection: Connection, record: str = "r") -> str:
    """`stands` for lists, as short as it can be at this moment."""
    withdrawn = not_withdrawn_now(connection, record)
    return f"{record}.deleted_at IS NULL" + (f" AND {withdrawn}" if withdrawn else "")

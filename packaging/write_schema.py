"""Write down what the newest schema consists of, by which the gate knows a catalogue of ours.

    python packaging/write_schema.py [NUMBER …]

Writes resources/schemas/NNNN.json from what the migrations make: after a new migration, once, for its number. A file
that is there is never changed by a later migration, since catalogues with that schema are about; a test makes every
schema anew and compares.
"""

from __future__ import annotations

import json
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from memoircat.catalogue import migrate, storage
from memoircat.catalogue.gate import stored_objects

SCHEMAS = Path(__file__).parent.parent / "resources" / "schemas"


def write_schema(number: int) -> Path:
    """Write the file of one schema, a line for each object."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(storage.connect_writer(Path(folder) / "catalogue.db", create=True)) as connection,
    ):
        migrate.upgrade(connection, to=number)
        lines = [json.dumps(list(row), ensure_ascii=False) for row in sorted(stored_objects(connection))]
    file = SCHEMAS / f"{number:04}.json"
    file.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
    return file


if __name__ == "__main__":
    for wanted in [int(word) for word in sys.argv[1:]] or [storage.SCHEMA]:
        print(write_schema(wanted))

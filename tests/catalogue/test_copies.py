"""When a verified copy is due: the days for which a change has been in none."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from memoircat.catalogue.backup import back_up, days_without_copy, last_copy, new_copy
from memoircat.program import Program


def test_a_copy_is_due_when_a_change_has_waited_for_one(tmp_path: Path) -> None:
    with Program.create(tmp_path / "c.memoircat", by="試験") as program:
        catalogue = program.catalogue
        backups, reader = catalogue.folder.backups, catalogue.raw_reader()
        later = datetime.now(UTC) + timedelta(days=10, minutes=1)
        assert days_without_copy(reader, backups, later) is None, "nothing was changed yet"
        with catalogue.change("登録") as change:
            change.create("memoir", title="凍土の記")
        assert last_copy(backups) is None
        assert days_without_copy(reader, backups, later) == 10
        copy = back_up(catalogue.folder.database, new_copy(backups))
        assert last_copy(backups) is not None
        assert days_without_copy(reader, backups, later) is None, "every change is in the copy"
        os.utime(copy, (0, 0))
        assert days_without_copy(reader, backups, later) is None, "a copied folder has the names, not the times"
        copy.rename(copy.with_name("2020-01-01T000000Z.db"))
        assert last_copy(backups) == datetime(2020, 1, 1, tzinfo=UTC)
        assert days_without_copy(reader, backups, later) == 10
        (backups / "before-schema-6.db").write_bytes(b"")
        assert last_copy(backups) > datetime(2020, 1, 2, tzinfo=UTC)
        reader.close()

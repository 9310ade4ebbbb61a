"""A password: nothing of the catalogue can be read without it, everything is as ever with it, and no kill loses a row."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from memoircat.catalogue import keyring, storage, swap
from memoircat.catalogue.backup import keep_copy
from memoircat.catalogue.passwords import Protected, set_password
from memoircat.catalogue.unlocking import has_password, lock_again, require_password, unlock
from memoircat.catalogue.working_copy import working_copy
from memoircat.errors import CatalogueInUse, Damaged, InputError, NotACatalogue, PasswordNeeded, WrongPassword
from memoircat.program import Program, restore
from memoircat.search.reader import Reader

PASSWORD, OTHER = "凍土の 長い ことば", "another one, longer"
PLANTED = "シベリヤの秘密"
MEMOIRS = 3


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keys made in a moment, and none left from the test before."""
    monkeypatch.setattr(keyring, "_ROUNDS", 1000)
    keyring.forget()
    yield
    keyring.forget()


@pytest.fixture
def folder(tmp_path: Path, blank: Callable[..., Path]) -> Path:
    made = blank(tmp_path / "c.memoircat")
    add(made, MEMOIRS)
    return made


def add(folder: Path, number: int) -> None:
    with Program.open(folder, by="試験") as program:
        for _ in range(number):
            with program.catalogue.change(PLANTED) as change:
                change.create("memoir", title=PLANTED, note=f"{PLANTED} " * 50)


def protect(folder: Path, password: str | None = PASSWORD, *, forget_copies: bool = False) -> Protected:
    return set_password(folder, password, by="試験", forget_copies=forget_copies)


def titles(folder: Path) -> int:
    with closing(storage.connect_reader(folder / "catalogue.db")) as reader:
        return int(reader.execute("SELECT count(*) FROM memoir WHERE title = ?", [PLANTED]).fetchone()[0])


def sound(folder: Path, memoirs: int = MEMOIRS) -> None:
    with Program.open(folder, by="次の人") as program:
        assert not program.catalogue.read_only
        assert list(program.check()) == []
    assert titles(folder) == memoirs


def that_tell(folder: Path) -> list[str]:
    """The files in which the planted text can be read, in any encoding, or that begin as a plain database."""
    texts = [PLANTED[:3].encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    files = {file: file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}
    return [
        file.relative_to(folder).as_posix()
        for file, content in files.items()
        if any(text in content for text in (*texts, b"SQLite format 3", b"CREATE TABLE"))
    ]


# What can be read without it ------------------------------------------------------------------------------------


def test_nothing_can_be_read_in_the_folder(folder: Path) -> None:
    assert that_tell(folder) == ["catalogue.db"]
    assert protect(folder) == Protected(has_password=True, left=(), removed=0)
    assert that_tell(folder) == []
    assert not (folder / "aside").exists()
    with Program.open(folder, by="試験") as program:
        with program.catalogue.change("登録") as change:
            change.create("memoir", title=PLANTED)
        assert (folder / "catalogue.db-wal").stat().st_size > 4096
        assert that_tell(folder) == []
        keep_copy(folder / "catalogue.db", folder / "backups")
        assert program.catalogue.aside(lambda _connection: None)
    assert that_tell(folder) == []
    sound(folder, MEMOIRS + 1)


def test_what_is_sorted_is_never_put_into_a_file(folder: Path) -> None:
    with closing(storage.connect_reader(folder / "catalogue.db")) as reader:
        assert reader.execute("PRAGMA temp_store").fetchone()[0] == 1
    protect(folder)
    with closing(storage.connect_reader(folder / "catalogue.db")) as reader:
        assert reader.execute("PRAGMA temp_store").fetchone()[0] == 2


def test_without_it_nothing_is_opened_and_the_reason_is_told(folder: Path) -> None:
    protect(folder)
    keyring.forget()
    before = (folder / "catalogue.db").read_bytes()
    for look in (
        lambda: Program.open(folder),
        lambda: Program.open(folder, read_only=True),
        lambda: Reader.open(folder),
        lambda: storage.require_catalogue(folder / "catalogue.db"),
        lambda: protect(folder, OTHER),
    ):
        with pytest.raises(PasswordNeeded) as told:
            look()
        assert (told.value.kind, told.value.exit_status) == ("password", 3)
    for wrong in ("", "凍土", PASSWORD + " ", OTHER):
        with pytest.raises(WrongPassword):
            unlock(folder / "catalogue.db", wrong)
        with pytest.raises(PasswordNeeded):
            Reader.open(folder)
    assert (folder / "catalogue.db").read_bytes() == before
    unlock(folder / "catalogue.db", PASSWORD)
    sound(folder)


def test_a_wrong_one_does_not_take_the_place_of_the_right_one(folder: Path) -> None:
    protect(folder)
    with pytest.raises(WrongPassword):
        unlock(folder / "catalogue.db", OTHER)
    with pytest.raises(WrongPassword):
        require_password(folder, OTHER)
    require_password(folder, PASSWORD)
    sound(folder)


def test_other_programs_that_know_sqlcipher_open_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the rounds of SQLCipher itself
    protect(folder, "が、quote's; --")
    other = storage.DRIVER.connect(str(folder / "catalogue.db"))
    other.execute("PRAGMA key = 'が、quote''s; --'")
    assert other.execute("SELECT count(*) FROM memoir").fetchone()[0] == MEMOIRS
    other.close()
    keyring.forget()
    unlock(folder / "catalogue.db", "か\u3099、quote's; --")  # as another keyboard writes が


@pytest.mark.parametrize("password", ["", "short", " " * 12, "blank at the end ", "line\nend in it"])
def test_what_is_no_password_is_refused(folder: Path, password: str) -> None:
    with pytest.raises(InputError):
        protect(folder, password)
    assert not has_password(folder)
    sound(folder)


# Damage is told from a password ---------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", [b"\0" * 4096, b"SQLite format 4\0", os.urandom(4096), b"x" * 300])
def test_a_damaged_file_has_no_password(folder: Path, damage: bytes) -> None:
    with (folder / "catalogue.db").open("r+b") as file:
        file.write(damage)
    with pytest.raises(NotACatalogue) as told:
        Program.open(folder)
    assert not isinstance(told.value, PasswordNeeded)


def test_damage_under_a_password_is_told_as_such(folder: Path) -> None:
    protect(folder)
    with (folder / "catalogue.db").open("r+b") as file:
        for number in range(2, file.seek(0, os.SEEK_END) // 4096):
            file.seek(number * 4096 + 99)
            file.write(b"\0\1\2")
    with pytest.raises(Damaged):
        Program.open(folder)
    with pytest.raises(InputError, match="salvaged"):
        Program.salvage(folder, folder.parent / "new.memoircat")
    assert not (folder.parent / "new.memoircat").exists()


# Set, changed, removed ------------------------------------------------------------------------------------------


def test_it_is_changed_and_removed_with_all_that_is_there(folder: Path) -> None:
    with closing(storage.connect_reader(folder / "catalogue.db")) as reader:
        counts = storage.row_counts(reader)
        numbers = [
            storage.stored_schema(reader),
            reader.execute("PRAGMA application_id").fetchone(),
            storage.ids_given(reader),
        ]
        sql = reader.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2").fetchall()
    for password in (PASSWORD, OTHER, None):
        protect(folder, password)
        lock_again(but=folder)
        with closing(storage.connect_reader(folder / "catalogue.db")) as reader:
            assert storage.row_counts(reader) == counts
            there = [
                storage.stored_schema(reader),
                reader.execute("PRAGMA application_id").fetchone(),
                storage.ids_given(reader),
            ]
            assert there == numbers
            assert reader.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2").fetchall() == sql
        sound(folder)
        assert has_password(folder) == (password is not None)
    keyring.forget()
    sound(folder)


def test_everything_is_as_ever_with_it(folder: Path, tmp_path: Path, run: Callable[..., Any]) -> None:
    protect(folder)
    roll = tmp_path / "roll.csv"
    roll.write_text("番号,氏名\n1,佐久間 辰蔵\n2,渡邉 徳次\n", encoding="utf-8")
    (tmp_path / "m.toml").write_text(
        'record = "person"\nsource = "名簿"\nkey = "番号"\n[columns]\n"氏名" = "name"\n', encoding="utf-8"
    )
    assert run("import", folder, roll, "--mapping", tmp_path / "m.toml", "--json").json["imported"] == 2
    assert run("find", folder, "さくま", "--json").json["total"] == 1
    assert run("search", folder, PLANTED[:4], "--json").json["total"] == MEMOIRS
    assert run("undo", folder).status == run("redo", folder).status == 0
    assert run("check", folder, "--rebuild", "--json").json["ok"] is True
    with Program.open(folder, by="試験") as program:
        program.catalogue.tidy()
        program.catalogue.leave_checkpoints()
        with program.catalogue.change("登録") as change:
            change.create("memoir", title="後の記")
        program.catalogue.checkpoint()
        with program.catalogue.change("登録") as change:
            change.create("memoir", title="後の記")
    assert that_tell(folder) == []
    sound(folder)


def test_an_older_catalogue_with_one_is_brought_up_to_date(
    tmp_path: Path, first_release: Callable[[Path], Path]
) -> None:
    old = first_release(tmp_path / "old.memoircat")
    protect(old)
    with Program.open(old, by="試験") as program:
        assert program.catalogue.brought_up_to_date
        assert list(program.check()) == []
    assert that_tell(old) == [], "the copy made before is encrypted too"
    assert list((old / "backups").glob("*.db"))


def test_whoever_has_it_open_is_not_disturbed(folder: Path) -> None:
    with Program.open(folder, by="佐久間"), pytest.raises(CatalogueInUse):
        protect(folder)
    with closing(Reader.open(folder)) as reader, pytest.raises(CatalogueInUse):
        reader.totals()
        reader._connection.execute("BEGIN")
        reader._connection.execute("SELECT count(*) FROM memoir").fetchall()
        protect(folder)
    sound(folder)
    assert not has_password(folder)


# Copies ---------------------------------------------------------------------------------------------------------


def test_copies_have_it_too_and_restoring_asks_for_it(folder: Path, tmp_path: Path) -> None:
    protect(folder)
    copy = keep_copy(folder / "catalogue.db", folder / "backups")
    add(folder, 1)
    restore(folder / "backups", folder)
    sound(folder)
    assert that_tell(folder) == [], "what was put aside is encrypted as it was"
    here = working_copy(folder, tmp_path / "work.memoircat")
    assert that_tell(here) == []
    keyring.forget()
    for place in (copy, folder / "backups"):
        with pytest.raises(PasswordNeeded):
            restore(place, tmp_path / "new.memoircat")
    unlock(copy, PASSWORD)
    restore(copy, tmp_path / "new.memoircat")
    sound(tmp_path / "new.memoircat")
    assert that_tell(tmp_path / "new.memoircat") == []


def test_no_copy_is_written_in_plain_when_the_key_is_forgotten_meanwhile(folder: Path) -> None:
    protect(folder)
    with closing(storage.connect_reader(folder / "catalogue.db")) as source:
        keyring.forget()
        with pytest.raises(PasswordNeeded):
            storage.connect_copy(folder / "copy.db", source)


def test_copies_made_before_are_named_and_removed_when_asked(folder: Path) -> None:
    plain = keep_copy(folder / "catalogue.db", folder / "backups")
    restore(plain, folder)
    (put_aside,) = (folder / "aside").rglob("catalogue.db")
    assert set(protect(folder).left) >= {plain, put_aside}
    assert "backups/" + plain.name in that_tell(folder)
    protected = protect(folder, OTHER, forget_copies=True)
    assert (protected.left, protected.removed) == ((), 2)
    assert that_tell(folder) == []
    (copy,) = (folder / "backups").glob("*.db")
    restore(copy, folder)
    sound(folder)


def test_a_link_is_not_followed_when_copies_are_removed(folder: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious.db"
    precious.write_bytes(b"diary" * 2000)
    (folder / "backups" / "2026-01-01T000000Z.db").symlink_to(precious)
    protect(folder, forget_copies=True)
    assert precious.read_bytes() == b"diary" * 2000


# Killed, or out of room -----------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="children are forked")
@pytest.mark.parametrize("password", [OTHER, None])
def test_killed_at_every_step_it_is_the_old_or_the_new(folder: Path, tmp_path: Path, password: str | None) -> None:
    from shared.dying import DONE, KILLED, killed_at_step  # noqa: PLC0415 - Windows cannot import it

    if password is None:
        protect(folder)
    old = password is None
    there, how, plain_left = [], KILLED, 0
    while how == KILLED:
        left = Path(shutil.copytree(folder, tmp_path / f"{len(there)}.memoircat"))
        how = killed_at_step(lambda left=left: protect(left, password), len(there))  # type: ignore[misc]
        with suppress(PasswordNeeded):  # carries on what was decided, and then cannot read it
            Program.open(left, by="次の人").close()
        if keyring.is_locked(left / "catalogue.db"):
            unlock(left / "catalogue.db", OTHER)
        sound(left)
        has = has_password(left)
        there.append(has)
        plain_left += has and that_tell(left) != []
        assert not swap.is_prepared(left)
        shutil.rmtree(left)
    assert how == DONE
    assert len(there) > 12
    assert plain_left == 0
    assert there == sorted(there, reverse=old), "once it is decided, it is the new one"
    assert set(there) == {True, False}


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_changes_nothing(folder: Path) -> None:
    from shared.dying import FAILED, with_small_files  # noqa: PLC0415 - Windows cannot import it

    assert with_small_files(lambda: protect(folder), 100_000) == FAILED
    sound(folder)
    assert not has_password(folder)
    assert not (folder / "restoring").exists()

"""Opening what has a password: this process knows its key from then on; see `keyring`.

Here is also what a password has to be, and what a person has to know of it.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from memoircat.catalogue import keyring, storage, swap
from memoircat.catalogue.keyring import Key
from memoircat.causes import sqlite_code
from memoircat.errors import InputError, NotACatalogue
from memoircat.messages import Message, message

SHORTEST = 8  # characters
WARNINGS: tuple[Message, ...] = (
    message("Without the password nobody can open this catalogue, not even the makers of the program."),
    message("Write it down and keep it in a safe place."),
    message("Images, their previews and files that you export are not protected, nor are copies made before."),
)
_NOT_A_DATABASE = 26  # the code of SQLite: what was decrypted is none


def unlock(file: Path, password: str) -> None:
    """Let this process open a database, and every copy that was made of it with the same password.

    ``file``: the database or a copy; nothing is done for one without a password. Raises WrongPassword. It takes half a
    second.
    """
    salt = keyring.encrypted_with(file)
    if salt is None:
        return
    key = Key.made_of(password, salt)
    if keyring.is_known(key) or (keyring.is_locked(file) and _opens(file, key)):
        return
    raise keyring.wrong_password(file)


def _opens(file: Path, key: Key) -> bool:
    """Whether a key is the right one; then it is remembered."""
    keyring.remember(key)
    try:
        storage.connect_reader(file).close()
    except (NotACatalogue, storage.DatabaseError) as problem:
        keyring.forget(key)
        refused = problem.__cause__ if isinstance(problem, NotACatalogue) else problem
        if not isinstance(refused, storage.DatabaseError) or (sqlite_code(refused) or 0) & 0xFF != _NOT_A_DATABASE:
            raise
        return False
    return True


def lock_again(but: Path | None = None) -> None:
    """Forget all keys, but that of the catalogue ``but``, which stays open."""
    key = _key_of(but) if but is not None else None
    keyring.forget()
    if key is not None:
        keyring.remember(key)


def has_password(catalogue: Path) -> bool:
    """Whether a catalogue that can be opened has a password."""
    return _key_of(catalogue) is not None


def require_password(catalogue: Path, password: str) -> None:
    """Raise WrongPassword where this is not the password of a catalogue that is open; it takes half a second."""
    key = _key_of(catalogue)
    if key is not None and Key.made_of(password, key.salt) != key:
        raise keyring.wrong_password(catalogue / swap.DATABASE)


def require_good(password: str) -> None:
    """Raise InputError for a password that is too short or that cannot be typed again."""
    if len(password) < SHORTEST or not password.isprintable() or password != password.strip():
        raise InputError(
            message("A password has at least {n} characters, and no blanks at its ends.", n=SHORTEST),
            where=message("password"),
            hint=message("Several words that only you would put together are easy to keep and hard to guess."),
        )


def _key_of(catalogue: Path) -> Key | None:
    with closing(storage.connect_reader(catalogue / swap.DATABASE)) as reader:
        return keyring.key_of(reader)

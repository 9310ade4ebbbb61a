"""The keys of catalogues with a password, for as long as this process has them open; and how such a file is known.

A database with a password is one of SQLCipher 4 with its defaults (AES-256, a key made of the password by PBKDF2,
256,000 rounds of HMAC-SHA512), which other programs that know SQLCipher open with the same words. To make the key takes
0.2 to 0.5 seconds. It is made once, and every connection gets the key itself. The first 16 bytes of the file are the
salt that went into it. Copies of a catalogue are written with its key and its salt: by the salt a file is known as one
whose key is here.

`storage` alone asks for keys. While there is none, as in every process that opens no catalogue with a password, it does
for a database what it did before there were passwords.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Any, Protocol, TypeVar

from memoircat.errors import PasswordNeeded, WrongPassword
from memoircat.messages import message


class Opened(Protocol):
    """The part of a driver's connection that is used here; `storage`, which asks for keys, has the whole of it."""

    def execute(self, sql: str, /) -> Any:
        """Run one statement."""

    def close(self) -> None:
        """Close it."""


Connection = TypeVar("Connection", bound=Opened)
PRAGMAS = ("PRAGMA temp_store = MEMORY",)  # what SQLite sorts in a temporary file would lie there in plain
_PLAIN = b"SQLite format 3\0"  # what a database without a password begins with
_SALT, _SECRET = 16, 32  # bytes
_ROUNDS = 256_000
_PAGE = 4096
_SAMPLES = 8  # pages that are looked at
_VALUES, _MOST_ALIKE = 240, 64  # of 4,096 random bytes 256 values occur, and each about 16 times


@dataclass(frozen=True, slots=True)
class Key:
    """What opens a database: 32 bytes made of the password, and the salt that went into them."""

    salt: bytes
    secret: bytes

    def __repr__(self) -> str:
        """Nothing of the key: it must not come into a log."""
        return "Key(…)"

    @classmethod
    def made_of(cls, password: str, salt: bytes | None = None) -> Key:
        """The key of a password, with a new salt where none is given; this takes a while.

        The password is composed first (NFC): が is one character to the keyboard of one system, two to that of another.
        """
        import hashlib  # noqa: PLC0415 - nobody needs it who opens a catalogue without a password

        salt = salt or os.urandom(_SALT)
        words = unicodedata.normalize("NFC", password).encode()
        return cls(salt, hashlib.pbkdf2_hmac("sha512", words, salt, _ROUNDS, _SECRET))

    @property
    def words(self) -> str:
        """The key as SQLCipher takes it without making one of a password."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"


_keys: dict[bytes, Key] = {}  # by salt


def remember(key: Key) -> None:
    """Open the databases of this key from now on."""
    _keys[key.salt] = key


def forget(key: Key | None = None) -> None:
    """Forget a key, or all of them: what has a password cannot be opened without it any more."""
    if key is None:
        _keys.clear()
    else:
        _keys.pop(key.salt, None)


def is_known(key: Key) -> bool:
    """Whether this very key is known."""
    return _keys.get(key.salt) == key


def keyed(connect: Callable[[], Connection], key: Key | None = None) -> tuple[Connection, bool]:
    """A new connection that has the key of its file, where there is one; and whether it has one.

    ``key``: that of a file that is new.
    """
    connection = connect()
    if key is None and not _keys:
        return connection, False
    if key is None:
        # SQLCipher tells the salt of a file to whoever tries a key. To open the file by ourselves would drop the locks
        # that this process has on it.
        key = _keys.get(_salt_under_any_key(connection))
    if key is None:
        connection.close()
        return connect(), False
    connection.execute(f'PRAGMA key = "{key.words}"')
    return connection, True


def key_of(connection: Opened) -> Key | None:
    """The key of the database of a connection; None where it has none. Raises PasswordNeeded where it was forgotten."""
    row = connection.execute("PRAGMA cipher_salt").fetchone()
    if row is None:
        return None
    key = _keys.get(bytes.fromhex(row[0]))
    if key is None:
        raise password_needed(Path())
    return key


def _salt_under_any_key(connection: Opened) -> bytes:
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would write what it cannot decrypt to standard error
    connection.execute("PRAGMA key = 'any'")
    return bytes.fromhex(connection.execute("PRAGMA cipher_salt").fetchone()[0])


# A file that has a password ------------------------------------------------------------------------------------


def require_key(file: Path) -> None:
    """Raise PasswordNeeded where a file has a password that is not known here."""
    if is_locked(file):
        raise password_needed(file)


def password_needed(file: Path) -> PasswordNeeded:
    """The error for a file whose password is not known."""
    return PasswordNeeded(
        message("This catalogue has a password."),
        where=str(file),
        hint=message("Open it in the window, or give the password in the environment variable MEMOIRCAT_PASSWORD."),
    )


def wrong_password(file: Path) -> WrongPassword:
    """The error for a password that opens nothing."""
    return WrongPassword(
        message("The password is not right, or the file is damaged."),
        where=str(file),
        hint=message("Mind capital letters and the input method, and try again."),
    )


def is_locked(file: Path) -> bool:
    """Whether a file has a password, and its key is not here."""
    salt = encrypted_with(file)
    return salt is not None and salt not in _keys


def encrypted_with(file: Path) -> bytes | None:
    """The salt of a database that has a password; None for any other file, a damaged database among them.

    What is encrypted cannot be told from chance: most pages must look like it. To be asked only of a file that no
    connection of this process can read: it is opened and closed here, which drops locks of SQLite.
    """
    try:
        if not S_ISREG(file.lstat().st_mode):
            return None
        with file.open("rb") as opened:
            salt = opened.read(_SALT)
            pages = os.fstat(opened.fileno()).st_size // _PAGE
            if salt == _PLAIN or not pages:
                return None
            samples = []
            for number in sorted({pages * step // _SAMPLES for step in range(_SAMPLES)}):
                opened.seek(number * _PAGE)
                samples.append(opened.read(_PAGE))
    except OSError:
        return None
    random = sum(_looks_random(page) for page in samples)
    return salt if random * 2 > len(samples) else None


def _looks_random(page: bytes) -> bool:
    counts = [page.count(value) for value in range(256)]
    return sum(map(bool, counts)) >= _VALUES and max(counts) <= _MOST_ALIKE

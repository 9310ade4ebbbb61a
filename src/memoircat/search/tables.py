"""The index tables. They are derived from the records: `memoircat check --rebuild` recreates them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from memoircat.catalogue.schema import metadata

# Who bears which name: one row, called a posting, for each way to split a name. The parts are keys from
# `names.written.part`, empty where there is no such part. ``cost``: how unlikely this way is (see `names.costs`), in
# tenths.
name_posting = Table(
    "name_posting",
    metadata,
    Column("family", Text, primary_key=True),
    Column("given", Text, primary_key=True),
    Column("record_id", Integer, ForeignKey("record.id", ondelete="CASCADE"), primary_key=True),
    Column("cost", Integer, nullable=False),
    Index("name_posting_by_given", "given", "family", "record_id", "cost"),
    Index("name_posting_by_record", "record_id"),
    sqlite_with_rowid=False,
)

# How the parts in `name_posting` sound: one sound string, or several for a part in kanji. ``key`` is the coarse key of
# the sound (`names.sound.sound_key`), or ● for a part with an unreadable character, which has no sound. ``cost``: how
# unlikely this sound is, in tenths. Ids are never used again, so that the highest id tells which sounds are new.
name_sound = Table(
    "name_sound",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("sound", Text, nullable=False),
    Column("part", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("cost", Integer, nullable=False),
    Index("name_sound_by_key", "key", "sound", "role", "part", "cost", unique=True),
    Index("name_sound_by_part", "part", "role"),
    sqlite_autoincrement=True,
)

# The sounds of all rows of `name_sound` up to an id, packed by `names.nearby`: one row, or none, written by `tidy`. It
# may contain sounds that nobody bears any more, so a copy of the catalogue without certain people must not contain it.
name_vocabulary = Table(
    "name_vocabulary",
    metadata,
    Column("upto", Integer, primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)

# The texts of a record as written, in the order of their ids (`word_rows.pieces_of`). The key is one number, because
# with a key of several columns SQLite would read a whole long text for each comparison of a look-up.
text_piece = Table(
    "text_piece",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("field", Text, nullable=False),
    Column("text", Text, nullable=False),
)

# Characters in a record's texts that folding changes (髙 to 高): ``sign`` with each character ``plain`` it becomes,
# empty where it becomes nothing. Where the plain character occurs in the record too, it has a row with itself. The word
# index has folded tokens only: what it finds may be written otherwise, but only in records with such a row for one of
# the characters.
text_sign = Table(
    "text_sign",
    metadata,
    Column("plain", Text, primary_key=True),
    Column("sign", Text, primary_key=True),
    Column("record_id", Integer, ForeignKey("record.id", ondelete="CASCADE"), primary_key=True),
    Index("text_sign_by_record", "record_id"),
    sqlite_with_rowid=False,
)

# The program makes the tokens (`tokens`) and separates them by spaces; the tokenizer must only split at these, which
# is why all categories of characters are listed. Row numbers and marks: `word_rows`.
WORD_INDEX = (
    "CREATE VIRTUAL TABLE word_index USING fts5(words, content='', contentless_delete=1, "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'\")"
)

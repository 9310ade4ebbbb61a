"""The index tables. They are derived: `memoircat check --rebuild` makes them again."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from memoircat.catalogue.schema import metadata

# Who bears which name: a row for each way to take a name apart. The parts are texts of `names.written.part`; a part
# that is not there is empty. ``cost`` in tenths of a nat.
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

# How the parts that occur in `name_posting` sound: a part has one sound or, in kanji, several. ``key`` is the coarse
# key of the sound, or ● for a part with an unread sign, which has no sound. ``cost`` in tenths of a nat. An id never
# comes again: the number of rows and the highest id tell whether a vocabulary in memory is still the one here.
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

# The sounds of all rows of `name_sound` up to an id, as `names.nearby` packs them: one row, or none, written by `tidy`.
# It may hold sounds that nobody bears any more: a copy that leaves people out must leave it out too.
name_vocabulary = Table(
    "name_vocabulary",
    metadata,
    Column("upto", Integer, primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)

# The texts of a record as written, in the order of their ids (`word_rows.pieces_of`). A row is found by its number
# alone: by a key of several columns SQLite reads a whole long text for each comparison on its way to one.
text_piece = Table(
    "text_piece",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("field", Text, nullable=False),
    Column("text", Text, nullable=False),
)

# Signs of a record's texts that keys write in another way (髙 as 高): ``sign`` by each sign ``plain`` that it becomes,
# or by an empty one where it becomes nothing. Where the plain sign stands there too, it is here by itself. Only where
# another sign stands by its plain one can a phrase of folded tokens be found that is not there as written.
text_sign = Table(
    "text_sign",
    metadata,
    Column("plain", Text, primary_key=True),
    Column("sign", Text, primary_key=True),
    Column("record_id", Integer, ForeignKey("record.id", ondelete="CASCADE"), primary_key=True),
    Index("text_sign_by_record", "record_id"),
    sqlite_with_rowid=False,
)

# Tokens come ready-made, parted by spaces: whatever is not a space belongs to one. Row numbers and marks: `word_rows`.
WORD_INDEX = (
    "CREATE VIRTUAL TABLE word_index USING fts5(words, content='', contentless_delete=1, "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'\")"
)

"""Schema 6: the word index as one column in the order of types, texts by number, signs by what they become in keys.

All three are derived: the program fills them after the upgrade.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Put the new tables in the place of the former ones."""
    op.execute("DROP TABLE word_index")
    op.execute(
        "CREATE VIRTUAL TABLE word_index USING fts5(words, content='', contentless_delete=1, "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'\")"
    )
    # Gathered in memory before they are written: an import writes its tokens in two thirds of the time, in fewer parts.
    op.execute("INSERT INTO word_index(word_index, rank) VALUES ('hashsize', 16777216)")
    # What was written is put in order by `tidy`, in small steps: FTS5 by itself does it within some save, for seconds.
    op.execute("INSERT INTO word_index(word_index, rank) VALUES ('automerge', 0)")
    op.execute("INSERT INTO word_index(word_index, rank) VALUES ('crisismerge', 500)")
    op.drop_table("text_piece")
    op.create_table(
        "text_piece",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.drop_table("text_sign")
    op.create_table(
        "text_sign",
        sa.Column("plain", sa.Text(), nullable=False),
        sa.Column("sign", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plain", "sign", "record_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("text_sign_by_record", "text_sign", ["record_id"])

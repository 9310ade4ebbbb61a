"""Schema 6: the word index has one column, and its rows are in the order of the types of records.

Texts are kept by one number, characters by what the keys of the index make of them. All three tables are derived: the
program fills them after the upgrade.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Replace the three tables."""
    op.execute("DROP TABLE word_index")
    op.execute(
        "CREATE VIRTUAL TABLE word_index USING fts5(words, content='', contentless_delete=1, "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'\")"
    )
    # FTS5 gathers 16 MiB of tokens in memory before it writes them: an import takes two thirds of the time for them.
    op.execute("INSERT INTO word_index(word_index, rank) VALUES ('hashsize', 16777216)")
    # FTS5 does not merge what was written by itself, within some save and for seconds: `tidy` does it in small steps.
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

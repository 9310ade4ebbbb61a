"""Schema 3: people by the sound of their names. The tables are derived: the program fills them after the upgrade."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Replace the index of spellings by one of sounds."""
    op.drop_table("name_key")
    op.create_table(
        "name_posting",
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("cost", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("family", "given", "record_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("name_posting_by_given", "name_posting", ["given", "family", "record_id", "cost"])
    op.create_index("name_posting_by_record", "name_posting", ["record_id"])
    op.create_table(
        "name_sound",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("sound", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("cost", sa.Integer(), nullable=False),
    )
    op.create_index("name_sound_by_key", "name_sound", ["key", "sound", "role", "part", "cost"], unique=True)
    op.create_index("name_sound_by_part", "name_sound", ["part", "role"])

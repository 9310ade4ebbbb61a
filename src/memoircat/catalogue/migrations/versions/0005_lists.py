"""Schema 5: lists of people are sorted, filtered and counted by index, lists of records sorted by code by index.

Sounds of names get ids that are never used again. Both tables are derived: the program fills them after the upgrade.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Replace `person_summary` and `name_sound` by tables with more columns, and add the indexes."""
    op.drop_table("person_summary")
    texts = [
        "reading",
        "birth",
        "birth_day",
        "birth_year",
        "death",
        "death_day",
        "rank",
        "prefecture",
        "last_camp",
        "fate",
        "kind",
        "access",
    ]
    op.create_table(
        "person_summary",
        sa.Column("record_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text()) for name in texts),
        sa.Column("undecided", sa.Integer(), server_default="0", nullable=False),
        sa.Column("attention", sa.Integer(), server_default="0", nullable=False),
        sa.Column("sort_key", sa.Text(), server_default="", nullable=False),
        sa.Column("listed", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("record_id"),
    )
    columns = ["birth_day", "death_day", "prefecture", "fate", "rank", "last_camp", "kind", "access", "attention"]
    only = {"access": " AND access IS NOT NULL", "attention": " AND attention = 1"}
    for name in columns:
        op.create_index(
            f"person_summary_by_{name}",
            "person_summary",
            [name, "sort_key", "record_id"],
            sqlite_where=sa.text(f"listed = 1{only.get(name, '')}"),
        )
    op.create_index(
        "record_in_lists_by_code",
        "record",
        ["record_type", "code", "sort_key", "id"],
        sqlite_where=sa.text("listed = 1 AND deleted_at IS NULL"),
    )
    op.drop_table("name_sound")
    op.create_table(
        "name_sound",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("sound", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("cost", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("name_sound_by_key", "name_sound", ["key", "sound", "role", "part", "cost"], unique=True)
    op.create_index("name_sound_by_part", "name_sound", ["part", "role"])

"""Schema 4: which records hold which characters that the keys of the word index write in another way.

With it, most phrases need not be looked up in the texts. The table is derived: the program fills it after the upgrade.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "text_sign",
        sa.Column("sign", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("sign", "record_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("text_sign_by_record", "text_sign", ["record_id"])

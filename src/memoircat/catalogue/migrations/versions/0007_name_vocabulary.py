"""Schema 7: the sounds of names, kept as a search reads them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
DERIVED_STAYS = True  # `tidy` fills the table when there is time; no derived row has to be made again


def upgrade() -> None:
    """Add the table; it is empty."""
    op.create_table(
        "name_vocabulary",
        sa.Column("upto", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("upto"),
    )

"""Schema 9: names are parted by the likelihood of both parts, and read by other lists.

No table changes, but the index of names would: all that is derived is made again at the next opening.
"""

from __future__ import annotations

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Change nothing; see the module."""

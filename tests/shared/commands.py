"""What the tests of the command line share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Run = Callable[..., Any]

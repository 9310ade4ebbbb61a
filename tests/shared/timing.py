"""How much work a search is."""

from __future__ import annotations

import time
from collections.abc import Callable


def took(search: Callable[[str], object], query: str) -> float:
    """Seconds of processor time of this thread."""
    begun = time.thread_time()
    search(query)
    return time.thread_time() - begun

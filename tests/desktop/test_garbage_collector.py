"""Garbage is collected, and in the main thread only."""

from __future__ import annotations

import gc
import threading
from typing import Any


class Cycle:
    """Something that holds itself, and notes where it ended."""

    def __init__(self, ended: list[threading.Thread]) -> None:
        self.itself = self
        self.ended = ended

    def __del__(self) -> None:
        self.ended.append(threading.current_thread())


def test_cycles_made_in_another_thread_end_in_the_main_thread(qapp: Any, qtbot: Any) -> None:
    made, ended = 50_000, list[threading.Thread]()

    def make() -> None:
        for _ in range(made):
            Cycle(ended)

    beside = threading.Thread(target=make)
    beside.start()
    beside.join()
    assert not ended, "Python by itself would have collected them there, many times"
    qtbot.waitUntil(lambda: len(ended) == made, timeout=5_000)
    assert set(ended) == {threading.main_thread()}
    assert not gc.isenabled()

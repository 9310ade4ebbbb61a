"""MemoirCat: a catalogue of the memoirs, records and camp documents of the Japanese held in Soviet camps, 1945–56."""

__version__ = "0.1.0"

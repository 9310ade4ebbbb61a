"""Keeping a catalogue safe from within the window: its copies, its check, its salvage, and what must be told of it."""

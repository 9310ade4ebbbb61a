"""The catalogue on disk: open, lock, migrate, change, undo, history, access, backup, check."""

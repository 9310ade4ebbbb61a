"""What changes records: fields and cells as they are written, read into drafts, and written in one step of undo."""

"""What changes records: texts and cells are read into drafts of records, and these written in one step of undo."""

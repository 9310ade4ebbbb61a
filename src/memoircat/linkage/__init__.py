"""Recorded people ↔ identified people: decisions of an archivist, with a reason and a name, that can be taken back."""

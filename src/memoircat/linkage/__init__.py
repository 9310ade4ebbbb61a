"""Which recorded people are one person: decisions of an archivist, with reason and name, that can be taken back."""

"""The vocabularies: terms edited in a table, merged, taken out of use."""

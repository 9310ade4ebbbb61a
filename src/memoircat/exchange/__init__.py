"""Records in and out of the catalogue: tables in by a mapping, and one module for each format out."""

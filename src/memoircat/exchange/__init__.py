"""Records in and out of the catalogue: typed operations, CSV in and out; one file per format."""

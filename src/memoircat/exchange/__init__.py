"""Records in and out of the catalogue, one file a format: tables in, CSV out, and the mappings between them."""

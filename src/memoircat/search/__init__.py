"""Finding: people by name, everything by its words. The index tables are written with every change."""

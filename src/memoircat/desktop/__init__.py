"""The window. Qt lives here and nowhere else; what is stored is read and changed through `Session` only."""

"""Catalogues filled with marked texts, and the rules of who may see which of them, written out."""

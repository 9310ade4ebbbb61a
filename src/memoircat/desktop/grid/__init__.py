"""Entry row by row from a roster: a page with a grid of cells, the roster's photograph above it."""

from memoircat.desktop.grid.grid_page import GridPage

__all__ = ["GridPage"]

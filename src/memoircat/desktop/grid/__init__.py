"""Entry row by row, from a roster in hand."""

from memoircat.desktop.grid.grid_page import GridPage

__all__ = ["GridPage"]

"""Scans on the screen: a view of one page, and a strip of small pictures of all pages."""

from __future__ import annotations

from memoircat.desktop.viewer.image_view import ImageView, Tone
from memoircat.desktop.viewer.page_strip import PageModel, PageStrip

__all__ = ["ImageView", "PageModel", "PageStrip", "Tone"]

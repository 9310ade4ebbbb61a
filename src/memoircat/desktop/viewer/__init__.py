"""Scans on the screen: one image large, and the strip of a document's pages."""

from __future__ import annotations

from memoircat.desktop.viewer.image_view import ImageView, Tone
from memoircat.desktop.viewer.page_strip import PageModel, PageStrip

__all__ = ["ImageView", "PageModel", "PageStrip", "Tone"]

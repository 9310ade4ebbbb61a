"""The type of the indexes that Qt hands to the methods of models and delegates."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()  # the root of a model: the parent of top-level rows

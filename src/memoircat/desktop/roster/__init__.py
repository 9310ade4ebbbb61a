"""Bringing a roster in: its file, its encoding, its columns, a trial, the import."""

from memoircat.desktop.roster.imports import RosterImports
from memoircat.desktop.roster.wizard import ImportWizard

__all__ = ["ImportWizard", "RosterImports"]

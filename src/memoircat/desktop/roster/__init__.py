"""The import of a roster as a wizard: its file, its encoding, its columns, a dry run, and the import itself."""

from memoircat.desktop.roster.imports import RosterImports
from memoircat.desktop.roster.wizard import ImportWizard

__all__ = ["ImportWizard", "RosterImports"]

"""What `check` tells, in the words of the window: what kind of problem it is, and what to do about it here."""

from __future__ import annotations

from PySide6.QtCore import QObject

from memoircat.catalogue.derived import Problem

ACCEPTABLE = frozenset({"digest", "history", "lost"})  # kinds that a person can take as they are
DERIVED = frozenset({"names", "words", "summary", "opening"})  # kinds that a rebuild makes good


class ProblemWords(QObject):
    """Kinds and remedies in the language of the window."""

    def kind(self, problem: Problem) -> str:
        """What kind of problem it is."""
        kinds = {
            "unopened": self.tr("Cannot be opened"),
            "damage": self.tr("Damaged database"),
            "reference": self.tr("Reference to nothing"),
            "digest": self.tr("Altered or lost content"),
            "history": self.tr("Altered history"),
            "lost": self.tr("Lost changes"),
            "opening": self.tr("Token of another opening"),
            "names": self.tr("Stale index of names"),
            "words": self.tr("Stale index of words"),
            "summary": self.tr("Stale summary"),
            "image_missing": self.tr("Missing image"),
            "image_changed": self.tr("Changed image"),
            "image_orphan": self.tr("Unused image file"),
            "image_unreadable": self.tr("Unreadable image"),
        }
        return kinds.get(problem.kind, problem.kind)

    def remedy(self, problem: Problem) -> str:
        """What to do about it in this window."""
        restore = self.tr("Restore a copy, or salvage what can be read.")
        decide = self.tr("Restore a copy; or, if it is right as it is, accept it.")
        image = self.tr("Restore a complete copy, or add the image again.")
        remedies = {
            "unopened": restore,
            "damage": restore,
            "reference": restore,
            "digest": decide,
            "history": decide,
            "lost": decide,
            "image_missing": image,
            "image_changed": image,
            "image_orphan": self.tr("Nothing: it goes to the trash of images by itself."),
            "image_unreadable": self.tr("Check the disk, and the permissions of the folder media."),
        }
        return self.tr("Derive again.") if problem.kind in DERIVED else remedies.get(problem.kind, "")

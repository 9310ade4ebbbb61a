"""Names in four scripts: folding, one sound for every script, readings of kanji, comparison, explanation. No database.

`written` takes a name apart, `sound` and `readings` say how its parts sound, `distance` and `nearby` compare sounds by
the learned `costs`, `explain` says in words what joins two spellings.
"""

from memoircat.names.fold import fold
from memoircat.names.scripts import script_of

__all__ = ["fold", "script_of"]

"""Comparing names that are written in kanji, kana, Latin letters or Cyrillic. Pure: no database, no Qt.

`written` splits a name into family and given name, `sound` and `readings` give the pronunciations of each part,
`distance` and `nearby` compare pronunciations by the learned `costs`, `explain` says in words why two spellings match.
`fold` and `scripts` are the small tools they share; `blocks` is the file format of the dictionary.

Costs are the same kind of number everywhere: the negative natural logarithm of a probability. 0 is certain, 0.7 one
in two, 2.3 one in ten, 4.6 one in a hundred. Where probabilities are multiplied, costs are added.
"""

from memoircat.names.fold import fold
from memoircat.names.scripts import script_of

__all__ = ["fold", "script_of"]

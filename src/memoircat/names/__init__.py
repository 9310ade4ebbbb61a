"""Names in four scripts: folding, scripts, search keys. Pure, no database.

The first version knows spelling: folded kanji, kana, romaji and Cyrillic forms as written, and the Hepburn sound of
kana. Comparison by sound across scripts builds on the same keys.
"""

from memoircat.names.fold import fold
from memoircat.names.keys import NameKey, name_keys, query_keys
from memoircat.names.scripts import script_of

__all__ = ["NameKey", "fold", "name_keys", "query_keys", "script_of"]

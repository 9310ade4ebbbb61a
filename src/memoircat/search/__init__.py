"""Searching: people by their names (`people`), all records by their words (`words`).

`name_index` and `word_index` keep the index tables up to date with every change. `name_query` and `word_query` read
what was typed; `name_match` and `words` look it up.
"""

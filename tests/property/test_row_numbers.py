"""The numbers of types in the index of words, which no new type may change."""

from __future__ import annotations

from memoircat.records.registry import RECORD_TYPES


def test_every_type_has_a_number_in_the_index_and_none_has_changed() -> None:
    assert [code for code, _ in sorted(RECORD_TYPES.items(), key=lambda item: item[1].number)] == [
        "person", "memoir", "document", "place", "voyage", "source", "collection", "accession", "organisation", "topic",
    ]  # fmt: skip
    assert [kind.number for kind in RECORD_TYPES.values()] == list(range(len(RECORD_TYPES)))

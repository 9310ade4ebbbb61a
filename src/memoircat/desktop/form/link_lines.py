"""The links of a record in words, for its form and its summary.

Imports nothing that needs SQLAlchemy: the summary is shown before that is loaded.
"""

from __future__ import annotations

from memoircat.catalogue.views import Held, RecordView
from memoircat.desktop.form.part_row import PartLine
from memoircat.messages import Language
from memoircat.records.link_roles import role_shown
from memoircat.records.parts import Link
from memoircat.records.vocabularies import Vocabularies


def link_lines(record: RecordView, vocabularies: Vocabularies, language: Language) -> list[PartLine]:
    """The links as they read from this record: those on it first, then those on other records that lead to it."""
    both = [(held, False) for held in record.links] + [(held, True) for held in record.links_back]
    return [_line(held, record, vocabularies, language, back=back) for held, back in both]


def _line(
    held: Held[Link], record: RecordView, vocabularies: Vocabularies, language: Language, *, back: bool
) -> PartLine:
    far = held.record_id if back else held.part.other
    role = role_shown(vocabularies, held.part.role, language, back=back)
    rest = "　".join(filter(None, (record.code_of(far), held.part.note)))
    return PartLine(held.id, role, record.label_of(far), rest, far)

"""The links of a record in words, for its form and its summary. Knows no SQLAlchemy: the summary is shown before it."""

from __future__ import annotations

from memoircat.catalogue.views import Held, RecordView
from memoircat.desktop.form.part_row import Line
from memoircat.messages import Language
from memoircat.records.link_roles import role_shown
from memoircat.records.parts import Link
from memoircat.records.vocabularies import Vocabularies


def link_lines(record: RecordView, vocabularies: Vocabularies, language: Language) -> list[Line]:
    """The links as they read from this record: its own first, then those that point at it."""
    both = [(each, False) for each in record.links] + [(each, True) for each in record.links_back]
    return [_line(each, record, vocabularies, language, back=back) for each, back in both]


def _line(held: Held[Link], record: RecordView, vocabularies: Vocabularies, language: Language, *, back: bool) -> Line:
    far = held.record_id if back else held.part.other
    role = role_shown(vocabularies, held.part.role, language, back=back)
    rest = "　".join(filter(None, (record.code_of(far), held.part.note)))
    return Line(held.id, role, record.label_of(far), rest, far)

"""From stored values to the texts in their editors, and back; for fields of records and of their parts."""

from __future__ import annotations

from typing import Any

from memoircat.catalogue.change import Change
from memoircat.catalogue.views import RecordView
from memoircat.desktop.session import Session
from memoircat.editing.operations import make_named
from memoircat.messages import Language
from memoircat.records.declare import Field, Kind
from memoircat.records.naming import BETWEEN, NewRecord, code_in
from memoircat.records.values import FieldReader, Parsed, shown, term_shown, typed


def text_of(session: Session, language: Language, field: Field, value: Any, record: RecordView) -> str:
    """The text of a value in its editor: terms by their word, records by code and label."""
    if value is None or value == ():
        return ""
    if field.kind is Kind.RECORD:
        return f"{record.code_of(value)}{BETWEEN}{record.label_of(value)}"
    if field.kind is Kind.TERMS:  # separated by signs that `parse` understands: the text may be edited
        words = (term_shown(session.vocabularies(), field.vocabulary or "", code, language) for code in value)
        return ("、" if language == "ja" else "; ").join(words)
    if field.kind is Kind.TERM:
        return shown(field, value, language, session.vocabularies(), record.label_of)
    return typed(field, value, record.code_of)


def parse(session: Session, field: Field, text: str) -> Parsed:
    """The value that the text of an editor means. Raises InputError where the field cannot hold it."""
    reader = FieldReader(session.vocabularies(), session.program.catalogue.find)
    return reader.parse(field, code_in(text) if field.kind is Kind.RECORD else text)


def with_record_made(change: Change, value: Any, session: Session) -> Any:
    """``value``, or the id of the record made for it in ``change`` where it is a `NewRecord`."""
    return make_named(change, value, session.source_in_hand) if isinstance(value, NewRecord) else value

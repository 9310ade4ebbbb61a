"""A record in one line, as it is cited, and in some lines, as it is quoted in a letter."""

from __future__ import annotations

from collections.abc import Sequence

from memoircat.catalogue.public import PublicView
from memoircat.messages import Language
from memoircat.records.vocabularies import Vocabularies
from memoircat.reports.entry import EntryMaker, dates_of
from memoircat.reports.wording import date_words


def citation(record: PublicView, catalogue_title: str, above: Sequence[str], language: Language) -> str:
    """How a record is cited: makers, title, date, what it lies in (outermost first), collection and code.

    Follows the order of ISO 690 for published and for archival material: from the work to the place where it lies.
    """
    fields = record.fields
    makers = "・".join(fields.get("creators") or ()) if language == "ja" else ", ".join(fields.get("creators") or ())
    date = next((date_words(date, language) for date in dates_of(record)), "")
    title = _titled(record, language)
    published = [fields.get("publisher") or ""] if record.type.code == "memoir" else []
    held = [*above, catalogue_title, record.code]
    parts = [each for each in (makers, title, *published, date, *held) if each]
    return "、".join(parts) + "。" if language == "ja" else ", ".join(parts) + "."


def _titled(record: PublicView, language: Language) -> str:
    """The title in the marks of its kind: works in 『』 or quotes, people plain."""
    if record.type.code == "memoir":
        return {"ja": f"『{record.label}』", "en": f"“{record.label}”", "ru": f"«{record.label}»"}[language]
    if record.type.code in ("document", "source"):
        return {"ja": f"「{record.label}」", "en": f"“{record.label}”", "ru": f"«{record.label}»"}[language]
    return record.label


def as_text(record: PublicView, language: Language, vocabularies: Vocabularies) -> str:
    """A record as some lines of text: title and code, then each field and statement with its label."""
    entry = EntryMaker(language, vocabularies).entry(record)
    colon = "：" if language == "ja" else ": "
    head = "　".join(filter(None, (entry.title, entry.reading, entry.code)))
    lines = [f"{line.label}{colon}{line.text}{line.mark}" for line in entry.lines]
    notes = [
        f"{note.mark} {note.about}{colon}" + " ／ ".join(f"{item.label}{colon}{item.text}" for item in note.items)
        for note in entry.notes
    ]
    return "\n".join([head, *lines, *notes])

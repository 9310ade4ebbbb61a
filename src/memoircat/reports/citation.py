"""A record as one line, for citing it, and as some lines of text, for quoting it in a letter."""

from __future__ import annotations

from collections.abc import Sequence

from memoircat.catalogue.public import PublicView
from memoircat.messages import Language
from memoircat.records.vocabularies import Vocabularies
from memoircat.reports.entry import EntryMaker, dates_of
from memoircat.reports.wording import date_words


def citation(record: PublicView, catalogue_title: str, above: Sequence[str], language: Language) -> str:
    """The citation of a record: makers, title, publisher, date, what it lies in, name of the catalogue, and code.

    The order is that of ISO 690 for published and for archival material: from the work to the place where it is kept.
    ``above``: the titles of what it lies in, the outermost first.
    """
    fields = record.fields
    makers = "・".join(fields.get("creators") or ()) if language == "ja" else ", ".join(fields.get("creators") or ())
    date = next((date_words(date, language) for date in dates_of(record)), "")
    title = _titled(record, language)
    published = [fields.get("publisher") or ""] if record.type.code == "memoir" else []
    held = [*above, catalogue_title, record.code]
    parts = [part for part in (makers, title, *published, date, *held) if part]
    return "、".join(parts) + "。" if language == "ja" else ", ".join(parts) + "."


def _titled(record: PublicView, language: Language) -> str:
    """The title in quotation marks; in Japanese 『』 for published works, 「」 for others. People have none."""
    if record.type.code == "memoir":
        return {"ja": f"『{record.label}』", "en": f"“{record.label}”", "ru": f"«{record.label}»"}[language]
    if record.type.code in ("document", "source"):
        return {"ja": f"「{record.label}」", "en": f"“{record.label}”", "ru": f"«{record.label}»"}[language]
    return record.label


def as_text(record: PublicView, language: Language, vocabularies: Vocabularies) -> str:
    """A record as lines of text: title, reading and code, then fields and statements with their labels, then notes."""
    entry = EntryMaker(language, vocabularies).entry(record)
    colon = "：" if language == "ja" else ": "
    head = "　".join(filter(None, (entry.title, entry.reading, entry.subtitle, entry.code)))
    lines = [f"{line.label}{colon}{line.text}{line.mark}" for line in entry.lines]
    notes = [
        f"{note.mark} {note.about}{colon}" + " ／ ".join(f"{item.label}{colon}{item.text}" for item in note.items)
        for note in entry.notes
    ]
    return "\n".join([head, *lines, *notes])

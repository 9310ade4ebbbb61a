"""The rows of images and their attachments, in page order. The files themselves are the business of `media`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, func, insert, select

from memoircat.catalogue.change import Change
from memoircat.catalogue.schema import PART_TABLES, image
from memoircat.records.parts import Attachment

_attachment = PART_TABLES["attachment"]


@dataclass(frozen=True, slots=True)
class ImageFile:
    """What is known of an image file: content hash, the name it came with, and its size in bytes and pixels."""

    sha256: str
    name: str
    media_type: str
    bytes: int
    width: int
    height: int
    pages: int


def attach(change: Change, record_id: int, files: Sequence[ImageFile], caption: str | None = None) -> list[int]:
    """Hang images that the store has taken in on a record, after those it has; one attachment for every page."""
    position = change.connection.execute(
        select(func.max(_attachment.c.position)).where(_attachment.c.record_id == record_id)
    ).scalar()
    number = 0 if position is None else position + 1
    made = []
    for file in files:
        known = image_id(change.connection, file, change.at)
        for page in range(1, file.pages + 1):
            part = Attachment(image=known, page=page, position=number, caption=caption, role="scan")
            made.append(change.add(record_id, part))
            number += 1
    return made


def image_id(connection: Connection, file: ImageFile, at: str) -> int:
    """The row of an image, made where there is none. It stays when the attachment is undone: the file stays too."""
    found = connection.execute(select(image.c.id).where(image.c.sha256 == file.sha256)).scalar()
    if found is not None:
        return int(found)
    done = connection.execute(insert(image).values(**asdict(file), added_at=at))
    return int(done.inserted_primary_key[0])  # type: ignore[index] # one row was inserted


def reorder(change: Change, attachments: Sequence[int]) -> None:
    """Put the attachments of one record into this order."""
    for position, each in enumerate(attachments):
        change.edit(Attachment, each, position=position)

"""The rows of images, and their attachments to records in the order of pages. `media` keeps the files themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import func, insert, select

from memoircat.catalogue.change import Change
from memoircat.catalogue.schema import PART_TABLES, image
from memoircat.records.parts import Attachment

_attachment = PART_TABLES["attachment"]


@dataclass(frozen=True, slots=True)
class ImageFile:
    """What is known of an image file: hash of its content, the name it came with, and its size in bytes and pixels."""

    sha256: str
    name: str
    media_type: str
    bytes: int
    width: int
    height: int
    pages: int


def attach(change: Change, record_id: int, files: Sequence[ImageFile], caption: str | None = None) -> list[int]:
    """Attach images that are in the media store already to a record, after those that it has.

    Every page becomes an attachment; returns their ids.
    """
    position = change.connection.execute(
        select(func.max(_attachment.c.position)).where(_attachment.c.record_id == record_id)
    ).scalar()
    next_position = 0 if position is None else position + 1
    attachments = []
    for file in files:
        image_ = image_id(change, file)
        for page in range(1, file.pages + 1):
            part = Attachment(image=image_, page=page, position=next_position, caption=caption, role="scan")
            attachments.append(change.add(record_id, part))
            next_position += 1
    return attachments


def image_id(change: Change, file: ImageFile) -> int:
    """The id of the row of an image, inserted where there is none.

    The row is not journalled: it stays when the attachment is undone, as the file does.
    """
    connection = change.connection
    stored = connection.execute(select(image.c.id).where(image.c.sha256 == file.sha256)).scalar()
    if stored is not None:
        return int(stored)
    inserted = connection.execute(insert(image).values(**asdict(file), added_at=change.at))
    new = int(inserted.inserted_primary_key[0])  # type: ignore[index] # one row was inserted
    change.digests.inserted("image", change.stored("image", new) or {})
    return new


def reorder(change: Change, attachments: Sequence[int]) -> None:
    """Put the attachments of one record into this order; ``attachments`` are their ids."""
    for position, attachment in enumerate(attachments):
        change.edit(Attachment, attachment, position=position)

"""The images of a record in their order, with caption, kind and access. They are added by a command or by a drop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from memoircat.catalogue.change import Change
from memoircat.catalogue.views import RecordView
from memoircat.desktop.form.part_row import PartLine
from memoircat.desktop.form.parts_section import PartsSection
from memoircat.messages import message
from memoircat.records.declare import Field, Kind
from memoircat.records.parts import Attachment

_NOT_TYPED = ("page", "position")  # fields that the program fills in


class ImagesSection(PartsSection):
    """Ctrl+↑ and Ctrl+↓ move an image; Del takes it off the record, and its file stays."""

    @property
    def _may_add(self) -> bool:
        return False

    @property
    def fields(self) -> Sequence[Field]:
        """The fields that describe an image, without those that say which file it is and its place in the order."""
        return [field for field in self.kind.fields if field.kind is not Kind.RECORD and field.name not in _NOT_TYPED]

    def _lines_of(self, record: RecordView) -> list[PartLine]:
        return [
            PartLine(
                picture.id,
                f"{number:,}",
                picture.part.caption or picture.name,
                "　".join(self._words(picture.part, record)[1 if picture.part.caption else 0 :]),
            )
            for number, picture in enumerate(record.pictures, 1)
        ]

    def _values(self, part_id: int, record: RecordView) -> dict[str, Any]:
        part = next(picture.part for picture in record.pictures if picture.id == part_id)
        return {field.name: getattr(part, field.name) for field in self.fields}

    def _write(self, change: Change, _record: RecordView, part_id: int | None, values: dict[str, Any]) -> int | None:
        """Write what describes an image. It stays on the record where all its fields are empty too."""
        assert part_id is not None
        change.edit(Attachment, part_id, **values)
        return part_id

    def move_part(self, part_id: int, by: int) -> None:
        """Move an image ``by`` so many places down; its row keeps the focus."""
        record = self._record
        if record is None or self._session.read_only:
            return
        order = [picture.id for picture in record.pictures]
        at = order.index(part_id)
        if not 0 <= at + by < len(order):
            return
        order.insert(at + by, order.pop(at))
        label = message("{record}: order of the images", record=record.label)

        def work() -> None:
            with self._session.program.catalogue.change(label) as change:
                for position, image_id in enumerate(order):
                    change.edit(Attachment, image_id, position=position)

        self._session.attempt(work)

"""The images of a record in their order: caption, kind, access. They come with a command or a drop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from memoircat.catalogue.change import Change
from memoircat.catalogue.views import RecordView
from memoircat.desktop.form.part_row import Line
from memoircat.desktop.form.parts_section import PartsSection
from memoircat.messages import message
from memoircat.records.declare import Field, Kind
from memoircat.records.parts import Attachment

_NOT_TYPED = ("page", "position")


class ImagesSection(PartsSection):
    """Ctrl+↑ and Ctrl+↓ move an image; Del takes it off the record, and leaves its file."""

    @property
    def _may_add(self) -> bool:
        return False

    @property
    def fields(self) -> Sequence[Field]:
        """What people say of an image: neither which file it is nor where it stands."""
        return [each for each in self.kind.fields if each.kind is not Kind.RECORD and each.name not in _NOT_TYPED]

    def _lines_of(self, record: RecordView) -> list[Line]:
        return [
            Line(
                each.id,
                f"{number:,}",
                each.part.caption or each.name,
                "　".join(self._words(each.part, record)[1 if each.part.caption else 0 :]),
            )
            for number, each in enumerate(record.pictures, 1)
        ]

    def _values(self, part_id: int, record: RecordView) -> dict[str, Any]:
        part = next(each.part for each in record.pictures if each.id == part_id)
        return {each.name: getattr(part, each.name) for each in self.fields}

    def _write(self, change: Change, _record: RecordView, part_id: int | None, values: dict[str, Any]) -> int | None:
        """An image of which nothing is said stays."""
        assert part_id is not None
        change.edit(Attachment, part_id, **values)
        return part_id

    def move_part(self, part_id: int, by: int) -> None:
        """Move an image among the others; its row keeps the focus."""
        record = self._record
        if record is None or self._session.read_only:
            return
        order = [each.id for each in record.pictures]
        at = order.index(part_id)
        if not 0 <= at + by < len(order):
            return
        order.insert(at + by, order.pop(at))
        label = message("{record}: order of the images", record=record.label)

        def work() -> None:
            with self._session.program.catalogue.change(label) as change:
                for position, each in enumerate(order):
                    change.edit(Attachment, each, position=position)

        self._session.attempt(work)

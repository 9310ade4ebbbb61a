"""Commands that attach images to a record: from files, or from the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from memoircat.catalogue.clock import now
from memoircat.desktop.dialogs import file_choosers
from memoircat.desktop.session import Session
from memoircat.desktop.window.command_group import CommandGroup
from memoircat.jobs import Progress
from memoircat.messages import message


class ImageCommands(CommandGroup):
    """Images are read in a background thread and attached to the record that is open or selected."""

    def attach(self) -> None:
        """Ask for image files and attach them to the record."""
        files = file_choosers.choose_images(self._desk.dialog_parent, self.tr("Add images"))
        if files:
            self.attach_files(files)

    def attach_files(self, files: Sequence[Path], forget: Callable[[], None] = lambda: None) -> None:
        """Attach image files to the record that is open or selected; they are read in a background thread.

        ``forget`` is called when the files are read, or cannot be.
        """
        record, session = self._record(), self._session
        if record is None or session.read_only:
            forget()
            return
        label = message("Add {n} {n:image|images}: {record}", n=len(files), record=record.label)
        self._note(self.tr("Taking %n image(s) in…", "", len(files)))

        def attach_taken(images: list[Any]) -> None:
            forget()
            session.attempt(lambda: session.program.attach_taken(record.id, images, label=label))

        def failed(problem: Exception) -> None:
            forget()
            self._failed(problem)

        session.runner.submit(
            lambda progress: [_take(session, path, n, len(files), progress) for n, path in enumerate(files)],
            attach_taken,
            failed,
        )

    def paste_image(self) -> None:
        """Attach the image, or the image files, of the clipboard to the record."""
        self._save_typing()
        clipboard = QApplication.clipboard()
        data = clipboard.mimeData()
        files = files_of(data)
        if files:
            self.attach_files(files)
            return
        image = clipboard.image() if data.hasImage() else QImage()
        if image.isNull():
            self._note(self.tr("There is no image to paste."))
            return
        folder = TemporaryDirectory(prefix="memoircat-")
        file = Path(folder.name) / f"{self.tr('pasted')}-{now().replace(':', '')}.png"
        image.save(str(file))
        self.attach_files([file], folder.cleanup)


def _take(session: Session, file: Path, number: int, of: int, progress: Progress) -> Any:
    progress.step(number, of)
    return session.program.media.ingest(file)


def files_of(data: QMimeData) -> list[Path]:
    """The files on this computer that are dragged or were copied."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []

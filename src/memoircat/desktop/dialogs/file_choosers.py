"""The dialogs of the operating system that ask for files and folders."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QFileDialog,
    QWidget,
)


def choose_images(parent: QWidget, title: str) -> list[Path]:
    """Ask for image files."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, "", "*.tif *.tiff *.jpg *.jpeg *.png *.webp *.gif *.bmp")
    return [Path(name) for name in names]


def choose_catalogue(parent: QWidget, title: str) -> Path | None:
    """Ask for a catalogue's folder."""
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


def choose_new_catalogue(parent: QWidget, title: str, proposed: Path | None = None) -> Path | None:
    """Ask for the folder of a new catalogue."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(proposed or ""), "*.memoircat")
    if not name:
        return None
    path = Path(name)
    return path if path.suffix == ".memoircat" else path.with_name(path.name + ".memoircat")


def choose_file(parent: QWidget, title: str, pattern: str) -> Path | None:
    """Ask for one file whose name fits ``pattern`` (as Qt has it: ``*.csv *.xlsx``)."""
    name, _ = QFileDialog.getOpenFileName(parent, title, "", pattern)
    return Path(name) if name else None


def choose_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder."""
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None

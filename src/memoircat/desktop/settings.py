"""What the program remembers of the user's choices and of the window: one frozen value, stored as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from memoircat.dates.wording import Style
from memoircat.messages import LANGUAGES, Language

THEMES = ("system", "light", "dark", "contrast")
DATE_STYLES: tuple[Style, ...] = ("western", "japanese", "both")
SCALES = (100, 125, 150, 175, 200)
MOST_BACKUP_DAYS = 365
_MOST_RECENT = 12


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose, and the last state of the window.

    ``scale`` is the text size in per cent, ``user`` the name for the history, ``recent`` the paths of the catalogues
    opened last, ``window`` Qt's geometry of the window (base64), ``columns`` the columns shown by record type,
    ``splitters`` the widths of panes in pixels by the splitter's name, ``backup_days`` after how many days without a
    copy the window says so (0: never).
    """

    language: Language = "ja"
    theme: str = "light"
    scale: int = 100
    date_style: Style = "western"
    user: str = ""
    recent: tuple[str, ...] = ()
    window: str = ""
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    splitters: Mapping[str, Sequence[int]] = field(default_factory=dict)
    backup_days: int = 7

    def opened(self, path: Path) -> Settings:
        """The settings with ``path`` first among the recent catalogues."""
        others = [other for other in self.recent if other != str(path)]
        return replace(self, recent=(str(path), *others)[:_MOST_RECENT])


def settings_file() -> Path:
    """The file of the settings."""
    return user_config_path("memoircat", appauthor=False) / "settings.json"


def load_settings(file: Path | None = None) -> Settings:
    """The stored settings; the default for whatever is missing or cannot be used."""
    try:
        stored = json.loads((file or settings_file()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    return Settings(**_usable(stored)) if isinstance(stored, dict) else Settings()


def _usable(stored: dict[str, Any]) -> dict[str, Any]:
    """Only what the program knows, and only values it can use."""
    known = {field.name for field in fields(Settings)}
    values = {name: value for name, value in stored.items() if name in known}
    choices = {"language": LANGUAGES, "theme": THEMES, "scale": SCALES, "date_style": DATE_STYLES}
    for name, allowed in choices.items():
        if values.get(name) not in allowed:
            values.pop(name, None)
    days = values.get("backup_days")
    if type(days) is not int or not 0 <= days <= MOST_BACKUP_DAYS:
        values.pop("backup_days", None)
    if not isinstance(values.get("user", ""), str):
        values.pop("user")
    values["splitters"] = _widths(values.get("splitters"))
    values["recent"] = tuple(str(path) for path in values.get("recent") or ())
    if not isinstance(values.get("columns", {}), dict):
        values.pop("columns")
    return values


def _widths(stored: Any) -> dict[str, list[int]]:
    """The widths of panes by their splitter, where they are lists of whole numbers."""
    splitters = stored.items() if isinstance(stored, dict) else ()
    return {
        name: widths
        for name, widths in splitters
        if isinstance(widths, list) and all(type(width) is int for width in widths)
    }


def save_settings(settings: Settings, file: Path | None = None) -> None:
    """Store the settings. Where the disk refuses, they are forgotten, and the work goes on."""
    target = file or settings_file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError:
        return

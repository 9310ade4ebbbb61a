"""What the program remembers about a person's desk: one frozen value, passed in; kept as JSON in the user's folder."""

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
    """What a person chose, and how the desk was left: catalogues opened last, columns by type, window and panes.

    ``scale`` is the text size in per cent, ``user`` the name for the history, ``backup_days`` after how many days
    without a copy the window says so (0: never), ``splitters`` the widths of panes by the splitter's name.
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
        others = [each for each in self.recent if each != str(path)]
        return replace(self, recent=(str(path), *others)[:_MOST_RECENT])


def settings_file() -> Path:
    """Where the settings lie."""
    return user_config_path("memoircat", appauthor=False) / "settings.json"


def load_settings(file: Path | None = None) -> Settings:
    """The settings kept; the defaults for whatever is missing or cannot be read."""
    try:
        kept = json.loads((file or settings_file()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    return Settings(**_sound(kept)) if isinstance(kept, dict) else Settings()


def _sound(kept: dict[str, Any]) -> dict[str, Any]:
    """Only what the program knows, and only values it can use."""
    known = {each.name for each in fields(Settings)}
    found = {name: value for name, value in kept.items() if name in known}
    if found.get("language") not in LANGUAGES:
        found.pop("language", None)
    if found.get("theme") not in THEMES:
        found.pop("theme", None)
    if found.get("scale") not in SCALES:
        found.pop("scale", None)
    if found.get("date_style") not in DATE_STYLES:
        found.pop("date_style", None)
    days = found.get("backup_days")
    if type(days) is not int or not 0 <= days <= MOST_BACKUP_DAYS:
        found.pop("backup_days", None)
    if not isinstance(found.get("user", ""), str):
        found.pop("user")
    found["splitters"] = _sizes(found.get("splitters"))
    found["recent"] = tuple(str(each) for each in found.get("recent") or ())
    if not isinstance(found.get("columns", {}), dict):
        found.pop("columns")
    return found


def _sizes(kept: Any) -> dict[str, list[int]]:
    found = kept.items() if isinstance(kept, dict) else ()
    return {
        name: sizes for name, sizes in found if isinstance(sizes, list) and all(type(each) is int for each in sizes)
    }


def save_settings(settings: Settings, file: Path | None = None) -> None:
    """Keep the settings; a disk that refuses costs the remembering, not the work."""
    target = file or settings_file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError:
        return

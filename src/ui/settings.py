"""What the planner set for this account: name, language, theme, row height, recent plans."""

from __future__ import annotations

import getpass
import json
import os
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QStandardPaths

from app import i18n
from model.language import Language
from ui.look.theme import ThemeChoice

MOST_RECENT: Final = 8
ROW_HEIGHTS: Final = ("comfortable", "normal", "compact")


class Settings:
    """A small JSON file in the account's configuration folder; a missing or broken one is as new."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or _default_path()
        self._values: dict[str, Any] = _read(self._path)

    @property
    def author(self) -> str:
        """Return the planner's name, else the account's."""
        return str(self._values.get("author") or _account())

    @author.setter
    def author(self, name: str) -> None:
        self._put("author", name.strip())

    @property
    def language(self) -> Language:
        """Return the interface language, else that of the system."""
        try:
            return Language(self._values.get("language", ""))
        except ValueError:
            return i18n.language_of_system()

    @language.setter
    def language(self, language: Language) -> None:
        self._put("language", language.value)

    @property
    def theme(self) -> ThemeChoice:
        """Return the theme that was asked for."""
        try:
            return ThemeChoice(self._values.get("theme", "system"))
        except ValueError:
            return ThemeChoice.SYSTEM

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._put("theme", choice.value)

    @property
    def system_look(self) -> tuple[str, str]:
        """Return the system's colours and scheme at the last start, as ``Theme.system_look`` told them."""
        found = self._values.get("system_look")
        return (str(found[0]), str(found[1])) if isinstance(found, list) and len(found) == 2 else ("", "")

    @system_look.setter
    def system_look(self, look: tuple[str, str]) -> None:
        self._put("system_look", list(look))

    @property
    def row_height(self) -> str:
        """Return how high table rows are: one of ``ROW_HEIGHTS``."""
        found = str(self._values.get("row_height", ""))
        return found if found in ROW_HEIGHTS else ROW_HEIGHTS[0]

    @row_height.setter
    def row_height(self, name: str) -> None:
        self._put("row_height", name)

    @property
    def has_motion(self) -> bool:
        """Whether guide, toast and bars move."""
        return bool(self._values.get("motion", True))

    @has_motion.setter
    def has_motion(self, moves: bool) -> None:
        self._put("motion", moves)

    @property
    def recent(self) -> tuple[tuple[Path, str, str], ...]:
        """Return path and both titles of the plans opened last, newest first."""
        entries = self._values.get("recent", [])
        found = [entry for entry in entries if isinstance(entry, list) and len(entry) == 3]
        return tuple((Path(path), str(title_en), str(title_fr)) for path, title_en, title_fr in found)

    def remember(self, path: Path, title_en: str, title_fr: str) -> None:
        """Put a plan at the head of the recent ones."""
        others = [entry for entry in self.recent if entry[0] != path]
        entries = [(path, title_en, title_fr), *others][:MOST_RECENT]
        self._put("recent", [[str(entry[0]), entry[1], entry[2]] for entry in entries])

    def forget(self, path: Path) -> None:
        """Take a plan from the recent ones."""
        self._put("recent", [[str(at), en, fr] for at, en, fr in self.recent if at != path])

    def value(self, name: str, default: Any = None) -> Any:
        """Return what a page keeps for itself under a name, such as widths of columns."""
        return self._values.get("page", {}).get(name, default)

    def set_value(self, name: str, value: Any) -> None:
        """Keep something for a page; it must be JSON."""
        self._put("page", {**self._values.get("page", {}), name: value})

    def _put(self, name: str, value: Any) -> None:
        if self._values.get(name) == value:
            return
        self._values[name] = value
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside = self._path.with_suffix(".new")
            beside.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
            beside.replace(self._path)
        except OSError:
            return  # a settings folder that cannot be written costs the settings, never the work


def _default_path() -> Path:
    if folder := os.environ.get("JALON_SETTINGS"):
        return Path(folder) / "settings.json"
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(place) / "jalon" / "settings.json"


def _read(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""

"""The platform's file dialogs, with our own titles and filters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from app.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def plan_filter() -> str:
    """Return the filter for plans."""
    return _("Plans") + " (*.jalon)"


def table_filter() -> str:
    """Return the filter for inventories in the registry's forms."""
    return _("Service inventories") + " (*.csv *.xlsx *.json)"


def template_filter() -> str:
    """Return the filter for Word templates."""
    return _("Word templates and documents") + " (*.dotx *.docx)"


def picture_filter() -> str:
    """Return the filter for pictures."""
    return _("PNG and JPEG pictures") + " (*.png *.jpg *.jpeg)"


def choose_file(parent: QWidget, title: str, kinds: str, folder: Path | None = None) -> Path | None:
    """Return the file that was chosen, or None."""
    name, _kind = QFileDialog.getOpenFileName(parent, title, str(folder or Path.home()), kinds)
    return Path(name) if name else None


def choose_files(parent: QWidget, title: str, kinds: str, folder: Path | None = None) -> tuple[Path, ...]:
    """Return the files that were chosen."""
    names, _kind = QFileDialog.getOpenFileNames(parent, title, str(folder or Path.home()), kinds)
    return tuple(Path(name) for name in names)


def choose_folder(parent: QWidget, title: str, folder: Path | None = None) -> Path | None:
    """Return the folder that was chosen, or None."""
    name = QFileDialog.getExistingDirectory(parent, title, str(folder or Path.home()))
    return Path(name) if name else None


def name_file(parent: QWidget, title: str, kinds: str, proposed: Path) -> Path | None:
    """Return where a new file should lie, with the suffix of ``proposed``; or None."""
    options = QFileDialog.Option.DontConfirmOverwrite
    name, _kind = QFileDialog.getSaveFileName(parent, title, str(proposed), kinds, options=options)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(proposed.suffix)

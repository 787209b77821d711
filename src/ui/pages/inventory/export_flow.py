"""Exporting the inventory in the window: files are written in child processes, on a copy of the plan."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from app import i18n
from app.i18n import _, ngettext
from ui.pages.inventory.export_dialog import CSV, EVERY_YEAR, PAGE, SHOWN, ExportDialog
from ui.widgets.dialog import show
from ui.widgets.file_dialogs import choose_folder
from ui.widgets.pill import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.pages.inventory.command_host import Inventory
    from ui.tasks import Outcome


def export_inventory(page: Inventory) -> None:
    """Ask what to export and where to, and export it."""
    table = page.list_model.table
    shown = [row.key for row in table.shown() if row.reported]
    every = sum(row.reported for row in table.rows())
    dialog = ExportDialog(page.shell.window_widget(), page.plan.year, shown=len(shown), every=every)
    show(dialog, lambda: _ask_folder(page, dialog, shown))


def _ask_folder(page: Inventory, dialog: ExportDialog, shown: Sequence[str]) -> None:
    folder = choose_folder(page.shell.window_widget(), _("Folder for the export"))
    if folder is not None:
        ExportRun(page, dialog, shown, folder).begin()


class ExportRun:
    """One export: a child process for each kind of file, one after the other."""

    def __init__(self, page: Inventory, dialog: ExportDialog, shown: Sequence[str], folder: Path) -> None:
        self._page, self._folder = page, folder
        self._held = Path(tempfile.mkdtemp(prefix="jalon-export-"))
        self._files: list[Path] = []
        self._waiting = [self._arguments(dialog, document, shown) for document in _documents(dialog.form.value())]

    def begin(self) -> None:
        """Start."""
        self._next()

    def _arguments(self, dialog: ExportDialog, document: str, shown: Sequence[str]) -> list[str]:
        arguments = ["export", str(self._page.plan.path), document, "-o", str(self._folder)]
        arguments += ["--lang", dialog.languages, "--ui-lang", i18n.language().value]
        if document in {"services", "standards"}:
            arguments += ["--format", "csv"]
        extent = dialog.extent.value() if dialog.form.value() != PAGE else ""
        if extent != EVERY_YEAR:
            arguments += ["--year", str(self._page.plan.year)]
        if extent == SHOWN:
            keys = self._held / "keys.txt"
            keys.write_text("\n".join(shown), encoding="utf-8")
            arguments += ["--keys", str(keys)]
        return arguments

    def _next(self) -> None:
        if not self._waiting:
            self._end()
            self._tell()
            return
        self._page.shell.tasks.run(lambda: _("Exporting the inventory"), self._waiting.pop(0), self._take)

    def _take(self, outcome: Outcome) -> None:
        if outcome.code == 0 and not outcome.cancelled:
            self._files += [Path(line) for line in outcome.output.splitlines() if line.strip()]
            self._next()
            return
        self._end()
        if not outcome.cancelled:
            self._page.shell.show_banner(outcome.errors.strip(), tone=Tone.BAD, icon="circle-alert")

    def _tell(self) -> None:
        count, folder = len(self._files), self._folder
        self._page.shell.show_banner(
            lambda: ngettext("{count} file exported.", "{count} files exported.", count).format(count=count),
            tone=Tone.GOOD,
            icon="circle-check",
            action=lambda: _("Open the folder"),
            do=lambda: self._page.shell.open_path(folder),
        )

    def _end(self) -> None:
        shutil.rmtree(self._held, ignore_errors=True)


def _documents(form: str) -> tuple[str, ...]:
    if form == PAGE:
        return ("standards-page",)
    return ("services", "standards") if form == CSV else ("workbook",)

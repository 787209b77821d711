"""Importing in the window: files are judged in a child process, shown, and taken over as one change."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app import i18n
from app.cli.messages import sentence
from app.i18n import _, ngettext
from app.plan_facts import years_with_records
from app.refusals import REFUSALS
from app.registry.result_file import apply_result
from ui.pages.inventory.dialogs import show
from ui.pages.inventory.import_dialog import ImportDialog
from ui.pages.inventory.import_preview import preview_of
from ui.widgets.file_dialogs import choose_files
from ui.widgets.pill import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ui.open_plan import OpenPlan
    from ui.pages.inventory.import_preview import Preview
    from ui.shell import Shell
    from ui.tasks import Outcome

_JUDGED = (0, 1)  # exit codes with which the child says what an import would do


class ImportFlow(QObject):
    """One import after the other: choose, judge, look, take over."""

    def __init__(self, plan: OpenPlan, shell: Shell, names: Callable[[], Mapping[str, str]], parent: QObject) -> None:
        super().__init__(parent)
        self._plan, self._shell, self._names = plan, shell, names
        self._folder: Path | None = None  # holds snapshot and result while an import is under way
        self.dialog: ImportDialog | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether files are being judged or looked at."""
        return self._folder is not None

    def begin(self) -> None:
        """Ask for files and judge them."""
        kinds = _("Service inventories") + " (*.csv *.xlsx)"
        paths = choose_files(self._shell.window_widget(), _("Import an inventory"), kinds)
        if paths:
            self.judge(paths)

    def judge(self, paths: Sequence[Path]) -> None:
        """Have files judged in a child process on a copy of the plan, then show what they bring."""
        if self.is_under_way or self._plan.read_only:
            return
        folder = self._folder = Path(tempfile.mkdtemp(prefix="jalon-import-"))
        snapshot, result = folder / "plan.jalon", folder / "result.jsonl"
        try:
            self._plan.workspace.snapshot(snapshot)
        except REFUSALS as error:
            self._fail(sentence(error))
            return
        files = [str(path) for path in paths]
        wanted = ["--dry-run", "--result", str(result), "--json", "--ui-lang", i18n.language().value]
        self._shell.tasks.run(
            lambda: ngettext("Reading {count} file", "Reading {count} files", len(files)).format(count=len(files)),
            ["import", str(snapshot), *files, *wanted],
            lambda outcome: self._look(outcome, result),
        )

    def _look(self, outcome: Outcome, result: Path) -> None:
        if outcome.cancelled:
            self._end()
            return
        if outcome.code not in _JUDGED:
            self._fail(outcome.errors.strip() or _("The files could not be read. Try again."))
            return
        try:
            preview = preview_of(json.loads(outcome.output), result, self._names())
        except REFUSALS as error:
            self._fail(sentence(error))
            return
        self.dialog = ImportDialog(self._shell.window_widget(), preview)
        self.dialog.rejected.connect(self._end)
        dialog = self.dialog
        show(dialog, lambda: self._apply(preview, result, dialog.drafts()))

    def _apply(self, preview: Preview, result: Path, drafts: frozenset[int]) -> None:
        try:
            apply_result(self._plan.workspace, result, drafts)
        except REFUSALS as error:
            self._fail(sentence(error))
            return
        self._end()
        self._show_imported_year()
        count = preview.taken + len(drafts)
        self._shell.toast(
            lambda: ngettext("{count} row imported.", "{count} rows imported.", count).format(count=count), undo=True
        )

    def _show_imported_year(self) -> None:
        """Show a year that holds records, where the one that is shown holds none."""
        years = years_with_records(self._plan.workspace)
        if years and self._plan.year not in years:
            self._plan.set_year(years[-1])

    def _fail(self, told: str) -> None:
        self._end()
        self._shell.show_banner(told, tone=Tone.BAD, icon="circle-alert")

    def _end(self) -> None:
        folder, self._folder = self._folder, None
        self.dialog = None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

"""Importing in the window: files are judged in a child process, shown, and taken over as one change."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from app import backups, i18n
from app.cli.messages import sentence
from app.i18n import _, ngettext
from app.plan_facts import own_department, working_year, years_with_records
from app.refusals import REFUSALS
from app.registry.plan_json import load_plan, read_plan_json
from app.registry.result_file import apply_result
from ui.pages.inventory.dialogs import show
from ui.pages.inventory.import_dialog import ImportDialog
from ui.pages.inventory.import_preview import Preview, preview_of
from ui.widgets.file_dialogs import choose_files, table_filter
from ui.widgets.pill import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ui.open_plan import OpenPlan
    from ui.shell import Shell
    from ui.tasks import Outcome

_JUDGED: Final = (0, 1)  # exit codes with which the child says what an import would do


@dataclass(frozen=True)
class _Run:
    """One import under way; ``folder`` holds the copy of the plan and the result.

    ``others`` is how many rows of other departments the files hold, None while that is not
    known; ``department`` is the code whose rows are kept, None for all.
    """

    folder: Path
    files: tuple[Path, ...]
    department: str | None = None
    others: int | None = None

    @property
    def result(self) -> Path:
        """Return the file that the child writes a line a row to."""
        return self.folder / "result.jsonl"


class ImportFlow(QObject):
    """One import after the other: choose, judge, look, take over."""

    def __init__(self, plan: OpenPlan, shell: Shell, names: Callable[[], Mapping[str, str]], parent: QObject) -> None:
        super().__init__(parent)
        self._plan, self._shell, self._names = plan, shell, names
        self._run: _Run | None = None
        self.dialog: ImportDialog | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether files are being judged or looked at."""
        return self._run is not None

    def begin(self) -> None:
        """Ask for files and judge them."""
        paths = choose_files(self._shell.window_widget(), _("Import an inventory"), table_filter())
        if paths:
            self.judge(paths)

    def judge(self, paths: Sequence[Path]) -> None:
        """Have files judged in a child process on a copy of the plan, then show what they bring.

        Where they hold other departments too, the plan's own rows are proposed alone.
        """
        if not self.is_under_way and not self._plan.read_only:
            self._judge(_Run(Path(tempfile.mkdtemp(prefix="jalon-import-")), tuple(paths)))

    def _judge(self, run: _Run) -> None:
        self._run = run
        snapshot = run.folder / "plan.jalon"
        try:
            snapshot.unlink(missing_ok=True)
            self._plan.workspace.snapshot(snapshot)
        except (*REFUSALS, OSError) as error:
            self._fail(sentence(error))
            return
        arguments = ["import", str(snapshot), *(str(path) for path in run.files)]
        arguments += ["--dry-run", "--result", str(run.result), "--json", "--ui-lang", i18n.language().value]
        if run.department is not None:
            arguments += ["--department", run.department]
        count = len(run.files)
        self._shell.tasks.run(
            lambda: ngettext("Reading {count} file", "Reading {count} files", count).format(count=count),
            arguments,
            lambda outcome: self._look(run, outcome),
        )

    def _look(self, run: _Run, outcome: Outcome) -> None:
        if outcome.cancelled:
            self._end()
            return
        if outcome.code not in _JUDGED:
            self._fail(outcome.errors.strip() or _("The files could not be read. Try again."))
            return
        try:
            preview = preview_of(json.loads(outcome.output), run.result, self._names())
        except REFUSALS as error:
            self._fail(sentence(error))
            return
        own = own_department(self._plan.workspace)
        if run.others is None:
            others = sum(count for owner, count in preview.owners.items() if owner != own)
            run = replace(run, others=others)
            if others and own in preview.owners:
                self._judge(replace(run, department=own))
                return
        self._show(run, preview, own)

    def _show(self, run: _Run, preview: Preview, own: str) -> None:
        others = run.others if run.others and not preview.is_whole_plan else 0
        dialog = ImportDialog(
            self._shell.window_widget(), preview, others=others or 0, with_others=run.department is None
        )
        self._run, self.dialog = run, dialog
        dialog.rejected.connect(self._end)
        dialog.others_asked.connect(lambda taken: self._judge_again(replace(run, department=None if taken else own)))
        show(dialog, lambda: self._apply(run, preview, dialog.drafts()))

    def _judge_again(self, run: _Run) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.rejected.disconnect(self._end)
            dialog.reject()
        self._judge(run)

    def _apply(self, run: _Run, preview: Preview, drafts: frozenset[int]) -> None:
        workspace = self._plan.workspace
        try:
            if preview.is_whole_plan:
                document = read_plan_json(run.files[0])
                backups.back_up(workspace)
                load_plan(workspace, document)
            else:
                apply_result(workspace, run.result, drafts)
        except (*REFUSALS, OSError) as error:
            self._fail(sentence(error))
            return
        self._end()
        if self._plan.year not in years_with_records(workspace):
            self._plan.set_year(working_year(workspace))  # what was imported is shown
        count = preview.taken + len(drafts)
        self._shell.toast(
            lambda: ngettext("{count} row imported.", "{count} rows imported.", count).format(count=count), undo=True
        )

    def _fail(self, told: str) -> None:
        self._end()
        self._shell.show_banner(told, tone=Tone.BAD, icon="circle-alert")

    def _end(self) -> None:
        run, self._run = self._run, None
        self.dialog = None
        if run is not None:
            shutil.rmtree(run.folder, ignore_errors=True)

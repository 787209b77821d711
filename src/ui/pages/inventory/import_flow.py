"""Importing in the window: files are judged in a child process, shown, and taken over as one change."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from app import backups, i18n
from app.cli.messages import sentence
from app.documents.import_report import ImportReport, ReportRow, html_pieces, report_name
from app.formats import format_number
from app.i18n import _, ngettext
from app.plan_facts import own_department, working_year, years_with_records
from app.refusals import REFUSALS
from app.registry.judging import Outcome
from app.registry.plan_json import load_plan, read_plan_json
from app.registry.result_file import apply_rows_read
from model.language import Language
from ui.idle_work import IdleWork
from ui.pages.inventory.import_dialog import ImportDialog
from ui.pages.inventory.import_preview import PreviewReader
from ui.widgets.dialog import show
from ui.widgets.file_dialogs import choose_files, choose_folder, table_filter
from ui.widgets.pill import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ui.open_plan import OpenPlan
    from ui.pages.inventory.import_preview import Preview, PreviewRow
    from ui.shell import Shell
    from ui.tasks import Outcome as TaskOutcome

_JUDGED: Final = (0, 1)  # exit codes with which the child says what an import would do


@dataclass(frozen=True)
class _Run:
    """One import under way; ``folder`` holds the result.

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

    @property
    def overview(self) -> Path:
        """Return the file that the child writes the figures of each file to."""
        return self.folder / "overview.json"


class ImportFlow(QObject):
    """One import after the other: choose, judge, look, take over."""

    def __init__(self, plan: OpenPlan, shell: Shell, names: Callable[[], Mapping[str, str]], parent: QObject) -> None:
        super().__init__(parent)
        self._plan, self._shell, self._names = plan, shell, names
        self._run: _Run | None = None
        self._work = IdleWork(self)
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
        """Have files judged in a child process, which reads the plan and changes nothing, then show what they bring.

        Where they hold other departments too, the plan's own rows are proposed alone.
        """
        if not self.is_under_way and not self._plan.read_only:
            self._judge(_Run(Path(tempfile.mkdtemp(prefix="jalon-import-")), tuple(paths)))

    def _judge(self, run: _Run) -> None:
        self._run = run
        arguments = ["import", str(self._plan.path), *(str(path) for path in run.files)]
        arguments += ["--dry-run", "--result", str(run.result), "--overview", str(run.overview)]
        arguments += ["--ui-lang", i18n.language().value]
        if run.department is not None:
            arguments += ["--department", run.department]
        count = len(run.files)
        self._shell.tasks.run(
            lambda: ngettext("Reading {count} file", "Reading {count} files", count).format(count=format_number(count)),
            arguments,
            lambda outcome: self._look(run, outcome),
        )

    def _look(self, run: _Run, outcome: TaskOutcome) -> None:
        if outcome.cancelled:
            self._end()
            return
        if outcome.code not in _JUDGED:
            self._fail(outcome.errors.strip() or _("The files could not be read. Try again."))
            return
        reader = PreviewReader(run.overview, run.result, self._names())
        self._work.ask(
            "preview",
            reader.run(),
            lambda _end: self._read(run, reader.preview),
            failed=lambda error: self._fail(sentence(error)),
        )

    def _read(self, run: _Run, preview: Preview | None) -> None:
        if preview is None:
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
        dialog.report_asked.connect(lambda: self._ask_for_report(preview, dialog))
        show(dialog, lambda: self._apply(run, preview, dialog))

    def _judge_again(self, run: _Run) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.rejected.disconnect(self._end)
            dialog.reject()
        self._judge(run)

    def _apply(self, run: _Run, preview: Preview, dialog: ImportDialog) -> None:
        count = dialog.taken
        workspace = self._plan.workspace
        try:
            with self._shell.working(lambda: _("Being imported…"), len(preview.rows)):
                self._write(run, preview, dialog)
        except (*REFUSALS, OSError) as error:
            self._fail(sentence(error))
            return
        self._end()
        if self._plan.year not in years_with_records(workspace):
            self._plan.set_year(working_year(workspace))  # what was imported is shown
        self._shell.toast(
            lambda: ngettext("{count} row imported.", "{count} rows imported.", count).format(
                count=format_number(count)
            ),
            undo=True,
        )

    def _write(self, run: _Run, preview: Preview, dialog: ImportDialog) -> None:
        workspace = self._plan.workspace
        if preview.is_whole_plan:
            document = read_plan_json(run.files[0])
            backups.back_up(workspace)
            load_plan(workspace, document)
        else:
            rows = [one.row for one in preview.rows]
            apply_rows_read(workspace, rows, dialog.choices.drafts, dialog.choices.left)

    def _ask_for_report(self, preview: Preview, dialog: ImportDialog) -> None:
        folder = choose_folder(dialog, _("Folder for the report"))
        if folder is not None:
            self.report(preview, dialog, folder)

    def report(self, preview: Preview, dialog: ImportDialog, folder: Path) -> None:
        """Write a report of the choices as they stand, a page in each language, into a folder."""
        report = ImportReport(
            department=own_department(self._plan.workspace),
            day=datetime.now(UTC).astimezone().date(),
            is_done=False,
            files=preview.reported,
            rows=[ReportRow(one.row, _is_taken(one, dialog)) for one in preview.rows],
            names=self._names(),
        )

        def told(_end: object) -> None:
            paths = [folder / report_name(report.department, language) for language in Language]
            dialog.say_done(lambda: _("Report written: {names}").format(names=", ".join(path.name for path in paths)))

        def failed(error: Exception) -> None:
            dialog.say_done(partial(sentence, error))

        self._work.ask("report", _written(report, folder), told, failed=failed)

    def _fail(self, told: str) -> None:
        self._end()
        self._shell.show_banner(told, tone=Tone.BAD, icon="circle-alert")

    def _end(self) -> None:
        self._work.stop()
        run, self._run = self._run, None
        self.dialog = None
        if run is not None:
            shutil.rmtree(run.folder, ignore_errors=True)


def _is_taken(one: PreviewRow, dialog: ImportDialog) -> bool:
    return one.outcome is Outcome.UNCHANGED or dialog.choices.is_taken(one.place)


def _written(report: ImportReport, folder: Path) -> Iterator[None]:
    """Write both pages beside their places and move them there at the end; a piece at each step."""
    staged: list[tuple[Path, Path]] = []
    try:
        for language in Language:
            target = folder / report_name(report.department, language)
            hidden = target.with_name(f".{target.name}.part")
            staged.append((hidden, target))
            with hidden.open("wb") as file:
                for piece in html_pieces(report, language):
                    file.write(piece.encode("utf-8", "replace"))
                    yield
        for hidden, target in staged:
            hidden.replace(target)
    finally:
        for hidden, _target in staged:
            hidden.unlink(missing_ok=True)

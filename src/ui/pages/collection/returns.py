"""Taking returned workbooks over, one after the other: judged in a child process, looked at, one change each."""

from __future__ import annotations

import shutil
import tempfile
from collections import deque
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from app import i18n
from app.cli.messages import sentence
from app.collection.returning import returned, take_returned
from app.formats import format_number
from app.i18n import _, ngettext
from app.refusals import REFUSALS
from app.registry.code_lists import programs_with
from app.registry.result_file import read_result
from ui.pages.collection.return_dialog import ReturnDialog
from ui.pages.collection.words import label_words
from ui.widgets.pill import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.collection.cards import Grouping, RequestCard
    from app.registry.result_file import ResultRow
    from ui.open_plan import OpenPlan
    from ui.shell import Shell
    from ui.tasks import Outcome

_JUDGED: Final = (0, 1)  # exit codes with which the child says what an import would do


class Returns(QObject):
    """The workbooks that came back and wait to be taken over."""

    ended = Signal()  # nothing waits any more

    def __init__(self, plan: OpenPlan, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._plan, self._shell = plan, shell
        self._waiting: deque[tuple[RequestCard, Path, Grouping]] = deque()
        self._folder: Path | None = None
        self.dialog: ReturnDialog | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether a workbook is being judged or looked at."""
        return self._folder is not None

    def take(self, files: Sequence[tuple[RequestCard, Path]], grouping: Grouping) -> None:
        """Take workbooks over; those that came before are finished first."""
        self._waiting.extend((request, path, grouping) for request, path in files)
        if not self.is_under_way:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            self.ended.emit()
            return
        request, path, grouping = self._waiting.popleft()
        self._folder = Path(tempfile.mkdtemp(prefix="jalon-return-"))
        result = self._folder / "result.jsonl"
        arguments = ["import", str(self._plan.path), str(path), "--dry-run", "--result", str(result), "--json"]
        self._shell.tasks.run(
            lambda: _("Reading {name}").format(name=path.name),
            [*arguments, "--ui-lang", i18n.language().value],
            lambda outcome: self._look(request, path, grouping, outcome),
        )

    def _look(self, request: RequestCard, path: Path, grouping: Grouping, outcome: Outcome) -> None:
        if outcome.cancelled or self._folder is None:
            self._waiting.clear()
            self._end()
            return
        if outcome.code not in _JUDGED:
            self._fail(outcome.errors.strip() or _("The file could not be read. Try again."))
            return
        try:
            results = read_result(self._folder / "result.jsonl")
            found = returned(self._plan.workspace, request, results)
        except REFUSALS as error:
            self._fail(sentence(error))
            return
        dialog = ReturnDialog(
            self._shell.window_widget(), found, label_words(request, grouping, programs_with(self._plan.workspace))
        )
        self.dialog = dialog

        def decide(answer: int) -> None:
            self.dialog = None
            dialog.deleteLater()
            if answer == QDialog.DialogCode.Accepted:
                self._apply(request, path, results, dialog.chosen())
            else:
                self._end()

        dialog.finished.connect(decide)
        dialog.open()

    def _apply(self, request: RequestCard, path: Path, results: Sequence[ResultRow], chosen: frozenset[int]) -> None:
        try:
            count = take_returned(
                self._plan.workspace,
                request,
                results,
                chosen,
                file_name=path.name,
                day=datetime.now(UTC).astimezone().date(),
            )
        except (*REFUSALS, OSError) as error:
            self._fail(sentence(error))
            return
        self._shell.toast(
            lambda: (
                ngettext("{count} row taken over.", "{count} rows taken over.", count).format(
                    count=format_number(count)
                )
                if count
                else _("Marked as returned.")
            ),
            undo=True,
        )
        self._end()

    def _fail(self, told: str) -> None:
        self._shell.show_banner(told, tone=Tone.BAD, icon="circle-alert")
        self._end()

    def _end(self) -> None:
        folder, self._folder = self._folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        self._next()

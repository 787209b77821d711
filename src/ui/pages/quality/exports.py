"""Writes files in a child process, on a copy of the plan, and offers their folder when they are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import i18n
from app.i18n import _, ngettext
from ui.widgets.file_dialogs import choose_folder
from ui.widgets.pill import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ui.open_plan import OpenPlan
    from ui.shell import Shell
    from ui.tasks import Outcome
    from ui.widgets.texts import Words


class FolderExport(QObject):
    """Exports what a page offers; one export at a time."""

    changed = Signal()

    def __init__(self, plan: OpenPlan, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._plan, self._shell = plan, shell
        self.is_running = False

    def ask(self, title: Words, what: Words, arguments: Sequence[str]) -> None:
        """Ask for a folder and export there.

        Args:
            title: what the folder is asked for.
            what: what is being done, for the foot of the window.
            arguments: the document and the options of ``jalon export``.
        """
        words = title if isinstance(title, str) else title()
        folder = choose_folder(self._shell.window_widget(), words)
        if folder is not None:
            self.export(folder, what, arguments)

    def export(self, folder: Path, what: Words, arguments: Sequence[str]) -> None:
        """Export to a folder."""

        def finish(outcome: Outcome) -> None:
            self.is_running = False
            self._tell(folder, outcome)
            self.changed.emit()

        self.is_running = True
        document, *options = arguments
        command = ["export", str(self._plan.path), document, *options, "-o", str(folder)]
        command += ["--ui-lang", i18n.language().value]
        self._shell.tasks.run(what, command, finish)
        self.changed.emit()

    def _tell(self, folder: Path, outcome: Outcome) -> None:
        if outcome.cancelled:
            return
        if outcome.code:
            told = outcome.errors.strip()
            self._shell.show_banner(lambda: told, tone=Tone.BAD, icon="circle-alert")
            return
        count = len(outcome.output.split("\n")) - 1
        self._shell.show_banner(
            lambda: ngettext("{count} file was written.", "{count} files were written.", count).format(count=count),
            tone=Tone.GOOD,
            icon="circle-check",
            action=lambda: _("Open the folder"),
            do=lambda: self._shell.open_path(folder),
        )

"""What opens and makes plans: from the start page, the search, the command line.

Loaded after the first paint, for it brings the whole program with it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QObject

from app import sample
from app.cli.messages import sentence
from app.i18n import _
from app.opening import is_to_be_brought_up, is_to_be_copied, open_or_read, read_brought_up, save_copy
from app.refusals import REFUSALS
from app.workspace import Workspace
from ui.help_dialog import HelpDialog
from ui.open_plan import OpenPlan
from ui.pages.inventory.page import InventoryPage
from ui.pages.start.new_plan import NewPlanDialog
from ui.pages.steps import Step
from ui.session import Session
from ui.settings_dialog import SettingsDialog
from ui.upgrading import Upgrading
from ui.widgets.dialog import tell
from ui.widgets.file_dialogs import choose_file, choose_files, name_file, plan_filter, table_filter
from ui.window.plan_frame import PlanFrame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.opening import Opened
    from ui.pages.start.new_plan import Chosen
    from ui.program import Program


class PlanActions(QObject):
    """Opens one plan at a time in the one window."""

    def __init__(self, editor: Program, parent: QObject) -> None:
        super().__init__(parent)
        self._editor = editor
        self._upgrading = Upgrading(self)
        editor.window.closed.connect(self._upgrading.stop)

    @property
    def _author(self) -> str:
        return self._editor.author or self._editor.settings.author

    @property
    def is_bringing_up(self) -> bool:
        """Whether an older plan is being brought to today's form; nothing is opened meanwhile."""
        return self._upgrading.is_under_way

    def choose_plan(self) -> None:
        """Ask for a plan and open it."""
        path = choose_file(self._editor.window, _("Open a plan"), plan_filter())
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> bool:
        """Open a plan, for reading only where it cannot be written; an older one is first brought to today's form.

        Returns:
            Whether it is open now; else the planner was told why not, or sees how far an older one is.
        """
        if self.is_bringing_up:
            return False
        self._let_go(path)
        if is_to_be_brought_up(path.absolute()):
            self._upgrading.start(
                self._editor.window, path.absolute(), self._author, partial(self._open_brought_up, path.absolute())
            )
            return False
        if is_to_be_copied(path.absolute()):
            then = partial(self._read_brought_up, path.absolute())
            self._upgrading.copy(self._editor.window, path.absolute(), then)
            return False
        return self._open(path.absolute())

    def _open_brought_up(self, path: Path, kept: Path | None, why_not: str) -> None:
        if why_not:
            tell(self._editor.window, lambda: _("This did not open"), why_not)
        else:
            self._open(path, kept)

    def _read_brought_up(self, path: Path, made: Path | None, why_not: str) -> None:
        if made is None:
            tell(self._editor.window, lambda: _("This did not open"), why_not)
            return
        try:
            opened = read_brought_up(path, made)
        except REFUSALS as error:
            self._refuse(error)
        else:
            self._show(opened)

    def _open(self, path: Path, kept: Path | None = None) -> bool:
        try:
            opened = open_or_read(path, author=self._author)
        except REFUSALS as error:
            self._refuse(error)
            return False
        self._show(opened if kept is None else replace(opened, kept=kept))
        return True

    def new_plan(self, files: Sequence[Path] = ()) -> NewPlanDialog:
        """Ask what a new plan is about, make it and open it; ``files`` are then imported into it."""
        dialog = NewPlanDialog(self._editor.window, self._editor.settings)
        dialog.answered.connect(lambda chosen: self._create(dialog, chosen, tuple(files)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def import_into_new(self) -> None:
        """Ask for the registry's files and make a plan of them."""
        files = choose_files(self._editor.window, _("Import an inventory"), table_filter())
        if files:
            self.new_plan(files)

    def open_sample(self) -> None:
        """Open the sample plan in the planner's own data folder; make it at its first use."""
        path = sample_path()
        if not path.exists():
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                sample.build(path, author=self._author)
            except (*REFUSALS, OSError) as error:
                self._refuse(error)
                return
        self.open(path)

    def close_plan(self) -> None:
        """Go back to the start page."""
        self._editor.show_start()

    def save_copy(self) -> None:
        """Ask where a copy of the open plan shall lie, write it, and go on in the copy."""
        frame = self._editor.window.frame
        if frame is None or frame.session is None:
            return
        plan = frame.session.plan
        proposed = plan.path.with_name(_("{name} (copy)").format(name=plan.path.stem) + plan.path.suffix)
        target = name_file(self._editor.window, _("Save a copy"), plan_filter(), proposed)
        if target is not None:
            self.copy_to(target)

    def copy_to(self, target: Path) -> None:
        """Write a copy of the open plan and open it; the first plan is let go."""
        frame = self._editor.window.frame
        if frame is None or frame.session is None:
            return
        frame.session.commit()
        try:
            save_copy(frame.session.plan.workspace, target)
        except (*REFUSALS, OSError) as error:
            frame.refuse(error)
            return
        self.open(target)

    def show_settings(self) -> None:
        """Show the settings; they act at once."""
        SettingsDialog(self._editor).open()

    def show_help(self) -> None:
        """Show the keys and what the program is."""
        HelpDialog(self._editor.window).open()

    def _create(self, dialog: NewPlanDialog, chosen: Chosen, files: Sequence[Path]) -> None:
        try:
            workspace = Workspace.create(chosen.path, chosen.plan, author=self._author)
        except REFUSALS as error:
            dialog.refuse(sentence(error))
            return
        workspace.close()
        dialog.accept()
        if self.open(chosen.path) and files and self._editor.window.frame is not None:
            session = self._editor.window.frame.session
            if session is None:
                return
            self._editor.window.frame.go(Step.INVENTORY)
            page = session.page(Step.INVENTORY)
            if isinstance(page, InventoryPage):
                page.imports.judge(files)

    def _let_go(self, path: Path) -> None:
        """Let a plan that is open here go before it is opened again."""
        frame = self._editor.window.frame
        if frame is not None and frame.session is not None and frame.session.plan.path == path.absolute():
            self._editor.show_start()

    def _show(self, opened: Opened) -> None:
        editor = self._editor
        plan = OpenPlan(opened.workspace)
        frame = PlanFrame(editor.settings, editor.languages.toggle)
        session = Session(frame, plan)
        frame.rail.settings_asked.connect(self.show_settings)
        frame.rail.help_asked.connect(self.show_help)
        frame.other_plan_asked.connect(self.choose_plan)
        frame.close_asked.connect(self.close_plan)
        frame.copy_asked.connect(self.save_copy)
        title = plan.card.title
        if opened.workspace.path.suffix == ".jalon":
            editor.settings.remember(opened.workspace.path, title.en, title.fr)
        editor.window.show_frame(frame, session.title)
        frame.show_session(session)
        session.tell_how_it_was_opened(opened)
        plan.findings.start()

    def _refuse(self, error: Exception) -> None:
        tell(self._editor.window, lambda: _("This did not open"), lambda: sentence(error))


def sample_path() -> Path:
    """Return where the sample plan lies in the account's documents."""
    return Path(platformdirs.user_documents_dir()) / "Jalon" / "sample.jalon"

"""What is done with services as a whole: asked in a dialog, done as one change, told in a toast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.cli.messages import sentence
from app.formats import format_year
from app.i18n import _
from app.inventory.approval import approve_inventory
from app.inventory.review_queue import review_queue
from app.inventory.services import add_service
from app.refusals import REFUSALS
from ui.pages.inventory import dialogs
from ui.widgets.dialog import show
from ui.widgets.pill import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.inventory.approval import Approver
    from model.bilingual import Bilingual
    from ui.pages.inventory.list_model import ServiceListModel
    from ui.pages.inventory.record_model import RecordModel
    from ui.shell import Shell
    from ui.widgets.dialog import Dialog
    from ui.widgets.texts import Words


class ServiceActions(QObject):
    """Add, duplicate, retire and delete services; approve their year."""

    made = Signal(str)  # key of a service that is new

    def __init__(self, record: RecordModel, listed: ServiceListModel, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._record, self._listed, self._shell, self._plan = record, listed, shell, record.plan

    def add(self) -> None:
        """Ask for a name, add a service, and put the cursor into its description."""
        if not self._plan.read_only:
            dialog = dialogs.add_dialog(self._shell.window_widget(), french_first=self._plan.french_first)
            show(dialog, lambda: self._add(dialog.name()))

    def _add(self, name: Bilingual) -> None:
        try:
            key = add_service(self._plan.workspace, self._plan.year, name)
        except REFUSALS as error:
            self.tell_error(error)
            return
        self.made.emit(key)
        self._shell.toast(lambda: _("Service added."), undo=True)

    def approve(self) -> None:
        """Ask who approves, and approve the year's inventory."""
        last = self._listed.approval()
        dialog = dialogs.ApproveDialog(
            self._shell.window_widget(),
            self._plan.year,
            services=self._listed.summary().services,
            errors=self._listed.error_count(),
            unseen=review_queue(self._plan.workspace, self._plan.year).open,
            custodian=last.custodian if last else self._plan.workspace.author,
        )
        show(dialog, lambda: self._approve(dialog.approver()))

    def _approve(self, approver: Approver | None) -> None:
        if approver is None:
            return
        try:
            approve_inventory(self._plan.workspace, self._plan.year, approver)
        except REFUSALS as error:
            self.tell_error(error)
            return
        year = self._plan.year
        self._shell.toast(lambda: _("Inventory of {year} approved.").format(year=format_year(year)))

    def duplicate(self) -> None:
        """Ask for a name, and add a service like the one that is shown."""
        if (card := self._record.card) is not None:
            window = self._shell.window_widget()
            dialog = dialogs.duplicate_dialog(window, card, french_first=self._plan.french_first)
            show(dialog, lambda: self._take_duplicate(dialog.name()))

    def _take_duplicate(self, name: Bilingual) -> None:
        if key := self._record.duplicate(name):
            self.made.emit(key)
            self._shell.toast(lambda: _("Service duplicated."), undo=True)

    def retire(self) -> None:
        """Ask whether the service is no longer given since the year that is shown."""
        question = dialogs.retire_question(self._shell.window_widget(), self._name(), self._plan.year)
        self._ask(question, self._record.retire, lambda: _("Service retired."))

    def leave_year(self) -> None:
        """Ask whether the service leaves the year's inventory."""
        question = dialogs.leave_year_question(self._shell.window_widget(), self._name(), self._plan.year)
        self._ask(question, self._record.leave_year, lambda: _("Service removed from the year."))

    def delete(self) -> None:
        """Ask whether a service that was never reported goes."""
        count = len(self._record.card.years) if self._record.card else 0
        question = dialogs.delete_question(self._shell.window_widget(), self._name(), count)
        self._ask(question, self._record.delete, lambda: _("Service deleted."))

    def _ask(self, question: Dialog, do: Callable[[], bool], done: Words) -> None:
        def act() -> None:
            if do():
                self._shell.toast(done, undo=True)

        show(question, act)

    def _name(self) -> str:
        card = self._record.card
        return self._record.shown_name(card.latest_name) if card else ""

    def tell_error(self, error: Exception) -> None:
        """Say why something was not done, where no field can say it."""
        self._shell.show_banner(lambda: sentence(error), tone=Tone.BAD, icon="circle-alert")

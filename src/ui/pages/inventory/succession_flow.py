"""Merging, splitting and transferring the service that is shown: asked, done as one change, told in a toast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.cli.messages import sentence
from app.i18n import _
from app.inventory.succession import (
    MERGE,
    SPLIT,
    TRANSFER,
    merge_services,
    offered_services,
    split_service,
    transfer_service,
)
from app.refusals import REFUSALS
from ui.pages.inventory.succession_dialogs import MergeDialog, SplitDialog, TransferDialog
from ui.widgets.dialog import show
from ui.widgets.pill import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.inventory.cards import ServiceCard
    from ui.pages.inventory.record_model import RecordModel
    from ui.shell import Shell
    from ui.widgets.texts import Words


class SuccessionFlow(QObject):
    """What can become of a service, from the menu of its record."""

    went_to = Signal(str)  # key of the service to show next

    def __init__(self, record: RecordModel, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._record, self._shell, self._plan = record, shell, record.plan

    def ask(self, kind: str) -> None:
        """Ask what ``kind`` needs to know, and do it."""
        card = self._record.card
        if card is None or self._plan.read_only:
            return
        {MERGE: self._merge, SPLIT: self._split, TRANSFER: self._transfer}[kind](card)

    def _merge(self, card: ServiceCard) -> None:
        workspace, year = self._plan.workspace, card.year
        offered = offered_services(workspace, card.key)
        dialog = MergeDialog(
            self._shell.window_widget(),
            self._name(card),
            year,
            offered,
            self._record.shown_name,
            french_first=self._plan.french_first,
        )

        def act() -> None:
            into = dialog.into()
            if into and self._do(lambda: merge_services(workspace, [card.key], into, year, dialog.note())):
                self.went_to.emit(into)
                self._told(lambda: _("Services merged."))

        show(dialog, act)

    def _split(self, card: ServiceCard) -> None:
        workspace, year = self._plan.workspace, card.year
        dialog = SplitDialog(self._shell.window_widget(), self._name(card), year, french_first=self._plan.french_first)
        made: list[str] = []

        def split() -> None:
            names, note = dialog.names(), dialog.note()
            made.extend(split_service(workspace, card.key, names, year, note, ends=dialog.ends.isChecked()))

        def act() -> None:
            if self._do(split):
                self.went_to.emit(made[0])
                self._told(lambda: _("Service split."))

        show(dialog, act)

    def _transfer(self, card: ServiceCard) -> None:
        workspace, year = self._plan.workspace, card.year
        dialog = TransferDialog(
            self._shell.window_widget(), self._name(card), year, card.owner, french_first=self._plan.french_first
        )

        def act() -> None:
            to_org = dialog.department()
            if self._do(lambda: transfer_service(workspace, card.key, to_org, year, dialog.note())):
                self._told(lambda: _("Service transferred."))

        show(dialog, act)

    def _do(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except REFUSALS as error:
            told = error
            self._shell.show_banner(lambda: sentence(told), tone=Tone.BAD, icon="circle-alert")
            return False
        return True

    def _told(self, words: Words) -> None:
        self._shell.toast(words, undo=True)

    def _name(self, card: ServiceCard) -> str:
        return self._record.shown_name(card.latest_name) or _("No name yet")

"""What can be done with a round as a whole, in the menu of the screen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.collection.rounds import change_due, close_round, delete_round, name_round, reopen_round
from app.i18n import _
from app.refusals import REFUSALS
from ui.pages.collection.due_dialog import DueDialog
from ui.pages.collection.round_name_dialog import RoundNameDialog
from ui.pages.collection.words import round_words
from ui.widgets.button import menu_action
from ui.widgets.dialog import question, show
from ui.widgets.icon_menu import IconMenu

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.collection.cards import RoundCard
    from ui.open_plan import OpenPlan
    from ui.shell import Shell


class RoundMenu(IconMenu):
    """Open another one, name it, change the due date, close, reopen, delete."""

    def __init__(
        self, plan: OpenPlan, shell: Shell, card: Callable[[], RoundCard | None], begin: Callable[[], object]
    ) -> None:
        super().__init__(lambda: _("More actions"), "ellipsis")
        self._plan, self._shell, self._card = plan, shell, card
        self._begin = begin

    def fill(self) -> None:
        """Put the entries at the end of the menu."""
        menu = self.menu()
        self._new = menu_action(menu, lambda: _("Open another round…"), icon="plus", do=self._begin)
        self._name = menu_action(menu, lambda: _("Name the round…"), icon="pencil", do=self._ask_name)
        self._due = menu_action(menu, lambda: _("Change the due date…"), icon="calendar", do=self._ask_due)
        self._close = menu_action(menu, lambda: _("Close the round"), icon="lock", do=self._close_round)
        self._reopen = menu_action(menu, lambda: _("Reopen the round"), icon="rotate-ccw", do=self._reopen_round)
        self._delete = menu_action(menu, lambda: _("Delete the round…"), icon="trash-2", do=self._ask_delete)

    def judge(self) -> None:
        """Offer what fits the round that is shown."""
        card, may_write = self._card(), not self._plan.read_only
        is_open = card is not None and card.is_open
        self._close.setVisible(may_write and is_open)
        self._name.setVisible(may_write and is_open)
        self._due.setVisible(may_write and is_open)
        self._reopen.setVisible(may_write and card is not None and not is_open)
        self._new.setVisible(may_write)
        self._delete.setVisible(may_write)

    def _do(self, use: Callable[[], object]) -> bool:
        try:
            use()
        except (*REFUSALS, OSError) as error:
            self._shell.refuse(error)
            return False
        return True

    def _ask_name(self) -> None:
        if card := self._card():
            dialog = RoundNameDialog(self._shell.window_widget(), card.title, french_first=self._plan.french_first)
            show(dialog, lambda: self._do(lambda: name_round(self._plan.workspace, card.key, dialog.field.written())))

    def _ask_due(self) -> None:
        if card := self._card():
            dialog = DueDialog(self._shell.window_widget(), card.due_on)
            show(dialog, lambda: self._do(lambda: change_due(self._plan.workspace, card.key, dialog.day())))

    def _close_round(self) -> None:
        card, today = self._card(), datetime.now(UTC).astimezone().date()
        if card is not None and self._do(lambda: close_round(self._plan.workspace, card.key, today)):
            self._shell.toast(lambda: _("Round closed."), undo=True)

    def _reopen_round(self) -> None:
        if card := self._card():
            self._do(lambda: reopen_round(self._plan.workspace, card.key))

    def _ask_delete(self) -> None:
        card = self._card()
        if card is None:
            return
        dialog = question(
            self._shell.window_widget(),
            lambda: _("Delete the round “{name}”?").format(name=round_words(card)),
            lambda: _("What was taken over stays in the inventory. You can undo this."),
            accept=lambda: _("Delete"),
            keep=lambda: _("Keep"),
        )
        show(dialog, lambda: self._do(lambda: delete_round(self._plan.workspace, card.key)))

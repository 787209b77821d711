"""Views of the table kept under a name: shown, saved, renamed and deleted from one menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.i18n import _
from app.refusals import REFUSALS
from app.saved_views import delete_view, rename_view, save_view, saved_views
from ui.pages.steps import Step
from ui.widgets.button import menu_action
from ui.widgets.dialog import Dialog, show
from ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.saved_views import SavedView
    from ui.open_plan import OpenPlan
    from ui.pages.inventory.service_list import ServiceList
    from ui.shell import Shell
    from ui.widgets.texts import Words


class ViewNameDialog(Dialog):
    """Asks for the name of a view."""

    def __init__(self, parent: QWidget | None, title: Words, accept: Words, name: str = "") -> None:
        super().__init__(parent, title)
        self.field = TextField(lambda: _("Name of the view"), max_length=80)
        self.field.setObjectName("view_name")
        self.field.set_value(name)
        self.body.addWidget(self.field)
        self.accept_button = self.add_button(accept, accepts=True, primary=True)
        self.add_button(lambda: _("Cancel"), accepts=False)
        self.focus_first(self.field.editor())
        self.field.drafted.connect(lambda _text: self._judge())
        self.field.committed.connect(lambda _text: self._judge())
        self._judge()

    def name(self) -> str:
        """Return what is typed."""
        return self.field.value().strip()

    def _judge(self) -> None:
        if self.name():
            self.accept_button.enable()
        else:
            self.accept_button.disable(lambda: _("Give the view a name."))


class ViewMenu(QObject):
    """Fills the menu of views each time it opens."""

    def __init__(self, listed: ServiceList, plan: OpenPlan, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._list, self._plan, self._shell = listed, plan, shell
        listed.views.menu().aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        menu = self._list.views.menu()
        menu.clear()
        now, current = self._list.view(), None
        for view in saved_views(self._plan.workspace, Step.INVENTORY):
            action = menu_action(menu, view.name, do=partial(self._list.show_view, view.content))
            action.setCheckable(True)
            if dict(view.content) == now:
                action.setChecked(True)
                current = view
        if not menu.isEmpty():
            menu.addSeparator()
        menu_action(menu, lambda: _("All services of the year"), do=self._list.show_usual)
        menu.addSeparator()
        self._offer(lambda: _("Save this view…"), "plus", self.save)
        if current is not None:
            held = current
            self._offer(lambda: _("Rename “{name}”…").format(name=held.name), "pencil", partial(self.rename, held))
            self._offer(lambda: _("Delete “{name}”").format(name=held.name), "trash-2", partial(self.delete, held))

    def _offer(self, words: Words, icon: str, do: Callable[[], object]) -> None:
        menu_action(self._list.views.menu(), words, icon=icon, do=do).setEnabled(not self._plan.read_only)

    def save(self) -> None:
        """Ask for a name and keep what is shown under it."""
        dialog = ViewNameDialog(self._shell.window_widget(), lambda: _("Save this view"), lambda: _("Save view"))
        content: Mapping[str, Any] = self._list.view()

        def keep() -> None:
            name = dialog.name()
            if self._try(lambda: save_view(self._plan.workspace, Step.INVENTORY, name, content)):
                self._shell.toast(lambda: _("View “{name}” saved.").format(name=name), undo=True)

        show(dialog, keep)

    def rename(self, view: SavedView) -> None:
        """Ask for another name."""
        dialog = ViewNameDialog(self._shell.window_widget(), lambda: _("Rename view"), lambda: _("Rename"), view.name)
        show(dialog, lambda: self._try(lambda: rename_view(self._plan.workspace, view.key, dialog.name())))

    def delete(self, view: SavedView) -> None:
        """Delete a view; undo brings it back."""
        if self._try(lambda: delete_view(self._plan.workspace, view.key)):
            self._shell.toast(lambda: _("View “{name}” deleted.").format(name=view.name), undo=True)

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except REFUSALS as error:
            self._shell.refuse(error)
            return False
        return True

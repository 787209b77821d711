"""What is done seldom with a round of selection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.i18n import _
from ui.widgets.button import menu_action

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from ui.pages.priorities.priorities_model import PrioritiesModel


@dataclass(frozen=True, slots=True)
class RoundEntries:
    """The entries that the page acts upon."""

    suggest: QAction
    decide: QAction


def fill_menu(menu: QMenu, model: PrioritiesModel) -> RoundEntries:
    """Fill the menu of the round anew; return the entries that are left to the page."""
    menu.clear()
    suggest = menu_action(menu, lambda: _("Use suggestions"), icon="sparkles")
    decide = menu_action(menu, lambda: _("Decide what is open as the line proposes"), icon="check")
    menu_action(menu, lambda: _("Move the cut line up"), icon="milestone", do=lambda: model.move_cut(up=True))
    menu_action(menu, lambda: _("Move the cut line down"), icon="milestone", do=lambda: model.move_cut(up=False))
    menu.addSeparator()
    fixed = menu_action(
        menu,
        lambda: _("Suggest volumes by fixed numbers"),
        do=lambda: model.suggest_volumes(relative=not model.relative_volume),
    )
    fixed.setCheckable(True)
    fixed.setChecked(not model.relative_volume)
    return RoundEntries(suggest, decide)

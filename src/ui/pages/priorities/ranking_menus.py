"""What a cell of the ranking can be, as a menu: the scale of a consideration, or the decisions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from ui.pages.priorities.ranking_words import decision_words, meaning_words, step_words
from ui.widgets.button import menu_action

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.pages.priorities.priorities_model import PrioritiesModel


def scale_menu(parent: QWidget, model: PrioritiesModel, service: str, consideration: str) -> QMenu:
    """Return the steps of a consideration's scale, each with what it means, and *not assessed*."""
    menu = _menu(parent)
    row, found = model.row(service), model.framework.consideration(consideration)
    now = row.scores.get(consideration) if row is not None else None
    for value in (*(step.value for step in found.steps), None):
        meaning, step = meaning_words(found, value), step_words(model.framework, value)
        words = f"{step} – {meaning}" if meaning else step
        _add(menu, words, partial(model.rate, service, consideration, value), chosen=value == now)
    return menu


def decision_menu(parent: QWidget, model: PrioritiesModel, service: str) -> QMenu:
    """Return the decisions on a service; one that the policy does not let be priority cannot be said to be."""
    menu, row = _menu(parent), model.row(service)
    for value, decided in (("Y", True), ("N", False), ("", None)):
        chosen = row is not None and row.decided == decided
        _add(menu, decision_words(decided), partial(model.decide, service, value), chosen=chosen)
        menu.actions()[-1].setEnabled(row is not None and (row.eligible or not decided))
    return menu


def _menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _add(menu: QMenu, words: str, do: Callable[[], object], *, chosen: bool) -> None:
    action = menu_action(menu, words, do=do)
    action.setCheckable(True)
    action.setChecked(chosen)

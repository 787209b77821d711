"""Further screens of a step: reached from its menu and from the search, left by Esc or the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest

from tests.ui.driver import choose, click, press, settle, type_text
from ui.pages import further_register
from ui.pages.further import FurtherPage
from ui.pages.inventory import commands, page
from ui.pages.inventory.commands import InventoryCommand
from ui.pages.inventory.page import InventoryPage
from ui.pages.steps import Step
from ui.window.search import SearchPalette

if TYPE_CHECKING:
    from ui.window.plan_frame import PlanFrame


class _Screen(FurtherPage):
    step: ClassVar[Step] = Step.INVENTORY
    view: ClassVar[str] = "screen"
    icon: ClassVar[str] = "list"

    @classmethod
    def name(cls) -> str:
        return "Further screen"


@pytest.fixture
def inventory(frame: PlanFrame, monkeypatch: pytest.MonkeyPatch) -> InventoryPage:
    monkeypatch.setattr(further_register, "FURTHER", (_Screen,))
    frame.go(Step.INVENTORY)
    settle()
    shown = frame.area.current()
    assert isinstance(shown, InventoryPage)
    return shown


def test_a_further_screen_opens_from_the_menu_and_esc_leads_back(frame: PlanFrame, inventory: InventoryPage) -> None:
    click(inventory.more)
    choose(inventory.more.menu(), "Further screen")
    screen = frame.area.current()
    assert isinstance(screen, _Screen)
    shown = screen.header.title.text()

    press(screen.back, "Esc")

    assert shown == "Further screen"
    assert frame.area.current() is inventory


def test_the_way_back_stands_above_the_title(frame: PlanFrame, inventory: InventoryPage) -> None:
    click(inventory.more)
    choose(inventory.more.menu(), "Further screen")
    screen = frame.area.current()
    assert isinstance(screen, _Screen)

    click(screen.back)

    assert frame.area.current() is inventory


def test_the_search_goes_to_further_screens_and_runs_commands(
    frame: PlanFrame, inventory: InventoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[object] = []
    command = InventoryCommand("try", "list", lambda: "Try the command", ran.append)
    for place in (commands, page):
        monkeypatch.setattr(place, "COMMANDS", (command,))
    monkeypatch.setattr("ui.search_entries.COMMANDS", (command,))

    _search(frame, "further screen")
    first = frame.area.current()
    _search(frame, "try the command")

    assert isinstance(first, _Screen)
    assert ran == [inventory]


def _search(frame: PlanFrame, words: str) -> None:
    frame.top_bar.search_asked.emit()
    settle()
    palette = frame.window().findChildren(SearchPalette)[-1]
    type_text(palette.search, words)
    press(palette.search, "Return")

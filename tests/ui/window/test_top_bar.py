from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.language import Language
from tests.ui.driver import settle
from ui.widgets.choice import Option
from ui.window.top_bar import TopBar

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.language import LanguageSwitch

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def bar(qtbot: QtBot) -> TopBar:
    shown = TopBar()
    qtbot.addWidget(shown)
    shown.set_title("Service Management Strategy 2024–2027", "Trails and Shorelines Canada")
    shown.set_years([Option("2024-2025", "2024–25")], "2024-2025")
    shown.resize(1400, 48)
    shown.show()
    settle()
    return shown


def _state(bar: TopBar) -> tuple[bool, bool, bool]:
    return bar.search.is_short, bar.content.is_folded(), not bar.language.text()


def test_search_folds_first_then_the_content_language_then_the_interface_language(bar: TopBar) -> None:
    seen = []
    for width in range(1400, 560, -20):
        bar.resize(width, 48)
        settle()
        if _state(bar) not in seen:
            seen.append(_state(bar))

    assert seen == [(False, False, False), (True, False, False), (True, True, False), (True, True, True)]


def test_the_title_is_cut_last_and_says_the_whole(bar: TopBar) -> None:
    bar.resize(620, 48)
    settle()

    assert _state(bar) == (True, True, True)
    assert bar.title.text().endswith("…")
    assert bar.title.toolTip() == "Service Management Strategy 2024–2027"


def test_a_folded_language_button_keeps_its_name(bar: TopBar) -> None:
    bar.resize(620, 48)
    settle()

    assert bar.language.accessibleName() == bar.language.toolTip() == "Passer au français"


def test_undo_without_anything_to_undo_says_so(bar: TopBar) -> None:
    bar.set_undo(None, lambda: "Redo: Rename service")

    assert not bar.undo.isEnabled()
    assert bar.undo.toolTip() == "There is nothing to undo."
    assert bar.redo.isEnabled()
    assert bar.redo.accessibleName() == "Redo: Rename service"


def test_the_guide_button_counts_the_findings(bar: TopBar, languages: LanguageSwitch) -> None:
    bar.set_findings(1)
    one = bar.guide.accessibleName()
    bar.set_findings(8)
    languages.switch(Language.FR)

    assert one == "Guide, 1 open finding"
    assert bar.guide.accessibleName() == "Guide, 8 constats en suspens"
    assert bar.guide.text() == "8"

"""Compare: load published files, read the figures, remove them; the plan stays as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.plan_facts import plan_card
from app.reference import store
from app.reference.comparing import compare
from model.language import Language
from tests.ui.driver import choose, click, settle
from tests.ui.seen import clipped, unnamed
from ui.pages.compare.page import ComparePage
from ui.pages.compare.strip import CompareStrip
from ui.pages.overview.indicator_card import written
from ui.pages.steps import Step
from ui.shell import Place
from ui.widgets.label import Label

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.application import Editor
    from ui.window.plan_frame import PlanFrame

REAL = Path(__file__).parents[3] / "data" / "real"
FILES = (REAL / "service.csv", REAL / "service-std_dump.csv")


def _open(frame: PlanFrame) -> ComparePage:
    frame.go(Step.INVENTORY, Place(view="compare"))
    settle()
    shown = frame.area.current()
    assert isinstance(shown, ComparePage)
    return shown


@pytest.fixture
def loaded(frame: PlanFrame, qtbot: QtBot) -> ComparePage:
    store.load(FILES)
    page = _open(frame)
    qtbot.waitUntil(lambda: page.found is not None, timeout=30_000)
    settle()
    return page


def test_published_files_are_loaded_and_compared(
    frame: PlanFrame, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _open(frame)
    before = page.plan.path.read_bytes()
    monkeypatch.setattr("ui.pages.compare.page.choose_files", lambda *_asked: FILES)

    was_empty = page.empty.isVisible()
    assert page.empty.primary is not None
    click(page.empty.primary)
    qtbot.waitUntil(lambda: page.found is not None, timeout=60_000)
    settle()

    assert was_empty
    assert page.card.isVisible()
    assert "Nov" in page.facts() or "20" in page.facts()
    assert page.plan.path.read_bytes() == before


def test_the_figures_are_those_of_the_comparison(loaded: ComparePage) -> None:
    with store.open_reference() as reference:
        found = compare(loaded.plan.workspace, reference, loaded.plan.year)

    assert loaded.found == found
    shown = {label.text() for label in loaded.table.findChildren(Label) if label.isVisible()}
    for row in found.rows:
        if row.own is not None:
            assert written(row.own, row.unit) in shown
        assert written(row.whole, row.unit) in shown


def test_each_row_tells_its_figures_aloud(loaded: ComparePage) -> None:
    strips = [strip for strip in loaded.table.findChildren(CompareStrip) if strip.isVisible()]

    assert loaded.found is not None
    assert len(strips) == len(loaded.found.rows)
    first = strips[0].accessibleName()
    assert "departments of its size" in first
    assert written(loaded.found.rows[0].own, loaded.found.rows[0].unit) in first


def test_removing_what_is_loaded_leaves_the_empty_page(loaded: ComparePage) -> None:
    click(loaded.more)
    choose(loaded.more.menu(), "Remove what is loaded")

    assert not store.is_loaded()
    assert loaded.empty.isVisible()
    assert not loaded.card.isVisible()


def test_a_file_that_is_none_is_told(frame: PlanFrame, qtbot: QtBot, tmp_path: Path) -> None:
    page = _open(frame)
    none = tmp_path / "none.csv"
    none.write_text("a,b\n1,2\n", encoding="utf-8")

    page.load([none])
    qtbot.waitUntil(lambda: not frame.tasks.running(), timeout=30_000)
    settle()

    banner = frame.area.findChild(Label, "banner")
    told = banner.text() if banner is not None else " ".join(label.text() for label in frame.area.findChildren(Label))
    assert "none.csv" in told
    assert not store.is_loaded()


def test_everything_has_a_name_and_room_in_french(loaded: ComparePage, editor: Editor) -> None:
    editor.languages.switch(Language.FR)
    settle()

    assert unnamed(loaded) == []
    assert clipped(loaded) == []
    assert plan_card(loaded.plan.workspace).department not in loaded.facts()

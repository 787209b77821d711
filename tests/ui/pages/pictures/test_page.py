"""Pictures: what they show is read from them, and each bar leads to what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.inventory.pictures import year_pictures
from app.inventory.rows import rows
from model.language import Language
from tests.ui.driver import click, press, settle
from tests.ui.seen import clipped, unnamed
from ui.pages.inventory.page import InventoryPage
from ui.pages.pictures.page import PicturesPage
from ui.pages.steps import Step
from ui.shell import Place
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint
    from pytestqt.qtbot import QtBot

    from ui.application import Editor
    from ui.widgets.pick_chart import PickChart
    from ui.window.plan_frame import PlanFrame


@pytest.fixture
def page(frame: PlanFrame) -> PicturesPage:
    frame.go(Step.INVENTORY, Place(view="pictures"))
    settle()
    shown = frame.area.current()
    assert isinstance(shown, PicturesPage)
    return shown


@pytest.fixture
def went(page: PicturesPage, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Step, Place | None]]:
    gone: list[tuple[Step, Place | None]] = []
    monkeypatch.setattr(page.shell, "go", lambda step, place=None: gone.append((step, place)))
    return gone


def _bar(chart: PickChart, category: int, series: int) -> QPoint:
    found = next(mark for mark in chart.marks() if (mark.category, mark.series) == (category, series))
    return found.box.center().toPoint()


def test_the_charts_hold_the_figures_of_the_inventory(page: PicturesPage) -> None:
    found = next(one for one in year_pictures(page.plan.workspace) if one.year == page.plan.year)

    channels = page.cards["channels"].chart.chart()
    points = page.cards["points"].chart.chart()

    assert channels is not None
    assert points is not None
    now = channels.series[-1]
    online = now.values[channels.categories.index("Online")]
    assert online == found.volumes["num_applications_online"]
    assert [entry.values[1] for entry in points.series] == [
        found.points["os_authentication"][answer] for answer in ("Y", "N", "NA")
    ]


def test_a_click_on_a_bar_leads_to_its_services(
    page: PicturesPage, went: list[tuple[Step, Place | None]], qtbot: QtBot
) -> None:
    chart = page.cards["points"].chart
    page.area.ensureWidgetVisible(chart)
    settle()
    spot = _bar(chart, 2, 0)

    with qtbot.waitSignal(chart.picked):
        click(chart, spot)

    assert went == [(Step.INVENTORY, Place("filter", "point:os_application:Y"))]


def test_arrows_and_enter_lead_there_too_and_say_what_is_met(
    page: PicturesPage, went: list[tuple[Step, Place | None]]
) -> None:
    chart = page.cards["channels"].chart
    chart.setFocus()
    settle()
    marks = chart.marks()

    press(chart, "Right")
    said, second, shown = chart.accessibleDescription(), marks[1], chart.chart()
    wanted = chart.words_of(second.category, second.series)
    press(chart, "Return")  # a bar of another year leads to that year

    assert said == wanted
    assert shown is not None
    assert shown.categories[second.category] in said
    assert len(went) == 1


def test_a_bar_filters_the_table_to_what_it_counts(page: PicturesPage, frame: PlanFrame) -> None:
    chart = page.cards["points"].chart
    page.area.ensureWidgetVisible(chart)
    settle()
    counted = chart.chart()
    assert counted is not None

    click(chart, _bar(chart, 2, 1))

    shown = frame.area.current()
    assert isinstance(shown, InventoryPage)
    keys = shown.list.shown_keys()
    listed = [row for row in rows(shown.plan.workspace, shown.plan.year) if row.key in keys]
    assert len(keys) == counted.series[1].values[2]
    assert {row.points[2] for row in listed} == {"N"}


def test_a_bar_of_another_year_shows_that_year(page: PicturesPage, frame: PlanFrame) -> None:
    chart = page.cards["years"].chart
    before = page.plan.year
    page.area.ensureWidgetVisible(chart)
    settle()

    click(chart, _bar(chart, 0, 0))

    assert page.plan.year == before - 1
    assert frame.top_bar.year.value() == str(before - 1)
    assert frame.area.current() is not page


def test_everything_has_a_name_and_room_in_french(page: PicturesPage, editor: Editor) -> None:
    editor.languages.switch(Language.FR)
    settle()

    assert unnamed(page) == []
    assert clipped(page) == []
    chart = page.cards["points"].chart.chart()
    assert chart is not None
    assert chart.language is Language.FR


def test_a_pseudo_language_changes_every_word(page: PicturesPage, pseudo: Callable[[], None]) -> None:
    pseudo()
    settle()

    for card in page.cards.values():
        chart = card.chart.chart()
        assert chart is not None
        assert chart.title.startswith("⟦")
        assert all(entry.name.startswith("⟦") or entry.name[0].isdigit() for entry in chart.series)


def test_each_picture_has_its_title_and_room_for_every_bar(page: PicturesPage) -> None:
    titles = [card.heading.text() for card in page.cards.values() if card.heading is not None]

    assert titles == [
        "Applications and enquiries by channel",
        "Applications and enquiries by year",
        "Online interaction points",
        "Service standards met",
    ]
    for card in page.cards.values():
        page.area.ensureWidgetVisible(card.chart)
        settle()
        assert card.chart.height() == card.chart.sizeHint().height()
        assert all(card.chart.rect().contains(mark.box.toAlignedRect().center()) for mark in card.chart.marks())


def test_a_year_without_services_says_so_in_place_of_its_charts(page: PicturesPage) -> None:
    page.plan.set_year(page.plan.year + 1)
    settle()

    assert [name for name, card in page.cards.items() if card.chart.isVisible()] == ["years", "standards"]
    for name in ("channels", "points"):
        said = [label.text() for label in page.cards[name].findChildren(Label) if label.isVisible()]
        assert "No services are reported for 2025–26 yet." in said

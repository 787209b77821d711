from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.i18n import N_
from app.indicators.figures import figures
from model.language import Language
from tests.ui.driver import click, settle
from ui.pages.overview.indicator_card import IndicatorCard
from ui.pages.overview.page import OverviewPage
from ui.pages.overview.requirement_grid import _Tile
from ui.pages.steps import Step
from ui.widgets.action_row import ActionRow
from ui.widgets.label import Label

if TYPE_CHECKING:
    from ui.language import LanguageSwitch
    from ui.window.plan_frame import PlanFrame


@pytest.fixture
def page(frame: PlanFrame) -> OverviewPage:
    shown = frame.area.current()
    assert isinstance(shown, OverviewPage)
    return shown


def _cards(page: OverviewPage) -> list[IndicatorCard]:
    return [card for card in page.findChildren(IndicatorCard) if card.isVisible()]


def _words(page: OverviewPage) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]


def test_the_first_four_cards_are_shares_that_must_rise_or_have_a_target(page: OverviewPage) -> None:
    cards = _cards(page)

    assert len(cards) == 4
    assert all(card.value.text().endswith("%") for card in cards)
    assert all(card.target.text() for card in cards)


def test_a_card_shows_the_figure_that_is_computed(page: OverviewPage) -> None:
    found = figures(page.plan.workspace, page.plan.year).figure("online_end_to_end")
    card = next(card for card in _cards(page) if card.title.text() == "Services online end to end")

    assert card.value.text() == f"{found.value:.0%}"
    assert "2023–24: 35%" in card.spark.accessibleDescription()


def test_a_fall_is_told_with_its_sign(page: OverviewPage) -> None:
    card = next(card for card in _cards(page) if card.title.text() == "Services online end to end")

    assert card.change.text() == "−5.0 points"


def test_the_other_indicators_are_listed_with_value_change_and_target(page: OverviewPage) -> None:
    words = _words(page)

    assert "Transactions" in words
    assert "300,117" in words


def test_all_ten_requirements_are_there_with_rating_and_trend(page: OverviewPage) -> None:
    tiles = page.findChildren(_Tile)

    assert [tile.tile.clause for tile in tiles] == [f"7.{number}" for number in range(1, 11)]
    assert tiles[0].accessibleName() == "7.1 Service inventory, Met, Stable"


def test_a_requirement_leads_to_its_assessment(page: OverviewPage, frame: PlanFrame) -> None:
    click(page.findChildren(_Tile)[0])

    assert frame.step() is Step.ASSESSMENT


def test_what_is_next_leads_to_its_step(page: OverviewPage, frame: PlanFrame) -> None:
    rows = {row.accessibleName(): row for row in page.findChildren(ActionRow) if row.isVisible()}
    row = next(row for name, row in rows.items() if "Self-assessment" in name)

    click(row)

    assert frame.step() is Step.ASSESSMENT


def test_the_last_change_stands_first_in_words_of_the_language(page: OverviewPage, languages: LanguageSwitch) -> None:
    with page.plan.workspace.change(N_("Rename service")) as connection:
        connection.exec_driver_sql("UPDATE plan SET title_en = 'Another title'")
    settle()
    page.activate()

    assert "Rename service" in _words(page)

    languages.switch(Language.FR)
    settle()

    assert "Renommer le service" in _words(page)


def test_another_year_shows_its_own_figures(page: OverviewPage) -> None:
    page.plan.set_year(page.plan.year - 1)
    settle()
    found = figures(page.plan.workspace, page.plan.year).figure("online_end_to_end")
    card = next(card for card in _cards(page) if card.title.text() == "Services online end to end")

    assert card.value.text() == f"{found.value:.0%}" == "35%"


def test_milestones_are_on_the_line_and_the_open_ones_are_named(page: OverviewPage) -> None:
    said = page.milestones.line.accessibleDescription()
    words = _words(page)

    assert "Results in real time" in said
    assert "Client account for other departments" in words
    assert "Results in real time" not in words
    assert "Automated telephone menu" not in said


def test_figures_are_written_as_french_writes_them(page: OverviewPage, languages: LanguageSwitch) -> None:
    languages.switch(Language.FR)
    settle()
    card = next(card for card in _cards(page) if card.title.text().startswith("Services en ligne"))

    assert card.value.text() == "30\u00a0%"
    assert card.change.text() == "−5,0 points"

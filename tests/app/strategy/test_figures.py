"""Live figures say what the documents print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import sample
from app.documents.charts import Chart
from app.documents.markup import Token, TokenKind
from app.documents.tree import Table
from app.indicators.figures import figures
from app.plan_facts import working_year
from app.strategy.figures import LiveFigures, figure_choices
from app.workspace import Workspace
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EN, FR = Language.EN, Language.FR
SHARE = Token(TokenKind.INDICATOR, "online_end_to_end")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path: Path = tmp_path_factory.mktemp("sample") / "plan.jalon"
    sample.build(path)
    with Workspace.read(path) as opened:
        yield opened


@pytest.fixture
def live(plan: Workspace) -> LiveFigures:
    return LiveFigures(plan, working_year(plan))


def test_a_share_is_written_as_each_language_writes_percentages(plan: Workspace, live: LiveFigures) -> None:
    value = figures(plan, working_year(plan)).figure("online_end_to_end").value

    assert value is not None
    assert live.text(SHARE, EN) == f"{round(value * 100)}%"
    assert live.text(SHARE, FR) == f"{round(value * 100)}\u00a0%"


def test_a_figure_of_a_given_year_does_not_follow_the_document(plan: Workspace, live: LiveFigures) -> None:
    before = working_year(plan) - 1
    value = figures(plan, before).figure("online_end_to_end").value
    fixed = Token(TokenKind.INDICATOR, "online_end_to_end", str(before))

    assert value is not None
    assert live.text(fixed, EN) == f"{round(value * 100)}%"
    assert live.text(fixed, EN) != live.text(SHARE, EN)


def test_an_unknown_figure_shows_as_it_is_written(live: LiveFigures) -> None:
    unknown = Token(TokenKind.INDICATOR, "no-such-figure")

    assert live.text(unknown, EN) == "{{indicator:no-such-figure@latest}}"


def test_a_table_and_a_chart_show_what_the_plan_holds(live: LiveFigures) -> None:
    table = live.block(Token(TokenKind.TABLE, "services-by-program"), EN)
    chart = live.block(Token(TokenKind.CHART, "services-by-type"), FR)

    assert isinstance(table, Table)
    assert isinstance(chart, Chart)
    assert chart.language is FR


def test_a_table_without_figures_shows_nothing(live: LiveFigures) -> None:
    assert live.block(Token(TokenKind.TABLE, "no-such-table"), EN) is None


def test_figures_that_belong_to_the_section_come_first(plan: Workspace) -> None:
    choices = figure_choices(plan, "e-services-plan")

    proposed = [choice.belongs for choice in choices]
    assert proposed == sorted(proposed, reverse=True)
    assert "e-services-target" in {choice.token.id for choice in choices if choice.belongs}
    assert {choice.token.kind for choice in choices} == set(TokenKind)

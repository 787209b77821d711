"""What tests of the ranking ask of the page and of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.priorities.ranking import ranking
from model.journal import history
from tests.ui.driver import settle

if TYPE_CHECKING:
    from app.priorities.ranking import Ranking, RankRow
    from ui.open_plan import OpenPlan
    from ui.pages.priorities.page import PrioritiesPage


def stored(plan: OpenPlan) -> Ranking:
    """Return the ranking as the plan holds it."""
    return ranking(plan.workspace, plan.year)


def stored_row(plan: OpenPlan, name: str) -> RankRow:
    """Return a service of the plan's ranking by its English name."""
    return next(row for row in stored(plan).rows if row.name.en == name)


def choose(page: PrioritiesPage, name: str, consideration: str = "") -> str:
    """Choose a service by its English name, in a consideration's column; return its key."""
    key = next(row.service for row in page.model.ranking.rows if row.name.en == name)
    assert page.table.choose(key, consideration)
    page.table.setFocus()
    settle()
    return key


def names(page: PrioritiesPage) -> list[str]:
    """Return the English names of the services in the order that the table shows."""
    return [row.name.en for row in page.table.rows.rows if row is not None]


def above_the_line(page: PrioritiesPage) -> int:
    """Return how many services the table shows above the cut line."""
    return page.table.rows.cut_row()


def changes(plan: OpenPlan) -> int:
    """Return how many changes the plan's journal holds."""
    return len(history(plan.workspace.database))

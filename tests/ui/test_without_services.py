"""Screens of the inventory in a year, and in a plan, that reports no services: each says so and leads on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.workspace import NewPlan, Workspace
from tests.ui.driver import click, settle
from ui.pages.inventory.page import InventoryPage
from ui.pages.pictures.page import PicturesPage
from ui.pages.quality.page import QualityPage
from ui.pages.quality.readiness_page import ReadinessPage
from ui.pages.review.page import ReviewPage
from ui.pages.steps import Step
from ui.shell import Place
from ui.widgets.label import Label

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.application import Editor
    from ui.pages.page import Page
    from ui.window.plan_frame import PlanFrame


@pytest.fixture
def blank(editor: Editor, tmp_path: Path) -> PlanFrame:
    """Return the window of a plan that holds nothing yet."""
    path = tmp_path / "blank.jalon"
    Workspace.create(path, NewPlan("aafc-aac", "Agriculture", "Agriculture", "2024-2025")).close()
    assert editor.actions().open(path)
    frame = editor.window.frame
    assert frame is not None
    assert frame.session is not None
    frame.session.plan.findings.settle()
    settle()
    return frame


def _go(frame: PlanFrame, view: str) -> Page:
    frame.go(Step.INVENTORY, Place(view=view))
    settle()
    page: Page = frame.area.current()  # type: ignore[assignment]  # every widget there is a page
    return page


def _said(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]


def test_readiness_counts_nothing_where_there_is_nothing(blank: PlanFrame) -> None:
    page = _go(blank, "readiness")
    assert isinstance(page, ReadinessPage)

    said = _said(page)

    assert "Nothing to hand in yet" in said
    assert not any("0 of 0" in text for text in said)
    assert not page.years.isVisible()


def test_quality_does_not_claim_that_nothing_is_left_to_mend(blank: PlanFrame) -> None:
    page = _go(blank, "quality")
    assert isinstance(page, QualityPage)

    assert "No services are reported yet" in _said(page)
    assert "Nothing of this choice is left to mend." not in _said(page)


def test_the_review_offers_to_carry_only_what_there_is(blank: PlanFrame) -> None:
    page = _go(blank, "review")
    assert isinstance(page, ReviewPage)
    assert "No services are reported for 2023–24, so there is nothing to carry forward." in _said(page)
    assert page._empty.primary is not None

    click(page._empty.primary)

    assert isinstance(blank.area.current(), InventoryPage)


def test_pictures_lead_to_the_inventory_that_they_wait_for(blank: PlanFrame) -> None:
    page = _go(blank, "pictures")
    assert isinstance(page, PicturesPage)
    assert page._empty.primary is not None
    assert abs(page._empty.geometry().center().y() - page.area.height() / 2) < page.area.height() / 4

    click(page._empty.primary)

    assert isinstance(blank.area.current(), InventoryPage)

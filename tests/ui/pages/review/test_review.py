"""A year is carried forward and reviewed by the keyboard, from field to field and service to service."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.inventory.cards import card
from app.inventory.review import Mark, marks
from app.inventory.review_queue import review_queue
from model.fiscal_year import FiscalYear
from tests.ui.driver import click, dialog, press, settle, type_text
from ui.pages.inventory.carry_dialog import CarryDialog
from ui.pages.inventory.commands import COMMAND
from ui.pages.review.page import ReviewPage
from ui.pages.steps import Step
from ui.shell import Place

if TYPE_CHECKING:
    from app.workspace import Workspace
    from ui.window.plan_frame import PlanFrame

NEXT = FiscalYear(2025)


@pytest.fixture
def review(frame: PlanFrame) -> ReviewPage:
    """Return the review, after the sample's year was carried forward in the dialog."""
    frame.go(Step.INVENTORY, Place(COMMAND, "carry"))
    settle()
    press(dialog(), "Return")
    frame.window().activateWindow()  # without a window manager nobody does it when a dialog closes
    settle()
    return review_of(frame)


def review_of(frame: PlanFrame) -> ReviewPage:
    found = frame.window().findChild(ReviewPage)
    assert isinstance(found, ReviewPage)
    return found


def workspace_of(page: ReviewPage) -> Workspace:
    return page.plan.workspace


def current_mark(page: ReviewPage, record: str, field: str) -> Mark:
    return marks(workspace_of(page), record)[field]


def test_the_dialog_says_what_comes_of_it_and_leads_to_the_review(frame: PlanFrame) -> None:
    frame.go(Step.INVENTORY, Place(COMMAND, "carry"))
    settle()
    asked = dialog()
    assert isinstance(asked, CarryDialog)
    services = len(asked.found().services)
    assert f"{services} services" in asked.result_label.text()

    press(asked, "Return")
    settle()

    page = review_of(frame)
    assert page.isVisible()
    assert page.plan.year == NEXT
    assert len(review_queue(workspace_of(page), NEXT).rows) == services
    assert page.queue_rows.rowCount() == services


def test_escape_in_the_dialog_carries_nothing(frame: PlanFrame) -> None:
    frame.go(Step.INVENTORY, Place(COMMAND, "carry"))
    settle()
    press(dialog(), "Esc")
    settle()

    assert frame.window().findChild(ReviewPage) is None


def test_s_says_that_a_field_is_the_same_and_goes_on(review: ReviewPage) -> None:
    item = review.item()
    assert item is not None
    review.items.setFocus()

    press(review.items, "S")
    settle()

    now = review.item()
    assert current_mark(review, item.place.record, item.place.field) is Mark.SAME
    assert now is not None
    assert now.place != item.place
    assert now.mark is Mark.REVISIT


def test_enter_changes_a_volume_beside_last_years_and_escape_returns(review: ReviewPage) -> None:
    online = next(item for item in review.item_rows.shown() if item.place.field == "num_phone_enquiries")
    review.items.select_key(f"{online.place.record}/{online.place.field}")
    review.items.setFocus()

    press(review.items, "Return")
    focused = review.window().focusWidget()
    assert focused is not None
    type_text(focused, "4321")
    press(focused, "Return")
    press(focused, "Esc")
    settle()

    service = review.queue.current_key()
    assert card(workspace_of(review), service, NEXT).text("num_phone_enquiries") == "4321"
    assert current_mark(review, online.place.record, "num_phone_enquiries") is Mark.CHANGED
    assert review.window().focusWidget() is review.items


def test_r_keeps_a_field_for_later_and_n_walks_past_it(review: ReviewPage) -> None:
    same = next(item for item in review.item_rows.shown() if item.mark is Mark.SAME)
    review.items.select_key(f"{same.place.record}/{same.place.field}")
    review.items.setFocus()

    press(review.items, "R")
    settle()
    press(review.items, "N")
    settle()

    now = review.item()
    assert current_mark(review, same.place.record, same.place.field) is Mark.REVISIT
    assert now is not None
    assert now.place != same.place


def test_ctrl_enter_says_that_all_was_looked_at_and_goes_to_the_next_service(review: ReviewPage) -> None:
    before = review.queue.current_key()
    review.items.setFocus()

    press(review.items, "Ctrl+Return")
    settle()

    (row,) = review_queue(workspace_of(review), NEXT, {before}).rows
    assert row.is_reviewed
    assert review.queue.current_key() != before


def test_a_review_done_by_mistake_is_undone_with_one_step(review: ReviewPage) -> None:
    before = review_queue(workspace_of(review), NEXT)
    click(review.finish_button)
    settle()

    workspace_of(review).undo()
    settle()

    assert review_queue(workspace_of(review), NEXT) == before
    assert review.facts() == review.header.facts.text().replace("\N{NO-BREAK SPACE}", " ")


def test_undoing_the_carrying_leaves_an_empty_review_that_offers_it_again(review: ReviewPage) -> None:
    workspace_of(review).undo()
    settle()

    assert not review.items.isVisible()
    assert review._empty.isVisible()


def test_the_whole_queue_can_be_walked_by_one_key(review: ReviewPage) -> None:
    review.items.setFocus()
    seen = set()
    for _step in range(26):
        seen.add(review.queue.current_key())
        press(review.items, "S")
    settle()

    assert len(seen) > 1
    assert review_queue(workspace_of(review), NEXT).fields > 0

"""What became of each field of a carried record since the year before, shown and said at the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from app.inventory.carrying import carry_forward
from app.inventory.editing import edit_record
from app.inventory.review import Mark, marks
from model.language import Language
from tests.ui.driver import choose, click, press, replace_text, settle
from tests.ui.pages.inventory.records import STANDARDS_SERVICE, show_service
from ui.pages.inventory.record_model import RECORD, STANDARD

if TYPE_CHECKING:
    from app.inventory.cards import ServiceCard
    from ui.pages.inventory.field_tools import FieldTools
    from ui.pages.inventory.page import InventoryPage


@pytest.fixture
def carried(page: InventoryPage) -> ServiceCard:
    """Return the card of a service whose year was carried forward."""
    source = page.plan.year
    carry_forward(page.plan.workspace, source)
    page.plan.set_year(source + 1)
    settle()
    return show_service(page, STANDARDS_SERVICE)


def tools(page: InventoryPage, entity: str, name: str) -> FieldTools:
    assert page.record.focus_field(entity, name, None)
    for _round in range(3):
        settle()
    section = page.record.made[page.record.section()]
    found: FieldTools = next(fields for fields in section.sets if fields.entity == entity).bound[name].tools
    return found


def test_each_field_of_a_carried_record_shows_its_mark(page: InventoryPage, carried: ServiceCard) -> None:
    said = marks(page.plan.workspace, carried.record)
    for name, mark in said.items():
        shown = tools(page, RECORD, name).sign
        assert shown is not None, name
        assert shown.mark() is mark, name
        assert shown.isVisibleTo(page), name

    assert {Mark.SAME, Mark.REVISIT} <= set(said.values())


def test_a_field_that_is_changed_reads_so_at_once(page: InventoryPage, carried: ServiceCard) -> None:
    sign = tools(page, RECORD, "service_name").sign
    assert sign is not None
    assert sign.accessibleName() == "Same as last year"
    held = QApplication.focusWidget()
    assert held is not None

    replace_text(held, "Market statistics")
    press(held, "Return")

    assert sign.mark() is Mark.CHANGED
    assert sign.toolTip() == "Changed since last year"
    assert carried.record


def test_a_planner_says_that_a_field_is_the_same_or_is_to_be_looked_at_again(
    page: InventoryPage, carried: ServiceCard
) -> None:
    name = "program_id"
    found = tools(page, RECORD, name)
    assert found.mark() is Mark.REVISIT
    click(found.more)
    choose(found.more.menu(), "Same as last year")
    assert found.mark() is Mark.SAME
    assert marks(page.plan.workspace, carried.record)[name] is Mark.SAME

    click(found.more)
    choose(found.more.menu(), "To revisit")

    assert found.mark() is Mark.REVISIT
    page.plan.undo()
    assert found.mark() is Mark.SAME


def test_a_blank_volume_takes_what_the_year_before_said(page: InventoryPage, carried: ServiceCard) -> None:
    name = "num_applications_by_email"
    assert carried.text(name) == ""
    found = tools(page, RECORD, name)
    click(found.more)

    choose(found.more.menu(), "Same as last year")

    card = page.record_model.card
    assert card is not None
    assert card.text(name) == carried.last[name]


def test_the_menu_of_a_field_opens_by_key(page: InventoryPage, carried: ServiceCard) -> None:
    found = tools(page, RECORD, "program_id")
    held = QApplication.focusWidget()
    assert held is not None

    press(held, "Alt+Return")

    menu = found.more.menu()
    assert menu.isVisible()
    choose(menu, "Same as last year")
    assert found.mark() is Mark.SAME
    assert QApplication.focusWidget() is held
    assert carried.key


def test_a_standard_shows_its_own_marks(page: InventoryPage, carried: ServiceCard) -> None:
    for standard in carried.standards[:2]:
        page.record_model.choose_standard(standard.key)
        said = marks(page.plan.workspace, standard.key)
        assert said["target"] is Mark.REVISIT
        assert tools(page, STANDARD, "target").mark() is Mark.REVISIT


def test_a_record_that_was_not_carried_shows_no_marks(page: InventoryPage) -> None:
    card = show_service(page, STANDARDS_SERVICE)
    found = tools(page, RECORD, "service_name")
    assert found.mark() is None

    edit_record(page.plan.workspace, card.key, card.year, {f"service_name_{Language.EN.value}": "Other"})

    assert found.mark() is None

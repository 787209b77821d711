"""The record as tests look at it: the service that it shows, what is stored of it, and its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.inventory.cards import ServiceCard, card
from tests.ui.driver import settle
from ui.pages.inventory.record_model import RECORD

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.pages.inventory.field_tools import FieldTools
    from ui.pages.inventory.page import InventoryPage

SERVICE, STANDARDS_SERVICE = "2224", "125"
"""Identifiers of two services of the real plan: one with volumes of its own, one with several standards."""


def show_service(page: InventoryPage, identifier: str) -> ServiceCard:
    """Choose a service in the table by its identifier, and return what the record shows of it."""
    row = next(row for row in page.list_model.table.rows() if row.service_id == identifier)
    assert page.list.show_service(row.key)
    settle()
    found = page.record_model.card
    assert found is not None
    return found


def stored(page: InventoryPage) -> ServiceCard:
    """Return what the plan holds of the service that the record shows."""
    found = page.record_model.card
    assert found is not None
    return card(page.plan.workspace, found.key, page.plan.year)


def put_cursor(page: InventoryPage, entity: str, name: str) -> QWidget:
    """Put the cursor into a field as a planner does, and return what has the focus."""
    form_field(page, name, entity)
    held = QApplication.focusWidget()
    assert held is not None
    return held


def form_field(page: InventoryPage, name: str, entity: str = RECORD) -> QWidget:
    """Put the cursor into a field, and return the widget of the form that holds it."""
    assert page.record.focus_field(entity, name, None)
    for _round in range(3):  # findings that come in above it move the field, and the form follows
        settle()
    found = page.record.find_field(entity, name)
    assert found is not None
    widget: QWidget = found[1]
    return widget


def tools(page: InventoryPage, entity: str, name: str) -> FieldTools:
    """Return what stands beside the label of a field that was shown before."""
    for section in page.record.made.values():
        for fields in section.sets:
            if fields.entity == entity and name in fields.bound:
                return fields.bound[name].tools
    raise AssertionError(name)

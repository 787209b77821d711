"""The inventory's page, as its commands see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ui.open_plan import OpenPlan
    from ui.pages.inventory.list_model import ServiceListModel
    from ui.pages.inventory.service_list import ServiceList
    from ui.shell import Shell


class Inventory(Protocol):
    """What a command may look at and ask for."""

    plan: OpenPlan
    shell: Shell
    list_model: ServiceListModel
    list: ServiceList

"""Fills what the sample plan leaves empty, so that a picture of a further screen shows it at work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.collection.cards import Grouping, round_card
from app.collection.rounds import RoundDraft, groups, mark_sent, open_round
from app.inventory.carrying import carry_forward
from app.inventory.owners import edit_owner
from app.inventory.rows import outlines
from app.reference import store
from model.bilingual import Bilingual
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.open_plan import OpenPlan

PUBLISHED = Path(__file__).parents[1] / "tests" / "data" / "real"
OWNERS = ("Zoé Tremblay", "Field Operations", "A. Roy")


def prepare(plan: OpenPlan, view: str) -> int:
    """Do what the screen ``view`` is about; return how many changes are to be undone after the pictures."""
    make = _STATES.get(view)
    return make(plan) if make is not None else 0


def _review(plan: OpenPlan) -> int:
    done = carry_forward(plan.workspace, plan.year)
    plan.set_year(done.target)
    return 1


def _collection(plan: OpenPlan) -> int:
    services = [row.key for row in outlines(plan.workspace, plan.year)]
    for number, service in enumerate(services):
        name = OWNERS[number % len(OWNERS)]
        edit_owner(plan.workspace, service, {"name": name, "email": "owner@example.ca"})
    asked = groups(plan.workspace, plan.year, Grouping.OWNER, Language.EN)
    title = Bilingual("Inventory of the year", "Répertoire de l’exercice")
    today = datetime.now(UTC).astimezone().date()
    opened, due = today - timedelta(days=30), today - timedelta(days=3)
    key = open_round(plan.workspace, RoundDraft(plan.year, title, Grouping.OWNER, due, opened), asked)
    requests = round_card(plan.workspace, key).requests[:-1]
    mark_sent(plan.workspace, key, {one.key: f"{number}.xlsx" for number, one in enumerate(requests)}, opened)
    return len(services) + 2


def _compare(_plan: OpenPlan) -> int:
    store.load([PUBLISHED / "service.csv", PUBLISHED / "service-std.csv"])
    return 0


_STATES: dict[str, Callable[[OpenPlan], int]] = {
    "review": _review,
    "collection": _collection,
    "compare": _compare,
}

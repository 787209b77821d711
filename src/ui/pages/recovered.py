"""Tells that texts were being typed when the plan was last left, and leads to the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _, ngettext
from model.language import Language
from ui.shell import Place
from ui.widgets.pill import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.pages.page import Page


def tell_recovered(page: Page, entities: Sequence[str], focus_place: Callable[[Place], bool]) -> None:
    """Say in a banner how many texts of these entities were recovered; each is in its field when that is shown."""
    found = [draft for entity in entities for draft in page.plan.drafts(entity)]
    if not found:
        return
    count = len(found)
    places = [
        Place(draft.entity, draft.key, draft.field, Language(draft.language) if draft.language else None)
        for draft in found
    ]
    page.shell.show_banner(
        lambda: ngettext(
            "{count} text that was being typed when the plan was last left was recovered.",
            "{count} texts that were being typed when the plan was last left were recovered.",
            count,
        ).format(count=count),
        tone=Tone.LIVE,
        icon="rotate-ccw",
        action=lambda: _("Show"),
        do=lambda: any(focus_place(place) for place in places),
    )

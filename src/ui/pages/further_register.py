"""The further screens of the steps, named one by one, in the order of the menus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.pages.collection.page import CollectionPage
from ui.pages.compare.page import ComparePage
from ui.pages.pictures.page import PicturesPage

if TYPE_CHECKING:
    from app.steps import Step
    from ui.pages.further import FurtherPage

FURTHER: Final[tuple[type[FurtherPage], ...]] = (
    PicturesPage,
    ComparePage,
    CollectionPage,
)


def further_pages(step: Step) -> tuple[type[FurtherPage], ...]:
    """Return the further screens of a step."""
    return tuple(page for page in FURTHER if page.step is step)

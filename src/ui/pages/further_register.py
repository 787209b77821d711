"""The further screens of the steps, named one by one, in the order of the menus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.pages.collection.page import CollectionPage
from ui.pages.compare.page import ComparePage
from ui.pages.pictures.page import PicturesPage
from ui.pages.quality.page import QualityPage
from ui.pages.quality.readiness_page import ReadinessPage
from ui.pages.review.page import ReviewPage
from ui.pages.service_test.page import ServiceTestPage
from ui.pages.steps import Step
from ui.shell import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.pages.further import FurtherPage

FURTHER: Final[tuple[type[FurtherPage], ...]] = (
    ReviewPage,
    QualityPage,
    ReadinessPage,
    PicturesPage,
    ComparePage,
    CollectionPage,
    ServiceTestPage,
)


def view_of(step: Step, entity: str) -> str:
    """Return the id of the further screen of ``step`` where records of an entity are shown; blank for its own page."""
    return next((page.view for page in further_pages(step) if entity in page.entities), "")


def every_screen() -> Iterator[tuple[Step, Place | None]]:
    """Yield where each page of the window is, those of steps first."""
    yield from ((step, None) for step in Step)
    yield from ((page.step, Place(view=page.view)) for page in FURTHER)


def further_pages(step: Step) -> tuple[type[FurtherPage], ...]:
    """Return the further screens of a step."""
    return tuple(page for page in FURTHER if page.step is step)

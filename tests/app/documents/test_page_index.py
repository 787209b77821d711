"""What is known of the pages of a document without drawing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.documents.page_index import PageHeading, PageIndex, read_index

if TYPE_CHECKING:
    from pathlib import Path

MANDATE = PageHeading("en-mandate", 0, "1 Mandate", 2, 700.0, 680.0)
PURPOSE = PageHeading("en-purpose", 1, "1.1 Purpose", 2, 400.0, 385.0)
VISION = PageHeading("en-vision", 0, "2 Vision", 4, 700.0, 680.0)
INDEX = PageIndex(((612.0, 792.0),) * 4, (MANDATE, PURPOSE, VISION))


@pytest.mark.parametrize(
    ("page", "height", "position"),
    [(1, 10.0, -1), (2, 750.0, -1), (2, 700.0, 0), (2, 401.0, 0), (2, 400.0, 1), (3, 700.0, 1), (4, 100.0, 2)],
)
def test_a_place_belongs_to_the_last_heading_at_or_above_it(page: int, height: float, position: int) -> None:
    assert INDEX.position_at(page, height) == position


def test_the_headings_of_a_page_are_those_that_begin_on_it() -> None:
    assert [INDEX.on_page(page) for page in (1, 2, 3, 4)] == [(), (MANDATE, PURPOSE), (), (VISION,)]


def test_a_heading_is_found_by_the_name_that_both_languages_share() -> None:
    assert INDEX.heading("purpose") == PURPOSE
    assert INDEX.heading("en-purpose") is None


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    INDEX.write(tmp_path / "pages.json")

    assert read_index(tmp_path / "pages.json") == INDEX

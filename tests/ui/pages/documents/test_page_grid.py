"""Where pages stand on the desk."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.documents.page_index import PageHeading, PageIndex
from ui.pages.documents.page_grid import FIT_PAGE, FIT_WIDTH, PageGrid, Room, pair

UPRIGHT, FLAT = (612.0, 792.0), (792.0, 612.0)
ROOM = Room(1000, 700, 24, 18)


def index(language: str, *chapters: int, pages: int) -> PageIndex:
    """Return a document whose chapters begin on these pages."""
    headings = (PageHeading(f"{language}-{at}", 0, str(at), page, 700, 680) for at, page in enumerate(chapters))
    return PageIndex((UPRIGHT,) * pages, tuple(headings))


def test_a_chapter_begins_in_the_same_row_in_both_languages() -> None:
    rows = pair([index("en", 1, 3, 5, pages=6), index("fr", 1, 4, 6, pages=6)])

    assert rows == ((1, 1), (2, 2), (None, 3), (3, 4), (4, 5), (5, 6), (6, None))


def test_documents_whose_chapters_have_another_order_lie_page_beside_page() -> None:
    english, french = index("en", 1, 3, 5, pages=6), index("fr", 1, 5, 3, pages=6)

    rows = pair([english, french])

    assert [row[0] for row in rows if row[0]] == [1, 2, 3, 4, 5, 6]
    assert [row[1] for row in rows if row[1]] == [1, 2, 3, 4, 5, 6]


pages = st.integers(1, 30)
documents = st.tuples(st.lists(pages, max_size=6), pages)


@given(first=documents, second=documents)
def test_every_page_of_both_languages_stands_in_one_row_and_in_order(
    first: tuple[list[int], int], second: tuple[list[int], int]
) -> None:
    made = [
        index(language, *sorted(page for page in chapters if page <= count), pages=count)
        for language, (chapters, count) in (("en", first), ("fr", second))
    ]

    rows = pair(made)

    for column, one in enumerate(made):
        assert [row[column] for row in rows if row[column]] == list(range(1, len(one.sizes) + 1))


def test_one_document_has_a_row_a_page() -> None:
    assert pair([index("en", 1, 2, pages=3)]) == ((1,), (2,), (3,))


def test_pages_fill_the_width_whichever_way_they_lie() -> None:
    one = PageIndex((UPRIGHT, FLAT), ())

    grid = PageGrid([one], pair([one]), FIT_WIDTH, ROOM)

    boxes = [grid.box(0, 0), grid.box(1, 0)]
    assert [box.width() for box in boxes if box is not None] == [952, 952]
    assert grid.width == ROOM.width


def test_a_whole_page_is_seen_when_it_is_fitted() -> None:
    one = PageIndex((UPRIGHT, FLAT), ())

    grid = PageGrid([one], pair([one]), FIT_PAGE, ROOM)

    for row in range(2):
        box = grid.box(row, 0)
        assert box is not None
        assert box.height() <= ROOM.height - 2 * ROOM.gap
        assert box.width() <= ROOM.width - 2 * ROOM.margin


def test_the_real_size_is_an_inch_to_an_inch() -> None:
    one = PageIndex((UPRIGHT,), ())

    grid = PageGrid([one], pair([one]), 1.0, ROOM)

    box = grid.box(0, 0)
    assert box is not None
    assert (box.width(), box.height()) == (816, 1056)
    assert grid.share(0, 1) == 1.0


@given(page=st.integers(1, 40), height=st.floats(1, 791), zoom=st.sampled_from([FIT_WIDTH, FIT_PAGE, 0.5, 2.0]))
def test_a_place_on_a_page_and_on_the_desk_are_the_same(page: int, height: float, zoom: float | str) -> None:
    both = [index("en", 1, 9, 20, pages=40), index("fr", 1, 12, 21, pages=41)]
    grid = PageGrid(both, pair(both), zoom, ROOM)

    found, points = grid.place_at(0, grid.height_of(0, page, height))

    assert found == page
    assert abs(points - height) < 0.01


def test_only_the_rows_between_two_heights_are_in_sight() -> None:
    one = PageIndex((UPRIGHT,) * 3000, ())
    grid = PageGrid([one], pair([one]), 1.0, ROOM)

    seen = grid.rows_between(1_000_000, 1_000_700)

    assert len(seen) <= 2
    assert grid.box(seen.start, 0) is not None

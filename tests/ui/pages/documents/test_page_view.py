"""Pages on the desk, by clicks, wheel and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model.language import Language
from tests.ui.driver import press, settle
from ui.pages.documents.page_grid import FIT_PAGE, FIT_WIDTH, ZOOMS
from ui.pages.documents.page_marks import heading_zone
from ui.pages.documents.page_source import Wish
from ui.pages.documents.page_view import PagePlace, PageView
from ui.pages.documents.preview_model import MadePages

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.documents.page_index import PageHeading
    from tests.fakes.shell import FakeShell
    from ui.pages.documents.page_source import PageSource

EN, FR = Language.EN, Language.FR
Made = dict[Language, MadePages]


@pytest.fixture
def view(shell: FakeShell, source: PageSource, made: Made, qtbot: QtBot) -> PageView:
    """Return the English strategy on a desk of 700 by 800 pixels."""
    shown = PageView(source, lambda name: name != "about")
    shell.layout().addWidget(shown)  # type: ignore[union-attr]  # it has one
    shell.resize(700, 800)
    with qtbot.waitExposed(shell):
        shell.show()
    shell.activateWindow()
    shown.show_documents([made[EN]])
    shown.setFocus()
    settle()
    return shown


def wheel(view: PageView, turn: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Turn the wheel over the middle of the view."""
    spot = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        spot,
        QPointF(view.viewport().mapToGlobal(spot.toPoint())),
        QPoint(),
        QPoint(0, 120 * turn),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)
    settle()


def spot_of(view: PageView, heading: PageHeading) -> QPoint:
    """Return the middle of a heading that is in sight."""
    for column, page, box in view.in_sight():
        if (column, page) == (0, heading.page):
            return heading_zone(box, box.width() / 612, heading).center().toPoint()
    raise AssertionError(heading)


def test_keys_turn_pages_and_go_to_both_ends(view: PageView) -> None:
    press(view, "PgDown")
    press(view, "PgDown")
    third = view.page()
    press(view, "PgUp")
    second = view.page()
    press(view, "End")
    last = view.page()
    press(view, "Home")

    assert (second, third, last, view.page()) == (2, 3, view.pages(), 1)


def test_the_space_bar_reads_on_and_back(view: PageView) -> None:
    press(view, "Space")
    there = view.verticalScrollBar().value()
    press(view, "Shift+Space")

    assert there > 0
    assert view.verticalScrollBar().value() == 0


def test_ctrl_and_the_wheel_zoom_and_the_wheel_alone_scrolls(view: PageView) -> None:
    view.go(5)
    fitted = view.share()

    wheel(view, 1, Qt.KeyboardModifier.ControlModifier)
    larger = view.share()
    wheel(view, -1, Qt.KeyboardModifier.ControlModifier)
    smaller, before = view.share(), view.verticalScrollBar().value()
    wheel(view, -1)

    assert larger == min(zoom for zoom in ZOOMS if zoom > fitted)
    assert smaller < larger
    assert view.page() == 5
    assert view.verticalScrollBar().value() > before


def test_the_zoom_ends_at_half_and_at_twice_the_real_size(view: PageView) -> None:
    for _step in range(len(ZOOMS) + 2):
        view.zoom_by(-1)
    least = view.share()
    for _step in range(len(ZOOMS) + 2):
        view.zoom_by(1)

    assert (least, view.share()) == (0.5, 2.0)
    assert view.horizontalScrollBar().maximum() > 0


def test_a_place_stays_in_sight_whatever_the_zoom(view: PageView) -> None:
    view.go_to(PagePlace(7, 300.0))

    places = []
    for zoom in (FIT_PAGE, 0.5, 2.0, FIT_WIDTH):
        view.set_zoom(zoom)
        places.append(view.place())

    assert [place.page for place in places] == [7, 7, 7, 7]
    assert all(abs(place.height - 300) < 3 for place in places)


def test_a_page_that_is_made_anew_is_found_by_its_heading(view: PageView, made: Made) -> None:
    assert view.go_to_heading("mandate")
    english = view.heading()

    view.show_documents([made[FR]])

    french = view.heading()
    assert english is not None
    assert french is not None
    assert english.target == "en-mandate"
    assert french.target == "fr-mandate"


def test_a_heading_that_was_gone_to_is_marked_until_it_is_out_of_sight(view: PageView) -> None:
    view.go_to_heading("mandate")
    marked = view.marked()

    press(view, "End")

    assert marked == "mandate"
    assert view.marked() == ""
    assert not view.go_to_heading("no-such-heading")


def test_a_click_on_a_heading_leads_to_what_it_is_about(view: PageView, made: Made, qtbot: QtBot) -> None:
    heading = made[EN].index.heading("mandate")
    assert heading is not None
    view.go_to_heading("mandate")
    settle()
    spot = spot_of(view, heading)

    QTest.mouseMove(view.viewport(), spot)
    settle()
    shape, tip = view.viewport().cursor().shape(), view.viewport().toolTip()
    with qtbot.waitSignal(view.heading_chosen) as chosen:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)

    assert shape is Qt.CursorShape.PointingHandCursor
    assert heading.text in tip
    assert chosen.args == ["mandate", 0]


def test_a_heading_that_leads_nowhere_takes_no_click(view: PageView, made: Made, qtbot: QtBot) -> None:
    heading = made[EN].index.heading("about")
    assert heading is not None
    view.go_to_heading("about")
    settle()

    with qtbot.assertNotEmitted(view.heading_chosen):
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot_of(view, heading)
        )


def test_the_languages_lie_abreast_with_their_chapters_in_the_same_row(view: PageView, made: Made) -> None:
    view.show_documents([made[EN], made[FR]])
    view.go_to_heading("objectives")

    tops: dict[str, list[float]] = {}
    for column, page, box in view.in_sight():
        language = (EN, FR)[column]
        for heading in made[language].index.on_page(page):
            if heading.level == 0:
                tops.setdefault(heading.name, []).append(box.top())

    assert any(len(found) == 2 for found in tops.values())
    assert all(len(set(found)) == 1 for found in tops.values())


def test_a_screen_reader_is_told_page_and_section(view: PageView) -> None:
    view.go_to_heading("mandate")

    interface = QAccessible.queryAccessibleInterface(view)
    said = interface.text(QAccessible.Text.Description)
    assert interface.text(QAccessible.Text.Name) == "Pages of the document"
    assert said.startswith("Page 8 of ")
    assert "Mandate" in said


def test_only_what_is_in_sight_and_what_comes_next_is_drawn(
    view: PageView, source: PageSource, made: Made, qtbot: QtBot
) -> None:
    width = round(next(box.width() for _column, _page, box in view.in_sight()))

    view.go(10)
    settle()
    seen = {page for column, page, _box in view.in_sight() if column == 0}
    qtbot.waitUntil(lambda: source.picture(Wish(made[EN].file, 11, width)) is not None, timeout=60_000)

    drawn = {page for page in range(1, 40) if source.nearest(Wish(made[EN].file, page, width)) is not None}
    assert {10, 11} <= drawn
    assert drawn <= {1, 2} | {page + step for page in seen for step in (-1, 0, 1)}  # the start of the document too
    assert len(seen) <= 3

"""What leads to the pages and from them to the plan: bar, contents, small pictures, text and search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from model.language import Language
from tests.ui.driver import choose, click, click_cell, press, replace_text, settle, type_text
from tests.ui.seen import lacks_in_french, unnamed
from ui.pages.documents.page import DocumentsPage
from ui.pages.documents.page_grid import FIT_PAGE, FIT_WIDTH
from ui.pages.documents.preview_model import MadePages, Preview, Wanted
from ui.pages.documents.preview_pane import PreviewPane

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QListView
    from pytestqt.qtbot import QtBot

    from tests.fakes.shell import FakeShell
    from tests.ui.pages.stage import Stage
    from ui.language import LanguageSwitch
    from ui.look.theme import Theme
    from ui.open_plan import OpenPlan

EN, FR = Language.EN, Language.FR
ORDER = (EN, FR)


class _Ready(Preview):
    """A preview whose pages were made before."""

    def offer(self, made: Mapping[Language, MadePages], plan: OpenPlan) -> None:
        self._made = dict(made)
        self._shown = Wanted("strategy", plan.year, is_draft=False, head="")
        self.changed.emit()


@pytest.fixture
def pane(plan: OpenPlan, shell: FakeShell, made: dict[Language, MadePages], qtbot: QtBot) -> PreviewPane:
    """Show the strategy in a pane of 1,000 by 800 pixels, one language at a time."""
    preview = _Ready(plan, shell.tasks, ORDER, shell)
    shown = PreviewPane(preview, ORDER, lambda name: name != "about")
    shell.layout().addWidget(shown)  # type: ignore[union-attr]  # it has one
    shell.resize(1000, 800)
    with qtbot.waitExposed(shell):
        shell.show()
    shell.activateWindow()
    preview.offer(made, plan)
    settle()
    return shown


@pytest.fixture
def page(plan: OpenPlan, shell: FakeShell, stage: Stage) -> DocumentsPage:
    """Show the whole page without its pages, which take a child process each."""
    return stage(DocumentsPage(plan, shell), activate=False)


@pytest.fixture
def wait(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    return lambda until: qtbot.waitUntil(until, timeout=60_000)


def row_of(view: QListView, words: str) -> int:
    """Return the row of a list that says these words."""
    model = view.model()
    return next(row for row in range(model.rowCount()) if words in str(model.index(row, 0).data()))


def test_a_number_and_enter_go_to_a_page(pane: PreviewPane) -> None:
    press(pane.view, "Ctrl+G")
    replace_text(pane.bar.number, "12")
    press(pane.bar.number, "Return")
    twelve = pane.view.page()
    replace_text(pane.bar.number, "99")
    press(pane.bar.number, "Return")

    assert twelve == 12
    assert pane.view.page() == pane.view.pages()
    assert pane.bar.number.text() == str(pane.view.pages())


def test_esc_in_the_number_stays_where_one_is(pane: PreviewPane) -> None:
    replace_text(pane.bar.number, "7")
    press(pane.bar.number, "Esc")

    assert pane.view.page() == 1
    assert pane.bar.number.text() == "1"


def test_the_arrows_of_the_bar_turn_pages_and_end_at_both_ends(pane: PreviewPane) -> None:
    first = pane.bar.before.isEnabled()
    click(pane.bar.after)
    click(pane.bar.after)
    click(pane.bar.before)

    assert not first
    assert pane.view.page() == 2


def test_the_list_of_zooms_and_its_keys(pane: PreviewPane) -> None:
    click(pane.bar.zoom)
    choose(pane.bar.zoom.menu(), "Fit page")
    fitted = pane.view.zoom()
    press(pane.view, "Ctrl++")
    stepped = pane.bar.zoom.text()
    press(pane.view, "Ctrl+0")
    wide = pane.view.zoom()
    press(pane.view, "Ctrl+-")

    assert fitted == FIT_PAGE
    assert stepped.endswith("%")
    assert wide == FIT_WIDTH
    assert isinstance(pane.view.zoom(), float)


def test_the_contents_lead_to_a_heading_and_follow_the_reader(pane: PreviewPane) -> None:
    click(pane.bar.panel)
    contents = pane.panel.contents
    row = row_of(contents, "Mandate")

    click_cell(contents, contents.model().index(row, 0))
    marked, page = pane.view.marked(), pane.view.page()
    press(contents, "Down")
    below = pane.view.heading()
    press(pane.view, "Home")

    assert marked == "mandate"
    assert page == 8
    assert below is not None
    assert below.name != "mandate"
    assert contents.currentIndex().row() < row


def test_small_pictures_lead_to_pages_and_only_those_in_sight_are_drawn(
    pane: PreviewPane, wait: Callable[[Callable[[], bool]], None]
) -> None:
    click(pane.bar.panel)
    click(pane.panel.kinds.segment("pictures"))
    pictures = pane.panel.pictures
    wait(lambda: pictures.picture(1) is not None and pictures.picture(2) is not None)
    drawn = [page for page in range(1, pane.view.pages() + 1) if pictures.picture(page) is not None]

    click_cell(pictures, pictures.model().index(2, 0))

    assert len(drawn) < pane.view.pages() / 2
    assert pane.view.page() == 3
    assert pictures.model().index(2, 0).data() == "Page 3"


def test_the_text_of_the_page_in_sight_can_be_read(
    pane: PreviewPane, wait: Callable[[Callable[[], bool]], None]
) -> None:
    click(pane.bar.panel)
    click(pane.panel.kinds.segment("text"))
    wait(lambda: "Trails and Shorelines Canada" in pane.panel.text.toPlainText())

    press(pane.view, "PgDown")
    wait(lambda: "About this document" in pane.panel.text.toPlainText())

    pane.panel.text.setFocus()
    press(pane.panel.text, "Ctrl+A")
    assert "About this document" in pane.panel.text.textCursor().selectedText()
    press(pane.panel.text, "X")
    assert "About this document" in pane.panel.text.toPlainText()


def test_words_are_found_and_led_to(pane: PreviewPane, wait: Callable[[Callable[[], bool]], None]) -> None:
    press(pane.view, "Ctrl+F")
    type_text(pane.panel.search.editor, "trail pass")
    wait(lambda: bool(pane.panel.finder.hits) and not pane.panel.finder.is_searching)
    count = len(pane.panel.finder.hits)

    press(pane.panel.search.editor, "Return")
    first = pane.view.page()
    press(pane.panel.hits, "Down")

    assert pane.panel.found.text() == f"{count} places"
    assert first == pane.panel.finder.hits[0].found.page
    assert pane.view.page() >= first
    assert pane.panel.hits.hasFocus()
    assert "trail pass" in str(pane.panel.hits.model().index(0, 0).data()).casefold()

    pane.panel.search.editor.setFocus()
    press(pane.panel.search.editor, "Esc")
    assert pane.panel.finder.hits == ()
    assert pane.panel.contents.isVisible()


def test_what_is_not_in_the_document_is_told(pane: PreviewPane, wait: Callable[[Callable[[], bool]], None]) -> None:
    press(pane.view, "Ctrl+F")
    type_text(pane.panel.search.editor, "zzyzx")
    wait(lambda: pane.panel.found.text() == "Nothing found.")

    assert pane.panel.hits.model().rowCount() == 0


def test_the_other_language_is_shown_at_the_same_section(pane: PreviewPane) -> None:
    pane.view.go_to_heading("objectives")

    click(pane.bar.language.segment("fr"))

    heading = pane.view.heading()
    assert heading is not None
    assert heading.target == "fr-objectives"


def test_a_heading_leads_to_its_section_in_its_language(pane: PreviewPane, qtbot: QtBot) -> None:
    pane.set_abreast(True)
    pane.view.go_to_heading("mandate")
    settle()
    column, _page, box = next(seen for seen in pane.view.in_sight() if seen[0] == 1)
    top = pane.view.verticalScrollBar().value()

    with qtbot.waitSignal(pane.open_asked) as asked:
        for y in range(4, pane.view.viewport().height(), 4):
            QTest.mouseClick(
                pane.view.viewport(),
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
                QPoint(round(box.center().x()), y),
            )

    assert column == 1
    assert asked.args is not None
    assert asked.args[1] is FR
    assert pane.view.verticalScrollBar().value() == top


def test_the_pencil_says_what_it_opens_and_where_it_opens_nothing(pane: PreviewPane, qtbot: QtBot) -> None:
    pane.view.go_to_heading("about")
    refused = (pane.bar.open.isEnabled(), pane.bar.open.toolTip())
    pane.view.go_to_heading("mandate")
    settle()

    with qtbot.waitSignal(pane.open_asked) as asked:
        click(pane.bar.open)

    assert refused == (False, "What is in sight here is not written in a section of the plan.")
    assert "Mandate" in pane.bar.open.toolTip()
    assert asked.args == ["mandate", EN]


def test_everything_that_tab_reaches_has_a_name(pane: PreviewPane) -> None:
    click(pane.bar.panel)
    lacks = []
    for kind in ("contents", "pictures", "text"):
        click(pane.panel.kinds.segment(kind))
        lacks += unnamed(pane)

    assert lacks == []


def test_the_panel_takes_the_focus_along_when_it_goes(pane: PreviewPane) -> None:
    press(pane.view, "Ctrl+F")
    inside = pane.panel.search.editor.hasFocus()

    click(pane.bar.panel)

    assert inside
    assert pane.panel.isHidden()
    assert pane.view.hasFocus()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_everything_has_room_in_french(
    page: DocumentsPage, languages: LanguageSwitch, look: Theme, scale: float
) -> None:
    assert lacks_in_french(page, languages, look, scale) == []


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_what_leads_to_the_pages_has_room_in_french(
    page: DocumentsPage, languages: LanguageSwitch, look: Theme, scale: float
) -> None:
    page.pane.show_panel(shown=True)

    assert lacks_in_french(page, languages, look, scale) == []

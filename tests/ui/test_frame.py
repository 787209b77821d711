from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.i18n import N_
from model.inventory import NOTE
from model.language import Language
from tests.ui.driver import click, press, replace_text, settle, type_text
from tests.ui.seen import clipped, outside, tab_stops, unnamed
from ui.look.measure import px
from ui.pages.steps import Step
from ui.session import Session
from ui.shell import GuideContext
from ui.widgets.banner import Banner
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.pill import Tone
from ui.window.plan_frame import GUIDE_REST
from ui.window.search import SearchPalette

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.application import Editor
    from ui.window.plan_frame import PlanFrame


def _session(frame: PlanFrame) -> Session:
    assert isinstance(frame.session, Session)
    return frame.session


def _palette() -> SearchPalette:
    settle()
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, SearchPalette)
    return popup


def _page_title(frame: PlanFrame) -> str:
    page = frame.area.current()
    assert page is not None
    return _session(frame).page(frame.step()).title()


def test_a_click_on_the_rail_shows_the_step(frame: PlanFrame) -> None:
    click(frame.rail.item(Step.INVENTORY))

    assert frame.step() is Step.INVENTORY
    assert frame.area.current() is _session(frame).page(Step.INVENTORY)


@pytest.mark.parametrize(("number", "step"), list(enumerate(Step, start=1)))
def test_ctrl_and_a_digit_go_to_each_step(frame: PlanFrame, number: int, step: Step) -> None:
    press(frame.window(), f"Ctrl+{number}")

    assert frame.step() is step


def test_arrows_move_inside_the_rail_and_enter_chooses(frame: PlanFrame) -> None:
    frame.rail.take_focus()

    press(frame.rail.item(Step.OVERVIEW), "Down")
    press(frame.rail.item(Step.INVENTORY), "Down")
    press(frame.rail.item(Step.PRIORITIES), "Return")

    assert frame.step() is Step.PRIORITIES


def test_the_rail_says_how_far_each_step_is(frame: PlanFrame) -> None:
    assert frame.rail.item(Step.INVENTORY).accessibleDescription().startswith("Complete")
    assert frame.rail.item(Step.DOCUMENTS).accessibleDescription() == "Not started"


def test_f6_goes_round_rail_page_and_guide(frame: PlanFrame) -> None:
    frame.open_guide()
    settle()
    frame.rail.take_focus()
    window = frame.window()

    seen = []
    for _turn in range(3):
        press(window, "F6")
        now = window.focusWidget()
        assert now is not None
        seen.append("guide" if frame.guide.isAncestorOf(now) else "page" if frame.area.isAncestorOf(now) else "rail")

    assert seen == ["page", "guide", "rail"]


def test_f1_opens_the_guide_and_its_cross_closes_it(frame: PlanFrame) -> None:
    assert not frame.guide.isVisible()

    press(frame.window(), "F1")
    opened = frame.guide.isVisible()
    click(frame.guide.cross)

    assert opened
    assert not frame.guide.isVisible()


def test_the_guide_follows_the_focus_once_it_rests_and_never_takes_it(frame: PlanFrame, qtbot: QtBot) -> None:
    frame.open_guide()
    frame.rail.take_focus()

    frame.follow(GuideContext(path=("Strategy", "6.3"), requirement="7.9"))
    before = frame.guide.content().clause
    qtbot.waitUntil(lambda: frame.guide.content().clause == "7.9", timeout=20 * GUIDE_REST)

    assert before != "7.9"
    assert frame.rail.item(Step.OVERVIEW).hasFocus()


def test_a_finding_in_the_guide_leads_to_its_step(frame: PlanFrame) -> None:
    frame.open_guide()
    frame.refresh_guide()
    settle()
    chip = frame.guide.chips()[0]
    finding = frame.guide.content().findings[0].finding

    click(chip)

    assert frame.step() is finding.step  # type: ignore[attr-defined]  # the guide hands it back as it came


def test_ctrl_k_finds_a_service_by_its_french_name_without_accents(frame: PlanFrame) -> None:
    press(frame.window(), "Ctrl+K")
    palette = _palette()
    type_text(palette.search, "reservations")
    found = [entry.words for entry in palette.model.shown]
    press(palette.search, "Return")

    assert "Mountain Hut Reservations" in found
    assert frame.step() is Step.INVENTORY


def test_ctrl_k_runs_a_command(frame: PlanFrame) -> None:
    press(frame.window(), "Ctrl+K")
    type_text(_palette().search, "open the guide")
    press(_palette().search, "Return")
    settle()

    assert frame.guide.isVisible()


def test_ctrl_k_says_when_nothing_is_found(frame: PlanFrame) -> None:
    press(frame.window(), "Ctrl+K")
    palette = _palette()
    type_text(palette.search, "zzzz")

    assert palette._none.isVisible()
    palette.close()


def test_a_click_on_a_count_lists_the_findings_of_that_level(frame: PlanFrame) -> None:
    level = next(level for level, count in frame.foot.counts.items() if count.isVisible())

    click(frame.foot.counts[level])
    palette = _palette()

    assert palette.model.rowCount() == frame.foot.counts[level].count
    palette.close()


def test_undo_names_what_it_takes_back_and_takes_it_back(frame: PlanFrame) -> None:
    session = _session(frame)
    with session.plan.workspace.change(N_("Rename service")) as connection:
        connection.exec_driver_sql("UPDATE plan SET title_en = 'Another title'")
    settle()
    named = frame.top_bar.undo.toolTip()
    title = frame.top_bar.title.whole()

    press(frame.window(), "Ctrl+Z")

    assert named == "Undo: Rename service"
    assert title == "Another title"
    assert frame.top_bar.title.whole() != "Another title"
    assert frame.area.toast.sentence.text() == "Undone: Rename service"
    assert frame.top_bar.redo.toolTip() == "Redo: Rename service"


def test_redo_brings_it_back(frame: PlanFrame) -> None:
    session = _session(frame)
    with session.plan.workspace.change(N_("Rename service")) as connection:
        connection.exec_driver_sql("UPDATE plan SET title_en = 'Another title'")

    press(frame.window(), "Ctrl+Z")
    press(frame.window(), "Ctrl+Y")

    assert frame.top_bar.title.whole() == "Another title"


@pytest.mark.parametrize(("name", "enter"), [("service_name", "Return"), ("service_description", "Ctrl+Return")])
def test_undo_in_a_field_takes_back_what_was_committed_there(frame: PlanFrame, name: str, enter: str) -> None:
    frame.go(Step.INVENTORY)
    settle()
    page = frame.area.current()
    assert page is not None
    field = page.findChild(BilingualField, name)
    assert isinstance(field, BilingualField)
    editor = field.editor(Language.EN)
    before = editor.text()
    replace_text(editor, "Something else")
    press(editor, enter)
    between = field.value().en

    press(editor, "Ctrl+Z")

    assert between == "Something else"
    assert editor.text() == field.value().en == before


def test_undo_while_typing_takes_back_the_typing_only(frame: PlanFrame) -> None:
    frame.go(Step.INVENTORY)
    settle()
    page = frame.area.current()
    assert page is not None
    field = page.findChild(BilingualField, "service_name")
    assert isinstance(field, BilingualField)
    named = frame.top_bar.undo.toolTip()
    type_text(field.editor(Language.EN), "x")

    press(field.editor(Language.EN), "Ctrl+Z")

    assert field.editor(Language.EN).text() == field.value().en
    assert frame.top_bar.undo.toolTip() == named


class Painted(QObject):
    """Keeps what the foot said when it was painted while the cursor told to wait, and whether the plan was at it."""

    def __init__(self, frame: PlanFrame) -> None:
        super().__init__(frame)
        self._frame = frame
        self.seen: list[tuple[str, bool]] = []
        frame.foot.installEventFilter(self)

    def eventFilter(self, _foot: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        cursor = QApplication.overrideCursor()
        if event.type() is QEvent.Type.Paint and cursor is not None and cursor.shape() is Qt.CursorShape.WaitCursor:
            is_at_it = _session(self._frame).plan.workspace.database.in_transaction
            self.seen.append((self._frame.foot.work.text(), is_at_it))
        return False


def test_taking_back_very_much_is_said_before_it_begins(frame: PlanFrame) -> None:
    session = _session(frame)
    with session.plan.workspace.change(N_("Carry the year forward")) as connection:
        notes = [{"id": f"{at}", "entity": "service", "record": "s", "text_en": "x"} for at in range(2_100)]
        connection.execute(NOTE.insert(), notes)
    settle()
    painted = Painted(frame)

    press(frame.window(), "Ctrl+Z")
    press(frame.window(), "Ctrl+Y")

    assert painted.seen == [("Undoing: Carry the year forward", False), ("Doing again: Carry the year forward", False)]
    assert QApplication.overrideCursor() is None
    assert frame.foot.work.isHidden()


def test_taking_back_little_says_nothing_of_it(frame: PlanFrame) -> None:
    session = _session(frame)
    with session.plan.workspace.change(N_("Rename service")) as connection:
        connection.exec_driver_sql("UPDATE plan SET title_en = 'Another title'")
    settle()
    painted = Painted(frame)

    press(frame.window(), "Ctrl+Z")

    assert painted.seen == []


def test_a_toast_offers_to_undo_and_leaves_when_it_did(frame: PlanFrame) -> None:
    session = _session(frame)
    with session.plan.workspace.change(N_("Rename service")) as connection:
        connection.exec_driver_sql("UPDATE plan SET title_en = 'Another title'")
    frame.toast("Service renamed.", undo=True)
    settle()

    click(frame.area.toast.undo)

    assert session.title() != "Another title"


def test_a_banner_stands_below_the_header_until_it_is_closed(frame: PlanFrame) -> None:
    acted: list[str] = []
    frame.show_banner("Restored.", tone=Tone.WARN, icon="history", action="Look", do=lambda: acted.append("looked"))
    settle()
    banner = frame.area._banner
    assert banner is not None
    action = next(part for part in banner.findChildren(QWidget) if part.property("text") == "Look")

    click(action)
    frame.area.hide_banner()
    settle()

    assert acted == ["looked"]


def test_the_year_of_the_window_is_chosen_in_the_bar(frame: PlanFrame, qtbot: QtBot) -> None:
    plan = _session(frame).plan
    frame.top_bar.year.setFocus()

    with qtbot.waitSignal(plan.year_changed) as told:
        press(frame.top_bar.year, "Down")

    assert str(told.args[0]) == "2023-2024"
    assert plan.year == told.args[0]


def test_the_content_language_is_chosen_in_the_bar(frame: PlanFrame, qtbot: QtBot) -> None:
    plan = _session(frame).plan

    with qtbot.waitSignal(plan.content_changed):
        click(frame.top_bar.content.segment("fr"))

    assert plan.content == "fr"


def test_the_language_button_switches_everything_at_once(frame: PlanFrame, editor: Editor) -> None:
    click(frame.top_bar.language)

    assert frame.rail.item(Step.INVENTORY).accessibleName() == "Répertoire"
    assert _page_title(frame) == "Vue d’ensemble"
    assert editor.settings.language is Language.FR
    assert editor.window.windowTitle().startswith("Stratégie")


def test_a_place_that_is_gone_to_has_the_cursor(frame: PlanFrame) -> None:
    found = [entry for entry in _session(frame).plan.findings.all if entry.step is Step.INVENTORY]
    finding = next(entry for entry in found if entry.entity == "standard_record")

    _session(frame).open_finding(finding)
    settle()
    now = frame.window().focusWidget()

    assert now is not None
    assert frame.area.isAncestorOf(now)


class _Shown(QObject):
    """Writes down every window that appears."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


def test_no_widget_flashes_as_a_window_while_pages_are_built(
    editor: Editor, sample_plan: Path, qapp: QApplication
) -> None:
    shown = _Shown()
    editor.window.winId()
    qapp.installEventFilter(shown)

    assert editor.actions().open(sample_plan)
    assert editor.window.frame is not None
    for step in Step:
        editor.window.frame.go(step)
        settle()
    qapp.removeEventFilter(shown)

    assert shown.windows == []


@pytest.mark.parametrize("step", list(Step))
def test_everything_that_tab_reaches_has_a_name(frame: PlanFrame, step: Step) -> None:
    frame.open_guide()
    frame.go(step)
    settle()

    assert unnamed(frame) == []


@pytest.mark.parametrize("step", [Step.OVERVIEW, Step.INVENTORY])
def test_tab_reaches_everything_and_comes_round(frame: PlanFrame, step: Step) -> None:
    frame.go(step)
    settle()
    wanted = {id(stop) for stop in tab_stops(frame) if stop.focusPolicy() == Qt.FocusPolicy.StrongFocus}
    frame.rail.take_focus()
    reached = set()

    for _stop in range(3 * len(wanted) + 10):
        now = frame.window().focusWidget()
        assert now is not None
        reached.add(id(now))
        press(now, "Tab")

    missed = [
        f"{type(stop).__name__} {stop.accessibleName()} {stop.toolTip()}"
        for stop in tab_stops(frame)
        if id(stop) in wanted - reached
    ]
    assert "\n".join(missed) == ""


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("step", list(Step))
def test_french_is_not_clipped(editor: Editor, sample_plan: Path, qapp: QApplication, step: Step, scale: float) -> None:
    font = qapp.font()
    font.setPointSizeF(font.pointSizeF() * scale)
    qapp.setFont(font)
    editor.theme.refresh()
    editor.languages.switch(Language.FR)
    size = (1280, 720) if scale < 2 else (1920, 1080)
    editor.window.setMinimumSize(0, 0)
    editor.window.resize(*size)
    assert editor.actions().open(sample_plan)
    frame = editor.window.frame
    assert frame is not None
    _session(frame).plan.findings.settle()

    frame.go(step)
    settle()
    settle()

    assert (editor.window.width(), editor.window.height()) == size
    assert clipped(frame) == []
    assert outside(frame) == []


@pytest.mark.parametrize("width", [1920, 1240, 960, 800])
@pytest.mark.parametrize("step", [Step.STRATEGY, Step.DOCUMENTS])
def test_a_wider_typeface_is_not_clipped(
    editor: Editor, sample_plan: Path, qapp: QApplication, step: Step, width: int
) -> None:
    font = qapp.font()
    font.setStretch(120)  # somewhat wider than DejaVu Sans
    qapp.setFont(font)
    editor.theme.refresh()
    editor.languages.switch(Language.FR)
    editor.window.setMinimumSize(0, 0)
    editor.window.resize(width, 760)
    assert editor.actions().open(sample_plan)
    frame = editor.window.frame
    assert frame is not None

    frame.go(step)
    settle()
    settle()

    assert editor.window.width() == width
    assert clipped(frame) + outside(frame) == []


def test_the_foot_keeps_its_counts_where_words_have_no_room(frame: PlanFrame) -> None:
    count = next(count for count in frame.foot.counts.values() if count.count)
    words = count.text()

    frame.window().setMinimumSize(0, 0)
    frame.foot.resize(frame.foot.saved.sizeHint().width() + px(160), frame.foot.height())

    assert count.text() == str(count.count)
    assert count.toolTip() == count.accessibleName() == words


def test_a_banner_stands_above_a_page_without_a_header(frame: PlanFrame) -> None:
    frame.go(Step.INVENTORY)

    frame.show_banner("Read only.", tone=Tone.WARN, icon="lock")
    settle()

    banner = frame.area.findChild(Banner)
    assert banner is not None
    assert banner.mapTo(frame.area, QPoint(0, 0)).y() < frame.area.height() // 4


@pytest.mark.parametrize("step", list(Step))
def test_no_width_of_the_window_cuts_anything(editor: Editor, sample_plan: Path, step: Step) -> None:
    editor.languages.switch(Language.FR)
    editor.window.setMinimumSize(0, 0)
    assert editor.actions().open(sample_plan)
    frame = editor.window.frame
    assert frame is not None
    _session(frame).plan.findings.settle()
    frame.go(step)

    cut = []
    for width in (1920, 1640, 1600, 1440, 1240, 1200, 1100, 960, 900, 800, 1920, 800):
        editor.window.resize(width, 760)
        settle()
        settle()
        assert editor.window.width() == width
        cut += [f"{width}: {lack}" for lack in clipped(frame) + outside(frame)]

    assert "\n".join(cut) == ""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from app.documents.charts import Chart, ChartKind, Series, SeriesRole, Unit
from model.language import Language
from tests.ui.driver import choose, click, press, replace_text, settle
from ui.look.measure import px
from ui.widgets.action_row import ActionRow
from ui.widgets.button import Button, IconButton, Kind, MenuButton, menu_action
from ui.widgets.charts import ChartView
from ui.widgets.choice import Choice, Option, Segments
from ui.widgets.dialog import Dialog, question
from ui.widgets.finding_chip import FindingChip, Level
from ui.widgets.label import Label
from ui.widgets.points import InteractionPoints, Point
from ui.widgets.rating import RatingBars, RequirementRating
from ui.widgets.slider import WeightSlider
from ui.widgets.text_field import DateField, TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[QWidget], None]:
    grounds: list[QWidget] = []

    def put(widget: QWidget) -> None:
        ground = QWidget()
        grounds.append(ground)
        inner = QVBoxLayout(ground)
        inner.addWidget(widget)
        inner.addStretch(1)
        ground.resize(520, 220)
        qtbot.addWidget(ground)
        ground.show()
        qtbot.waitExposed(ground)
        settle()

    return put


_SCALE = [Option("4", "Met"), Option("3", "Mostly met"), Option("2", "Partly met"), Option("1", "Not met")]
_SCALE += [Option("NA", "Not applicable"), Option("NR", "Not rated")]


@pytest.mark.parametrize(
    ("button", "shape"),
    [
        (lambda: Button("Read more", kind=Kind.LINK), Qt.CursorShape.PointingHandCursor),
        (lambda: ActionRow("plus", "Import an inventory…"), Qt.CursorShape.PointingHandCursor),
        (lambda: Button("Approve…"), Qt.CursorShape.ArrowCursor),
    ],
)
def test_the_mouse_over_a_button_shows_the_cursor_of_its_kind(
    show: Callable[[QWidget], None], button: Callable[[], QPushButton], shape: Qt.CursorShape
) -> None:
    shown = button()
    show(shown)
    shown.window().setCursor(Qt.CursorShape.IBeamCursor)

    QCoreApplication.sendEvent(shown, QEnterEvent(QPointF(4, 4), QPointF(4, 4), QPointF(4, 4)))

    assert shown.cursor().shape() is shape


def test_a_disabled_button_says_why(show: Callable[[QWidget], None]) -> None:
    button = Button(lambda: "Approve…", kind=Kind.PRIMARY)
    show(button)

    button.disable(lambda: "Two errors stand.")
    reason = button.toolTip()
    button.enable()

    assert reason == "Two errors stand."
    assert button.isEnabled()
    assert button.toolTip() == ""


def test_an_icon_button_has_its_name_as_tooltip(show: Callable[[QWidget], None]) -> None:
    button = IconButton(lambda: "Close the guide", "x")
    show(button)

    assert button.toolTip() == button.accessibleName() == "Close the guide"


def test_a_menu_button_runs_what_was_chosen(show: Callable[[QWidget], None]) -> None:
    done: list[str] = []
    button = MenuButton(lambda: "More")
    menu_action(button.menu(), lambda: "Duplicate", do=lambda: done.append("duplicate"))
    show(button)

    click(button)
    choose(button.menu(), "Duplicate")

    assert done == ["duplicate"]


def test_arrows_move_inside_segments_and_tab_leaves_them(show: Callable[[QWidget], None], qtbot: QtBot) -> None:
    ground = QWidget()
    inner = QVBoxLayout(ground)
    segments = Segments(lambda: "Language", [Option("en", "English"), Option("fr", "French"), Option("both", "Both")])
    after = Button("After")
    inner.addWidget(segments)
    inner.addWidget(after)
    show(ground)
    segments.take_focus()

    with qtbot.waitSignal(segments.chosen) as told:
        press(segments.segment("en"), "Right")
    press(segments.segment("fr"), "Tab")

    assert told.args == ["fr"]
    assert after.hasFocus()


def test_segments_without_room_become_a_list(show: Callable[[QWidget], None]) -> None:
    segments = Segments(lambda: "Language", [Option(str(at), f"A rather long word {at}") for at in range(4)])
    show(segments)

    segments.setFixedWidth(200)
    settle()

    assert segments.is_folded()


def test_a_list_is_chosen_from_by_arrows_and_named_with_its_value(
    show: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    years = Choice(lambda: "Fiscal year", [Option("2024-2025", "2024–25"), Option("2023-2024", "2023–24")])
    show(years)
    years.setFocus()

    with qtbot.waitSignal(years.chosen) as told:
        press(years, "Down")

    assert told.args == ["2023-2024"]
    assert years.accessibleName() == "Fiscal year: 2023–24"


def test_choosing_by_program_tells_nobody(show: Callable[[QWidget], None], qtbot: QtBot) -> None:
    years = Choice(lambda: "Fiscal year", [Option("a", "A"), Option("b", "B")])
    show(years)

    with qtbot.assertNotEmitted(years.chosen):
        years.set_value("b")

    assert years.text() == "B"


def test_a_service_is_rated_by_digits_and_the_rating_taken_back(show: Callable[[QWidget], None]) -> None:
    rated: list[object] = []
    bars = RatingBars(lambda: "Mandate")
    bars.rated.connect(rated.append)
    show(bars)
    bars.setFocus()
    bars.set_rating(None, suggested=2)
    suggested = bars.accessibleName()

    press(bars, "3")
    press(bars, "0")
    press(bars, "Backspace")

    assert suggested == "Mandate: Medium, suggested"
    assert rated == [3, 0, None]


def test_a_requirement_is_rated_by_keys_and_by_its_segments(show: Callable[[QWidget], None]) -> None:
    rated: list[str] = []
    rating = RequirementRating(lambda: "7.1", _SCALE)
    rating.rated.connect(rated.append)
    show(rating)
    rating.setFocus()

    press(rating, "4")
    press(rating, "N")
    click(rating, QPoint(px(8) + px(11) + px(4), rating.height() // 2))

    assert rated == ["4", "NA", "2"]
    assert rating.accessibleName() == "7.1: Partly met"


def test_a_requirement_is_rated_from_the_list_too(show: Callable[[QWidget], None], qtbot: QtBot) -> None:
    rating = RequirementRating(lambda: "7.1", _SCALE)
    show(rating)

    click(rating, QPoint(rating.width() - 6, rating.height() // 2))
    menu = rating.findChild(QMenu)
    assert isinstance(menu, QMenu)
    with qtbot.waitSignal(rating.rated) as told:
        choose(menu, "Not applicable")

    assert told.args == ["NA"]


def test_a_weight_is_typed_as_a_number(show: Callable[[QWidget], None], qtbot: QtBot) -> None:
    slider = WeightSlider(lambda: "Mandate")
    slider.set_value(10)
    show(slider)
    slider.track.setFocus()

    with qtbot.waitSignal(slider.settled) as told:
        press(slider.track, "4")
        press(slider.track, "5")

    assert told.args == [45]
    assert slider.figure.text() == "45%"


def test_a_weight_is_dragged_and_told_while_it_moves(show: Callable[[QWidget], None], qtbot: QtBot) -> None:
    moved: list[int] = []
    slider = WeightSlider(lambda: "Mandate")
    slider.moved.connect(moved.append)
    show(slider)

    with qtbot.waitSignal(slider.settled):
        click(slider.track, QPoint(slider.track.width() // 2, slider.track.height() // 2))

    assert moved == [50]


def test_a_day_is_taken_as_year_month_day_and_anything_else_is_explained(
    show: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    field = DateField(lambda: "Approved on")
    show(field)

    with qtbot.waitSignal(field.dated) as told:
        replace_text(field.editor(), "2026-04-01")
        press(field.editor(), "Return")
    with qtbot.assertNotEmitted(field.dated):
        replace_text(field.editor(), "April 1")
        press(field.editor(), "Return")

    assert told.args == [date(2026, 4, 1)]
    assert field._findings.sentences() == ["Enter the day as year-month-day, for example 2026-04-01."]
    assert field.value() == "April 1"


def test_what_a_check_refuses_stays_in_the_field_and_escape_gives_the_stored_text_back(
    show: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    field = TextField(lambda: "Identifier")
    field.set_check(lambda text: "Give it digits." if not text.isdigit() else None)
    field.set_value("12")
    show(field)

    with qtbot.assertNotEmitted(field.committed):
        replace_text(field.editor(), "twelve")
        press(field.editor(), "Return")
    kept = field.value()
    press(field.editor(), "Esc")

    assert kept == "twelve"
    assert field.value() == "12"


def test_a_finding_leads_somewhere_by_click_and_by_enter(show: Callable[[QWidget], None], qtbot: QtBot) -> None:
    chip = FindingChip(Level.ERROR, "Rationale", "The rationale has no French text.")
    show(chip)

    with qtbot.waitSignal(chip.activated):
        click(chip)
    with qtbot.waitSignal(chip.activated):
        press(chip, "Space")

    assert chip.accessibleName() == "Error. Rationale. The rationale has no French text."


def test_the_glyph_of_interaction_points_is_read_aloud_point_by_point(show: Callable[[QWidget], None]) -> None:
    points = InteractionPoints(lambda: "Online")
    points.set_points([Point("Application", "Y"), Point("Decision", "N"), Point("Issuance", "NA")])
    show(points)

    assert points.accessibleDescription() == "Application: online; Decision: not online; Issuance: not applicable"


def test_a_chart_is_read_aloud_figure_by_figure_and_a_gap_is_no_zero(show: Callable[[QWidget], None]) -> None:
    years = ("2023–24", "2024–25", "2025–26")
    series = (Series("Result", (0.4, None, None)), Series("Target", (None, 0.5, 0.6), SeriesRole.TARGET))
    view = ChartView(Chart(ChartKind.BAR, "Share online", years, series, Language.EN, Unit.SHARE))
    show(view)

    assert view.accessibleName() == "Share online"
    assert "2024–25: no data" in view.accessibleDescription()
    assert "2025–26: 60%" in view.accessibleDescription()


def test_a_question_gives_the_focus_to_the_safe_answer(qtbot: QtBot) -> None:
    dialog = question(None, "Delete “Permit”?", "Its 2 records go with it.", accept="Delete", keep="Keep")
    qtbot.addWidget(dialog)

    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    focused = dialog.focusWidget()

    assert isinstance(focused, Button)
    assert focused.text() == "Keep"
    assert dialog.width() >= px(480)


def test_escape_leaves_everything_as_it_is(qtbot: QtBot) -> None:
    dialog = Dialog(None, "Delete?")
    qtbot.addWidget(dialog)
    dialog.add_button("Delete", accepts=True)
    dialog.add_button("Keep", accepts=False)
    dialog.open()

    with qtbot.waitSignal(dialog.rejected):
        press(dialog, "Esc")


def test_a_dialog_that_grows_keeps_its_buttons_on_the_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    window.setGeometry(room.left(), room.bottom() - 200, 400, 200)
    window.show()
    dialog = Dialog(window, "Import 2 files?")
    content = QWidget()
    content.setMinimumHeight(room.height() - 200)
    dialog.body.addWidget(content)
    dialog.add_button("Import", accepts=True)

    dialog.open()
    settle()

    assert room.contains(dialog.frameGeometry())


def test_a_dialog_that_the_screen_is_too_low_for_scrolls_above_its_buttons(qtbot: QtBot) -> None:
    dialog = Dialog(None, "Which service goes on?", width=4000)
    qtbot.addWidget(dialog)
    hidden, content = Label("Not said"), QWidget()
    room = dialog.screen().availableGeometry()
    content.setMinimumHeight(room.height() + 100)
    for widget in (hidden, content):
        dialog.body.addWidget(widget)
    hidden.hide()
    button = dialog.add_button("Merge", accepts=True)

    dialog.open()
    settle()

    assert dialog.frameGeometry().bottom() <= room.bottom()
    assert content.isVisible()
    assert not hidden.isVisible()
    click(button)

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette

from app.resources import resource
from ui.look.measure import font, px, unit
from ui.look.paint import CENTRE, LEFT, RIGHT, WRAPPED, WRAPPED_CENTRE
from ui.look.sheet import style_sheet
from ui.look.theme import Theme, ThemeChoice, colour, is_high_contrast, palette_of, scheme
from ui.look.tokens import Role, Scheme, Size, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

pytestmark = pytest.mark.usefixtures("look")

_GROUNDS = (Role.SHEET, Role.CHROME, Role.SUNKEN, Role.RAISED, Role.ACCENT_SOFT, Role.DESK)
_SOFT = {Role.GOOD: Role.GOOD_SOFT, Role.WARN: Role.WARN_SOFT, Role.BAD: Role.BAD_SOFT, Role.IDEA: Role.IDEA_SOFT}


def _light(colour_name: str) -> float:
    channels = [int(colour_name[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _ratio(one: str, other: str) -> float:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("which", [Scheme.LIGHT, Scheme.DARK])
def test_every_text_colour_can_be_read_on_every_ground(which: Scheme) -> None:
    inks = (Role.TEXT, Role.TEXT2, Role.ACCENT, Role.GOOD, Role.WARN, Role.BAD, Role.IDEA)
    worst = min(_ratio(value(ink, which), value(ground, which)) for ink, ground in itertools.product(inks, _GROUNDS))

    assert worst >= 4.5


@pytest.mark.parametrize("which", [Scheme.LIGHT, Scheme.DARK])
def test_edges_of_controls_and_states_stand_out(which: Scheme) -> None:
    edges = min(_ratio(value(Role.CONTROL, which), value(ground, which)) for ground in _GROUNDS[:4])
    states = min(_ratio(value(ink, which), value(ground, which)) for ink, ground in _SOFT.items())

    assert edges >= 3.0
    assert states >= 4.5


def test_light_and_dark_are_told_from_the_palette(look: Theme) -> None:
    assert scheme() is Scheme.LIGHT

    look.choose(ThemeChoice.DARK)

    assert scheme() is Scheme.DARK
    assert colour(Role.SHEET) == QColor(value(Role.SHEET, Scheme.DARK))


@pytest.fixture
def start(qapp: QApplication) -> Iterator[Callable[..., Theme]]:
    """Dress the application as a start does, which ends with the test."""
    started: list[Theme] = []

    def begin(choice: ThemeChoice = ThemeChoice.SYSTEM, last: tuple[str, str] = ("", "")) -> Theme:
        started.append(Theme(qapp, choice, last))
        return started[-1]

    yield begin
    for theme in started:
        theme.deleteLater()


def test_the_scheme_of_the_last_start_holds_until_the_system_is_asked(start: Callable[..., Theme]) -> None:
    colours = start().system_look()[0]

    theme = start(last=(colours, "dark"))
    trusted, told = scheme(), theme.system_look()
    theme.ask_system()

    assert trusted is Scheme.DARK
    assert told == (colours, "dark")
    assert scheme() is Scheme.LIGHT
    assert theme.system_look() == (colours, "light")


@pytest.mark.parametrize("last", [("", ""), ("#000000", "dark"), ("{colours}", "purple")])
def test_the_system_is_asked_at_once_where_nothing_is_known_of_its_colours(
    start: Callable[..., Theme], last: tuple[str, str]
) -> None:
    colours = start().system_look()[0]

    theme = start(last=(last[0].format(colours=colours), last[1]))

    assert scheme() is Scheme.LIGHT
    assert theme.system_look() == (colours, "light")


def test_a_forced_theme_tells_nothing_of_the_system(start: Callable[..., Theme]) -> None:
    theme = start(ThemeChoice.DARK, ("#ffffff", "light"))

    assert scheme() is Scheme.DARK
    assert theme.system_look() == ("#ffffff", "light")


def test_alignment_is_numbered_as_qt_numbers_it() -> None:
    edge, wrap = Qt.AlignmentFlag, Qt.TextFlag.TextWordWrap

    assert edge.AlignLeft | edge.AlignVCenter == LEFT
    assert edge.AlignRight | edge.AlignVCenter == RIGHT
    assert int(edge.AlignCenter) == CENTRE
    assert int(edge.AlignLeft) | int(wrap) == WRAPPED
    assert int(edge.AlignHCenter | edge.AlignTop) | int(wrap) == WRAPPED_CENTRE


def test_under_the_systems_own_colours_every_role_is_one_of_them(qapp: QApplication) -> None:
    system = QPalette(QColor("#000000"))
    system.setColor(QPalette.ColorRole.Base, QColor("#000000"))
    system.setColor(QPalette.ColorRole.WindowText, QColor("#FFFFFF"))
    system.setColor(QPalette.ColorRole.Highlight, QColor("#FFD93D"))
    qapp.setPalette(system)

    assert is_high_contrast()
    assert colour(Role.TEXT) == QColor("#FFFFFF")
    assert colour(Role.ACCENT) == QColor("#FFD93D")
    assert colour(Role.BAD_SOFT) == QColor("#000000")


def test_the_style_sheet_names_no_hue_and_no_font() -> None:
    text = resource("templates", "look.qss").read_text(encoding="utf-8")

    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b(?!\w)", re.sub(r"#[a-z_]+", "", text)) == []
    assert "font" not in re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def test_every_role_of_the_style_sheet_is_filled_in() -> None:
    written = style_sheet({role: value(role, Scheme.LIGHT) for role in Role})

    assert "@" not in written
    assert not re.search(r"\du\b", written)


def test_lengths_grow_with_the_platforms_font(qapp: QApplication) -> None:
    before, plain = px(100), unit()
    large = qapp.font()
    large.setPointSizeF(large.pointSizeF() * 2)

    qapp.setFont(large)

    assert unit() > 1.8 * plain
    assert px(100) > 1.8 * before


def test_figures_are_larger_than_titles_and_captions_smaller_than_text() -> None:
    sizes = [font(size).pointSizeF() for size in (Size.CAPTION, Size.BODY, Size.HEADING, Size.TITLE, Size.FIGURE)]

    assert sizes == sorted(sizes)


def test_disabled_texts_are_fainter_than_others() -> None:
    palette = palette_of(Scheme.LIGHT)

    faded = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)

    assert faded.alpha() < palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Text).alpha()

"""The roles' values now: light, dark, or the system's own under high contrast.

The scheme is not kept anywhere: it is told from the application's palette, so that a
painted widget that asks in its paint event is always right.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui.look.sheet import style_sheet
from ui.look.tokens import Role, Scheme, series_value, value

if TYPE_CHECKING:
    from PySide6.QtGui import QStyleHints

_P = QPalette.ColorRole
_PALETTE: Final = {
    _P.Window: Role.CHROME,
    _P.Base: Role.SHEET,
    _P.AlternateBase: Role.SUNKEN,
    _P.Button: Role.RAISED,
    _P.WindowText: Role.TEXT,
    _P.Text: Role.TEXT,
    _P.ButtonText: Role.TEXT,
    _P.BrightText: Role.ON_ACCENT,
    _P.PlaceholderText: Role.TEXT2,
    _P.ToolTipBase: Role.RAISED,
    _P.ToolTipText: Role.TEXT,
    _P.Highlight: Role.ACCENT,
    _P.HighlightedText: Role.ON_ACCENT,
    _P.Accent: Role.ACCENT,
    _P.Link: Role.ACCENT,
    _P.LinkVisited: Role.ACCENT,
    _P.Light: Role.RAISED,
    _P.Midlight: Role.LINE,
    _P.Mid: Role.LINE,
    _P.Dark: Role.CONTROL,
    _P.Shadow: Role.CONTROL,
}
_SYSTEM: Final = {  # under high contrast each role is one of the system's own
    Role.CHROME: _P.Window,
    Role.SHEET: _P.Base,
    Role.SUNKEN: _P.Base,
    Role.RAISED: _P.Button,
    Role.DESK: _P.Base,
    Role.ACCENT: _P.Highlight,
    Role.ACCENT_SOFT: _P.Base,
    Role.ON_ACCENT: _P.HighlightedText,
    Role.GOOD_SOFT: _P.Base,
    Role.WARN_SOFT: _P.Base,
    Role.BAD_SOFT: _P.Base,
    Role.IDEA_SOFT: _P.Base,
}
_SHEET_NAMES: Final = {
    _P.Window: "window",
    _P.Base: "base",
    _P.Button: "button",
    _P.Highlight: "highlight",
    _P.HighlightedText: "highlighted-text",
    _P.WindowText: "window-text",
}
_DISABLED_ALPHA: Final = 153  # 60 %


class ThemeChoice(StrEnum):
    """Which theme the planner asks for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def scheme() -> Scheme:
    """Return which scheme the application is drawn in, told from its palette."""
    return _scheme_of(QApplication.palette().cacheKey())


@lru_cache(maxsize=8)
def _scheme_of(_palette: int) -> Scheme:
    """Tell the scheme once a palette: it is asked thousands of times in a repaint."""
    window = QApplication.palette().color(_P.Window).name().upper()
    for known in (Scheme.LIGHT, Scheme.DARK):
        if window == value(Role.CHROME, known):
            return known
    return Scheme.CONTRAST


def colour(role: Role) -> QColor:
    """Return the colour of ``role``; ask in the paint event and keep nothing."""
    return QColor.fromRgba(_colour_of(QApplication.palette().cacheKey(), role))


@lru_cache(maxsize=128)
def _colour_of(_palette: int, role: Role) -> int:
    now = scheme()
    if now is Scheme.CONTRAST:
        return QApplication.palette().color(_SYSTEM.get(role, _P.WindowText)).rgba()
    return QColor(value(role, now)).rgba()


def series(index: int) -> QColor:
    """Return the chart colour ``index``, counted from 0; 4 is that of earlier years."""
    return QColor(series_value(index, scheme()))


def is_high_contrast() -> bool:
    """Whether soft grounds and empty bars need an outline to be seen."""
    return scheme() is Scheme.CONTRAST


def palette_of(which: Scheme) -> QPalette:
    """Return the palette that gives Qt's own widgets the roles of ``which``."""
    palette = QPalette()
    for group_role, role in _PALETTE.items():
        palette.setColor(group_role, QColor(value(role, which)))
    faded = QColor(value(Role.TEXT2, which))
    faded.setAlpha(_DISABLED_ALPHA)
    for group_role in (_P.WindowText, _P.Text, _P.ButtonText, _P.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, group_role, faded)
    palette.setColor(QPalette.ColorGroup.Disabled, _P.Highlight, QColor(value(Role.LINE, which)))
    palette.setColor(QPalette.ColorGroup.Disabled, _P.Accent, QColor(value(Role.LINE, which)))
    return palette


def asks_for_contrast(hints: QStyleHints) -> bool:
    """Whether the system asks for high contrast; Qt tells it from 6.10 on."""
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is None:
        return False
    return bool(accessibility().contrastPreference() is QtCore.Qt.ContrastPreference.HighContrast)


class Theme(QObject):
    """Keeps palette and style sheet with the system's scheme, or with the planner's choice.

    To ask the system for its scheme takes an eighth of the time to the first painted window (``look.paint`` tells why).
    While its own colours are those of the last start, its scheme is taken to be so too; it is asked after the paint.
    """

    changed = Signal(object)  # Scheme

    def __init__(
        self, application: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM, last: tuple[str, str] = ("", "")
    ) -> None:
        """Dress the application.

        Args:
            application: what shall look so.
            choice: what the planner asked for.
            last: what ``system_look`` returned in an earlier process.
        """
        super().__init__(application)
        self._application = application
        self._system = application.palette()
        self._choice = choice
        self._last = last
        self._colours = " ".join(self._system.color(role).name() for role in _SHEET_NAMES)
        self._trusted = Scheme(last[1]) if last[0] == self._colours and last[1] in set(Scheme) else None
        self._apply()
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self.ask_system)
        accessibility = getattr(hints, "accessibility", None)
        if accessibility is not None:
            accessibility().contrastPreferenceChanged.connect(self.ask_system)

    def system_look(self) -> tuple[str, str]:
        """Return the system's colours at the start and its scheme, to be ``last`` at the next; as before if forced."""
        return (self._colours, self._wanted().value) if self._choice is ThemeChoice.SYSTEM else self._last

    def ask_system(self) -> None:
        """Follow what the system asks for now."""
        self._trusted = None
        self._apply()

    def choice(self) -> ThemeChoice:
        """Return what the planner asked for."""
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Follow the system, or force light or dark."""
        self._choice, self._trusted = choice, None
        forced = {ThemeChoice.LIGHT: QtCore.Qt.ColorScheme.Light, ThemeChoice.DARK: QtCore.Qt.ColorScheme.Dark}
        if choice in forced:
            self._application.styleHints().setColorScheme(forced[choice])  # title bars and file dialogs too
        else:
            self._application.styleHints().unsetColorScheme()
        self._apply()

    def refresh(self) -> None:
        """Build the sheet again, for the platform's font has another size."""
        self._application.setStyleSheet(self._sheet())

    def _wanted(self) -> Scheme:
        if self._choice is not ThemeChoice.SYSTEM:
            return Scheme(self._choice.value)
        if self._trusted is not None:
            return self._trusted
        hints = self._application.styleHints()
        if asks_for_contrast(hints):
            return Scheme.CONTRAST
        return Scheme.DARK if hints.colorScheme() is QtCore.Qt.ColorScheme.Dark else Scheme.LIGHT

    def _apply(self) -> None:
        wanted = self._wanted()
        palette = self._system if wanted is Scheme.CONTRAST else palette_of(wanted)
        if palette != self._application.palette():  # setting it raises the change again
            # without a sheet, or every widget would be polished for the palette and for the sheet: 6 s against 0.5
            self._application.setStyleSheet("")
            self._application.setPalette(palette)
        sheet = self._sheet()
        if sheet != self._application.styleSheet():
            self._application.setStyleSheet(sheet)
            self.changed.emit(wanted)

    def _sheet(self) -> str:
        now = scheme()
        if now is Scheme.CONTRAST:
            roles = {role: f"palette({_SHEET_NAMES[_SYSTEM.get(role, _P.WindowText)]})" for role in Role}
        else:
            roles = {role: value(role, now) for role in Role}
        return style_sheet(roles)

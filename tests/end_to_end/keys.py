"""A keyboard and nothing else: keys go to the window that has the focus, and from there as Qt leads them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget

from tests.ui.driver import settle

if TYPE_CHECKING:
    from collections.abc import Callable

_MOUSE = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Wheel,
    QEvent.Type.ContextMenu,
}
_FURTHEST = 80  # stops of Tab after which something counts as out of reach
W = TypeVar("W", bound=QWidget)


class Mouse(QObject):
    """Notes every event of a mouse that reaches the program."""

    def __init__(self) -> None:
        super().__init__()
        self.used: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Note what a mouse did."""
        if event.type() in _MOUSE:
            self.used.append(f"{event.type().name} at {watched.objectName() or type(watched).__name__}")
        return False


def described(widget: QWidget | None) -> str:
    """Return how a failure names a widget."""
    if widget is None:
        return "nothing"
    words = widget.text() if isinstance(widget, QAbstractButton | QLabel) else widget.accessibleName()
    return f"{type(widget).__name__} {widget.objectName()!r} {words!r}"


class Keyboard:
    """Presses keys; what has the focus gets them, as on a desktop."""

    def __init__(self, window: QWidget) -> None:
        """Type into ``window`` and what it opens."""
        self._main = window

    def focus(self) -> QWidget | None:
        """Return what has the focus: in a popup where one is open, for that takes every key."""
        self._window()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        return QApplication.focusWidget()

    def at(self, kind: type[W], name: str = "") -> W:
        """Return what has the focus, which must be of that kind and, where one is given, have that object name.

        Raises:
            AssertionError: something else has it, or it cannot be seen.
        """
        found = self.focus()
        assert isinstance(found, kind), f"the focus is at {described(found)}, not at a {kind.__name__} {name}"
        assert not name or found.objectName() == name, f"the focus is at {described(found)}, not at {name!r}"
        assert found.isVisible(), f"{described(found)} has the focus and is not shown"
        return found

    def _window(self) -> QWindow:
        if QGuiApplication.focusWindow() is None:  # without a window manager nobody does it when a dialog closes
            (QApplication.activeModalWidget() or self._main).activateWindow()
            settle()
        window = QGuiApplication.focusWindow()
        assert window is not None, "no window has the focus"
        return window

    def press(self, keys: str, times: int = 1) -> None:
        """Press a key or a combination, written as ``Ctrl+K``."""
        for _time in range(times):
            QTest.keySequence(self._window(), QKeySequence(keys))
            settle()

    def type(self, text: str) -> None:
        """Type a text; letters beyond ASCII come as an input method commits them."""
        for character in unicodedata.normalize("NFC", text):
            if character.isascii():
                QTest.keyClick(self._window(), ord(character))
                continue
            event = QInputMethodEvent("", [])
            event.setCommitString(character)
            target = QGuiApplication.focusObject()
            assert target is not None, "no window has the focus"
            QApplication.sendEvent(target, event)
        settle()

    def replace(self, text: str) -> None:
        """Type over everything that the editor with the focus holds."""
        self.press("Ctrl+A")
        self.type(text)

    def tab_to(self, wanted: Callable[[QWidget], bool], *, back: bool = False) -> QWidget:
        """Press Tab until the focus is where it is wanted.

        Raises:
            AssertionError: Tab never leads there; what it stopped at is named.
        """
        passed = []
        for _stop in range(_FURTHEST):
            now = self.focus()
            if now is not None and wanted(now):
                return now
            passed.append(described(now))
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError("Tab never leads there; it stopped at\n" + "\n".join(passed))

    def tab_to_button(self, words: str) -> QWidget:
        """Press Tab until a button with these words has the focus."""
        return self.tab_to(lambda one: isinstance(one, QAbstractButton) and one.text().replace("&", "") == words)

    def tab_to_name(self, name: str) -> QWidget:
        """Press Tab until the widget with this accessible name has the focus."""
        return self.tab_to(lambda one: one.accessibleName() == name)

    def choose(self, words: str) -> None:
        """Go down an open menu to an entry by its words, and take it with Enter."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), f"no menu is open, but {described(menu)}"
        seen = []
        for _entry in range(len(menu.actions()) + 1):
            current = menu.activeAction()
            if current is not None and current.text().replace("&", "") == words:
                assert current.isEnabled(), f"{words!r} cannot be chosen"
                self.press("Return")
                return
            seen.append(current.text() if current is not None else "")
            self.press("Down")
        raise AssertionError(f"no entry {words!r} among {seen}")

"""Real clicks and keys: each step first makes sure that a person could do it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFileDialog, QLineEdit, QMenu, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QAction

_LEFT = Qt.MouseButton.LeftButton
_NO_KEY = Qt.KeyboardModifier.NoModifier


def settle() -> None:
    """Deliver what waits: layout, timers that are due, paint."""
    for _round in range(3):
        QApplication.processEvents()


def assert_reachable(widget: QWidget, place: QPoint | None = None) -> QPoint:
    """Return a place in ``widget`` that a pointer reaches.

    Raises:
        AssertionError: it is hidden, disabled, has no room, or something lies above it.
    """
    name = widget.objectName() or widget.accessibleName() or type(widget).__name__
    assert widget.isVisible(), f"{name} is not shown"
    assert widget.isEnabled(), f"{name} takes no click: {widget.toolTip()}"
    spot = place if place is not None else widget.rect().center()
    assert widget.visibleRegion().contains(spot), f"{name} is scrolled or clipped away"
    modal, window = QApplication.activeModalWidget(), widget.window()
    above = window is modal or window is QApplication.activePopupWidget()
    assert modal is None or above or modal.isAncestorOf(widget), f"a dialog lies over {name}"
    top = widget.window().childAt(widget.mapTo(widget.window(), spot))
    inside = top is None or top is widget or widget.isAncestorOf(top) or top.isAncestorOf(widget)
    assert inside, f"{type(top).__name__} lies over {name}"
    return spot


def click(widget: QWidget, place: QPoint | None = None) -> None:
    """Click a widget, by default in its middle."""
    spot = assert_reachable(widget, place)
    QTest.mouseClick(widget, _LEFT, _NO_KEY, spot)
    settle()


def click_cell(view: QAbstractItemView, index: QModelIndex, *, double: bool = False) -> None:
    """Click a cell of a table or list, which is scrolled into view before."""
    view.scrollTo(index)
    settle()
    spot = assert_reachable(view.viewport(), view.visualRect(index).center())
    QTest.mouseClick(view.viewport(), _LEFT, _NO_KEY, spot)
    if double:
        QTest.mouseDClick(view.viewport(), _LEFT, _NO_KEY, spot)
    settle()


def press(widget: QWidget, keys: str) -> None:
    """Press a key or a combination, written as ``Ctrl+K``, on a widget that has the focus or gets it."""
    assert widget.isVisible(), f"{type(widget).__name__} is not shown"
    assert widget.isEnabled(), f"{type(widget).__name__} takes no key"
    QTest.keySequence(widget, QKeySequence(keys))
    settle()


def type_text(widget: QWidget, text: str) -> None:
    """Type into an editor as a person does; letters beyond ASCII come as an input method commits them."""
    assert_reachable(widget)
    if not widget.window().isActiveWindow():  # without a window manager nobody does it when a dialog closes
        widget.window().activateWindow()
        settle()
    if not widget.hasFocus():
        widget.setFocus(Qt.FocusReason.MouseFocusReason)
        settle()
    target = QGuiApplication.focusObject()
    assert target is not None, "no window has the focus"
    assert target is widget or widget.focusProxy() is target, "the cursor is elsewhere"
    for character in unicodedata.normalize("NFC", text):
        if character.isascii() and character.isprintable():
            QTest.keyClicks(widget.focusProxy() or widget, character)
        else:
            event = QInputMethodEvent("", [])
            event.setCommitString(character)
            QApplication.sendEvent(target, event)
    settle()


def replace_text(widget: QWidget, text: str) -> None:
    """Select everything in an editor and type over it; nothing to type empties it."""
    assert_reachable(widget)
    widget.setFocus(Qt.FocusReason.MouseFocusReason)
    press(widget, "Ctrl+A")
    press(widget, "Del")
    type_text(widget, text)


def choose(menu: QMenu, words: str) -> None:
    """Choose an entry of an open menu by its words.

    Raises:
        AssertionError: the menu is closed, or has no such entry that can be chosen.
    """
    assert menu.isVisible(), "the menu is closed"
    entries: list[QAction] = [action for action in menu.actions() if action.text().replace("&", "") == words]
    assert entries, f"no entry {words!r} among {[action.text() for action in menu.actions()]}"
    assert entries[0].isEnabled(), f"{words!r} cannot be chosen"
    spot = menu.actionGeometry(entries[0]).center()
    QTest.mouseClick(menu, _LEFT, _NO_KEY, spot)
    settle()


def dialog() -> QWidget:
    """Return the dialog that is open.

    Raises:
        AssertionError: none is.
    """
    settle()
    found = QApplication.activeModalWidget()
    assert found is not None, "no dialog is open"
    return found


def answer_file_dialog(names: Sequence[Path], act: Callable[[], object]) -> None:
    """Do what opens a file dialog, type the names into it and accept.

    Raises:
        AssertionError: no file dialog was opened.
    """
    answered: list[str] = []

    def answer() -> None:
        shown = QApplication.activeModalWidget()
        if not isinstance(shown, QFileDialog):
            return
        timer.stop()
        editor = shown.findChild(QLineEdit, "fileNameEdit")
        assert editor is not None
        assert_reachable(editor)
        text = " ".join(f'"{name}"' for name in names) if len(names) > 1 else str(names[0])
        editor.setText(text)
        answered.append(text)
        press(editor, "Return")

    timer = QTimer()
    timer.setInterval(20)
    timer.timeout.connect(answer)
    timer.start()
    act()
    settle()
    assert answered, "no file dialog was opened"

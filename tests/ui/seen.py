"""What a person sees or hears of a window: texts, tooltips, accessible names, and whether they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from model.language import Language
from tests.ui.driver import settle
from ui.widgets.label import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.language import LanguageSwitch
    from ui.look.theme import Theme


def shown(root: QWidget) -> list[QWidget]:
    """Return the widgets that are shown below ``root``, also those that are scrolled away."""
    return [widget for widget in root.findChildren(QWidget) if widget.isVisible()]


def texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """Yield where a text is, and the text: on labels, buttons, hints, tooltips and accessible names."""
    for widget in shown(root):
        name = f"{type(widget).__name__} {widget.objectName()}"
        if isinstance(widget, ElidedLabel):
            yield f"{name} text", widget.whole()
        elif isinstance(widget, QLabel | QAbstractButton):
            yield f"{name} text", widget.text()
        if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
            yield f"{name} hint", widget.placeholderText()
        yield f"{name} tooltip", widget.toolTip()
        yield f"{name} name", widget.accessibleName()
        yield f"{name} description", widget.accessibleDescription()


def said(root: QWidget) -> dict[str, str]:
    """Return every text by its place: the same places in either language."""
    return {f"{number} {where}": text for number, (where, text) in enumerate(texts(root)) if text.strip()}


def same_in_french(root: QWidget, languages: LanguageSwitch) -> set[str]:
    """Switch to French and return the words that stayed as they were.

    Raises:
        AssertionError: the window says more or less than before.
    """
    english = said(root)
    languages.switch(Language.FR)
    settle()
    french = said(root)
    assert len(french) == len(english)
    return {text for where, text in french.items() if english.get(where) == text and any(map(str.isalpha, text))}


def lacks_in_french(page: QWidget, languages: LanguageSwitch, look: Theme, scale: float) -> list[str]:
    """Return what is clipped or sticks out in French, in a window of 1280 by 720 with a font of another size."""
    languages.switch(Language.FR)
    larger = QFont(QApplication.font())
    larger.setPointSizeF(larger.pointSizeF() * scale)
    QApplication.setFont(larger)
    look.refresh()
    window = page.window()
    window.resize(1280, 720)
    settle()
    settle()
    assert window.width() == 1280
    return clipped(page) + outside(page)


def tab_stops(root: QWidget) -> list[QWidget]:
    """Return what Tab stops at."""
    return [
        widget
        for widget in shown(root)
        if widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    ]


def unnamed(root: QWidget) -> list[str]:
    """Return the tab stops that a screen reader has no name for."""
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in tab_stops(root)
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()
    ]


def clipped(root: QWidget) -> list[str]:
    """Return labels, buttons and scrolled contents that do not have the room that they need."""
    found = []
    for widget in shown(root):
        said = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
        label = f"{type(widget).__name__} {said or widget.accessibleName()!r}"
        if isinstance(widget, QLabel) and not isinstance(widget, ElidedLabel) and said:
            found += [f"{label} {lack}" for lack in _label_lacks(widget)]
        elif isinstance(widget, QAbstractButton) and widget.width() + 1 < _least(widget):
            found.append(f"{label} has {widget.width()} of {_least(widget)} wide")
        elif isinstance(widget, QAbstractButton) and widget.height() + 1 < _tall(widget):
            found.append(f"{label} has {widget.height()} of {_tall(widget)} high")
        elif isinstance(widget, QScrollArea) and (content := widget.widget()) is not None:
            wanted = content.minimumSizeHint().width()
            if wanted > widget.viewport().width() + 1:
                found.append(f"{label} shows {widget.viewport().width()} of {wanted} wide")
    return found


def _least(widget: QWidget) -> int:
    return widget.minimumSizeHint().width()


def _tall(widget: QWidget) -> int:
    least = widget.minimumSizeHint().height()
    return min(least, widget.heightForWidth(widget.width())) if widget.hasHeightForWidth() else least


def _label_lacks(label: QLabel) -> list[str]:
    if label.wordWrap():
        wanted = label.heightForWidth(label.width())
        return [f"has {label.height()} of {wanted} high"] if label.height() + 1 < wanted else []
    lacks = []
    if label.width() + 1 < label.sizeHint().width():
        lacks.append(f"has {label.width()} of {label.sizeHint().width()} wide")
    if label.height() + 1 < label.sizeHint().height():
        lacks.append(f"has {label.height()} of {label.sizeHint().height()} high")
    return lacks


def outside(root: QWidget) -> list[str]:
    """Return shown widgets that stick out of what holds them to the right, where nothing scrolls."""
    found = []
    for widget in shown(root):
        parent = widget.parentWidget()
        if parent is None or widget.isWindow() or isinstance(parent, QAbstractScrollArea | QAbstractItemView):
            continue
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            continue
        if widget.geometry().right() > parent.width() + 1:
            found.append(f"{type(widget).__name__} {widget.accessibleName()!r} in {type(parent).__name__}")
    return found

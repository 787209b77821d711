"""The filter of the table: a button that opens its parts, and a chip for each part that is on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.formats import format_number
from app.i18n import _, language, ngettext
from app.inventory.filtering import FACETS, REPORTED, STATES, ServiceFilter
from app.typography import sort_key
from ui.look.icons import SMALL, draw_icon
from ui.look.measure import font, px
from ui.look.paint import LEFT, focus_ring, smooth, soft
from ui.look.theme import colour
from ui.look.tokens import Role
from ui.pages.inventory.filter_words import facet_words, state_words, value_words
from ui.widgets.button import Button, Kind, MenuButton, menu_action
from ui.widgets.code_list import Code, CodeList
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Scroll, column
from ui.widgets.texts import Retranslated, Words, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction, QPaintEvent, QResizeEvent

    from ui.pages.inventory.list_model import ServiceListModel

__all__ = ["FilterButton", "FilterChips", "ServiceFilter"]
_SIDE: Final = 8
_MOST: Final = 40  # letters of a chip
_MOST_LINES: Final = 2  # of chips; more of them are scrolled


class FilterButton(MenuButton):
    """Opens the filter; says how many of its parts are on."""

    changed = Signal(object)  # ServiceFilter

    def __init__(self, model: ServiceListModel) -> None:
        self.value = ServiceFilter()
        self._model = model
        super().__init__(self.words, icon="list-filter")
        self.opened: CodeList | None = None
        self._build()

    def set_value(self, value: ServiceFilter) -> None:
        """Filter by ``value``, and tell it."""
        if value != self.value:
            self.value = value
            self.say(self.words)
            self._tick()
            self.changed.emit(value)

    def words(self) -> str:
        """Return the words of the button: how many parts of the filter are on."""
        on = self.value.count()
        return ngettext("Filter ({count})", "Filter ({count})", on).format(count=on) if on else _("Filter")

    def _build(self) -> None:
        menu, states = self.menu(), QActionGroup(self)
        self._ticks: list[tuple[QAction, Callable[[], bool]]] = []
        for state in STATES:
            action = menu_action(menu, partial(state_words, state), do=partial(self._set_state, state))
            action.setCheckable(True)
            states.addAction(action)
            self._ticks.append((action, partial(self._is, state)))
        menu.addSeparator()
        for facet in FACETS:
            action = menu_action(menu, partial(self._facet_words, facet), do=partial(self.open_facet, facet))
            action.setCheckable(True)
            self._ticks.append((action, partial(self._has, facet)))
        menu.addSeparator()
        menu_action(menu, lambda: _("Clear the filter"), icon="x", do=lambda: self.set_value(ServiceFilter()))
        menu.aboutToShow.connect(self._tick)

    def _facet_words(self, facet: str) -> str:
        chosen = len(self.value.values(facet))
        name = facet_words(facet)
        return (
            _("{name} ({count})…").format(name=name, count=format_number(chosen))
            if chosen
            else _("{name}…").format(name=name)
        )

    def _tick(self) -> None:
        for action, holds in self._ticks:
            action.setChecked(holds())

    def _set_state(self, state: str) -> None:
        self.set_value(ServiceFilter(state, self.value.chosen))

    def _is(self, state: str) -> bool:
        return self.value.state == state

    def _has(self, facet: str) -> bool:
        return bool(self.value.values(facet))

    def open_facet(self, facet: str) -> None:
        """Open the values of a facet below the button, once they are known; the table follows each tick."""
        self._model.once_learnt("facet", partial(self._open_facet, facet))

    def _open_facet(self, facet: str) -> None:
        chosen = set(self.value.values(facet))
        listed = CodeList(self, facet_words(facet), self._codes(facet), chosen, multiple=True)
        listed.picked.connect(lambda value: self.set_value(self.value.toggled(facet, value)))
        listed.closed.connect(self.setFocus)
        listed.adjustSize()
        place = self.mapToGlobal(QPoint(self.width() - listed.width(), self.height() + 2))
        room = self.screen().availableGeometry()
        listed.move(max(place.x(), room.left()), min(place.y(), room.bottom() - listed.height()))
        listed.show()
        listed.search.setFocus()
        self.opened = listed

    def _codes(self, facet: str) -> list[Code]:
        """Return the values that services of the chosen state have, with their numbers, in the order of their words."""
        counts = self._model.facet_counts(facet) or {}
        values = {*counts, *self.value.values(facet)}
        words = {value: value_words(facet, value, self._model.program_name) for value in values}
        ordered = sorted(values, key=lambda value: self._order(facet, value, words[value]))
        return [Code(value, words[value], format_number(counts.get(value, 0))) for value in ordered]

    @staticmethod
    def _order(facet: str, value: str, words: str) -> tuple[int, tuple[str, str, str]]:
        fixed = {"online": ("all", "some", "none"), "finding": ("error", "warning", "suggestion"), "priority": ("Y",)}
        known = fixed.get(facet, ())
        return (known.index(value) if value in known else len(known) + (value == "-"), sort_key(words, language()))


class _Chip(Retranslated, QPushButton):
    """One part of the filter, with a cross that takes it away."""

    def __init__(self, words: Words, count: str) -> None:
        super().__init__()
        self._words, self._count = words, count
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.bind(self.setAccessibleName, lambda: _("Take away the filter {name}").format(name=say(words)))
        self.bind(self.setToolTip, lambda: _("{name}: take it away").format(name=say(words)))

    def _label(self) -> str:
        words = say(self._words)
        return words if len(words) <= _MOST else words[: _MOST - 1].rstrip() + "…"

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for words, number and cross."""
        metrics = QFontMetrics(font())
        tail = metrics.horizontalAdvance(self._count) + px(6) if self._count else 0
        words = metrics.horizontalAdvance(self._label())
        return QSize(words + tail + 2 * px(_SIDE) + px(SMALL) + px(6), max(px(24), metrics.height() + px(6)))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the chip."""
        painter = smooth(QPainter(self))
        box = QRectF(self.rect())
        soft(painter, box, Role.ACCENT_SOFT, Role.CONTROL, radius=box.height() / 2)
        metrics = QFontMetrics(font())
        painter.setFont(font())
        painter.setPen(colour(Role.TEXT))
        left = box.adjusted(px(_SIDE), 0, 0, 0)
        painter.drawText(left, LEFT, self._label())
        if self._count:
            painter.setPen(colour(Role.TEXT2))
            painter.drawText(
                left.adjusted(metrics.horizontalAdvance(self._label()) + px(6), 0, 0, 0), LEFT, self._count
            )
        tint = Role.TEXT if self.underMouse() or self.hasFocus() else Role.TEXT2
        at = box.right() - px(_SIDE) - px(SMALL) + px(2)
        draw_icon(painter, "x", tint, at, box.center().y() - px(SMALL) / 2, size=SMALL)
        if self.hasFocus():
            focus_ring(painter, box, radius=box.height() / 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go away on Delete, Backspace and Enter too."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            event.accept()
            return
        super().keyPressEvent(event)


class FilterChips(Retranslated, QWidget):
    """What the table is filtered by, each with the number of services that it fits, to be taken away one by one."""

    changed = Signal(object)  # ServiceFilter

    def __init__(self, model: ServiceListModel) -> None:
        super().__init__()
        self._model, self._value = model, ServiceFilter()
        self._shown: list[tuple[str, str, int | None]] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        inner = QWidget()
        self._flow = FlowLayout(inner, gap=6)
        self._scroll = Scroll(inner)
        column(self).addWidget(self._scroll)
        self.bind(self.setAccessibleName, lambda: _("Filters that are on"))
        self.chips: list[_Chip] = []
        self.hide()

    def show_filter(self, value: ServiceFilter) -> None:
        """Show the parts of a filter, each with how many services of the chosen state it fits."""
        parts = self._parts(value)
        if value != self._value or parts != self._shown:
            self._value, self._shown = value, parts
            self._fill()

    def retranslate(self) -> None:
        """Words are as long as they are in the other language."""
        super().retranslate()
        if hasattr(self, "chips"):
            self._fill()

    def _parts(self, value: ServiceFilter) -> list[tuple[str, str, int | None]]:
        """Return facet, value and number of each part; the state is a facet without a name.

        The number is None while it is not known: not every service is read.
        """
        parts: list[tuple[str, str, int | None]] = []
        if value.state != REPORTED:
            parts.append(("", value.state, self._model.count_of_state()))
        for facet in FACETS:
            chosen = value.values(facet)
            counts = self._model.facet_counts(facet) if chosen else {}
            parts += [(facet, one, None if counts is None else counts.get(one, 0)) for one in sorted(chosen)]
        return parts

    def _fill(self) -> None:
        had_focus = any(chip.hasFocus() for chip in self.chips)
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.chips = [self._chip(*part) for part in self._shown]
        for chip in self.chips:
            self._flow.addWidget(chip)
            chip.show()  # now, for what is not shown yet takes no room
        if len(self.chips) > 1:
            clear = Button(lambda: _("Clear all"), kind=Kind.LINK)
            clear.clicked.connect(lambda: self.changed.emit(ServiceFilter()))
            self._flow.addWidget(clear)
            clear.show()
        self._flow.invalidate()
        self.setVisible(bool(self.chips))
        self._fit()
        if had_focus and self.chips:
            self.chips[0].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Take as many lines as the chips need, and no more than leaves the table its room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.chips:
            line = self.chips[0].sizeHint().height()
            wanted = self._flow.heightForWidth(max(self.width(), px(100)))
            self.setFixedHeight(min(wanted, _MOST_LINES * line + (_MOST_LINES - 1) * px(6)))

    def _chip(self, facet: str, value: str, count: int | None) -> _Chip:
        told = "…" if count is None else format_number(count)
        if not facet:
            chip = _Chip(partial(state_words, value), told)
            chip.clicked.connect(lambda: self.changed.emit(ServiceFilter(REPORTED, self._value.chosen)))
            return chip
        chip = _Chip(partial(self._words, facet, value), told)
        chip.clicked.connect(partial(self._drop, facet, value))
        return chip

    def _words(self, facet: str, value: str) -> str:
        told = value_words(facet, value, self._model.program_name)
        return told if facet == "priority" else _("{label}: {value}").format(label=facet_words(facet), value=told)

    def _drop(self, facet: str, value: str) -> None:
        self.changed.emit(self._value.toggled(facet, value))

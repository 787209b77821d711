"""The other key indicators, one a row: name, value, change, target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.i18n import _, language, pgettext
from ui.look.measure import px
from ui.look.tokens import Role, Size
from ui.pages.overview.indicator_card import change_words, written
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.overview import KeyFigure
    from ui.widgets.texts import Words

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class FigureList(QWidget):
    """A small table of figures; numbers stand below each other."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(20))
        self._grid.setVerticalSpacing(px(7))
        self._grid.setColumnStretch(0, 1)

    def show_figures(self, keys: Sequence[KeyFigure]) -> None:
        """Show these indicators."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        heads: tuple[Words, ...] = (
            lambda: _("Indicator"),
            lambda: _("Value"),
            lambda: pgettext("figure", "Change"),
            lambda: _("Target"),
        )
        for column, words in enumerate(heads):
            head = Label(words, size=Size.CAPTION, role=Role.TEXT2)
            self._put(head, 0, column)
        for line, key in enumerate(keys, start=1):
            self._row(line, key)

    def _row(self, line: int, key: KeyFigure) -> None:
        figure = key.figure
        self._put(Label(lambda: key.title.text(language()), wrap=True), line, 0)
        self._put(Label(lambda: written(figure.value, figure.unit), strong=True, tabular=True), line, 1)
        self._put(Label(lambda: change_words(figure) or "–", role=Role.TEXT2, tabular=True), line, 2)

        def aim() -> str:
            return "–" if figure.target is None else written(figure.target, figure.unit)

        self._put(Label(aim, role=Role.TEXT2, tabular=True), line, 3)

    def _put(self, label: Label, line: int, column: int) -> None:
        if column:
            label.setAlignment(_RIGHT)
        self._grid.addWidget(label, line, column)

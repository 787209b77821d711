"""The indicators that bear on a requirement: value, how it came about, target; entered ones are entered here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from app import i18n
from app.formats import format_number, format_percent
from app.framework.parts import Source, Unit
from app.i18n import _
from ui.look.measure import px
from ui.look.tokens import Role, Size
from ui.widgets.frames import clear, column
from ui.widgets.label import Label
from ui.widgets.text_field import TextField
from ui.widgets.texts import Retranslated, Words

if TYPE_CHECKING:
    from app.assessment.cards import RequirementCard
    from app.indicators.measure import Figure
    from ui.pages.assessment.assessment_model import AssessmentModel


def value_words(figure: Figure) -> str:
    """Return a figure's value as it is read: a share, a count, yes or no."""
    if figure.value is None:
        return _("Not available")
    if figure.unit is Unit.YES_NO:
        return _("Yes") if figure.value else _("No")
    return format_percent(figure.value) if figure.unit is Unit.RATIO else format_number(figure.value)


def target_words(figure: Figure) -> str:
    """Return what is aimed at."""
    if figure.target is None:
        return _("Above last year’s") if figure.rises else "–"
    if figure.unit is Unit.YES_NO:
        return _("Yes")
    return format_percent(figure.target) if figure.unit is Unit.RATIO else format_number(figure.target)


def _whole(text: str) -> int | None:
    digits = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace(",", "")
    return int(digits) if digits.isascii() and digits.isdigit() else None


def _judge(text: str) -> Words | None:
    if not text.strip() or _whole(text) is not None:
        return None
    return lambda: _("Enter a whole number, or leave blank.")


class FigureTable(Retranslated, QWidget):
    """A small table; it is built anew only when other indicators are shown."""

    def __init__(self, model: AssessmentModel) -> None:
        super().__init__()
        self._model = model
        self._card: RequirementCard | None = None
        self._entries: dict[str, tuple[TextField, TextField]] = {}
        whole = column(self, gap=8)
        whole.addWidget(Label(lambda: _("Indicators"), size=Size.HEADING, strong=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(14))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnStretch(0, 1)
        whole.addLayout(self._grid)

    def show_figures(self, card: RequirementCard) -> None:
        """Show the figures of a requirement."""
        shown = tuple(figure.id for figure in self._card.figures) if self._card else ()
        self._card = card
        if shown != tuple(figure.id for figure in card.figures) or not self._grid.count():
            self._build()
        self._fill()

    def _build(self) -> None:
        clear(self._grid)
        self._entries = {}
        self._cells: list[tuple[Label, Label, Label, Label]] = []
        heads: tuple[Words, ...] = (
            lambda: _("Indicator"),
            lambda: _("Value"),
            lambda: _("Counted"),
            lambda: _("Target"),
        )
        for place, words in enumerate(heads):
            self._grid.addWidget(Label(words, size=Size.CAPTION, role=Role.TEXT2), 0, place)
        line = 1
        for figure in self._card.figures if self._card else ():
            cells = (Label("", wrap=True), Label("", strong=True, tabular=True), Label("", role=Role.TEXT2), Label(""))
            self._cells.append(cells)
            for place, cell in enumerate(cells):
                self._grid.addWidget(cell, line, place)
            line += 1
            if self._model.framework.indicator(figure.id).kind is Source.ENTERED:
                self._grid.addWidget(self._entry(figure.id), line, 0, 1, 4)
                line += 1

    def _entry(self, indicator: str) -> QWidget:
        holder = QWidget()
        pair = QGridLayout(holder)
        pair.setContentsMargins(px(14), 0, 0, px(4))
        fields = (
            TextField(lambda: _("Number that meets it"), width=140),
            TextField(lambda: _("Out of"), width=140),
        )
        for place, (field, name) in enumerate(zip(fields, ("numerator", "denominator"), strict=True)):
            field.setObjectName(f"{indicator}_{name}")
            field.set_check(_judge)
            field.committed.connect(lambda _text, which=indicator: self._enter(which))
            pair.addWidget(field, 0, place)
        pair.setColumnStretch(2, 1)
        self._entries[indicator] = fields
        return holder

    def _enter(self, indicator: str) -> None:
        numerator, denominator = (_whole(field.value()) for field in self._entries[indicator])
        self._model.enter_figure(indicator, numerator, denominator)

    def _fill(self) -> None:
        if self._card is None:
            return
        for figure, (title, value, counted, target) in zip(self._card.figures, self._cells, strict=True):
            title.say(self._model.framework.indicator(figure.id).title.text(i18n.language()))
            value.say(value_words(figure))
            value.set_role(Role.TEXT if figure.is_met is None else Role.GOOD if figure.is_met else Role.BAD)
            counted.say(self._counted(figure))
            target.say(self._target(figure))
            if figure.id in self._entries:
                for field, number in zip(self._entries[figure.id], (figure.numerator, figure.denominator), strict=True):
                    field.set_value("" if number is None else str(number))
                    field.set_read_only(self._model.is_locked)

    def _target(self, figure: Figure) -> str:
        if figure.is_met is None:
            return target_words(figure)
        met = _("met") if figure.is_met else _("not met")
        return f"{target_words(figure)} · {met}"

    def _counted(self, figure: Figure) -> str:
        if figure.numerator is None or figure.denominator is None:
            return ""
        return _("{count} of {all}").format(
            count=format_number(figure.numerator), all=format_number(figure.denominator)
        )

    def retranslate(self) -> None:
        """Follow the interface language."""
        super().retranslate()
        if hasattr(self, "_cells"):
            self._fill()

"""The indicators that bear on a requirement: value, how it came about, target; entered ones are entered here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app import i18n
from app.framework.parts import Source
from app.i18n import _
from app.typography import ungrouped
from ui.look.measure import px
from ui.look.tokens import Role, Size
from ui.pages.assessment.rating_words import counted_words, met_pill, target_words, value_words
from ui.widgets.frames import clear, column
from ui.widgets.label import Label
from ui.widgets.pill import StatusPill
from ui.widgets.text_field import TextField
from ui.widgets.texts import Retranslated, Words

if TYPE_CHECKING:
    from app.assessment.cards import RequirementCard
    from app.indicators.measure import Figure
    from ui.pages.assessment.assessment_model import AssessmentModel

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
_TITLE, _VALUE, _TARGET, _RESULT = range(4)


def whole_number(text: str) -> int | None:
    """Return the whole number that was typed, grouped or not; None when it is none."""
    digits = ungrouped(text).replace(",", "")
    return int(digits) if digits.isascii() and digits.isdigit() else None


@dataclass(frozen=True, slots=True)
class _Line:
    """The widgets of one indicator."""

    title: Label
    counted: Label
    value: Label
    target: Label
    result: StatusPill


class FigureTable(Retranslated, QWidget):
    """A small table; it is built anew only when other indicators are shown."""

    def __init__(self, model: AssessmentModel) -> None:
        super().__init__()
        self._model = model
        self._card: RequirementCard | None = None
        self._lines: list[_Line] = []
        self._entries: dict[str, tuple[TextField, TextField]] = {}
        whole = column(self, gap=8)
        whole.addWidget(Label(lambda: _("Indicators"), size=Size.HEADING, strong=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnStretch(_TITLE, 1)
        whole.addLayout(self._grid)

    def show_figures(self, card: RequirementCard) -> None:
        """Show the figures of a requirement."""
        shown = tuple(figure.id for figure in self._card.figures) if self._card else ()
        self._card = card
        if shown != tuple(figure.id for figure in card.figures) or not self._grid.count():
            self._build(card)
        self._fill(card)

    def entry(self, indicator: str) -> tuple[TextField, TextField] | None:
        """Return the two fields of an indicator that is entered, or None."""
        return self._entries.get(indicator)

    def _build(self, card: RequirementCard) -> None:
        clear(self._grid)
        self._entries, self._lines = {}, []
        heads: tuple[tuple[int, Words], ...] = (
            (_TITLE, lambda: _("Indicator")),
            (_VALUE, lambda: _("Value")),
            (_TARGET, lambda: _("Target")),
        )
        for place, words in heads:
            head = Label(words, size=Size.CAPTION, role=Role.TEXT2)
            if place != _TITLE:
                head.setAlignment(_RIGHT)
            self._grid.addWidget(head, 0, place)
        at = 1
        for figure in card.figures:
            self._lines.append(self._line(at))
            at += 1
            if self._model.framework.indicator(figure.id).kind is Source.ENTERED:
                self._grid.addWidget(self._entry(figure.id), at, 0, 1, _RESULT + 1)
                at += 1

    def _line(self, at: int) -> _Line:
        named = QWidget()
        words = column(named, gap=0)
        title = Label("", wrap=True)
        counted = Label("", size=Size.CAPTION, role=Role.TEXT2, wrap=True)
        words.addWidget(title)
        words.addWidget(counted)
        value, target = Label("", strong=True, tabular=True), Label("", role=Role.TEXT2, tabular=True)
        for number in (value, target):
            number.setAlignment(_RIGHT)
        result = StatusPill()
        self._grid.addWidget(named, at, _TITLE)
        self._grid.addWidget(value, at, _VALUE)
        self._grid.addWidget(target, at, _TARGET)
        self._grid.addWidget(result, at, _RESULT, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        return _Line(title, counted, value, target, result)

    def _entry(self, indicator: str) -> QWidget:
        holder = QWidget()
        pair = QGridLayout(holder)
        pair.setContentsMargins(px(14), 0, 0, px(4))
        pair.setHorizontalSpacing(px(12))
        upper, lower = (
            TextField(lambda: _("Number that meets it"), width=140),
            TextField(lambda: _("Out of"), width=140),
        )
        for place, (field, name) in enumerate(((upper, "numerator"), (lower, "denominator"))):
            field.setObjectName(f"{indicator}_{name}")
            field.committed.connect(lambda _text: self._enter(indicator))
            field.bind(field.editor().setAccessibleName, partial(self._spoken, indicator, name))
            pair.addWidget(field, 0, place, Qt.AlignmentFlag.AlignTop)
        upper.set_check(lambda text: _judge(text, at_most=whole_number(lower.value())))
        lower.set_check(lambda text: _judge(text, at_least=whole_number(upper.value())))
        pair.setColumnStretch(2, 1)
        self._entries[indicator] = (upper, lower)
        return holder

    def _spoken(self, indicator: str, side: str) -> str:
        title = self._model.framework.indicator(indicator).title.text(i18n.language())
        label = _("Number that meets it") if side == "numerator" else _("Out of")
        return _("{name}: {value}").format(name=title, value=label)

    def _enter(self, indicator: str) -> None:
        numerator, denominator = (whole_number(field.value()) for field in self._entries[indicator])
        self._model.enter_figure(indicator, numerator, denominator)

    def _fill(self, card: RequirementCard) -> None:
        for figure, line in zip(card.figures, self._lines, strict=True):
            line.title.say(self._model.framework.indicator(figure.id).title.text(i18n.language()))
            line.counted.say(counted_words(figure))
            line.counted.setVisible(bool(line.counted.text()))
            line.value.say(value_words(figure, figure.value))
            line.value.set_strong(strong=figure.value is not None)
            line.value.set_italic(italic=figure.value is None)
            line.target.say(target_words(figure))
            line.result.set_pill(met_pill(figure))
            if figure.id in self._entries:
                self._fill_entry(figure)

    def _fill_entry(self, figure: Figure) -> None:
        sides = self._model.entered(figure.id)
        for field, number in zip(self._entries[figure.id], sides, strict=True):
            field.set_value("" if number is None else str(number))
            field.set_read_only(self._model.is_locked)

    def retranslate(self) -> None:
        """Follow the interface language."""
        super().retranslate()
        if self._card is not None:
            self._fill(self._card)


def _judge(text: str, *, at_most: int | None = None, at_least: int | None = None) -> Words | None:
    """Return why a side of a figure cannot be taken, or None."""
    number = whole_number(text)
    if number is None:
        return (lambda: _("Enter a whole number, or leave blank.")) if text.strip() else None
    if at_most is not None and number > at_most:
        return lambda: _("This cannot be more than the whole. Enter a smaller number, or the whole first.")
    if at_least is not None and number < at_least:
        return lambda: _("The whole cannot be less than its part. Enter a larger number, or the part first.")
    return None

"""The weights of the considerations: one slider each, always 100 in all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal

from app import i18n
from app.formats import format_percent
from app.i18n import _
from ui.look.tokens import Role
from ui.widgets.frames import Columns, Sunken, column, row
from ui.widgets.label import Label
from ui.widgets.slider import WeightSlider
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.pages.priorities.priorities_model import PrioritiesModel


class WeightsStrip(Retranslated, Sunken):
    """Sliders that show the ranking while they move, and store it when they are let go."""

    focused = Signal(str)  # consideration

    def __init__(self, model: PrioritiesModel) -> None:
        super().__init__()
        self._model = model
        self.setObjectName("sunken")
        self.bind(self.setAccessibleName, lambda: _("Weights"))
        self._columns = Columns(88, gap=14, most=len(model.framework.considerations))
        self.sliders: dict[str, WeightSlider] = {}
        for consideration in model.framework.considerations:
            slider = WeightSlider(self._title(consideration.id))
            slider.setObjectName(f"weight_{consideration.id}")
            slider.bind(slider.setToolTip, self._whole_title(consideration.id))
            slider.bind(slider.track.setAccessibleName, self._spoken(consideration.id))
            slider.moved.connect(partial(model.preview_weight, consideration.id))
            slider.settled.connect(partial(model.set_weight, consideration.id))
            slider.track.installEventFilter(self)
            self._columns.add(slider)
            self.sliders[consideration.id] = slider
        line = row(gap=20)
        line.addWidget(self._columns, 1)
        total = column(gap=4)
        total.addWidget(Label(lambda: _("Total"), role=Role.TEXT2), 0, Qt.AlignmentFlag.AlignRight)
        self.total = Label("", strong=True, tabular=True)
        total.addWidget(self.total, 0, Qt.AlignmentFlag.AlignRight)
        total.addStretch(1)
        line.addLayout(total)
        self.body.addLayout(line)

    def _title(self, consideration: str) -> Callable[[], str]:
        return lambda: self._model.framework.consideration(consideration).short.text(i18n.language())

    def _whole_title(self, consideration: str) -> Callable[[], str]:
        return lambda: self._model.framework.consideration(consideration).title.text(i18n.language())

    def _spoken(self, consideration: str) -> Callable[[], str]:
        found = self._model.framework.consideration(consideration)
        return lambda: _("Weight of “{consideration}”, in per cent").format(
            consideration=found.title.text(i18n.language())
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Say which weight has the focus."""
        if event.type() is QEvent.Type.FocusIn:
            self.focused.emit(next(name for name, slider in self.sliders.items() if slider.track is watched))
        return super().eventFilter(watched, event)

    def refresh(self) -> None:
        """Show the weights as they are now."""
        for name, slider in self.sliders.items():
            slider.set_value(self._model.weights.get(name, 0))
            slider.set_read_only(self._model.is_locked)
        self.total.say(lambda: format_percent(sum(self._model.weights.values()) / 100))

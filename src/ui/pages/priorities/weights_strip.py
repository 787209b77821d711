"""The weights of the considerations: one slider each, always 100 in all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from app import i18n
from app.i18n import _
from ui.look.measure import letters
from ui.widgets.frames import Columns, Sunken
from ui.widgets.slider import WeightSlider

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from ui.pages.priorities.priorities_model import PrioritiesModel

_WHOLE_TITLES: Final = 1200  # letters


class WeightsStrip(Sunken):
    """Sliders that show the ranking while they move, and store it when they are let go."""

    def __init__(self, model: PrioritiesModel) -> None:
        super().__init__()
        self._model = model
        self.setAccessibleName(_("Weights"))
        self._columns = Columns(96, gap=14, most=len(model.framework.considerations))
        self.sliders: dict[str, WeightSlider] = {}
        for consideration in model.framework.considerations:
            slider = WeightSlider(self._title(consideration.id))
            slider.setObjectName(f"weight_{consideration.id}")
            slider.bind(slider.setToolTip, self._whole_title(consideration.id))
            slider.moved.connect(partial(model.preview_weight, consideration.id))
            slider.settled.connect(partial(model.set_weight, consideration.id))
            self._columns.add(slider)
            self.sliders[consideration.id] = slider
        self.body.addWidget(self._columns)

    def _title(self, consideration: str) -> Callable[[], str]:
        found = self._model.framework.consideration(consideration)
        return lambda: (found.title if self._is_wide() else found.short).text(i18n.language())

    def _whole_title(self, consideration: str) -> Callable[[], str]:
        return lambda: self._model.framework.consideration(consideration).title.text(i18n.language())

    def _is_wide(self) -> bool:
        return letters(self.width()) >= _WHOLE_TITLES

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Write titles whole where there is room for them."""
        was_wide = letters(event.oldSize().width()) >= _WHOLE_TITLES
        super().resizeEvent(event)
        if self._is_wide() != was_wide:
            for slider in self.sliders.values():
                slider.retranslate()

    def refresh(self) -> None:
        """Show the weights as they are now."""
        for name, slider in self.sliders.items():
            slider.set_value(self._model.weights.get(name, 0))
            slider.set_read_only(self._model.is_locked)

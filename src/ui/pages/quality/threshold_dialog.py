"""From when on a swing of the volume is found: a setting of the plan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from app.checks.rules import rules
from app.formats import format_number
from app.i18n import _, language
from ui.look.tokens import Role
from ui.widgets.choice import Option, Segments
from ui.widgets.dialog import Dialog
from ui.widgets.label import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_OFFERED: Final = (2.0, 2.5, 3.0, 3.5, 4.0, 5.0)


class ThresholdDialog(Dialog):
    """Asks for the number of standard deviations."""

    def __init__(self, parent: QWidget, held: float) -> None:
        super().__init__(parent, lambda: _("From when on is a swing of the volume found?"))
        card = rules()["extreme_volume_variation"]
        self.body.addWidget(Label(lambda: card.why.text(language()), wrap=True))
        values = sorted({*_OFFERED, held})
        self.choice = Segments(
            lambda: _("Standard deviations from the mean of the earlier years"),
            [Option(f"{value:g}", partial(_written, value)) for value in values],
        )
        self.choice.setObjectName("threshold")
        self.choice.set_value(f"{held:g}")
        self.body.addWidget(self.choice)
        self.body.addWidget(
            Label(lambda: _("Standard deviations from the mean of the earlier years"), role=Role.TEXT2, wrap=True)
        )
        self.accept_button = self.add_button(lambda: _("Change"), accepts=True, primary=True)
        self.add_button(lambda: _("Cancel"), accepts=False)

    def value(self) -> float:
        """Return what was chosen."""
        return float(self.choice.value())


def _written(value: float) -> str:
    return format_number(value, decimals=0 if value.is_integer() else 1)

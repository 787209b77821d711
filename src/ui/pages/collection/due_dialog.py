"""Another due date for a round."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.i18n import _
from ui.widgets.dialog import Dialog
from ui.widgets.text_field import DateField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class DueDialog(Dialog):
    """Asks until when; blank is no due date."""

    def __init__(self, parent: QWidget, day: date | None) -> None:
        super().__init__(parent, lambda: _("Until when are the workbooks due?"))
        self.field = DateField(lambda: _("Due date"))
        self.field.setObjectName("due_on")
        self.field.set_day(day)
        self.body.addWidget(self.field)
        self.accept_button = self.add_button(lambda: _("Change"), accepts=True, primary=True)
        self.add_button(lambda: _("Cancel"), accepts=False)
        self.field.drafted.connect(lambda _text: self._judge())
        self.field.committed.connect(lambda _text: self._judge())
        self.focus_first(self.field.editor())

    def day(self) -> date | None:
        """Return the day; None for none."""
        text = self.field.value().strip()
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None

    def _judge(self) -> None:
        if self.field.value().strip() and self.day() is None:
            self.accept_button.disable(lambda: _("Enter the day as year-month-day, for example 2026-04-01."))
        else:
            self.accept_button.enable()

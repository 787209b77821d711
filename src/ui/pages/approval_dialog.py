"""The dialog behind every closing act: who approves, and on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from app.i18n import _
from ui.widgets.dialog import Dialog
from ui.widgets.label import Label
from ui.widgets.text_field import DateField, TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.widgets.texts import Words


@dataclass(frozen=True, slots=True)
class Approval:
    """What a closing act records."""

    by: str
    on: date


def _both_titles() -> str:
    return _("Write a title in both languages, with spaces around the slash: President / présidente.")


class ApprovalDialog(Dialog):
    """Asks for a name and a day; it closes only when both are given."""

    def __init__(
        self,
        parent: QWidget,
        words: tuple[Words, Words, Words],
        *,
        by: Words | None = None,
        also: TextField | None = None,
    ) -> None:
        """Ask for an approval.

        Args:
            parent: the window that the dialog belongs to.
            words: its title, what follows from approving, and the verb on its button.
            by: what the name is asked for with.
            also: what else is asked for, before the name.
        """
        title, body, accept = words
        super().__init__(parent, title)
        self.setObjectName("approval")
        self.by = TextField(by or (lambda: _("Approved by (name and title)")), hint=_both_titles)
        self.by.setObjectName("approved_by")
        self.on = DateField(lambda: _("Date"))
        self.on.setObjectName("approved_on")
        self.on.set_day(datetime.now(UTC).astimezone().date())
        self.body.addWidget(Label(body, wrap=True))
        if also is not None:
            self.body.addWidget(also)
        self.body.addWidget(self.by)
        self.body.addWidget(self.on)
        self.add_button(lambda: _("Cancel"), accepts=False)
        self.accept_button = self.add_button(accept, accepts=True, primary=True)
        self.focus_first(self.by.editor())

    def approval(self) -> Approval | None:
        """Return what was entered, or None while something is missing; the field then says what."""
        name, day = self.by.value().strip(), _day(self.on.value())
        if not name:
            self.by.refuse(lambda: _("Enter the name and title of the person who approves."))
            self.by.take_focus()
            return None
        if day is None:
            self.on.refuse(lambda: _("Enter the day as year-month-day, for example 2026-04-01."))
            self.on.take_focus()
            return None
        return Approval(name, day)

    def accept(self) -> None:
        """Close only with a name and a day."""
        if self.approval() is not None:
            super().accept()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def ask_approval(
    parent: QWidget,
    words: tuple[Words, Words, Words],
    done: Callable[[Approval], object],
    *,
    by: Words | None = None,
) -> ApprovalDialog:
    """Ask who approves and when, and tell ``done``; nothing happens when the planner thinks better of it.

    Args:
        parent: the window that the dialog belongs to.
        words: its title, what follows from approving, and the verb on its button.
        done: what to do with the answer.
        by: what the name is asked for with.
    """
    dialog = ApprovalDialog(parent, words, by=by)

    def answer() -> None:
        approval = dialog.approval()
        if approval is not None:
            done(approval)

    dialog.accepted.connect(answer)
    dialog.open()
    return dialog

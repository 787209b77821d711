"""Approving a version of the strategy, and the list of those that were."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.approvals import approve_version
from app.formats import format_date, format_year
from app.i18n import _
from app.refusals import REFUSALS
from ui.look.tokens import Role, Size
from ui.pages.approval_dialog import ApprovalDialog
from ui.widgets.dialog import Dialog
from ui.widgets.frames import Card, Hairline, Scroll, column
from ui.widgets.label import Label
from ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.plan_facts import PlanCard
    from app.versions import VersionCard
    from ui.open_plan import OpenPlan
    from ui.shell import Shell


class VersionDialog(ApprovalDialog):
    """Asks for the version's name, who approved it and when."""

    def __init__(self, parent: QWidget, plan: PlanCard) -> None:
        self._plan = plan
        self.name = TextField(lambda: _("Name of the version"), hint=lambda: _("For example: Version 1.0"))
        self.name.setObjectName("version_name")
        title = lambda: _("Approve a version of the strategy?")  # noqa: E731  one use, in place
        super().__init__(parent, (title, self._what_follows, lambda: _("Approve")), also=self.name)
        self.setObjectName("version_dialog")
        self.focus_first(self.name.editor())

    def _what_follows(self) -> str:
        return _(
            "The plan is kept as it stands now, with a seal that both languages’ documents print. "
            "An approved version cannot be changed or undone. It covers {first} to {last}."
        ).format(first=format_year(self._plan.first_year), last=format_year(self._plan.last_year))

    def accept(self) -> None:
        """Close only with a name, a person and a day."""
        if self.name.value().strip():
            super().accept()
            return
        self.name.refuse(lambda: _("Enter a name for the version."))
        self.name.take_focus()


def approve(plan: OpenPlan, shell: Shell, dialog: VersionDialog) -> None:
    """Approve the version that the dialog describes; the shell says why when it cannot be."""
    held = dialog.approval()
    if held is None:
        return
    name = dialog.name.value().strip()
    try:
        approve_version(
            plan.workspace,
            name=name,
            approved_by=held.by,
            approved_on=held.on,
            first_year=plan.card.first_year,
            last_year=plan.card.last_year,
        )
    except REFUSALS as error:
        shell.refuse(error)
        return
    shell.toast(lambda: _("{name} is approved and sealed.").format(name=name))


class VersionList(Dialog):
    """Lists the approved versions, newest first."""

    def __init__(self, parent: QWidget, versions: Sequence[VersionCard]) -> None:
        super().__init__(parent, lambda: _("Approved versions"), width=560)
        self.setObjectName("version_list")
        ground = Card()
        lines = column(gap=10)
        ground.body.addLayout(lines)
        for number, version in enumerate(versions):
            if number:
                lines.addWidget(Hairline())
            lines.addWidget(Label(version.name, strong=True, wrap=True))
            lines.addWidget(Label(partial(_facts, version), role=Role.TEXT2, wrap=True))
            lines.addWidget(Label(partial(_seal, version), size=Size.CAPTION, role=Role.TEXT2, wrap=True))
        self.body.addWidget(Scroll(ground), 1)
        self.setMinimumHeight(self.fontMetrics().height() * 22)
        self.focus_first(self.add_button(lambda: _("Close"), accepts=False))


def _facts(version: VersionCard) -> str:
    period = _("{first} to {last}").format(first=format_year(version.first_year), last=format_year(version.last_year))
    if version.approved_on is None:
        return period
    return _("{period} · approved by {name} on {date}").format(
        period=period, name=version.approved_by, date=format_date(version.approved_on)
    )


def _seal(version: VersionCard) -> str:
    return _("Seal: {seal}").format(seal=version.sha256)

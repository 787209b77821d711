"""The questions that the inventory asks: a name, an approval, and whether something may go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import format_number, format_year
from app.i18n import _, ngettext
from app.inventory.approval import Approver
from model.bilingual import Bilingual
from ui.look.tokens import Role
from ui.pages.approval_dialog import ApprovalDialog
from ui.pages.name_dialog import NameDialog
from ui.widgets.dialog import Dialog, question
from ui.widgets.label import Label
from ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.inventory.cards import ServiceCard
    from model.fiscal_year import FiscalYear


def add_dialog(parent: QWidget, *, french_first: bool) -> NameDialog:
    """Return the dialog that adds a service."""
    return NameDialog(
        parent,
        lambda: _("Add a service"),
        lambda: _("One language is enough to begin with. The registry gives the identifier later."),
        lambda: _("Add"),
        french_first=french_first,
    )


def duplicate_dialog(parent: QWidget, card: ServiceCard, *, french_first: bool) -> NameDialog:
    """Return the dialog that duplicates a service."""
    dialog = NameDialog(
        parent,
        lambda: _("Duplicate this service"),
        lambda: _("The copy takes everything but the identifier, the volumes and the standards. What is it called?"),
        lambda: _("Duplicate"),
        french_first=french_first,
    )
    name = card.both("service_name")
    dialog.set_name(Bilingual(f"{name.en} (copy)" if name.en else "", f"{name.fr} (copie)" if name.fr else ""))
    return dialog


def retire_question(parent: QWidget, name: str, year: FiscalYear) -> Dialog:
    """Return the question whether a service is no longer given."""
    return question(
        parent,
        lambda: _("Retire “{name}” as of {year}?").format(name=name, year=format_year(year)),
        lambda: _("Its records stay. It no longer counts in indicators of later years. You can restore it."),
        accept=lambda: _("Retire"),
        keep=lambda: _("Keep"),
    )


def leave_year_question(parent: QWidget, name: str, year: FiscalYear) -> Dialog:
    """Return the question whether a service leaves one year's inventory."""
    return question(
        parent,
        lambda: _("Remove “{name}” from {year}?").format(name=name, year=format_year(year)),
        lambda: _("Its record and standards of that year go; other years stay. You can undo this."),
        accept=lambda: _("Remove"),
        keep=lambda: _("Keep"),
    )


def delete_question(parent: QWidget, name: str, records: int) -> Dialog:
    """Return the question whether a service that was never reported goes."""
    return question(
        parent,
        lambda: _("Delete “{name}”?").format(name=name),
        lambda: ngettext(
            "Its {count} yearly record goes with it. You can undo this.",
            "Its {count} yearly records go with it. You can undo this.",
            records,
        ).format(count=format_number(records)),
        accept=lambda: _("Delete"),
        keep=lambda: _("Keep"),
    )


class ApproveDialog(ApprovalDialog):
    """Asks who approves the year's inventory; says what follows and what is still open."""

    def __init__(
        self, parent: QWidget, year: FiscalYear, *, services: int, errors: int, unseen: int, custodian: str
    ) -> None:
        self.custodian = TextField(lambda: _("Custodian of the inventory"))
        self.custodian.set_value(custodian)
        title = lambda: _("Approve the inventory of {year}").format(year=format_year(year))  # noqa: E731  one use, in place
        words = (title, lambda: _what_follows(services), lambda: _("Approve"))
        super().__init__(parent, words, also=self.custodian)
        if errors:
            told = Label(lambda: _open_errors(errors), role=Role.BAD, wrap=True)
            self.body.insertWidget(self.body.indexOf(self.custodian), told)
        if unseen:
            left = Label(lambda: _left_to_review(unseen), role=Role.WARN, wrap=True)
            self.body.insertWidget(self.body.indexOf(self.custodian), left)

    def approver(self) -> Approver | None:
        """Return who approves and when; None while name or day is missing."""
        held = self.approval()
        return Approver(self.custodian.value().strip(), held.by, held.on) if held is not None else None


def _what_follows(services: int) -> str:
    return ngettext(
        "The approval covers {count} service as it stands. A later change to a record of the year voids it, "
        "and undo stops here.",
        "The approval covers {count} services as they stand. A later change to a record of the year voids it, "
        "and undo stops here.",
        services,
    ).format(count=format_number(services))


def _left_to_review(services: int) -> str:
    return ngettext(
        "{count} carried service is not reviewed yet: its fields may still say what last year’s did.",
        "{count} carried services are not reviewed yet: their fields may still say what last year’s did.",
        services,
    ).format(count=format_number(services))


def _open_errors(errors: int) -> str:
    return ngettext(
        "{count} error is still open. You can approve all the same; documents stay drafts until it is mended.",
        "{count} errors are still open. You can approve all the same; documents stay drafts until they are mended.",
        errors,
    ).format(count=format_number(errors))

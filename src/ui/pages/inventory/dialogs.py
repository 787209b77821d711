"""The questions that the inventory asks: a name, an approval, and whether something may go."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from app.formats import format_year
from app.i18n import _, ngettext
from app.inventory.approval import Approver
from model.bilingual import Bilingual
from model.language import Language
from ui.look.tokens import Role
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.dialog import WIDE, Dialog, question
from ui.widgets.label import Label
from ui.widgets.text_field import DateField, TextField

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from app.inventory.cards import ServiceCard
    from model.fiscal_year import FiscalYear
    from ui.widgets.texts import Words


class NameDialog(Dialog):
    """Asks what a new service is called; one language will do to begin with."""

    def __init__(self, parent: QWidget, title: Words, body: Words, accept: Words, *, french_first: bool) -> None:
        super().__init__(parent, title, width=WIDE)
        self.body.addWidget(Label(body, role=Role.TEXT2, wrap=True))
        self.field = BilingualField(lambda: _("Name"), french_first=french_first, max_length=350)
        self.field.setObjectName("new_service_name")
        self.body.addWidget(self.field)
        self._accept = self.add_button(accept, accepts=True, primary=True)
        self.add_button(lambda: _("Cancel"), accepts=False)
        self.focus_first(self.field.editor(Language.FR if french_first else Language.EN))
        self.field.drafted.connect(lambda _language, _text: self._judge())
        self.field.committed.connect(lambda _language, _text: self._judge())
        self._judge()

    def name(self) -> Bilingual:
        """Return what is typed."""
        return Bilingual(*(self.field.editor(language).text().strip() for language in (Language.EN, Language.FR)))

    def set_name(self, name: Bilingual) -> None:
        """Propose a name."""
        self.field.set_value(name)
        self._judge()

    def _judge(self) -> None:
        if self.name().is_blank:
            self._accept.disable(lambda: _("Give the service a name, in one language at least."))
        else:
            self._accept.enable()


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
        ).format(count=records),
        accept=lambda: _("Delete"),
        keep=lambda: _("Keep"),
    )


class ApproveDialog(Dialog):
    """Asks who approves the year's inventory; says what follows and what is still open."""

    def __init__(self, parent: QWidget, year: FiscalYear, *, services: int, errors: int, custodian: str) -> None:
        super().__init__(parent, lambda: _("Approve the inventory of {year}").format(year=format_year(year)))
        told = Label(
            lambda: ngettext(
                "The approval covers {count} service as it stands. A later change to a record of the year voids it, "
                "and undo stops here.",
                "The approval covers {count} services as they stand. A later change to a record of the year voids it, "
                "and undo stops here.",
                services,
            ).format(count=services),
            wrap=True,
        )
        self.body.addWidget(told)
        if errors:
            self.body.addWidget(Label(lambda: _open_errors(errors), role=Role.BAD, wrap=True))
        self.custodian = TextField(lambda: _("Custodian of the inventory"))
        self.custodian.set_value(custodian)
        self.approved_by = TextField(lambda: _("Approved by"))
        self.approved_by.setObjectName("approved_by")
        self.approved_on = DateField(lambda: _("Approved on"))
        self.approved_on.set_day(datetime.now(UTC).astimezone().date())
        for field in (self.custodian, self.approved_by, self.approved_on):
            self.body.addWidget(field)
        self._accept = self.add_button(lambda: _("Approve"), accepts=True, primary=True)
        self.add_button(lambda: _("Cancel"), accepts=False)
        self.focus_first(self.approved_by.editor())
        for field in (self.custodian, self.approved_by, self.approved_on):
            field.drafted.connect(lambda _text: self._judge())
            field.committed.connect(lambda _text: self._judge())
        self._judge()

    def approver(self) -> Approver | None:
        """Return who approves and when; None while name or day is missing."""
        day = _day(self.approved_on.value())
        name = self.approved_by.value().strip()
        return Approver(self.custodian.value().strip(), name, day) if name and day else None

    def _judge(self) -> None:
        if self.approver() is None:
            self._accept.disable(lambda: _("Say who approves, and on what day."))
        else:
            self._accept.enable()


def _open_errors(errors: int) -> str:
    return ngettext(
        "{count} error is still open. You can approve all the same; documents stay drafts until it is mended.",
        "{count} errors are still open. You can approve all the same; documents stay drafts until they are mended.",
        errors,
    ).format(count=errors)


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        return None


def show(dialog: Dialog, then: Callable[[], object]) -> None:
    """Show a dialog without holding the window up; call ``then`` when its verb was chosen."""

    def end(result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            then()
        dialog.deleteLater()

    dialog.finished.connect(end)
    dialog.open()

"""Identity, clients, online services, feedback and links of a service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.i18n import _
from app.inventory.fields import POINTS
from app.registry.code_lists import programs_with
from app.registry.schema import Kind
from ui.look.measure import letters, px
from ui.look.tokens import Role, Size
from ui.pages.inventory import words
from ui.pages.inventory.link_words import email_findings
from ui.pages.inventory.section import Section
from ui.widgets.choice import Option
from ui.widgets.code_list import Code
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from app.inventory.cards import ServiceCard
    from model.bilingual import Bilingual

_SIDE_BY_SIDE: Final = 400  # units of length below which two fields stand one below the other


class Pair(QWidget):
    """Two short fields side by side, one below the other where it is narrow."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(px(12))
        for widget in (left, right):
            self._line.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Fold where each would be too narrow."""
        super().resizeEvent(event)
        narrow = letters(self.width()) < _SIDE_BY_SIDE
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)


def unsaid() -> Option:
    """Return the answer that nothing was said yet."""
    return Option("", lambda: _("Not said"))


class Identity(Section):
    """What the service is, and who answers for it."""

    def build(self) -> None:
        """Make the fields."""
        of, ask = self.fields, (*words.yes_no(), unsaid())
        self.add(of.bilingual("service_name", is_name=True), of.bilingual("service_description", lines=4))
        self.programs = of.codes("program_id", ())
        self.add_group(lambda: _("Classification"), self.programs, of.codes("service_type"), of.codes("service_scope"))
        self.add_group(
            lambda: _("Identifier and owner"),
            of.text("service_id"),
            Pair(of.text("owner_name"), of.text("owner_email", told=email_findings)),
            Label(
                lambda: _("The person or office that answers for the service today; it is not reported."),
                size=Size.CAPTION,
                role=Role.TEXT2,
                wrap=True,
            ),
        )
        self.add_group(
            lambda: _("Mandate and designation"),
            of.bilingual("responsibility_area", is_name=True),
            of.bilingual("authority", lines=2),
            of.answer("is_critical", ask),
            of.answer("is_essential", ask),
        )

    def load(self, card: ServiceCard) -> None:
        """Offer the programs of that department and year."""
        listed = programs_with(self.model.plan.workspace).of(card.owner, str(card.year))
        self.programs.set_list([Code(program.code, _side(self.model.shown_name, program.name)) for program in listed])
        super().load(card)


def _side(shown: Callable[[Bilingual], str], name: Bilingual) -> Callable[[], str]:
    return lambda: shown(name)


class Clients(Section):
    """Whom the service is for, what is asked of them, how it is delivered."""

    def build(self) -> None:
        """Make the fields."""
        of = self.fields
        self.add(of.codes("service_recipient_type", multiple=False), of.codes("client_target_groups"))
        self.add_group(
            lambda: _("Delivery"),
            of.answer("service_fee", words.yes_no()),
            of.answer("service_agreements", (*words.yes_no_na(), unsaid())),
            of.answer("automated_decision_system", words.yes_no()),
            of.bilingual("automated_decision_system_description", lines=2),
        )
        self.add_group(
            lambda: _("Identifiers of clients"),
            of.answer("sin_usage", words.yes_no_na()),
            of.answer("cra_bn_identifier_usage", words.yes_no_na()),
        )


class Online(Section):
    """The six online interaction points, and why some stay offline."""

    def build(self) -> None:
        """Make the fields."""
        of, ask = self.fields, (*words.yes_no(), unsaid())
        heading = Label(
            lambda: _("Can clients do this online? N/A where the service has no such step."), role=Role.TEXT2, wrap=True
        )
        self.add(heading, *(of.answer(point, words.yes_no_na()) for point in POINTS))
        self.add(of.bilingual("os_comments_client_interaction", lines=2))
        self.add_group(
            lambda: _("Authentication and status"),
            of.answer("authentication_applies", ask),
            of.answer("real_time_status", ask),
        )
        self.add_group(
            lambda: _("What stays offline, and why"),
            of.answer("offline_reason", (*words.own_options("offline_reason"), unsaid()), beside=False),
            of.bilingual("offline_note", lines=2),
            of.answer("exclusion", (*words.own_options("exclusion"), unsaid()), beside=False),
            of.bilingual("exclusion_note", lines=2),
        )


class Feedback(Section):
    """How clients are heard, and what came of it."""

    def build(self) -> None:
        """Make the fields."""
        of, years = self.fields, words.years_of(Kind.SERVICE, "last_service_review")
        self.add(
            of.codes("client_feedback_channel"),
            of.codes("last_service_improvement", years, multiple=False),
            of.codes("last_service_review", years, multiple=False),
        )


class Links(Section):
    """Where the service is found on the web, and what else is to be said of its record."""

    def build(self) -> None:
        """Make the fields."""
        of = self.fields
        self.add(of.bilingual("service_uri"))
        self.add_group(None, of.bilingual("special_remarks", lines=4), of.day("confirmed_on"))

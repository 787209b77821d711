"""Identity, clients, online services and volumes of a service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.formats import format_number, format_year
from app.i18n import _
from app.inventory.fields import POINTS
from app.registry.code_lists import programs_with
from app.registry.schema import Kind
from ui.look.measure import letters, px
from ui.look.tokens import Role
from ui.pages.inventory import words
from ui.pages.inventory.section import Section
from ui.widgets.choice import Option
from ui.widgets.code_list import Code
from ui.widgets.frames import row
from ui.widgets.label import Label
from ui.widgets.volume_field import VolumeTable

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
    """What the service is, who answers for it, where it is published."""

    def build(self) -> None:
        """Make the fields."""
        of, ask = self.fields, (*words.yes_no(), unsaid())
        self.add(of.bilingual("service_name", is_name=True), of.bilingual("service_description", lines=4))
        self.programs = of.codes("program_id", ())
        self.add_group(lambda: _("Classification"), self.programs, of.codes("service_type"), of.codes("service_scope"))
        self.add(Pair(of.text("service_id"), of.answer("service_fee", words.yes_no(), beside=False)))
        self.add_group(
            lambda: _("Mandate and designation"),
            of.bilingual("responsibility_area", is_name=True),
            of.bilingual("authority", lines=2),
            of.answer("is_critical", ask),
            of.answer("is_essential", ask),
        )
        self.add_group(
            lambda: _("Publication"),
            of.bilingual("service_uri"),
            of.bilingual("special_remarks", lines=2),
            of.day("confirmed_on"),
        )

    def load(self, card: ServiceCard) -> None:
        """Offer the programs of that department and year."""
        listed = programs_with(self.model.plan.workspace).of(card.owner, str(card.year))
        self.programs.set_list([Code(program.code, _side(self.model.shown_name, program.name)) for program in listed])
        self.fields.load({**card.values, "service_id": card.service_id})


def _side(shown: Callable[[Bilingual], str], name: Bilingual) -> Callable[[], str]:
    return lambda: shown(name)


class Clients(Section):
    """Whom the service is for, how they are heard, what is asked of them."""

    def build(self) -> None:
        """Make the fields."""
        of, years = self.fields, words.years_of(Kind.SERVICE, "last_service_review")
        self.add(of.codes("service_recipient_type", multiple=False), of.codes("client_target_groups"))
        self.add_group(
            lambda: _("Feedback and review"),
            of.codes("client_feedback_channel"),
            of.codes("last_service_review", years, multiple=False),
            of.codes("last_service_improvement", years, multiple=False),
        )
        self.add_group(
            lambda: _("Identifiers and decisions"),
            of.answer("sin_usage", words.yes_no_na()),
            of.answer("cra_bn_identifier_usage", words.yes_no_na()),
            of.answer("automated_decision_system", words.yes_no()),
            of.bilingual("automated_decision_system_description", lines=2),
            of.answer("service_agreements", (*words.yes_no_na(), unsaid())),
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


class Volumes(Section):
    """Counts by channel, with last year's beside this year's."""

    def build(self) -> None:
        """Make the fields."""
        self._tables = [
            self._table(words.VOLUME_ORDER, lambda: _("Applications")),
            self._table(words.OTHER_VOLUMES, lambda: _("Other volumes")),
        ]
        self._total = Label("", strong=True, tabular=True)
        self._total.setObjectName("num_applications_total")
        line = row(gap=12)
        line.addWidget(Label(lambda: _("Total applications"), strong=True), 1)
        line.addWidget(self._total)
        self.add(self._tables[0])
        self.body.addLayout(line)
        self.add_group(None, self._tables[1])
        self.add_group(None, self.fields.bilingual("volume_note", lines=2))

    def _table(self, names: tuple[str, ...], heading: Callable[[], str]) -> VolumeTable:
        table = VolumeTable([(name, words.named(name)) for name in names], heading=heading)
        for name, widget in table.fields().items():
            self.fields.volume(name, widget, lambda name=name: self._load_volume(name))  # type: ignore[misc]  # a default argument keeps this name
        return table

    def _load_volume(self, name: str) -> None:
        card = self.model.card
        if card is None:
            return
        for table in self._tables:
            if name in table.fields():
                table.field(name).set_last_year(card.last_quantity(name))
                table.field(name).set_value(card.quantity(name))

    def load(self, card: ServiceCard) -> None:
        """Show the counts of both years and their total."""
        super().load(card)
        last, now = card.year - 1, card.year
        for table in self._tables:
            table.set_years(lambda: format_year(last), lambda: format_year(now))
            table.set_lead(max(each.lead() for each in self._tables))
        total = card.total
        self._total.say(lambda: "–" if total is None else format_number(total))

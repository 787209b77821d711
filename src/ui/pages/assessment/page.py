"""The page of the self-assessment: the year's requirements at the left, the chosen one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget

from app.formats import format_date, format_number, format_year
from app.i18n import _
from ui.look.measure import px
from ui.pages.approval_dialog import ask_approval
from ui.pages.assessment.assessment_model import AssessmentModel
from ui.pages.assessment.guidance import context_of
from ui.pages.assessment.requirement_form import RequirementForm
from ui.pages.assessment.requirement_list import RequirementList
from ui.pages.found import tell_blocked
from ui.pages.page import Page
from ui.pages.recovered import tell_recovered
from ui.pages.steps import Step, step_name
from ui.widgets.button import Button, Kind
from ui.widgets.empty_state import EmptyState
from ui.widgets.finding_chip import Level
from ui.widgets.frames import Scroll
from ui.widgets.split import Split

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from app.assessment.cards import RequirementCard
    from ui.open_plan import OpenPlan
    from ui.pages.approval_dialog import Approval
    from ui.shell import Place, Shell

_GRAVEST = list(Level)
_ENTITIES = ("rating", "evidence", "corrective_action")


class AssessmentPage(Page):
    """Rates each requirement of the year, and closes the year with an attestation."""

    step: ClassVar[Step] = Step.ASSESSMENT

    def __init__(self, plan: OpenPlan, shell: Shell) -> None:
        super().__init__(plan, shell)
        self.model = AssessmentModel(plan, self)
        self._is_read = False
        self._field = ""
        self.revise = Button(lambda: _("New revision"), icon="rotate-ccw")
        self.revise.clicked.connect(self._revise)
        self.attest = Button(lambda: _("Attest…"), kind=Kind.PRIMARY, icon="check")
        self.attest.setObjectName("attest")
        self.attest.clicked.connect(self._attest)
        self.header.add_action(self.revise)
        self.header.add_action(self.attest)
        self.list = RequirementList(self.model.framework)
        self.form = RequirementForm(self.model)
        self.ground = Scroll(self.form)
        self._split = Split(self.shell.settings, "assessment.requirements", kept=0)
        self._split.add(self.list, self.ground)
        self.none = EmptyState(
            "clipboard-check",
            lambda: _("Nothing to assess in {year}").format(year=format_year(self.plan.year)),
            lambda: _("No requirement of the policy was in effect in that fiscal year. Choose a later one."),
        )
        self._pile = QStackedWidget()
        self._pile.addWidget(self._split)
        self._pile.addWidget(self.none)
        self.body.setContentsMargins(0, 0, 0, px(6))  # the sheet's corners stay round
        self.body.addWidget(self._pile, 1)
        self._connect()

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.activated.connect(lambda _index: self.form.rating.setFocus(Qt.FocusReason.OtherFocusReason))
        self.form.focused.connect(self._tell_guide)
        self.form.removed.connect(self._tell_removed)
        self.model.changed.connect(self._refresh)
        self.model.refused.connect(self.shell.refuse)
        self.plan.content_changed.connect(lambda _content: self.form.refresh())
        self.plan.findings.changed.connect(self._show_findings)

    def title(self) -> str:
        """Return the page's title."""
        return step_name(Step.ASSESSMENT)

    def facts(self) -> str:
        """Say which year, how far it is, and whether it is attested."""
        model, card = self.model, self.model.card
        rated = _("requirements rated: {count} of {all}").format(
            count=format_number(model.rated_count), all=format_number(len(model.requirements))
        )
        parts = [format_year(self.plan.year), rated]
        if card is not None and card.revision > 1:
            parts.append(_("revision {number}").format(number=format_number(card.revision)))
        if card is not None and card.is_attested and card.attested_on is not None:
            parts.append(
                _("attested by {name} on {date}").format(name=card.attested_by, date=format_date(card.attested_on))
            )
        else:
            parts.append(_("draft") if card is not None else _("not started"))
        return " · ".join(parts)

    # what is shown

    def activate(self) -> None:
        """Read the year's assessment; at the first showing, tell what was recovered."""
        self.model.wake()
        super().activate()
        self._tell_guide(self._field)
        if not self._is_read:
            self._is_read = True
            QTimer.singleShot(0, self, lambda: tell_recovered(self, _ENTITIES, self.focus_place))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Read what changed while another page was shown."""
        self.model.wake()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Read nothing while another page is shown; a window that is only minimized goes on."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.model.rest()

    def fit(self, width: float) -> None:
        """Give the list a third, within reason, unless the planner chose otherwise."""
        self._split.fit(min(max(width * 0.32, 230), 380), rest=300)

    def _refresh(self) -> None:
        model = self.model
        self._pile.setCurrentIndex(0 if model.requirements else 1)
        self.none.retell()
        self.list.show_cards(model.requirements, self._levels())
        self.form.show_requirement(self.list.value())
        self.revise.setVisible(model.is_attested and not self.plan.read_only)
        self.attest.setVisible(not model.is_locked and bool(model.requirements))
        if model.card is None:
            self.attest.disable(lambda: _("Rate the requirements first."))
        else:
            self.attest.enable()
        self.refresh_header()

    def _levels(self) -> dict[str, Level]:
        """Return the gravest level that is found on each requirement."""
        levels = {}
        for card in self.model.requirements:
            found = sorted((Level(one.level.value) for one in self.model.found_on(card)), key=_GRAVEST.index)
            if found:
                levels[card.requirement] = found[0]
        return levels

    def _show_findings(self) -> None:
        self.list.show_cards(self.model.requirements, self._levels())
        self.form.refresh_findings()

    def _choose(self, requirement: str) -> None:
        moved = requirement != self.form.requirement()
        self.form.show_requirement(requirement)
        if moved:
            self.ground.verticalScrollBar().setValue(0)
        self._tell_guide("")

    def _tell_guide(self, field: str) -> None:
        self._field = field
        card = self.model.requirement(self.form.requirement())
        if card is not None:
            self.tell_guide(lambda: context_of(self.model, card, field))

    def _tell_removed(self, entity: str) -> None:
        if entity == "evidence":
            self.shell.toast(lambda: _("Evidence deleted."), undo=True)
        else:
            self.shell.toast(lambda: _("Corrective action deleted."), undo=True)

    def take_focus(self) -> None:
        """Take the focus when F6 comes round: the list, where there is something to assess."""
        if self.list.isVisible():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().take_focus()

    # attestation

    def _attest(self) -> None:
        self.form.commit()
        standing = tuple(self.model.against_attesting())
        if standing:
            tell_blocked(lambda: _("The self-assessment cannot be attested yet"), standing, self.plan, self.shell)
            return
        words = (
            lambda: _("Attest the self-assessment?"),
            lambda: _(
                "The ratings of {year} are closed with this name and day. They can then be changed only in a "
                "new revision."
            ).format(year=format_year(self.plan.year)),
            lambda: _("Attest"),
        )
        window, by = self.shell.window_widget(), lambda: _("Attested by (name and title)")
        ask_approval(window, words, self._take_approval, by=by)

    def _take_approval(self, approval: Approval) -> None:
        if self.model.attest(approval.by, approval.on):
            self.shell.toast(lambda: _("Self-assessment attested."))
            self.take_focus()

    def _revise(self) -> None:
        self.model.new_revision()
        self.take_focus()

    # places

    def focus_place(self, place: Place) -> bool:
        """Choose the requirement that a finding or a recovered text is about, and put the cursor into its field."""
        for card in self.model.requirements:
            if self._holds(card, place):
                self.list.choose(card.requirement)
                if place.entity == "requirement":
                    self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
                    return True
                return self.form.focus_field(place.entity, place.key, place.field, place.language)
        return False

    def _holds(self, card: RequirementCard, place: Place) -> bool:
        keys = {
            card.requirement,
            f"{self.plan.year}/{card.requirement}",
            card.rating_id,
            *(action.id for action in card.actions),
            *(evidence.id for evidence in card.evidence),
        }
        return place.key in keys - {""}

"""The page of the self-assessment: the year's requirements at the left, the chosen one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from app import i18n
from app.formats import format_date, format_number, format_year
from app.i18n import _, ngettext
from ui.look.measure import px
from ui.pages.approval_dialog import ask_approval
from ui.pages.assessment.assessment_model import AssessmentModel
from ui.pages.assessment.requirement_form import RequirementForm
from ui.pages.assessment.requirement_list import RequirementList
from ui.pages.page import Page
from ui.pages.steps import Step
from ui.shell import GuideContext
from ui.widgets.button import Button, Kind
from ui.widgets.frames import Scroll

if TYPE_CHECKING:
    from ui.open_plan import OpenPlan
    from ui.shell import Place, Shell


class AssessmentPage(Page):
    """Rates each requirement of the year, and closes the year with an attestation."""

    step: ClassVar[Step] = Step.ASSESSMENT

    def __init__(self, plan: OpenPlan, shell: Shell) -> None:
        super().__init__(plan, shell)
        self._model = AssessmentModel(plan, self)
        self.revise = Button(lambda: _("New revision"), icon="rotate-ccw")
        self.revise.clicked.connect(self._model.new_revision)
        self.attest = Button(lambda: _("Attest…"), kind=Kind.PRIMARY, icon="check")
        self.attest.setObjectName("attest")
        self.attest.clicked.connect(self._attest)
        self.header.add_action(self.revise)
        self.header.add_action(self.attest)
        self.list = RequirementList(self._model.framework)
        self.form = RequirementForm(self._model)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(self.list)
        self._split.addWidget(Scroll(self.form))
        self._split.setStretchFactor(1, 1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._split, 1)
        self.list.chosen.connect(self._choose)
        self.form.focused.connect(self._tell_guide)
        self._model.changed.connect(self._refresh)
        self._model.refused.connect(shell.refuse)
        plan.content_changed.connect(lambda _content: self.form.refresh())

    def title(self) -> str:
        """Return the page's title."""
        return _("Self-assessment")

    def facts(self) -> str:
        """Say which year, how far it is, and whether it is attested."""
        model = self._model
        rated = ngettext(
            "{count} of {all} requirement rated", "{count} of {all} requirements rated", len(model.requirements)
        ).format(count=format_number(model.rated_count), all=format_number(len(model.requirements)))
        if model.is_attested and model.card is not None and model.card.attested_on is not None:
            state = _("attested by {name} on {date}").format(
                name=model.card.attested_by, date=format_date(model.card.attested_on)
            )
        else:
            state = _("draft") if model.card is not None else _("not started")
        return " · ".join((format_year(self.plan.year), rated, state))

    def activate(self) -> None:
        """Read the year's assessment."""
        self._model.reload()
        super().activate()

    def fit(self, width: float) -> None:
        """Give the list a third, within reason."""
        listed = px(min(max(width * 0.34, 250), 380))
        self._split.setSizes([listed, max(self.width() - listed, px(300))])

    def _refresh(self) -> None:
        self.list.show_cards(self._model.requirements)
        if not self.form.requirement() and self.list.value():
            self._choose(self.list.value())
        self.form.refresh()
        self.revise.setVisible(self._model.is_attested and not self.plan.read_only)
        self.attest.setVisible(not self._model.is_locked)
        self.refresh_header()

    def _choose(self, requirement: str) -> None:
        self.form.show_requirement(requirement)
        self._tell_guide("")

    def _tell_guide(self, field: str) -> None:
        requirement = self.form.requirement()
        if not requirement:
            return
        card = self._model.requirement(requirement)
        asked = self._model.framework.requirement(requirement)
        self.guide_context.emit(
            GuideContext(
                path=(_("Self-assessment"), card.clause),
                requirement=card.clause,
                guidance=asked.guidance.text(i18n.language()),
                entity="rating" if card.rating_id else "",
                key=card.rating_id,
                field=field,
            )
        )

    def _attest(self) -> None:
        approval = ask_approval(
            self.shell.window_widget(),
            lambda: _("Attest the self-assessment?"),
            lambda: _(
                "The ratings of {year} are closed with this name and day. They can then be changed only in a "
                "new revision."
            ).format(year=format_year(self.plan.year)),
            lambda: _("Attest"),
            by=lambda: _("Attested by (name and title)"),
        )
        if approval is not None and self._model.attest(approval.by, approval.on):
            self.shell.toast(lambda: _("Self-assessment attested."))

    def focus_place(self, place: Place) -> bool:
        """Choose the requirement that a finding is about, and its field."""
        for card in self._model.requirements:
            actions = tuple(action.id for action in card.actions)
            evidence = tuple(item.id for item in card.evidence)
            if place.key in {card.rating_id, card.requirement, *actions, *evidence}:
                self.list.choose(card.requirement)
                return self.form.focus_field(place.field, place.language) or True
        return False

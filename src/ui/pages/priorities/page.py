"""The page of priority services: weights, the ranking with its cut line, and the decision on each service."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from app import i18n
from app.formats import format_date, format_number, format_year
from app.i18n import _, ngettext
from ui.look.measure import px
from ui.pages.approval_dialog import ask_approval
from ui.pages.page import Page
from ui.pages.priorities.decision_strip import DecisionStrip
from ui.pages.priorities.priorities_model import PrioritiesModel
from ui.pages.priorities.ranking_table import RankingTable
from ui.pages.priorities.weights_strip import WeightsStrip
from ui.pages.steps import Step
from ui.shell import GuideContext
from ui.widgets.button import Button, Kind
from ui.widgets.empty_state import EmptyState
from ui.widgets.frames import column

if TYPE_CHECKING:
    from ui.open_plan import OpenPlan
    from ui.shell import Place, Shell


class PrioritiesPage(Page):
    """Ranks the year's services and closes the round with an approval."""

    step: ClassVar[Step] = Step.PRIORITIES

    def __init__(self, plan: OpenPlan, shell: Shell) -> None:
        super().__init__(plan, shell)
        self._model = PrioritiesModel(plan, self)
        self._build_actions()
        self.weights = WeightsStrip(self._model)
        self.table = RankingTable(self._model)
        self.strip = DecisionStrip(self._model)
        self.empty = EmptyState(
            "flag",
            lambda: _("No selection round for {year} yet").format(year=format_year(self.plan.year)),
            lambda: _(
                "Each service is rated on the considerations of the policy; the round is then approved and kept. "
                "Ratings of the last round are taken over as a start."
            ),
            primary=lambda: _("Start the round"),
        )
        self.empty.primary_clicked.connect(self._model.start)
        ranked = QWidget()
        whole = column(ranked, gap=12)
        whole.addWidget(self.weights)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.strip)
        self._pile = QStackedWidget()
        self._pile.addWidget(ranked)
        self._pile.addWidget(self.empty)
        self.body.addWidget(self._pile, 1)
        self.table.chosen.connect(self._choose)
        self.table.column_chosen.connect(self._choose_consideration)
        self.strip.focused.connect(self._tell_guide)
        self._model.changed.connect(self._refresh)
        self._model.previewed.connect(self._preview)
        self._model.refused.connect(shell.refuse)
        plan.content_changed.connect(lambda _content: self._refresh())

    def _build_actions(self) -> None:
        self.suggest = Button(lambda: _("Use suggestions"), icon="sparkles")
        self.suggest.clicked.connect(self._accept_suggestions)
        self.revise = Button(lambda: _("New revision"), icon="rotate-ccw")
        self.revise.clicked.connect(self._model.new_revision)
        self.freeze = Button(lambda: _("Approve…"), kind=Kind.PRIMARY, icon="check")
        self.freeze.setObjectName("freeze")
        self.freeze.clicked.connect(self._freeze)
        for button in (self.suggest, self.revise, self.freeze):
            self.header.add_action(button)

    def title(self) -> str:
        """Return the page's title."""
        return _("Priority services")

    def facts(self) -> str:
        """Say which round is shown, its state and its size."""
        ranking = self._model.ranking
        services = ngettext("{count} service", "{count} services", len(ranking.rows)).format(
            count=format_number(len(ranking.rows))
        )
        current = ranking.round
        if current is None or not self._model.has_round:
            return f"{format_year(self.plan.year)} · {services}"
        title = _("{year} round, revision {number}").format(
            year=format_year(current.year), number=format_number(current.revision)
        )
        state = _("draft")
        if self._model.is_frozen and current.approved_on is not None:
            state = _("approved by {name} on {date}").format(
                name=current.approved_by, date=format_date(current.approved_on)
            )
        return f"{title} · {state} · {services}"

    def activate(self) -> None:
        """Read the ranking."""
        self._model.reload()
        super().activate()

    def _refresh(self) -> None:
        self._pile.setCurrentIndex(0 if self._model.has_round else 1)
        self._preview()
        self.strip.refresh()
        locked, read_only = self._model.is_locked, self.plan.read_only
        self.suggest.setVisible(not locked)
        self.freeze.setVisible(not locked)
        self.revise.setVisible(self._model.has_round and self._model.is_frozen and not read_only)
        self.empty.setEnabled(not read_only)
        self.refresh_header()

    def _preview(self) -> None:
        self.table.show_ranking(self._model.ranking)
        self.weights.refresh()

    def _choose(self, service: str) -> None:
        self.strip.show_service(service)
        self._tell_guide("")

    def _choose_consideration(self, consideration: str) -> None:
        self.strip.show_consideration(consideration)
        self._tell_guide("")

    def _tell_guide(self, field: str) -> None:
        row = self._model.row(self.table.service())
        if row is None:
            return
        path = [_("Priority services"), self.plan.shown(row.name, i18n.language())]
        chosen = self.table.consideration()
        guidance = _("Hollow bars were computed from the inventory. Confirm or change them: the decision is yours.")
        if chosen:
            consideration = self._model.framework.consideration(chosen)
            path.append(consideration.title.text(i18n.language()))
            guidance = " ".join(question.text(i18n.language()) for question in consideration.questions)
        self.guide_context.emit(
            GuideContext(
                path=tuple(path),
                requirement="7.4",
                definitions=("priority-services",),
                guidance=guidance,
                entity="decision" if row.decision else "service",
                key=row.decision or row.service,
                field=field,
            )
        )

    def _accept_suggestions(self) -> None:
        self._model.accept_suggestions()
        self.shell.toast(lambda: _("Suggested ratings taken over."), undo=True)

    def _freeze(self) -> None:
        approval = ask_approval(
            self.shell.window_widget(),
            lambda: _("Approve the selection round?"),
            lambda: _(
                "Ratings, weights and decisions of {year} are kept as they are. They can then be changed only in a "
                "new revision."
            ).format(year=format_year(self.plan.year)),
            lambda: _("Approve"),
        )
        if approval is not None and self._model.freeze(approval.by, approval.on):
            self.shell.toast(lambda: _("Selection round approved."))

    def fit(self, width: float) -> None:
        """Keep the strip within a third of the page's height."""
        self.strip.setMaximumHeight(px(260) if width >= 900 else px(420))

    def focus_place(self, place: Place) -> bool:
        """Choose the service that a finding is about, and its field."""
        for row in self._model.ranking.rows:
            if place.key in {row.service, row.decision, *row.score_keys.values()}:
                self.table.choose(row.service)
                for consideration, key in row.score_keys.items():
                    if key == place.key:
                        self.strip.show_consideration(consideration)
                return self.strip.focus_field(place.field, place.language) or True
        return False

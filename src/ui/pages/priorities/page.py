"""The page of priority services: weights, the ranking with its cut line, and the decision on each service."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.formats import format_number
from app.i18n import _, ngettext
from ui.pages.approval_dialog import ask_approval
from ui.pages.found import field_findings, tell_blocked
from ui.pages.page import Page
from ui.pages.priorities.decision_strip import DecisionStrip
from ui.pages.priorities.empty_states import being_read, no_round, no_services
from ui.pages.priorities.guidance import context_of
from ui.pages.priorities.priorities_model import PrioritiesModel
from ui.pages.priorities.ranking_table import RankingTable
from ui.pages.priorities.round_menu import fill_menu
from ui.pages.priorities.round_words import round_facts, told_before_freezing
from ui.pages.priorities.weights_strip import WeightsStrip
from ui.pages.recovered import tell_recovered
from ui.pages.steps import Step, step_name
from ui.shell import Breadth, Place
from ui.widgets.button import Button, Kind
from ui.widgets.finding_chip import FieldFindings
from ui.widgets.frames import Scroll, column
from ui.widgets.icon_menu import IconMenu

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from ui.open_plan import OpenPlan
    from ui.pages.approval_dialog import Approval
    from ui.shell import Shell

_SLIM = 720  # letters: narrower, the header has no room for three buttons in French


class PrioritiesPage(Page):
    """Ranks the year's services and closes the round with an approval."""

    step: ClassVar[Step] = Step.PRIORITIES

    def __init__(self, plan: OpenPlan, shell: Shell) -> None:
        super().__init__(plan, shell)
        self.model = PrioritiesModel(plan, self)
        self._is_read = self._is_slim = False
        self._field = ""
        self._build_actions()
        self.weights = WeightsStrip(self.model)
        self.findings = FieldFindings()
        self.table = RankingTable(self.model)
        self.strip = DecisionStrip(self.model)
        self._pile = QStackedWidget()
        self._pile.addWidget(Scroll(self._ranked()))
        self._build_empty()
        self.body.addWidget(self._pile, 1)
        self._connect()

    def _ranked(self) -> QWidget:
        ranked = QWidget()
        whole = column(ranked, gap=10, margins=(0, 0, 0, 0))
        whole.addWidget(self.weights)
        whole.addWidget(self.findings)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.strip)
        return ranked

    def _build_actions(self) -> None:
        self.more = IconMenu(lambda: _("More actions for this round"), "ellipsis")
        self.more.menu().aboutToShow.connect(self._fill_menu)
        self.suggest = Button(lambda: _("Use suggestions"), icon="sparkles")
        self.suggest.clicked.connect(self._accept_suggestions)
        self.revise = Button(lambda: _("New revision"), icon="rotate-ccw")
        self.revise.clicked.connect(self._revise)
        self.freeze = Button(lambda: _("Approve…"), kind=Kind.PRIMARY, icon="check")
        self.freeze.setObjectName("freeze")
        self.freeze.clicked.connect(self._freeze)
        for button in (self.more, self.suggest, self.revise, self.freeze):
            self.header.add_action(button)

    def _build_empty(self) -> None:
        self.start, self.bare = no_round(self.plan), no_services(self.plan)
        self.start.primary_clicked.connect(self._start)
        self.bare.primary_clicked.connect(lambda: self.shell.go(Step.INVENTORY))
        self._pile.addWidget(self.start)
        self._pile.addWidget(self.bare)
        self._pile.addWidget(being_read())

    def _connect(self) -> None:
        self.table.chosen.connect(self._choose)
        self.table.column_chosen.connect(self._choose_consideration)
        self.table.decision_asked.connect(self.strip.decision.take_focus)
        self.strip.focused.connect(self._tell_guide)
        self.weights.focused.connect(self._tell_weight)
        self.model.changed.connect(self._refresh)
        self.model.previewed.connect(self._preview)
        self.model.refused.connect(self.shell.refuse)
        self.plan.content_changed.connect(lambda _content: self._refresh())
        self.plan.findings.changed.connect(self._show_findings)

    def title(self) -> str:
        """Return the page's title."""
        return step_name(Step.PRIORITIES)

    def facts(self) -> str:
        """Say which round is shown, its state and its size."""
        return round_facts(self.model)

    def _fill_menu(self) -> None:
        entries = fill_menu(self.more.menu(), self.model)
        entries.decide.triggered.connect(self._decide_by_line)
        entries.suggest.triggered.connect(self._accept_suggestions)
        entries.suggest.setVisible(self._is_slim)

    # what is shown

    def activate(self) -> None:
        """Read the ranking; at the first showing, tell what was recovered."""
        self.model.wake()
        super().activate()
        self._tell_guide(self._field)
        if not self._is_read:
            self._is_read = True
            QTimer.singleShot(0, self, lambda: tell_recovered(self, ("decision", "score"), self.focus_place))

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
        """Fold the considerations into one column where the window is narrow, and a button into the menu."""
        self.table.set_narrow(narrow=self.shell.breadth() is Breadth.NARROW)
        self._is_slim = width < _SLIM
        self._show_actions()

    def _refresh(self) -> None:
        model = self.model
        bare = not model.ranking.rows
        self._pile.setCurrentIndex(3 if not model.is_known else 2 if bare else 0 if model.has_round else 1)
        self._preview()
        self.strip.refresh()
        self._show_actions()
        for state in (self.start, self.bare):
            state.retell()
            if state.primary is not None:
                state.primary.setVisible(not self.plan.read_only)
        self._show_findings()
        self.refresh_header()

    def _show_actions(self) -> None:
        model = self.model
        is_open = not model.is_locked and bool(model.ranking.rows)
        self.more.setVisible(is_open)
        self.freeze.setVisible(is_open)
        self.suggest.setVisible(is_open and not self._is_slim)
        closed = model.has_round and model.is_frozen and bool(model.ranking.rows)
        self.revise.setVisible(closed and not self.plan.read_only)

    def _preview(self) -> None:
        self.table.show_ranking(self.model.ranking)
        self.weights.refresh()

    def _show_findings(self) -> None:
        """Show what is found of the round as a whole above the ranking, and the rest at its fields."""
        current = self.model.ranking.round
        found = self.model.found("selection_round", current.id) if current is not None else []
        shown = [one for one in found if one.rule != "round_missing"]
        self.findings.show_findings(field_findings(shown))
        self.strip.refresh_findings()

    def _choose(self, service: str) -> None:
        self.strip.show_service(service)
        self._tell_guide("")

    def _choose_consideration(self, consideration: str) -> None:
        if consideration:
            self.strip.show_consideration(consideration)
        self._tell_guide("")

    def _tell_guide(self, field: str) -> None:
        self._field = field
        row = self.model.row(self.table.service())
        named = self.strip.consideration.value() if field == "analysis" else self.table.consideration()
        if field in {"decision", "rationale"}:
            named = ""
        self.tell_guide(lambda: context_of(self.model, row, named, field))

    def _tell_weight(self, consideration: str) -> None:
        self._field = "weight"
        self.tell_guide(lambda: context_of(self.model, None, consideration, "weight"))

    def take_focus(self) -> None:
        """Take the focus when F6 comes round: the ranking, where there is one."""
        if self.table.isVisible():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().take_focus()

    # acts

    def _start(self) -> None:
        self.model.start()
        self.take_focus()

    def _revise(self) -> None:
        self.model.new_revision()
        self.take_focus()

    def _accept_suggestions(self) -> None:
        count = self.model.accept_suggestions()
        if not count:
            self.shell.toast(lambda: _("Everything that the inventory suggests is rated already."))
            return
        self.shell.toast(
            lambda: ngettext(
                "{count} suggested rating taken over.", "{count} suggested ratings taken over.", count
            ).format(count=format_number(count)),
            undo=True,
        )

    def _decide_by_line(self) -> None:
        count = self.model.decide_by_line()
        if not count:
            self.shell.toast(lambda: _("Every service that has a score is decided already."))
            return
        self.shell.toast(
            lambda: ngettext(
                "{count} service decided as the line proposes.", "{count} services decided as the line proposes.", count
            ).format(count=format_number(count)),
            undo=True,
        )

    def _freeze(self) -> None:
        self._commit()
        standing = self.model.against_freezing()
        if standing:
            tell_blocked(lambda: _("The round cannot be approved yet"), standing, self.plan, self.shell)
            return
        words = (
            lambda: _("Approve the selection round?"),
            lambda: told_before_freezing(self.model),
            lambda: _("Approve"),
        )
        ask_approval(self.shell.window_widget(), words, self._take_approval)

    def _take_approval(self, approval: Approval) -> None:
        if self.model.freeze(approval.by, approval.on):
            self.shell.toast(lambda: _("Selection round approved."))
            self.take_focus()

    def _commit(self) -> None:
        self.strip.rationale.commit()
        self.strip.analysis.commit()

    def focus_place(self, place: Place) -> bool:
        """Put the cursor where a finding or a recovered text is."""
        if place.entity == "selection_round" or not place.key:
            return self._focus_round()
        _round, _sep, service = place.key.partition("/")
        service, _sep, consideration = service.partition("/")
        for row in self.model.ranking.rows:
            scored = {key: name for name, key in row.score_keys.items()}
            keys = {row.service, row.decision} - {""}
            if place.key in keys or place.key in scored or service == row.service:
                named = scored.get(place.key, consideration)
                return self._focus_service(row.service, named, place)
        return False

    def _focus_service(self, service: str, consideration: str, place: Place) -> bool:
        if place.field in self.table.rows.considerations:
            self.table.choose(service, place.field)
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        self.table.choose(service)
        if consideration:
            self.strip.show_consideration(consideration)
        return self.strip.focus_field(place.field, place.language)

    def _focus_round(self) -> bool:
        shown = (self.start.primary, self.bare.primary, self.freeze, self.table)
        target = next((widget for widget in shown if widget is not None and widget.isVisible()), None)
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return target is not None

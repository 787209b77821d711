"""Below the ranking: the decision on the chosen service with its reason, and why each rating was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from app import i18n
from app.formats import format_number, format_percent
from app.i18n import _
from app.translation import pair
from ui.look.tokens import Role, Size
from ui.pages.pair_state import pair_pill
from ui.pages.priorities.ranking_rows import step_words
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.choice import Choice, Option, Segments
from ui.widgets.frames import Sunken, column, row
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.rating import RatingBars

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from app.priorities.ranking import RankRow
    from model.language import Language
    from ui.pages.priorities.priorities_model import PrioritiesModel

_ABREAST = 900  # letters: narrower, the two halves stand one below the other


class DecisionStrip(Sunken):
    """Shows one service of the round."""

    focused = Signal(str)  # field

    def __init__(self, model: PrioritiesModel) -> None:
        super().__init__()
        self._model, self._service = model, ""
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(24)
        self._halves.addWidget(self._decision_half(), 1)
        self._halves.addWidget(self._rating_half(), 1)
        self.body.addLayout(self._halves)
        self.rationale.committed.connect(
            lambda language, text: self._model.write_rationale(self._service, language, text)
        )
        self.analysis.committed.connect(
            lambda language, text: self._model.analyse(self._service, self.consideration.value(), language, text)
        )
        self.decision.chosen.connect(lambda value: self._model.decide(self._service, value))
        self.consideration.chosen.connect(lambda _value: self.refresh())
        self.bars.rated.connect(lambda rating: self._model.rate(self._service, self.consideration.value(), rating))
        self.rationale.focused.connect(lambda: self.focused.emit("rationale"))
        self.analysis.focused.connect(lambda: self.focused.emit("analysis"))

    def _decision_half(self) -> QWidget:
        half = QWidget()
        whole = column(half, gap=8)
        self._name = ElidedLabel("", strong=True)
        self._place = Label("", size=Size.CAPTION, role=Role.TEXT2, wrap=True)
        self.decision = Segments(
            lambda: _("Decision"),
            (
                Option("Y", lambda: _("Priority")),
                Option("N", lambda: _("Not priority")),
                Option("", lambda: _("Not decided")),
            ),
        )
        self.decision.setObjectName("priority")
        self.rationale = BilingualField(lambda: _("Rationale"), lines=2, french_first=self._model.plan.french_first)
        self.rationale.setObjectName("rationale")
        whole.addWidget(self._name)
        whole.addWidget(self._place)
        whole.addWidget(self.decision, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self.rationale)
        whole.addStretch(1)
        return half

    def _rating_half(self) -> QWidget:
        half = QWidget()
        whole = column(half, gap=8)
        options = [Option(one.id, self._title(one.id)) for one in self._model.framework.considerations]
        self.consideration = Choice(lambda: _("Consideration"), options)
        self.consideration.setObjectName("consideration")
        self.bars = RatingBars(lambda: _("Rating of the consideration"))
        self.bars.setObjectName("rating")
        self._meaning = Label("", size=Size.CAPTION, role=Role.TEXT2, wrap=True)
        line = row(gap=12)
        line.addWidget(self.consideration)
        line.addWidget(self.bars)
        line.addStretch(1)
        self.analysis = BilingualField(
            lambda: _("Why it is rated so"), lines=2, french_first=self._model.plan.french_first
        )
        self.analysis.setObjectName("analysis")
        whole.addLayout(line)
        whole.addWidget(self._meaning)
        whole.addWidget(self.analysis)
        whole.addStretch(1)
        return half

    def _title(self, consideration: str) -> Callable[[], str]:
        return lambda: self._model.framework.consideration(consideration).title.text(i18n.language())

    def show_service(self, service: str) -> None:
        """Show another service."""
        self._service = service
        self.refresh()

    def show_consideration(self, consideration: str) -> None:
        """Show another consideration of the same service."""
        self.consideration.set_value(consideration)
        self.refresh()

    def refresh(self) -> None:
        """Show the service as it is now; what is being typed stays."""
        found = self._model.row(self._service)
        self.setVisible(found is not None)
        if found is None:
            return
        locked = self._model.is_locked
        self._name.say(self._model.plan.shown(found.name, i18n.language()))
        self._place.say(self._place_words(found))
        self.decision.set_value("" if found.decided is None else "Y" if found.decided else "N")
        self.decision.setEnabled(not locked and found.eligible)
        self.rationale.set_value(found.rationale)
        self._show_rating(found)
        for field, entity, key in (
            (self.rationale, "decision", found.decision),
            (self.analysis, "score", found.score_keys.get(self.consideration.value(), "")),
        ):
            field.set_content(self._model.plan.content)
            field.set_read_only(locked)
            name = "rationale" if entity == "decision" else "analysis"
            field.set_state(pair_pill(pair(self._model.plan.workspace, entity, key, name)) if key else None)

    def _show_rating(self, found: RankRow) -> None:
        consideration = self._model.framework.consideration(self.consideration.value())
        decided, suggested = found.scores.get(consideration.id), found.suggested.get(consideration.id)
        self.bars.set_rating(decided, suggested)
        self.bars.set_read_only(self._model.is_locked)
        value = suggested if decided is None else decided
        words = step_words(self._model.framework, value)
        step = None if value is None else consideration.step(value)
        meaning = "" if step is None else step.meaning.text(i18n.language())
        if decided is None and suggested is not None:
            self._meaning.say(_("Suggested: {rating}. {meaning}").format(rating=words, meaning=meaning))
        else:
            self._meaning.say(f"{words}. {meaning}" if meaning else words)
        from_analyses = found.analyses.get(consideration.id)
        if from_analyses is not None:
            self.analysis.set_value(from_analyses)

    def _place_words(self, found: RankRow) -> str:
        if not found.eligible:
            return _("Neither an external nor an internal enterprise service: it cannot be a priority service.")
        if found.rank is None or found.score is None:
            return _("Not scored yet.")
        parts = [
            _("Rank {rank}, above the cut line.") if found.above_cut else _("Rank {rank}, below the cut line."),
        ]
        if found.proposal:
            label = next(
                band.label for band in self._model.framework.priorities.outcome_bands if band.id == found.proposal
            )
            parts.append(_("The score suggests: {outcome}.").format(outcome=label.text(i18n.language())))
        if found.assessed < 1:
            parts.append(_("{share} of the weight is assessed.").format(share=format_percent(found.assessed)))
        if found.critical:
            parts.append(_("Critical service: review for priority whatever the score."))
        return " ".join(parts).format(rank=format_number(found.rank))

    def focus_field(self, field: str, language: Language | None) -> bool:
        """Put the cursor into a field by its name."""
        if field in {"rationale", "analysis"}:
            {"rationale": self.rationale, "analysis": self.analysis}[field].take_focus(language)
            return True
        if field in {"priority", ""}:
            self.decision.setFocus()
            return True
        return False

    def retranslate(self) -> None:
        """Follow the interface language."""
        if self._service:
            self.refresh()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Follow the interface language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and self._service:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Let the halves stand beside each other where there is room."""
        super().resizeEvent(event)
        abreast = self.width() >= _ABREAST
        self._halves.setDirection(QBoxLayout.Direction.LeftToRight if abreast else QBoxLayout.Direction.TopToBottom)

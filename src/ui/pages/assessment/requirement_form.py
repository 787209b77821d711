"""One requirement of the year: its rating, narrative, figures, evidence and corrective actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app import i18n
from app.i18n import _
from app.translation import pair
from ui.look.tokens import Role, Size
from ui.pages.assessment.action_list import ActionList
from ui.pages.assessment.evidence_list import EvidenceList
from ui.pages.assessment.figure_table import FigureTable
from ui.pages.assessment.requirement_list import rating_words, trend_words
from ui.pages.pair_state import pair_pill
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.button import Button, Kind
from ui.widgets.choice import Option
from ui.widgets.frames import Hairline, column, row
from ui.widgets.label import Label
from ui.widgets.rating import RequirementRating
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QHBoxLayout

    from app.assessment.cards import RequirementCard
    from model.language import Language
    from ui.pages.assessment.assessment_model import AssessmentModel
    from ui.widgets.pill import Pill

_FIELDS = ("finding", "reason")


class RequirementForm(Retranslated, QWidget):
    """Shows one requirement; widgets and layout, no decision."""

    focused = Signal(str)  # field

    def __init__(self, model: AssessmentModel) -> None:
        super().__init__()
        self._model = model
        self._requirement = ""
        self._build_head()
        french_first = model.plan.french_first
        self.finding = BilingualField(
            lambda: _("Narrative: what was found and what changed this year"), lines=4, french_first=french_first
        )
        self.reason = BilingualField(
            lambda: _("Reason, when the rating moved, departs from the proposal or does not apply"),
            lines=2,
            french_first=french_first,
        )
        self.figures = FigureTable(model)
        self.evidence = EvidenceList(model)
        self.corrections = ActionList(model)
        whole = column(self, gap=12, margins=(20, 16, 20, 20))
        whole.addWidget(self._title)
        whole.addWidget(self._text)
        whole.addLayout(self._rating_row())
        for widget in (self.finding, self.reason, Hairline(), self.figures, Hairline(), self.evidence, Hairline()):
            whole.addWidget(widget)
        whole.addWidget(self.corrections)
        whole.addStretch(1)
        for name, field in zip(_FIELDS, (self.finding, self.reason), strict=True):
            field.setObjectName(name)
            self._wire(name, field)

    def _build_head(self) -> None:
        self._title = Label("", size=Size.HEADING, strong=True, wrap=True)
        self._text = Label("", role=Role.TEXT2, wrap=True)
        levels = [Option(step.code, self._label_of(step.code)) for step in self._model.framework.ratings]
        self.rating = RequirementRating(lambda: _("Rating"), levels)
        self.rating.setObjectName("rating")
        self.rating.rated.connect(lambda code: self._model.rate(self._requirement, "" if code == "NR" else code))
        self._proposal = Label("", size=Size.CAPTION, role=Role.TEXT2, wrap=True)
        self.accept = Button(lambda: _("Accept the proposal"), kind=Kind.LINK)
        self.accept.clicked.connect(self._accept_proposal)

    def _label_of(self, code: str) -> Callable[[], str]:
        return lambda: rating_words(self._model.framework, code)

    def _rating_row(self) -> QHBoxLayout:
        beside = row(gap=14)
        beside.addWidget(self.rating, 0, Qt.AlignmentFlag.AlignLeft)
        told = column(gap=2)
        told.addWidget(self._proposal)
        told.addWidget(self.accept, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addLayout(told, 1)
        return beside

    def _wire(self, name: str, field: BilingualField) -> None:
        field.committed.connect(lambda language, text: self._model.write(self._requirement, name, language, text))
        field.drafted.connect(lambda language, text: self._draft(name, language, text))
        field.focused.connect(lambda: self.focused.emit(name))

    def _draft(self, name: str, language: Language, text: str) -> None:
        card = self._card()
        if card.rating_id:
            self._model.plan.keep_draft("rating", card.rating_id, name, language, text)

    def _card(self) -> RequirementCard:
        return self._model.requirement(self._requirement)

    def _accept_proposal(self) -> None:
        self._model.rate(self._requirement, self._card().proposed)

    def requirement(self) -> str:
        """Return the id of the requirement that is shown; blank at first."""
        return self._requirement

    def show_requirement(self, requirement: str) -> None:
        """Show another requirement."""
        self._requirement = requirement
        self.refresh()

    def refresh(self) -> None:
        """Show the card as it is now; what is being typed stays."""
        if not self._requirement:
            return
        card, locked = self._card(), self._model.is_locked
        asked = self._model.framework.requirement(card.requirement)
        self._title.say(f"{card.clause} {card.title.text(i18n.language())}")
        self._text.say(asked.text.text(i18n.language()))
        self.rating.set_value(card.rating or None)
        self._tell_proposal(card)
        for name, field, text in zip(_FIELDS, (self.finding, self.reason), (card.finding, card.reason), strict=True):
            field.set_value(text)
            field.set_content(self._model.plan.content)
            field.set_read_only(locked)
            field.set_state(self._state_of(card, name))
        self.rating.set_read_only(locked)
        self.figures.show_figures(card)
        self.evidence.show_requirement(card)
        self.corrections.show_requirement(card)

    def _tell_proposal(self, card: RequirementCard) -> None:
        framework, computable = self._model.framework, card.proposed not in {"", "NR"}
        parts = [
            _("Proposed from the indicators: {rating}.").format(rating=rating_words(framework, card.proposed))
            if computable
            else _("No rating is proposed: the indicators cannot be computed yet.")
        ]
        if card.last:
            parts.append(_("Last year: {rating}.").format(rating=rating_words(framework, card.last)))
        if card.trend is not None:
            parts.append(_("Trend: {trend}.").format(trend=trend_words(card.trend)))
        self._proposal.say(" ".join(parts))
        self.accept.setVisible(computable and card.rating != card.proposed and not self._model.is_locked)

    def _state_of(self, card: RequirementCard, field: str) -> Pill | None:
        if not card.rating_id:
            return None
        return pair_pill(pair(self._model.plan.workspace, "rating", card.rating_id, field))

    def retranslate(self) -> None:
        """Follow the interface language."""
        super().retranslate()
        if hasattr(self, "actions"):
            self.refresh()

    def focus_field(self, field: str, language: Language | None) -> bool:
        """Put the cursor into a field by its name."""
        if field in _FIELDS:
            {"finding": self.finding, "reason": self.reason}[field].take_focus(language)
            return True
        self.rating.setFocus()
        return field in {"rating", ""}

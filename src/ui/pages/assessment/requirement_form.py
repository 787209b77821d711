"""One requirement of the year: its rating, narrative, figures, evidence and corrective actions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import i18n
from app.i18n import _
from ui.look.tokens import Role, Size
from ui.pages.assessment.action_list import ActionList
from ui.pages.assessment.evidence_list import EvidenceList
from ui.pages.assessment.figure_table import FigureTable
from ui.pages.assessment.rating_words import NOT_RATED, rating_words, trend_pill
from ui.pages.found import field_findings
from ui.pages.kept_field import KeptField
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.button import Button, Kind
from ui.widgets.choice import Option
from ui.widgets.finding_chip import FieldFindings
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Hairline, column
from ui.widgets.label import Label
from ui.widgets.pill import Pill, StatusPill, Tone
from ui.widgets.rating import RequirementRating
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from app.assessment.cards import RequirementCard
    from model.language import Language
    from ui.pages.assessment.assessment_model import AssessmentModel

_TEXTS: Final = ("finding", "reason")


class _Line(QWidget):
    """Things beside each other that go on the next line where there is no room."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self, gap=8)
        for widget in widgets:
            self._flow.addWidget(widget)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the height that the width needs."""
        least = self._flow.minimumSize().width()
        return QSize(least, self._flow.heightForWidth(max(self.width(), least)))


class RequirementForm(Retranslated, QWidget):
    """Shows one requirement; widgets and layout, no decision."""

    focused = Signal(str)  # field
    removed = Signal(str)  # "evidence" or "corrective_action"

    def __init__(self, model: AssessmentModel) -> None:
        super().__init__()
        self._model = model
        self._requirement = ""
        french_first = model.plan.french_first
        self.finding = BilingualField(
            lambda: _("Narrative: what was found and what changed this year"), lines=4, french_first=french_first
        )
        self.reason = BilingualField(self._reason_label, lines=2, french_first=french_first)
        self.figures = FigureTable(model)
        self.evidence = EvidenceList(model)
        self.corrections = ActionList(model)
        self._build_head()
        whole = column(self, gap=12, margins=(20, 14, 20, 20))
        whole.addWidget(self._title)
        whole.addWidget(self._text)
        whole.addWidget(self._rated)
        whole.addWidget(self._meaning)
        whole.addWidget(self._rating_findings)
        for widget in (self.finding, self.reason, Hairline(), self.figures, Hairline(), self.evidence, Hairline()):
            whole.addWidget(widget)
        whole.addWidget(self.corrections)
        whole.addStretch(1)
        self._kept: dict[str, KeptField] = {}
        for name, field in zip(_TEXTS, (self.finding, self.reason), strict=True):
            field.setObjectName(name)
            self._kept[name] = KeptField(model.plan, field, "rating", name, partial(self._write, name))
            field.focused.connect(partial(self.focused.emit, name))
        self.rating.installEventFilter(self)
        self.evidence.focused.connect(partial(self.focused.emit, "evidence"))
        self.corrections.focused.connect(partial(self.focused.emit, "actions"))
        self.evidence.removed.connect(partial(self.removed.emit, "evidence"))
        self.corrections.removed.connect(partial(self.removed.emit, "corrective_action"))

    def _build_head(self) -> None:
        self._title = Label("", size=Size.HEADING, strong=True, wrap=True)
        self._text = Label("", role=Role.TEXT2, wrap=True)
        framework = self._model.framework
        levels = [Option(step.code, partial(rating_words, framework, step.code)) for step in framework.ratings]
        self.rating = RequirementRating(lambda: _("Rating"), levels)
        self.rating.setObjectName("rating")
        self.rating.rated.connect(self._rate)
        self.proposal = StatusPill()
        self.last = StatusPill()
        self.trend = StatusPill()
        self.accept = Button(lambda: _("Accept the proposal"), kind=Kind.LINK)
        self.accept.setObjectName("accept_proposal")
        self.accept.clicked.connect(self._accept_proposal)
        self._rated = _Line(self.rating, self.proposal, self.accept, self.last, self.trend)
        self._meaning = Label("", size=Size.CAPTION, role=Role.TEXT2, wrap=True)
        self._rating_findings = FieldFindings()

    def _reason_label(self) -> str:
        return _("Reason, when the rating moved, departs from the proposal or does not apply")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Say that the rating has the focus."""
        if event.type() is QEvent.Type.FocusIn and watched is self.rating:
            self.focused.emit("rating")
        return super().eventFilter(watched, event)

    # changes

    def _rate(self, code: str) -> None:
        self._model.rate(self._requirement, "" if code == NOT_RATED else code)

    def _accept_proposal(self) -> None:
        card = self._model.requirement(self._requirement)
        if card is not None:
            self._model.rate(self._requirement, card.proposed)
            self.rating.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, name: str, language: Language, text: str) -> bool:
        return self._model.write(self._requirement, name, language, text)

    def commit(self) -> None:
        """Hand over what is being typed."""
        self.finding.commit()
        self.reason.commit()
        for evidence in self.evidence.editors.values():
            evidence.title.commit()
        for action in self.corrections.editors.values():
            action.what.commit()

    # what is shown

    def requirement(self) -> str:
        """Return the id of the requirement that is shown; blank at first."""
        return self._requirement

    def show_requirement(self, requirement: str) -> None:
        """Show another requirement; what was typed for the one before is handed over first."""
        if requirement != self._requirement:
            if self._requirement:
                self.commit()
            self._requirement = requirement
        self.refresh()

    def refresh(self) -> None:
        """Show the card as it is now; what is being typed stays."""
        card, locked = self._model.requirement(self._requirement), self._model.is_locked
        if card is None:
            return
        asked = self._model.framework.requirement(card.requirement)
        self._title.say(lambda: f"{card.clause} {card.title.text(i18n.language())}")
        self._text.say(lambda: asked.text.text(i18n.language()))
        self.rating.set_value(card.rating or NOT_RATED)
        self.rating.set_read_only(locked)
        self._tell_rating(card)
        place = f"{self._model.plan.year}/{card.requirement}"
        for name, text in zip(_TEXTS, (card.finding, card.reason), strict=True):
            self._kept[name].show(place, card.rating_id, text, locked=locked)
        self.figures.show_figures(card)
        self.evidence.show_requirement(card)
        self.corrections.show_requirement(card)
        self.refresh_findings()

    def _tell_rating(self, card: RequirementCard) -> None:
        framework, computable = self._model.framework, card.proposed not in {"", NOT_RATED}
        self.proposal.set_pill(
            Pill(
                lambda: _("Proposed: {rating}").format(rating=rating_words(framework, card.proposed)),
                Tone.IDEA,
                "sparkles",
            )
            if computable
            else Pill(lambda: _("No proposal: the indicators cannot be computed yet"), Tone.QUIET, "circle-dashed")
        )
        self.last.set_pill(
            Pill(
                lambda: _("Last year: {rating}").format(rating=rating_words(framework, card.last)),
                Tone.QUIET,
                "history",
            )
            if card.last
            else None
        )
        self.trend.set_pill(trend_pill(card.trend))
        self.accept.setVisible(computable and card.rating != card.proposed and not self._model.is_locked)
        self._meaning.say(lambda: framework.rating(card.rating or NOT_RATED).meaning.text(i18n.language()))
        self._rated.updateGeometry()

    def refresh_findings(self) -> None:
        """Show at each field what is found there."""
        card = self._model.requirement(self._requirement)
        if card is None:
            return
        found = self._model.found("rating", card.rating_id, card.requirement)
        self._rating_findings.show_findings(field_findings(one for one in found if one.field == "rating"))
        for name, field in zip(_TEXTS, (self.finding, self.reason), strict=True):
            field.show_findings(field_findings(one for one in found if one.field == name))
        self.evidence.show_findings(card)
        self.corrections.show_findings(card)

    def retranslate(self) -> None:
        """Follow the interface language."""
        super().retranslate()
        self._rated.updateGeometry()

    def resizeEvent(self, event: object) -> None:  # noqa: N802  Qt's name
        """Let the line of the rating wrap."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # the event is Qt's own
        self._rated.setMinimumHeight(self._rated.minimumSizeHint().height())

    def focus_field(self, entity: str, key: str, field: str, language: Language | None) -> bool:
        """Put the cursor into a field of the requirement, of a piece of evidence or of an action."""
        if entity == "evidence" and key in self.evidence.editors:
            editor = self.evidence.editors[key]
            chosen = {"location": editor.location, "dated": editor.dated}.get(field, editor.title)
        elif entity == "corrective_action" and key in self.corrections.editors:
            action = self.corrections.editors[key]
            chosen = {"due_on": action.due, "owner": action.owner}.get(field, action.what)
        elif field in _TEXTS:
            chosen = {"finding": self.finding, "reason": self.reason}[field]
        elif field in {"evidence", "actions"}:
            add = self.evidence.add if field == "evidence" else self.corrections.add
            add.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        else:
            self.rating.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        chosen.take_focus(language)
        return True

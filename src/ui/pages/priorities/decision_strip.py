"""Below the ranking: the decision on the chosen service with its reason, and why each rating was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from app import i18n
from app.i18n import _
from model.bilingual import Bilingual
from ui.look.measure import letters, px
from ui.look.tokens import Role, Size
from ui.pages.found import field_findings
from ui.pages.kept_field import KeptField
from ui.pages.priorities.place_words import place_words
from ui.pages.priorities.ranking_words import decision_words, meaning_words, rating_words, step_words
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.choice import Choice, Option, Segments
from ui.widgets.finding_chip import FieldFindings
from ui.widgets.frames import Sunken, column, row
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.rating import RatingBars
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from app.framework.parts import Consideration
    from app.priorities.ranking import RankRow
    from model.language import Language
    from ui.pages.priorities.priorities_model import PrioritiesModel

_ABREAST: Final = 900  # letters: narrower, one thing stands below the other


class DecisionStrip(Retranslated, Sunken):
    """Shows one service of the round."""

    focused = Signal(str)  # field

    def __init__(self, model: PrioritiesModel) -> None:
        super().__init__()
        self._model, self._service = model, ""
        self._is_abreast: bool | None = None
        self._name = ElidedLabel("", strong=True)
        self._place = Label("", role=Role.TEXT2, wrap=True)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(px(12))
        self._head.addWidget(self._name)
        self._head.addWidget(self._place, 1)
        self.body.addLayout(self._head)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(24))
        self._grid.setVerticalSpacing(px(8))
        self.body.addLayout(self._grid)
        french_first = model.plan.french_first
        self.rationale = BilingualField(lambda: _("Rationale"), lines=2, french_first=french_first)
        self.analysis = BilingualField(self._analysis_label, lines=2, french_first=french_first)
        self.rationale.setObjectName("rationale")
        self.analysis.setObjectName("analysis")
        self._parts = (self._decision_part(), self._rating_part(), self.rationale, self.analysis)
        self._arrange(abreast=True)
        self._connect()

    def _decision_part(self) -> QWidget:
        part = QWidget()
        whole = column(part, gap=4)
        self.decision = Segments(
            lambda: _("Decision"),
            [
                Option("Y", lambda: decision_words(True)),
                Option("N", lambda: decision_words(False)),
                Option("", lambda: decision_words(None)),
            ],
        )
        self.decision.setObjectName("decision")
        self._decision_findings = FieldFindings()
        whole.addWidget(self.decision)
        whole.addWidget(self._decision_findings)
        whole.addStretch(1)
        return part

    def _rating_part(self) -> QWidget:
        part = QWidget()
        whole = column(part, gap=4)
        options = [Option(one.id, self._title(one.id)) for one in self._model.framework.considerations]
        self.consideration = Choice(lambda: _("Consideration"), options)
        self.consideration.setObjectName("consideration")
        self.bars = RatingBars(
            lambda: self._chosen().title.text(i18n.language()),
            words=lambda rating: step_words(self._model.framework, rating),
            meaning=lambda rating: meaning_words(self._chosen(), rating),
        )
        self.bars.setObjectName("rating")
        self._meaning = Label("", size=Size.CAPTION, role=Role.TEXT2, wrap=True)
        line = row(gap=8)
        line.addWidget(self.consideration)
        line.addWidget(self.bars)
        line.addWidget(self._meaning, 1)
        self._rating_findings = FieldFindings()
        whole.addLayout(line)
        whole.addWidget(self._rating_findings)
        whole.addStretch(1)
        return part

    def _connect(self) -> None:
        plan = self._model.plan
        self._kept_rationale = KeptField(plan, self.rationale, "decision", "rationale", self._write_rationale)
        self._kept_analysis = KeptField(plan, self.analysis, "score", "analysis", self._write_analysis)
        self.decision.chosen.connect(lambda value: self._model.decide(self._service, value))
        self.consideration.chosen.connect(self.show_consideration)
        self.bars.rated.connect(lambda rating: self._model.rate(self._service, self.consideration.value(), rating))
        self.rationale.focused.connect(lambda: self.focused.emit("rationale"))
        self.analysis.focused.connect(lambda: self.focused.emit("analysis"))
        self._shown_consideration = self.consideration.value()

    def _write_rationale(self, language: Language, text: str) -> bool:
        return self._model.write_rationale(self._service, language, text)

    def _write_analysis(self, language: Language, text: str) -> bool:
        return self._model.analyse(self._service, self._shown_consideration, language, text)

    def _title(self, consideration: str) -> Callable[[], str]:
        return lambda: self._model.framework.consideration(consideration).title.text(i18n.language())

    def _chosen(self) -> Consideration:
        return self._model.framework.consideration(self.consideration.value())

    @staticmethod
    def _analysis_label() -> str:
        return _("Why it is rated so")

    # what is shown

    def service(self) -> str:
        """Return the service that is shown; blank at first."""
        return self._service

    def show_service(self, service: str) -> None:
        """Show another service; what was typed for the one before is handed over first."""
        self.rationale.commit()
        self.analysis.commit()
        self._service = service
        self.refresh()

    def show_consideration(self, consideration: str) -> None:
        """Show another consideration of the same service."""
        self.analysis.commit()
        self._shown_consideration = consideration
        self.consideration.set_value(consideration)
        self.refresh()

    def refresh(self) -> None:
        """Show the service as it is now; what is being typed stays."""
        found = self._model.row(self._service)
        self.setVisible(found is not None)
        if found is None:
            return
        locked, current = self._model.is_locked, self._model.ranking.round
        self._name.say(self._model.plan.shown(found.name, i18n.language()))
        self._place.say(place_words(self._model.framework, found))
        self.decision.set_value("" if found.decided is None else "Y" if found.decided else "N")
        self.decision.set_read_only(locked)
        self.decision.segment("Y").setEnabled(found.eligible and not locked)
        place = f"{current.id if current else ''}/{self._service}"
        self._kept_rationale.show(place, found.decision, found.rationale, locked=locked)
        name = self._shown_consideration
        self._kept_analysis.show(
            f"{place}/{name}", found.score_keys.get(name, ""), found.analyses.get(name, Bilingual()), locked=locked
        )
        self._show_rating(found)
        self.refresh_findings()

    def _show_rating(self, found: RankRow) -> None:
        name = self._shown_consideration
        decided, suggested = found.scores.get(name), found.suggested.get(name)
        self.bars.set_rating(decided, suggested)
        self.bars.set_read_only(self._model.is_locked)
        meaning = meaning_words(self._chosen(), suggested if decided is None else decided)
        told = rating_words(self._model.framework, found, name) if decided is None and suggested is not None else ""
        self._meaning.say(f"{told}. {meaning}" if told and meaning else told or meaning)

    def refresh_findings(self) -> None:
        """Show at each field what is found there."""
        found = self._model.row(self._service)
        if found is None:
            return
        of_service = self._model.found("service", found.service)
        rationale = [one for one in of_service if one.field == "rationale"]
        score = found.score_keys.get(self._shown_consideration, "")
        self.rationale.show_findings(field_findings((*rationale, *self._model.found("decision", found.decision))))
        self.analysis.show_findings(field_findings(self._model.found("score", score)))
        decided = [one for one in of_service if one.field == "decision"]
        self._decision_findings.show_findings(field_findings(decided))
        unrated = [one for one in of_service if one.rule == "rating_missing"]
        self._rating_findings.show_findings(field_findings(unrated))

    # focus, language, width

    def focus_field(self, field: str, language: Language | None) -> bool:
        """Put the cursor into a field by its name; tell whether there is one."""
        if field in {"rationale", "analysis"}:
            {"rationale": self.rationale, "analysis": self.analysis}[field].take_focus(language)
        elif field in {"decision", "priority", ""}:
            self.decision.take_focus()
        else:
            return False
        return True

    def retranslate(self) -> None:
        """Follow the interface language."""
        super().retranslate()
        if self._service:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Let the halves stand beside each other where there is room."""
        super().resizeEvent(event)
        self._arrange(abreast=letters(self.width()) >= _ABREAST)

    def _arrange(self, *, abreast: bool) -> None:
        if abreast == self._is_abreast:
            return
        self._is_abreast = abreast
        places = ((0, 0), (0, 1), (1, 0), (1, 1)) if abreast else ((0, 0), (2, 0), (1, 0), (3, 0))
        for part, (line, at) in zip(self._parts, places, strict=True):
            self._grid.addWidget(part, line, at, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if abreast else 0)
        direction = QBoxLayout.Direction.LeftToRight if abreast else QBoxLayout.Direction.TopToBottom
        self._head.setDirection(direction)

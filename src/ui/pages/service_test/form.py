"""One candidate: its name, the questions, what they say, what was decided, and its service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.inventory.service_test import Verdict
from ui.look.measure import px
from ui.look.tokens import Role
from ui.pages.kept_field import KeptField
from ui.pages.service_test.words import proposal_words, state_words
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.button import Button, Kind
from ui.widgets.code_picker import CodePicker
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, Hairline, column
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.inventory.service_test import Candidate
    from model.language import Language
    from ui.open_plan import OpenPlan
    from ui.pages.service_test.question_row import QuestionRow
    from ui.widgets.code_list import Code, CodeList
    from ui.widgets.texts import Words

    Write = Callable[[str, Language, str], bool]
    """Stores a text of the candidate, or the reason of a question, in one language; tells whether it could."""

_NAME_LENGTH = 350


class ServicePicker(CodePicker):
    """A picker whose long list is read when it is opened."""

    def __init__(self, services: Callable[[], Sequence[Code]], label: Words, *, hint: Words) -> None:
        super().__init__(label, hint=hint)
        self._services = services

    def open_list(self, search: str = "") -> CodeList | None:
        """Read the list, and open it."""
        if self.opener().isEnabled():
            self.set_list(self._services())
        return super().open_list(search)


class CandidateForm(QWidget):
    """Shows one candidate after the other; every entry is stored by whoever made the form."""

    answered = Signal(str, str)  # question, answer
    decided = Signal(object)  # Verdict
    reopened = Signal()
    add_asked = Signal()
    show_asked = Signal()
    linked = Signal(str)  # key of a service, or blank

    def __init__(
        self,
        plan: OpenPlan,
        questions: Sequence[QuestionRow],
        write: Write,
        services: Callable[[], Sequence[Code]],
    ) -> None:
        super().__init__()
        self._services = services
        self._shown: Candidate | None = None
        whole = column(self, gap=14)
        first = plan.french_first
        self.name = BilingualField(lambda: _("Name"), french_first=first, max_length=_NAME_LENGTH, is_name=True)
        self.name.setObjectName("name")
        self._name = KeptField(plan, self.name, "service_test", "name", lambda side, text: write("name", side, text))
        top = Card()
        top.body.addWidget(self.name)
        whole.addWidget(top)
        self.questions = list(questions)
        whole.addWidget(self._question_card())
        self.rationale = BilingualField(lambda: _("Rationale"), french_first=first, lines=3)
        self.rationale.setObjectName("rationale")
        self._rationale = KeptField(
            plan, self.rationale, "service_test", "rationale", lambda side, text: write("rationale", side, text)
        )
        whole.addWidget(self._conclusion_card())
        whole.addWidget(self._service_card())

    def _question_card(self) -> Card:
        card = Card()
        for at, question in enumerate(self.questions):
            if at:
                card.body.addWidget(Hairline())
            question.answered.connect(self.answered)
            card.body.addWidget(question)
        return card

    def _conclusion_card(self) -> Card:
        card = Card(lambda: _("Conclusion"))
        self.proposal = Label("", role=Role.TEXT2, wrap=True)
        self.state = Label("", strong=True, wrap=True)
        self.is_service = Button(lambda: _("It is a service…"), icon="circle-check")
        self.is_none = Button(lambda: _("It is not a service…"), icon="circle-minus")
        self.again = Button(lambda: _("Reopen"), icon="rotate-ccw")
        self.is_service.clicked.connect(lambda: self.decided.emit(Verdict.SERVICE))
        self.is_none.clicked.connect(lambda: self.decided.emit(Verdict.NOT_SERVICE))
        self.again.clicked.connect(self.reopened)
        card.body.addWidget(self.proposal)
        card.body.addWidget(self.rationale)
        card.body.addWidget(self.state)
        self._deciding = _in_line(self.is_service, self.is_none, self.again)
        card.body.addWidget(self._deciding)
        return card

    def _service_card(self) -> Card:
        card = Card(lambda: _("In the inventory"))
        self.picker = ServicePicker(
            self._services,
            lambda: _("Service"),
            hint=lambda: _("The service that the candidate is, or that it belongs to."),
        )
        self.picker.setObjectName("service")
        self.picker.committed.connect(lambda codes: self.linked.emit(codes[0] if codes else ""))
        self.add = Button(lambda: _("Add to the inventory"), kind=Kind.PRIMARY, icon="plus")
        self.open = Button(lambda: _("Show the service"), icon="table-2")
        self.add.clicked.connect(self.add_asked)
        self.open.clicked.connect(self.show_asked)
        card.body.addWidget(self.picker)
        self._leading = _in_line(self.add, self.open)
        card.body.addWidget(self._leading)
        return card

    def candidate(self) -> Candidate | None:
        """Return what is shown."""
        return self._shown

    def show_candidate(self, candidate: Candidate, services: Sequence[Code], *, locked: bool) -> None:
        """Show a candidate.

        Args:
            candidate: what is shown.
            services: the services that it can be linked to.
            locked: whether nothing can be changed: the plan is open for reading only.
        """
        self._shown = candidate
        closed = locked or candidate.conclusion is not Verdict.OPEN
        self._name.show(candidate.key, candidate.key, candidate.name, locked=locked)
        for question, answer in zip(self.questions, candidate.answers, strict=True):
            question.show_answer(candidate.key, answer, locked=closed)
        self._rationale.show(candidate.key, candidate.key, candidate.rationale, locked=closed)
        self.proposal.say(lambda: proposal_words(candidate))
        self.state.say(lambda: state_words(candidate))
        self.state.setVisible(candidate.conclusion is not Verdict.OPEN)
        self._judge(candidate, services, locked=locked)

    def _judge(self, candidate: Candidate, services: Sequence[Code], *, locked: bool) -> None:
        """Offer what can be done with a candidate."""
        is_open = candidate.conclusion is Verdict.OPEN
        for button in (self.is_service, self.is_none):
            button.setVisible(is_open)
        self.again.setVisible(not is_open)
        self._deciding.setVisible(not locked)
        self.picker.set_list(services)
        self.picker.set_codes([candidate.service])
        self.picker.set_read_only(locked)
        is_missing = not locked and not candidate.service and candidate.conclusion is Verdict.SERVICE
        self.add.setVisible(is_missing)
        self.open.setVisible(bool(candidate.service))
        self._leading.setVisible(is_missing or bool(candidate.service))

    def commit(self) -> None:
        """Keep what is being typed before another candidate is shown."""
        focused = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()

    def field(self, name: str) -> BilingualField | None:
        """Return the field of a text, shown: ``name``, ``rationale``, or the reason of a question by its id."""
        own = {"name": self.name, "rationale": self.rationale}
        asked = next((row for row in self.questions if row.question == name), None)
        return asked.show_reason() if asked is not None else own.get(name)


def _in_line(*buttons: Button) -> QWidget:
    """Return buttons beside each other, on the next line where there is no room."""
    ground = QWidget()
    flow = FlowLayout(ground, gap=8)
    for button in buttons:
        flow.addWidget(button)
    ground.setMinimumHeight(px(30))
    return ground

"""One question of the test: what is asked, the answer, and its reason in both languages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.i18n import _, language
from app.inventory.service_test import NO, YES
from ui.look.tokens import Role
from ui.pages.kept_field import KeptField
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.choice import Option, Segments
from ui.widgets.frames import Card
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.framework.parts import Note
    from app.inventory.service_test import Answer
    from model.language import Language
    from ui.open_plan import OpenPlan


class QuestionCard(Card):
    """A question with its number; an answer is stored at once, a reason when its field is left."""

    answered = Signal(str, str)  # question, answer

    def __init__(
        self, number: int, question: Note, plan: OpenPlan, write: Callable[[str, Language, str], bool]
    ) -> None:
        """Ask ``question``; ``write`` stores its reason in a language and tells whether it could."""
        super().__init__()
        self.question = question.id
        self.heading_label = Label(lambda: f"{number}. {question.title.text(language())}", strong=True, wrap=True)
        self.body.addWidget(self.heading_label)
        self.body.addWidget(Label(lambda: question.text.text(language()), role=Role.TEXT2, wrap=True))
        self.segments = Segments(
            lambda: question.title.text(language()),
            (Option(YES, lambda: _("Yes")), Option(NO, lambda: _("No")), Option("", lambda: _("Open"))),
            folds=False,
        )
        self.segments.setObjectName(f"answer_{question.id}")
        self.segments.chosen.connect(lambda value: self.answered.emit(self.question, value))
        self.body.addWidget(self.segments)
        self.reason = BilingualField(lambda: _("Reason"), french_first=plan.french_first, lines=2)
        self.reason.setObjectName(f"reason_{question.id}")
        self.body.addWidget(self.reason)
        self._kept = KeptField(plan, self.reason, "service_test_answer", "reason", partial(write, question.id))

    def show_answer(self, candidate: str, answer: Answer, *, locked: bool) -> None:
        """Show what was answered of a candidate; ``locked`` lets nothing be entered."""
        self.segments.set_value(answer.answer)
        self.segments.setEnabled(not locked)
        self._kept.show(f"{candidate}/{self.question}", answer.key, answer.reason, locked=locked)

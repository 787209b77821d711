"""One question of the test: what is asked, the answer beside it, and its reason in both languages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.i18n import _, language
from app.inventory.service_test import NO, YES
from model.language import Language
from ui.look.measure import letters, px
from ui.look.tokens import Role
from ui.pages.kept_field import KeptField
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.button import Button, Kind
from ui.widgets.choice import Option, Segments
from ui.widgets.frames import column
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from app.framework.parts import Note
    from app.inventory.service_test import Answer
    from ui.open_plan import OpenPlan

_NARROW: Final = 560  # units: below that, the answer stands below its question


class QuestionRow(QWidget):
    """A question with its number; an answer is stored at once, a reason when its field is left.

    A reason that nobody wrote takes no room until it is asked for; a no asks for it by itself.
    """

    answered = Signal(str, str)  # question, answer

    def __init__(
        self, number: int, question: Note, plan: OpenPlan, write: Callable[[str, Language, str], bool]
    ) -> None:
        """Ask ``question``; ``write`` stores its reason in a language and tells whether it could."""
        super().__init__()
        self.question = question.id
        self._is_asked = self._is_locked = False
        self._candidate = ""
        whole = column(self, gap=8, margins=(0, 2, 0, 2))
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(px(8))
        words = column(gap=3)
        words.addWidget(Label(lambda: f"{number}. {question.title.text(language())}", strong=True, wrap=True))
        words.addWidget(Label(lambda: question.text.text(language()), role=Role.TEXT2, wrap=True))
        self._line.addLayout(words, 1)
        self.segments = Segments(
            lambda: question.title.text(language()),
            (Option(YES, lambda: _("Yes")), Option(NO, lambda: _("No")), Option("", lambda: _("Unanswered"))),
            folds=False,
        )
        self.segments.setObjectName(f"answer_{question.id}")
        self.segments.chosen.connect(lambda value: self.answered.emit(self.question, value))
        self._line.addWidget(self.segments, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(self._line)
        self.ask_reason = Button(lambda: _("Add a reason"), kind=Kind.LINK, icon="plus")
        self.ask_reason.setObjectName(f"ask_reason_{question.id}")
        self.ask_reason.clicked.connect(self._open_reason)
        whole.addWidget(self.ask_reason, 0, Qt.AlignmentFlag.AlignLeft)
        self.reason = BilingualField(lambda: _("Reason"), french_first=plan.french_first, is_name=True)
        self.reason.setObjectName(f"reason_{question.id}")
        whole.addWidget(self.reason)
        self._kept = KeptField(plan, self.reason, "service_test_answer", "reason", partial(write, question.id))

    def show_answer(self, candidate: str, answer: Answer, *, locked: bool) -> None:
        """Show what was answered of a candidate; ``locked`` lets nothing be entered."""
        if candidate != self._candidate:
            self._candidate, self._is_asked = candidate, False
        self._is_locked = locked
        self.segments.set_value(answer.answer)
        self.segments.setEnabled(not locked)
        self._kept.show(f"{candidate}/{self.question}", answer.key, answer.reason, locked=locked)
        typed = any(self.reason.is_being_typed(side) for side in Language)
        self._show_reason(wanted=not answer.reason.is_blank or typed or (answer.answer == NO and not locked))

    def show_reason(self) -> BilingualField:
        """Make room for the reason and return its field."""
        self._is_asked = True
        self._show_reason(wanted=True)
        return self.reason

    def _show_reason(self, *, wanted: bool) -> None:
        shown = wanted or (self._is_asked and not self._is_locked)
        self.reason.setVisible(shown)
        self.ask_reason.setVisible(not shown and not self._is_locked)

    def _open_reason(self) -> None:
        self.show_reason().take_focus(None)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Stand the answer beside its question where both have room."""
        super().resizeEvent(event)
        is_narrow = letters(self.width()) < _NARROW
        wanted = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._line.direction() is not wanted:
            self._line.setDirection(wanted)

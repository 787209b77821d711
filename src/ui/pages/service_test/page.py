"""Is it a service? The candidates, and the eight questions that are asked of each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.i18n import _, language, ngettext
from app.inventory import service_test
from app.inventory.rows import rows
from app.inventory.service_test import Conclusion, Verdict
from app.pieces import whole
from app.plan_facts import framework_of
from app.refusals import REFUSALS
from ui.pages.approval_dialog import ask_approval
from ui.pages.further import FurtherPage
from ui.pages.name_dialog import NameDialog
from ui.pages.service_test.form import CandidateForm
from ui.pages.service_test.question_row import QuestionRow
from ui.pages.service_test.words import ICONS, ROLES, name_of, state_words
from ui.pages.steps import Step, step_name
from ui.shell import GuideContext, Place
from ui.widgets.action_row import ActionRow
from ui.widgets.button import Button, Kind, menu_action
from ui.widgets.code_list import Code
from ui.widgets.dialog import question, show
from ui.widgets.empty_state import EmptyState
from ui.widgets.frames import Hairline, Scroll, clear, column
from ui.widgets.icon_menu import IconMenu

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from app.inventory.service_test import Candidate
    from model.bilingual import Bilingual
    from model.language import Language
    from ui.open_plan import OpenPlan
    from ui.pages.approval_dialog import Approval
    from ui.shell import Shell

_BELOW: Final = 90  # what stands last can be scrolled above a toast
ENTITY: Final = "service_test"
ANSWER: Final = "service_test_answer"


class ServiceTestPage(FurtherPage):
    """A list of candidates, and instead of it the one that was chosen."""

    step: ClassVar[Step] = Step.INVENTORY
    view: ClassVar[str] = "service-test"
    icon: ClassVar[str] = "circle-help"
    entities: ClassVar[frozenset[str]] = frozenset({ENTITY, ANSWER})

    def __init__(self, plan: OpenPlan, shell: Shell) -> None:
        super().__init__(plan, shell)
        self.candidates: tuple[Candidate, ...] = ()
        self._chosen = ""
        self.add_button = Button(lambda: _("Add a candidate…"), kind=Kind.PRIMARY, icon="plus")
        self.add_button.clicked.connect(self._ask_name)
        self.more = IconMenu(lambda: _("More actions"), "ellipsis")
        self._delete = menu_action(
            self.more.menu(), lambda: _("Delete the candidate…"), icon="trash-2", do=self._ask_delete
        )
        self.header.add_action(self.more)
        self.header.add_action(self.add_button)
        self.body.setContentsMargins(0, 0, 0, 0)
        ground = QWidget()
        inner = column(ground, gap=0, margins=(24, 0, 20, _BELOW))
        self._list = column()
        inner.addLayout(self._list)
        self._form: CandidateForm | None = None
        self._place = column()
        inner.addLayout(self._place)
        self.empty = EmptyState(
            "circle-help",
            lambda: _("Is it a service?"),
            lambda: _(
                "Write down what may be a service, answer the questions of the guideline, and keep the decision, "
                "also of what is left out of the inventory."
            ),
            primary=lambda: _("Add a candidate…"),
            primary_icon="plus",
        )
        self.empty.primary_clicked.connect(self._ask_name)
        inner.addWidget(self.empty, 1)
        inner.addStretch(1)
        self.area = Scroll(ground)
        self.body.addWidget(self.area)
        self._connect()

    @property
    def form(self) -> CandidateForm:
        """Return the form, made when a candidate is first shown."""
        if self._form is None:
            whole(self._making_form())
        return cast("CandidateForm", self._form)

    def ahead(self) -> Iterator[None]:
        """Make the form question by question."""
        yield from self._making_form()

    def _making_form(self) -> Generator[None, None, None]:
        questions = []
        for at, asked in enumerate(framework_of(self.plan.workspace).service_test.questions, start=1):
            questions.append(QuestionRow(at, asked, self.plan, self._write_reason))
            yield
        if self._form is not None:  # it was asked for meanwhile
            return
        form = self._form = CandidateForm(self.plan, questions, self._write, self._services)
        form.answered.connect(self._answer)
        form.decided.connect(self._ask_decision)
        form.reopened.connect(lambda: self._do(self._reopen))
        form.add_asked.connect(self._add_to_inventory)
        form.show_asked.connect(self._show_service)
        form.linked.connect(self._link)
        self._place.addWidget(form)
        form.setVisible(self._candidate() is not None)

    def _connect(self) -> None:
        self.plan.changed.connect(lambda _change: self._follow())
        self.plan.content_changed.connect(lambda _content: self._follow())
        self.plan.year_changed.connect(lambda _year: self._follow())

    @classmethod
    def name(cls) -> str:
        """Return what the screen is called."""
        return _("Is it a service?")

    def title(self) -> str:
        """Return the candidate's name, or the screen's while none is chosen."""
        chosen = self._candidate()
        return name_of(chosen) if chosen is not None else self.name()

    def facts(self) -> str:
        """Return how the candidate stands, or how many there are."""
        chosen = self._candidate()
        if chosen is not None:
            return state_words(chosen)
        if not self.candidates:
            return ""
        count, left = len(self.candidates), sum(one.conclusion is Verdict.OPEN for one in self.candidates)
        parts = [ngettext("{count} candidate", "{count} candidates", count).format(count=count)]
        if left:
            parts.append(ngettext("{count} not decided", "{count} not decided", left).format(count=left))
        return " · ".join(parts)

    def activate(self) -> None:
        """Read the candidates: other pages may have changed them."""
        self._read()
        super().activate()
        self.tell_guide(lambda: GuideContext(path=(step_name(self.step), self.name()), requirement="7.1"))

    def retranslate(self) -> None:
        """Write names and dates as the other language does."""
        super().retranslate()
        self._show()

    def focus_place(self, place: Place) -> bool:
        """Show the candidate that a place belongs to, and put the cursor into the field."""
        answer_of = {answer.key: (one.key, answer.question) for one in self.candidates for answer in one.answers}
        key, name = answer_of.get(place.key, ("", "")) if place.entity == ANSWER else (place.key, place.field)
        if not any(one.key == key for one in self.candidates):
            return False
        self._choose(key)
        field = self.form.field(name)
        if field is not None:
            field.take_focus(place.language)
            self.area.ensureWidgetVisible(field)
        return True

    def go_back(self) -> None:
        """Leave the candidate for the list, the list for the inventory."""
        if self._candidate() is not None:
            self._choose("")
        else:
            super().go_back()

    def take_focus(self) -> None:
        """Begin with the first candidate of the list, or with the name of the one that is shown."""
        first = self._list.itemAt(0)
        row = first.widget() if first is not None and not self._chosen else None
        target = row or (self.add_button if self.candidates else self.empty.primary)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _candidate(self) -> Candidate | None:
        return next((one for one in self.candidates if one.key == self._chosen), None)

    def _follow(self) -> None:
        if self.isVisible():
            self._read()
            self.refresh_header()

    def _read(self) -> None:
        self.candidates = service_test.candidates(self.plan.workspace)
        self._show()

    def _show(self) -> None:
        chosen = self._candidate()
        if chosen is None:
            self._chosen = ""
        if self._form is not None or chosen is not None:
            self.form.setVisible(chosen is not None)
        self.more.setVisible(chosen is not None and not self.plan.read_only)
        self.add_button.setVisible(bool(self.candidates) and chosen is None)
        self.empty.setVisible(not self.candidates)
        if self.plan.read_only:
            reason = lambda: _("The plan is open for reading only.")  # noqa: E731  one use, in place
            self.add_button.disable(reason)
        self.back.say(self.name if chosen is not None else lambda: step_name(self.step))
        clear(self._list)
        if chosen is not None:
            linked = self._services([chosen.service]) if chosen.service else []
            self.form.show_candidate(chosen, linked, locked=self.plan.read_only)
            return
        for at, one in enumerate(self.candidates):
            if at:
                self._list.addWidget(Hairline())
            self._list.addWidget(self._row(one))

    def _row(self, one: Candidate) -> ActionRow:
        row = ActionRow(
            ICONS[one.conclusion], partial(name_of, one), partial(state_words, one), role=ROLES[one.conclusion]
        )
        row.clicked.connect(lambda: self._choose(one.key))
        return row

    def _services(self, keys: Sequence[str] | None = None) -> list[Code]:
        """Return services by their name in the interface language: those of the keys, or all."""
        spoken = language()
        named = (
            (row.key, row.name.text(spoken) or row.name.text(spoken.other), row.service_id)
            for row in rows(self.plan.workspace, self.plan.year, services=keys)
        )
        return [Code(key, name, tail) for key, name, tail in named]

    def _choose(self, key: str) -> None:
        if self._form is not None:
            self._form.commit()
        self._chosen = key
        self._show()
        self.refresh_header()
        self.area.verticalScrollBar().setValue(0)
        if key:
            self.form.name.take_focus(None)
        else:
            self.take_focus()

    # what the planner does

    def _do(self, act: Callable[[], object]) -> bool:
        """Change the plan, or say why that cannot be; return whether it was done."""
        try:
            act()
        except REFUSALS as error:
            self.shell.refuse(error)
            return False
        return True

    def _ask_name(self) -> None:
        if self.plan.read_only:
            return
        dialog = NameDialog(
            self.shell.window_widget(),
            lambda: _("Add a candidate"),
            lambda: _("What may be a service? One language is enough to begin with."),
            lambda: _("Add"),
            french_first=self.plan.french_first,
        )
        show(dialog, lambda: self._add(dialog.name()))

    def _add(self, name: Bilingual) -> None:
        made: list[str] = []
        if self._do(lambda: made.append(service_test.add_candidate(self.plan.workspace, name))):
            self._read()
            self._choose(made[0])
            self.shell.toast(lambda: _("Candidate added."), undo=True)

    def _write(self, field: str, side: Language, text: str) -> bool:
        return self._do(lambda: service_test.write_text(self.plan.workspace, self._chosen, field, side, text))

    def _write_reason(self, asked: str, side: Language, text: str) -> bool:
        return self._do(lambda: service_test.give_reason(self.plan.workspace, self._chosen, asked, side, text))

    def _answer(self, asked: str, value: str) -> None:
        if not self._do(lambda: service_test.answer(self.plan.workspace, self._chosen, asked, value)):
            self._show()

    def _ask_decision(self, verdict: Verdict) -> None:
        self.form.commit()
        chosen = self._candidate()
        if chosen is None:
            return
        title = (
            (lambda: _("Decide that it is a service"))
            if verdict is Verdict.SERVICE
            else (lambda: _("Decide that it is not a service"))
        )
        ask_approval(
            self.shell.window_widget(),
            (
                title,
                lambda: _("The answers and the rationale are closed until the candidate is reopened."),
                lambda: _("Decide"),
            ),
            partial(self._decide, verdict),
            by=lambda: _("Decided by (name and title)"),
        )

    def _decide(self, verdict: Verdict, given: Approval) -> None:
        chosen = self._candidate()
        if chosen is None:
            return
        conclusion = Conclusion(verdict, chosen.rationale, given.by, given.on)
        if self._do(lambda: service_test.conclude(self.plan.workspace, chosen.key, conclusion)):
            self.shell.toast(lambda: _("Decision kept."), undo=True)

    def _reopen(self) -> None:
        service_test.reopen(self.plan.workspace, self._chosen)

    def _link(self, service: str) -> None:
        self._do(lambda: service_test.link(self.plan.workspace, self._chosen, service))

    def _add_to_inventory(self) -> None:
        key, year = self._chosen, self.plan.year
        if self._do(lambda: service_test.add_to_inventory(self.plan.workspace, key, year)):
            self.shell.toast(lambda: _("Service added."), undo=True)
            self._show_service()

    def _show_service(self) -> None:
        chosen = self._candidate()
        if chosen is not None and chosen.service:
            self.shell.go(Step.INVENTORY, Place("service", chosen.service))

    def _ask_delete(self) -> None:
        chosen = self._candidate()
        if chosen is None:
            return
        dialog = question(
            self.shell.window_widget(),
            lambda: _("Delete “{name}”?").format(name=name_of(chosen)),
            lambda: _("Its answers go with it. A service that it became stays. You can undo this."),
            accept=lambda: _("Delete"),
            keep=lambda: _("Keep"),
        )
        show(dialog, lambda: self._delete_candidate(chosen.key))

    def _delete_candidate(self, key: str) -> None:
        if self._do(lambda: service_test.delete_candidate(self.plan.workspace, key)):
            self.shell.toast(lambda: _("Candidate deleted."), undo=True)
            self._choose("")

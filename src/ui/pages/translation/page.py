"""The translation page: the list of texts at the left, the chosen one in both languages at its right."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.formats import format_number
from app.i18n import _, ngettext
from app.refusals import REFUSALS
from app.steps import step_of
from app.strategy.figures import LiveFigures
from app.text_writing import write_text
from app.translation import State, confirm
from model.language import Language
from ui.look.measure import px
from ui.pages.page import Page
from ui.pages.steps import Step, step_name
from ui.pages.translation.detail import TextDetail
from ui.pages.translation.list_model import (
    ALL,
    TO_DO,
    Narrowing,
    TextListModel,
    key_of,
    owner_name,
    place_name,
    place_words,
)
from ui.shell import Breadth, GuideContext, Place
from ui.tables.table_view import TableView
from ui.widgets.choice import Choice, Option
from ui.widgets.empty_state import EmptyState
from ui.widgets.frames import Hairline, column, row
from ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.translation import PairRow
    from ui.open_plan import OpenPlan
    from ui.shell import Shell

_BESIDE: Final = 20  # texts before and after the one that is confirmed, of which the next is shown
_LIST: Final = {Breadth.WIDE: 470, Breadth.MEDIUM: 360, Breadth.NARROW: 290}
_PLACES: Final = (Step.INVENTORY, Step.PRIORITIES, Step.STRATEGY, Step.ASSESSMENT, Step.OVERVIEW)


class TranslationPage(Page):
    """Where both languages are brought to say the same."""

    step: ClassVar[Step] = Step.TRANSLATION

    def __init__(self, plan: OpenPlan, shell: Shell) -> None:
        super().__init__(plan, shell)
        self.model = TextListModel(plan, self.isVisible, self)
        self._figures = LiveFigures(plan.workspace, plan.year)
        self._shown = ""
        self._wanted: Place | None = None  # waits until the texts are read
        self._lay_out()
        self._connect()
        self.model.narrow(self.model.narrowing)
        self.fit(0)

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self._halves = QHBoxLayout()
        self._halves.setSpacing(0)
        self.body.addWidget(Hairline())
        self.body.addLayout(self._halves, 1)
        self._list = QWidget()
        left = column(self._list, margins=(0, 12, 0, 0), gap=8)
        bar = column(gap=8, margins=(24, 0, 14, 0))
        choices = row(gap=8)
        self.state = Choice(lambda: _("State of the texts"))
        self.state.setObjectName("translation_state")
        self.place = Choice(lambda: _("Where the texts are"))
        self.place.setObjectName("translation_place")
        choices.addWidget(self.state)
        choices.addWidget(self.place)
        choices.addStretch(1)
        self.search = SearchField(lambda: _("Search texts"), lambda: _("Search in both languages"))
        self.search.editor.setObjectName("translation_search")
        bar.addLayout(choices)
        bar.addWidget(self.search)
        left.addLayout(bar)
        self.table = TableView(self.model.table, lambda: _("Texts in both languages"))
        self.table.setObjectName("texts")
        self.nothing = EmptyState(
            "circle-check",
            lambda: _("Nothing left to do here"),
            lambda: _("Every text of this choice is in order."),
            link=lambda: _("Show all texts"),
        )
        self._lists = QStackedWidget()
        self._lists.addWidget(self.table)
        self._lists.addWidget(self.nothing)
        ground = column(margins=(14, 0, 0, 0))  # so that the words of the table share the page's edge
        ground.addWidget(self._lists)
        left.addLayout(ground, 1)
        self._rule = Hairline(upright=True)
        self.detail = TextDetail(self.plan, self._figures)
        self.detail.setVisible(False)
        self._halves.addWidget(self._list)
        self._halves.addWidget(self._rule)
        self._halves.addWidget(self.detail, 1)
        self._spare = QWidget()
        self._halves.addWidget(self._spare, 1)

    def _connect(self) -> None:
        self.state.chosen.connect(lambda state: self._narrow(replace(self.model.narrowing, state=state)))
        self.place.chosen.connect(lambda place: self._narrow(replace(self.model.narrowing, place=place)))
        self.search.searched.connect(self._search)
        self.search.left_down.connect(self._enter_table)
        self.table.current_changed.connect(self._show)
        self.table.opened.connect(lambda _key: self.detail.take_focus())
        self.table.typed.connect(lambda text: self.search.set_text(self.search.text() + text))
        self.nothing.link_clicked.connect(lambda: self._narrow(Narrowing(state=ALL)))
        self.model.refreshed.connect(self._refresh)
        self.detail.committed.connect(self._write)
        self.detail.drafted.connect(self._keep_draft)
        self.detail.confirmed.connect(self.confirm_shown)
        self.detail.step_asked.connect(self.step_by)
        self.detail.place_asked.connect(self._go_there)
        self.detail.section.undo_asked.connect(lambda: self._undo(back=True))
        self.detail.section.redo_asked.connect(lambda: self._undo(back=False))
        self.plan.year_changed.connect(self._figures.refresh)
        self.plan.changed.connect(lambda _change: self._figures.refresh(self.plan.year))
        for keys, do in (
            ("Alt+Down", partial(self.step_by, 1)),
            ("Alt+Up", partial(self.step_by, -1)),
            ("Alt+Return", self.confirm_shown),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    # what is listed

    def _narrow(self, narrowing: Narrowing) -> None:
        self.detail.commit()
        self.model.narrow(narrowing)
        self.state.set_value(narrowing.state)
        self.place.set_value(narrowing.place)
        self._refresh()

    def _search(self, text: str) -> None:
        self.model.table.search(text)
        self._refresh()

    def _enter_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.current_key():
            self.table.select_first()

    def _refresh(self) -> None:
        self._offer_choices()
        self.refresh_header()
        shown = self.model.table.rowCount()
        self._lists.setCurrentWidget(self.table if shown or self.model.is_reading else self.nothing)
        row = self.model.row(self._shown) if self._shown else None
        if row is not None:
            self.detail.show_row(row)
        elif shown:
            self.table.select_first()
        if not shown and row is None:
            self._shown = ""
        self.detail.setVisible(bool(self._shown))
        self._spare.setVisible(not self._shown)
        if self._wanted is not None and not self.model.is_reading:
            wanted, self._wanted = self._wanted, None
            self.focus_place(wanted)

    def _offer_choices(self) -> None:
        counted = self.model.counts()
        to_do = sum(counted[state] for state in (State.MISSING, State.OUT_OF_DATE, State.DRAFT))
        options = (
            (TO_DO, lambda: _("To do ({count})").format(count=format_number(to_do))),
            (State.MISSING, lambda: _("Missing ({count})").format(count=format_number(counted[State.MISSING]))),
            (
                State.OUT_OF_DATE,
                lambda: _("To review ({count})").format(count=format_number(counted[State.OUT_OF_DATE])),
            ),
            (State.DRAFT, lambda: _("Drafts ({count})").format(count=format_number(counted[State.DRAFT]))),
            (State.CONFIRMED, lambda: _("Confirmed ({count})").format(count=format_number(counted[State.CONFIRMED]))),
            (ALL, lambda: _("All ({count})").format(count=sum(counted.values()))),
        )
        self.state.set_options([Option(str(value), words) for value, words in options])
        self.place.set_options(
            [
                Option(ALL, lambda: _("Everywhere")),
                *(Option(step.value, partial(place_name, step)) for step in _PLACES),
            ]
        )
        self.state.set_value(self.model.narrowing.state)
        self.place.set_value(self.model.narrowing.place)

    # the text that is chosen

    def _show(self, key: str) -> None:
        row = self.model.row(key) if key else None
        if row is None or key == self._shown:
            return
        self.detail.commit()
        row = self.model.row(key) or row
        self._shown = key
        self.detail.show_row(row)
        self.detail.setVisible(True)
        self._spare.setVisible(False)
        self._offer_drafts(row)
        self._tell_guide(row)

    def _offer_drafts(self, row: PairRow) -> None:
        """Bring back what was being typed here when the plan was last left."""
        for draft in self.plan.drafts(row.entity, row.key):
            if draft.field == row.field and draft.language in set(Language):
                language = Language(draft.language)
                if draft.text != row.text.text(language):
                    self.detail.offer_draft(language, draft.text)
                    self.shell.toast(lambda: _("What you were typing here was brought back."))

    def _tell_guide(self, row: PairRow) -> None:
        self.tell_guide(
            lambda: GuideContext(
                path=(step_name(Step.TRANSLATION), owner_name(row), place_words(row)),
                guidance=_(
                    "Both official languages are equal: each text says the same in both, and reads as an original."
                ),
                entity=row.entity,
                key=row.key,
                field=row.field,
            )
        )

    def step_by(self, by: int) -> None:
        """Go to the text before or after the one that is shown; at the end nothing happens."""
        line = self.model.table.line_of(self._shown) + by
        key = self.model.table.key_of(line)
        if key:
            self.detail.commit()
            self.table.select_key(key)

    def confirm_shown(self) -> None:
        """Declare that both sides of the shown text say the same, and go to the next one."""
        table, beside = self.model.table, range(1, _BESIDE)
        at = table.line_of(self._shown)
        following = [table.key_of(at + by) for by in beside] + [table.key_of(at - by) for by in beside if at >= 0]
        self.detail.commit()
        row = self.model.row(self._shown)
        if row is None or row.text.missing or row.state is State.CONFIRMED or self.plan.read_only:
            return
        try:
            confirm(self.plan.workspace, (row.place,), row.source)
        except REFUSALS as error:
            self.shell.refuse(error)
            return
        self._go_on(following)

    def _go_on(self, keys: Sequence[str]) -> None:
        """Show the first of ``keys`` that is still listed; what is done leaves the list."""
        self._shown = ""
        self.model.narrow(self.model.narrowing)
        following = next((key for key in keys if self.model.table.line_of(key) >= 0), "")
        if following:
            self.table.select_key(following)
            self._show(following)
        self._refresh()

    def _write(self, language: Language, text: str) -> None:
        row = self.detail.row()
        if row is None:
            return
        self.plan.drop_draft(row.entity, row.key, row.field, language)
        self.model.follow_now(key_of(row))
        try:
            write_text(self.plan.workspace, row.place, language, text)
        except REFUSALS as error:
            self.shell.refuse(error)
            self.detail.show_row(row)

    def _undo(self, *, back: bool) -> None:
        try:
            if back:
                self.plan.undo()
            else:
                self.plan.redo()
        except REFUSALS as error:
            self.shell.refuse(error)

    def _keep_draft(self, language: Language, text: str) -> None:
        row = self.detail.row()
        if row is not None:
            self.plan.keep_draft(row.entity, row.key, row.field, language, text)

    def _go_there(self) -> None:
        row = self.detail.row()
        if row is not None:
            self.shell.go(step_of(row.entity), Place(row.entity, row.key, row.field))

    # the window

    def title(self) -> str:
        """Return the page's name."""
        return step_name(Step.TRANSLATION)

    def facts(self) -> str:
        """Return how many texts need work."""
        if self.model.is_reading:
            return _("The texts are being read…")
        counted = self.model.counts()
        left = sum(counted[state] for state in (State.MISSING, State.OUT_OF_DATE, State.DRAFT))
        total = sum(counted.values())
        whole = ngettext("{count} text in both languages", "{count} texts in both languages", total).format(
            count=format_number(total)
        )
        if not left:
            return _("{texts} · all confirmed").format(texts=whole)
        rest = ngettext("{count} left to do", "{count} left to do", left).format(count=format_number(left))
        return _("{texts} · {left}").format(texts=whole, left=rest)

    def activate(self) -> None:
        """Read the texts, the first time and when something changed."""
        self.model.read()
        if self.model.is_reading:
            self._refresh()
        super().activate()

    def fit(self, width: float) -> None:  # noqa: ARG002  the window's breadth decides
        """Give the list less room in a narrow window."""
        self._list.setFixedWidth(px(_LIST[self.shell.breadth()]))

    def focus_place(self, place: Place) -> bool:
        """Choose the text that ``place`` names, with the cursor in its side."""
        self.model.read()
        if self.model.is_reading:
            self._wanted = place
            return True
        key = f"{place.entity} {place.key} {place.field.removesuffix('_en').removesuffix('_fr')}"
        row = self.model.row(key)
        if row is None:
            return False
        if self.model.table.line_of(key) < 0:
            self.search.set_text("")
            self._narrow(Narrowing(state=ALL))
        self.table.select_key(key)
        self._show(key)
        self.detail.take_focus(place.language)
        return True

    def retranslate(self) -> None:
        """Say everything in the other language."""
        super().retranslate()
        if self._shown:
            self.refresh_header()
